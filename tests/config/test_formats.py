"""Dates as people type them."""

from datetime import date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats

from posko.clock import JAKARTA

DATES = ["20-02-2024", "20/02/2024", "20.02.2024", "2024-02-20", "20.2.2024", "20-02-24"]


@pytest.mark.parametrize("typed", DATES)
def test_a_date_is_understood(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2024, 2, 20)


@pytest.mark.parametrize("typed", DATES)
@pytest.mark.parametrize("time", ["08.30", "08:30", "08:30:00"])
def test_a_moment_is_understood(typed: str, time: str) -> None:
    moment = datetime(2024, 2, 20, 8, 30, tzinfo=JAKARTA)
    assert forms.SplitDateTimeField().clean([typed, time]) == moment


@pytest.mark.parametrize("typed", ["20.02.2024 08.30", "20-02-2024 08:30", "2024-02-20 08:30"])
def test_a_moment_in_one_field_is_understood(typed: str) -> None:
    moment = datetime(2024, 2, 20, 8, 30, tzinfo=JAKARTA)
    assert forms.DateTimeField().clean(typed) == moment


def test_the_day_comes_first_always() -> None:
    assert forms.DateField().clean("03/02/2024") == date(2024, 2, 3)
    with pytest.raises(ValidationError) as refused:
        forms.DateField().clean("02/20/2024")
    assert "misalnya 20-02-2024" in refused.value.message


def test_fields_are_filled_as_before() -> None:
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d-%m-%Y"
