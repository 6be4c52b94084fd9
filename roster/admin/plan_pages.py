"""A plan to look at: how far it is, then what it found; two plans side by side; the steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from posko.keys import row_key
from posko.models import Post
from roster.admin.plan_access import may_plan, planner_in, plans_of
from roster.models import Change, Officer, Plan, PlannedAssignment
from roster.planner.answer import Aim
from roster.planning import report
from roster.planning.fitting import why_outdated
from roster.planning.publishing import publish
from roster.planning.steps import Refused, discard, order_again, request_stop

# With more posts than these, the page shows the people of one post at a time.
POSTS_AT_ONCE = 3
# With more posts than these, two answers are compared by their figures alone.
POSTS_BESIDE = 12


def plan_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show one plan. While it is worked out, the page comes again by itself."""
    plan = _plan(request, pk)
    context = {**_context(request, plan), "title": str(plan), "still": "still" in request.GET}
    if plan.is_answered or plan.state == "published":
        context |= _report(request, plan, context["posts"])
    if plan.is_answered:
        context |= {"outdated": why_outdated(plan), "twin": _twin(plan)}
    return render(request, "admin/roster/plan/plan.html", context)


def pair_page(request: HttpRequest, pairing: UUID) -> HttpResponse:
    """Show the two answers of a re-plan side by side."""
    plans = list(plans_of(request).filter(pairing=pairing).order_by("pk"))
    if not plans:
        raise Http404
    context = _context(request, plans[0])
    is_working = any(plan.is_working for plan in plans)
    sides = [_side(plan, with_people=len(context["posts"]) <= POSTS_BESIDE) for plan in plans]
    if not is_working:
        for side in sides:
            side["outdated"] = why_outdated(side["plan"]) if side["plan"].is_answered else ""
    context = {
        **context,
        "title": _("Two answers"),
        "outdated": next((side["outdated"] for side in sides if side.get("outdated")), ""),
        "sides": sides,
        "plans": plans,
        "is_working": is_working,
        "is_open": any(plan.is_answered for plan in plans),
        "are_both_open": all(plan.is_answered for plan in plans) and len(plans) > 1,
        "still": "still" in request.GET,
    }
    return render(request, "admin/roster/plan/pair.html", context)


def plan_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step with a plan and say what came of it, on the page that it leads to."""
    if step not in STEPS:
        raise Http404
    plan = _plan(request, str(pk))
    officer = planner_in(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        following = STEPS[step](request, plan, officer)
    except Refused as refused:
        messages.error(request, str(refused))
        following = plan
    return _to(following)


def _publish(request: HttpRequest, plan: Plan, officer: Officer) -> Plan:
    count = publish(plan)
    words = ngettext(
        "Published. %(count)d change is in the rota now; who is affected gets a mail.",
        "Published. %(count)d changes are in the rota now; who is affected gets a mail.",
        count,
    )
    messages.success(request, words % {"count": count})
    return plan


def _discard(request: HttpRequest, plan: Plan, officer: Officer) -> Plan:
    discard(plan)
    messages.success(request, _("Discarded. The rota stays as it is."))
    return plan


def _stop(request: HttpRequest, plan: Plan, officer: Officer) -> Plan:
    if request_stop(plan):
        messages.info(request, _("It will stop in a moment and keep the best found so far."))
    return plan


def _again(request: HttpRequest, plan: Plan, officer: Officer) -> Plan:
    return order_again(plan, by=officer)


STEPS: dict[str, Callable[[HttpRequest, Plan, Officer], Plan]] = {
    "publish": _publish,
    "discard": _discard,
    "stop": _stop,
    "again": _again,
}


def _to(plan: Plan) -> HttpResponse:
    plan.refresh_from_db(fields=["state"])
    if plan.pairing and (plan.is_working or plan.is_answered):
        return redirect("admin:roster_plan_pair", plan.pairing)
    return redirect("admin:roster_plan_change", plan.pk)


def _plan(request: HttpRequest, pk: str) -> Plan:
    rows = plans_of(request)
    return get_object_or_404(rows, pk=row_key(pk) or 0)


def _context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "opts": Plan._meta,
        "plan": plan,
        "posts": list(plan.posts.order_by("region_id", "name")),
        "may_plan": may_plan(request),
    }


def _twin(plan: Plan) -> Plan | None:
    """The other answer, where two were asked for."""
    return Plan.objects.with_its_twin(plan).exclude(pk=plan.pk).first() if plan.pairing else None


def _report(request: HttpRequest, plan: Plan, posts_of_plan: list[Post]) -> dict[str, Any]:
    posts = {post.pk: post for post in posts_of_plan}
    groups = list(plan.groups.all())
    shown = _shown_post(request, posts)
    near = [g for g in groups if shown is None or shown.pk in g.posts]
    loads = plan.loads.filter(group__in=near).select_related("officer")
    return {
        "open": report.open_places(groups),
        "places": sum(group.places for group in groups),
        "proof": report.proof_words(plan, groups),
        "counts": report.change_counts(plan),
        "shown": shown,
        "groups": report.group_reports(near, loads, posts),
        "shortages": [
            (s, report.shortage_words(s), posts[s.post_id].name)
            for s in plan.shortages.all()
            if shown is None or s.post_id == shown.pk
        ],
        "people": report.changes_by_person(_changes(plan, shown)),
    }


def _side(plan: Plan, *, with_people: bool) -> dict[str, Any]:
    groups = list(plan.groups.all())
    return {
        "plan": plan,
        "open": report.open_places(groups),
        "spread": report.spread(groups),
        "spread_off": report.spread(groups, Aim.SPREAD_OFF),
        "proof": report.proof_words(plan, groups) if groups else "",
        "counts": report.change_counts(plan),
        "people": report.changes_by_person(_changes(plan, None)) if with_people else [],
    }


def _changes(plan: Plan, post: Post | None) -> list[PlannedAssignment]:
    rows = PlannedAssignment.objects.filter(planned_duty__plan=plan).exclude(change=Change.SAME)
    if post:
        rows = rows.filter(planned_duty__post=post)
    return list(
        rows.select_related("planned_duty__post__region", "officer").order_by(
            "planned_duty__starts_at", "planned_duty__post"
        )
    )


def _shown_post(request: HttpRequest, posts: dict[int, Post]) -> Post | None:
    """The post whose people are shown; None shows those of all posts."""
    if len(posts) <= POSTS_AT_ONCE:
        return None
    asked = request.GET.get("post", "")
    by_key = {str(pk): post for pk, post in posts.items()}
    return by_key.get(asked) or next(iter(posts.values()))
