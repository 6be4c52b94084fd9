"""What makes the public's site installable, and readable without a network (docs/offline.md)."""

import json
from collections.abc import Mapping
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from posko.languages import in_both
from posko.public import public_page, unless_known

# As the tokens --paper and --sheet of the light theme; a test compares them.
PAPER, SHEET = "#faf9f7", "#ffffff"
# What every kept page needs to look like itself.
ASSETS = ("css/site.css", "css/map.css", "js/public.js")


@public_page
def manifest(request: HttpRequest) -> HttpResponse:
    """Tell a browser how the site looks among a phone's apps."""
    data = {
        "id": "/",
        "name": "Posko Bersama",
        "short_name": "Posko",
        "start_url": "/",
        "scope": "/",
        "lang": "id",
        "dir": "ltr",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": SHEET,
        "icons": [
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            _icon("icon-maskable-512", 512, "maskable"),
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


# Not a public page: browsers ask for it apart from pages, and it has to be new at once.
@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker; another version of it drops what the last one kept."""
    assets = [static(name) for name in ASSETS]
    data = {"assets": assets, "static": settings.STATIC_URL, "offline": _offline_pages()}
    version = sha256(_worker_text(data).encode()).hexdigest()[:12]
    text = _worker_text({**data, "version": version})
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return unless_known(request, response, version)


@public_page
def offline_page(request: HttpRequest) -> HttpResponse:
    """List the pages that were seen last, as the browser kept them."""
    return render(request, "posko/offline.html")


def _worker_text(data: Mapping[str, object]) -> str:
    block = mark_safe(json.dumps(data))  # noqa: S308 - our own addresses, in a file of script
    return render_to_string("posko/worker.js", {"settings": block})


def _offline_pages() -> dict[str, str]:
    return {tongue.code: tongue.path for tongue in in_both("posko:offline")}


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    source = static(f"images/{name}.png")
    return {
        "src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose,
    }  # fmt: skip
