"""A new operation from one that was: what is copied, what isn't, and once however often sent."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from posko.clock import JAKARTA
from posko.models import (
    Activity,
    ActivityKind,
    CommonHours,
    HoursException,
    Operation,
    Post,
    Stage,
    WeeklyHours,
)
from posko.models.region import Level
from posko.opening_anew import SlugTaken, open_from, outline
from roster.models import DayKind, InstitutionKind, Requirement, Role, Shift, WorkRule
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer
from tests.together import at_once
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def address(operation: Operation) -> str:
    return f"/admin/posko/operation/{operation.pk}/buka-baru/"


def administrator(code: str = "31") -> Client:
    return browser(make_officer(f"admin.{code.replace('.', '')}", Role.ADMINISTRATOR, code))


def typed(posts: list[Post], **fields: Any) -> dict[str, Any]:
    """What somebody types for Pilkada 2024."""
    data = {
        "name": "Pilkada 2024",
        "slug": "pilkada-2024",
        "starts_on": "2024-10-25",
        "ends_on": "2024-12-15",
        "voting_day": "2024-11-27",
        "posts": [post.pk for post in posts],
        "opening_key": str(uuid4()),
    }
    return {**data, **fields}


def new(**fields: Any) -> Operation:
    """An operation to be opened, unsaved."""
    days = [date(2024, 10, 25), date(2024, 12, 15), date(2024, 11, 27)]
    starts, ends, voting = days
    defaults = {"name": "Pilkada 2024", "slug": "pilkada-2024", "opening_key": uuid4()}
    return Operation(**{**defaults, **fields}, starts_on=starts, ends_on=ends, voting_day=voting)


def open_in(client: Client, source: Operation, data: dict[str, Any]) -> Any:
    """Send the form, look at the preview, and confirm it."""
    shown = client.post(address(source), data)
    assert shown.status_code == 200, text(shown)
    return client.post(address(source), {**data, "seen": shown.context["outline"].digest})


def test_posts_and_hours_come_along_unpublished() -> None:
    source, post = make_operation(), make_post(venue="Aula", phone="021 123", step_free=True)
    WeeklyHours.objects.create(post=post, weekday=0, opens=time(8), closes=time(19))
    made, _ = open_from(source, new(), [post.pk])
    copy = Post.objects.get(operation=made)
    for name in ("name", "slug", "region_id", "address", "venue", "phone", "latitude", "step_free"):
        assert getattr(copy, name) == getattr(post, name)
    assert (made.published, copy.published, made.opened_from) == (False, False, source)
    assert copy.weekly_hours.get().closes == time(19)
    assert made.common_hours.count() == source.common_hours.count() == 2
    assert Post.objects.get(pk=post.pk).published


def test_what_belongs_to_the_old_dates_stays_behind() -> None:
    source, post = make_operation(), make_post()
    HoursException.objects.create(post=post, day=date(2024, 2, 14), reason="Pemungutan suara")
    source.general_exceptions.create(day=date(2024, 2, 8), reason="Libur")
    Stage.objects.create(
        operation=source, name="Masa tenang", source="x",
        starts_on=date(2024, 2, 11), ends_on=date(2024, 2, 13),
    )  # fmt: skip
    Activity.objects.create(
        operation=source, post=post, kind=ActivityKind.OUTREACH, title="Sosialisasi",
        starts_at=datetime(2024, 2, 1, 9, tzinfo=JAKARTA),
        ends_at=datetime(2024, 2, 1, 10, tzinfo=JAKARTA),
    )  # fmt: skip
    made, _ = open_from(source, new(), [post.pk])
    assert not made.stages.exists()
    assert not made.activities.exists()
    assert not made.general_exceptions.exists()
    assert not HoursException.objects.filter(post__operation=made).exists()


def test_what_duties_need_comes_along_and_points_to_the_copies() -> None:
    source, post, left = make_operation(), make_post(), make_post("31.73")
    of_level = {"operation": source, "level": Level.CITY}
    shift = Shift.objects.create(operation=source, post=post, name="Pagi", opens=time(8),
                                 closes=time(12))  # fmt: skip
    polres = {"operation": source, "institution_kind": InstitutionKind.POLRES}
    Requirement.objects.create(**of_level, institution_kind=InstitutionKind.POLRES, people=2)
    Requirement.objects.create(**polres, post=post, shift=shift)
    Requirement.objects.create(**polres, post=left)
    Requirement.objects.create(**polres, post=post, days=DayKind.DATE, on_date=date(2024, 2, 14))
    WorkRule.objects.create(operation=source, most_in_7_days=5, rest_hours=12)
    WorkRule.objects.create(operation=source, officer=make_officer(), most_in_7_days=1,
                            rest_hours=12)  # fmt: skip
    made, _ = open_from(source, new(), [post.pk])
    copies = Requirement.objects.filter(operation=made)
    assert {(row.level, row.post and row.post.operation) for row in copies} == {
        (Level.CITY, None), ("", made),
    }  # fmt: skip
    assert copies.get(level="").shift == Shift.objects.get(operation=made) != shift
    assert WorkRule.objects.get(operation=made).officer is None


def test_history_knows_the_copies() -> None:
    source, post = make_operation(), make_post()
    made, _ = open_from(source, new(), [post.pk])
    for row in (made, Post.objects.get(operation=made), made.common_hours.first()):
        assert row.events.get().pgh_label == "insert"  # type: ignore[union-attr]


def test_many_posts_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    source = make_operation()
    posts = [make_post(slug=f"posko-{n}", name=f"Posko {n}") for n in range(2)]
    for post in posts:
        WeeklyHours.objects.create(post=post, weekday=0, opens=time(8), closes=time(19))
    with django_assert_num_queries(14) as few:
        open_from(source, new(), [posts[0].pk])
    posts += [make_post(slug=f"lain-{n}", name=f"Lain {n}") for n in range(60)]
    with django_assert_num_queries(len(few)):
        open_from(source, new(slug="lain"), [post.pk for post in posts])
    assert Post.objects.filter(operation__slug="lain").count() == 62


def test_posts_of_another_operation_are_left_out() -> None:
    source, other = make_operation(), make_operation(slug="lain")
    mine, theirs = make_post(), make_post(operation=other)
    made, _ = open_from(source, new(), [mine.pk, theirs.pk])
    assert made.posts.count() == 1


def test_the_preview_stores_nothing_and_the_confirmation_everything() -> None:
    source, posts = make_operation(), [make_post(), make_post("31.73")]
    client, data = administrator(), typed(posts)
    shown = client.post(address(source), data)
    assert "Belum ada yang disimpan" in text(shown)
    assert "Jalan Contoh 1" in text(shown)
    assert Operation.objects.count() == 1
    done = client.post(address(source), {**data, "seen": shown.context["outline"].digest})
    made = Operation.objects.get(slug="pilkada-2024")
    assert done["Location"] == f"/admin/posko/operation/{made.pk}/change/"
    assert made.posts.count() == 2


def test_only_chosen_posts_come_along() -> None:
    source, chosen, _other = make_operation(), make_post(), make_post("31.73")
    open_in(administrator(), source, typed([chosen]))
    assert Post.objects.get(operation__slug="pilkada-2024").slug == "jakarta-pusat"


def test_the_form_sent_twice_opens_one_operation() -> None:
    source, post = make_operation(), make_post()
    client, data = administrator(), typed([post])
    first = open_in(client, source, data)
    again = client.post(address(source), {**data, "seen": "what it was"})
    assert again["Location"] == first["Location"]
    assert Operation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_form_sent_twice_at_once_opens_one_operation() -> None:
    source, post, key = make_operation(), make_post(), uuid4()
    calls = [lambda: open_from(source, new(opening_key=key), [post.pk]) for _ in range(2)]
    done = at_once(*calls)
    assert {operation.pk for operation, _made in done} == {Operation.objects.latest("pk").pk}
    assert sorted(made for _operation, made in done) == [False, True]
    assert Post.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_choose_one_slug_at_once_get_one_operation_and_a_clear_word() -> None:
    source, other, post = make_operation(), make_operation(slug="lain"), make_post()

    def open_one(from_: Operation) -> str:
        try:
            return "made" if open_from(from_, new(), [post.pk])[1] else "there"
        except SlugTaken:
            return "taken"

    assert sorted(at_once(lambda: open_one(source), lambda: open_one(other))) == ["made", "taken"]
    assert Operation.objects.filter(slug="pilkada-2024").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("slug", "pemilu-2024", "telah ada"),
        ("slug", "dua kata", "slug"),
        ("slug", "🗳", "slug"),
        ("name", "a\x00b", "Karakter"),
        ("name", "", "wajib"),
        ("starts_on", "31-31-2024", "tanggal"),
        ("starts_on", "0001-01-01", ""),
        ("posts", [], "wajib"),
        ("posts", ["9" * 30], ""),
        ("posts", ["\x00"], ""),
        ("voting_day", "2025-01-01", "di luar masa"),
        ("opening_key", "x", ""),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(field: str, value: Any, words: str) -> None:
    source, post = make_operation(), make_post()
    answer = administrator().post(address(source), {**typed([post]), field: value})
    assert answer.status_code == 422
    assert words.lower() in text(answer).lower()
    if field != "name":
        assert 'value="Pilkada 2024"' in text(answer)
    assert Operation.objects.count() == 1


def test_what_changed_after_the_preview_is_shown_anew() -> None:
    source, post = make_operation(), make_post()
    client, data = administrator(), typed([post])
    seen = client.post(address(source), data).context["outline"].digest
    Post.objects.update(address="Jalan Pindah 9")
    answer = client.post(address(source), {**data, "seen": seen})
    assert answer.status_code == 422
    assert "Jalan Pindah 9" in text(answer)
    assert Operation.objects.count() == 1


def test_back_to_the_form_keeps_what_was_typed() -> None:
    source, post = make_operation(), make_post()
    answer = administrator().post(address(source), {**typed([post]), "seen": "x", "edit": "1"})
    assert answer.status_code == 200
    assert 'value="Pilkada 2024"' in text(answer)
    assert "errornote" not in text(answer)


def test_an_administrator_of_a_city_takes_only_its_posts() -> None:
    source, mine, theirs = make_operation(), make_post(), make_post("31.73")
    client = administrator("31.71")
    assert "Posko Jakarta Barat" not in text(client.get(address(source)))
    assert client.post(address(source), typed([mine, theirs])).status_code == 422
    open_in(client, source, typed([mine]))
    assert Post.objects.filter(operation__slug="pilkada-2024").count() == 1


@pytest.mark.parametrize("role", [Role.KESBANGPOL, Role.PENGAWAS, Role.PETUGAS])
def test_others_may_not_open_operations(role: Role) -> None:
    source, post = make_operation(), make_post()
    client = browser(make_officer("lain", role, "31"))
    assert client.get(address(source)).status_code == 403
    assert client.post(address(source), typed([post])).status_code == 403
    if role != Role.PETUGAS:
        page = client.get(f"/admin/posko/operation/{source.pk}/change/")
        assert "buka-baru" not in text(page)


def test_the_way_there_is_on_the_operations_page() -> None:
    source = make_operation()
    page = administrator().get(f"/admin/posko/operation/{source.pk}/change/")
    assert address(source) in text(page)


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "%00"])
def test_an_operation_that_is_not_there_is_404(pk: str) -> None:
    assert administrator().get(f"/admin/posko/operation/{pk}/buka-baru/").status_code == 404


def test_the_outline_counts_what_is_copied() -> None:
    source, post = make_operation(), make_post()
    CommonHours.objects.create(operation=source, level=Level.VILLAGE, opens=time(8),
                               closes=time(14))  # fmt: skip
    Shift.objects.create(operation=source, level=Level.CITY, name="Pagi", opens=time(8),
                         closes=time(12))  # fmt: skip
    counted = [count for _what, count in outline(source, [post.pk]).counted]
    assert counted == [1, 3, 0, 1, 0, 0]
