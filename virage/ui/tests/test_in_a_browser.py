"""The gallery in a real browser: accessible, within a phone's width, usable from the keyboard."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = ["/galerie/", "/en/galerie/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(page: "Page", address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_is_wider_than_its_screen(page: "Page", address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_on_charts_keep_their_size_on_a_phone_and_never_overlap(page: "Page") -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/galerie/")
    overlaps = page.evaluate(
        """() => [...document.querySelectorAll('svg.chart')].flatMap(chart => {
            const words = [...chart.querySelectorAll('text')].map(
                one => [one.textContent, one.getBoundingClientRect()]);
            return words.flatMap(([a, p], i) => words.slice(i + 1)
                .filter(([b, q]) => p.left < q.right - 1 && q.left < p.right - 1
                    && p.top < q.bottom - 2 && q.top < p.bottom - 2)
                .map(([b]) => chart.id + a + ' / ' + b));
        })"""
    )
    assert overlaps == []
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('svg.chart text')]"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes
    assert min(sizes) >= 13


def test_nothing_breaks_the_security_policy(page: "Page") -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/galerie/")
    page.wait_for_load_state("networkidle")
    assert said == []


def test_the_navigation_opens_with_one_button_on_a_phone_without_a_script(page: "Page") -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/galerie/")
    links = page.locator(".nav-fold a")
    assert not links.first.is_visible()
    page.locator(".nav-fold summary").focus()
    page.keyboard.press("Enter")
    assert links.first.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: "Page") -> None:
    page.goto("/galerie/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_of_the_keyboard_shows_where_it_is(page: "Page") -> None:
    page.goto("/galerie/")
    page.keyboard.press("Tab")
    for _stop in range(40):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2
