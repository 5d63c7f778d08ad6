"""The words of the interface: gathers the French from code and templates, keeps the English beside.

French sentences are the identifiers. `update` rewrites each package's English file from what its
code and templates say, keeping what was translated; `check` says what is missing, stale or badly
set; `typeset` puts the right spaces and apostrophes where plain ones stand; `compile` makes what the framework reads. Babel does the work: gettext's tools are not needed.
"""

import argparse
import ast
import io
import itertools
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tools.bare_words import bare_words
from tools.typesetting import typeset
from tools.typography import english_faults, french_faults, placeholders

HOME = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Dates would make every update a change; the rest of Babel's header says nothing here.
_NOISE = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|'
    r"Last-Translator|Language-Team|Generated-By):.*\n",
    re.MULTILINE,
)


def packages(home: Path) -> list[Path]:
    """The packages of the project, in the order of their names."""
    return sorted(path.parent for path in (home / "virage").glob("*/__init__.py"))


def sources(package: Path) -> Iterator[Path]:
    """The files of a package that may hold words: code and templates, tests left out."""
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).parts
        if "tests" in inside or "migrations" in inside or not path.is_file():
            continue
        if path.suffix == ".py" or (
            "templates" in inside and path.suffix in {".html", ".txt", ".md"}
        ):
            yield path


def gather(package: Path) -> Catalog:
    """Every French sentence of a package with the files it stands in."""
    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for path in sources(package):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        where = path.relative_to(package.parent.parent).as_posix()
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"})
        for _line, said, comments, context in found:
            catalog.add(said, locations=[(where, 0)], auto_comments=comments, context=context)
    return catalog


def po_path(package: Path) -> Path:
    """Where a package keeps its English."""
    return package / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The English file at `path`; an empty catalog when there is none."""
    if not path.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def _first(said: str | list[str] | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else said[0]


def _forms(said: object) -> tuple[str, ...]:
    if isinstance(said, str):
        return (said,)
    return tuple(one or "" for one in said) if isinstance(said, list | tuple) else ("",)


def written(catalog: Catalog) -> str:
    """The text of an English file, the same for the same words on any day."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    body = _NOISE.sub("", out.getvalue().decode())
    return body[body.index('msgid ""') :]


def update(home: Path) -> list[Path]:
    """Rewrite the English file of each package that has words; returns the files that changed."""
    changed = []
    for package in packages(home):
        wanted, path = gather(package), po_path(package)
        if not len(wanted):
            continue
        catalog = read(path)
        catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        text = written(catalog)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def compile_all(home: Path) -> None:
    """Make the compiled catalogs, English and French.

    The French one holds the plurals only: without it, zero would take the plural as in English.
    """
    for package in packages(home):
        path = po_path(package)
        if not path.exists():
            continue
        english = read(path)
        _write_mo(path.with_suffix(".mo"), english)
        french = Catalog(locale="fr", charset="utf-8", fuzzy=False)
        for message in english:
            if message.id and message.pluralizable:
                french.add(message.id, string=message.id, context=message.context)
        folder = package / "locale" / "fr" / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        _write_mo(folder / "django.mo", french)


def _write_mo(path: Path, catalog: Catalog) -> None:
    made = path.with_suffix(f".{os.getpid()}")
    with made.open("wb") as file:
        write_mo(file, catalog)
    made.replace(path)  # a running server never reads half a file


def _key(message: Message) -> tuple[str, str]:
    return (message.context or "", _first(message.id))


