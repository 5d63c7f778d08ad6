"""The demonstration as a visitor meets it: seeded, served, walked through page by page in a browser."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils import translation

from tests.demonstrated import BIN, ROOT, Demonstration, free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES_PER_SHAPE = 1
"""Of pages that differ only by what they are about (units, bodies), one is walked through."""
SHAPES_OF_TARGETS = ("4.2", "5.1", "5.2")


def figures(demonstration: Demonstration, edition: str) -> dict[str, dict[str, object]]:
    """The figures of an edition by indicator code."""
    shown = json.loads(demonstration.virage("barometer", "show", edition, "--format", "json"))
    return {one["code"]: one for one in shown["indicators"]}


def test_its_editions_and_its_journal_verify(demonstration: Demonstration) -> None:
    demonstration.virage("barometer", "verify")
    demonstration.virage("audit", "verify")


def test_its_page_in_the_documents_tells_its_own_figures(demonstration: Demonstration) -> None:
    latest: dict[str, Any] = figures(demonstration, "2025-2026")["services.take-up-above-75"]
    told = (ROOT / "docs" / "demonstration.md").read_text(encoding="utf-8")
    for name in ("share", "lower", "upper"):
        assert f"{latest[name]['percent']}%" in told


def test_it_shows_a_late_body_a_new_definition_and_a_verdict_that_cannot_be_told(
    demonstration: Demonstration,
) -> None:
    take_up = "services.take-up-above-75"
    first = figures(demonstration, "2023-2024")[take_up]
    revised = figures(demonstration, "2023-2024-r1")[take_up]
    latest = figures(demonstration, "2025-2026")[take_up]
    assert first["yes"] != revised["yes"], "the late body changes the revision"
    assert (revised["version"], latest["version"]) == (1, 2)
    assert latest["verdict"] == "undetermined"
    change = json.loads(
        demonstration.virage(
            "barometer", "compare", "2023-2024-r1", "2024-2025", "--format", "json"
        )
    )
    step = next(one for one in change["indicators"] if one["code"] == take_up)
    assert step["definition"]["fraction"] != "0/1"


def test_seeding_again_is_refused_and_changes_nothing(demonstration: Demonstration) -> None:
    before = demonstration.virage("audit", "verify")
    with pytest.raises(subprocess.CalledProcessError):
        demonstration.virage("seed")
    assert demonstration.virage("audit", "verify") == before


def test_invented_data_are_refused_outside_a_demonstration(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")}
    done = subprocess.run(
        [str(BIN / "virage"), "seed"],
        env={**env, "VIRAGE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "VIRAGE_DEMONSTRATION" in done.stderr


@pytest.fixture(scope="module")
def undeclared(demonstration: Demonstration) -> Iterator[str]:
    """The demonstration, served by someone who forgot VIRAGE_DEMONSTRATION."""
    demonstration.virage("collectstatic", "--noinput", "--verbosity", "0")
    with serving(demonstration.environment | {"VIRAGE_DEMONSTRATION": "0"}) as address:
        yield address


@pytest.mark.parametrize("page", ["/", "/en/", "/barometre/", "/depots/formats/"])
def test_a_demonstration_served_without_its_setting_still_says_that_its_data_are_invented(
    undeclared: str, page: str
) -> None:
    told = urllib.request.urlopen(undeclared + page, timeout=20).read().decode()
    assert '<aside class="demonstration"' in told


def runs(group: int) -> bool:
    """Whether a process of that group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_bin_demo_starts_what_it_made_lets_people_in_and_leaves_nothing_running(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    if not (ROOT / ".venv" / "virage-stamp").exists():
        pytest.skip("not set up by bin/setup")
    data = tmp_path / "demo"
    shutil.copytree(demonstration.environment["VIRAGE_DATA"], data)
    (data / "demonstration").write_text("made by an earlier version")  # so migrations run again
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = {name: value for name, value in os.environ.items() if not name.startswith("VIRAGE_")}
    started = subprocess.Popen(
        [str(ROOT / "bin" / "demo")],
        env=env | {"VIRAGE_DATA": str(data), "VIRAGE_PORT": str(port)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert started.stderr
        link = next(line for line in started.stderr if "/lien/" in line).split()[-1]
        assert link.startswith(address)
        assert urllib.request.urlopen(link, timeout=20).status == 200
        started.terminate()
        assert started.wait(timeout=30) == 0
        end = time.monotonic() + 10  # what has ended is gone once the system has taken note
        while runs(started.pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert not runs(started.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)


def shape(address: str) -> str:
    """Pages of one shape differ only by what they are about: the same view shows them.

    A target counted by units, one counted by people and one without figures are not of one shape.
    """
    path = urlsplit(address).path
    with translation.override("en" if path.startswith("/en/") else "fr"):
        match = resolve(path)
    number = str(match.kwargs.get("number", ""))
    return f"{match.view_name} {number if number in SHAPES_OF_TARGETS else ''}"


@pytest.mark.browser
@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_page_reached_by_a_link_is_sound(
    served: Demonstration, browser: "Browser", start: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        base_url=served.address, java_script_enabled=True, viewport={"width": 320, "height": 800}
    )
    page, axe = context.new_page(), Axe()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url} {message.text}"))
    waiting, seen, faults = [served.address + start], set[str](), list[str]()
    per_shape: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        kind = shape(address)
        if address in seen or per_shape.get(kind, 0) >= PAGES_PER_SHAPE:
            continue
        seen.add(address)
        per_shape[kind] = per_shape.get(kind, 0) + 1
        response = page.goto(address)
        assert response is not None
        if response.status != 200:
            faults.append(f"{address}: {response.status}")
            continue
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        text = page.content()
        if "demonstration" not in text and "démonstration" not in text:
            faults.append(f"{address}: does not say that the data are invented")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            faults.append(f"{address}: scrolls sideways at 320 px")
        found = axe.run(page)
        faults += [f"{address}: {one['id']}" for one in found.response["violations"]]
        links = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
        waiting += [
            urljoin(address, urldefrag(link)[0])
            for link in links
            if link.startswith(served.address)
            and not re.search(r"\.(csv|json|zip|xlsx)(\?|$)|format=", link)
            and ("/en/" in link) == ("/en/" in start)
        ]
    context.close()
    assert not faults, "\n".join(faults)
    assert not told, "\n".join(told)
    assert len(seen) > 15
