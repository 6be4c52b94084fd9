"""`/masalah/pemberitahuan/`, its choices, the count in the header, and the watch of a case."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.models import Incident, Notice, NoticeChoice, Watch
from incidents.notices import NoticeKind, notify
from incidents.states import Status
from posko import clock
from roster.models import Officer, Role
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]
PATH = "/masalah/pemberitahuan/"


def tell(people: People, times: int = 1, incident: Incident | None = None) -> list[Notice]:
    """Tell the coordinator something; returns all that they were told."""
    for number in range(times):
        notify([people[Role.KOORDINATOR]], NoticeKind.OVERDUE, incident, f"Kabar nomor {number}.")
    return list(Notice.objects.filter(officer=people[Role.KOORDINATOR]).order_by("pk"))


def count_of(client: Client) -> str:
    found = re.search(r'news__count">(\S+)', text(client.get("/jadwal/saya/")))
    return found[1] if found else ""


def test_the_page_shows_ones_own_notices_and_no_others(people: People) -> None:
    tell(people, incident=make_incident(people))
    assert "Kabar nomor 0." in text(browser(people, Role.KOORDINATOR).get(PATH))
    assert "Kabar nomor 0." not in text(browser(people, Role.ADMINISTRATOR).get(PATH))


def test_notices_of_a_case_that_one_may_not_know_any_more_are_gone(people: People) -> None:
    tell(people, incident=make_incident(people))
    client = browser(people, Role.KOORDINATOR)
    assert count_of(client) == "1"
    Officer.objects.filter(pk=people[Role.KOORDINATOR].pk).update(region_id="31.01")
    assert "Kabar nomor 0." not in text(client.get(PATH))
    assert count_of(client) == ""
    (notice,) = Notice.objects.filter(kind=NoticeKind.OVERDUE)
    response = client.post(f"{PATH}dibaca/", {"notice": str(notice.pk), "open": "1"})
    assert response.status_code == 404


def test_one_is_marked_and_opened(people: People) -> None:
    incident = make_incident(people)
    first, second = tell(people, 2, incident)
    client = browser(people, Role.KOORDINATOR)
    response = client.post(f"{PATH}dibaca/", {"notice": str(first.pk), "open": "1"})
    assert response["Location"] == incident.get_absolute_url()
    assert count_of(client) == "1"
    for _ in range(2):
        assert client.post(f"{PATH}dibaca/", {"notice": str(second.pk)}).status_code == 302
    assert count_of(client) == ""


def test_another_persons_notice_can_not_be_marked(people: People) -> None:
    (notice,) = tell(people)
    client = browser(people, Role.ADMINISTRATOR)
    assert client.post(f"{PATH}dibaca/", {"notice": str(notice.pk)}).status_code == 404
    assert client.post(f"{PATH}dibaca/", {"until": str(notice.pk)}).status_code == 302
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_means_all_that_were_on_the_screen(people: People) -> None:
    seen = tell(people, 3)
    client = browser(people, Role.KOORDINATOR)
    newest = client.get(PATH).context["newest"]
    assert newest == seen[-1].pk
    tell(people)
    client.post(f"{PATH}dibaca/", {"until": str(newest)})
    assert count_of(client) == "1"


@pytest.mark.parametrize("field", ["notice", "until"])
@pytest.mark.parametrize("value", ["", "0", "x", "-1", "9" * 30, "\x00", "²"])
def test_odd_numbers_are_no_error(people: People, field: str, value: str) -> None:
    client = browser(people, Role.KOORDINATOR)
    assert client.post(f"{PATH}dibaca/", {field: value}).status_code == 404


@pytest.mark.parametrize("before", ["", "u", "x5", "u0", "r" + "9" * 30, "%00", "u-1", "r5"])
def test_odd_places_are_no_error(people: People, before: str) -> None:
    tell(people)
    assert browser(people, Role.KOORDINATOR).get(f"{PATH}?before={before}").status_code == 200


def test_pages_show_the_unread_first_without_gap_or_double(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidents.views.pages.PAGE_SIZE", 2)
    pks = [notice.pk for notice in tell(people, 7)]
    Notice.objects.filter(pk__in=[pks[6], pks[5], pks[1]]).read_now(clock.now())
    client, path, seen = browser(people, Role.KOORDINATOR), PATH, []
    while path:
        context = client.get(path).context
        seen += [notice.pk for notice in context["notices"]]
        path = f"{PATH}{context['next_url']}" if context["next_url"] else ""
    assert seen == [pks[4], pks[3], pks[2], pks[0], pks[6], pks[5], pks[1]]


def test_the_count_stops_at_99(people: People) -> None:
    tell(people, 100)
    client = browser(people, Role.KOORDINATOR)
    assert count_of(client) == "99+"
    Notice.objects.order_by("pk")[:1].get().delete()
    assert count_of(client) == "99"


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@pytest.mark.parametrize("path", [PATH, f"{PATH}pengaturan/", "/masalah/"])
def test_queries_do_not_grow_with_notices(people: People, path: str) -> None:
    client, incident = browser(people, Role.KOORDINATOR), make_incident(people)
    tell(people, incident=incident)
    before = queries_of(client, path)
    tell(people, 20, make_incident(people))
    assert queries_of(client, path) == before


def test_the_header_of_strangers_asks_nothing(people: People) -> None:
    with CaptureQueriesContext(connection) as queries:
        Client().get("/")
    assert not any("notice" in query["sql"] for query in queries.captured_queries)


def test_choices_are_stored_and_shown_again(people: People) -> None:
    client, path = browser(people, Role.KOORDINATOR), f"{PATH}pengaturan/"
    assert client.get(path).context["form"].initial["mail"][:2] == ["assigned", "mentioned"]
    for _ in range(2):
        response = client.post(path, {"mail": ["watched"], "webhook": ["overdue", "inbox"]})
        assert response["Location"] == path
    form = client.get(path).context["form"]
    assert form.initial == {"mail": ["watched"], "webhook": ["overdue", "inbox"]}
    assert NoticeChoice.objects.count() == len(NoticeKind)


@pytest.mark.parametrize("bad", ["x", "\x00", "9" * 999])
def test_a_kind_that_does_not_exist_is_refused_at_the_field(people: People, bad: str) -> None:
    response = browser(people).post(f"{PATH}pengaturan/", {"mail": [bad]})
    assert response.status_code == 422
    assert "mail" in response.context["form"].errors
    assert NoticeChoice.objects.count() == 0


def test_watching_twice_is_watching_once(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people, Role.PENGAWAS), f"/masalah/{incident.number}/pantau/"
    for _ in range(2):
        response = client.post(path, {"watch": "1"})
        assert response["Location"] == f"{incident.get_absolute_url()}#pemantau"
    assert Watch.objects.filter(officer=people[Role.PENGAWAS], incident=incident).count() == 1
    page = text(client.get(incident.get_absolute_url()))
    assert "2 orang memantaunya" in page
    assert "Berhenti memantau" in page
    for _ in range(2):
        client.post(path, {"watch": "0"})
    assert "Pantau kasus ini" in text(client.get(incident.get_absolute_url()))


@pytest.mark.parametrize("form", [{}, {"watch": ""}, {"watch": "2"}, {"watch": "\x00"}])
def test_an_odd_watch_changes_nothing(people: People, form: dict[str, Any]) -> None:
    incident = make_incident(people)
    response = browser(people).post(f"/masalah/{incident.number}/pantau/", form)
    assert response.status_code == 400
    assert Watch.objects.count() == 1


def test_what_one_may_not_know_can_not_be_watched(people: People) -> None:
    strangers, incident = make_people("31.01"), make_incident(people, Status.VERIFIED)
    for someone in (browser(strangers, Role.KOORDINATOR), browser(people, Role.PENGHUBUNG)):
        path = f"/masalah/{incident.number}/pantau/"
        assert someone.post(path, {"watch": "1"}).status_code == 404
        assert someone.get(path).status_code == 405


def test_marking_wants_a_post(people: People) -> None:
    assert browser(people).get(f"{PATH}dibaca/").status_code == 405


def test_a_mention_stands_with_the_name_and_markup_stays_text(people: People) -> None:
    incident = make_incident(people)
    Officer.objects.filter(pk=people[Role.KOORDINATOR].pk).update(full_name="Ibu <i>Sari</i>")
    note = f"<script>x</script> @{people[Role.KOORDINATOR].username}, lalu @orang.lain\nSelesai"
    workflow.comment(incident, people[Role.PETUGAS], text=note)
    page = text(browser(people).get(incident.get_absolute_url()))
    assert '<strong class="mention">@Ibu &lt;i&gt;Sari&lt;/i&gt;</strong>, lalu @orang.lain' in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<i>Sari" not in page
    assert "@orang.lain<br>Selesai" in page


def test_an_e_mail_address_is_entered_in_the_admin(people: People) -> None:
    petugas = people[Role.PETUGAS]
    path = f"/admin/roster/officer/{petugas.pk}/change/"
    form = {
        "username": petugas.username, "full_name": petugas.full_name, "role": petugas.role,
        "region": "31.71", "institution": "", "is_active": "on", "email": "bukan email",
        "absences-TOTAL_FORMS": 0, "absences-INITIAL_FORMS": 0,
        "availabilities-TOTAL_FORMS": 0, "availabilities-INITIAL_FORMS": 0,
    }  # fmt: skip
    client = browser(people, Role.KESBANGPOL)
    assert client.post(path, form).context["adminform"].form.errors.keys() == {"email"}
    assert client.post(path, {**form, "email": "a@example.test"}).status_code == 302
    petugas.refresh_from_db()
    assert petugas.email == "a@example.test"
