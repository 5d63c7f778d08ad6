"""The layout of every page, seen through the gallery: languages, navigation, weight, error pages."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from virage.ui.context import navigation

pytestmark = pytest.mark.django_db

STATIC = Path(__file__).parent.parent / "static" / "ui"


def page(client: Client, address: str) -> str:
    """A page that must open."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_gallery_shows_every_component_in_both_languages(client: Client) -> None:
    french, english = page(client, "/galerie/"), page(client, "/en/galerie/")
    assert '<html lang="fr">' in french
    assert "Galerie des composants" in french
    assert '<html lang="en">' in english
    assert "Gallery of components" in english
    for component in (
        "breadcrumb", "page-title", "figures", "target-track", "chart-trend", "chart-bridge",
        "chart-body", "table-scroll", "facets", "card", "notice-error", "badge", "field",
        "error-summary", "steps", "timeline", "comparison", "tag", "pager", "legend", "downloads",
    ):  # fmt: skip
        assert re.search(rf'class="[^"]*\b{component}\b', french), component


def test_no_french_is_left_in_the_english_gallery(client: Client) -> None:
    text = re.sub(r"<[^>]*>", " ", page(client, "/en/galerie/"))
    left = re.findall(r"\b(?:des|les|une|est|pour|avec|déposer|réponse)\b", text)
    assert left == []


def test_the_language_switch_leads_to_the_same_page(client: Client) -> None:
    assert '<a href="/en/galerie/?page=2" lang="en" hreflang="en"' in page(
        client, "/galerie/?page=2"
    )
    assert '<a href="/galerie/?page=2" lang="fr" hreflang="fr"' in page(
        client, "/en/galerie/?page=2"
    )


def test_a_demonstration_says_so_on_every_page_and_an_installation_does_not(
    client: Client, settings: Settings
) -> None:
    settings.VIRAGE_DEMONSTRATION = True
    assert "Données inventées pour la démonstration." in page(client, "/galerie/")
    settings.VIRAGE_DEMONSTRATION = False
    assert "Données inventées pour la démonstration." not in page(client, "/galerie/")


@dataclass(frozen=True)
class Said:
    """The same words in both languages."""

    words: str

    def in_language(self, language: str) -> str:
        """The words."""
        return f"{self.words} {language}"


@dataclass(frozen=True)
class Entry:
    """A navigation entry of the tests."""

    title: Said
    url_name: str
    order: int
    audience: str = "public"
    under: str = ""
    within: Said | None = None

    @property
    def code(self) -> str:
        """Its words serve as its code."""
        return self.title.words


ENTRIES = [
    Entry(Said("late"), "ui:gallery", 9),
    Entry(Said("offices"), "ui:gallery", 1, audience="officer secretariat"),
    Entry(Said("not there"), "nowhere:at-all", 2),
    Entry(Said("early"), "ui:gallery", 3, audience="officer public"),
]


def test_navigation_shows_in_order_what_exists_and_its_reader_may_open(
    settings: Settings,
) -> None:
    settings.VIRAGE_NAVIGATION = "virage.ui.tests.test_layout.ENTRIES"
    request = RequestFactory().get("/galerie/")
    request.user = AnonymousUser()
    assert [link.title for link in navigation(request)] == ["early fr", "late fr"]
    assert all(link.current for link in navigation(request))
    request.path = "/ailleurs/"
    assert not any(link.current for link in navigation(request))


SECTIONS = [
    Entry(Said("gallery"), "ui:gallery", 1, within=Said("whole")),
    Entry(Said("part"), "api-documentation", 2, under="gallery"),
    Entry(Said("for offices"), "ui:gallery", 3, "officer", under="gallery"),
    Entry(Said("offices"), "ui:gallery", 4, "officer"),
    Entry(Said("orphan"), "api-documentation", 5, under="offices"),
]


def test_a_section_shows_its_parts_and_a_part_without_its_section_stands_alone(
    settings: Settings,
) -> None:
    settings.VIRAGE_NAVIGATION = "virage.ui.tests.test_layout.SECTIONS"
    request = RequestFactory().get("/galerie/")
    request.user = AnonymousUser()
    gallery, orphan = navigation(request)
    assert gallery.current
    assert [part.title for part in gallery.parts] == ["whole fr", "part fr"]
    assert [part.current for part in gallery.parts] == [True, False]
    assert (orphan.title, orphan.parts) == ("orphan fr", ())


def test_the_sheets_and_an_empty_page_weigh_under_thirty_kilobytes(client: Client) -> None:
    sheets = b"".join((STATIC / name).read_bytes() for name in ("tokens.css", "ui.css"))
    missing = client.get("/cette-page-n-existe-pas/", headers={"Accept-Language": "fr"})
    assert missing.status_code == 404
    assert len(gzip.compress(sheets)) + len(gzip.compress(missing.content)) < 30_000


def test_a_missing_page_says_what_to_do(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    said = client.get("/nulle-part/").content.decode()
    assert "Cette page n’existe pas" in said
    assert 'href="/"' in said
    assert "This page does not exist" in client.get("/en/nowhere/").content.decode()


def test_an_error_of_ours_is_told_in_both_languages_with_nothing_that_could_fail_again() -> None:
    said = render_to_string("500.html")
    assert "Une erreur de notre part" in said
    assert "An error on our side" in said
    source = get_template("500.html").template.source  # type: ignore[attr-defined]
    assert "{%" not in source


def test_a_form_sent_too_late_says_that_nothing_was_saved() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/galerie/")
    assert response.status_code == 403
    assert "Rien n’a été enregistré." in response.content.decode()


def test_a_printed_page_carries_its_address_and_its_date(client: Client) -> None:
    said = page(client, "/galerie/?page=2")
    assert re.search(r"http://testserver/galerie/\?page=2 – imprimé le \d", said)


def test_the_layout_asks_one_question_for_someone_who_is_not_signed_in(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1) as asked:  # whether the data are invented
        page(client, "/galerie/")
    assert "audit_journalline" in asked.captured_queries[0]["sql"]
