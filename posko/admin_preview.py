"""Preview in the admin: what the public would read, in both languages, before anything is saved.

The draft is checked as if it were saved. What is wrong stands at the fields; what was typed goes
along, to the preview and back, and is stored nowhere.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import translation

from posko import clock
from posko.activities import title_of

LANGUAGES = ("id", "en")
# What buttons and Django itself put into the form.
_NOT_TYPED = {"csrfmiddlewaretoken", "_edit", "_save", "_continue", "_addanother", "_saveasnew"}


class Previewed(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin whose form has a button that shows the draft as the public would read it."""

    change_form_template = "admin/posko/previewed_form.html"
    # The public's template of the row, and what the row is called there.
    preview_template = ""
    preview_name = ""

    def get_urls(self) -> list[URLPattern]:
        """Put the preview beside the form, for a new row and for one that is there."""
        view = self.admin_site.admin_view(self.preview_view)
        name = f"{self._space()}_preview"
        return [
            path("preview/", view, name=name),
            path("<int:pk>/preview/", view, name=f"{name}_of"),
            *super().get_urls(),
        ]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """From the preview, a form never gets as far as being saved."""
        form_class = super().get_form(request, *args, **kwargs)
        match = request.resolver_match
        if match and "_preview" in (match.url_name or ""):
            return type("Unsaved", (form_class,), {"is_valid": lambda form: False})
        return form_class

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell the form where its preview is, if the person may save what they type."""
        obj = context.get("original") if kwargs.get("change") else None
        if self._may_write(request, obj):
            context["preview_url"] = self._preview_url(obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show the draft, or the form again: with errors, or to go on typing (``_edit``)."""
        obj = self._row(request, pk)
        if not self._may_write(request, obj):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(self._form_url(obj))
        form_class = self.get_form(request, obj, change=obj is not None)
        form = form_class(request.POST, instance=obj)
        if not form.errors and "_edit" not in request.POST:
            return self._shown(request, form, obj is not None)
        response = self.changeform_view(request, str(pk) if pk else None, self._form_url(obj))
        response.status_code = 422 if form.errors else 200
        return response

    def _shown(self, request: HttpRequest, form: Any, is_stored: bool) -> HttpResponse:
        row = form.instance
        stored = row if is_stored else None
        context = {
            "versions": [self._version(request, row, language) for language in LANGUAGES],
            "typed": _typed(request.POST),
            "preview_url": self._preview_url(stored),
            "form_url": self._form_url(stored),
            "is_draft": not getattr(row, "published", True) or not getattr(row, "shown_from", True),
        }
        return render(request, "admin/posko/preview.html", context)

    def _version(self, request: HttpRequest, row: Any, language: str) -> dict[str, Any]:
        with translation.override(language):
            context = {self.preview_name: row, "post_is_current": True, "now": clock.now()}
            return {
                "language": language,
                "title": title_of(row),
                "body": render_to_string(self.preview_template, context, request),
                "lacks_words": language == "en" and not row.title_en,
            }

    def _row(self, request: HttpRequest, pk: int | None) -> models.Model | None:
        if pk is None:
            return None
        row: models.Model | None = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        return row

    def _may_write(self, request: HttpRequest, obj: models.Model | None) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _space(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def _preview_url(self, obj: models.Model | None) -> str:
        name = f"admin:{self._space()}_preview"
        return reverse(f"{name}_of", args=[obj.pk]) if obj else reverse(name)

    def _form_url(self, obj: models.Model | None) -> str:
        name = f"admin:{self._space()}"
        return reverse(f"{name}_change", args=[obj.pk]) if obj else reverse(f"{name}_add")


def _typed(data: QueryDict) -> list[tuple[str, str]]:
    pairs = ((name, value) for name, values in data.lists() for value in values)
    return [(name, str(value)) for name, value in pairs if name not in _NOT_TYPED]
