"""The evening before: everybody once, whoever is put on late too, those taken off not."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django import app

from posko.models import Region
from roster.models import Officer, Reminder
from roster.reminding import remind
from roster.staffing import hand_to, take_off
from tests.conftest import Travel, moment
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer
from tests.jobs import do_the_work, empty_queue, queued
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

TOMORROW = date(2024, 2, 14)
EVENING = moment("2024-02-13 18:00")


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", email="budi@example.test")


def mails() -> list[Any]:
    return [(job["officer"], job["text"]) for job in queued("roster.mail")]


def test_one_mail_names_all_duties_of_tomorrow(budi: Officer) -> None:
    post = make_post()
    assign(make_duty(post, TOMORROW, "08:00", "12:00"), budi, leads=True)
    assign(make_duty(post, TOMORROW, "16:00", "20:00"), budi)
    assign(make_duty(post, date(2024, 2, 15)), budi)
    assert remind(EVENING) == 1
    ((officer, text),) = mails()
    assert officer == budi.pk
    assert "08.00-12.00 WIB" in text
    assert "Anda ketua" in text
    assert "16.00-20.00 WIB" in text
    assert "15 Februari" not in text
    assert text.endswith("/jadwal/saya/")


def test_not_before_the_evening(budi: Officer) -> None:
    assign(make_duty(make_post(), TOMORROW), budi)
    assert remind(moment("2024-02-13 17:59")) == 0
    assert mails() == []


def test_a_duty_that_begins_tomorrow_at_midnight_is_tomorrows(budi: Officer) -> None:
    post = make_post()
    assign(make_duty(post, TOMORROW, "00:00", "06:00"), budi)
    tonight = make_officer("wati", email="wati@example.test")
    assign(make_duty(post, date(2024, 2, 13), "23:30", "00:00"), tonight)
    remind(EVENING)
    assert [officer for officer, _text in mails()] == [budi.pk]


def test_it_is_evening_by_the_posts_own_clock(budi: Officer) -> None:
    post = make_post()
    Region.objects.filter(pk=post.region_id).update(time_zone="Asia/Jayapura")
    post.refresh_from_db()
    assign(make_duty(post, TOMORROW), budi)
    # 16.00 in Jakarta is 18.00 in Jayapura.
    assert remind(moment("2024-02-13 15:59")) == 0
    assert remind(moment("2024-02-13 16:00")) == 1
    assert "08.00-16.00 WIT" in mails()[0][1]


def test_who_is_put_on_late_is_told_and_nobody_else_again(budi: Officer) -> None:
    duty = make_duty(make_post(), TOMORROW)
    assign(duty, budi)
    remind(EVENING)
    wati = make_officer("wati", email="wati@example.test")
    assign(duty, wati)
    remind(moment("2024-02-13 20:00"))
    remind(moment("2024-02-13 20:05"))
    assert [officer for officer, _text in mails()] == [budi.pk, wati.pk]


def test_who_takes_a_duty_over_in_the_evening_is_told(budi: Officer) -> None:
    assignment = assign(make_duty(make_post(), TOMORROW), budi)
    remind(EVENING)
    wati = make_officer("wati", email="wati@example.test")
    hand_to(assignment, wati)
    remind(moment("2024-02-13 19:00"))
    assert [officer for officer, _text in mails()] == [budi.pk, wati.pk]


def test_who_was_taken_off_has_left_or_has_no_address_is_not_told(budi: Officer) -> None:
    duty = make_duty(make_post(), TOMORROW)
    take_off(assign(duty, budi))
    assign(duty, make_officer("wati", email="wati@example.test", is_active=False))
    assign(duty, make_officer("adi"))
    assert remind(EVENING) == 0
    assert not Reminder.objects.exists()


def test_more_people_than_one_batch_are_all_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.reminding.BATCH", 2)
    duty = make_duty(make_post(), TOMORROW)
    for n in range(5):
        assign(duty, make_officer(f"budi{n}", email=f"budi{n}@example.test"))
    assert remind(EVENING) == 5
    assert len(mails()) == 5


def test_the_worker_looks_every_five_minutes_at_the_products_own_time(
    budi: Officer, at: Travel
) -> None:
    (entry,) = [
        task
        for task in app.periodic_registry.periodic_tasks.values()
        if task.task.name == "roster.remind"
    ]
    assert entry.cron == "*/5 * * * *"
    assign(make_duty(make_post(), TOMORROW), budi)
    at("2024-02-13 18:05")
    app.tasks["roster.remind"].func(timestamp=0)
    assert [officer for officer, _text in mails()] == [budi.pk]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_everybody_once(at: Travel) -> None:
    empty_queue()
    post = make_post()
    morning = make_duty(post, TOMORROW, "08:00", "12:00")
    evening = make_duty(post, TOMORROW, "16:00", "20:00")
    for n in range(12):
        officer = make_officer(f"budi{n}", email=f"budi{n}@example.test")
        assign(morning, officer)
        assign(evening, officer)
    at_once(*[lambda: remind(EVENING)] * 4)
    # Who was locked by another worker at that moment is told by the next round.
    remind(EVENING)
    told = [officer for officer, _text in mails()]
    assert len(told) == len(set(told)) == 12
    assert Reminder.objects.count() == 24
    do_the_work()
    assert len(mail.outbox) == 12
    assert mail.outbox[0].subject == "Besok Anda bertugas: Rabu, 14 Februari 2024"
    empty_queue()
