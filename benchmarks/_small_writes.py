"""Helper of `accepting`: writes journal lines, each in its own transaction, and times each.

Waits for a first line on its input, writes until a second one, then prints the latencies as JSON.
"""

import json
import sys
import threading
import time

from django.db import transaction

from virage.audit import actions as audit
from virage.lib import clock

PAUSE_SECONDS = 0.02


def main() -> None:
    """Write between the first and the second line of the input; latencies in seconds."""
    _write()
    print('"ready"', flush=True)
    sys.stdin.readline()
    ended = threading.Event()
    threading.Thread(target=_until_told, args=[ended], daemon=True).start()
    latencies: list[float] = []
    while not latencies or not ended.wait(PAUSE_SECONDS):
        start = time.perf_counter()
        _write()
        latencies.append(time.perf_counter() - start)
    print(json.dumps(latencies), flush=True)


def _until_told(ended: threading.Event) -> None:
    sys.stdin.readline()
    ended.set()


def _write() -> None:
    with transaction.atomic():
        audit.record(
            by="benchmarks.writer:1",
            at=clock.now(),
            entry="benchmarks:line:written",
            subject="benchmarks.writer:1",
        )
