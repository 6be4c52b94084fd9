"""Every public page in both languages: found from the resolver, so that none can be forgotten."""

import html
import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from config.catalogue import read_catalogue
from posko.models import Activity, Announcement, HoursException, Operation
from roster.models import Role
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import PASSWORD, make_officer
from tests.test_access import PAGES, named
from tests.visiting import browser, text

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
LANGUAGES = {"id": "", "en": "/en"}


def in_two_languages() -> set[str]:
    """Return the names of the addresses that exist in both languages."""
    entries = [e for e in get_resolver().url_patterns if isinstance(e, URLResolver)]
    prefixed = [e for e in entries if hasattr(e.pattern, "prefix_default_language")]
    return {name for entry in prefixed for name in named(entry)}


PUBLIC = sorted(in_two_languages() & set(PAGES))
BOTH = [(name, language) for name in PUBLIC for language in LANGUAGES]
ALL = pytest.mark.parametrize(("name", "language"), BOTH)


@pytest.fixture(autouse=True)
def operation(regions: int, voting_eve: datetime) -> Operation:
    """An operation with one of everything that the public reads, none of it in English."""
    operation = make_operation(public_reports=True, legal_basis="Keputusan Gubernur")
    post = make_post(operation=operation, slug="posko-pusat", note="Masuk lewat lobi.")
    HoursException.objects.create(post=post, day=date(2024, 2, 15), reason="Pindahan ruang")
    operation.stages.create(
        name="Masa tenang", starts_on=date(2024, 2, 11), ends_on=date(2024, 2, 13), source="PKPU 3"
    )
    starts = datetime.fromisoformat("2024-02-13T10:00+07:00")
    Activity.objects.create(
        operation=operation, post=post, kind="outreach", title="Sosialisasi", published=True,
        description="Untuk pemilih pemula.", starts_at=starts, ends_at=starts.replace(hour=12),
    )  # fmt: skip
    Announcement.objects.create(
        operation=operation, title="Pindah ruang", body="Ke lantai dua.",
        shown_from=starts.replace(hour=8),
    )  # fmt: skip
    return operation


def address(name: str, language: str) -> str:
    """Return the path of the page called ``name``."""
    return LANGUAGES[language] + PAGES[name][0]


def words_of(page: str) -> str:
    """Return all that a page says to people: its text, and the attributes that are read out."""
    page = re.sub(r"<script.*?</script>", " ", page)
    spoken = re.findall(r'(?:content|aria-label|alt|title|placeholder|data-\w+)="([^"]*)"', page)
    plain = " ".join([re.sub(r"<[^>]*>", " ", page), *spoken])
    return " ".join(html.unescape(plain).split())


def phrases(language: str) -> list[str]:
    """Return what the catalogue says in ``language``, as far as a phrase can't be the other's."""
    found = []
    for message in read_catalogue():
        if not message.id or isinstance(message.id, tuple) or "%" in message.id:
            continue
        phrase = str({"en": message.id, "id": message.string}[language])
        if message.id != message.string and len(phrase) > 8 and " " in phrase:
            found.append(phrase)
    return found


@ALL
def test_a_page_says_its_language(name: str, language: str) -> None:
    response = Client().get(address(name, language))
    assert response.status_code == 200
    assert response["Content-Language"] == language
    if "html" in response["Content-Type"]:
        assert f'<html lang="{language}">' in text(response)


@ALL
def test_no_word_of_the_other_language_is_left(name: str, language: str) -> None:
    response = Client().get(address(name, language))
    if "html" not in response["Content-Type"]:
        return  # Open data carries both languages side by side.
    said = words_of(re.sub(r'<a class="tongue".*?</a>', "", text(response)))
    other = "id" if language == "en" else "en"
    ours = phrases(language)
    left = [p for p in phrases(other) if p in said and not any(p in own for own in ours)]
    assert left == []


