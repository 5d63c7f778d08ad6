"""Background work: declare a task, put it in the queue, run the queue without losing anything.

A task is a function of plain arguments, declared with `task` in a package's `tasks.py`. `enqueue`
writes it in the caller's transaction, so that an action which is rolled back starts nothing. The
worker holds a task by a lease that it renews; the task of a worker that was killed is taken up again
when the lease ends, so a task may run twice and must bear it.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.db import close_old_connections, connection, connections, transaction
from django.utils.module_loading import autodiscover_modules, import_string
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from virage.lib.clock import now
from virage.lib.models import ScheduledTask, TaskLease

__all__ = ["Recurring", "Worker", "enqueue", "every", "recurring", "task"]

log = logging.getLogger(__name__)
Result = DBTaskResult[Any, Any]

LEASE = timedelta(seconds=60)
ATTEMPTS = 5
FIRST_BACKOFF = timedelta(seconds=5)
KEPT = timedelta(days=30)
# What SQLite's PRAGMA optimize may do, as https://sqlite.org/pragma.html#pragma_optimize numbers it.
ANALYSE, FROM_A_SAMPLE, OF_ALL_TABLES = 0x2, 0x10, 0x10000


def enqueue(path: str, *args: str | int, after: datetime | None = None) -> uuid.UUID:
    """Put a task in the queue by its dotted path, in the caller's transaction; returns its id.

    By path, since actions lie below the `tasks.py` that calls them. `after` delays it.
    """
    return uuid.UUID(str(import_string(path).using(run_after=after).enqueue(*args).id))


@dataclass(frozen=True, slots=True)
class Recurring:
    """A task put in the queue again and again, at least `period` apart."""

    path: str
    period: timedelta


recurring: dict[str, Recurring] = {}


def every(period: timedelta) -> Callable[[Any], Any]:
    """Declare that a task (already wrapped by `task`) recurs; the worker puts it in the queue."""

    def declare(declared: Any) -> Any:
        recurring[declared.module_path] = Recurring(declared.module_path, period)
        return declared

    return declare


class Worker:
    """Runs the queue in one process, one task at a time. `lease` is how long a silence frees a task."""

    def __init__(
        self,
        *,
        name: str,
        clock: Callable[[], datetime] = now,
        lease: timedelta = LEASE,
        interval: float = 1.0,
    ) -> None:
        self.name = name
        self.clock = clock
        self.lease = lease
        self.interval = interval
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until `stop`; a task in progress is finished first."""
        autodiscover_modules("tasks")
        while not self.stopping.is_set():
            close_old_connections()
            self.put_due_in_queue()
            self.free_abandoned()
            if not self.run_one():
                self.stopping.wait(self.interval)

    def run_until_empty(self) -> int:
        """Run what is ready now, then return how many tasks were run."""
        done = 0
        while not self.stopping.is_set() and self.run_one():
            done += 1
        return done

    def stop(self) -> None:
        """Ask for the end, after the task in progress."""
        self.stopping.set()

    def run_one(self) -> bool:
        """Claim and run the first ready task; False when there is none."""
        result = self._claim()
        if result is None:
            return False
        log.info("task started", extra={"task": result.task_path, "id": str(result.pk)})
        try:
            with self._heartbeat(result):
                value = result.task.call(
                    *result.args_kwargs["args"], **result.args_kwargs["kwargs"]
                )
        except Exception as error:  # noqa: BLE001 - whatever a task raises is kept with it
            self._failed(result, error)
        else:
            if self._give_back(result):
                result.set_successful(value)
                log.info("task done", extra={"task": result.task_path, "id": str(result.pk)})
        return True

    def put_due_in_queue(self) -> None:
        """Put in the queue every recurring task that is due; two workers put it there once."""
        at = self.clock()
        for one in recurring.values():
            with transaction.atomic():
                kept, made = ScheduledTask.objects.get_or_create(
                    path=one.path, defaults={"next_at": at + one.period}
                )
                due = made or ScheduledTask.objects.filter(
                    path=one.path, next_at=kept.next_at, next_at__lte=at
                ).update(next_at=at + one.period)
                if due:
                    enqueue(one.path)

    def free_abandoned(self) -> int:
        """Take up again the tasks whose worker has been silent for a whole lease; how many."""
        freed = 0
        for lease in TaskLease.objects.filter(until__lt=self.clock()):
            with transaction.atomic():
                if not TaskLease.objects.filter(pk=lease.pk, until=lease.until).delete()[0]:
                    continue
                result = DBTaskResult.objects.filter(
                    pk=lease.pk, status=TaskResultStatus.RUNNING
                ).first()
                if result is not None:
                    self._again_or_never(result, ConnectionAbortedError("its worker was killed"))
                    freed += 1
        return freed

    def _claim(self) -> Result | None:
        at = self.clock()
        ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).exclude(
            run_after__gt=at, run_after__lt=get_date_max()
        )
        # Looking first outside a transaction: an idle worker then never takes the write lock.
        for candidate in ready[:20]:
            with transaction.atomic():
                # Compare and swap, the same on both databases: the loser tries the next one.
                if DBTaskResult.objects.filter(
                    pk=candidate.pk, status=TaskResultStatus.READY
                ).update(
                    status=TaskResultStatus.RUNNING,
                    started_at=at,
                    worker_ids=[*candidate.worker_ids, self.name],
                ):
                    TaskLease.objects.update_or_create(
                        pk=candidate.pk, defaults={"worker": self.name, "until": at + self.lease}
                    )
                    candidate.refresh_from_db()
                    return candidate
        return None

    @contextmanager
    def _heartbeat(self, result: Result) -> Iterator[None]:
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(self.lease.total_seconds() / 4):
                try:
                    TaskLease.objects.filter(pk=result.pk, worker=self.name).update(
                        until=self.clock() + self.lease
                    )
                except Exception:  # noqa: BLE001 - a missed beat is caught up by the next one
                    log.warning("heartbeat missed", extra={"id": str(result.pk)})
            connections.close_all()

        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _give_back(self, result: Result) -> bool:
        """Whether the task was still ours: one taken up again elsewhere is no longer."""
        return bool(TaskLease.objects.filter(pk=result.pk, worker=self.name).delete()[0])

    def _failed(self, result: Result, error: Exception) -> None:
        log.error("task failed", exc_info=error, extra={"task": result.task_path})
        if self._give_back(result):
            self._again_or_never(result, error)

    def _again_or_never(self, result: Result, error: Exception) -> None:
        attempts = len(result.worker_ids)
        if attempts >= ATTEMPTS:
            result.set_failed(error)
            return
        result.status = TaskResultStatus.READY
        result.run_after = self.clock() + FIRST_BACKOFF * 2 ** (attempts - 1)
        result.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
        result.traceback = "".join(format_exception(error))
        result.save(update_fields=["status", "run_after", "exception_class_path", "traceback"])


@every(timedelta(days=1))
@task
def forget_finished() -> int:
    """Delete the results of tasks finished more than thirty days ago; how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now() - KEPT)
    return int(old.delete()[0])


@every(timedelta(days=1))
@task
def refresh_statistics() -> None:
    """Let SQLite count again what has grown tenfold, so that it goes on choosing the right index.

    It reads a sample, in hundredths of a second, under the writers' lock. PostgreSQL's autovacuum does
    the same by itself.
    """
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA optimize({OF_ALL_TABLES + ANALYSE + FROM_A_SAMPLE})")
