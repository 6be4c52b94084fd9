"""What went wrong, in one shape, in both languages (RFC 9457: problem details)."""

import json
import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from posko.languages import said_in_both

type Words = str | Promise

logger = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"

TITLES: dict[int, Words] = {
    404: _("There is nothing at this address"),
    405: _("This address can only be read"),
    422: _("The question can't be read"),
    500: _("Something went wrong on our side"),
}
DETAILS: dict[int, Words] = {
    404: _("Please check the address. /api/v1/openapi.json lists all of them."),
    405: _("Please ask by GET, HEAD or OPTIONS."),
    422: _("Please mend what is named under fields."),
    500: _("Please try again in a few minutes."),
}
# What a parameter wants.
WANTED: dict[str, Words] = {
    "lang": _("id or en."),
    "limit": _("A whole number from 1 to 200."),
    "cursor": _("This cursor isn't one of ours, or it has aged. Please begin without one."),
    "near": _("Latitude and longitude in degrees, on earth, such as -6.18,106.83."),
    "within_km": _("Kilometres, more than 0 and at most 20000, together with near."),
    "open_now": _("true or false."),
    "region": _("The code of a region, such as 31.71."),
    "from": _("A date from 2000 to 2199, such as 2024-02-14."),
    "until": _("A date from 2000 to 2199, such as 2024-02-14."),
    "days": _("A whole number from 1 to 60."),
}
UNUSABLE = _("This value can't be used.")


class Problem(Exception):
    """A question that has no answer: its status, and what to tell in words."""

    def __init__(
        self, status: int, detail: Words = "", fields: dict[str, Words] | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail or DETAILS[status]
        self.fields = fields or {}


def not_found(detail: Words = "") -> Problem:
    """Return the problem of what isn't there, or isn't public."""
    return Problem(404, detail)


def unusable(field: str, words: Words = "") -> Problem:
    """Return the problem of a parameter that says what can't be."""
    return Problem(422, fields={field: words or WANTED.get(field, UNUSABLE)})


def answer(problem: Problem) -> HttpResponse:
    """Return ``problem`` as a response."""
    fields = [{"name": n} | _both("message", words) for n, words in problem.fields.items()]
    body = {
        **_both("title", TITLES[problem.status]),
        "status": problem.status,
        **_both("detail", problem.detail),
        "fields": fields,
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=problem.status, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def told_by(api: NinjaAPI) -> None:
    """Let ``api`` tell all that goes wrong in this shape."""
    api.add_exception_handler(Problem, _told)
    api.add_exception_handler(Http404, lambda request, error: answer(not_found()))
    api.add_exception_handler(ValidationError, _misread)
    api.add_exception_handler(Exception, _unforeseen)


def _told(request: HttpRequest, problem: Any) -> HttpResponse:
    return answer(problem)


def _misread(request: HttpRequest, error: Any) -> HttpResponse:
    names = [str(each["loc"][-1]) for each in error.errors]
    return answer(Problem(422, fields={name: WANTED.get(name, UNUSABLE) for name in names}))


def _unforeseen(request: HttpRequest, error: Any) -> HttpResponse:
    extra = {"status_code": 500, "request": request}
    logger.error("%s: %s", request.path, error, exc_info=error, extra=extra)
    return answer(Problem(500))


def _both(name: str, words: Words) -> dict[str, str]:
    indonesian, english = said_in_both(words)
    return {name: indonesian, f"{name}_en": english}
