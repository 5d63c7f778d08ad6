"""The demonstration as it is read: by a screen reader, on paper, in the dark, in forced colours."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.demonstrated import Demonstration
from virage.contracts.acts import acts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LISTENING = """() => {
    window.kept = document.querySelector('#unit-status');
    window.told = [];
    new MutationObserver(() => window.told.push(window.kept.textContent))
        .observe(window.kept, {childList: true, characterData: true, subtree: true});
}"""
HEARD = """() => [document.activeElement.id, window.told.splice(0).join(' '),
    document.querySelector('#unit-status') === window.kept]"""


@pytest.mark.browser
def test_a_list_replaced_in_place_is_told_and_the_focus_stays(
    served: Demonstration, browser: "Browser"
) -> None:
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/en/barometre/cibles/5.1/")
    everything = page.locator("#unit-status").inner_text()
    assert re.fullmatch(r"\d+ services counted\. Page 1 of \d+\.", everything)
    page.evaluate(LISTENING)

    def activate(identity: str) -> str:
        """What is said when that control is used from the keyboard; it must keep the focus."""
        with page.expect_response(lambda answer: "/barometre/cibles/" in answer.url):
            page.locator(f"#{identity}").press("Enter")
        page.wait_for_function("() => window.told.length > 0")
        focused, told, same_place = page.evaluate(HEARD)
        assert focused == identity
        assert same_place, "a screen reader reads the region that it knows, not a new one"
        return str(told)

    page.locator("#unit-q").fill("permit")
    found = activate("unit-q")
    assert re.match(r"\d+ of the \d+ services match\.", found)
    assert page.locator("#unit-table-caption").count() == 1
    page.locator("#unit-q").fill("nothing of that name")
    assert activate("unit-search").startswith("No service matches")
    page.locator("#unit-q").fill("")
    assert activate("unit-q") == everything
    assert " match." in activate("unit-facet-2")
    assert activate("unit-facet-1") == everything
    assert "Sorted by body, ascending." in activate("sort-units-organisme")
    assert "Sorted by body, descending." in activate("sort-units-organisme")
    assert "Page 2 of" in activate("units-page-2")
    while page.locator("#units-page-after[href]").count():
        said = activate("units-page-after")
    last = page.locator(".pager [aria-current]").inner_text()
    assert f"Page {last.split()[-1]} of {last.split()[-1]}." in said
    context.close()


READ_PAGES = (
    "/en/barometre/",
    "/en/barometre/cibles/5.1/",
    "/en/barometre/cibles/4.1/",
    "/en/barometre/organismes/",
    "/en/barometre/organismes/recettes/",
    "/en/barometre/editions/",
    "/en/barometre/editions/2023-2024/",
    "/en/barometre/unites/services/recettes-01/",
)
# An A4 sheet between its margins, in CSS pixels.
SHEET = 672


@pytest.mark.browser
def test_a_printed_page_says_where_it_comes_from_and_is_whole(
    served: Demonstration, browser: "Browser"
) -> None:
    context = browser.new_context(
        base_url=served.address, viewport={"width": SHEET, "height": 950}, color_scheme="dark"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    for address in READ_PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= SHEET, address
        foot = page.locator(".print-only")
        assert foot.is_visible()
        assert served.address + address in foot.inner_text()
        assert "printed on" in foot.inner_text()
        # Dark paper would be a page of ink.
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)", address
        cut = page.eval_on_selector_all(
            "main *:not(.visually-hidden)",
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 1"
            " && getComputedStyle(one).overflowX !== 'visible').map(one => one.className)",
        )
        assert cut == [], address
        assert page.locator("svg.chart").count() == page.locator("svg.chart:visible").count()
        behind = page.locator(".table-behind .table")
        assert all(one.is_visible() for one in behind.all()), "a table behind a chart is printed"
        assert page.locator("main input:visible, main button:visible").count() == 0
    context.close()


@pytest.mark.browser
def test_pages_are_as_sound_in_the_dark(served: Demonstration, browser: "Browser") -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(base_url=served.address, color_scheme="dark")
    page, axe = context.new_page(), Axe()
    for address in READ_PAGES:
        page.goto(address)
        found = axe.run(page).response["violations"]
        assert [one["id"] for one in found] == [], address
    context.close()


@pytest.mark.browser
def test_charts_take_the_colours_that_a_reader_forces(
    served: Demonstration, browser: "Browser"
) -> None:
    """Browsers force the colours of text and boxes, and leave those of drawings to the page."""
    context = browser.new_context(
        base_url=served.address, color_scheme="dark", forced_colors="active"
    )
    page = context.new_page()
    page.goto("/en/barometre/cibles/5.1/")
    strange = page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement('i'));
            const system = ['Canvas', 'CanvasText', 'Highlight', 'GrayText'].map(name => {
                probe.style.setProperty('background-color', name);
                probe.style.setProperty('forced-color-adjust', 'none');
                return getComputedStyle(probe).backgroundColor;
            });
            const allowed = new Set([...system, 'none']);
            return [...document.querySelectorAll('svg.chart [class^="c-"]')]
                .map(one => [one.getAttribute('class'), getComputedStyle(one)])
                .flatMap(([name, style]) => [[name, 'stroke', style.stroke], [name, 'fill', style.fill]])
                .filter(([name, part, colour]) => !allowed.has(colour)
                    && !(part === 'fill' && /axis|target-line|grid|joint|break|panel|published/.test(name)));
        }"""
    )
    assert strange == []
    context.close()


def test_every_line_of_its_journal_is_told_in_words(demonstration: Demonstration) -> None:
    database = Path(demonstration.environment["VIRAGE_DATA"]) / "virage.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        lines = opened.execute("SELECT DISTINCT entry FROM audit_journalline").fetchall()
    entries = {entry for (entry,) in lines}
    assert len(entries) > 10
    assert entries - {one.code for one in acts} == set()
