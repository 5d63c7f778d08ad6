"""Every entry of the journal is explained in words by the package that records it."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests import house
from virage.audit.rules import ENTRY
from virage.contracts.acts import acts

pytestmark = pytest.mark.once


def _is_entry(node: ast.Constant) -> bool:
    return isinstance(node.value, str) and bool(ENTRY.match(node.value))


def _written() -> Iterator[tuple[str, str]]:
    """Where an entry is written, and its pattern: what is put in at run time may be any word."""
    for module in house.product():
        if module.name.endswith(".acts"):
            continue
        inside = set()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr):
                inside |= {id(part) for part in node.values}
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
                    for part in node.values
                ]
                if ENTRY.match("".join(parts).replace("[a-z-]+", "x").replace("\\", "")):
                    yield house.where(module, node.lineno), "".join(parts)
            elif isinstance(node, ast.Constant) and id(node) not in inside and _is_entry(node):
                yield house.where(module, node.lineno), re.escape(str(node.value))


def test_every_entry_that_the_code_writes_is_explained() -> None:
    written = list(_written())
    assert len(written) > 30
    codes = [one.code for one in acts]
    unexplained = [
        f"{where}: {pattern}"
        for where, pattern in written
        if not any(re.fullmatch(pattern, code) for code in codes)
    ]
    assert unexplained == [], "say it in words in the `acts.py` of the package"


def test_every_act_has_the_form_of_an_entry_and_is_of_a_package() -> None:
    for one in acts:
        assert ENTRY.match(one.code), one.code
        assert one.code.split(":")[0] in house.packages(), one.code


def test_no_two_acts_are_told_alike_by_one_package() -> None:
    told = [(one.code.split(":")[0], one.words) for one in acts]
    assert len(told) == len(set(told))
