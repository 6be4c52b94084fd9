"""Two levels of categories: in the form, on the page, in the search, in the admin."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from incidents.categories import load_categories
from incidents.models import Category, Incident
from incidents.states import Status, Urgency
from roster.models import Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text
from tests.incidents.test_intake_page import GOOD, intake

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

FLOOD = {"category": "lokasi-tps", "kind": "banjir"}


@pytest.fixture
def categories() -> None:
    load_categories()


def errors(response: Any, field: str) -> str:
    return " ".join(response.context["form"].errors.get(field, []))


@pytest.mark.usefixtures("categories")
def test_the_category_brings_its_questions_kinds_and_fields(people: People) -> None:
    page = text(browser(people).get("/masalah/lapor/rincian/?category=lokasi-tps&kind=banjir"))
    assert "Foto lokasi" in page
    assert 'value="pindah-lokasi"' in page
    assert "Tinggi air (cm)" in page
    assert "Kotak atau surat suara tertukar" not in page


@pytest.mark.usefixtures("categories")
@pytest.mark.parametrize("query", ["", "category=x", "category=%00&kind=%00", "kind=banjir"])
def test_odd_questions_about_a_category_are_no_error(people: People, query: str) -> None:
    response = browser(people).get(f"/masalah/lapor/rincian/?{query}")
    assert response.status_code == 200
    assert "Tinggi air" not in text(response)


@pytest.mark.usefixtures("categories")
def test_extra_data_are_checked_kept_shown_and_found(people: People) -> None:
    response = intake(browser(people), **FLOOD, extra_tinggi_air="40", extra_tergenang="True")
    assert response.status_code == 302
    incident = Incident.objects.get()
    assert incident.extra == {"tinggi_air": 40.0, "tergenang": True}
    page = text(browser(people).get(incident.get_absolute_url()))
    assert "Lokasi TPS: Banjir atau rusak" in page
    assert "<dt>Tinggi air (cm)</dt><dd>40</dd>" in page

    def found(query: str) -> int:
        return len(browser(people).get(f"/masalah/?{query}").context["incidents"])

    assert found("category=lokasi-tps") == 1
    assert found("category=banjir&extra_tinggi_air=30") == 1
    assert found("category=banjir&extra_tinggi_air=50") == 0
    assert found("category=banjir&extra_tergenang=True") == 1
    assert found("category=banjir&extra_tergenang=False") == 0
    assert found("category=pindah-lokasi") == 0
    assert found("category=banjir&extra_tinggi_air=%00&extra_tergenang=x") == 1


@pytest.mark.usefixtures("categories")
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"extra_tinggi_air": "lutut"}, "extra_tinggi_air"),
        ({"extra_tinggi_air": "-1"}, "extra_tinggi_air"),
        ({"extra_tinggi_air": "501"}, "extra_tinggi_air"),
        ({"extra_tinggi_air": "nan"}, "extra_tinggi_air"),
        ({"extra_tergenang": "mungkin"}, "extra_tergenang"),
        ({"kind": "tertukar"}, "kind"),
        ({"kind": "\x00"}, "kind"),
    ],
)
def test_bad_extra_data_are_named_and_kept(
    people: People, typed: dict[str, str], field: str
) -> None:
    response = intake(browser(people), **{**FLOOD, **typed})
    assert response.status_code == 422
    assert errors(response, field)
    assert not Incident.objects.exists()
    if "\x00" not in typed[field]:
        assert response.context["form"][field].value() == typed[field]


@pytest.mark.usefixtures("categories")
@pytest.mark.parametrize(("code", "field"), [("lokasi-tps", "category"), ("banjir", "kind")])
def test_a_category_retired_while_the_form_was_open_is_told_and_nothing_is_lost(
    people: People, code: str, field: str
) -> None:
    Category.objects.filter(code=code).update(active=False)
    response = intake(browser(people), **FLOOD, extra_tinggi_air="40")
    assert response.status_code == 422
    assert "sudah tidak dipakai" in errors(response, field)
    form = response.context["form"]
    assert form["description"].value() == GOOD["description"]
    assert form["extra_tinggi_air"].value() == "40" or field == "kind"


@pytest.mark.usefixtures("categories")
def test_without_javascript_a_button_shows_what_the_category_asks(people: People) -> None:
    typed = {"client_uuid": str(uuid.uuid4()), **GOOD, **FLOOD, "details": "1"}
    response = browser(people).post("/masalah/lapor/", typed)
    assert response.status_code == 200
    page = text(response)
    assert "Tinggi air (cm)" in page
    assert GOOD["description"] in page
    assert typed["client_uuid"] in page
    assert not Incident.objects.exists()


@pytest.mark.usefixtures("categories")
def test_the_usual_urgency_is_that_of_the_kind(people: People) -> None:
    intake(browser(people), category="keamanan", kind="kekerasan", urgency="")
    assert Incident.objects.get().urgency == Urgency.EMERGENCY


@pytest.mark.usefixtures("categories")
def test_a_part_inherits_what_the_upper_category_has() -> None:
    flood = Category.objects.get(code="banjir")
    assert flood.questions == ["Nomor TPS", "Foto lokasi"]
    assert (flood.usual_body, Category.objects.get(code="listrik").usual_body) == ("bpbd", "")
    assert Category.objects.get(code="politik-uang").goes_to_bawaslu
    assert not flood.goes_to_bawaslu


def test_loading_again_leaves_what_was_edited(people: People) -> None:
    load_categories()
    Category.objects.filter(code="banjir").update(name="Kebanjiran", active=False)
    load_categories()
    assert Category.objects.get(code="banjir").name == "Kebanjiran"
    assert Category.objects.filter(parent=None).count() == 12


def test_a_third_level_is_refused_by_the_database(people: People) -> None:
    load_categories()
    flood, places = Category.objects.get(code="banjir"), Category.objects.get(code="lokasi-tps")
    with pytest.raises(IntegrityError, match="two levels"), transaction.atomic():
        Category.objects.create(code="x", name="x", name_en="x", parent=flood)
    places.parent = Category.objects.get(code="lainnya")
    with pytest.raises(IntegrityError, match="two levels"), transaction.atomic():
        places.save()


def test_a_category_in_the_admin_says_what_is_wrong_with_its_schema(people: People) -> None:
    load_categories()
    flood = Category.objects.get(code="banjir")
    client = browser(people, Role.ADMINISTRATOR)
    path = f"/admin/incidents/category/{flood.pk}/change/"
    form = client.get(path).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields}
    response = client.post(path, {**typed, "fields": '{"properties": {"a": {"type": "array"}}}'})
    assert "title" in str(response.context["adminform"].form.errors["fields"])
    flood.refresh_from_db()
    assert "tinggi_air" in flood.fields["properties"]


@pytest.mark.parametrize("field", ["reported_party", "evidence"])
def test_a_party_representative_learns_neither_who_was_reported_nor_who_can_prove_it(
    people: People, field: str
) -> None:
    incident = make_incident(people, Status.RECEIVED, **{field: "Rekaman di ponsel Pak Contoh"})
    path = incident.get_absolute_url()
    assert "Pak Contoh" in text(browser(people).get(path))
    assert "Pak Contoh" not in text(browser(people, Role.PARTAI).get(path))
