"""`python -m tests.bench.many_posts COUNT`: the demonstration's posts, invented ones up to COUNT.

Hours as Jakarta Timur had them: kecamatan 08.00 to 15.00, kelurahan 08.00 to 14.00. Addresses and
positions are made up.
"""

import sys
from datetime import time
from itertools import islice

import django

CLOSES = {"kecamatan": time(15), "kelurahan": time(14)}


def load(count: int) -> None:
    """Bring the database to ``count`` published posts."""
    from incidents.categories import load_categories
    from posko.demonstration import load_posts
    from posko.models import Operation, Post, Region
    from posko.regions import load_regions

    if not Operation.objects.exists():
        load_regions()
        load_categories()
        load_posts()
    operation = Operation.objects.get()
    if count > 5:
        Post.objects.update(published=True)
    missing = count - Post.objects.filter(published=True).count()
    free = Region.objects.filter(level__in=CLOSES, posts=None)
    add(operation, list(islice(free, missing)))


def add(operation: "Operation", regions: "list[Region]") -> None:  # type: ignore[name-defined]  # noqa: F821
    """Add a post with hours of its own in each of ``regions``."""
    from posko.models import Post, WeeklyHours

    posts = Post.objects.bulk_create(
        Post(
            operation=operation,
            region=region,
            slug=region.code.replace(".", "-"),
            name=f"Posko Bersama {region.name}",
            address=f"Kantor {region.get_level_display()} {region.name}",
            latitude=region.latitude,
            longitude=region.longitude,
            published=True,
        )
        for region in regions
    )
    WeeklyHours.objects.bulk_create(
        WeeklyHours(post=post, weekday=day, opens=time(8), closes=CLOSES[post.region.level])
        for post in posts
        for day in range(7)
    )


if __name__ == "__main__":
    django.setup()
    load(int(sys.argv[1]))
