"""Tables of the background work: who holds a running task, and when a recurring one is due again."""

from django.db import models


class TaskLease(models.Model):
    """A worker holds a running task until a moment; past it, another may take the task up again."""

    task_id = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=64)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.task_id} {self.worker}"


class ScheduledTask(models.Model):
    """The next moment at which a recurring task is to be put in the queue."""

    path = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.path
