"""`/peta/`: where the posts are, as a list, as a drawing and, with scripts, as a map."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP

from posko import clock
from posko.atlas import FOLDED_ABOVE, cities, drawing
from posko.models import Operation, Region
from posko.public import public_page
from posko.seasons import season


def map_page(request: HttpRequest) -> HttpResponse:
    """Show the posts by city, or those of the city in ``?kota=``."""
    response = _page(request)
    # Only here do pictures come from elsewhere.
    response._csp_config = policy()  # type: ignore[attr-defined]
    return response


@public_page(query=["kota"])
def _page(request: HttpRequest) -> HttpResponse:
    operation, gap = season(clock.today())
    context: dict[str, Any] = {"operation": operation, "gap": gap}
    if operation:
        context |= _found(operation, request.GET.get("kota", ""))
    return render(request, "posko/map.html", context)


# For the middleware, which looks at the outermost function.
map_page.login_required = False  # type: ignore[attr-defined]


def policy() -> dict[str, Any]:
    """Return the content security policy of the page: tiles may come from their own server."""
    origin = _origin(settings.TILES_URL)
    # Leaflet cancels a tile that isn't wanted any more by an empty picture, as data.
    images = [CSP.SELF, "data:", *([origin] if origin else [])]
    return {**settings.SECURE_CSP, "img-src": images}


def _found(operation: Operation, code: str) -> dict[str, Any]:
    city = Region.objects.cities().filter(code=code[:13].replace("\x00", "")).first()
    found = cities(operation, clock.now(), city.code if city else "")
    count = sum(len(each.entries) for each in found)
    return {
        "city": city,
        "cities": found,
        "count": count,
        "folded": count > FOLDED_ABOVE,
        "drawing": drawing(found),
        "tiles": settings.TILES_URL,
        "attribution": settings.TILES_ATTRIBUTION,
    }


def _origin(address: str) -> str:
    """Return scheme and host of the tiles, `{s}` of a template as any subdomain."""
    parts = urlsplit(address.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
