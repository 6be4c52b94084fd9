"""Which operation is asked for."""

import re

from django.http import Http404

from posko import clock
from posko.models import Operation

SLUG = re.compile(r"[-\w]{1,50}", re.ASCII)


def operation_called(slug: str) -> Operation | None:
    """Return the published operation with ``slug``; without one the current one, if any.

    Raises Http404 for one that isn't there, or not for the public.
    """
    if not slug:
        return Operation.objects.current(clock.today())
    known = Operation.objects.published()
    found = known.filter(slug=slug).first() if SLUG.fullmatch(slug) else None
    if found is None:
        raise Http404
    return found
