"""The reporter's slip: one small page, and for whom its code is."""

import pytest

from incidents import workflow
from incidents.codes import spoken
from incidents.states import Status
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_report
from tests.incidents.documents.papers import read, words
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_the_slip_is_one_small_page_with_number_and_code(people: People) -> None:
    incident = make_incident(people)
    document = read(browser(people).get(f"/masalah/{incident.number}/tanda-terima.pdf"))
    (page,) = document.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [298, 420]
    told = words(document)
    assert incident.number in told
    assert spoken(incident.tracking_code) in told
    assert "http://testserver/lacak/" in told
    assert "Surat pemberitahuan" not in told
    assert "Hak pilih" not in told


def test_the_slip_of_a_long_named_post_is_still_one_page(people: People) -> None:
    people[Role.PETUGAS].region.posts.update(name="Posko " + "Sangat " * 13, address="Jalan " * 33)
    incident = make_incident(people)
    document = read(browser(people).get(f"/masalah/{incident.number}/tanda-terima.pdf"))
    assert len(document.pages) == 1


def test_the_qr_code_leads_to_the_tracking_page(people: People) -> None:
    from posko.documents.qr import qr_svg

    incident = make_incident(people)
    response = browser(people).get(f"/masalah/{incident.number}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    code = f"http://testserver/lacak/?kode={incident.tracking_code}"
    assert response.content.decode() == qr_svg(code)
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_the_tracking_code_is_for_those_who_write_to_the_reporter(
    people: People, role: Role
) -> None:
    incident = make_incident(people, Status.REFERRED)
    allowed = role in {Role.PETUGAS, Role.KOORDINATOR}
    client = browser(people, role)
    for name in ("tanda-terima.pdf", "qr.svg"):
        assert client.get(f"/masalah/{incident.number}/{name}").status_code == (
            200 if allowed else 403
        )
    receipt = text(client.get(f"/masalah/{incident.number}/tanda-terima/"))
    assert (spoken(incident.tracking_code) in receipt) is allowed
    assert ("qr.svg" in receipt) is allowed
    case = text(client.get(incident.get_absolute_url()))
    assert ("tanda-terima.pdf" in case) is allowed
    assert incident.tracking_code not in case


def test_who_recorded_a_report_hands_out_its_code(people: People) -> None:
    incident = workflow.report(make_report(), by=people[Role.ADMINISTRATOR])
    others = make_incident(people)
    client = browser(people, Role.ADMINISTRATOR)
    assert client.get(f"/masalah/{incident.number}/tanda-terima.pdf").status_code == 200
    assert client.get(f"/masalah/{others.number}/tanda-terima.pdf").status_code == 403


def test_a_party_representative_gets_no_code_even_of_their_own_report(people: People) -> None:
    incident = workflow.report(make_report(), by=people[Role.PARTAI])
    client = browser(people, Role.PARTAI)
    assert client.get(f"/masalah/{incident.number}/tanda-terima.pdf").status_code == 403
    receipt = text(client.get(f"/masalah/{incident.number}/tanda-terima/"))
    assert incident.number in receipt
    assert spoken(incident.tracking_code) not in receipt
