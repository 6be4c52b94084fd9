"""The big button and the lists: as browsers and phones meet them."""

import uuid
from datetime import date
from typing import Any

import pytest

from roster.attendance import check_in
from roster.models import Assignment, Attendance, Role
from tests.conftest import Travel, moment
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)
OVERSEERS = {Role.KOORDINATOR, Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR}


def come(mine: Assignment) -> str:
    return f"/jadwal/saya/{mine.pk}/hadir/"


def leave(mine: Assignment) -> str:
    return f"/jadwal/saya/{mine.pk}/selesai/"


class TestTheButton:
    def test_it_is_there_while_it_can_be_pressed(self, mine: Assignment, at: Travel) -> None:
        client = browser(mine.officer)
        assert "Saya sudah di posko" in text(client.get("/jadwal/saya/"))
        done = client.post(come(mine), follow=True)
        assert "Anda di posko sejak 09.00 WIB" in text(done)
        assert "Saya sudah di posko" not in text(done)
        assert "Selesai bertugas" in text(done)
        at("2024-02-13 16:10")
        assert "Selesai bertugas" in text(client.get("/jadwal/saya/"))
        client.post(leave(mine), {"without_handover": "on"})
        assert "Selesai bertugas" not in text(client.get("/jadwal/saya/"))
        assert Attendance.objects.get().left_at == moment("2024-02-13 16:10")

    def test_a_second_tap_at_the_same_place_does_not_end_the_duty(
        self, mine: Assignment, at: Travel
    ) -> None:
        client = browser(mine.officer)
        client.post(come(mine))
        assert "Pulang lebih awal" in text(client.get("/jadwal/saya/"))
        at("2024-02-13 15:30")
        assert "Pulang lebih awal" not in text(client.get("/jadwal/saya/"))

    def test_before_its_time_the_page_says_from_when(self, mine: Assignment, at: Travel) -> None:
        at("2024-02-13 06:30")
        page = text(browser(mine.officer).get("/jadwal/saya/"))
        assert "Saya sudah di posko" not in page
        assert "absen mulai 07.00 WIB" in page

    def test_a_refusal_is_told_with_409(self, mine: Assignment, at: Travel) -> None:
        at("2024-02-13 06:30")
        refused = browser(mine.officer).post(come(mine))
        assert refused.status_code == 409
        assert "07.00 WIB" in text(refused)

    def test_an_outbox_sends_when_it_happened(self, mine: Assignment, at: Travel) -> None:
        at("2024-02-13 12:00")
        sent = {"client_uuid": str(uuid.uuid4()), "happened_at": "2024-02-13T07:50:00+07:00"}
        client = browser(mine.officer)
        for _time in range(2):
            assert client.post(come(mine), sent).status_code == 302
        stored = Attendance.objects.get()
        assert stored.came_at == moment("2024-02-13 07:50")
        assert stored.came_received_at == moment("2024-02-13 12:00")

    @pytest.mark.parametrize(
        "sent", [{"client_uuid": "x\x00"}, {"happened_at": "kemarin"}, {"happened_at": "\x00"}]
    )
    def test_what_can_not_be_read_is_told_with_422(
        self, sent: dict[str, str], mine: Assignment
    ) -> None:
        assert browser(mine.officer).post(come(mine), sent).status_code == 422

    @pytest.mark.parametrize("happened", ["0001-01-01T00:00", "9999-12-31T23:59:59"])
    def test_times_beyond_all_calendars_are_refused(self, happened: str, mine: Assignment) -> None:
        refused = browser(mine.officer).post(come(mine), {"happened_at": happened})
        assert refused.status_code in {409, 422}

    def test_somebody_elses_duty_does_not_exist(self, mine: Assignment) -> None:
        for officer in (make_officer("wati"), make_officer("rina", Role.KOORDINATOR)):
            assert browser(officer).post(come(mine)).status_code == 404
            assert browser(officer).post(leave(mine)).status_code == 404

    def test_a_look_checks_nobody_in(self, mine: Assignment) -> None:
        assert browser(mine.officer).get(come(mine)).status_code == 405

    def test_my_duties_cost_as_many_queries_however_many_they_are(
        self, mine: Assignment, django_assert_max_num_queries: Any
    ) -> None:
        for day in range(14, 20):
            assign(make_duty(mine.duty.post, date(2024, 2, day)), mine.officer)
        client = browser(mine.officer)
        with django_assert_max_num_queries(16):
            client.get("/jadwal/saya/")


