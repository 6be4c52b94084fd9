"""What everybody can see without an account."""

import pytest

from roster.models import Officer
from tests.journeys.conftest import Opens

pytestmark = pytest.mark.browser


def test_a_voter_finds_a_post_and_its_hours(opens: Opens) -> None:
    voter = opens()
    assert voter.goes_to("/") == 200
    assert sorted(voter.texts(".card__title")) == [
        "Posko Bersama Jakarta Barat",
        "Posko Bersama Jakarta Pusat",
        "Posko Bersama Jakarta Selatan",
        "Posko Bersama Jakarta Timur",
        "Posko Bersama Kepulauan Seribu",
    ]
    assert len(voter.texts(".state--open")) == 5
    voter.sees("Buka sekarang - sampai 16.00 WIB", "Buka sekarang - sampai 19.00 WIB")
    voter.does_not_see("Jakarta Utara")

    voter.follows("Posko Bersama Jakarta Pusat")
    voter.sees("Selasa, 13 Februari 2024 Hari ini", "08.00-16.00 WIB")
    voter.sees("Sabtu, 10 Februari 2024", "Tahun Baru Imlek", "Hari Pemilihan Umum")
    assert "Polres Metro Jakarta Pusat" in voter.texts("[aria-labelledby=duty-title] li")
    voter.does_not_see(*Officer.objects.values_list("full_name", flat=True))


def test_a_post_that_is_not_published_does_not_exist(opens: Opens) -> None:
    voter = opens()
    assert voter.goes_to("/posko/jakarta-utara/") == 404
    voter.sees("Halaman ini tidak ditemukan")
    voter.follows("Ke halaman utama")
    voter.sees("Posko Bersama Jakarta Pusat")
    voter.does_not_see("Jakarta Utara")
