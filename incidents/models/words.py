"""The words of an incident, for full-text search.

Indonesian has no dictionary in PostgreSQL: words are kept as they are and sought by prefix.
"""

from functools import reduce

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.expressions import CombinedExpression


class _Text(models.Func):
    template = "to_tsvector('simple'::regconfig, COALESCE(%(expressions)s, ''))"
    output_field = SearchVectorField()


class _TpsNumber(models.Func):
    """Found as it is shown, 'TPS 007', and as people type it, '7'."""

    template = (
        "to_tsvector('simple'::regconfig, COALESCE('TPS ' || "
        "LPAD((%(expressions)s)::text, 3, '0') || ' ' || (%(expressions)s)::text, ''))"
    )
    output_field = SearchVectorField()


class _Values(models.Func):
    template = (
        "jsonb_to_tsvector('simple'::regconfig, "
        '%(expressions)s, \'["string", "numeric"]\'::jsonb)'
    )
    output_field = SearchVectorField()


def words(text: str, place: str, tps_number: str, extra: str) -> CombinedExpression:
    """Return the search vector over the columns with these names."""
    parts = [_Text(text), _Text(place), _TpsNumber(tps_number), _Values(extra)]
    return reduce(_joined, parts)  # type: ignore[arg-type, return-value]


def _joined(left: models.Expression, right: models.Expression) -> CombinedExpression:
    return CombinedExpression(left, "||", right, output_field=SearchVectorField())
