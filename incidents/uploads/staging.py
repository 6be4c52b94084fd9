"""Where files wait: stored at once, so that an error elsewhere in the form doesn't lose them."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from incidents.models import AttachmentKind, Upload
from incidents.models.attachment import UploadQuerySet
from incidents.uploads.prepare import Prepared, sha256
from posko import clock
from roster.models import Officer

# How long a form may stay open with its files, and how many old ones one sweep takes.
KEPT = timedelta(days=1)
BATCH = 500


def stage(owner: Officer, client_uuid: UUID, prepared: Prepared) -> Upload:
    """Store ``prepared`` for the form ``client_uuid`` of ``owner``.

    The row comes first: should the process die while it writes, the sweep knows what to delete.
    """
    path, thumbnail_path = _paths(prepared)
    upload = Upload.objects.create(
        owner=owner,
        client_uuid=client_uuid,
        at=clock.now(),
        kind=prepared.kind,
        name=prepared.name,
        size=len(prepared.content),
        sha256=prepared.sha256,
        stored_sha256=sha256(prepared.content),
        width=prepared.width,
        height=prepared.height,
        file=path,
        thumbnail=thumbnail_path,
    )
    default_storage.save(path, ContentFile(prepared.content))
    if thumbnail_path:
        default_storage.save(thumbnail_path, ContentFile(prepared.thumbnail))
    upload.ready = True
    upload.save(update_fields=["ready"])
    return upload


def discard(uploads: UploadQuerySet) -> int:
    """Delete staged files and return how many. What a case takes over meanwhile stays."""
    pks = list(uploads.values_list("pk", flat=True)[:BATCH])
    # From here on nobody takes them over; what was taken over has no row any more.
    Upload.objects.filter(pk__in=pks).update(ready=False)
    doomed = list(Upload.objects.filter(pk__in=pks, ready=False))
    for upload in doomed:
        for path in filter(None, (upload.file.name, upload.thumbnail.name)):
            default_storage.delete(path)
        upload.delete()
    return len(doomed)


def sweep() -> int:
    """Delete what no form came for within a day, and return how many files that were."""
    return discard(Upload.objects.filter(at__lt=clock.now() - KEPT))


def _paths(prepared: Prepared) -> tuple[str, str]:
    # Nothing of the given name, nothing that can be guessed.
    key = uuid4().hex
    folder = f"attachments/{key[:2]}"
    if prepared.kind == AttachmentKind.PDF:
        return f"{folder}/{key}.pdf", ""
    return f"{folder}/{key}.jpg", f"{folder}/{key}-small.jpg"
