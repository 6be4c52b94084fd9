"""The poster for the door of a post: A4, to be read from three metres, Indonesian before English.

It says what holds for the whole period, never what holds today: it hangs for weeks.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from posko.documents import shelf
from posko.documents.printing import TEMPLATES, pdf
from posko.documents.qr import qr_svg
from posko.hours import Schedule
from posko.models import Post
from posko.wording import exceptions_of, hours_words, period_words, weekly_words

TEMPLATE = "poster.typ"
# More would make the letters small; the page behind the code has them all.
EXCEPTIONS_SHOWN = 4

type Both = dict[str, Any]


def poster(post: Post) -> tuple[bytes, str]:
    """Return the poster of ``post``, read ``with_hours``, and its hash. Raises shelf.Busy."""
    with override("id"):
        address = f"{settings.SITE_URL}{reverse('posko:post', args=[post.slug])}"
        content = _content(post, address)
        name = shelf.digest(content, _template())
        return shelf.kept(f"posters/{post.pk}", name, lambda: _printed(post, content)), name


def _printed(post: Post, content: dict[str, Any]) -> bytes:
    pictures = {"qr": qr_svg(content["address"])}
    return pdf(TEMPLATE, _("Poster: %(name)s") % {"name": post.name}, content, pictures)


@cache
def _template() -> str:
    """The template as it is: when it changes, all posters do."""
    return (TEMPLATES / TEMPLATE).read_text()


def _content(post: Post, address: str) -> dict[str, Any]:
    schedule = post.schedule
    return {
        "name": post.name,
        "operation": post.operation.name,
        "place": [part for part in (post.venue, post.address) if part],
        "phone": post.phone,
        "period": _both(lambda: period_words(schedule.first_day, schedule.last_day)),
        "hours": _both(lambda: _hours(schedule)),
        "exceptions": _both(lambda: _exceptions(schedule)),
        "here": _both(_here),
        "address": address,
        "labels": {
            "open": _both(lambda: _("Opening hours")),
            "here": _both(lambda: _("What happens here")),
            "scan": _both(lambda: _("Hours and news: scan the code, or type the address")),
            "qr": _("QR code that leads to the page of this post"),
        },
    }


def _both(words: Callable[[], Any]) -> Both:
    """Return what ``words`` says in both languages."""
    with override("en"):
        english = words()
    return {"id": words(), "en": english}


def _hours(schedule: Schedule) -> list[tuple[str, str]]:
    return weekly_words(schedule) or [("", _("The hours have not been announced yet."))]


def _exceptions(schedule: Schedule) -> list[tuple[str, str]]:
    days = exceptions_of(schedule)
    told = [
        (date_format(day.day, "j F"), hours_words(day.hours, schedule.zone))
        for day in days[:EXCEPTIONS_SHOWN]
    ]
    more = [("", _("More days with other hours: see the page."))]
    return told + (more if len(days) > EXCEPTIONS_SHOWN else [])


def _here() -> list[str]:
    return [
        _("Ask about the election"),
        _("Report a problem and get a number"),
        _("The post refers it and follows it up; it does not adjudicate"),
    ]
