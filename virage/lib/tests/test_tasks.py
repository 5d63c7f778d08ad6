"""Background work: tasks leave with their transaction, are claimed once, retried, and never lost."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from virage.lib import tasks
from virage.lib.models import ScheduledTask, TaskLease
from virage.lib.tasks import Worker, enqueue, every, task

pytestmark = pytest.mark.django_db

ran: list[str] = []
HERE = "virage.lib.tests.test_tasks"


class Clock:
    """A moment that moves when told."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **more: int) -> None:
        self.at += timedelta(**more)


@task
def note(word: str) -> str:
    """Remembers a word."""
    ran.append(word)
    return word


@task
def fail(word: str) -> None:
    """Always fails."""
    ran.append(word)
    raise ValueError(word)


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def worker(clock: Clock, name: str = "first") -> Worker:
    return Worker(name=name, clock=clock)


def test_a_task_is_run_once_and_its_result_is_kept(clock: Clock) -> None:
    one = enqueue(f"{HERE}.note", "a")
    assert worker(clock).run_until_empty() == 1
    assert worker(clock).run_until_empty() == 0
    assert ran == ["a"]
    assert DBTaskResult.objects.get(pk=one).return_value == "a"
    assert not TaskLease.objects.exists()


def test_a_rolled_back_action_starts_nothing(clock: Clock) -> None:
    with transaction.atomic():
        enqueue(f"{HERE}.note", "a")
        transaction.set_rollback(True)
    assert worker(clock).run_until_empty() == 0


def test_a_delayed_task_waits_for_its_moment(clock: Clock) -> None:
    enqueue(f"{HERE}.note", "later", after=clock() + timedelta(hours=1))
    assert worker(clock).run_until_empty() == 0
    clock.wait(hours=1, seconds=1)
    assert worker(clock).run_until_empty() == 1


def test_a_failing_task_is_tried_again_later_and_later_then_no_more(clock: Clock) -> None:
    one = enqueue(f"{HERE}.fail", "x")
    waits = []
    for _ in range(tasks.ATTEMPTS):
        worker(clock).run_until_empty()
        result = DBTaskResult.objects.get(pk=one)
        waits.append((result.run_after - clock()).total_seconds())
        assert "ValueError" in result.exception_class_path
        clock.wait(hours=1)
    assert waits[:4] == [5, 10, 20, 40]
    assert DBTaskResult.objects.get(pk=one).status == "FAILED"
    assert worker(clock).run_until_empty() == 0
    assert ran == ["x"] * tasks.ATTEMPTS


def claimed(clock: Clock, name: str) -> Worker:
    """A worker that took a task, and was then heard of no more."""
    silent = worker(clock, name)
    assert silent._claim() is not None
    return silent


def test_the_task_of_a_silent_worker_is_taken_up_again_when_its_lease_ends(clock: Clock) -> None:
    enqueue(f"{HERE}.note", "a")
    claimed(clock, "killed")
    second = worker(clock, "second")
    clock.wait(seconds=59)
    assert second.free_abandoned() == 0
    clock.wait(seconds=2)
    assert second.free_abandoned() == 1
    clock.wait(seconds=6)
    assert second.run_until_empty() == 1
    assert ran == ["a"]
    assert DBTaskResult.objects.get().worker_ids == ["killed", "second"]


def test_a_worker_that_lost_its_lease_does_not_write_the_result(clock: Clock) -> None:
    enqueue(f"{HERE}.note", "a")
    slow = claimed(clock, "slow")
    result = DBTaskResult.objects.get()
    clock.wait(minutes=2)
    second = worker(clock, "second")
    second.free_abandoned()
    clock.wait(minutes=1)
    second.run_until_empty()
    assert not slow._give_back(result)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_two_workers_never_claim_the_same_task(clock: Clock) -> None:
    enqueue(f"{HERE}.note", "a")
    assert worker(clock, "one")._claim() is not None
    assert worker(clock, "two")._claim() is None


def test_a_recurring_task_is_queued_once_when_it_is_due(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "recurring", {})
    every(timedelta(hours=1))(forget)
    for name in ("one", "two"):
        worker(clock, name).put_due_in_queue()
    assert DBTaskResult.objects.count() == 1
    clock.wait(minutes=59)
    worker(clock).put_due_in_queue()
    assert DBTaskResult.objects.count() == 1
    clock.wait(minutes=2)
    worker(clock).put_due_in_queue()
    assert DBTaskResult.objects.count() == 2
    assert ScheduledTask.objects.get().next_at == clock() + timedelta(hours=1)


@task
def forget() -> None:
    """Does nothing."""


def test_old_results_are_forgotten(clock: Clock) -> None:
    enqueue(f"{HERE}.note", "a")
    worker(clock).run_until_empty()
    assert tasks.forget_finished.call() == 0
    DBTaskResult.objects.update(finished_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert tasks.forget_finished.call() == 1


def test_the_embedded_database_is_told_how_its_rows_are_spread(clock: Clock) -> None:
    if connection.vendor != "sqlite":
        tasks.refresh_statistics.call()  # PostgreSQL does it by itself
        return
    TaskLease.objects.bulk_create(
        TaskLease(task_id=uuid.UUID(int=number), worker="one", until=clock())
        for number in range(1000)
    )
    tasks.refresh_statistics.call()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        assert ("lib_tasklease",) in cursor.fetchall()
