"""The worker, on real connections: what is killed is done by the next, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from config.children import run_together
from incidents import workflow
from incidents.models import Notice
from incidents.states import Status
from incidents.tasks.digest import schedule_digest
from roster.models import Officer, Role
from tests.factories.incidents import make_incident, make_people
from tests.jobs import do_the_work, empty_queue, make_due, queued

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve", "queue"),
]


@pytest.fixture
def queue(transactional_db: None) -> Iterator[None]:
    """Nothing waits before, nothing is left after."""
    empty_queue()
    yield
    empty_queue()


def assigned() -> Officer:
    """A case is assigned to somebody with an e-mail address; returns who it is."""
    people = make_people()
    officer = people[Role.PETUGAS]
    officer.email = "petugas@example.test"
    officer.save()
    incident = make_incident(people, Status.VERIFIED)
    workflow.assign(incident, people[Role.KOORDINATOR], to=officer)
    return officer


def test_a_real_worker_takes_a_notice_all_the_way_to_one_mail() -> None:
    officer = assigned()
    assert len(queued("deliver")) == 1
    do_the_work()
    assert queued("digest") == [{"officer": officer.pk, "attempt": 0}]
    assert mail.outbox == []
    make_due()
    do_the_work()
    assert [message.to for message in mail.outbox] == [["petugas@example.test"]]
    # Sweeps come and go by the clock on the wall.
    done = ProcrastinateJob.objects.filter(task_name__in=["incidents.deliver", "incidents.digest"])
    assert not done.exists()
    assert Notice.objects.get(officer=officer, kind="assigned").mailed_at is not None


def test_a_step_that_is_rolled_back_leaves_neither_notice_nor_job() -> None:
    people = make_people()
    Officer.objects.filter(pk=people[Role.PETUGAS].pk).update(email="petugas@example.test")
    incident = make_incident(people, Status.VERIFIED)
    before = (queued(), Notice.objects.count())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        workflow.assign(incident, people[Role.KOORDINATOR], to=people[Role.PETUGAS])
        assert queued("deliver") != before[0]
        raise ZeroDivisionError
    assert (queued(), Notice.objects.count()) == before


def take_with_dead_worker(seconds: int) -> None:
    """Let a worker take the oldest job, whose last heartbeat is ``seconds`` ago."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        assert cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_workers"
            " SET last_heartbeat = now() - make_interval(secs => %s) WHERE id = %s",
            [seconds, worker],
        )


def stalled_are_retried() -> None:
    app.configure_task("incidents.retry_stalled").defer(timestamp=0)
    do_the_work()


def test_the_job_of_a_killed_worker_is_done_by_the_next() -> None:
    officer = assigned()
    take_with_dead_worker(120)
    do_the_work()
    assert queued("digest") == []
    stalled_are_retried()
    # Retried jobs may be due a moment later than this worker ended.
    do_the_work()
    assert queued("digest") == [{"officer": officer.pk, "attempt": 0}]


def test_the_job_of_a_living_worker_is_left_to_it() -> None:
    assigned()
    take_with_dead_worker(5)
    stalled_are_retried()
    assert ProcrastinateJob.objects.get(task_name="incidents.deliver").status == "doing"


def test_a_stalled_job_gives_way_to_one_that_waits_under_the_same_lock() -> None:
    officer = assigned()
    empty_queue()
    assert schedule_digest(officer.pk, delay=0)
    take_with_dead_worker(120)
    assert schedule_digest(officer.pk, delay=600)
    stalled_are_retried()
    statuses = ProcrastinateJob.objects.filter(task_name="incidents.digest")
    assert [job.status for job in statuses] == ["todo"]


def test_a_second_digest_is_not_queued_and_breaks_no_transaction() -> None:
    officer = assigned()
    empty_queue()
    with transaction.atomic():
        assert schedule_digest(officer.pk)
        assert not schedule_digest(officer.pk)
        assert schedule_digest(officer.pk, urgent=True)
    assert len(queued("digest")) == 2


def test_a_worker_told_to_stop_ends_in_order() -> None:
    worker = start_worker()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers")
        assert cursor.fetchone()[0] == 0


def test_a_worker_that_is_killed_leaves_its_place_to_be_found() -> None:
    worker = start_worker()
    worker.kill()
    worker.wait(timeout=30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers")
        assert cursor.fetchone()[0] == 1


def start_worker() -> "subprocess.Popen[bytes]":
    """Start `manage.py work` on this test's database and wait until it is registered."""
    base = Path(__file__).parents[2]
    address = os.environ["DATABASE_URL"]
    name: Any = connection.settings_dict["NAME"]
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=base,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": in_database(address, name),
        },
    )
    for _attempt in range(150):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_workers")
            if cursor.fetchone()[0]:
                time.sleep(0.5)
                return worker
        time.sleep(0.2)
    worker.kill()
    raise AssertionError("the worker did not start")


def in_database(address: str, name: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(address)._replace(path=f"/{name}").geturl()


def test_children_end_together(tmp_path: Path) -> None:
    sleeper = "import os, sys, time; open(sys.argv[1], 'w').write(f'{os.getpid()}'); time.sleep(60)"
    note = tmp_path / "pid"
    ended = (
        "import os, sys, time\nwhile not os.path.exists(sys.argv[1]): time.sleep(.05)\nsys.exit(3)"
    )
    status = run_together(
        [sys.executable, "-c", sleeper, str(note)],
        [sys.executable, "-c", ended, str(note)],
        folder=tmp_path,
    )
    assert status == 3
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
