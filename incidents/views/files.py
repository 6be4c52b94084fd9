"""Files that came with a form: staged at once, so that no error elsewhere loses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.base import File
from django.utils.translation import gettext as _

from incidents.forms.files import FilesInput
from incidents.models import Attachment, Upload
from incidents.uploads.prepare import prepare, sha256
from incidents.uploads.staging import discard, stage
from posko.uploads import errors
from posko.uploads.handler import skipped_files
from posko.uploads.limits import MAX_FILES
from posko.uploads.names import clean_name
from roster.http import StaffRequest

FIELD = "uploads"


@dataclass
class Received:
    """What came of a request's files: kept ones, and words on the others."""

    staged: list[Upload]
    problems: list[str]
    # Whether files came that were there already.
    repeated: bool = False

    def show(self, form: forms.Form) -> None:
        """Let ``form`` list what is kept and say what isn't; then it is no valid form."""
        widget = form.fields[FIELD].widget
        if isinstance(widget, FilesInput):
            widget.staged = self.staged
            widget.problems = [] if form.is_bound else self.problems
        if form.is_bound:
            for problem in self.problems:
                form.add_error(FIELD, problem)


def receive(request: StaffRequest, attached: Iterable[Attachment] = ()) -> Received:
    """Stage the good files of ``request`` for its form, but what is among ``attached`` already.

    Reading and drawing photos takes long: call it outside of any transaction.
    """
    form = form_uuid(request)
    received = Received([], [s.unfit.message for s in skipped_files(request)])
    if form is None:
        return received
    discard(Upload.objects.of(request.user, form).filter(uuid__in=_dropped(request)))
    received.staged = _distinct(request, form)
    known = {file.sha256 for file in attached} | {file.sha256 for file in received.staged}
    for sent in request.FILES.getlist(FIELD):
        _take(request, form, sent, known, received)
    return received


def form_uuid(request: StaffRequest) -> UUID | None:
    """Return the name that the form gave itself."""
    return _uuid(request.POST.get("client_uuid", ""))


def move(request: StaffRequest, old: UUID | None, new: str) -> None:
    """Keep staged files with their form when it is renewed."""
    if old and (name := _uuid(new)):
        Upload.objects.of(request.user, old).update(client_uuid=name)


def _take(
    request: StaffRequest,
    form: UUID,
    sent: "File[bytes]",
    known: set[str],
    received: Received,
) -> None:
    name, content = clean_name(sent.name or ""), sent.read()
    key = sha256(content)
    if content and key in known:
        received.repeated = True
        messages.info(request, _("“%(name)s” was there already. It counts once.") % {"name": name})
        return
    try:
        if len(received.staged) >= MAX_FILES:
            raise errors.too_many(name)
        received.staged.append(stage(request.user, form, prepare(content, name)))
        known.add(key)
    except errors.Unfit as unfit:
        received.problems.append(unfit.message)


def _distinct(request: StaffRequest, form: UUID) -> list[Upload]:
    """Return what is staged, each once: the same form sent twice at once may stage it twice."""
    by_content = {u.sha256: u for u in reversed(Upload.objects.of(request.user, form))}
    return sorted(by_content.values(), key=lambda upload: upload.pk)


def _dropped(request: StaffRequest) -> list[UUID]:
    return [name for value in request.POST.getlist("drop") if (name := _uuid(value))]


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