class TestTheLists:
    def test_who_has_not_come_a_quarter_of_an_hour_after_the_start_is_missed(
        self, mine: Assignment, at: Travel
    ) -> None:
        client = browser(make_officer("rina", Role.KOORDINATOR))
        at("2024-02-13 08:14")
        assert "Budi Santoso" not in text(client.get("/jadwal/kehadiran/"))
        at("2024-02-13 08:15")
        assert "Budi Santoso" in text(client.get("/jadwal/kehadiran/"))
        check_in(mine, mine.officer)
        assert "Budi Santoso" not in text(client.get("/jadwal/kehadiran/"))
        assert "Budi Santoso" in text(client.get("/jadwal/kehadiran/?tampil=hadir"))
        at("2024-02-14 09:00")
        assert "Budi Santoso" not in text(client.get("/jadwal/kehadiran/?tampil=hadir"))
        past = text(client.get("/jadwal/kehadiran/?tampil=semua&hari=2024-02-13"))
        assert "datang 08.15 WIB" in past

    def test_who_came_late_is_marked(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        client = browser(make_officer("rina", Role.KOORDINATOR))
        assert "terlambat" in text(client.get("/jadwal/kehadiran/?tampil=semua"))

    def test_a_night_duty_belongs_to_the_day_it_begins_on(
        self, mine: Assignment, at: Travel
    ) -> None:
        night = make_duty(mine.duty.post, DAY, "22:00", "06:00")
        assign(night, make_officer("wati"))
        at("2024-02-14 00:30")
        client = browser(make_officer("rina", Role.KOORDINATOR))
        assert "Wati" not in text(client.get("/jadwal/kehadiran/?hari=2024-02-14"))
        assert "Wati" in text(client.get("/jadwal/kehadiran/?hari=2024-02-13"))

    def test_a_post_can_be_chosen(self, mine: Assignment) -> None:
        other = make_post(name="Posko Menteng", slug="menteng")
        assign(make_duty(other, DAY), make_officer("wati"))
        client = browser(make_officer("rina", Role.KOORDINATOR))
        page = text(client.get("/jadwal/kehadiran/?posko=menteng"))
        assert "Wati" in page
        assert "Budi Santoso" not in page

    def test_another_regions_people_are_not_shown(self, mine: Assignment) -> None:
        client = browser(make_officer("jauh", Role.KOORDINATOR, "31.73"))
        assert "Budi Santoso" not in text(client.get("/jadwal/kehadiran/?tampil=semua"))
        assert client.get(f"/jadwal/kehadiran/{mine.pk}/").status_code == 404
        assert client.post(f"/jadwal/kehadiran/{mine.pk}/", {}).status_code == 404

    @pytest.mark.parametrize(
        "query",
        [
            "hari=kemarin",
            "hari=0001-01-01",
            "hari=9999-12-31",
            "posko=tidak-ada",
            "posko=%00",
            "tampil=%00",
            "sesudah=x",
            "sesudah=999999999999999999",
        ],
    )
    def test_odd_questions_are_no_error(self, query: str, mine: Assignment) -> None:
        client = browser(make_officer("rina", Role.KOORDINATOR))
        assert client.get(f"/jadwal/kehadiran/?{query}").status_code == 200
        assert client.get(f"/jadwal/serah-terima/?{query}").status_code == 200

    def test_a_long_list_goes_on_without_loss_or_double(
        self, mine: Assignment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("roster.views.attendance.PAGE_SIZE", 2)
        for n in range(4):
            assign(mine.duty, make_officer(f"wati{n}"))
        client = browser(make_officer("rina", Role.KOORDINATOR))
        seen, url = [], "/jadwal/kehadiran/?tampil=belum"
        while url:
            response = client.get(url)
            seen += [a.pk for a in response.context["rows"]]
            following = response.context["next_url"]
            url = f"/jadwal/kehadiran/{following}" if following else ""
        assert len(seen) == len(set(seen)) == 5

    def test_queries_do_not_grow_with_people(
        self, mine: Assignment, django_assert_max_num_queries: Any
    ) -> None:
        for n in range(8):
            check_in(assign(mine.duty, o := make_officer(f"wati{n}")), o)
        client = browser(make_officer("rina", Role.KOORDINATOR))
        with django_assert_max_num_queries(11):
            client.get("/jadwal/kehadiran/?tampil=semua")

    @pytest.mark.parametrize("role", list(Role))
    def test_they_are_for_those_who_oversee(self, role: Role, mine: Assignment) -> None:
        client = browser(make_officer("x", role))
        allowed = role in OVERSEERS
        for path in (
            "/jadwal/kehadiran/",
            "/jadwal/serah-terima/",
            f"/jadwal/kehadiran/{mine.pk}/",
        ):
            assert client.get(path).status_code == (200 if allowed else 403)
        assert ("/jadwal/kehadiran/" in text(client.get("/jadwal/"))) == allowed
