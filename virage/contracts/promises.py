"""What a body promised that its units would answer, and by when, for the barometer to judge.

The capability keeps the promises; the barometer holds each against the sealed answers of its units at every
edition, and never asks the body whether it was kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from virage.contracts.registry import Registry
from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Promise:
    """So many of these units will answer yes to that indicator by a day.

    - `reference` names it ("plans.promise:<public id>"): its owner resolves the title and the page.
    - `units` are codes of the indicator's register; none means all those of `organisation`.
    - Either `at_least` units (people, where people are counted) answer yes, or they are at least `share` (numerator, denominator) of the units
      that the question applies to (of the people, where people are counted): one of the two is null.
    - `baseline` is the label of the edition that it starts from, or "" when nothing was measured before.
    - It runs from `made_on` to `due_on`; the first period to end on or after `due_on` is the one that counts.
    """

    reference: str
    organisation: str
    indicator: str
    units: tuple[str, ...]
    at_least: int | None
    share: tuple[int, int] | None
    baseline: str
    made_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class PromiseSource:
    """Where promises of one kind are kept; `promises(known_at)` gives all those in force at that sequence.

    `known_at` is a record sequence, or None for what is known now. `code` is the kind of their references.
    """

    code: str
    title: Text
    promises: Callable[[int | None], Iterable[Promise]]


promise_sources: Registry[PromiseSource] = Registry("source of promises")
