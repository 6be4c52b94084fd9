"""`/admin/roster/importdraft/`: files in, by way of a preview, and files out."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from posko import clock
from posko.importing import post_sheets
from posko.models import Operation, Post
from posko.sheets.book import Unreadable
from posko.sheets.limits import MAX_BYTES, MAX_TOLD
from posko.sheets.plan import Plan
from posko.sheets.reading import read, too_big
from posko.sheets.writing import CSV, XLSX, csv_parts, xlsx_file
from roster.models import ImportDraft, Officer, SheetKind
from roster.sheets.allowed import may_export, may_import
from roster.sheets.drafts import NotStored, keep, preview, store
from roster.sheets.exports import absence_sheets, officer_sheets, rota_sheets
from roster.sheets.period import asked_period, asked_posts, months_of
from roster.sheets.rota_rows import RotaSheets

INDEX = "admin:roster_importdraft_changelist"


@admin.register(ImportDraft)
class SheetsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """One page for all files. Drafts themselves are nobody's to edit."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files are sent on the page itself."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Only these: there is no list of drafts."""
        view = self.admin_site.admin_view
        return [
            path("", view(index), name="roster_importdraft_changelist"),
            path("<str:kind>.<str:ending>", view(export), name="roster_importdraft_export"),
            path("<str:kind>/periksa/", view(upload), name="roster_importdraft_upload"),
            path("<uuid:pk>/", view(look), name="roster_importdraft_look"),
            path("<uuid:pk>/simpan/", view(apply), name="roster_importdraft_store"),
        ]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what can be taken out and brought in."""
    return _index(request)


@never_cache
@require_safe
def export(request: HttpRequest, kind: str, ending: str) -> HttpResponseBase:
    """Send a file of the person's region."""
    asked, me = _kind(kind), _me(request)
    if ending not in ("xlsx", "csv"):
        raise Http404
    if not may_export(me, asked):
        raise PermissionDenied
    sheets = _sheets(request, asked, me.region_id)
    name = f"{asked}-{clock.today():%Y-%m-%d}.{ending}"
    if ending == "xlsx":
        return FileResponse(xlsx_file(sheets), as_attachment=True, filename=name, content_type=XLSX)
    response = StreamingHttpResponse(csv_parts(sheets), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep a file and show what it would do; nothing else is stored."""
    asked, me = _kind(kind), _me(request)
    if not may_import(me, asked):
        raise PermissionDenied
    operation = _operation(request.POST) if asked == SheetKind.POSTS else None
    if asked == SheetKind.POSTS and operation is None:
        return _index(request, asked, _("Please choose an operation."))
    file: Any = request.FILES.get("file")
    if file is None:
        # Far too big a file never arrives; the form can't know which of both it was.
        words = _("Please choose a file (.xlsx or .csv).")
        return _index(request, asked, f"{words} {too_big()}")
    if file.size > MAX_BYTES:
        return _index(request, asked, too_big())
    content = file.read()
    try:
        read(content)
    except Unreadable as error:
        return _index(request, asked, error.words)
    draft = keep(me, asked, str(file.name), content, operation)
    return HttpResponseRedirect(reverse("admin:roster_importdraft_look", args=[draft.pk]))


@never_cache
@require_safe
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a file would do now."""
    return _look(request, _draft(request, pk))


@require_POST
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store what was shown, or say why not."""
    draft = _draft(request, pk)
    try:
        plan = store(draft, _me(request), accepted=bool(request.POST.get("accepted")))
    except NotStored as refused:
        return _look(request, draft, refused.words)
    except Unreadable as error:
        return _index(request, SheetKind(draft.kind), error.words)
    words = _("Stored. Made: %(made)d, changed: %(changed)d, taken off: %(removed)d.")
    messages.success(request, words % _counts(plan))
    return HttpResponseRedirect(reverse(INDEX))


def _look(request: HttpRequest, draft: ImportDraft, refused: str = "") -> HttpResponse:
    # Another tab, or a second tap, may have stored it since.
    draft.refresh_from_db(fields=["applied_at", "content"])
    if draft.applied_at:
        messages.warning(request, _("This file has been stored already."))
        return HttpResponseRedirect(reverse(INDEX))
    if draft.expires_at <= clock.now():
        words = _("This preview is too old. Please send the file again.")
        return _index(request, SheetKind(draft.kind), words)
    try:
        plan = preview(draft, _me(request))
    except Unreadable as error:
        return _index(request, SheetKind(draft.kind), error.words)
    context = {
        **admin.site.each_context(request),
        "title": _("Preview: %(file)s") % {"file": draft.filename},
        "draft": draft,
        "plan": plan,
        "counts": _counts(plan),
        "refused": refused,
        "most": MAX_TOLD,
    }
    status = 422 if refused else 200
    return render(request, "admin/roster/sheets/draft.html", context, status=status)


def _counts(plan: Plan) -> dict[str, int]:
    return {what: plan.counts[what] for what in ("made", "changed", "removed")}


def _index(request: HttpRequest, bad: SheetKind | None = None, words: str = "") -> HttpResponse:
    me = _me(request)
    if not me.has_perm("roster.view_importdraft"):
        raise PermissionDenied
    operation = Operation.objects.current(clock.today())
    context = {
        **admin.site.each_context(request),
        "title": _("Import and export"),
        "kinds": [
            {
                "kind": kind,
                "out": may_export(me, kind),
                "in": may_import(me, kind),
                "error": words if kind == bad else "",
            }
            for kind in SheetKind
        ],
        "operation": operation,
        "operations": Operation.objects.order_by("-starts_on", "-pk"),
        "chosen": _operation(request.POST or request.GET) or operation,
        "months": months_of(operation) if operation else [],
        "posts": Post.objects.of(operation).in_scope(me.region_id) if operation else [],
    }
    status = 422 if words else 200
    return render(request, "admin/roster/sheets/index.html", context, status=status)


def _sheets(request: HttpRequest, kind: SheetKind, scope: str) -> Any:
    if kind == SheetKind.OFFICERS:
        return officer_sheets(scope)
    if kind == SheetKind.ABSENCES:
        return absence_sheets(scope)
    if kind == SheetKind.POSTS:
        chosen = _operation(request.GET)
        if chosen is None:
            raise Http404
        return post_sheets(chosen, scope, template="kosong" in request.GET)
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise Http404
    whole = operation.starts_on, operation.ends_on
    asked = request.GET.get("bulan") or request.GET.get("minggu")
    rota = RotaSheets(operation, scope, *(asked_period(request.GET, operation) if asked else whole))
    return rota_sheets(rota, asked_posts(request.GET, rota.all_posts))


def _draft(request: HttpRequest, pk: UUID) -> ImportDraft:
    draft = get_object_or_404(ImportDraft.objects.of(_me(request)), pk=pk)
    if not may_import(_me(request), SheetKind(draft.kind)):
        raise PermissionDenied
    return draft


def _operation(sent: QueryDict) -> Operation | None:
    """The operation that a page or form names by its slug."""
    slug = sent.get("operasi", "").replace("\x00", "")
    return Operation.objects.filter(slug=slug).first() if slug else None


def _kind(kind: str) -> SheetKind:
    if kind not in SheetKind.values:
        raise Http404
    return SheetKind(kind)


def _me(request: HttpRequest) -> Officer:
    assert isinstance(request.user, Officer)  # noqa: S101 - the admin wants a login
    return request.user
