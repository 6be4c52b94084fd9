"""Dates as people type them into cells."""

from datetime import date, datetime

import pytest

from roster.sheets.days import read_day

DAY = date(2024, 2, 13)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2024, 2, 13),  # noqa: DTZ001 - as Excel has it
        "13 Februari 2024",
        "13 february 2024",
        "Selasa, 13 Feb 2024",
        "13-Feb-2024",
        "13 Feb. 2024",
        "13/02/2024",
        "13.2.2024",
        "13-02-2024",
        "2024-02-13",
        "2024-02-13 00:00:00",
        45335,
        45335.0,
        "45335",
        " 13 / 02 / 2024 ",
    ],
)
def test_it_is_the_thirteenth(value: object) -> None:
    assert read_day(value) == DAY


def test_friday_has_an_apostrophe_in_it() -> None:
    assert read_day("Jum'at, 9 Agustus 2024") == date(2024, 8, 9)


@pytest.mark.parametrize(
    "value",
    ["31.02.2024", "30 Februari 2024", "02/13/2024", "13/02/24", "13 Feb", "13 Febtober 2024",
     "besok", "", None, True, 1.5, 99999999, -1, "0000-00-00", date(1899, 1, 1), "1/1/9999",
     "٣١/٠١/2024x", "1" * 300, float(10**300)],
)  # fmt: skip
def test_it_is_no_date(value: object) -> None:
    assert read_day(value) is None
