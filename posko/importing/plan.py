"""What a file of posts would do, and the storing of it in a few queries however many they are."""

from dataclasses import dataclass, field

from posko.hours import Hours
from posko.importing.columns import FIELDS
from posko.importing.hours import DAYS
from posko.models import Operation, Post, WeeklyHours
from posko.sheets.plan import Plan


@dataclass(slots=True)
class PostsPlan(Plan):
    """Posts to be made and to be changed in one operation."""

    operation: Operation | None = None
    new: list[Post] = field(default_factory=list)
    changed: list[Post] = field(default_factory=list)
    # Of new and changed posts: hours that replace what is there; those of other posts stay.
    hours: list[tuple[Post, Hours]] = field(default_factory=list)

    def lock(self) -> None:
        """The operation, so that imports into it queue up, then its posts."""
        operations = Operation.objects.select_for_update(no_key=True)
        operations.get(pk=self.operation.pk)  # type: ignore[union-attr]
        posts = Post.objects.filter(operation=self.operation).order_by("pk")
        list(posts.select_for_update(no_key=True).values_list("pk", flat=True))

    def store(self) -> None:
        """Make the new ones, change the others, then the hours of both."""
        Post.objects.bulk_create(self.new)
        Post.objects.bulk_update(self.changed, list(FIELDS), batch_size=500)
        WeeklyHours.objects.filter(post__in=[post.pk for post, _hours in self.hours]).delete()
        WeeklyHours.objects.bulk_create(
            WeeklyHours(post=post, weekday=day, opens=hours.opens, closes=hours.closes)
            for post, hours in self.hours
            for day in DAYS
        )
