"""Two versions side by side, and every re-baselining counted against the first version that said it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from virage.plans.rules import form
from virage.plans.rules.content import Content, as_document
from virage.plans.rules.fields import Section

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
KEYS: Mapping[str, tuple[str, ...]] = {form.BUDGETS: ("measure", "year")}
"""What names a row of a part: its code, unless said here."""


class Change(NamedTuple):
    """A field that differs, as it was typed."""

    field: str
    before: str
    after: str


class RowChange(NamedTuple):
    """A row added, removed or changed; `before` and `after` are the whole rows ({} for none)."""

    section: str
    key: str
    kind: str
    changes: tuple[Change, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]


def compare(before: Content, after: Content) -> list[RowChange]:
    """All that differs between two versions, in the order of the form; what is the same is left out."""
    old, new = as_document(before), as_document(after)
    found: list[RowChange] = []
    for section in form.SECTIONS:
        names = [one.name for one in section.fields]
        was, now = _rows(section, old), _rows(section, new)
        for key in dict.fromkeys((*was, *now)):
            one, other = was.get(key, {}), now.get(key, {})
            changes = tuple(
                Change(name, one.get(name, ""), other.get(name, ""))
                for name in names
                if one.get(name, "") != other.get(name, "")
            )
            if changes or not one or not other:
                kind = ADDED if not one else REMOVED if not other else CHANGED
                found.append(RowChange(section.code, key, kind, changes, one, other))
    return found


def _rows(section: Section, document: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    if section.single:
        return {"": document[section.code]}
    key = KEYS.get(section.code, ("code",))
    return {" ".join(row[name] for name in key): row for row in document[section.code]}


class Rebaselining(NamedTuple):
    """A commitment that a later version changed: what it was at first, just before, and became.

    `kind` is a part of the form; `field` is "ends_on", "due_on", "cents", "at_least", "share", "units",
    "indicator", or "dropped" when the version no longer says it. Values are days, integers or texts.
    """

    kind: str
    code: str
    field: str
    version: str
    on: date
    first: Any
    before: Any
    after: Any

    @property
    def against_first(self) -> int | None:
        """Days or cents since the first version; None where no such difference exists."""
        if isinstance(self.first, date) and isinstance(self.after, date):
            return (self.after - self.first).days
        if self.field == "cents" and self.after is not None:
            return int(self.after - self.first)
        return None


def commitments(content: Content) -> dict[tuple[str, str, str], Any]:
    """What a version commits its body to, by (part, code, field)."""
    found: dict[tuple[str, str, str], Any] = {}
    for measure in content.measures:
        found[form.MEASURES, measure.code, "ends_on"] = measure.ends_on
        found[form.MEASURES, measure.code, "cents"] = measure.cents
    for milestone in content.milestones:
        found[form.MILESTONES, milestone.code, "due_on"] = milestone.due_on
    for promise in content.promises:
        found[form.PROMISES, promise.code, "due_on"] = promise.due_on
        found[form.PROMISES, promise.code, "indicator"] = promise.indicator
        found[form.PROMISES, promise.code, "units"] = " ".join(promise.units) or form.ALL_UNITS
        found[form.PROMISES, promise.code, "wanted"] = (
            str(promise.at_least)
            if promise.share is None
            else f"{promise.share[0]}/{promise.share[1]}"
        )
    return found


def rebaselinings(versions: Sequence[tuple[str, date, Content]]) -> list[Rebaselining]:
    """Every change of a commitment from version to version, oldest first: (label, deposited on, content).

    None is forgotten, and each is held against the first version that made the commitment, however
    often it changed since. What is dropped and comes back keeps its first.
    """
    first: dict[tuple[str, str, str], Any] = {}
    last: dict[tuple[str, str, str], Any] = {}
    dropped: set[tuple[str, str]] = set()
    found: list[Rebaselining] = []
    for label, on, content in versions:
        said = commitments(content)
        there = {key[:2] for key in said}
        for kind, code in dict.fromkeys(key[:2] for key in last):
            if (kind, code) not in there and (kind, code) not in dropped:
                dropped.add((kind, code))
                found.append(Rebaselining(kind, code, "dropped", label, on, None, None, None))
        dropped -= there
        for key, value in said.items():
            if key in first and value != last[key]:
                found.append(Rebaselining(*key, label, on, first[key], last[key], value))
            first.setdefault(key, value)
            last[key] = value
    return found


def counted(found: Iterable[Rebaselining]) -> dict[tuple[str, str], int]:
    """How many re-baselinings each commitment went through, by (part, code)."""
    number: dict[tuple[str, str], int] = {}
    for one in found:
        number[one.kind, one.code] = number.get((one.kind, one.code), 0) + 1
    return number
