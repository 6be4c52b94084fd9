"""Takes files in while they arrive, and stops at what is too much without dropping the form."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from posko.uploads import errors
from posko.uploads.limits import MAX_FILE, MAX_FILES, MAX_REQUEST
from posko.uploads.names import clean_name

# Names are kept of so many; who sends more knows.
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not taken, and why."""

    field: str
    unfit: errors.Unfit


class LimitingUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers, and lets them see no more than the limits allow.

    It skips in ``receive_data_chunk`` alone. In ``new_file`` the parser would close what the
    handlers hold at that moment: the file before, which was good.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.count = 0
        self.total = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count the files."""
        super().new_file(*args, **kwargs)
        self.count += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on, or skip the rest of the file and remember why."""
        if unfit := self._over(start + len(raw_data), len(raw_data)):
            self._remember(unfit)
            self.total -= start
            raise SkipFile
        self.total += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""

    def _over(self, size: int, more: int) -> errors.Unfit | None:
        name = clean_name(str(self.file_name))
        if self.count > MAX_FILES:
            return errors.too_many(name)
        if size > MAX_FILE:
            return errors.too_big(name)
        if self.total + more > MAX_REQUEST:
            return errors.too_much(name)
        return None

    def _remember(self, unfit: errors.Unfit) -> None:
        skipped = skipped_files(self.request) if self.request else []
        if len(skipped) < REMEMBERED:
            skipped.append(Skipped(str(self.field_name), unfit))


def skipped_files(request: HttpRequest) -> list[Skipped]:
    """Return what was not taken of ``request``. Read its POST or FILES first."""
    found: list[Skipped] = request.__dict__.setdefault("skipped_files", [])
    return found
