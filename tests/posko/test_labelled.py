"""Enumerations whose members bring the words for them."""

import pytest
from django.utils.translation import gettext_lazy as _

from posko.labelled import Labelled


class Light(Labelled):
    """For these tests."""

    RED = "red", _("Received")


def test_a_member_is_its_value_and_is_found_by_it() -> None:
    assert str(Light.RED) == "red"
    assert Light.RED.value == "red"
    assert Light("red") is Light.RED
    with pytest.raises(ValueError, match="blue"):
        Light("blue")


def test_its_words_are_translated_when_they_are_shown() -> None:
    assert str(Light.RED.label) == "Diterima"


def test_nobody_forgets_the_words() -> None:
    with pytest.raises(ValueError, match="unpack"):

        class Bare(Labelled):
            RED = "red"
