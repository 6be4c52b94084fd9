"""What search engines are told of a post."""

import json
import re
from datetime import date, time
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from posko.models import HoursException, Post, WeeklyHours
from tests.factories.posko import make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def told(client: Client, post: Post) -> Any:
    """The post's data, as a search engine reads it from the page."""
    page = client.get(post.get_absolute_url()).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(block)


def hours(data: Any, day: str) -> tuple[str, str]:
    found = {each["validFrom"]: each for each in data["openingHoursSpecification"]}
    return found[day]["opens"], found[day]["closes"]


def test_it_tells_where_the_post_is_and_when_it_is_open(client: Client) -> None:
    data = told(client, make_post())
    assert data["@type"] == "GovernmentOffice"
    assert data["address"]["streetAddress"] == "Jalan Contoh 1"
    assert data["geo"]["latitude"] == -6.18
    assert hours(data, "2024-02-14") == ("08:00", "16:00")
    assert len(data["openingHoursSpecification"]) == 14


def test_exceptions_count_and_a_closed_day_is_closed(client: Client) -> None:
    post = make_post()
    HoursException.objects.create(post=post, day=date(2024, 2, 15), reason="Pindahan")
    HoursException.objects.create(
        post=post, day=date(2024, 2, 14), opens=time(0), closes=time(0), reason="Pemungutan"
    )
    data = told(client, post)
    assert hours(data, "2024-02-15") == ("00:00", "00:00")
    assert hours(data, "2024-02-14") == ("00:00", "23:59")


def test_over_midnight_it_closes_before_it_opens(client: Client) -> None:
    post = make_post()
    WeeklyHours.objects.create(post=post, weekday=2, opens=time(20), closes=time(4))
    assert hours(told(client, post), "2024-02-14") == ("20:00", "04:00")


def test_what_is_unknown_is_left_out(client: Client) -> None:
    data = told(client, make_post(latitude=None, longitude=None))
    assert not {"geo", "telephone", "email"} & set(data)


def test_no_text_ends_the_block(client: Client) -> None:
    post = make_post(name="</script><script>alert(1)</script>", address="A & B <b>")
    data = told(client, post)
    assert data["name"] == "</script><script>alert(1)</script>"


def test_the_sitemap_lists_public_pages_only(client: Client) -> None:
    make_post("31.71")
    make_post("31.72", published=False, slug="konsep")
    text = client.get("/sitemap.xml").content.decode()
    assert "/posko/jakarta-pusat/" in text
    assert "konsep" not in text
    assert "/masalah/" not in text


def test_robots_are_kept_out_of_the_log(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /masalah/" in text
    assert "/sitemap.xml" in text


def test_the_sitemap_names_both_languages() -> None:
    make_post(slug="posko-pusat")
    make_post("31.73", slug="konsep", published=False)
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 - our own
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    links = {
        url.findtext("s:loc", namespaces=space): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", space)
        }
        for url in root.findall("s:url", space)
    }
    post, english = (
        "http://127.0.0.1:8000/posko/posko-pusat/",
        "http://127.0.0.1:8000/en/posko/posko-pusat/",
    )
    assert links[post] == links[english] == {"id": post, "en": english, "x-default": post}
    assert not [found for found in links if found and "konsep" in found]
