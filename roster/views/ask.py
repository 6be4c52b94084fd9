"""`/jadwal/tukar/minta/<assignment>/`: ask a colleague to swap one of my duties."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from posko import clock
from roster.forms.swap import AskForm
from roster.http import StaffRequest
from roster.models import Assignment, Swap
from roster.swapping import NotPossible, ask
from roster.swapping.offers import Offer, offers
from roster.swapping.terms import Terms
from roster.views.guard import want_server


@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show whom one can ask and for what; take the request."""
    want_server(request.user)
    mine = _mine(request, pk)
    known = _sent_before(request) if request.method == "POST" else _waiting(mine)
    if known:
        return redirect(known)
    found = [] if mine.starts_at <= clock.now() else offers(mine)
    chosen = _chosen(request, found)
    if chosen is None:
        return _page(request, mine, found)
    return _one(request, mine, chosen)


def _one(request: StaffRequest, mine: Assignment, chosen: Offer) -> HttpResponse:
    form = AskForm(chosen, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, mine, [], chosen, form)
    terms = Terms(request.user, chosen.colleague, mine, form.theirs)
    words = {"note": form.cleaned_data["note"], "key": form.cleaned_data["key"]}
    try:
        swap = ask(terms, **words)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _page(request, mine, [], chosen, form)
    said = _("%(name)s is asked. You are told as soon as there is an answer.")
    messages.success(request, said % {"name": chosen.colleague.full_name})
    return redirect(swap)


def _page(
    request: StaffRequest,
    mine: Assignment,
    found: list[Offer],
    chosen: Offer | None = None,
    form: AskForm | None = None,
) -> HttpResponse:
    context = {
        "mine": mine,
        "possible": [offer for offer in found if offer.possible],
        "others": [offer for offer in found if not offer.possible],
        "chosen": chosen,
        "form": form,
        "begun": mine.starts_at <= clock.now(),
    }
    lost = request.method == "POST"
    return render(request, "roster/swaps/ask.html", context, status=422 if lost else 200)


def _mine(request: StaffRequest, pk: int) -> Assignment:
    rows = Assignment.objects.of(request.user).select_related(
        "duty__post__region", "duty__post__operation", "officer__institution"
    )
    return get_object_or_404(rows, pk=pk)


def _chosen(request: StaffRequest, found: list[Offer]) -> Offer | None:
    key = request.POST.get("rekan", "") or request.GET.get("rekan", "")
    return next((o for o in found if str(o.colleague.pk) == key and o.possible), None)


def _waiting(mine: Assignment) -> Swap | None:
    return Swap.objects.about([mine.pk]).still_true(clock.now()).first()


def _sent_before(request: StaffRequest) -> Swap | None:
    """What a second tap finds: by now the colleague can't be asked any more."""
    field = AskForm.base_fields["key"]
    try:
        key = field.clean(request.POST.get("key", ""))
    except ValidationError:
        return None
    return Swap.objects.filter(key=key, asker=request.user).first()