@ALL
def test_every_link_and_form_keeps_the_language(name: str, language: str) -> None:
    response = Client().get(address(name, language))
    if "html" not in response["Content-Type"]:
        return
    page = text(response)
    page = re.sub(r'<a class="tongue".*?</a>|<link rel="(alternate|canonical)".*?>', "", page)
    twice = {PAGES[other][0] for other in PUBLIC} - {PAGES[name][0]}
    led = set(re.findall(r'(?:href|action)="(/[^"?#]*)', page))
    wrong = {path for path in led if path.startswith("/en/")} if language == "id" else led & twice
    assert wrong == set()


@ALL
def test_the_switch_leads_to_the_same_page(name: str, language: str) -> None:
    response = Client().get(address(name, language))
    if "html" not in response["Content-Type"]:
        return
    other, word = ("id", "Indonesia") if language == "en" else ("en", "English")
    path = address(name, other)
    page = text(response)
    link = f'<a class="tongue" href="{path}" lang="{other}" hreflang="{other}" rel="alternate">'
    assert f'{link}<span class="tongue__name">{word}</span>' in page
    for code in LANGUAGES:
        there = f'<link rel="alternate" hreflang="{code}" href="{SITE}{address(name, code)}">'
        assert there in page
    default = f'<link rel="alternate" hreflang="x-default" href="{SITE}{address(name, "id")}">'
    assert default in page
    assert f'<link rel="canonical" href="{SITE}{address(name, language)}">' in page
    assert page.count('rel="canonical"') == 1
    assert f'og:locale" content="{"en_GB" if language == "en" else "id_ID"}"' in page


@ALL
def test_the_browsers_language_changes_nothing(name: str, language: str) -> None:
    for spoken in ("en-US,en;q=0.9", "id", "ja", "*", "xx-\x01"):
        client = Client(headers={"accept-language": spoken})
        client.cookies["django_language"] = spoken[:2]
        response = client.get(address(name, language))
        assert response["Content-Language"] == language
        assert "Accept-Language" not in response.get("Vary", "")


def test_what_has_one_language_has_no_switch() -> None:
    client = browser(make_officer(role=Role.ADMINISTRATOR))
    for name in sorted(set(PAGES) - in_two_languages() - {"sitemap"}):
        response = client.get(PAGES[name][0].format(number="JP-2024-000001"), follow=True)
        if "html" in response["Content-Type"]:
            assert b'class="tongue"' not in response.content, name
            assert b"hreflang" not in response.content, name


def test_the_switch_keeps_what_was_asked_but_no_code() -> None:
    assert 'href="/en/cari/?q=Gambir+%26+%3Cb%3E"' in text(
        Client().get("/cari/", {"q": "Gambir & <b>"})
    )
    assert 'class="tongue" href="/en/cari/"' in text(Client().get("/cari/", {"q": "z" * 10_000}))
    page = text(Client().get("/lacak/", {"kode": "7K3QM9XV2R"}))
    assert 'class="tongue" href="/en/lacak/"' in page


def test_the_switch_of_an_answer_to_a_post_leads_to_the_page_itself() -> None:
    page = text(Client().post("/en/cari/", {"latitude": "-6.1", "longitude": "106.8"}))
    assert 'class="tongue" href="/cari/"' in page
    assert "Posts near you" in page


