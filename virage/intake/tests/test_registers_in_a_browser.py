"""Registers in a real browser: accessible in both languages at 320 px, by keyboard, and with no script."""

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.installation import Installation
from virage.intake.tests.handing_in import KIND
from virage.intake.tests.test_in_a_browser import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

REGISTERS = "/depots/registres/"
HERE = f"{REGISTERS}{KIND}/"
DRAFT = f"{HERE}brouillon/"


@pytest.fixture
def site(installation: Installation) -> Site:
    if installation.database_url:
        pytest.skip("the same pages on either engine: once is enough")
    return Site(installation)


def judge(page: "Page", address: str) -> None:
    """The page opens, breaks no rule of accessibility, and does not scroll sideways."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found], address
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_registers_are_accessible_on_a_phone_and_on_a_desk(site: Site, browser: "Browser") -> None:
    context = site.open(browser)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(HERE)
    page.get_by_role("button", name="Modifier en ligne").click()
    page.get_by_label("Ligne 1, Demandes").fill("beaucoup")
    page.get_by_role("button", name="Vérifier et déposer").click()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in (REGISTERS, HERE, f"{HERE}sans-changement/", DRAFT):
            judge(page, address)
            judge(page, f"/en{address}")
    # What the security policy refuses is said on the console.
    assert not said
    context.close()


def test_a_register_is_confirmed_and_edited_with_no_script(site: Site, browser: "Browser") -> None:
    context = site.open(browser, script=False)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(HERE)
    page.get_by_role("link", name="Rien n’a changé").click()
    page.get_by_role("button", name="Confirmer que rien n’a changé").click()
    assert page.get_by_role("status").inner_text() == "Accepté"

    page.goto(HERE)
    page.get_by_role("button", name="Modifier en ligne").click()
    page.get_by_label("Ligne 1, Demandes").fill("9000")
    page.get_by_role("button", name="Ajouter une ligne").click()
    # The new row is where one goes on typing, and what was typed is still there.
    assert page.get_by_label("Ligne 1, Demandes").input_value() == "9000"
    added = page.get_by_role("row").last
    assert added.get_by_label("Service").count() == 1
    page.get_by_role("button", name="Vérifier et déposer").click()
    assert page.get_by_role("status").inner_text() == "Vérifié, à accepter"
    page.get_by_role("link", name="Revenir au brouillon").click()
    assert page.get_by_label("Ligne 1, Demandes").input_value() == "9000"
    context.close()


def test_the_editor_works_by_keyboard_alone(site: Site, browser: "Browser") -> None:
    context = site.open(browser)
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(HERE)
    page.get_by_role("button", name="Modifier en ligne").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ligne 1, Demandes").wait_for()

    # The help of a column opens beside it and closes again, and the focus comes back.
    page.get_by_role("button", name="Aide, Demandes").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Zéro s’écrit 0").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_text("Zéro s’écrit 0").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')")

    # A cell that gets the focus is not under the row’s heading, which stays in view.
    rows = page.get_by_role("row").count()
    page.get_by_label("Ligne 1, Demandes").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("77")
    page.keyboard.press("Shift+Tab")
    boxes = page.evaluate(
        "[document.activeElement, document.querySelector('.edit tbody th')]"
        ".map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert boxes[0][0] >= boxes[1][1] - 1

    page.get_by_role("button", name="Ajouter une ligne").focus()
    page.keyboard.press("Enter")
    page.get_by_role("row").nth(rows).wait_for()
    # Without leaving the page: the focus is in the first cell of the new row.
    assert page.url.endswith("brouillon/?organisme=ministere-eau")
    row = page.evaluate("document.activeElement.closest('tr').id")
    assert row == f"r{rows}"
    # Enter in a cell keeps the draft, and hands nothing in.
    page.get_by_label("Ligne 1, Demandes").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**page=1")
    assert page.get_by_label("Ligne 1, Demandes").input_value() == "77"
    context.close()
