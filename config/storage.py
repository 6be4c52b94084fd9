"""Static files for serving: stylesheets bundled, then hashed and compressed.

In the source each component has a stylesheet of its own. A phone on a bad network wants one
request, so `collectstatic` writes the imported parts into the files that import them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)
BUNDLES = ["css/site.css", "css/admin.css"]

type Paths = dict[str, tuple[Any, str]]


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage, with `@import` resolved in the bundles."""

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Bundle first, so that what is hashed and compressed is what is served."""
        if not dry_run:
            for name in BUNDLES:
                self._bundle(name, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self, name: str, paths: Paths) -> None:
        folder = name.rpartition("/")[0]
        css = IMPORT.sub(lambda part: _read(paths, f"{folder}/{part[1]}"), _read(paths, name))
        self.delete(name)
        self._save(name, ContentFile(css.encode()))
        paths[name] = (self, name)


def _read(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return str(source.read().decode())
