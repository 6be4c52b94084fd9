"""Operations and posts for tests. Each returns a stored row; say only what the test is about."""

from datetime import date, time
from typing import Any

from posko.models import CommonHours, Level, Operation, Post, Region

NAMES = {
    "31.01": ("Posko Kepulauan Seribu", "kepulauan-seribu"),
    "31.71": ("Posko Jakarta Pusat", "jakarta-pusat"),
    "31.73": ("Posko Jakarta Barat", "jakarta-barat"),
    "31.74": ("Posko Jakarta Selatan", "jakarta-selatan"),
    "31.75": ("Posko Jakarta Timur", "jakarta-timur"),
}


def make_operation(**fields: Any) -> Operation:
    """Store (or find again, by its slug) the operation of Pemilu 2024, published."""
    defaults = {
        "name": "Pemilu 2024",
        "starts_on": date(2024, 1, 9),
        "ends_on": date(2024, 2, 29),
        "voting_day": date(2024, 2, 14),
        "published": True,
    }
    operation, created = Operation.objects.get_or_create(
        slug=fields.pop("slug", "pemilu-2024"), defaults={**defaults, **fields}
    )
    if created:
        _add_common_hours(operation)
    return operation


def make_post(code: str = "31.71", **fields: Any) -> Post:
    """Store a published post in the region with ``code``. Wants the fixture ``regions``."""
    name, slug = NAMES.get(code, (f"Posko {code}", f"posko-{code.replace('.', '-')}"))
    defaults = {
        "name": name,
        "slug": slug,
        "address": "Jalan Contoh 1",
        "latitude": -6.18,
        "longitude": 106.83,
        "published": True,
    }
    operation = fields.pop("operation", None) or make_operation()
    region = Region.objects.get(code=code)
    return Post.objects.create(operation=operation, region=region, **{**defaults, **fields})


def _add_common_hours(operation: Operation) -> None:
    for level in (Level.CITY, Level.REGENCY):
        CommonHours.objects.create(operation=operation, level=level, opens=time(8), closes=time(16))
