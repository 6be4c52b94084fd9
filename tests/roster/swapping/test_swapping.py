"""A swap is asked, accepted and approved by the same rules, whatever happens in between."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from posko.models import Post
from roster.absences import report
from roster.models import Absence, Assignment, Duty, Officer, Role, Swap
from roster.staffing import hand_to, take_off
from roster.swap_states import SwapStatus, SwapStep
from roster.swapping import (
    NotPossible,
    NotYours,
    accept,
    approve,
    ask,
    decline,
    end_overtaken,
    refuse,
    withdraw,
)
from roster.swapping.offers import offers
from roster.swapping.permissions import available, visible_to
from roster.swapping.terms import Terms
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 15)
LATER = date(2024, 2, 19)


class Story:
    """Budi has a duty, Sari is his colleague, Rini coordinates."""

    def __init__(self) -> None:
        self.post: Post = make_post()
        self.budi = self.officer("budi")
        self.sari = self.officer("sari")
        self.rini = make_officer("rini", Role.KOORDINATOR, email="rini@contoh.id")
        self.duty = make_duty(self.post, DAY)
        self.mine = assign(self.duty, self.budi, leads=True)

    def officer(self, name: str, **fields: Any) -> Officer:
        fields.setdefault("institution", make_institution())
        return make_officer(name, email=f"{name}@contoh.id", **fields)

    def theirs(self, duty: Duty | None = None) -> Assignment:
        return assign(duty or make_duty(self.post, LATER), self.sari)

    def ask(self, theirs: Assignment | None = None, **changed: Any) -> Swap:
        terms = Terms(self.budi, changed.pop("colleague", self.sari), self.mine, theirs)
        return ask(terms, note="", key=changed.pop("key", uuid4()))

    def accepted(self, theirs: Assignment | None = None) -> Swap:
        return accept(self.ask(theirs), self.sari)

    def on_duty(self, assignment: Assignment | None = None) -> Officer:
        return Assignment.objects.get(pk=(assignment or self.mine).pk).officer


@pytest.fixture
def story() -> Story:
    return Story()


def state(swap: Swap) -> str:
    return Swap.objects.get(pk=swap.pk).status


def told() -> dict[int, str]:
    """The last mail to each officer."""
    return {job["officer"]: job["text"] for job in queued("roster.mail")}


def test_from_asking_to_approval_everybody_is_told_and_the_rota_changes(story: Story) -> None:
    swap = story.ask()
    assert "Budi meminta tukar jaga" in told()[story.sari.pk]
    accept(swap, story.sari)
    assert "Sari setuju" in told()[story.budi.pk]
    assert "menunggu keputusan Anda" in told()[story.rini.pk]
    approve(swap, story.rini)
    assert story.on_duty() == story.sari
    assert "disetujui" in told()[story.budi.pk]
    assert "disetujui" in told()[story.sari.pk]
    assert state(swap) == SwapStatus.APPROVED


def test_nothing_changes_before_the_coordinator_decides(story: Story) -> None:
    story.accepted()
    assert story.on_duty() == story.budi


def test_lead_and_pin_stay_with_the_place(story: Story) -> None:
    Assignment.objects.filter(pk=story.mine.pk).update(pinned=True)
    approve(story.accepted(), story.rini)
    story.mine.refresh_from_db()
    assert (story.mine.leads, story.mine.pinned) == (True, True)


def test_the_lead_does_not_go_to_somebody_who_may_not_lead(story: Story) -> None:
    Officer.objects.filter(pk=story.sari.pk).update(may_lead=False)
    approve(story.accepted(), story.rini)
    story.mine.refresh_from_db()
    assert (story.mine.officer, story.mine.leads) == (story.sari, False)


class TestExchange:
    """One duty for another."""

    def test_both_change_places(self, story: Story) -> None:
        theirs = story.theirs()
        approve(story.accepted(theirs), story.rini)
        assert (story.on_duty(), story.on_duty(theirs)) == (story.sari, story.budi)

    @pytest.mark.parametrize("hours", [("08:00", "16:00"), ("12:00", "20:00")])
    def test_duties_at_the_same_time_can_be_exchanged(
        self, story: Story, hours: tuple[str, str]
    ) -> None:
        other = make_duty(make_post("31.71.06", slug="menteng"), DAY, *hours)
        theirs = story.theirs(other)
        approve(story.accepted(theirs), story.rini)
        assert (story.on_duty(), story.on_duty(theirs)) == (story.sari, story.budi)

    def test_giving_one_up_counts_for_rest_and_the_maximum(self, story: Story) -> None:
        for day in (10, 11, 12, 13, 14):
            assign(make_duty(story.post, date(2024, 2, day)), story.sari)
        theirs = assign(make_duty(story.post, date(2024, 2, 16)), story.sari)
        with pytest.raises(NotPossible, match="7 hari"):
            story.ask()
        assert story.ask(theirs).status == SwapStatus.ASKED

    def test_the_asker_must_be_able_to_take_the_other_duty(self, story: Story) -> None:
        report(story.budi, "leave", LATER, LATER)
        with pytest.raises(NotPossible, match="Budi berhalangan"):
            story.ask(story.theirs())

    def test_two_on_one_duty_have_nothing_to_exchange(self, story: Story) -> None:
        with pytest.raises(NotPossible):
            story.ask(story.theirs(story.duty))


class TestAsking:
    """Only what is possible can be asked."""

    def test_a_colleague_of_another_institution_is_not_asked(self, story: Story) -> None:
        other = story.officer("wati", institution=make_institution("kodim"))
        with pytest.raises(NotPossible, match="jenis instansi lain"):
            story.ask(colleague=other)

    def test_a_colleague_of_another_region_is_not_asked(self, story: Story) -> None:
        with pytest.raises(NotPossible, match="tidak bertugas di"):
            story.ask(colleague=story.officer("wati", code="31.73"))

    def test_somebody_without_an_account_could_not_answer(self, story: Story) -> None:
        with pytest.raises(NotPossible, match="akun"):
            story.ask(colleague=story.officer("wati", password=None))

    def test_a_colleague_who_is_elsewhere_is_not_asked(self, story: Story) -> None:
        story.theirs(make_duty(make_post("31.71.06", slug="menteng"), DAY, "12:00"))
        with pytest.raises(NotPossible, match="tempat lain"):
            story.ask()

    def test_a_duty_that_has_begun_is_not_swapped(self, story: Story, at: Travel) -> None:
        at("2024-02-15 08:00")
        with pytest.raises(NotPossible, match="sudah dimulai"):
            story.ask()

    def test_a_second_request_about_one_duty_waits_for_the_first(self, story: Story) -> None:
        story.ask()
        with pytest.raises(NotPossible, match="permintaan lain"):
            story.ask(colleague=story.officer("wati"))

    def test_the_other_side_of_a_request_is_taken_too(self, story: Story) -> None:
        theirs = story.theirs()
        story.ask(theirs)
        wati = story.officer("wati")
        with pytest.raises(NotPossible, match="permintaan lain"):
            ask(Terms(story.sari, wati, theirs), note="", key=uuid4())

    def test_a_double_tap_is_one_request(self, story: Story) -> None:
        key = uuid4()
        assert story.ask(key=key) == story.ask(key=key)
        assert Swap.objects.count() == 1
        assert [job["officer"] for job in queued("roster.mail")] == [story.sari.pk]

    def test_a_duty_that_is_no_longer_mine_cannot_be_asked_for(self, story: Story) -> None:
        hand_to(story.mine, story.officer("wati"))
        with pytest.raises(NotPossible, match="Jadwal sudah berubah"):
            story.ask()

    def test_after_a_request_has_ended_there_is_room_for_another(self, story: Story) -> None:
        decline(story.ask(), story.sari)
        assert story.ask(colleague=story.officer("wati")).is_open


class TestRulesAgain:
    """The rules are asked at accepting and at approval, too."""

    def test_at_accepting(self, story: Story) -> None:
        swap = story.ask()
        report(story.sari, "illness", DAY, DAY)
        with pytest.raises(NotPossible, match="Sari berhalangan"):
            accept(swap, story.sari)
        assert state(swap) == SwapStatus.ASKED

    def test_at_approval_and_the_request_waits_on(self, story: Story) -> None:
        swap = story.accepted()
        absence = report(story.sari, "illness", DAY, DAY)
        with pytest.raises(NotPossible, match="Sari berhalangan"):
            approve(swap, story.rini)
        assert (state(swap), story.on_duty()) == (SwapStatus.ACCEPTED, story.budi)
        absence.delete()
        assert approve(swap, story.rini).status == SwapStatus.APPROVED

    def test_a_colleague_sent_elsewhere_in_between(self, story: Story) -> None:
        swap = story.accepted()
        story.theirs(make_duty(make_post("31.71.06", slug="menteng"), DAY, "12:00"))
        with pytest.raises(NotPossible, match="tempat lain"):
            approve(swap, story.rini)


class TestRotaChanged:
    """The rota changes under an open request: it ends, with words."""

    def test_the_place_went_to_somebody_else(self, story: Story) -> None:
        swap = story.accepted()
        hand_to(story.mine, story.officer("wati"))
        with pytest.raises(NotPossible, match="Jadwal sudah berubah"):
            approve(swap, story.rini)
        assert state(swap) == SwapStatus.OVERTAKEN
        assert "Jadwal berubah" in told()[story.budi.pk]

    def test_the_assignment_is_gone(self, story: Story) -> None:
        swap = story.ask()
        take_off(story.mine)
        with pytest.raises(NotPossible, match="Jadwal sudah berubah"):
            accept(swap, story.sari)
        assert state(swap) == SwapStatus.OVERTAKEN

    def test_the_duty_is_gone_and_its_words_stay(self, story: Story) -> None:
        swap = story.ask()
        story.duty.delete()
        assert end_overtaken() == 1
        assert "15.02.2024" in Swap.objects.get(pk=swap.pk).what

    def test_the_duty_in_return_is_gone(self, story: Story) -> None:
        theirs = story.theirs()
        swap = story.accepted(theirs)
        take_off(theirs)
        with pytest.raises(NotPossible, match="berakhir"):
            approve(swap, story.rini)
        assert story.on_duty() == story.budi

    def test_it_ends_when_the_duty_begins(self, story: Story, at: Travel) -> None:
        swap = story.accepted()
        at("2024-02-15 07:59")
        assert end_overtaken() == 0
        at("2024-02-15 08:00")
        assert end_overtaken() == 1
        assert state(swap) == SwapStatus.EXPIRED
        assert "sudah dimulai" in told()[story.budi.pk]

    def test_an_approval_after_the_duty_began_comes_too_late(
        self, story: Story, at: Travel
    ) -> None:
        swap = story.accepted()
        at("2024-02-15 08:00")
        with pytest.raises(NotPossible, match="sudah dimulai"):
            approve(swap, story.rini)
        assert (state(swap), story.on_duty()) == (SwapStatus.EXPIRED, story.budi)


class TestWho:
    """Who may take which step."""

    def test_each_step_is_somebodys(self, story: Story) -> None:
        swap = story.ask()
        assert available(story.sari, swap) == [SwapStep.ACCEPT, SwapStep.DECLINE]
        assert available(story.budi, swap) == [SwapStep.WITHDRAW]
        assert available(story.rini, swap) == []
        swap = accept(swap, story.sari)
        assert available(story.rini, swap) == [SwapStep.APPROVE, SwapStep.REFUSE]
        assert available(story.sari, swap) == [SwapStep.DECLINE]

    def test_nobody_answers_for_another(self, story: Story) -> None:
        swap = story.ask()
        for person in (story.budi, story.rini, story.officer("wati")):
            with pytest.raises(NotYours):
                accept(swap, person)
        with pytest.raises(NotYours):
            approve(swap, story.budi)

    def test_another_citys_coordinator_neither_knows_nor_decides(self, story: Story) -> None:
        swap = story.accepted()
        stranger = make_officer("koordinator.jb", Role.KOORDINATOR, "31.73")
        assert swap not in visible_to(stranger)
        with pytest.raises(NotYours):
            approve(swap, stranger)

    def test_who_coordinates_one_side_only_does_not_decide(self, story: Story) -> None:
        everywhere = story.officer("dua", code="31")
        swap = story.accepted()
        other = make_duty(make_post("31.73"), LATER)
        Swap.objects.filter(pk=swap.pk).update(about_return="x", return_duty=other)
        swap.refresh_from_db()
        assert swap not in visible_to(story.rini)
        assert swap not in visible_to(everywhere)

    def test_a_refusal_needs_a_reason_and_both_read_it(self, story: Story) -> None:
        swap = refuse(story.accepted(), story.rini, "Ketua harus dari tim inti.")
        assert "tim inti" in told()[story.sari.pk]
        assert (state(swap), story.on_duty()) == (SwapStatus.REFUSED, story.budi)

    def test_a_colleague_may_think_better_of_it(self, story: Story) -> None:
        swap = decline(story.accepted(), story.sari)
        with pytest.raises(NotPossible, match="tidak bersedia"):
            approve(swap, story.rini)

    def test_withdrawn_is_withdrawn(self, story: Story) -> None:
        swap = withdraw(story.accepted(), story.budi)
        assert "menarik kembali" in told()[story.rini.pk]
        with pytest.raises(NotPossible, match="ditarik"):
            approve(swap, story.rini)
        assert story.on_duty() == story.budi


class TestTwice:
    """A second tap changes nothing and tells nobody."""

    def test_accepting_and_approving(self, story: Story) -> None:
        swap = story.accepted()
        letters = len(queued("roster.mail"))
        accept(swap, story.sari)
        assert len(queued("roster.mail")) == letters
        approve(swap, story.rini)
        letters = len(queued("roster.mail"))
        approve(swap, story.rini)
        assert len(queued("roster.mail")) == letters

    def test_a_second_coordinator_is_told_that_it_is_decided(self, story: Story) -> None:
        swap = approve(story.accepted(), story.rini)
        with pytest.raises(NotPossible, match="disetujui"):
            refuse(swap, make_officer("kedua", Role.KOORDINATOR), "x")


class TestOffers:
    """What the page offers is what can be asked."""

    def test_the_possible_and_the_others_with_reasons(self, story: Story) -> None:
        theirs = story.theirs()
        away = story.officer("wati")
        report(away, "leave", DAY, DAY)
        story.officer("joko", institution=make_institution("kodim"))
        found = {offer.colleague: offer for offer in offers(story.mine)}
        assert set(found) == {story.sari, away}
        assert (found[story.sari].possible, found[story.sari].exchanges) == (True, [theirs])
        assert not found[away].possible
        assert [o.code for o in found[away].objections] == ["absent"]

    def test_queries_do_not_grow(self, story: Story, django_assert_num_queries: Any) -> None:
        story.theirs()
        mine = Assignment.objects.select_related(
            "officer__institution", "duty__post__region", "duty__post__operation"
        ).get(pk=story.mine.pk)
        with django_assert_num_queries(6):
            offers(mine)
        for n in range(5):
            assign(make_duty(story.post, date(2024, 2, 20 + n)), story.officer(f"o{n}"))
        with django_assert_num_queries(6):
            assert len(offers(mine)) == 6


class TestDatabase:
    """What code could forget, the database holds."""

    @pytest.mark.parametrize(
        "wrong",
        [
            {"status": "approved"},
            {"status": "accepted"},
            {"status": "declined", "decided_at": "2024-02-13T00:00Z"},
            {"colleague": "asker"},
        ],
    )
    def test_it_refuses(self, story: Story, wrong: dict[str, Any]) -> None:
        swap = story.ask()
        if wrong.get("colleague"):
            wrong = {"colleague": swap.asker}
        with pytest.raises(DatabaseError), transaction.atomic():
            Swap.objects.filter(pk=swap.pk).update(**wrong)

    def test_an_end_is_an_end(self, story: Story) -> None:
        swap = withdraw(story.ask(), story.budi)
        with pytest.raises(DatabaseError, match="status"), transaction.atomic():
            Swap.objects.filter(pk=swap.pk).update(status=SwapStatus.ASKED)

    def test_one_open_request_for_each_assignment(self, story: Story) -> None:
        swap = story.ask()
        swap.pk, swap.key = None, uuid4()
        with pytest.raises(IntegrityError, match="swap_one_open"), transaction.atomic():
            swap.save(force_insert=True)

    def test_an_absence_does_not_touch_it(self, story: Story) -> None:
        story.ask()
        Absence.objects.create(officer=story.sari, kind="other", first_day=DAY, last_day=DAY)
        assert Swap.objects.open().exists()
