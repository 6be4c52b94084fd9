"""`/admin/posko/operation/<id>/buka-baru/`: a new operation from one that was, seen before made."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from posko.admin_scope import scope_of
from posko.keys import row_key
from posko.models import Operation, Post, Region
from posko.opening_anew import Outline, SlugTaken, open_from, outline

UNPROCESSABLE = 422
NEEDED = ("posko.add_operation", "posko.add_post", "posko.change_post")


class OpensAnew(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of operations with a page that opens one anew."""

    def get_urls(self) -> list[URLPattern]:
        """The page, before Django's own addresses."""
        view = self.admin_site.admin_view(open_anew)
        own = [path("<str:pk>/buka-baru/", view, name="posko_operation_open_anew")]
        return [*own, *super().get_urls()]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]
    """The new operation, and which posts of the old one are set up again."""

    posts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Posts"), widget=forms.CheckboxSelectMultiple, coerce=int
    )
    opening_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Operation
        fields = ["name", "slug", "starts_on", "ends_on", "voting_day", "legal_basis"]
        widgets = dict.fromkeys(["starts_on", "ends_on", "voting_day"], DayInput)

    def __init__(self, source: Operation, scope: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = list(Post.objects.of(source).in_scope(scope).select_related("region"))
        chosen: Any = self.fields["posts"]
        chosen.choices = _by_city(posts)
        self.initial.setdefault("posts", [post.pk for post in posts])
        self.initial.setdefault("opening_key", uuid4())

    def clean(self) -> dict[str, Any] | None:
        """Tell at the field what the constraints of the model would tell of the whole form."""
        cleaned = super().clean()
        starts, ends, voting = (
            self.cleaned_data.get(name) for name in ("starts_on", "ends_on", "voting_day")
        )
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes before the first."))
        elif starts and ends and voting and not starts <= voting <= ends:
            self.add_error("voting_day", _("The voting day lies outside the period."))
        return cleaned


@never_cache
def open_anew(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for the new operation, show what would be copied, then copy it."""
    if not all(request.user.has_perm(needed) for needed in NEEDED):
        raise PermissionDenied
    if (key := row_key(pk)) is None:
        raise Http404
    source = get_object_or_404(Operation, pk=key)
    sent = request.POST if request.method == "POST" else None
    form = OpeningForm(source, scope_of(request), sent)
    if sent is None or "edit" in sent:
        return _ask(request, source, form, corrected=sent is not None)
    done = _opened_before(form)
    if done is None and not form.is_valid():
        return _ask(request, source, form)
    return _arrived(request, done) if done else _go_on(request, source, form)


def _go_on(request: HttpRequest, source: Operation, form: OpeningForm) -> HttpResponse:
    found = outline(source, form.cleaned_data["posts"])
    seen = request.POST.get("seen", "")
    if seen != found.digest:
        return _show(request, source, form, found, stale=bool(seen))
    new: Operation = form.instance
    new.opening_key = form.cleaned_data["opening_key"]
    try:
        operation, _made = open_from(source, new, form.cleaned_data["posts"])
    except SlugTaken:
        form.add_error("slug", _("Another operation got this slug in the meantime."))
        return _ask(request, source, form)
    return _arrived(request, operation)


def _arrived(request: HttpRequest, operation: Operation) -> HttpResponse:
    words = _("“%(name)s” has been opened. Nothing of it is published yet.")
    messages.success(request, words % {"name": operation.name})
    return HttpResponseRedirect(reverse("admin:posko_operation_change", args=[operation.pk]))


def _opened_before(form: OpeningForm) -> Operation | None:
    """The operation that the same form opened already; its slug is no clash then."""
    field = form.fields["opening_key"]
    try:
        key = field.clean(form["opening_key"].value())
    except forms.ValidationError:
        return None
    return Operation.objects.filter(opening_key=key).first()


def _ask(
    request: HttpRequest, source: Operation, form: OpeningForm, corrected: bool = False
) -> HttpResponse:
    bad = form.is_bound and not corrected
    return _render(request, source, {"form": form}, UNPROCESSABLE if bad else 200)


def _show(
    request: HttpRequest, source: Operation, form: OpeningForm, found: Outline, stale: bool
) -> HttpResponse:
    chosen = {*form.cleaned_data["posts"]}
    context = {
        "form": form,
        "outline": found,
        "new": form.instance,
        "posts": [post for post in found.posts if post.pk in chosen],
        "stale": stale,
    }
    return _render(request, source, context, UNPROCESSABLE if stale else 200)


def _render(
    request: HttpRequest, source: Operation, context: dict[str, Any], status: int
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Open a new operation from “%(name)s”") % {"name": source.name},
        "source": source,
        "opts": Operation._meta,
        **context,
    }
    return render(request, "admin/posko/operation/open_anew.html", context, status=status)


def _by_city(posts: list[Post]) -> list[tuple[str, list[tuple[int, str]]]]:
    names = Region.objects.city_names()
    groups: dict[str, list[tuple[int, str]]] = {}
    for post in posts:
        groups.setdefault(names.get(post.region.city_code, ""), []).append((post.pk, post.name))
    return list(groups.items())
