"""What a phone must load before a public page stands: little, and in few requests.

The favicon isn't counted: a browser asks for it when the page stands, once a year.
"""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from config.storage import BUNDLES, IMPORT, OURS, shrunk
from posko.models import Operation
from roster.models import Role
from tests.factories.incidents import make_incident, make_people
from tests.test_access import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PUBLIC = {
    name: path
    for name, (path, is_open, _roles) in PAGES.items()
    if is_open and name.startswith(("posko:", "public:"))
}
# Leaflet comes with the map; its tiles aren't counted.
HEAVIER = {"posko:map": 50_000}
# What its script asks for.
FETCHED = {"posko:map": {"js/clusters.js", "leaflet/leaflet.css"}}
MOST_BYTES, MOST_REQUESTS = 20_000, 3
LOADED = re.compile(
    r'<link rel="stylesheet" href="/static/([^"]+)"|<(?:script|img)[^>]* src="/static/([^"]+)"'
)


@pytest.fixture
def number() -> str:
    """The number of a case, so that no page is empty."""
    people = make_people()
    people[Role.PETUGAS].region.posts.update(slug="posko-pusat")
    Operation.objects.update(public_reports=True)
    return str(make_incident(people).number)


def packed(content: bytes) -> int:
    """A page is compressed by Django, as it is asked for."""
    return len(gzip.compress(content))


def packed_once(content: bytes) -> int:
    """A static file is compressed by whitenoise, when it is collected, as well as it can be."""
    return len(brotli.compress(content))


def content(name: str) -> bytes:
    """Return a static file as it is served: bundles whole, our own ones shrunk."""
    file = Path(str(finders.find(name)))
    if name not in BUNDLES:
        text = file.read_text()
        return (shrunk(name, text) if OURS.match(name) else text).encode()
    parts = [css or js for css, js in IMPORT.findall(file.read_text())]
    text = "\n".join((file.parent / part).read_text() for part in parts)
    return shrunk(name, text).encode()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_light(name: str, client: Client, number: str) -> None:
    response = client.get(PUBLIC[name].format(number=number))
    assert response.status_code == 200
    if not response["Content-Type"].startswith("text/html"):
        return
    page = b"".join(response) if response.streaming else response.content
    files = {css or other for css, other in LOADED.findall(page.decode())}
    files |= FETCHED.get(name, set())
    sizes = {"page": packed(page), **{file: packed_once(content(file)) for file in files}}
    assert sum(sizes.values()) <= HEAVIER.get(name, MOST_BYTES), sizes
    if name not in HEAVIER:
        assert len(sizes) <= MOST_REQUESTS, sizes
