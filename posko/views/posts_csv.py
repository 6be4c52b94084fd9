"""`/data/posko.csv`: the public posts for programs. Hours and states: the API, they change."""

import csv
import io
from typing import Final

from django.http import HttpRequest, HttpResponse

from posko.defuse import defused_for_csv
from posko.models import Operation, Post
from posko.public import public_page
from posko.views.loading import current_operation

COLUMNS: Final = (
    "operation", "slug", "name", "region_code", "region", "venue", "address", "latitude",
    "longitude", "phone", "email",
)  # fmt: skip


@public_page
def posts_csv(request: HttpRequest) -> HttpResponse:
    """Answer the public posts of the current operation as CSV, UTF-8 without byte order mark."""
    operation = current_operation()
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    posts = Post.objects.public().of(operation).select_related("region")
    writer.writerows(_row(operation, post) for post in posts)
    response = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="posko-{operation.slug}.csv"'
    return response


def _row(operation: Operation, post: Post) -> list[str]:
    texts = [
        operation.slug, post.slug, post.name, post.region_id, post.region.name, post.venue,
        post.address,
    ]  # fmt: skip
    # Numbers stay what they are, their minus too.
    numbers = ["" if n is None else str(n) for n in (post.latitude, post.longitude)]
    rest = [defused_for_csv(text) for text in (post.phone, post.email)]
    return [*(defused_for_csv(text) for text in texts), *numbers, *rest]
