"""The lock of definitions: what may change without a new version, and what may not."""

import importlib.util
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from virage.barometer.rules import locks
from virage.contracts.indicators import Judgement
from virage.contracts.text import Text

pytestmark = pytest.mark.once


RULE = """
from virage.contracts.indicators import Judgement

LIMIT = 3

def is_above(count):
    return count > LIMIT

def judge(facts):
    if facts is None:
        return Judgement("unknown", "no_record")
    return Judgement("yes" if is_above(facts["count"]) else "no", "counted")
"""
GOLDEN = (
    (None, Judgement("unknown", "no_record")),
    ({"count": 3}, Judgement("no", "counted")),
    ({"count": 4}, Judgement("yes", "counted")),
)

TEXT = Text("Oui si plus de 3.", "Yes if more than 3.")

Load = Callable[[str], ModuleType]
_numbers = itertools.count()


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a rule to a file and import it, as a rules module is."""

    def write_and_import(source: str) -> ModuleType:
        path = tmp_path / f"rule_{next(_numbers)}.py"
        path.write_text(source, "utf-8")
        spec = importlib.util.spec_from_file_location("made_up_rules", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return write_and_import


@dataclass(frozen=True)
class Version:
    judge: Any
    version: int = 1
    since: date = date(2020, 4, 1)
    text: Text = TEXT
    golden: Any = GOLDEN


def test_comments_docstrings_and_layout_may_change(load: Load) -> None:
    told_better = RULE.replace(
        "    return count > LIMIT",
        '    """Whether it is enough."""\n\n    # strictly\n    return count  >  LIMIT',
    )
    assert told_better != RULE
    assert locks.source_hash(load(told_better).judge) == locks.source_hash(load(RULE).judge)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"unknown"', '"no"'),
        ("count > LIMIT", "count >= LIMIT"),
        ("LIMIT = 3", "LIMIT = 4"),
        ("        return Judgement", "        pass\n    return Judgement"),
    ],
    ids=["the judgement", "a rule that it calls", "a constant of that rule", "the structure"],
)
def test_what_decides_may_not_change(load: Load, before: str, after: str) -> None:
    assert before in RULE
    changed = load(RULE.replace(before, after, 1))
    assert locks.source_hash(changed.judge) != locks.source_hash(load(RULE).judge)


def test_what_the_judgement_does_not_use_may_change(load: Load) -> None:
    more = RULE + "\nOTHER = 5\n\ndef other():\n    return OTHER\n"
    assert locks.source_hash(load(more).judge) == locks.source_hash(load(RULE).judge)


def test_an_f_string_is_refused_since_it_tokenises_differently(load: Load) -> None:
    with pytest.raises(locks.CannotLock, match="f-string"):
        locks.source_hash(load(RULE.replace('"counted"', 'f"counted"')).judge)


def test_what_cannot_be_read_as_a_plain_rule_is_refused(load: Load) -> None:
    with pytest.raises(locks.CannotLock, match="function of its module"):
        locks.source_hash(load("judge = lambda facts: facts\n").judge)
    hidden = "def make(limit):\n    def judge(facts):\n        return limit\n    return judge\n"
    with pytest.raises(locks.CannotLock, match="function of its module"):
        locks.source_hash(load(hidden + "judge = make(3)\n").judge)
    with pytest.raises(locks.CannotLock, match="plain constants"):
        locks.source_hash(load(RULE.replace("LIMIT = 3", "LIMIT = 3.5")).judge)


def test_a_golden_table_that_is_not_true_cannot_be_locked(load: Load) -> None:
    wrong = Version(load(RULE.replace("LIMIT = 3", "LIMIT = 2")).judge)
    with pytest.raises(locks.LockBroken, match="golden table"):
        locks.lock("made.up", wrong)
    with pytest.raises(locks.LockBroken, match="no golden table"):
        locks.lock("made.up", Version(load(RULE).judge, golden=()))


def test_a_definition_edited_without_a_new_version_is_named(load: Load) -> None:
    committed = locks.lock_all({"made.up": [Version(load(RULE).judge)]})
    edited = load(RULE.replace("count > LIMIT", "LIMIT < count"))
    present = locks.lock_all({"made.up": [Version(edited.judge)]})
    assert locks.differences(committed, committed) == []
    assert locks.differences(committed, present) == [
        "made.up version 1: its sources changed; leave it as it was and write a new version."
    ]
    with pytest.raises(locks.LockBroken, match="its sources changed"):
        locks.extended(committed, present)


def test_a_text_or_a_date_changed_is_named(load: Load) -> None:
    judge = load(RULE).judge
    committed = locks.lock_all({"made.up": [Version(judge)]})
    reworded = Version(judge, text=Text("Oui si plus de 3.", "Yes."), since=date(2021, 4, 1))
    told = locks.differences(committed, locks.lock_all({"made.up": [reworded]}))
    assert [sentence.split("; ")[0] for sentence in told] == [
        "made.up version 1: its since changed",
        "made.up version 1: its en changed",
    ]


def test_an_old_version_stays_while_editions_cite_it(load: Load) -> None:
    judge = load(RULE).judge
    committed = locks.lock_all({"made.up": [Version(judge), Version(judge, version=2)]})
    told = locks.differences(committed, locks.lock_all({"made.up": [Version(judge, version=2)]}))
    assert told == ["made.up version 1 is locked but gone: an edition may cite it, put it back."]


def test_a_new_version_is_added_to_the_lock_file_and_the_old_one_kept(
    load: Load, tmp_path: Path
) -> None:
    judge, path = load(RULE).judge, tmp_path / "lock.json"
    assert locks.read(path) == {}
    locks.write(path, locks.lock_all({"made.up": [Version(judge)]}))
    present = locks.lock_all({"made.up": [Version(judge), Version(judge, version=2)]})
    assert locks.differences(locks.read(path), present) == [
        "made.up version 2 is not locked yet: write the lock."
    ]
    locks.write(path, locks.extended(locks.read(path), present))
    assert locks.differences(locks.read(path), present) == []
