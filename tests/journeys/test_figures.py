"""Somebody reads the figures: on a phone and on the desk, in light and dark, on paper."""

import pytest

from incidents.models import Incident, StatisticsSnapshot
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]


def test_a_journalist_reads_the_figures_and_their_tables(opens: Opens) -> None:
    reader = opens()
    assert reader.goes_to("/data/") == 200
    # Of so few incidents the story has, some figures are hidden.
    assert Incident.objects.count() < 60
    reader.sees("Masalah dalam angka", "Menurut kategori", "Garis putus-putus")
    reader.looks_around()
    reader.part("main details").evaluate_all("all => all.forEach(e => e.open = true)")
    reader.looks_around()
    reader.sees("Hak pilih", "kurang dari 5", "Kota Administrasi Jakarta Pusat")
    pictures = reader.part("main svg[role=img]").count()
    assert pictures == reader.part("main table").count()
    reader.page.emulate_media(media="print")
    assert reader.part("main table").first.is_visible()
    assert reader.faults() == []
    reader.page.emulate_media(media="screen")
    assert reader.goes_to("/en/data/") == 200
    reader.sees("Problems in figures", "By category")
    assert StatisticsSnapshot.objects.count() == 1


def test_an_operation_that_nobody_knows_is_not_there(opens: Opens) -> None:
    assert opens().goes_to("/data/?operasi=tidak-ada") == 404
