"""Photos of a post: sent by staff, cleaned, shown to all, gone when they are taken off."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from posko import clock
from posko.models import Photo, Post
from posko.photos import picture_of, put, sweep
from roster.models import Role
from tests.factories.files import EXE, HEIC, PDF, photo, png_bomb, sent, telling_photo
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def make_photo(post: Post, content: bytes | None = None, **fields: Any) -> Photo:
    """Store a published photo of ``post``."""
    row = Photo(post=post, **{"alt": "Pintu masuk", **fields})
    put(row, picture_of(content or photo((1600, 1200)), "foto.jpg"))
    row.save()
    return row


def address(row: Photo, width: int = 640) -> str:
    return f"/posko/{row.post.slug}/foto/{row.pk}-{width}.jpg"


def staff(role: Role = Role.KESBANGPOL, code: str = "31.71") -> Client:
    return browser(make_officer(f"{role}.{code}".lower(), role, code))


def form(post: Post, *photos: dict[str, Any], existing: int = 0) -> dict[str, Any]:
    """Return what the admin's page of ``post`` sends."""
    data: dict[str, Any] = {"name": post.name, "slug": post.slug, "address": post.address}
    data |= {"operation": post.operation_id, "region": post.region_id, "published": "on"}
    for part in ("weekly_hours", "hours_exceptions", "photos"):
        data |= {f"{part}-TOTAL_FORMS": 0, f"{part}-INITIAL_FORMS": 0}
    data |= {"photos-TOTAL_FORMS": len(photos), "photos-INITIAL_FORMS": existing}
    for number, fields in enumerate(photos):
        facts = {"post": post.pk, "place": 0, "published": "on", "alt": "Pintu masuk", **fields}
        data |= {f"photos-{number}-{name}": value for name, value in facts.items()}
    return data


def page_of(post: Post) -> str:
    return f"/admin/posko/post/{post.pk}/change/"


def test_what_staff_send_is_cleaned_and_shown_with_its_words(client: Client) -> None:
    post = make_post()
    upload = sent("IMG_001.jpg", telling_photo())
    assert staff().post(page_of(post), form(post, {"upload": upload})).status_code == 302
    row = Photo.objects.get()
    assert (row.width, row.height) == (800, 1200)
    page = text(client.get(post.get_absolute_url()))
    assert 'alt="Pintu masuk"' in page
    assert f'width="{row.small_width}" height="{row.small_height}"' in page
    assert 'loading="lazy"' in page
    for width in (640, 1280):
        answer = client.get(address(row, width))
        assert answer["Content-Type"] == "image/jpeg"
        for trace in (b"Exif", b"GPS", b"Rahasia"):
            assert trace not in answer.content
    assert "IMG_001" not in str(row.image)


def test_the_two_sizes_are_what_their_addresses_say(client: Client) -> None:
    row = make_photo(make_post())
    for width, size in ((640, (640, 480)), (1280, (1280, 960))):
        answer = client.get(address(row, width))
        assert Image.open(ContentFile(answer.content)).size == size
    assert client.get(address(row, 641)).status_code == 404


@pytest.mark.parametrize(
    "hide",
    [
        lambda row: Photo.objects.update(published=False),
        lambda row: Post.objects.update(published=False),
        lambda row: row.post.operation.__class__.objects.update(published=False),
        lambda row: row.delete(),
        lambda row: default_storage.delete(row.small.name),
    ],
    ids=["photo", "post", "operation", "deleted", "lost"],
)
def test_what_is_not_public_is_not_served_and_no_cache_keeps_it(hide: Any, client: Client) -> None:
    row = make_photo(make_post())
    path = address(row)
    shown = client.get(path)
    assert "max-age=2" in shown["Cache-Control"]
    again = {"If-None-Match": shown["ETag"]}
    assert client.get(path, headers=again).status_code == 304
    hide(row)
    assert client.get(path, headers=again).status_code == 404


