"""Posts and operations for tests."""

from datetime import date, time
from typing import Any

from posko.models import CommonHours, Level, Operation, Post


def make_operation(**fields: Any) -> Operation:
    """Store Pemilu 2024 with its common hours, 08-16, unless told otherwise."""
    facts: dict[str, Any] = {
        "name": "Pemilu 2024",
        "slug": "pemilu-2024",
        "starts_on": date(2024, 1, 9),
        "ends_on": date(2024, 2, 29),
        "voting_day": date(2024, 2, 14),
        "published": True,
    }
    operation = Operation.objects.create(**{**facts, **fields})
    CommonHours.objects.bulk_create(
        CommonHours(operation=operation, level=level, opens=time(8), closes=time(16))
        for level in (Level.CITY, Level.REGENCY)
    )
    return operation


def make_post(code: str = "31.71", operation: Operation | None = None, **fields: Any) -> Post:
    """Store a published post in the region with ``code``."""
    slug = fields.pop("slug", f"posko-{code.replace('.', '-')}")
    return Post.objects.create(
        operation=operation or Operation.objects.first() or make_operation(),
        region_id=code,
        **{
            "slug": slug,
            "name": f"Posko {slug}",
            "address": "Jl. Contoh No. 1",
            "published": True,
            **fields,
        },
    )
