"""Incident numbers: one counter a city and year, without gap or double."""

from django.db import connection

from posko.models import Region


def next_number(city: Region, year: int) -> str:
    """Return the next number of ``city`` in ``year``, such as JP-2024-000123.

    The counter's row stays locked until the surrounding transaction ends: whoever comes second
    waits, and a report that fails gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO incidents_incidentcounter AS counter (region_id, year, last)
            VALUES (%s, %s, 1)
            ON CONFLICT (region_id, year) DO UPDATE SET last = counter.last + 1
            RETURNING last
            """,
            [city.code, year],
        )
        (last,) = cursor.fetchone()
    return f"{city.number_prefix}-{year}-{last:06d}"
