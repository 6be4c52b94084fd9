"""The two languages of a public page: where it stands in each, and what isn't translated.

The language is part of the address (config/languages.py), so the other language is a link.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override

# Each by its own name, for those who don't read the other.
NAMES = {"id": "Indonesia", "en": "English"}
# How Open Graph writes them.
TERRITORIES = {"id": "id_ID", "en": "en_GB"}
# A tracking code is passed on to no further address.
SECRETS = {"kode"}
# What is longer, nobody typed to find a post; the other language then begins anew.
LONGEST_QUERY = 300


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a page: its code, and the page's path in it."""

    code: str
    path: str
    query: str = ""

    @property
    def name(self) -> str:
        """The name of the language in that language."""
        return NAMES[self.code]

    @property
    def territory(self) -> str:
        """The language as Open Graph writes it."""
        return TERRITORIES[self.code]

    @property
    def href(self) -> str:
        """The page in that language, with what was asked of it."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def address(self) -> str:
        """The page's whole address in that language."""
        return f"{settings.SITE_URL}{self.path}"


@dataclass(frozen=True, slots=True)
class Tongues:
    """A page in the language it is read in, and in the other one."""

    here: Tongue
    other: Tongue

    @property
    def both(self) -> list[Tongue]:
        """Both languages, Indonesian first."""
        return sorted((self.here, self.other), key=lambda tongue: tongue.code != "id")

    @property
    def default(self) -> Tongue:
        """The one for those whose language we don't speak."""
        return self.both[0]


def tongues_of(request: HttpRequest) -> Tongues | None:
    """Return the page that ``request`` asked for in both languages; None if it has but one."""
    match = request.resolver_match
    if match is None:
        return None
    query = _query(request)
    tongues = {code: Tongue(code, _path(match, code), query) for code in NAMES}
    if tongues["id"].path == tongues["en"].path:
        return None
    here = "en" if get_language() == "en" else "id"
    return Tongues(tongues[here], tongues["id" if here == "en" else "en"])


def in_both(name: str, *args: str) -> list[Tongue]:
    """Return the public page called ``name`` in both languages, Indonesian first."""
    tongues = []
    for code in NAMES:
        with override(code):
            tongues.append(Tongue(code, reverse(name, args=args)))
    return tongues


def said_in_both(words: str | Promise) -> tuple[str, str]:
    """Return ``words`` in Indonesian and in English."""
    said = []
    for code in NAMES:
        with override(code):
            said.append(str(words))
    return said[0], said[1]


def told(row: Any, field: str) -> str:
    """Return what ``row`` says in ``field``, in English where it has it and the page is English."""
    english = get_language() == "en" and getattr(row, f"{field}_en")
    return str(english or getattr(row, field))


def is_foreign(row: Any, field: str) -> bool:
    """Tell whether ``field`` of ``row`` stays Indonesian on a page that is not.

    Fields without an English sister stay so always.
    """
    return get_language() == "en" and not getattr(row, f"{field}_en", "")


def _path(match: ResolverMatch, code: str) -> str:
    with override(code):
        try:
            captured = match.captured_kwargs  # type: ignore[attr-defined]
            return reverse(match.view_name, args=match.args, kwargs=captured)
        except NoReverseMatch:
            return ""


def _query(request: HttpRequest) -> str:
    # What was posted can't be asked for by a link: that leads to the page as it begins.
    if request.method not in ("GET", "HEAD"):
        return ""
    kept = [(n, v) for n, values in request.GET.lists() if n not in SECRETS for v in values]
    query = urlencode(kept)
    return query if len(query) <= LONGEST_QUERY else ""
