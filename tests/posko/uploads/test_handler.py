"""What is too much is left out while it arrives, and the rest of the form is kept."""

from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.test import RequestFactory

from posko.uploads.handler import skipped_files
from posko.uploads.limits import MAX_FILE, MAX_FILES, MEGABYTE
from tests.factories.files import photo, sent


def posted(**data: Any) -> HttpRequest:
    return RequestFactory().post("/", {"before": "a", **data, "zz": "z"})


def skipped(request: HttpRequest) -> list[str]:
    return [skip.unfit.message for skip in skipped_files(request)]


def test_a_photo_of_25_megabytes_is_left_out_and_its_neighbours_are_kept() -> None:
    small = photo()
    files = [sent("a.jpg", small), sent("b.jpg", bytes(25 * MEGABYTE)), sent("c.jpg", small)]
    request = posted(uploads=files)
    assert request.POST.dict() == {"before": "a", "zz": "z"}
    # Read to the end: skipping must not close the file before.
    assert [(f.name, f.read()) for f in request.FILES.getlist("uploads")] == [
        ("a.jpg", small), ("c.jpg", small)
    ]  # fmt: skip
    assert skipped(request) == ["“b.jpg” terlalu besar: paling banyak 15 MB per berkas."]


def test_the_limit_itself_is_taken() -> None:
    request = posted(uploads=[sent("a.jpg", bytes(MAX_FILE)), sent("b.jpg", bytes(MAX_FILE + 1))])
    assert [file.size for file in request.FILES.getlist("uploads")] == [MAX_FILE]
    assert len(skipped(request)) == 1


def test_one_sending_takes_40_megabytes_and_a_skipped_file_counts_nothing() -> None:
    big, over = bytes(14 * MEGABYTE), bytes(16 * MEGABYTE)
    files = [("1", over), ("2", big), ("3", over), ("4", big), ("5", big), ("6", b"x")]
    request = posted(uploads=[sent(name, content) for name, content in files])
    assert [file.name for file in request.FILES.getlist("uploads")] == ["2", "4", "6"]
    assert [message[:3] for message in skipped(request)] == ["“1”", "“3”", "“5”"]
    assert "40 MB" in skipped(request)[-1]


def test_the_eleventh_file_is_named() -> None:
    request = posted(uploads=[sent(f"{n}.jpg", b"x") for n in range(1, MAX_FILES + 2)])
    assert len(request.FILES.getlist("uploads")) == MAX_FILES
    assert skipped(request) == [
        "“11.jpg” belum disimpan: paling banyak 10 berkas sekali kirim. Silakan kirim menyusul."
    ]


def test_hundreds_of_files_are_no_error_and_no_endless_list() -> None:
    request = posted(uploads=[sent(f"{n}.jpg", b"x") for n in range(300)])
    assert request.POST["zz"] == "z"
    assert len(skipped(request)) == 20


def test_what_no_end_has_does_not_fill_the_disk(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    most = 0

    def parts() -> Iterator[bytes]:
        nonlocal most
        yield (
            b'--x\r\nContent-Disposition: form-data; name="uploads"; filename="film.jpg"\r\n'
            b"Content-Type: image/jpeg\r\n\r\n"
        )
        for _ in range(200):
            yield bytes(MEGABYTE)
            most = max(most, sum(file.stat().st_size for file in tmp_path.iterdir()))
        yield b'\r\n--x\r\nContent-Disposition: form-data; name="zz"\r\n\r\nz\r\n--x--\r\n'

    request = RequestFactory().post("/", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(201 * MEGABYTE)
    request.__dict__["_stream"] = BufferedReader(Pieces(parts()))
    assert request.POST["zz"] == "z"
    assert 0 < most <= MAX_FILE
    assert not list(tmp_path.iterdir())


class Pieces(RawIOBase):
    """A body that is made while it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts = parts
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        self.rest = self.rest or next(self.parts, b"")
        part, self.rest = self.rest[: len(target)], self.rest[len(target) :]
        target[: len(part)] = part
        return len(part)
