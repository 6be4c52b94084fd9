"""Who takes turns at a post."""

from django.db.models import Q, QuerySet

from posko.models import Post
from posko.models.region import around
from roster.checking import SERVING_ROLES
from roster.models import Officer


def pool_of(post: Post) -> QuerySet[Officer]:
    """Return the active officers who serve at ``post``, as roster/checking.py counts them."""
    theirs = Q(post=post) | Q(post=None, region_id__in=around(post.region_id))
    rows: QuerySet[Officer] = Officer.objects.filter(theirs, is_active=True, role__in=SERVING_ROLES)
    return rows.select_related("institution").order_by("full_name")
