"""Regions, posts and institutions by what a cell calls them, inside one person's scope."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from posko.models import Post, Region
from posko.models.region import within
from posko.sheets.words import folded
from roster.models import Institution


class Regions:
    """The regions of a scope, by code, or by name where only one has it."""

    def __init__(self, scope: str) -> None:
        self._found: dict[str, Region] = {}
        regions = list(Region.objects.in_scope(scope))
        times = Counter(folded(region.name) for region in regions)
        for region in regions:
            self._found[region.code] = region
            if times[folded(region.name)] == 1:
                self._found[folded(region.name)] = region

    def find(self, text: str) -> Region | None:
        """Return the region that is called ``text``."""
        return self._found.get(folded(text))


class Posts:
    """Some posts, by name where only one has it, else by name and slug."""

    def __init__(self, posts: Iterable[Post]) -> None:
        posts = list(posts)
        self._times = Counter(folded(post.name) for post in posts)
        self._slugs = Counter(post.slug for post in posts)
        self._found = {folded(self.label(post)): post for post in posts}
        for post in posts:
            if self._slugs[post.slug] == 1:
                self._found.setdefault(post.slug, post)

    def find(self, text: str) -> Post | None:
        """Return the post that is called ``text``."""
        return self._found.get(folded(text))

    def label(self, post: Post) -> str:
        """Return what to write into a cell so that ``post`` is found by it."""
        if self._times[folded(post.name)] == 1:
            return post.name
        if self._slugs[post.slug] == 1:
            return f"{post.name} ({post.slug})"
        return f"{post.name} ({post.slug}, {post.operation.name})"


class Institutions:
    """Institutions that sit in a scope or serve it, by name."""

    def __init__(self, scope: str) -> None:
        here = within(scope, "region_id") | within(scope, "also_serves__code")
        rows = Institution.objects.filter(Q(active=True) & here).distinct()
        self._found = {folded(row.name): row for row in rows}

    def find(self, text: str) -> Institution | None:
        """Return the institution that is called ``text``."""
        return self._found.get(folded(text))
