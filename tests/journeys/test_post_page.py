"""A post's page in a real browser: shared, printed, a photo put up and taken down."""

import pytest
from playwright.sync_api import Locator, expect

from posko.models import Photo, Post
from tests.factories.files import telling_photo
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PATH = "/posko/jakarta-pusat/"


def is_drawn(picture: Locator) -> bool:
    """Tell whether the browser could read a picture, once it has come."""
    expect(picture).to_have_js_property("complete", True)
    return bool(picture.evaluate("e => e.naturalWidth"))


def test_a_photo_is_put_up_and_a_voter_sees_it(opens: Opens) -> None:
    post = Post.objects.get(slug="jakarta-pusat")
    staff = opens("kesbangpol.jp")
    staff.goes_to(f"/admin/posko/post/{post.pk}/change/")
    page = staff.page
    page.get_by_role("button", name="Tambahkan Foto").or_(
        page.locator("#photos-group .add-row a")
    ).first.click()
    page.set_input_files(
        "#id_photos-0-upload",
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": telling_photo()},
    )
    page.fill("#id_photos-0-alt", "Pintu masuk dari Jalan Tanah Abang I")
    page.locator("input[name=_continue]").click()
    staff.looks()
    assert Photo.objects.get().post == post
    preview = page.locator(".field-preview img").first
    assert is_drawn(preview)

    voter = opens()
    voter.goes_to(PATH)
    photo = voter.page.get_by_alt_text("Pintu masuk dari Jalan Tanah Abang I")
    photo.scroll_into_view_if_needed()
    assert is_drawn(photo)
    voter.looks_around()
    voter.page.emulate_media(media="print")
    assert voter.faults() == []
    voter.page.emulate_media(media="screen")

    Photo.objects.update(published=False)
    # The browser may keep the page for two seconds; who reloads asks at once.
    voter.page.reload()
    expect(photo).to_have_count(0)


def test_a_voter_passes_the_page_on_and_takes_it_along(opens: Opens) -> None:
    voter = opens()
    voter.goes_to(PATH)
    # Chromium on Linux has no sheet to share with: the address is copied.
    voter.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    voter.page.get_by_role("button", name="Salin alamat halaman").click()
    voter.waits_for("Alamat halaman sudah disalin.")
    copied = voter.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(PATH)
    with voter.page.expect_download() as download:
        voter.page.get_by_role("link", name="Poster untuk pintu").click()
    assert download.value.suggested_filename == "poster-jakarta-pusat.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    paper = voter.page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1


def test_without_scripts_the_links_remain(opens: Opens) -> None:
    voter = opens(java_script_enabled=False)
    voter.goes_to(PATH)
    voter.sees("WhatsApp", "Surel", "Ikuti di kalender saya")
    expect(voter.part("#share")).to_be_hidden()
