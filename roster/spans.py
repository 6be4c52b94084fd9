"""Several days that follow each other, in words."""

from datetime import date

from django.utils.formats import date_format


def dated_span(first: date, last: date) -> str:
    """Return '8 Feb 2024', '8-10 Feb 2024', '30 Jan-2 Feb 2024' or '30 Des 2023-2 Jan 2024'."""
    if first == last:
        return date_format(last, "j M Y")
    begin = "j" if (first.year, first.month) == (last.year, last.month) else "j M"
    if first.year != last.year:
        begin = "j M Y"
    return f"{date_format(first, begin)}-{date_format(last, 'j M Y')}"
