"""The pages of swaps and replacements: what each role sees, and what a tap does."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from roster.models import Assignment, Officer, Requirement, Role, Swap
from roster.swap_states import SwapStatus
from roster.swapping import accept, ask
from roster.swapping.terms import Terms
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY, LATER = date(2024, 2, 15), date(2024, 2, 19)
OUTSIDERS = [Role.PENGHUBUNG, Role.PARTAI, Role.PENGAWAS]
PLANNERS = [Role.KOORDINATOR, Role.KESBANGPOL, Role.ADMINISTRATOR]


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


@pytest.fixture
def sari() -> Officer:
    return make_officer("sari", institution=make_institution())


@pytest.fixture
def rini() -> Officer:
    return make_officer("rini", Role.KOORDINATOR)


@pytest.fixture
def mine(budi: Officer) -> Assignment:
    return assign(make_duty(make_post(), DAY), budi)


@pytest.fixture
def swap(budi: Officer, sari: Officer, mine: Assignment) -> Swap:
    return ask(Terms(budi, sari, mine), note="Ada acara keluarga", key=uuid4())


def path(swap: Swap, step: str = "") -> str:
    return f"/jadwal/tukar/{swap.pk}/{step}"


class TestAsking:
    """From my duties to a request."""

    def send(self, officer: Officer, mine: Assignment, colleague: Officer, **changed: Any) -> Any:
        sent = {"rekan": colleague.pk, "give": "0", "note": "", "key": str(uuid4())}
        return browser(officer).post(f"/jadwal/tukar/minta/{mine.pk}/", {**sent, **changed})

    def test_the_way_there(self, budi: Officer, sari: Officer, mine: Assignment) -> None:
        client = browser(budi)
        assert f"/jadwal/tukar/minta/{mine.pk}/" in text(client.get("/jadwal/saya/"))
        page = client.get(f"/jadwal/tukar/minta/{mine.pk}/")
        assert f"?rekan={sari.pk}" in text(page)
        assert "Ambil alih" in text(client.get(f"/jadwal/tukar/minta/{mine.pk}/?rekan={sari.pk}"))

    def test_it_is_sent_and_shows_on_both_pages(
        self, budi: Officer, sari: Officer, mine: Assignment
    ) -> None:
        assert self.send(budi, mine, sari).status_code == 302
        assert "menunggu rekan" in text(browser(budi).get("/jadwal/saya/"))
        assert "Permintaan dari Budi" in text(browser(sari).get("/jadwal/saya/"))
        assert "1 rekan meminta tukar jaga" in text(browser(sari).get("/jadwal/"))

    def test_a_second_tap_leads_to_the_same_request(
        self, budi: Officer, sari: Officer, mine: Assignment
    ) -> None:
        key = str(uuid4())
        first = self.send(budi, mine, sari, key=key)
        assert self.send(budi, mine, sari, key=key)["Location"] == first["Location"]
        assert Swap.objects.count() == 1

    def test_for_one_of_theirs(self, budi: Officer, sari: Officer, mine: Assignment) -> None:
        theirs = assign(make_duty(mine.duty.post, LATER), sari)
        assert self.send(budi, mine, sari, give=theirs.pk).status_code == 302
        assert Swap.objects.get().return_assignment == theirs

    @pytest.mark.parametrize(
        "changed",
        [
            {"give": "999999"}, {"give": ""}, {"give": "\x00"}, {"note": "x" * 301},
            {"note": "a\x00b"}, {"key": "1"}, {"key": ""}, {"rekan": "\x00"}, {"rekan": "9" * 30},
        ],
    )  # fmt: skip
    def test_bad_input(
        self, budi: Officer, sari: Officer, mine: Assignment, changed: dict[str, str]
    ) -> None:
        assert self.send(budi, mine, sari, **changed).status_code == 422
        assert not Swap.objects.exists()

    def test_a_colleague_of_another_institution_is_none_to_choose(
        self, budi: Officer, mine: Assignment
    ) -> None:
        other = make_officer("joko", institution=make_institution("kodim"))
        assert self.send(budi, mine, other).status_code == 422

    def test_others_duties_do_not_exist(self, sari: Officer, mine: Assignment) -> None:
        for pk in (mine.pk, 10**30):
            assert browser(sari).get(f"/jadwal/tukar/minta/{pk}/").status_code == 404

    @pytest.mark.parametrize("role", [*OUTSIDERS, *PLANNERS])
    def test_those_without_turns_have_nothing_to_ask(self, role: Role, mine: Assignment) -> None:
        client = browser(make_officer("x", role))
        assert client.get(f"/jadwal/tukar/minta/{mine.pk}/").status_code == 403


class TestDeciding:
    """Answers of the colleague and of the coordinator."""

    def test_accepted_then_approved(self, swap: Swap, sari: Officer, rini: Officer) -> None:
        assert browser(sari).post(path(swap, "terima/")).status_code == 302
        client = browser(rini)
        assert "1 tukar jaga menunggu keputusan" in text(client.get("/jadwal/"))
        assert "Ada acara keluarga" in text(client.get("/jadwal/tukar/"))
        assert "Aturan mengizinkannya" in text(client.get(path(swap)))
        assert client.post(path(swap, "setujui/")).status_code == 302
        swap.refresh_from_db()
        assert swap.status == SwapStatus.APPROVED
        assert "Belum ada" not in text(client.get("/jadwal/tukar/"))

    def test_a_refusal_without_a_reason_is_told_at_the_field(
        self, swap: Swap, sari: Officer, rini: Officer
    ) -> None:
        accept(swap, sari)
        response = browser(rini).post(path(swap, "tidak-setujui/"), {"reason": " "})
        assert response.status_code == 422
        assert browser(rini).post(
            path(swap, "tidak-setujui/"), {"reason": "Jumlah kurang."}
        ).status_code == 302  # fmt: skip
        assert "Jumlah kurang." in text(browser(sari).get("/jadwal/saya/"))

    def test_what_is_not_possible_is_said(self, swap: Swap, rini: Officer) -> None:
        response = browser(rini).post(path(swap, "setujui/"))
        assert response.status_code == 409
        assert "menunggu rekan" in text(response)

    def test_steps_are_somebodys(self, swap: Swap, budi: Officer) -> None:
        client = browser(budi)
        assert client.post(path(swap, "terima/")).status_code == 403
        assert client.post(path(swap, "hapus/")).status_code == 404
        assert client.get(path(swap, "terima/")).status_code == 405

    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_outsiders_are_shown_nothing(self, role: Role, swap: Swap) -> None:
        client = browser(make_officer("x", role))
        assert client.get(path(swap)).status_code == 403
        assert client.post(path(swap, "setujui/")).status_code == 403

    @pytest.mark.parametrize("role", [Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL])
    def test_another_regions_swap_does_not_exist(self, role: Role, swap: Swap) -> None:
        client = browser(make_officer("x", role, "31.73"))
        assert client.get(path(swap)).status_code == 404
        assert client.post(path(swap, "setujui/")).status_code == 404
        if role != Role.PETUGAS:
            assert "Ada acara" not in text(client.get("/jadwal/tukar/"))

    def test_a_colleague_who_is_no_part_of_it_does_not_know_of_it(self, swap: Swap) -> None:
        third = make_officer("wati", institution=make_institution())
        assert browser(third).get(path(swap)).status_code == 404

    def test_queries_of_the_list_do_not_grow(
        self, swap: Swap, mine: Assignment, rini: Officer, django_assert_max_num_queries: Any
    ) -> None:
        for n in range(4):
            one, two = (make_officer(f"{name}{n}", institution=make_institution()) for name in "ab")
            place = assign(make_duty(mine.duty.post, date(2024, 2, 20 + n)), one)
            accept(ask(Terms(one, two, place), note="", key=uuid4()), two)
        client = browser(rini)
        with django_assert_max_num_queries(10):
            client.get("/jadwal/tukar/")


class TestReplacing:
    """`/jadwal/pengganti/`."""

    def test_one_tap_puts_somebody_there(
        self, mine: Assignment, sari: Officer, rini: Officer
    ) -> None:
        client, page = browser(rini), f"/jadwal/pengganti/{mine.pk}/"
        assert "Sari" in text(client.get(page))
        sent = {"officer": sari.pk, "instead_of": mine.officer_id}
        assert client.post(page, sent).status_code == 302
        assert client.post(page, sent).status_code == 302
        mine.refresh_from_db()
        assert mine.officer == sari

    def test_who_was_quicker_is_told_of(
        self, mine: Assignment, sari: Officer, rini: Officer
    ) -> None:
        third = make_officer("wati", institution=make_institution())
        client, page = browser(rini), f"/jadwal/pengganti/{mine.pk}/"
        client.post(page, {"officer": third.pk, "instead_of": mine.officer_id})
        sent = {"officer": sari.pk, "instead_of": mine.officer_id}
        response = client.post(page, sent, follow=True)
        # The page was about somebody who isn't there any more: it offers nobody in their place.
        assert response.redirect_chain == [("/jadwal/berhalangan/", 302)]
        assert "orang lain sudah mengubah" in text(response)
        mine.refresh_from_db()
        assert mine.officer == third

    def test_a_gap_is_filled(self, sari: Officer, rini: Officer) -> None:
        duty = make_duty(make_post(), DAY)
        Requirement.objects.create(
            operation=duty.post.operation, level="kota", institution_kind="polres", people=1
        )
        page = f"/jadwal/pengganti/{duty.pk}/polres/"
        client = browser(rini)
        assert page in text(client.get("/jadwal/"))
        assert "kurang 1 orang" in text(client.get(page))
        assert client.post(page, {"officer": sari.pk}).status_code == 302
        assert duty.assignments.get().officer == sari

    @pytest.mark.parametrize("officer", ["", "x", "\x00", "9" * 40, "\u0663"])
    def test_bad_input(self, mine: Assignment, rini: Officer, officer: str) -> None:
        response = browser(rini).post(f"/jadwal/pengganti/{mine.pk}/", {"officer": officer})
        assert response.status_code == 409

    def test_unknown_places_do_not_exist(self, mine: Assignment, rini: Officer) -> None:
        for page in (f"{mine.duty_id}/kantin/", "999999/polres/", "999999/", f"{10**30}/"):
            assert browser(rini).get(f"/jadwal/pengganti/{page}").status_code == 404

    @pytest.mark.parametrize("role", [Role.PETUGAS, *OUTSIDERS])
    def test_it_is_for_planners(self, role: Role, mine: Assignment) -> None:
        client = browser(make_officer("x", role))
        for page in (f"{mine.pk}/", f"{mine.duty_id}/polres/"):
            assert client.get(f"/jadwal/pengganti/{page}").status_code == 403

    @pytest.mark.parametrize("role", [Role.KOORDINATOR, Role.KESBANGPOL])
    def test_another_regions_places_do_not_exist(self, role: Role, mine: Assignment) -> None:
        client = browser(make_officer("x", role, "31.73"))
        for page in (f"{mine.pk}/", f"{mine.duty_id}/polres/"):
            assert client.get(f"/jadwal/pengganti/{page}").status_code == 404
