"""`/masalah/pemberitahuan/`: what somebody was told, and how they want to be told."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.forms.notices import ChoicesForm
from incidents.models import Notice
from incidents.views import duty_news, pages
from incidents.views.pages import page
from posko import clock
from posko.keys import row_key
from roster.http import StaffRequest

# A place in the list: the unread ones come first, each part newest first.
UNREAD, READ = "u", "r"


@never_cache
@require_safe
def notice_list(request: StaffRequest) -> HttpResponse:
    """Show the person's notices, those that nobody has looked at first."""
    part, before = _place(request.GET.get("before", ""))
    rows = _rows(request, part, before)
    shown = page(rows)
    context = {
        **duty_news.shown_to(request.user, first_page=not before),
        "notices": shown.rows,
        "newest": max((n.pk for n in rows if n.read_at is None), default=0),
        "next_url": _next_url(shown.last),
        "first_url": request.path if before else "",
    }
    return render(request, "incidents/notices.html", context)


@require_POST
def mark_read(request: StaffRequest) -> HttpResponse:
    """Mark one as read, or all up to the newest that was on the screen."""
    if "duty" in request.POST:
        return duty_news.read_one(request)
    mine = Notice.objects.visible_to(request.user)
    until = row_key(request.POST.get("until"))
    if until:
        mine.filter(pk__lte=until).read_now(clock.now())
    if duty_news.read_until(request) or until:
        return redirect("incidents:notices")
    number = row_key(request.POST.get("notice")) or 0
    notice = mine.select_related("incident").filter(pk=number).first()
    if notice is None:
        raise Http404
    mine.filter(pk=notice.pk).read_now(clock.now())
    if "open" in request.POST and notice.incident:
        return redirect(notice.incident)
    return redirect("incidents:notices")


@never_cache
@require_http_methods(["GET", "POST"])
def notice_choices(request: StaffRequest) -> HttpResponse:
    """Choose by which ways which notices come."""
    form = ChoicesForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is stored."))
        return redirect("incidents:notice-choices")
    status = 422 if form.is_bound else 200
    return render(request, "incidents/notice_choices.html", {"form": form}, status=status)


def _rows(request: StaffRequest, part: str, before: int | None) -> list[Notice]:
    """Return one page and one more, from the unread part on into the read one."""
    mine = Notice.objects.visible_to(request.user).select_related("incident").order_by("-pk")
    wanted, rows = pages.PAGE_SIZE + 1, []
    if part == UNREAD:
        rows, before = list(mine.unread().older_than(before)[:wanted]), None
    if len(rows) < wanted:
        rest: Any = mine.filter(read_at__isnull=False).older_than(before)
        rows += rest[: wanted - len(rows)]
    return rows


def _next_url(last: Notice | None) -> str:
    if last is None:
        return ""
    return f"?before={READ if last.read_at else UNREAD}{last.pk}"


def _place(text: str) -> tuple[str, int | None]:
    part, number = text[:1], row_key(text[1:])
    return (part, number) if part in {UNREAD, READ} and number else (UNREAD, None)
