"""Static files for serving: bundled, shrunk, then hashed and compressed.

In the source each component has a stylesheet, each behaviour a script of its own. A phone on a
bad network wants one request, so `collectstatic` writes the imported parts into the files that
import them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^(?:@import url\("([^"]+)"\)|import "\./([^"]+)");\n', re.MULTILINE)
# Django's own files and Leaflet's script stay as they come.
OURS = re.compile(r"^(css/.*\.css|js/[^/]*\.js|leaflet/leaflet\.css)$")
BUNDLES = ["css/site.css", "css/map.css", "css/staff.css", "css/admin.css", "js/public.js"]

type Paths = dict[str, tuple[Any, str]]


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage, with `@import` resolved in the bundles."""

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Bundle first, so that what is hashed and compressed is what is served."""
        if not dry_run:
            for name in BUNDLES:
                self._put(name, bundled(name, paths), paths)
            for name in filter(OURS.match, list(paths)):
                self._put(name, shrunk(name, _read(paths, name)), paths)
        yield from super().post_process(paths, dry_run, **options)

    def _put(self, name: str, text: str, paths: Paths) -> None:
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
        paths[name] = (self, name)


def bundled(name: str, paths: Paths) -> str:
    """Return the file called ``name`` with what it imports in its place."""
    folder = name.rpartition("/")[0]

    def fill(part: re.Match[str]) -> str:
        if part[1]:
            return _read(paths, f"{folder}/{part[1]}")
        # In a block, the names of one script stay unknown to the others.
        return f"{{\n{_read(paths, f'{folder}/{part[2]}')}}}\n"

    return IMPORT.sub(fill, _read(paths, name))


def shrunk(name: str, text: str) -> str:
    """Return ``text`` without what only its readers need: a phone pays for each kilobyte."""
    return str(cssmin(text) if name.endswith(".css") else jsmin(text))


def _read(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return str(source.read().decode())