@pytest.mark.parametrize("path", ["/en/tidak-ada/", "/en/posko/tidak-ada/"])
def test_what_is_not_there_is_said_in_english(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    page = text(response)
    assert '<html lang="en">' in page
    assert "We can&#x27;t find this page" in page or "We can't find this page" in page
    assert 'href="/en/"' in page
    assert "canonical" not in page


@pytest.mark.parametrize("path", ["/id/", "/id", "/id/kegiatan/", "/id//jahat.example/", "/en/en/"])
def test_no_page_exists_twice(path: str) -> None:
    response = Client().get(path, follow=True)
    assert response.status_code == 404


def test_an_address_without_its_last_slash_works() -> None:
    for path in ("/en", "/en/kegiatan", "/kegiatan"):
        response = Client().get(path, follow=True)
        assert response.redirect_chain == [(f"{path}/", 301)]
        assert response.status_code == 200


@pytest.mark.parametrize("path", ["/en/masuk/", "/en/masalah/", "/en/admin/", "/en/jadwal/"])
def test_staff_pages_have_one_language(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_logging_in_from_an_english_page_leads_to_the_log() -> None:
    assert 'href="/masuk/"' in text(Client().get("/en/"))
    officer = make_officer()
    client = Client(headers={"referer": f"{SITE}/en/"})
    response = client.post("/masuk/", {"username": officer.username, "password": PASSWORD})
    assert response["Location"] == "/masalah/"
    assert client.get("/masalah/")["Content-Language"] == "id"


def test_the_demonstration_says_so_in_both_languages(settings: Any) -> None:
    settings.DEMONSTRATION = True
    english = words_of(text(Client().get("/en/kegiatan/")))
    assert "The clock shows 13 Feb 2024, 09:00 WIB." in english
    assert "Jam menunjukkan 13 Feb 2024, 09.00 WIB." in words_of(text(Client().get("/kegiatan/")))


def test_who_is_logged_in_can_switch_too() -> None:
    assert 'class="tongue" href="/"' in text(browser(make_officer()).get("/en/"))


def test_times_and_dates_are_written_as_in_english() -> None:
    page = words_of(text(Client().get("/en/posko/posko-pusat/")))
    assert "until 16:00 WIB" in page
    assert "08:00-16:00 WIB" in page
    assert "Tuesday 13 February 2024" in page
    assert "10:00-12:00 WIB" in page
    assert not re.search(r"\d\d\.\d\d WIB", page)


def test_times_and_dates_are_written_as_in_indonesian() -> None:
    page = words_of(text(Client().get("/posko/posko-pusat/")))
    assert "sampai 16.00 WIB" in page
    assert "08.00-16.00 WIB" in page
    assert "Selasa, 13 Februari 2024" in page
    assert not re.search(r"\d\d:\d\d", page)


@pytest.mark.parametrize(("path", "distance"), [("/cari/", "0,0 km"), ("/en/cari/", "0.0 km")])
def test_distances_have_their_languages_comma(path: str, distance: str) -> None:
    position = {"latitude": "-6.18", "longitude": "106.83"}
    assert distance in text(Client().post(path, position))


def test_what_has_no_english_says_that_it_is_indonesian() -> None:
    page = text(Client().get("/en/kegiatan/"))
    assert re.search(r' lang="id"[^>]*>Sosialisasi</a>', page)
    assert '<div lang="id"><p>Untuk pemilih pemula.</p></div>' in page
    assert re.search(r' lang="id"[^>]*>Pindah ruang</a>', page)
    home = text(Client().get("/en/"))
    assert '<strong lang="id">Masa tenang</strong>' in home
    assert '<dd lang="id">Keputusan Gubernur</dd>' in home
    assert ' lang="id"' not in text(Client().get("/kegiatan/")).replace('<html lang="id">', "")


def test_what_has_english_shows_it(operation: Operation) -> None:
    Activity.objects.update(title_en="Outreach", description_en="For first-time voters.")
    operation.stages.update(name_en="Quiet period")
    page = text(Client().get("/en/kegiatan/"))
    assert re.search(r'<a class="happening" href="[^"]*">Outreach</a>', page)
    assert "Untuk pemilih pemula." not in page
    assert "<strong>Quiet period</strong>" in text(Client().get("/en/"))
    assert "Outreach" not in text(Client().get("/kegiatan/"))


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("/en/lapor/", {}, "This field is required."),
        ("/en/lapor/", {"text": "x" * 9000}, "Ensure this value has at most"),
        ("/en/lacak/", {"code": ""}, "This field is required."),
        ("/en/lacak/", {"code": "\x00" * 9}, "There is no report with this code."),
        ("/en/cari/", {"latitude": "900", "longitude": "0"}, "This position is not on earth."),
    ],
)
def test_forms_complain_in_their_pages_language(path: str, data: Any, words: str) -> None:
    response = Client().post(path, data)
    assert response["Content-Language"] == "en"
    assert words in words_of(text(response))
    if path != "/en/cari/":
        assert f'action="{path}"' in text(response)
