"""The demonstration, seeded once for every test that reads it, and served as `bin/demo` does."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
EMBEDDED_ONLY = "the demonstration lives in the embedded database; shown on that leg"


@dataclass
class Demonstration:
    """A seeded folder, and where it is served."""

    environment: dict[str, str]
    address: str = ""

    def virage(self, *arguments: str) -> str:
        """What a command prints; fails when it fails."""
        return subprocess.run(
            [str(BIN / "virage"), *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        ).stdout


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The invented government, seeded in a folder of its own."""
    if os.environ.get("VIRAGE_DATABASE_URL"):
        pytest.skip(EMBEDDED_ONLY)
    env = {name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")}
    env |= {
        "VIRAGE_DATA": str(tmp_path_factory.mktemp("demonstration")),
        "VIRAGE_DEMONSTRATION": "1",
        "VIRAGE_LOG_LEVEL": "ERROR",
    }
    made = Demonstration(env)
    made.virage("migrate", "--verbosity", "0")
    made.virage("seed")
    return made


def free_port() -> int:
    """A port that nothing answers on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The web server that `bin/demo` starts: its address."""
    port = free_port()
    server = subprocess.Popen(
        [str(BIN / "granian"), "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1",
         "--port", str(port), "--log-level", "error", "virage.site.wsgi:application"],
        env=environment,
        cwd=ROOT,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/sante", timeout=1)
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def served(demonstration: Demonstration) -> Iterator[Demonstration]:
    """The same, served by the web server that `bin/demo` starts."""
    demonstration.virage("collectstatic", "--noinput", "--verbosity", "0")
    with serving(demonstration.environment) as address:
        demonstration.address = address
        yield demonstration
