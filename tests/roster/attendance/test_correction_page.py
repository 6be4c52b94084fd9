"""A coordinator corrects who came and left when; the admin shows it."""

from datetime import date

import pytest

from roster.attendance import check_in
from roster.models import Assignment, Attendance, Role
from tests.conftest import Travel, moment
from tests.factories.roster import make_institution, make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)
OVERSEERS = {Role.KOORDINATOR, Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR}


class TestTheCorrection:
    def test_it_is_stored_and_told(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        client = browser(make_officer("rina.wibowo", Role.KOORDINATOR))
        sent = {"came_at": "2024-02-13T07:50", "left_at": "", "reason": "Telepon mati."}
        path = f"/jadwal/kehadiran/{mine.pk}/"
        page = text(client.post(path, sent, follow=True))
        assert "Dikoreksi oleh Rina Wibowo" in page
        assert "datang 09.00 WIB" in page
        assert "datang 07.50 WIB" in page
        assert "Telepon mati." in page

    def test_times_are_the_posts_own(self, mine: Assignment, at: Travel) -> None:
        region = mine.duty.post.region
        region.time_zone = "Asia/Jayapura"
        region.save()
        at("2024-02-13 12:00")
        client = browser(make_officer("rina", Role.KOORDINATOR))
        sent = {"came_at": "2024-02-13T10:00", "left_at": "", "reason": "Lupa."}
        client.post(f"/jadwal/kehadiran/{mine.pk}/", sent)
        # 10.00 in Jayapura is 08.00 in Jakarta.
        assert Attendance.objects.get().came_at == moment("2024-02-13 08:00")
        assert 'value="2024-02-13T10:00"' in text(client.get(f"/jadwal/kehadiran/{mine.pk}/"))

    @pytest.mark.parametrize(
        "sent",
        [
            {"came_at": "2024-02-13T07:50"},
            {"came_at": "2024-02-13T23:00", "reason": "x"},
            {"came_at": "0001-01-01T00:00", "reason": "x"},
            {"came_at": "9999-12-31T23:59", "reason": "x"},
            {"came_at": "besok", "reason": "x"},
            {"came_at": "2024-02-13T07:50", "reason": "x" * 301},
            {"came_at": "2024-02-13T07:50", "reason": "\x00"},
        ],
    )
    def test_what_can_not_be_is_told_and_kept_in_sight(
        self, sent: dict[str, str], mine: Assignment
    ) -> None:
        client = browser(make_officer("rina", Role.KOORDINATOR))
        refused = client.post(f"/jadwal/kehadiran/{mine.pk}/", sent)
        assert refused.status_code == 422
        assert "field__error" in refused.content.decode()
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize("role", [Role.KESBANGPOL, Role.PENGAWAS])
    def test_who_only_oversees_has_no_form(self, role: Role, mine: Assignment) -> None:
        client = browser(make_officer("x", role))
        path = f"/jadwal/kehadiran/{mine.pk}/"
        assert "reason" not in client.get(path).content.decode()
        sent = {"came_at": "2024-02-13T07:50", "reason": "x"}
        assert client.post(path, sent).status_code == 403


class TestTheAdmin:
    def test_who_is_there_is_not_replaced_in_the_admin(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        wati = make_officer("wati", institution=make_institution())
        client = browser(make_officer("kes", Role.KESBANGPOL))
        form = {"duty": mine.duty.pk, "officer": wati.pk}
        page = client.post(f"/admin/roster/assignment/{mine.pk}/change/", form)
        assert page.status_code == 200
        assert "Kehadiran Budi Santoso sudah tercatat" in text(page)
        assert Assignment.objects.get().officer == mine.officer

    def test_nor_deleted(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        client = browser(make_officer("kes", Role.KESBANGPOL))
        for path in (f"assignment/{mine.pk}", f"duty/{mine.duty.pk}"):
            response = client.post(f"/admin/roster/{path}/delete/", {"post": "yes"})
            assert response.status_code in {200, 403}
        assert Assignment.objects.get().attendance

    def test_nor_taken_off_on_the_page_of_the_duty(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        client = browser(make_officer("kes", Role.KESBANGPOL))
        form = {
            "post": mine.duty.post_id,
            "starts_at_0": "2024-02-13",
            "starts_at_1": "08:00",
            "ends_at_0": "2024-02-13",
            "ends_at_1": "16:00",
            "assignments-TOTAL_FORMS": "1",
            "assignments-INITIAL_FORMS": "1",
            "assignments-0-id": mine.pk,
            "assignments-0-duty": mine.duty_id,
            "assignments-0-officer": mine.officer_id,
            "assignments-0-DELETE": "on",
        }
        page = client.post(f"/admin/roster/duty/{mine.duty_id}/change/", form)
        assert page.status_code == 200
        assert "errorlist" in page.content.decode()
        assert Assignment.objects.get() == mine