def _message_faults(message: Message, english: Message | None, where: str) -> Iterator[str]:
    told = f"{where}: {_first(message.id)[:70]!r}"
    for form in _forms(message.id):
        for fault in french_faults(form):
            yield f"{told}: {fault}"
    if english is None:
        yield f"{told}: not in the English file (bin/messages update)"
        return
    if message.pluralizable != english.pluralizable:
        yield f"{told}: plural in one and not in the other (bin/messages update)"
        return
    if not all(_forms(english.string)) or english.fuzzy:
        yield f"{told}: not translated"
        return
    french_marks = set().union(*(placeholders(form) for form in _forms(message.id)))
    english_marks = set().union(*(placeholders(form) for form in _forms(english.string)))
    if french_marks != english_marks:
        yield f"{told}: the placeholders differ ({sorted(french_marks ^ english_marks)})"
    for form in _forms(english.string):
        for fault in english_faults(form):
            yield f"{told}: in English, {fault}"


def _catalog_faults(home: Path) -> Iterator[str]:
    said: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}
    for package in packages(home):
        wanted, path = gather(package), po_path(package)
        english = {_key(message): message for message in read(path) if message.id}
        for message in wanted:
            if not message.id:
                continue
            where = message.locations[0][0] if message.locations else package.name
            yield from _message_faults(message, english.pop(_key(message), None), where)
        for _context, stale in english:
            yield f"{path.relative_to(home)}: {stale[:70]!r}: said nowhere (bin/messages update)"
        for message in read(path):
            if not message.id or not all(_forms(message.string)):
                continue
            before, there = said.setdefault(_key(message), (_forms(message.string), package.name))
            if before != _forms(message.string):
                yield (
                    f"{package.name}: {_first(message.id)[:70]!r}: translated otherwise in {there} "
                    "(the framework keeps only one; agree, or give one a context)"
                )


def texts(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """The bilingual texts written in code: line, French, English of each `Text(fr, en)`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "Text":
            continue
        given = {word.arg: word.value for word in node.keywords}
        given |= dict(zip(("fr", "en"), node.args, strict=False))
        values = [given.get(language) for language in ("fr", "en")]
        if all(
            isinstance(value, ast.Constant) and isinstance(value.value, str) for value in values
        ):
            french, english = (
                str(value.value) for value in values if isinstance(value, ast.Constant)
            )
            yield node.lineno, french, english


def _text_faults(home: Path) -> Iterator[str]:
    for package in packages(home):
        for path in sources(package):
            if path.suffix != ".py":
                continue
            for line, french, english in texts(ast.parse(path.read_text(encoding="utf-8"))):
                faults = french_faults(french)
                faults += [f"in English, {fault}" for fault in english_faults(english)]
                if not (french and english) and french + english:
                    faults.append("one language is missing")
                for fault in faults:
                    yield f"{path.relative_to(home)}:{line}: {french[:70]!r}: {fault}"


def _template_faults(home: Path) -> Iterator[str]:
    for package in packages(home):
        for path in sources(package):
            # The page of last resort is sent without the framework's help: it says both languages.
            if path.suffix == ".html" and path.name != "500.html":
                for line, text in bare_words(path.read_text(encoding="utf-8")):
                    yield f"{path.relative_to(home)}:{line}: {text[:70]!r}: outside {{% translate %}}"


def faults(home: Path) -> list[str]:
    """Everything wrong with the words of the project, one sentence each."""
    return [*_catalog_faults(home), *_text_faults(home), *_template_faults(home)]


def main() -> int:
    """Run what is asked; 1 when a check finds something."""
    parser = argparse.ArgumentParser(prog="bin/messages", description=__doc__)
    parser.add_argument("what", choices=["update", "check", "compile", "typeset"])
    parser.add_argument("packages", nargs="*", help="typeset these only: barometer portal")
    given = parser.parse_args()
    what = given.what
    if what == "typeset":
        wanted = [one for one in packages(HOME) if not given.packages or one.name in given.packages]
        for path in typeset(
            [*itertools.chain(*map(sources, wanted)), *filter(Path.exists, map(po_path, wanted))]
        ):
            print(path.relative_to(HOME))
        return 0
    if what == "update":
        for path in update(HOME):
            print(path.relative_to(HOME))
        compile_all(HOME)
        return 0
    if what == "compile":
        compile_all(HOME)
        return 0
    found = faults(HOME)
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