def test_a_photo_has_one_address_only(client: Client) -> None:
    row = make_photo(make_post("31.71"))
    make_post("31.73")
    other = make_operation(slug="lama", starts_on="2019-01-01", ends_on="2019-02-01",
                           voting_day="2019-01-20")  # fmt: skip
    old = make_photo(make_post("31.71", operation=other))
    assert client.get(f"/posko/jakarta-barat/foto/{row.pk}-640.jpg").status_code == 404
    assert client.get(address(old)).status_code == 404


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30, "9" * 5000, "-1", "a", "%00"])
def test_a_guessed_number_is_404(key: str, client: Client) -> None:
    make_photo(make_post())
    assert client.get(f"/posko/jakarta-pusat/foto/{key}-640.jpg").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PDF, "bukan foto"),
        (EXE, "bukan foto"),
        (HEIC, "HEIC"),
        (photo()[:400], "rusak"),
        (png_bomb(), "piksel"),
        (bytes(16 * 1024 * 1024), "terlalu besar"),
        (None, "Silakan pilih foto"),
    ],
    ids=["pdf", "exe", "heic", "cut", "bomb", "big", "none"],
)
def test_what_is_no_photo_is_refused_in_words_and_what_was_typed_stays(
    content: bytes | None, words: str
) -> None:
    post = make_post()
    upload = {"upload": sent("berkas.jpg", content)} if content else {}
    answer = staff().post(page_of(post), form(post, {**upload, "alt": "Pintu barat"}))
    assert answer.status_code == 200
    page = text(answer)
    assert words in page
    assert "Pintu barat" in page
    assert not Photo.objects.exists()


def test_too_big_a_file_alone_is_told_too() -> None:
    post = make_post()
    upload = sent("besar.jpg", bytes(16 * 1024 * 1024))
    answer = staff().post(page_of(post), form(post, {"upload": upload, "alt": ""}))
    assert "terlalu besar" in text(answer)


@pytest.mark.parametrize("alt", ["", "  ", "\u200b", "a\x00b"])
def test_a_photo_without_words_is_refused(alt: str) -> None:
    post = make_post()
    sending = {"upload": sent("a.jpg", photo()), "alt": alt}
    assert staff().post(page_of(post), form(post, sending)).status_code == 200
    assert not Photo.objects.exists()


def test_new_words_leave_the_picture_and_a_new_picture_leaves_the_words(client: Client) -> None:
    post = make_post()
    row = make_photo(post)
    before = client.get(address(row))["ETag"]
    kept = {"id": row.pk, "alt": "Pintu timur"}
    assert staff().post(page_of(post), form(post, kept, existing=1)).status_code == 302
    assert client.get(address(row))["ETag"] == before
    fresh = {**kept, "upload": sent("b.jpg", photo((900, 900)))}
    answer = browser(post_officer()).post(page_of(post), form(post, fresh, existing=1))
    assert answer.status_code == 302
    assert client.get(address(row))["ETag"] != before
    assert Photo.objects.get().alt == "Pintu timur"


def post_officer() -> Any:
    return make_officer("kesbangpol.dua", Role.KESBANGPOL, "31.71")


def test_staff_see_a_photo_before_the_public_does(client: Client) -> None:
    row = make_photo(make_post(), published=False)
    path = f"/admin/posko/post/{row.post_id}/photo/{row.pk}/"
    mine = staff()
    assert path in text(mine.get(page_of(row.post)))
    assert mine.get(path)["Content-Type"] == "image/jpeg"
    assert mine.get(f"/admin/posko/post/x/photo/{row.pk}/").status_code == 404
    assert mine.get(f"/admin/posko/post/{row.post_id}/photo/{'9' * 30}/").status_code == 404
    assert staff(code="31.73").get(path).status_code == 404
    assert client.get(path).status_code == 302
    assert staff(Role.PETUGAS).get(path).status_code in {302, 403}


def test_an_auditor_looks_and_changes_nothing() -> None:
    row = make_photo(make_post())
    auditor = staff(Role.PENGAWAS)
    assert auditor.get(page_of(row.post)).status_code == 200
    sending = form(row.post, {"id": row.pk, "alt": "Lain"}, existing=1)
    assert auditor.post(page_of(row.post), sending).status_code == 403
    assert Photo.objects.get().alt == "Pintu masuk"


def test_changes_are_told_with_the_history_of_the_post() -> None:
    row = make_photo(make_post())
    row.alt = "Pintu selatan"
    row.save()
    told = text(staff().get(f"/admin/posko/post/{row.post_id}/history/"))
    assert "Pintu selatan" in told


def test_files_that_no_photo_names_go_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = make_photo(make_post()), make_photo(make_post("31.73"))
    names = [str(gone.image), str(gone.small)]
    gone.post.delete()
    assert sweep() == 0
    tomorrow = clock.real() + timedelta(days=2)
    monkeypatch.setattr(clock, "real", lambda: tomorrow)
    assert sweep() >= 2
    assert not any(default_storage.exists(name) for name in names)
    assert default_storage.exists(str(kept.image))
    assert sweep() == 0


def test_the_public_reads_english_words_where_there_are_any(client: Client) -> None:
    post = make_post()
    make_photo(post, alt_en="Way in")
    make_photo(post, alt="Loket")
    page = text(client.get(f"/en{post.get_absolute_url()}"))
    assert 'alt="Way in"' in page
    assert 'alt="Loket"' in page
    assert 'alt="Pintu masuk"' not in page
