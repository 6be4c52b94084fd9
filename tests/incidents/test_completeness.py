"""What a report to Bawaslu (form B.1, art. 454(4) of Law 7/2017) still lacks."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from incidents import workflow
from incidents.completeness import Facts, Item, completeness, facts_of, facts_typed
from incidents.models import Incident
from incidents.reporters import ReporterData
from roster.models import Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text

ALL = Facts(**dict.fromkeys(asdict(Facts()), True))
TYPED = {
    "reporter_name": "Ibu Sari",
    "reporter_address": "Jl. Contoh 1",
    "reported_party": "Tim sukses",
    "description": "Amplop dibagikan.",
    "region": "31.71.06.1001",
    "place_detail": "Depan masjid",
    "occurred_at": "2024-02-13T07:30",
    "known_at": "2024-02-13T08:30",
    "reporter_witnesses": "Pak Budi",
    "evidence": "Foto",
}


def test_the_items_are_those_of_the_law() -> None:
    assert completeness(ALL).is_complete
    assert completeness(Facts()).missing == tuple(Item)
    assert set(Item) == set(asdict(Facts()))


@pytest.mark.parametrize("item", list(Item))
def test_each_item_is_missed_on_its_own(item: Item) -> None:
    without: dict[str, Any] = {str(item): False}
    assert completeness(replace(ALL, **without)).missing == (item,)


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("reporter_name", Item.REPORTER_NAME),
        ("reporter_address", Item.REPORTER_ADDRESS),
        ("reported_party", Item.REPORTED_PARTY),
        ("description", Item.ACCOUNT),
        ("region", Item.PLACE),
        ("place_detail", Item.PLACE),
        ("occurred_at", Item.OCCURRED),
        ("known_at", Item.KNOWN),
        ("reporter_witnesses", Item.WITNESSES),
        ("evidence", Item.EVIDENCE),
    ],
)
@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_field_of_the_intake_is_its_missing_item(
    field: str, item: Item, blank: str
) -> None:
    assert completeness(facts_typed(TYPED)).is_complete
    assert completeness(facts_typed({**TYPED, field: blank})).missing == (item,)


def test_a_tps_is_an_exact_place_and_a_photo_is_evidence() -> None:
    typed = {**TYPED, "place_detail": "", "tps_number": "12", "evidence": ""}
    assert completeness(facts_typed(typed, attachments=1)).is_complete


@pytest.mark.django_db
@pytest.mark.usefixtures("regions", "voting_eve")
class TestStored:
    """A stored report."""

    def full(self, people: People, **changes: Any) -> Incident:
        facts = {
            "category": "politik-uang",
            "reported_party": "Tim sukses",
            "place_detail": "Depan masjid",
            "evidence": "Foto",
            "reporter": ReporterData("Ibu Sari", "", "Jl. Contoh 1", "Pak Budi"),
        }
        incident = make_incident(people, **{**facts, **changes})
        return Incident.objects.get(pk=incident.pk)

    @pytest.mark.parametrize(
        ("changes", "item"),
        [
            ({"reporter": ReporterData("", "", "Jl. Contoh 1", "Pak Budi")}, Item.REPORTER_NAME),
            ({"reporter": ReporterData("Ibu Sari", "", "", "Pak Budi")}, Item.REPORTER_ADDRESS),
            ({"reporter": ReporterData("Ibu Sari", "", "Jl. Contoh 1")}, Item.WITNESSES),
            ({"reported_party": ""}, Item.REPORTED_PARTY),
            ({"place_detail": ""}, Item.PLACE),
            ({"evidence": ""}, Item.EVIDENCE),
        ],
    )
    def test_what_is_not_stored_is_missing(
        self, people: People, changes: dict[str, Any], item: Item
    ) -> None:
        assert completeness(facts_of(self.full(people))).is_complete
        assert completeness(facts_of(self.full(people, **changes))).missing == (item,)

    def test_a_photo_is_evidence(self, people: People) -> None:
        incident = self.full(people, evidence="")
        assert completeness(facts_of(incident, attachments=2)).is_complete

    def test_nobody_said_who_they_are(self, people: People) -> None:
        incident = self.full(people, reporter=ReporterData())
        missing = completeness(facts_of(incident)).missing
        assert missing == (Item.REPORTER_NAME, Item.REPORTER_ADDRESS, Item.WITNESSES)

    def test_the_page_says_what_is_missing_and_leads_to_completing_it(self, people: People) -> None:
        incident = self.full(people, reported_party="")
        page = text(browser(people).get(incident.get_absolute_url()))
        assert "8 dari 9 hal" in page
        assert "<li>terlapor</li>" in page
        assert "diputuskan oleh Bawaslu" in page
        assert f"/masalah/{incident.number}/lengkapi/" in page
        content = workflow.Amendment(reported_party="Tim sukses")
        workflow.amend(incident, people[Role.PETUGAS], content=content)
        assert "Semua 9 hal" in text(browser(people).get(incident.get_absolute_url()))

    @pytest.mark.parametrize("role", [Role.PARTAI])
    def test_party_representatives_do_not_even_learn_that_a_name_is_known(
        self, people: People, role: Role
    ) -> None:
        page = text(browser(people, role).get(self.full(people).get_absolute_url()))
        assert "formulir B.1" not in page

    def test_other_problems_have_no_such_list(self, people: People) -> None:
        page = text(browser(people).get(make_incident(people).get_absolute_url()))
        assert "formulir B.1" not in page
