"""Preview in the admin: the unsaved draft as the public would read it."""

from typing import Any

import pytest
from django.test import Client

from posko.models import Activity, Announcement, Post
from tests.factories.activities import make_activity, make_announcement
from tests.factories.posko import make_post
from tests.factories.roster import make_officer
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

ADD = "/admin/posko/activity/preview/"


@pytest.fixture
def post() -> Post:
    return make_post("31.71")


@pytest.fixture
def editor(post: Post) -> Client:
    return browser(make_officer("kesbangpol", "kesbangpol"))


def draft(at: Post, **changed: Any) -> dict[str, Any]:
    return {
        "operation": at.operation_id, "post": at.pk, "kind": "meeting",
        "title": "Rapat <b>besar</b>", "title_en": "A big meeting", "description": "Satu\n\nDua",
        "starts_at_0": "2024-02-15", "starts_at_1": "09:00:00",
        "ends_at_0": "2024-02-15", "ends_at_1": "10:00:00", "published": "on",
    } | changed  # fmt: skip


def test_it_shows_the_draft_in_both_languages_and_saves_nothing(editor: Client, post: Post) -> None:
    page = text(editor.post(ADD, draft(post)))
    assert "Rapat &lt;b&gt;besar&lt;/b&gt;" in page
    assert "A big meeting" in page
    assert "Kamis, 15 Februari 2024" in page
    assert "Thursday 15 February 2024" in page
    assert "<p>Satu</p>" in page
    assert "Belum ada yang disimpan." in page
    assert not Activity.objects.exists()


def test_a_stored_row_stays_as_it_is(editor: Client, post: Post) -> None:
    activity = make_activity("Lama", post=post)
    address = f"/admin/posko/activity/{activity.pk}/preview/"
    assert "Baru" in text(editor.post(address, draft(post, title="Baru")))
    activity.refresh_from_db()
    assert activity.title == "Lama"


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    editor: Client, post: Post
) -> None:
    response = editor.post(ADD, draft(post, ends_at_0="2024-02-14", description="Panjang sekali"))
    assert response.status_code == 422
    page = text(response)
    assert "Kegiatan berakhir sebelum" in page
    assert "Panjang sekali" in page
    assert 'action="/admin/posko/activity/add/"' in page
    assert not Activity.objects.exists()


@pytest.mark.parametrize("wrong", [{"title": "\x00"}, {"title": "x" * 121}, {"post": "9" * 30}])
def test_bad_input_is_named(editor: Client, post: Post, wrong: dict[str, str]) -> None:
    response = editor.post(ADD, draft(post, **wrong))
    assert response.status_code == 422
    assert "errorlist" in text(response)


def test_it_leads_back_to_the_form_with_all_that_was_typed_and_saves_from_there(
    editor: Client, post: Post
) -> None:
    page = text(editor.post(ADD, draft(post)))
    assert 'name="title_en" value="A big meeting"' in page
    assert 'formaction="/admin/posko/activity/preview/"' in page
    form = text(editor.post(ADD, draft(post, _edit="1")))
    assert 'value="A big meeting"' in form
    assert "errorlist" not in form
    assert not Activity.objects.exists()
    editor.post("/admin/posko/activity/add/", draft(post))
    assert Activity.objects.get().title_en == "A big meeting"


def test_a_draft_that_claims_to_be_saved_is_not(editor: Client, post: Post) -> None:
    for button in ("_save", "_continue", "_addanother", "_saveasnew", "_edit"):
        editor.post(ADD, draft(post, **{button: "1"}))
    assert not Activity.objects.exists()


def test_the_form_has_the_button_for_those_who_may_write(editor: Client, post: Post) -> None:
    activity = make_activity(post=post)
    page = text(editor.get(f"/admin/posko/activity/{activity.pk}/change/"))
    assert f'formaction="/admin/posko/activity/{activity.pk}/preview/"' in page
    assert "Pratinjau" in page
    auditor = browser(make_officer("pengawas", "pengawas", code="31"))
    assert "preview/" not in text(auditor.get(f"/admin/posko/activity/{activity.pk}/change/"))


def test_another_regions_row_does_not_exist_and_its_post_is_no_choice(
    editor: Client, post: Post
) -> None:
    there = make_post("31.73")
    activity = make_activity(post=there)
    address = f"/admin/posko/activity/{activity.pk}/preview/"
    assert editor.post(address, draft(post)).status_code == 404
    assert editor.post(ADD, draft(post, post=there.pk)).status_code == 422


def test_what_holds_for_all_is_not_theirs_to_preview(editor: Client, post: Post) -> None:
    activity = make_activity()
    address = f"/admin/posko/activity/{activity.pk}/preview/"
    assert editor.post(address, draft(post)).status_code == 403


def test_who_may_only_look_may_not_preview(post: Post) -> None:
    auditor = browser(make_officer("pengawas", "pengawas", code="31"))
    assert auditor.post(ADD, draft(post)).status_code == 403
    assert Client().post(ADD, draft(post)).status_code in (302, 401)


def test_an_address_opened_by_itself_leads_to_the_form(editor: Client, post: Post) -> None:
    assert editor.get(ADD)["Location"] == "/admin/posko/activity/add/"
    assert editor.get("/admin/posko/activity/99999999999999999999/preview/").status_code == 404


def test_an_announcement_is_previewed_the_same(editor: Client, post: Post) -> None:
    item = make_announcement(post=post)
    fields = {"operation": post.operation_id, "post": post.pk, "title": "Pindah", "body": "Ke B"}
    page = text(editor.post(f"/admin/posko/announcement/{item.pk}/preview/", fields))
    assert "Pindah" in page
    assert "Ke B" in page
    assert "Belum ada judul bahasa Inggris" in page
    assert "belum terlihat publik" in page
    assert Announcement.objects.get().title == "Posko pindah"
