"""/jadwal/ and /jadwal/saya/."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.visiting import browser, text

DAY = date(2024, 2, 13)
database = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


class TestPages:
    """On the database."""

    pytestmark = database

    def test_the_rota_shows_ones_own_region_and_marks_oneself(self) -> None:
        me = make_officer("budi.santoso", institution=make_institution())
        assign(make_duty(make_post("31.71"), DAY), me, leads=True)
        make_duty(make_post("31.01", name="Posko Pulau"), DAY)
        page = text(browser(me).get("/jadwal/"))
        assert "Budi Santoso" in page
        assert "Anda" in page
        assert "08.00-16.00 WIB" in page
        assert "Hari Pemilihan Umum" in page
        assert "Posko Pulau" not in page

    def test_my_duties_come_in_order_the_next_first(self) -> None:
        me, post = make_officer("budi.santoso"), make_post("31.71")
        for day in (20, 13, 12, 15):
            assign(make_duty(post, date(2024, 2, day)), me)
        response = browser(me).get("/jadwal/saya/")
        assert [a.duty.starts_at.day for a in response.context["coming"]] == [13, 15, 20]
        assert [a.duty.starts_at.day for a in response.context["past"]] == [12]

    def test_without_duties_the_page_says_so(self) -> None:
        page = text(browser(make_officer("budi.santoso")).get("/jadwal/saya/"))
        assert "tidak memiliki tugas jaga" in page

    @pytest.mark.parametrize("path", ["/jadwal/", "/jadwal/saya/", "/admin/roster/duty/week/"])
    def test_queries_do_not_grow(self, path: str) -> None:
        from roster.models import Role

        me = make_officer("k.jp", Role.KESBANGPOL, institution=make_institution())
        client = browser(me)
        assign(make_duty(make_post("31.71"), DAY), me)
        one = self._count(client, path)
        for number in (1, 2):
            post = make_post(f"31.71.0{number}", slug=f"posko-{number}")
            for day in (14, 15):
                other = make_officer(f"o{number}.{day}", institution=make_institution())
                assign(make_duty(post, date(2024, 2, day)), other)
        assert self._count(client, path) == one

    def _count(self, client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)
