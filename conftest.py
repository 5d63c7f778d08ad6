"""What all tests share: strict templates, a budget of queries, the markers, and a real browser."""

import gc
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from tests.strict_templates import LOUD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

# The people whom access tests name, an installation of its own and the demonstration, in every package.
pytest_plugins = ["tests.people", "tests.installation", "tests.demonstrated"]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "no Chromium here; Debian: sudo apt-get install chromium fonts-dejavu-core libatomic1"
NOT_POSTGRES = "holds on PostgreSQL only; run bin/test --postgres"


def _chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def pytest_configure() -> None:
    """Undefined variables in our templates, and pages beyond their budget of queries, are errors."""
    settings.TEMPLATES[0]["OPTIONS"] |= {"string_if_invalid": LOUD}  # type: ignore[operator]
    settings.MIDDLEWARE.insert(0, "tests.budget.QueryBudget")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the tests out among processes: a file stays whole, the demonstration is seeded once, what
    takes long begins first, and what empties the database runs when nothing else needs it."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        name = "demonstration" if "demonstration" in fixtures else item.location[0]
        item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    if "live_server" in fixtures:
        return 3
    if "demonstration" in fixtures:
        return 0
    return 1 if "installation" in fixtures or item.get_closest_marker("slow") else 2


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: looking for garbage in it costs time only."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, with the reason, what this machine or this database cannot run."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip(NOT_POSTGRES)
    if item.get_closest_marker("browser") and _chromium() is None:
        if os.environ.get("VIRAGE_TEST_REQUIRE_ALL"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """On a server, each process has a database of its own name; in memory it is its own already."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session", autouse=True)
def _copied_before_it_is_emptied(request: pytest.FixtureRequest) -> None:
    """Where a test will start a process on a copy of the migrated database, the copy is taken first of all:
    a test in a browser leaves that database empty."""
    if any("templates" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("templates")


@pytest.fixture(autouse=True)
def _journal_unread() -> None:
    """Each test has a journal of its own: what the process remembers of the last one is not its."""
    from virage.identity import queries

    queries.forget_first_entry()


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Each test begins in French: the language of the last page that another asked for is not its."""
    with translation.override("fr"):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright. Ask for it in tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # No sandbox: continuous integration runs as root, where Chromium refuses one.
        chromium = driver.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser", live_server: "LiveServer") -> Iterator["Page"]:
    """A fresh page whose relative addresses lead to the server of this test."""
    context = browser.new_context(base_url=live_server.url, locale="fr-CA")
    yield context.new_page()
    context.close()
