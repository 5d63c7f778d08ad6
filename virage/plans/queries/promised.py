"""The contributions that accepted plans promise, as the barometer judges them."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from virage.audit import queries as audit
from virage.contracts.promises import Promise
from virage.lib.clock import day_of
from virage.plans.queries.deposited import documents, facts_of_versions
from virage.plans.rules.content import Contribution, from_json
from virage.plans.rules.states import accepted_on

PROMISE = "plans.promise"


class Promised(NamedTuple):
    """A promise of a body under its last accepted terms; `made_on` is the day of the first deposit that
    made it, and `version` the last that says it."""

    body: str
    version: str
    made_on: date
    terms: Contribution

    @property
    def reference(self) -> str:
        """How the promise is named, whatever version says it."""
        return f"{PROMISE}:{self.body}/{self.terms.code}"


def promised(known_at: int | None = None, *, body: str | None = None) -> list[Promised]:
    """Every promise that an accepted version of a plan ever made, by body and code.

    What a later version changes is judged on its new terms, once accepted; what it drops is judged on the
    terms it had: nobody escapes a promise by leaving it out. Whether silence had accepted a version is told
    on the day of the journal line that one looks from.
    """
    line = audit.head() if known_at is None else audit.line_at(known_at)
    if line is None:
        return []
    on = day_of(line.at)
    bodies = None if body is None else [body]
    kept = documents(bodies=bodies, known_at=known_at)
    found: dict[tuple[str, str], Promised] = {}
    for of, versions in facts_of_versions(bodies=bodies, known_at=known_at).items():
        for one in versions:
            document = kept.get((of, one.label))
            if document is None or one.deposited_on > on or accepted_on(one, on) is None:
                continue
            for terms in from_json(document.content).promises:
                before = found.get((of, terms.code))
                made = before.made_on if before else one.deposited_on
                found[of, terms.code] = Promised(of, one.label, made, terms)
    return [found[key] for key in sorted(found)]


def promises(known_at: int | None) -> Iterator[Promise]:
    """The same, in the shape of the contract."""
    for one in promised(known_at):
        yield Promise(
            reference=one.reference,
            organisation=one.body,
            indicator=one.terms.indicator,
            units=one.terms.units,
            at_least=one.terms.at_least,
            share=one.terms.share,
            baseline=one.terms.baseline,
            made_on=one.made_on,
            due_on=one.terms.due_on,
        )
