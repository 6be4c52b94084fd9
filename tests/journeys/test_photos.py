"""Photos from the phone's camera, on the way to the case and back."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.factories.files import EXE, PDF, photo
from tests.journeys.conftest import Opens

pytestmark = pytest.mark.browser

FIELD = "#id_uploads"


def chosen(name: str, kind: str, content: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType=kind, buffer=content)


PHOTO = chosen("kotak suara.jpg", "image/jpeg", photo((1600, 1200)))
RENAMED = chosen("foto.jpg", "image/jpeg", EXE)
HUGE = chosen("besar.jpg", "image/jpeg", bytes(16 * 1024 * 1024))
LETTER = chosen("surat.pdf", "application/pdf", PDF)


@pytest.mark.parametrize("scripts", [True, False])
def test_photos_survive_every_error_of_the_form(opens: Opens, scripts: bool) -> None:
    officer = opens("petugas.jp", java_script_enabled=scripts)
    officer.goes_to("/masalah/lapor/")
    officer.chooses("Logistik")
    officer.picks("Di mana?", "Menteng")
    officer.part(FIELD).set_input_files([PHOTO, RENAMED, HUGE])
    if scripts:
        officer.sees("besar.jpg, 16 MB: terlalu besar, paling banyak 15 MB")
    officer.presses("Simpan dan beri nomor")
    officer.sees("“foto.jpg” bukan foto", "“besar.jpg” terlalu besar", "1 berkas tersimpan")

    officer.fills("Apa yang terjadi?", "Kotak suara basah.")
    officer.presses("Simpan dan beri nomor")
    (number,) = officer.texts(".receipt__number")
    officer.goes_to(f"/masalah/{number}/")
    officer.sees("Foto dan dokumen")
    small = officer.part(".photos img")
    assert (small.get_attribute("alt") or "").startswith("Foto 1: kotak suara.jpg, ditambahkan")
    small.scroll_into_view_if_needed()
    if scripts:
        expect(small).to_have_js_property("naturalWidth", 480)

    officer.opens_step("Tambah foto atau PDF")
    officer.part(FIELD).set_input_files([PHOTO, LETTER])
    officer.presses("Tambah foto atau PDF", within="form.form")
    officer.sees("“kotak suara.jpg” sudah ada. Dihitung satu kali.", "menambahkan surat.pdf.")
    with officer.page.expect_download() as download:
        officer.part("a.files__name").click()
    assert download.value.suggested_filename == "surat.pdf"
    assert download.value.path().read_bytes() == PDF
