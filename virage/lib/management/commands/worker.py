"""`virage worker`: runs the background work of the platform until it is asked to stop."""

import os
import signal
import socket
import uuid
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from virage.lib.tasks import LEASE, Worker


class Command(BaseCommand):
    """The queue, from the command line."""

    help = "Run background tasks until Ctrl-C or SIGTERM; a task in progress is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        """How it ends, and how long a silence frees a task."""
        parser.add_argument(
            "--until-empty", action="store_true", help="Run what is ready now, then stop."
        )
        parser.add_argument(
            "--lease",
            type=int,
            default=int(LEASE.total_seconds()),
            help="Seconds of silence after which another worker takes a task up again.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the queue."""
        worker = Worker(
            name=f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}",
            lease=timedelta(seconds=options["lease"]),
        )
        if options["until_empty"]:
            worker.free_abandoned()
            self.stdout.write(f"{worker.run_until_empty()} task(s) run.")
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
