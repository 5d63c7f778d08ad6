"""The words of the interface: French typography, a complete English, and the tools that see to both."""

import ast
import gettext
from pathlib import Path

import pytest

from tests import house
from tools import messages
from tools.bare_words import bare_words
from tools.typesetting import set_code, set_french, set_messages, set_template
from tools.typography import english_faults, french_faults, placeholders

pytestmark = pytest.mark.once


NBSP = "\u00a0"
NARROW = "\u202f"


def test_every_french_sentence_is_well_set_and_translated() -> None:
    found = messages.faults(house.HOME)
    assert not found, "\n".join(["bin/messages check says:", *found])


TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def test_no_sentence_hides_in_a_formatted_string() -> None:
    """Before Python 3.12 what is inside one is not read as code: its English would never be asked for."""
    hidden = [
        house.where(module, call.lineno)
        for module in house.product()
        for string in ast.walk(module.tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in TRANSLATES
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden, "say it before the f-string: " + ", ".join(hidden)


@pytest.mark.parametrize(
    "sentence",
    [
        "Avant : après",
        "Avant: après",
        f"Avant{NARROW}: après",
        "Vraiment ?",
        f"Vraiment{NBSP}?",
        "Vraiment!",
        "l’un ; l’autre",
        "75 %",
        "75%",
        "75%% des services",
        "de %(share)s %%",
        "« services »",
        f"«{NBSP}services »",
        "12 000 demandes",
        "l'organisme",
        "et cetera...",
        'le "service"',
        "<strong>Attention :</strong> relisez",
    ],
)
def test_badly_set_french_is_seen(sentence: str) -> None:
    assert french_faults(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"Avant{NBSP}: après",
        f"Vraiment{NARROW}?",
        f"75{NARROW}%% des services{NARROW}; %(share)s",
        f"«{NBSP}services{NBSP}»",
        f"12{NARROW}000 demandes en 2020",
        "à 14:30, voir https://virage.example/?page=2",
        "Fichier reçu le %(day)s par %(name)s",
        '<a href="/aide/?q=1">l’aide</a>',
        "{count} services",
        "Un point-virgule suit&nbsp;: oui",
        "",
    ],
)
def test_well_set_french_is_left_alone(sentence: str) -> None:
    assert french_faults(sentence) == []


def test_french_spaces_in_an_english_sentence_are_seen() -> None:
    assert english_faults("Before : after")
    assert english_faults(f"75{NARROW}%")
    assert english_faults("a «word»")
    assert english_faults("Before: after, 75%? “Yes”") == []


def test_placeholders_are_those_that_a_translation_must_hold() -> None:
    assert placeholders("%(b)s, %(a)d, {c} et 100 %% de %s") == ["%(a)d", "%(b)s", "%s", "{c}"]


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A project of one package with one French sentence in code and one in a template."""
    package = tmp_path / "virage" / "invented"
    (package / "templates" / "invented").mkdir(parents=True)
    (package / "__init__.py").write_text('"""Invented."""\n')
    (package / "views.py").write_text('title = gettext("Un titre")\n', encoding="utf-8")
    (package / "templates" / "invented" / "page.html").write_text(
        "{% blocktranslate count n=n %}{{ n }} service{% plural %}{{ n }} services{% endblocktranslate %}",
        encoding="utf-8",
    )
    return tmp_path


def _translate(home: Path, **english: str) -> Path:
    messages.update(home)
    path = messages.po_path(home / "virage" / "invented")
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'msgid "Un titre"\nmsgstr ""', f'msgid "Un titre"\nmsgstr "{english["title"]}"'
    )
    text = text.replace(
        'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(n)s service"\nmsgstr[1] "%(n)s services"'
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sentence_without_english_is_told(invented: Path) -> None:
    assert any("not in the English file" in fault for fault in messages.faults(invented))
    messages.update(invented)
    assert any("not translated" in fault for fault in messages.faults(invented))
    _translate(invented, title="A title")
    assert messages.faults(invented) == []


def test_updating_keeps_what_was_translated_and_drops_what_is_said_no_more(invented: Path) -> None:
    path = _translate(invented, title="A title")
    assert messages.update(invented) == []
    (invented / "virage" / "invented" / "views.py").write_text("title = 1\n")
    assert any("said nowhere" in fault for fault in messages.faults(invented))
    assert messages.update(invented) == [path]
    assert "A title" not in path.read_text(encoding="utf-8")
    assert "%(n)s services" in path.read_text(encoding="utf-8")
    assert messages.faults(invented) == []


def test_a_translation_that_loses_a_placeholder_is_told(invented: Path) -> None:
    path = _translate(invented, title="A title")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"%(n)s services"\n\n', '"%(m)s services"\n\n')
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgstr[1] "%(n)s', 'msgstr[1] "%(m)s')
    )
    assert any("placeholders differ" in fault for fault in messages.faults(invented))


def test_a_bilingual_text_in_code_is_checked_too(invented: Path) -> None:
    views = invented / "virage" / "invented" / "views.py"
    views.write_text(
        'title = Text("Attention : danger", "Beware: danger")\nother = Text("Oui", "")\n'
    )
    found = messages.faults(invented)
    assert any("a colon needs U+00A0" in fault for fault in found)
    assert any("one language is missing" in fault for fault in found)


def test_a_sentence_translated_in_two_ways_is_told(invented: Path) -> None:
    _translate(invented, title="A title")
    other = invented / "virage" / "another"
    other.mkdir()
    (other / "__init__.py").write_text('"""Another."""\n')
    (other / "views.py").write_text('title = gettext("Un titre")\n')
    messages.update(invented)
    path = messages.po_path(other)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Un titre"\nmsgstr ""', 'msgid "Un titre"\nmsgstr "A heading"')
    )
    assert any("translated otherwise" in fault for fault in messages.faults(invented))


def test_zero_takes_the_singular_in_french_and_the_plural_in_english(invented: Path) -> None:
    _translate(invented, title="A title")
    messages.compile_all(invented)
    locale = invented / "virage" / "invented" / "locale"
    for language, zero in (("fr", "%(n)s service"), ("en", "%(n)s services")):
        catalog = gettext.translation("django", localedir=locale, languages=[language])
        assert catalog.ngettext("%(n)s service", "%(n)s services", 0) == zero


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Avant : après", f"Avant{NBSP}: après"),
        ("Avant: après", f"Avant{NBSP}: après"),
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Vraiment!", f"Vraiment{NARROW}!"),
        ("%(day)s :", f"%(day)s{NBSP}:"),
        ("{{ day }}:", f"{{{{ day }}}}{NBSP}:"),
        ("de 0 à 100 %%", f"de 0 à 100{NARROW}%%"),
        ("%(share)s %% des « %(many)s »", f"%(share)s{NARROW}%% des «{NBSP}%(many)s{NBSP}»"),
        ("l'organisme, 12 000 demandes...", f"l’organisme, 12{NARROW}000 demandes…"),
        (
            '<a href="/aide/?q=1">l\'aide</a> ; à 14:30',
            f'<a href="/aide/?q=1">l’aide</a>{NARROW}; à 14:30',
        ),
        ("https://virage.example/?page=2", "https://virage.example/?page=2"),
    ],
)
def test_a_sentence_is_set_and_setting_it_again_changes_nothing(typed: str, wanted: str) -> None:
    assert set_french(typed) == wanted
    assert set_french(wanted) == wanted
    assert french_faults(wanted) == []


def test_setting_touches_sentences_and_nothing_else() -> None:
    code = 'é = {"a" : 1}\nx = _("Été : oui", "b : c")  # note : non\ny = Text(fr="Un " "deux ?", en="No : x")\n'
    assert set_code(code) == (
        f'é = {{"a" : 1}}\nx = _("Été{NBSP}: oui", "b : c")  # note : non\n'
        f'y = Text(fr="Un " "deux{NARROW}?", en="No : x")\n'
    )
    page = '<p>a : b</p>{% translate "a : b" as x %}{% blocktranslate with n=n|default:"a : b" %}a : {{ n }} ?{% endblocktranslate %}'
    assert set_template(page) == (
        f'<p>a : b</p>{{% translate "a{NBSP}: b" as x %}}'
        f'{{% blocktranslate with n=n|default:"a : b" %}}a{NBSP}: {{{{ n }}}}{NARROW}?{{% endblocktranslate %}}'
    )
    english = 'msgid ""\n"a : "\n"b ?"\nmsgstr "a : b?"\n'
    assert set_messages(english) == f'msgid ""\n"a{NBSP}: "\n"b{NARROW}?"\nmsgstr "a : b?"\n'


def test_words_that_no_translation_reaches_are_seen() -> None:
    page = (
        '<title>Accueil</title>\n<p class="lead">{% translate "Oui" %} Virage 12 {{ figure }}</p>\n'
        "{% blocktranslate %}Un <b>mot</b>{% endblocktranslate %}{# rien #}<code>virage seed</code>\n"
        '<img alt="Une image" src="a.png"><a href="{{ url }}" title="{% translate "Aller" %}">ici</a>'
    )
    assert list(bare_words(page)) == [(1, "Accueil"), (4, "Une image"), (4, "ici")]
