"""Attach: photos and PDFs become part of a case. The same one counts once, however it is sent.

The files wait as :class:`~incidents.models.Upload`, checked and stored already: what takes long
happens before the incident is locked, and a step that is undone leaves them where they were.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from incidents.models import Attachment, Incident, Upload
from incidents.states import Action
from incidents.uploads.staging import discard
from incidents.workflow.step import step
from posko import clock
from roster.models import Officer


class _NothingNewError(Exception):
    """All the files are there already, so nothing happened."""


def attach(incident: Incident, by: Officer, *, client_uuid: UUID) -> Incident:
    """Add to ``incident`` what ``by`` sent with the form ``client_uuid``.

    Returns it unchanged, without an event, when it has all these files already.
    """
    try:
        with step(incident, Action.ATTACH, by, seen=None) as draft:
            taken = take_over(draft.incident, by, client_uuid)
            if not taken:
                raise _NothingNewError
            draft.data.update(told(taken))
    except _NothingNewError:
        transaction.on_commit(partial(clear, by, client_uuid))
        return incident
    return draft.incident


def take_over(incident: Incident, by: Officer, client_uuid: UUID) -> list[Attachment]:
    """Make the staged files of a form attachments of the locked ``incident``; return the new ones.

    Belongs into the transaction that writes their event.
    """
    uploads = list(Upload.objects.of(by, client_uuid).select_for_update())
    if not uploads:
        return []
    known = set(incident.attachments.values_list("sha256", flat=True))
    # A form that was sent twice at once may have staged a file twice.
    new = {upload.sha256: upload for upload in reversed(uploads) if upload.sha256 not in known}
    now = clock.now()
    taken = Attachment.objects.bulk_create(
        Attachment(incident=incident, uploaded_by=by, at=now, **upload.facts())
        for upload in reversed(new.values())
    )
    Upload.objects.filter(pk__in=[upload.pk for upload in new.values()]).delete()
    transaction.on_commit(partial(clear, by, client_uuid))
    return taken


def told(files: Sequence[Attachment]) -> dict[str, Any]:
    """What the event says of ``files``, so that the chain of hashes covers them."""
    if not files:
        return {}
    names = ("name", "sha256", "stored_sha256")
    facts = [{"uuid": str(f.uuid), **{name: getattr(f, name) for name in names}} for f in files]
    return {"names": ", ".join(file.name for file in files), "files": facts}


def clear(by: Officer, client_uuid: UUID) -> None:
    """Delete the form's files that nobody needs: the case had them."""
    discard(Upload.objects.of(by, client_uuid))
