"""Operations, stages, activities and announcements for programs."""

from datetime import date, timedelta
from typing import Any

import pytest

from posko import clock
from posko.demonstration import load_posts
from posko.models import Activity, Announcement
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.posko.api.asking import ask, below_root

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def activity(title: str, **fields: Any) -> Activity:
    """Store a published activity that begins in an hour."""
    starts = fields.pop("starts_at", clock.now() + timedelta(hours=1))
    defaults = {
        "operation": make_operation(), "kind": "outreach", "title": title, "starts_at": starts,
        "ends_at": starts + timedelta(hours=2), "place": "Balai", "published": True,
    }  # fmt: skip
    return Activity.objects.create(**{**defaults, **fields})


def announcement(title: str, **fields: Any) -> Announcement:
    """Store an announcement that is shown since an hour."""
    defaults = {
        "operation": make_operation(), "title": title, "body": "Isi.",
        "shown_from": clock.now() - timedelta(hours=1),
    }  # fmt: skip
    return Announcement.objects.create(**{**defaults, **fields})


def titles(path: str) -> list[str]:
    """Return the titles of the items at ``path``."""
    return [item["title"] for item in ask(path)["items"]]


def test_the_current_operation_is_marked_and_drafts_are_not_told(at: Travel) -> None:
    load_posts()
    make_operation(
        slug="pilkada-2024", starts_on=date(2024, 11, 1), ends_on=date(2024, 12, 31),
        voting_day=date(2024, 11, 27),
    )  # fmt: skip
    make_operation(
        slug="konsep", starts_on=date(2029, 1, 1), ends_on=date(2029, 3, 1),
        voting_day=date(2029, 2, 14), published=False,
    )  # fmt: skip
    found = ask("/operations")["items"]
    assert [(o["slug"], o["phase"], o["current"]) for o in found] == [
        ("pilkada-2024", "before", False), ("pemilu-2024", "during", True),
    ]  # fmt: skip
    assert ask("/operations/pemilu-2024")["voting_day"] == "2024-02-14"
    ask("/operations/konsep", 404)
    at("2024-11-10 09:00")
    assert ask("/operations/pilkada-2024")["current"] is True
    assert ask("/operations/pemilu-2024")["phase"] == "after"


def test_between_elections_there_are_no_operations() -> None:
    assert ask("/operations")["items"] == []
    ask("/posts", 404)
    ask("/stages", 404)


def test_stages_name_their_source_and_where_they_lie() -> None:
    load_posts()
    quiet = ask("/stages")["items"][1]
    assert (quiet["name"], quiet["name_en"], quiet["when"]) == (
        "Masa tenang", "Quiet period", "now",
    )  # fmt: skip
    assert quiet["source"] == "Peraturan KPU Nomor 3 Tahun 2022"


def test_activities_that_arent_over_come_with_both_titles() -> None:
    post = make_post()
    one = activity("Sosialisasi", title_en="Outreach", post=post, place="")
    activity("Konsep", published=False)
    activity("Lewat", starts_at=clock.now() - timedelta(hours=3))
    activity("Di posko konsep", post=make_post("31.73", published=False))
    (item,) = ask("/activities")["items"]
    assert (item["title"], item["title_en"], item["post"]) == (
        "Sosialisasi", "Outreach", "jakarta-pusat",
    )  # fmt: skip
    assert item["starts_at"] == "2024-02-13T10:00:00+07:00"
    assert item["place"] == "Posko Jakarta Pusat, Jalan Contoh 1"
    assert item["url"].endswith(f"/kegiatan/#kegiatan-{one.pk}")
    assert item["changed_at"][-6:] == "+07:00"
    assert ask("/activities?lang=en")["items"][0]["kind_label"] == "Outreach"


def test_activities_of_a_span_of_days() -> None:
    for day in (1, 14, 15):
        starts = clock.now().replace(day=day, hour=23)
        activity(f"Tanggal {day}", starts_at=starts)
    assert titles("/activities") == ["Tanggal 14", "Tanggal 15"]
    assert titles("/activities?from=2024-02-01") == ["Tanggal 1", "Tanggal 14", "Tanggal 15"]
    assert titles("/activities?from=2024-02-02&until=2024-02-14") == ["Tanggal 1", "Tanggal 14"]
    assert titles("/activities?until=2024-02-14") == ["Tanggal 14"]
    ask("/activities?from=9999-12-31", 422)
    ask("/activities?until=9999-12-31", 422)


def test_a_posts_news_are_its_own_and_those_of_all() -> None:
    here, there = make_post(), make_post("31.73")
    for title, post in (("Di sini", here), ("Di sana", there), ("Semua", None)):
        activity(title, post=post)
        announcement(title, post=post)
    for path in ("/activities", "/announcements"):
        assert set(titles(f"{path}?post=jakarta-pusat")) == {"Di sini", "Semua"}
        assert set(titles(f"{path}?region=31.73")) == {"Di sana", "Semua"}
        ask(f"{path}?post=tidak-ada", 404)
        ask(f"{path}?post=%00", 404)
        ask(f"{path}?region=x", 422)


def test_announcements_are_told_in_their_time_the_newest_first() -> None:
    now = clock.now()
    announcement("Kemarin", shown_from=now - timedelta(days=1))
    announcement("Tadi")
    announcement("Nanti", shown_from=now + timedelta(minutes=1))
    announcement("Lewat", shown_until=now)
    announcement("Konsep", shown_from=None)
    assert titles("/announcements") == ["Tadi", "Kemarin"]


@pytest.mark.parametrize("path", ["/activities", "/announcements"])
def test_pages_tell_each_once_even_of_one_moment(path: str) -> None:
    for n in range(5):
        activity(f"{n}")
        announcement(f"{n}")
    found, link = [], f"{path}?limit=2"
    while link:
        page = ask(link)
        found += [item["title"] for item in page["items"]]
        link = below_root(page["next"]) if page["next"] else ""
    assert sorted(found) == ["0", "1", "2", "3", "4"]
    ask(f"{path}?cursor=x", 422)
