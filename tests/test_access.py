"""Every address x every role: found from the resolver, so that a new one can't be forgotten."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from incidents.models import Incident
from incidents.states import Status
from posko.models import Operation
from roster.models import Officer, Role
from tests.factories.incidents import make_incident, make_people
from tests.visiting import browser as logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

LOGIN, OK, NO, NONE = 302, 200, 403, 404
STAFF = {Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR}
REPORTS = {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.PARTAI, Role.ADMINISTRATOR}
EVERYBODY = set(Role)
OVERSEERS = {Role.KOORDINATOR, Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR}
PLANS = {Role.KOORDINATOR, Role.KESBANGPOL, Role.ADMINISTRATOR}
TALKS = {Role.PETUGAS, Role.KOORDINATOR}
INBOX = {Role.PETUGAS, Role.KOORDINATOR, Role.PENGAWAS, Role.ADMINISTRATOR}

# name: (path, open to strangers, roles that get 200). The others get 403.
PAGES: dict[str, tuple[str, bool, set[Role]]] = {
    "posko:home": ("/", True, EVERYBODY),
    "posko:post": ("/posko/posko-pusat/", True, EVERYBODY),
    "posko:map": ("/peta/", True, EVERYBODY),
    "posko:find": ("/cari/", True, EVERYBODY),
    "posko:activities": ("/kegiatan/", True, EVERYBODY),
    "posko:activities-calendar": ("/kegiatan.ics", True, EVERYBODY),
    "posko:post-calendar": ("/posko/posko-pusat/kegiatan.ics", True, EVERYBODY),
    "posko:api": ("/api/", True, EVERYBODY),
    "posko:embed": ("/sematkan/", True, EVERYBODY),
    "posko:operations": ("/operasi/", True, EVERYBODY),
    "posko:operation": ("/operasi/pemilu-2024/", True, EVERYBODY),
    "posko:offline": ("/luring/", True, EVERYBODY),
    "manifest": ("/manifest.webmanifest", True, EVERYBODY),
    "worker": ("/sw.js", True, EVERYBODY),
    "posko:poster": ("/posko/posko-pusat/poster.pdf", True, EVERYBODY),
    "sitemap": ("/sitemap.xml", True, EVERYBODY),
    "robots": ("/robots.txt", True, EVERYBODY),
    "posko:news-feed": ("/kegiatan.atom", True, EVERYBODY),
    "login": ("/masuk/", True, set()),
    "healthz": ("/healthz", True, EVERYBODY),
    "readyz": ("/readyz", True, EVERYBODY),
    "public:report": ("/lapor/", True, EVERYBODY),
    "public:track": ("/lacak/", True, EVERYBODY),
    "public:statistics": ("/data/", True, EVERYBODY),
    "public:problems-csv": ("/data/masalah.csv", True, EVERYBODY),
    "public:problems-json": ("/data/masalah.json", True, EVERYBODY),
    "public:definitions-json": ("/data/definisi.json", True, EVERYBODY),
    "public:posts-csv": ("/data/posko.csv", True, EVERYBODY),
    "incidents:inbox": ("/masalah/kotak-masuk/", False, INBOX),
    "incidents:list": ("/masalah/", False, EVERYBODY),
    "incidents:report": ("/masalah/lapor/", False, REPORTS),
    "incidents:report-details": ("/masalah/lapor/rincian/", False, REPORTS),
    "incidents:detail": ("/masalah/{number}/", False, EVERYBODY),
    "incidents:receipt": ("/masalah/{number}/tanda-terima/", False, EVERYBODY),
    "incidents:reveals": (
        "/masalah/pelapor-dibuka/", False, {Role.PENGAWAS, Role.KOORDINATOR},
    ),
    "incidents:case-file": ("/masalah/{number}/berkas.pdf", False, EVERYBODY),
    "incidents:slip": ("/masalah/{number}/tanda-terima.pdf", False, TALKS),
    "incidents:qr": ("/masalah/{number}/qr.svg", False, TALKS),
    "incidents:export-csv": ("/masalah/unduh.csv", False, EVERYBODY - {Role.PARTAI}),
    "incidents:export-xlsx": ("/masalah/unduh.xlsx", False, EVERYBODY - {Role.PARTAI}),
    "incidents:notices": ("/masalah/pemberitahuan/", False, EVERYBODY),
    "incidents:notice-choices": ("/masalah/pemberitahuan/pengaturan/", False, EVERYBODY),
    "roster:rota": ("/jadwal/", False, EVERYBODY),
    "roster:rota-pdf": ("/jadwal/unduh.pdf", False, EVERYBODY),
    "roster:rota-xlsx": ("/jadwal/unduh.xlsx", False, EVERYBODY),
    "admin:roster_importdraft_changelist": ("/admin/roster/importdraft/", False, STAFF),
    "roster:mine": ("/jadwal/saya/", False, EVERYBODY),
    "roster:feed": ("/jadwal/kalender/", False, EVERYBODY),
    "roster:attendance": ("/jadwal/kehadiran/", False, OVERSEERS),
    "roster:handovers": ("/jadwal/serah-terima/", False, OVERSEERS),
    "roster:swaps": ("/jadwal/tukar/", False, PLANS),
    "roster:away": ("/jadwal/berhalangan/", False, PLANS),
    "roster:report-absence": ("/jadwal/berhalangan/lapor/", False, {Role.PETUGAS}),
    "admin:index": ("/admin/", False, STAFF),
    "admin:roster_duty_week": ("/admin/roster/duty/week/", False, STAFF),
    "admin:roster_duty_calendar": ("/admin/roster/duty/calendar/", False, STAFF),
    "admin:roster_duty_changelist": ("/admin/roster/duty/", False, STAFF),
    "admin:roster_officer_changelist": ("/admin/roster/officer/", False, STAFF),
    "admin:roster_absence_changelist": ("/admin/roster/absence/", False, STAFF),
    "admin:roster_availability_changelist": ("/admin/roster/availability/", False, STAFF),
    "admin:roster_shift_changelist": ("/admin/roster/shift/", False, STAFF),
    "admin:roster_workrule_changelist": ("/admin/roster/workrule/", False, STAFF),
    "admin:roster_swap_changelist": ("/admin/roster/swap/", False, STAFF),
    "admin:roster_plan_changelist": ("/admin/roster/plan/", False, STAFF),
    "admin:roster_plan_add": ("/admin/roster/plan/add/", False, STAFF - {Role.PENGAWAS}),
    "admin:roster_plan_replan": ("/admin/roster/plan/again/", False, STAFF - {Role.PENGAWAS}),
    "admin:posko_post_changelist": ("/admin/posko/post/", False, STAFF),
    "admin:incidents_category_changelist": (
        "/admin/incidents/category/", False, {Role.PENGAWAS, Role.ADMINISTRATOR},
    ),
    "admin:incidents_clockrule_changelist": (
        "/admin/incidents/clockrule/", False, {Role.PENGAWAS, Role.ADMINISTRATOR},
    ),
    "admin:incidents_gateway_changelist": (
        "/admin/incidents/gateway/", False, {Role.PENGAWAS, Role.ADMINISTRATOR},
    ),
}  # fmt: skip
# A case's files are covered by test_attachments.py: a party representative gets 404.
# The pages of steps are covered by test_a_step_shows_itself..., logout by its own test, and
# the admin's other pages by test_the_admin_is_closed_to_those_who_have_nothing_to_do_there.
# What answers nothing to a look has tests of its own, and so have letters (test_letter.py).
ELSEWHERE = {
    "incidents:report-twins",
    "incidents:report-completeness",
    "incidents:act",
    "incidents:attach",
    "incidents:attachment",
    "incidents:bulk",
    "incidents:delete-filter",
    "incidents:letter",
    "incidents:save-filter",
    "incidents:thumbnail",
    "incidents:notices-read",
    "incidents:watch",
    "logout",
}
# Every role before one message: tests/incidents/inbox/. Gateways: test_gateways.py.
ELSEWHERE |= {"incidents:message", "incidents:message_act", "public:webhook"}
# Of one duty: tests/roster/attendance/, tests/incidents/test_handover_page.py, test_feeds.py.
ELSEWHERE |= {
    "roster:check-in", "roster:check-out", "roster:correction", "roster:calendar", "handover:page",
}  # fmt: skip
# Of one row, with drafts as the nasty case: tests/posko/test_activity_pages.py.
ELSEWHERE |= {"posko:activity", "posko:activity-calendar", "posko:announcement"}
# Every role before one swap, one place, one absence: tests/roster/test_swap_pages.py.
# Read by programs: tests/posko/api/. In frames of other sites: tests/posko/test_embed.py.
ELSEWHERE |= {"api-unknown", "posko:embedded-post", "posko:embedded-posts"}
ELSEWHERE |= {
    f"api:{name}"
    for name in (
        "api-root", "openapi-json", "index", "operations", "operation", "stages", "posts",
        "posts-geojson", "post", "hours", "activities", "announcements",
    )
}  # fmt: skip
# tests/incidents/statistics/test_open_data.py.
ELSEWHERE |= {"api:statistics"}
# Of operations that are over: tests/posko/test_operations_pages.py.
ELSEWHERE |= {"posko:operation-post"}
# Photos of a post: tests/posko/test_photos.py.
ELSEWHERE |= {"posko:photo"}
ELSEWHERE |= {
    f"roster:{name}"
    for name in ("ask-swap", "swap", "swap-step", "take-back-absence", "replace", "fill")
}


@pytest.fixture
def story() -> tuple[Any, Incident]:
    """Everybody's role once, and an incident that is referred to the liaison's institution."""
    people = make_people()
    people[Role.PETUGAS].region.posts.update(slug="posko-pusat")
    Operation.objects.update(public_reports=True)
    return people, make_incident(people, Status.REFERRED)


def named(resolver: URLResolver, space: str = "") -> list[str]:
    """Return the names of all addresses below ``resolver``."""
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += named(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            found.append(f"{space}{entry.name}")
    return found


def test_every_address_is_in_the_table() -> None:
    ours = {name for name in named(get_resolver()) if not name.startswith("admin:")}
    assert ours <= set(PAGES) | ELSEWHERE


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_stranger_sees_public_pages_and_is_sent_to_the_login_by_all_others(
    name: str, story: tuple[Any, Incident]
) -> None:
    path, public, _roles = PAGES[name]
    path = path.format(number=story[1].number)
    response = Client().get(path, follow=True)
    if public:
        assert response.redirect_chain == []
    else:
        assert response.redirect_chain[-1] == (f"/masuk/?next={path}", LOGIN)
    assert response.status_code == OK


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(set(PAGES) - {"login"}))
def test_a_role_sees_exactly_its_pages(name: str, role: Role, story: tuple[Any, Incident]) -> None:
    people, incident = story
    path, _public, roles = PAGES[name]
    response = logged_in(people[role]).get(path.format(number=incident.number))
    assert response.status_code == (OK if role in roles else NO)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "step", ["", "tanda-terima/", "verifikasi/", "catatan/", "pelapor/", "lampirkan/"]
)
def test_another_regions_incident_does_not_exist(
    role: Role, step: str, story: tuple[Any, Incident]
) -> None:
    strangers = make_people("31.01")
    client = logged_in(strangers[role])
    path = f"/masalah/{story[1].number}/{step}"
    assert client.get(path).status_code == NONE
    if step and step != "tanda-terima/":
        assert client.post(path, {"seen": "1", "text": "x", "reason": "x"}).status_code == NONE


@pytest.mark.parametrize("role", list(Role))
def test_the_list_shows_ones_own_region_only(role: Role, story: tuple[Any, Incident]) -> None:
    people, incident = story
    strangers = make_people("31.01")
    assert incident.number in logged_in(people[role]).get("/masalah/").content.decode()
    assert incident.number not in logged_in(strangers[role]).get("/masalah/").content.decode()


@pytest.mark.parametrize("number", ["JP-2024-999999", "XX-2024-000001", "1", "JP-2024-1", "%00"])
def test_a_guessed_number_is_404(number: str, story: tuple[Any, Incident]) -> None:
    client = logged_in(story[0][Role.ADMINISTRATOR])
    assert client.get(f"/masalah/{number}/").status_code == NONE


def test_an_unknown_step_is_404(story: tuple[Any, Incident]) -> None:
    people, incident = story
    client = logged_in(people[Role.KOORDINATOR])
    assert client.get(f"/masalah/{incident.number}/hapus/").status_code == NONE


def test_the_liaison_sees_only_what_was_referred_to_their_institution(
    story: tuple[Any, Incident],
) -> None:
    people, referred = story
    other = make_incident(people)
    text = logged_in(people[Role.PENGHUBUNG]).get("/masalah/").content.decode()
    assert referred.number in text
    assert other.number not in text
    client = logged_in(people[Role.PENGHUBUNG])
    assert client.get(f"/masalah/{other.number}/").status_code == NONE


@pytest.mark.parametrize("role", sorted(EVERYBODY - STAFF))
def test_the_admin_is_closed_to_those_who_have_nothing_to_do_there(
    role: Role, story: tuple[Any, Incident]
) -> None:
    client = logged_in(story[0][role])
    assert client.get("/admin/roster/officer/").status_code == NO
    assert client.get("/admin/login/").status_code == NO


def test_a_deactivated_officer_is_out_at_once(story: tuple[Any, Incident]) -> None:
    people, _incident = story
    client = logged_in(people[Role.PETUGAS])
    Officer.objects.filter(pk=people[Role.PETUGAS].pk).update(is_active=False)
    assert client.get("/masalah/").status_code == LOGIN


def test_logging_out_wants_a_post(story: tuple[Any, Incident]) -> None:
    client = logged_in(story[0][Role.PETUGAS])
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").status_code == LOGIN
    assert client.get("/masalah/").status_code == LOGIN


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_has_a_strict_policy(name: str, story: tuple[Any, Incident]) -> None:
    people, incident = story
    path = PAGES[name][0].format(number=incident.number)
    policy = logged_in(people[Role.ADMINISTRATOR]).get(path)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("next_page", ["https://jahat.example/", "//jahat.example/"])
def test_the_login_leads_nowhere_else(next_page: str, story: tuple[Any, Incident]) -> None:
    from tests.factories.roster import PASSWORD

    form = {"username": "PETUGAS.3171", "password": PASSWORD, "next": next_page}
    response = Client().post("/masuk/", form)
    assert response["Location"] == "/masalah/"
