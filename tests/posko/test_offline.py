"""What makes the site installable and readable without a network, as the server tells it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from PIL import Image

from tests.factories.posko import make_post
from tests.factories.roster import make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()


def token(name: str, theme: int) -> str:
    """Return the colour called ``name`` of the light (0) or dark (1) theme, in six digits."""
    value = re.findall(rf"--{name}: #(\w+);", TOKENS)[theme]
    return "#" + (value if len(value) == 6 else "".join(2 * char for char in value))


def test_the_manifest_says_what_browsers_want_to_install_a_site() -> None:
    response = Client().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("/", "/", "id")
    assert manifest["theme_color"] == token("sheet", 0)
    assert manifest["background_color"] == token("paper", 0)
    for icon in manifest["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(str(found)) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert image.format == "PNG"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}


def test_pages_name_the_manifest_and_the_colour_of_their_head() -> None:
    page = text(Client().get("/"))
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    for number, theme in enumerate(("light", "dark")):
        colour = token("sheet", number)
        assert f'media="(prefers-color-scheme: {theme})" content="{colour}"' in page


def test_the_worker_is_asked_for_anew_each_time_and_tells_when_nothing_changed() -> None:
    response = Client().get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    again = Client().get("/sw.js", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_other_style_sheets_make_another_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Client().get("/sw.js")
    monkeypatch.setattr("posko.views.offline.static", lambda name: f"/static/{name}?new")
    assert Client().get("/sw.js")["ETag"] != before["ETag"]


@pytest.mark.parametrize("path", ["/", "/en/", "/posko/jakarta-pusat/", "/kegiatan/", "/luring/"])
def test_only_what_strangers_see_is_public(path: str) -> None:
    make_post()
    assert "public" in Client().get(path)["Cache-Control"]
    private = browser(make_officer()).get(path)["Cache-Control"]
    assert "private" in private
    assert "public" not in private


@pytest.mark.parametrize("path", ["/masuk/", "/lacak/", "/en/lacak/"])
def test_pages_that_nothing_is_kept_of_bring_no_worker(path: str) -> None:
    page = Client().get(path)
    assert "js/public.js" not in text(page)
    assert "public" not in page.get("Cache-Control", "")


def test_the_public_pages_one_script_holds_what_it_imports(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.storage.BundledStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    script = (tmp_path / "js/public.js").read_text()
    assert "import " not in script
    assert "serviceWorker" in script
    assert "geolocation" in script
