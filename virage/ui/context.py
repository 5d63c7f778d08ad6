"""What the layout of every page needs: navigation, languages, sign-in link, banner, address and date."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from virage.lib.clock import day_of, now
from virage.ui import access

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class TwoLanguages(Protocol):
    """A text that exists in French and English (contracts.text.Text has this shape)."""

    def in_language(self, language: str) -> str: ...


class Entry(Protocol):
    """What a package declares to appear in the header (contracts.navigation.Entry has this shape).

    `audience` names one audience, or several with spaces between: any of them sees the entry. `under` is
    the code of the entry that it is a part of, `within` what that one calls itself among its parts.
    """

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> TwoLanguages: ...
    @property
    def url_name(self) -> str: ...
    @property
    def order(self) -> int: ...
    @property
    def audience(self) -> str: ...
    @property
    def under(self) -> str: ...
    @property
    def within(self) -> TwoLanguages | None: ...


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the header; `current` when the page is this one or beneath it, or in one of its `parts`."""

    title: str
    url: str
    current: bool = False
    language: str = ""
    parts: tuple["Link", ...] = ()


def layout(request: HttpRequest) -> dict[str, Any]:
    """The variables of ui/base.html; what costs a query waits until the template asks for it."""
    language = active_language()
    return {
        "ui_language": language,
        "ui_demonstration": settings.VIRAGE_DEMONSTRATION or SimpleLazyObject(holds_invented_data),
        "ui_navigation": SimpleLazyObject(lambda: navigation(request)),
        "ui_other_languages": SimpleLazyObject(lambda: other_languages(request)),
        "ui_home": address_of("portal:home") or "/",
        "ui_search": address_of("portal:search"),
        "ui_account": SimpleLazyObject(lambda: account(request)),
        "ui_address": request.build_absolute_uri(),
        "ui_today": day_of(now()),
    }


def holds_invented_data() -> bool:
    """Whether the database itself says so: a demonstration served without its setting still tells."""
    return bool(import_string(settings.VIRAGE_HOLDS_INVENTED_DATA)())


def active_language() -> str:
    """The language of the page, "fr" or "en"."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def said(text: TwoLanguages) -> str:
    """A text in the language of the page."""
    return text.in_language(active_language())


def address_of(name: str) -> str:
    """The path of a named page, or "" while no package provides it."""
    return page_of(name)


def page_of(name: str, *arguments: str) -> str:
    """The path of a named page of something, or "" while no package provides it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def navigation(request: HttpRequest) -> list[Link]:
    """The entries that this reader may open, in order, each section with its parts.

    The registry is named by the settings: `ui` draws the entries of packages it does not know. A part of a
    section that this reader may not open stands on its own.
    """
    language = active_language()
    entries = cast(Iterable[Entry], import_string(settings.VIRAGE_NAVIGATION))
    open_to_reader = {
        entry.code: (entry, url)
        for entry in sorted(entries, key=lambda one: one.order)
        if (url := address_of(entry.url_name))
        and any(access.belongs(request, one) for one in entry.audience.split())
    }
    home = address_of("portal:home")
    above = [
        url for _, url in open_to_reader.values() if url != home and request.path.startswith(url)
    ]
    # Of a section and its part, only the part is where the reader is.
    here = max(above, key=len, default=request.path)

    def link(entry: Entry, url: str) -> Link:
        parts = [
            Link(one.title.in_language(language), its, its == here)
            for one, its in open_to_reader.values()
            if one.under == entry.code
        ]
        if parts:
            own = entry.within or entry.title
            parts.insert(0, Link(own.in_language(language), url, url == here))
        current = url == here or any(part.current for part in parts)
        return Link(entry.title.in_language(language), url, current, parts=tuple(parts))

    return [
        link(entry, url)
        for entry, url in open_to_reader.values()
        if entry.under not in open_to_reader
    ]


def other_languages(request: HttpRequest) -> list[Link]:
    """This same page in each other language; its home page where the page exists in one only."""
    here = active_language()
    path = request.get_full_path()
    links = []
    for code, name in LANGUAGE_NAMES.items():
        if code == here:
            continue
        there = translate_url(path, code)
        if there == path:
            there = translate_url(address_of("portal:home") or "/", code)
        links.append(Link(name, there, language=code))
    return links


def account(request: HttpRequest) -> dict[str, Any]:
    """Whether someone is signed in, and the address to sign in or out at."""
    signed_in = request.user.is_authenticated
    name = "account_logout" if signed_in else settings.LOGIN_URL
    return {"signed_in": signed_in, "url": address_of(name)}
