"""Posts from a file in the admin: seen first, stored once, within one's region."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from posko import clock
from posko.models import Post
from posko.regions import load_regions
from roster.models import ImportDraft, Role
from roster.sheets.drafts import NotStored, keep, preview, store
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer
from tests.factories.sheets import content_of, workbook
from tests.factories.sheets import store as confirm
from tests.together import at_once
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PAGE = "/admin/roster/importdraft/"
HEAD = "Wilayah;Nama;Slug;Alamat;Diumumkan\n"
BARAT = "31.73;Posko Barat;barat;Jl. Kembangan 2;ya\n"


def administrator(code: str = "31") -> Client:
    return browser(make_officer(f"admin.{code.replace('.', '')}", Role.ADMINISTRATOR, code))


def send(client: Client, content: str | bytes, operation: str = "pemilu-2024") -> Any:
    """Send a file to be checked, and return the page that follows."""
    file = io.BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = "posko.csv"
    data = {"file": file, "operasi": operation}
    return client.post(f"{PAGE}posko/periksa/", data, follow=True)


def test_a_file_is_shown_then_stored_without_being_sent_again() -> None:
    make_operation()
    client = administrator()
    shown = text(send(client, HEAD + BARAT))
    assert "Pratinjau: posko.csv" in shown
    assert "Posko Barat (barat)" in shown
    assert "Pemilu 2024" in shown
    assert not Post.objects.exists()
    confirm(client)
    assert Post.objects.get().published
    draft = ImportDraft.objects.get()
    assert (bytes(draft.content), draft.applied_at is not None) == (b"", True)


def test_rows_tell_what_is_made_what_changes_and_which_cells_are_bad() -> None:
    make_post("31.73", slug="barat")
    client = administrator()
    shown = text(send(client, HEAD + BARAT + "31.99;Posko;x;Jl. 1;ya\n31.75;T;timur;Jl.;ya\n"))
    for words in ("Posko Jakarta Barat → Posko Barat", "A3", "31.99", "T (timur)"):
        assert words in shown
    assert "/simpan/" not in shown
    confirm(client)
    assert Post.objects.get().name == "Posko Jakarta Barat"


def test_the_chosen_operation_gets_the_posts() -> None:
    make_operation()
    other = make_operation(slug="lain", published=False)
    client = administrator()
    send(client, HEAD + BARAT, "lain")
    confirm(client)
    assert Post.objects.get().operation == other


@pytest.mark.parametrize("slug", ["", "tidak-ada", "\x00", "x" * 5000])
def test_without_an_operation_the_form_says_so(slug: str) -> None:
    make_operation()
    answer = send(administrator(), HEAD + BARAT, slug)
    assert answer.status_code == 422
    assert "Silakan pilih operasi" in text(answer)
    assert not ImportDraft.objects.exists()


def test_ten_megabytes_of_junk_are_refused_and_not_kept() -> None:
    make_operation()
    answer = send(administrator(), b"x" * 10_000_000)
    assert answer.status_code == 422
    assert "5 MB" in text(answer)
    assert not ImportDraft.objects.exists()


def test_another_region_is_refused_by_name() -> None:
    make_operation()
    client = administrator("31.71")
    assert "Jakarta Barat (31.73)" in text(send(client, HEAD + BARAT))
    confirm(client)
    assert not Post.objects.exists()


def test_kesbangpol_changes_posts_of_its_region_and_adds_none() -> None:
    make_post("31.73", slug="barat")
    client = browser(make_officer("kesbangpol", Role.KESBANGPOL, "31.73"))
    send(client, HEAD + BARAT)
    confirm(client)
    assert Post.objects.get().name == "Posko Barat"
    assert "administrator" in text(send(client, HEAD + BARAT.replace("barat", "baru")))


@pytest.mark.parametrize("role", [Role.PENGAWAS, Role.PETUGAS, Role.KOORDINATOR])
def test_others_may_not_import(role: Role) -> None:
    make_operation()
    client = browser(make_officer("lain", role, "31"))
    assert send(client, HEAD + BARAT).status_code == 403


def test_a_strangers_or_a_made_up_draft_is_404() -> None:
    make_operation()
    send(administrator(), HEAD + BARAT)
    draft = ImportDraft.objects.get()
    other = administrator("31.73")
    assert other.get(f"{PAGE}{draft.pk}/").status_code == 404
    assert other.post(f"{PAGE}{draft.pk}/simpan/").status_code == 404
    forged = "00000000-0000-4000-8000-000000000000"
    assert other.post(f"{PAGE}{forged}/simpan/").status_code == 404
    assert not Post.objects.exists()


def test_when_posts_changed_since_the_preview_nothing_is_stored_and_it_is_shown_anew() -> None:
    make_post("31.73", slug="barat")
    client = administrator()
    send(client, HEAD + BARAT)
    Post.objects.update(address="Jalan Pindah 9")
    answer = confirm(client)
    assert answer.status_code == 422
    assert "Jalan Pindah 9" in text(answer)
    assert Post.objects.get().name == "Posko Jakarta Barat"
    confirm(client)
    assert Post.objects.get().name == "Posko Barat"


def test_an_old_preview_stores_nothing() -> None:
    make_operation()
    client = administrator()
    send(client, HEAD + BARAT)
    with clock.at(clock.now() + timedelta(hours=3)):
        confirm(client)
    assert not Post.objects.exists()


def test_the_database_wants_an_operation_for_posts_and_for_nothing_else() -> None:
    from django.db import IntegrityError, transaction

    owner = make_officer("admin", Role.ADMINISTRATOR, "31")
    for kind, operation in (("posko", None), ("petugas", make_operation())):
        with pytest.raises(IntegrityError), transaction.atomic():
            keep(owner, kind, "x", b"x", operation)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_store_once() -> None:
    load_regions()
    operation = make_operation()
    me = make_officer("admin", Role.ADMINISTRATOR, "31")
    draft = keep(me, "posko", "x.csv", (HEAD + BARAT).encode(), operation)
    with translation.override("id"):
        preview(draft, me)

    def once() -> str:
        try:
            with translation.override("id"):
                store(draft, me, accepted=True)
        except NotStored:
            return "refused"
        return "stored"

    assert sorted(at_once(once, once)) == ["refused", "stored"]
    assert Post.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_new_post_at_once_make_it_once() -> None:
    load_regions()
    operation = make_operation()
    people = [make_officer(name, Role.ADMINISTRATOR, "31") for name in ("satu", "dua")]
    drafts = [keep(me, "posko", "x.csv", (HEAD + BARAT).encode(), operation) for me in people]
    with translation.override("id"):
        for draft, me in zip(drafts, people, strict=True):
            preview(draft, me)

    def one(number: int) -> str:
        try:
            with translation.override("id"):
                store(drafts[number], people[number], accepted=True)
        except NotStored:
            return "refused"
        finally:
            connection.close()
        return "stored"

    assert sorted(at_once(lambda: one(0), lambda: one(1))) == ["refused", "stored"]
    assert Post.objects.count() == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_and_changes_nothing(ending: str) -> None:
    post = make_post("31.73", slug="barat", venue="Aula", step_free=True, note="Satu\nDua")
    post.weekly_hours.create(weekday=0, opens="08:00", closes="10:00")
    make_post("31.71")
    client = administrator()
    file = content_of(client.get(f"{PAGE}posko.{ending}?operasi=pemilu-2024"))
    plan = send(client, file).context["plan"]
    assert ([str(told) for told in plan.errors], plan.lines, plan.left) == ([], [], 2)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_template_has_the_titles_and_no_posts(ending: str) -> None:
    make_post(name="Posko Rahasia")
    file = content_of(administrator().get(f"{PAGE}posko.{ending}?operasi=pemilu-2024&kosong=1"))
    if ending == "csv":
        assert file.decode().startswith('\ufeff"Wilayah";"Nama";"Slug";"Alamat"')
        assert "Rahasia" not in file.decode()
        return
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.worksheets[0].max_row == 1
    assert book.worksheets[1].max_row == 319


def test_one_takes_out_posts_of_ones_region_only() -> None:
    make_post("31.73")
    make_post("31.71")
    file = content_of(administrator("31.71").get(f"{PAGE}posko.csv?operasi=pemilu-2024"))
    assert "Posko Jakarta Pusat" in file.decode()
    assert "Posko Jakarta Barat" not in file.decode()


def test_a_formula_goes_out_defused() -> None:
    make_post(name="=HYPERLINK(1)")
    file = content_of(administrator().get(f"{PAGE}posko.csv?operasi=pemilu-2024"))
    assert "\"'=HYPERLINK" in file.decode()


@pytest.mark.parametrize("path", ["posko.xlsx", "posko.csv?operasi=x", "posko.csv?operasi=%00"])
def test_files_of_no_operation_are_404(path: str) -> None:
    make_operation()
    assert administrator().get(PAGE + path).status_code == 404


def test_a_workbook_with_an_emoji_and_a_long_cell_is_told_not_broken() -> None:
    make_operation()
    head = ["region", "name", "slug", "address"]
    rows = [head, ["31.73", "🗳" * 600, "🗳", "x" * 5000], ["31.73", "Posko", "p", "Jl. 1"]]
    plan = send(administrator(), workbook(Posko=rows)).context["plan"]
    assert {told.where.address for told in plan.errors} == {"B2", "C2", "D2"}


def test_the_list_of_posts_leads_to_the_import() -> None:
    assert f"{PAGE}#h-posko" in text(administrator().get("/admin/posko/post/"))
