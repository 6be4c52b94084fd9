"""Taking one's last change of the rota back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roster.admin.calendar.asking import number, planner_of, post_of
from roster.models import RotaChange
from roster.staffing import Refused
from roster.undoing import CannotUndo, undo


@require_POST
def undo_view(request: HttpRequest, post: int) -> HttpResponse:
    """Restore what was before the person's last change, or say why not; lead back either way."""
    planner = planner_of(request, "roster.change_assignment")
    place = post_of(request, post)
    key = number(request.POST.get("change", ""))
    try:
        done = undo(place, key, by=planner)
    except (CannotUndo, Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Taken back: %(what)s.") % {"what": done.words})
    change = RotaChange.objects.filter(pk=key, post=place, by=planner).first()
    return HttpResponseRedirect(_back(request, place.pk, change))


def _back(request: HttpRequest, post: int, change: RotaChange | None) -> str:
    if change and request.POST.get("back") == "day":
        return reverse("admin:roster_duty_day", args=[post, change.day.isoformat()])
    month = f"&month={change.day:%Y-%m}" if change else ""
    return f"{reverse('admin:roster_duty_calendar')}?post={post}{month}"
