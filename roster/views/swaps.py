"""`/jadwal/tukar/`: requests to swap, for planners; and the page of one, for those concerned."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from posko.keys import row_key
from roster.forms.swap import RefuseForm
from roster.http import StaffRequest
from roster.models import Officer, Swap
from roster.swap_states import SwapStatus, SwapStep, target_of
from roster.swapping import NotPossible, NotYours, accept, approve, decline, refuse, withdraw
from roster.swapping.permissions import available, visible_to
from roster.swapping.terms import against, terms_of
from roster.views.guard import want_planner, want_swapper

PAST_SHOWN = 20

type Perform = Callable[[Swap, Officer], Swap]

STEPS: dict[str, tuple[SwapStep, Perform]] = {
    "terima": (SwapStep.ACCEPT, accept),
    "tolak": (SwapStep.DECLINE, decline),
    "tarik": (SwapStep.WITHDRAW, withdraw),
    "setujui": (SwapStep.APPROVE, approve),
}
REFUSE = "tidak-setujui"
# Each step's address, and what is said when it is taken.
DONE: dict[str, tuple[SwapStep, Any]] = {
    "terima": (SwapStep.ACCEPT, gettext_lazy("You accepted. The coordinator decides now.")),
    "tolak": (SwapStep.DECLINE, gettext_lazy("You declined. Your colleague is told.")),
    "tarik": (SwapStep.WITHDRAW, gettext_lazy("You took your request back.")),
    "setujui": (SwapStep.APPROVE, gettext_lazy("You approved the swap. Both are told.")),
    REFUSE: (SwapStep.REFUSE, gettext_lazy("You refused the swap. Both are told.")),
}
SLUGS = {step: slug for slug, (step, _perform) in STEPS.items()}


@require_safe
def swaps_page(request: StaffRequest) -> HttpResponse:
    """List what waits for a decision in the planner's region, what waits for others, the past."""
    want_planner(request.user)
    rows = Swap.objects.in_scope(request.user.region_id).with_words()
    past, older = _past(request, rows)
    context = {
        "to_decide": rows.to_decide().order_by("duty__starts_at", "pk"),
        "asked": rows.filter(status=SwapStatus.ASKED).order_by("duty__starts_at", "pk"),
        "past": past,
        "older": older,
    }
    return render(request, "roster/swaps/list.html", context)


@require_safe
def swap_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one request: what would change, where it stands, what one can do."""
    return _page(request, _loaded(request, pk))


@require_POST
def swap_step(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """Take a step, or say why it can't be taken."""
    swap = _loaded(request, pk)
    if _is_stale(request, swap, slug):
        words = _("This request has moved on since you opened the page. Please look again.")
        return _page(request, swap, refusal=words, status=409)
    form = RefuseForm(request.POST) if slug == REFUSE else None
    if form and not form.is_valid():
        return _page(request, swap, form=form, status=422)
    try:
        _perform(swap, slug, request.user, form)
    except NotYours:
        raise PermissionDenied from None
    except NotPossible as refusal:
        return _page(request, _loaded(request, pk), refusal=str(refusal), status=409)
    messages.success(request, DONE[slug][1])
    return redirect(swap)


def _is_stale(request: StaffRequest, swap: Swap, slug: str) -> bool:
    """Tell whether a tab from before offers a step meant for another state; a second tap isn't."""
    taken = slug in DONE and target_of(DONE[slug][0]) == swap.status
    return not taken and request.POST.get("seen", swap.status) != swap.status


def _perform(swap: Swap, slug: str, by: Officer, form: RefuseForm | None) -> None:
    if form:
        refuse(swap, by, form.cleaned_data["reason"])
    elif slug in STEPS:
        STEPS[slug][1](swap, by)
    else:
        raise Http404


def _loaded(request: StaffRequest, pk: int) -> Swap:
    want_swapper(request.user)
    return get_object_or_404(visible_to(request.user).with_words(), pk=pk)


def _page(
    request: StaffRequest,
    swap: Swap,
    *,
    form: RefuseForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    steps = available(request.user, swap)
    context: dict[str, Any] = {
        "swap": swap,
        "steps": [(step, SLUGS[step]) for step in steps if step in SLUGS],
        "form": form or (RefuseForm() if SwapStep.REFUSE in steps else None),
        "refusal": refusal,
        **_outlook(swap),
    }
    return render(request, "roster/swaps/swap.html", context, status=status)


def _outlook(swap: Swap) -> dict[str, Any]:
    """What the rules say at this moment, while the request is open."""
    terms = terms_of(swap) if swap.is_open else None
    if terms is None:
        return {}
    leads = [
        (terms.mine, terms.colleague),
        *([(terms.theirs, terms.asker)] if terms.theirs else []),
    ]
    return {
        "objections": against(terms),
        "pinned": any(assignment.pinned for assignment, _coming in leads),
        "without_lead": [a.duty for a, coming in leads if a.leads and not coming.may_lead],
    }


def _past(request: StaffRequest, rows: Any) -> tuple[list[Swap], int | None]:
    before = row_key(request.GET.get("sebelum"))
    past = rows.exclude(status__in=[SwapStatus.ASKED, SwapStatus.ACCEPTED]).order_by("-pk")
    if before:
        past = past.filter(pk__lt=before)
    found = list(past[: PAST_SHOWN + 1])
    return found[:PAST_SHOWN], found[PAST_SHOWN - 1].pk if len(found) > PAST_SHOWN else None
