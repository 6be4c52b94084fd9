"""Posts of an operation as rows, in the form that reading.py takes; without any, a template."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from posko.importing.columns import ACCESS, COLUMNS
from posko.importing.hours import same_every_day
from posko.models import Operation, Post, Region
from posko.sheets.book import Value
from posko.sheets.words import NO, YES
from posko.sheets.writing import SheetOut


def post_sheets(operation: Operation, scope: str, *, template: bool = False) -> list[SheetOut]:
    """Return the posts of a scope, or with ``template`` the titles; beside them the regions."""
    rows = _titles() if template else _posts(operation, scope)
    widths = (14, 30, 22, 40, 30)
    return [
        SheetOut(_("Posts"), rows, widths=widths),
        SheetOut(_("Regions"), _regions(scope), widths=(16, 30, 14), only_xlsx=True),
    ]


def _titles() -> Iterator[list[Value]]:
    yield [str(column.title) for column in COLUMNS]


def _posts(operation: Operation, scope: str) -> Iterator[list[Value]]:
    yield from _titles()
    posts = Post.objects.of(operation).in_scope(scope).prefetch_related("weekly_hours")
    for post in posts.order_by("region_id", "slug"):
        yield [_cell(post, column.key) for column in COLUMNS]


def _cell(post: Post, key: str) -> Value:
    if key == "region":
        return post.region_id
    if key in ("opens", "closes"):
        hours = same_every_day(post.weekly_hours.all())
        return f"{getattr(hours, key):%H.%M}" if hours else ""
    value = getattr(post, key)
    if key in (*ACCESS, "published"):
        return "" if value is None else str(YES if value else NO)
    return "" if value is None else str(value)


def _regions(scope: str) -> Iterator[list[Value]]:
    yield [_("Code"), _("Name"), _("Level")]
    for region in Region.objects.in_scope(scope):
        yield [region.code, region.name, region.get_level_display()]
