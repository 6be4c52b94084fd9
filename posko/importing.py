"""Many posts at once, from a CSV file: what would be stored, what is wrong, and then all or none.

Columns: region, name, slug, address; and, if known, venue, latitude, longitude, phone, email,
note, published (yes or no). A row whose slug the operation has already changes that post.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from posko.models import Operation, Post, Region

NEEDED = ("region", "name", "slug", "address")
OPTIONAL = ("venue", "latitude", "longitude", "phone", "email", "note", "published")
# All of Jakarta is 317 posts; a file beyond this is another one by mistake.
MOST_ROWS, MOST_BYTES = 5_000, 5_000_000
# Degrees around a region's centre in which its posts lie; the islands reach farthest.
AROUND = 1.0
_YES = {"yes", "ya", "true", "1"}
_NO = {"", "no", "tidak", "false", "0"}


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row. ``operation`` is the file's, not the row's."""

    class Meta:
        model = Post
        fields = [
            "region", "name", "slug", "address", "venue", "latitude", "longitude", "phone",
            "email", "note", "published",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Check that the position lies where the region is."""
        cleaned = super().clean()
        region, position = self.cleaned_data.get("region"), self._position()
        if region and position and not _is_near(region, *position):
            words = _("This position is far from %(region)s. Are the numbers exchanged?")
            self.add_error("latitude", words % {"region": region.name})
        return cleaned

    def _position(self) -> tuple[float, float] | None:
        latitude = self.cleaned_data.get("latitude")
        longitude = self.cleaned_data.get("longitude")
        return None if latitude is None or longitude is None else (latitude, longitude)


@dataclass(slots=True)
class Import:
    """What a file would do. ``errors`` are (line, column, words); with any, nothing is stored."""

    new: list[Post] = field(default_factory=list)
    changed: list[Post] = field(default_factory=list)
    same: int = 0
    errors: list[tuple[int, str, str]] = field(default_factory=list)


def read_posts(data: bytes, operation: Operation) -> Import:
    """Check the rows of ``data`` for ``operation``; nothing is stored."""
    found = Import()
    rows = _rows(data, found)
    twice = {
        slug for slug, count in Counter(row.get("slug") for _n, row in rows).items() if count > 1
    }
    known = {post.slug: post for post in Post.objects.of(operation)}
    codes = set(Region.objects.values_list("code", flat=True))
    for line, row in rows:
        if row.get("slug") in twice:
            found.errors.append((line, "slug", _("This slug stands in the file twice.")))
        elif row.get("region") not in codes:
            found.errors.append((line, "region", _("There is no region with this code.")))
        else:
            _check(line, row, known.get(row["slug"]) or Post(operation=operation), found)
    return found


@transaction.atomic
def store_posts(found: Import) -> int:
    """Store what ``read_posts`` found, all of it; return how many posts were made or changed."""
    if found.errors:
        raise ValueError("a file with errors isn't stored")
    for post in [*found.new, *found.changed]:
        post.save()
    return len(found.new) + len(found.changed)


def _check(line: int, row: dict[str, str], post: Post, found: Import) -> None:
    is_new = post.pk is None
    published = row.get("published", "").strip().lower()
    if published not in _YES | _NO:
        found.errors.append((line, "published", _("Please write yes or no.")))
        return
    given = {name: value for name, value in row.items() if name in NEEDED + OPTIONAL}
    values: dict[str, Any] = {} if is_new else forms.model_to_dict(post)
    values.update(given)
    values["published"] = published in _YES if "published" in row else post.published
    form = PostForm(values, instance=post)
    for name, errors in form.errors.items():
        found.errors += [(line, name, str(words)) for words in errors]
    if form.is_valid():
        _sort(post, is_new, form.has_changed(), found)


def _sort(post: Post, is_new: bool, has_changed: bool, found: Import) -> None:
    if is_new:
        found.new.append(post)
    elif has_changed:
        found.changed.append(post)
    else:
        found.same += 1


def _rows(data: bytes, found: Import) -> list[tuple[int, dict[str, str]]]:
    text = _decoded(data, found)
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    missing = [name for name in NEEDED if name not in names]
    found.errors += [(1, name, _("This column is missing.")) for name in missing]
    if missing:
        return []
    rows = [
        (number, {key: (value or "").strip() for key, value in row.items() if key})
        for number, row in enumerate(reader, start=2)
    ]
    if len(rows) > MOST_ROWS:
        found.errors.append((1, "", _("The file has too many rows.")))
        return []
    return rows


def _decoded(data: bytes, found: Import) -> str:
    if len(data) > MOST_BYTES or b"\x00" in data:
        found.errors.append((1, "", _("This is no CSV file of posts.")))
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _is_near(region: Region, latitude: float, longitude: float) -> bool:
    return abs(region.latitude - latitude) < AROUND and abs(region.longitude - longitude) < AROUND
