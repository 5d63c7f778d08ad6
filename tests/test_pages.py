"""What must hold of every page: who may see it, and templates that are closed to injected code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template import Context, Engine, engines
from django.urls import URLPattern, URLResolver, get_resolver

from tests import house
from tests.strict_templates import LOUD, UndefinedVariable
from virage.ui import access

TEMPLATES = sorted((house.HOME / "virage").glob("*/templates/**/*.html"))
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, address)
        else:
            yield address, entry


def _told(view: object) -> str:
    """How a view is named in a finding; a partial object has a module and no name."""
    return f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', repr(view))}"


def test_every_address_says_whom_it_is_for() -> None:
    patterns = list(_patterns(get_resolver()))
    silent = [
        f"/{address} ({_told(pattern.callback)})"
        for address, pattern in patterns
        if access.declared(pattern.callback) is None and not access.is_open_module(pattern.callback)
    ]
    assert patterns
    assert not silent, "these views declare no audience: " + "; ".join(silent)


def test_no_view_of_ours_hides_among_those_that_guard_themselves() -> None:
    ours = [
        f"/{address}"
        for address, pattern in _patterns(get_resolver())
        if _told(pattern.callback).startswith("virage.") and access.is_open_module(pattern.callback)
    ]
    assert not ours


FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another origin": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=\"(?:https?:)?//", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+off", re.IGNORECASE),
}


def test_templates_keep_to_the_security_policy() -> None:
    found = [
        f"{template.relative_to(house.HOME)} holds {what}"
        for template in TEMPLATES
        for what, pattern in FORBIDDEN.items()
        if pattern.search(_COMMENT.sub("", template.read_text(encoding="utf-8")))
    ]
    assert TEMPLATES
    assert not found, "; ".join(found)


def test_every_template_compiles() -> None:
    for template in TEMPLATES:
        engines["django"].get_template(template.as_posix().split("/templates/", 1)[1])


def test_templates_are_named_after_their_package() -> None:
    """Two packages cannot then fight over a name; libraries' pages are restyled in a few folders."""
    restyled = {"account", "mfa", "allauth", "registration", "django"}
    strangers = []
    for template in TEMPLATES:
        package, rest = (
            template.relative_to(house.HOME / "virage").as_posix().split("/templates/", 1)
        )
        folder = rest.split("/")[0]
        at_the_root = rest in {
            "400.html",
            "403.html",
            "403_csrf.html",
            "404.html",
            "429.html",
            "500.html",
        }
        if folder != package and folder not in restyled and not at_the_root:
            strangers.append(template.relative_to(house.HOME).as_posix())
    assert not strangers


def _engine(folder: Path) -> Engine:
    return Engine(dirs=[str(folder)], string_if_invalid=LOUD)


def test_an_undefined_variable_in_our_templates_fails() -> None:
    folder = house.HOME / "tests" / "templates"
    with pytest.raises(UndefinedVariable, match="nothing_of_that_name"):
        _render_as_ours(folder, "undefined.html")


def test_an_undefined_variable_of_a_library_is_left_alone() -> None:
    assert (
        _engine(house.HOME / "tests" / "templates")
        .get_template("undefined.html")
        .render(Context({}))
        == "[]\n"
    )


def _render_as_ours(folder: Path, name: str) -> str:
    template = _engine(folder).get_template(name)
    ours = str(house.HOME / "virage" / "invented" / name)
    template.origin.name = ours
    return template.render(Context({}))


def test_every_package_with_words_or_templates_is_installed() -> None:
    """The framework finds templates and translations in installed packages only."""
    installed = {config.name for config in apps.get_app_configs()}
    lost = [
        package
        for package in house.packages()
        if f"virage.{package}" not in installed
        and any(
            (house.HOME / "virage" / package / folder).is_dir()
            for folder in ("templates", "locale", "static")
        )
    ]
    assert not lost, f"not in INSTALLED_APPS: {lost}"
