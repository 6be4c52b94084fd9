"""What to plan anew when somebody can't come: the posts they are missing at, from then on."""

from posko import clock
from posko.models import Post
from roster.models import Absence, Assignment
from roster.planning.steps import Order


def order_for(absence: Absence, scope: str) -> Order | None:
    """Return the order for the posts in ``scope`` at which ``absence`` leaves duties.

    It begins with the first duty that is affected and has not begun, and goes on to the end of
    the operation, so that what others take over can be made up for. None if nothing is affected.
    """
    missed = (
        Assignment.objects.of(absence.officer)
        .in_scope(scope)
        .between(absence.first_day, absence.last_day)
        .filter(starts_at__gt=clock.now())
        .select_related("duty__post__region", "duty__post__operation")
        .order_by("starts_at")
    )
    duties = [row.duty for row in missed]
    if not duties:
        return None
    operation = duties[0].post.operation
    posts: dict[int, Post] = {d.post_id: d.post for d in duties if d.post.operation == operation}
    first = duties[0].day
    return Order(operation, list(posts.values()), first, max(first, operation.ends_on))
