"""Order a plan, or two answers to what has changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from posko import clock
from posko.admin_scope import scope_of
from posko.keys import row_key
from posko.models import Operation, Post
from roster.admin.plan_access import planner_in
from roster.admin.plan_forms import PlanForm, ReplanForm
from roster.models import Absence, Plan
from roster.planning.replanning import order_for
from roster.planning.steps import Refused, order_plan, order_replan

UNPROCESSABLE = 422


def order_page(request: HttpRequest) -> HttpResponse:
    """Ask what is to be planned; the plan's page then shows how far it is."""
    officer = planner_in(request)

    def order(form: PlanForm) -> str:
        plan = order_plan(form.order, by=officer, goal=form.cleaned_data["goal"])
        return reverse("admin:roster_plan_change", args=[plan.pk])

    return _page(request, PlanForm, order, {"title": _("Plan a rota")})


def replan_page(request: HttpRequest) -> HttpResponse:
    """Ask where to plan anew; two answers are worked out and shown beside each other."""
    officer = planner_in(request)

    def order(form: ReplanForm) -> str:
        plans = order_replan(form.order, by=officer)
        return reverse("admin:roster_plan_pair", args=[plans[0].pairing])

    context = {"title": _("Plan anew"), "is_replan": True, "absence": _absence(request)}
    return _page(request, ReplanForm, order, context)


def _page(
    request: HttpRequest,
    form_class: type[ReplanForm],
    order: Callable[[Any], str],
    context: dict[str, Any],
) -> HttpResponse:
    operations = _operations(request)
    operation = _chosen(request, operations)
    form = _form(request, form_class, operation, context) if operation else None
    if form and form.is_valid() and (address := _ordered(form, order)):
        return HttpResponseRedirect(address)
    context = {
        **admin.site.each_context(request),
        **context,
        "form": form,
        "operation": operation,
        "operations": operations,
        "opts": Plan._meta,
    }
    status = UNPROCESSABLE if form and form.errors else 200
    return render(request, "admin/roster/plan/order.html", context, status=status)


def _form(
    request: HttpRequest,
    form_class: type[ReplanForm],
    operation: Operation,
    context: dict[str, Any],
) -> ReplanForm:
    data = request.POST if request.method == "POST" else None
    initial = _initial(request, context.get("absence"))
    return form_class(operation, scope_of(request), data, initial=initial)


def _ordered(form: ReplanForm, order: Callable[[Any], str]) -> str:
    """Return where to go on, or '' with the reason in the form."""
    try:
        return order(form)
    except Refused as refused:
        form.add_error(None, str(refused))
        return ""


def _operations(request: HttpRequest) -> list[Operation]:
    """Operations that are not over and have posts in the person's region."""
    posts = Post.objects.in_scope(scope_of(request))
    going_on = Operation.objects.filter(ends_on__gte=clock.today(), posts__in=posts)
    return list(going_on.distinct().order_by("starts_on"))


def _chosen(request: HttpRequest, operations: list[Operation]) -> Operation | None:
    asked = _asked(request.POST or request.GET, "operation")
    by_key = {str(operation.pk): operation for operation in operations}
    return by_key.get(asked) or next(iter(operations), None)


def _initial(request: HttpRequest, absence: Absence | None) -> dict[str, Any]:
    """What the page that led here asks for: an absence, or a post and days."""
    order = order_for(absence, scope_of(request)) if absence else None
    if order:
        return {
            "where": [f"post:{post.pk}" for post in order.posts],
            "first_day": order.first_day,
            "last_day": order.last_day,
        }
    asked: dict[str, Any] = {name: _asked(request.GET, name) for name in ("first_day", "last_day")}
    post = _asked(request.GET, "post")
    return {name: value for name, value in asked.items() if value} | (
        {"where": [f"post:{post}"]} if post else {}
    )


def _absence(request: HttpRequest) -> Absence | None:
    pk = row_key(_asked(request.GET, "absence"))
    rows = Absence.objects.in_scope(scope_of(request)).select_related("officer")
    return rows.filter(pk=pk).first() if pk else None


def _asked(data: QueryDict, name: str) -> str:
    return (data.get(name) or "").replace("\x00", "")
