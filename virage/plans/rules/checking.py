"""Turns what was typed into a plan, or says everything that is missing or wrong, field by field."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from virage.contracts.text import Text
from virage.plans.rules import form
from virage.plans.rules.cells import Problem, Reader, World
from virage.plans.rules.content import (
    Content,
    Contribution,
    Document,
    Measure,
    Planned,
    Row,
    Tie,
)

PERSON = re.compile(r"@|^(?:M\.|Mme|Mr\.?|Mrs\.?|Ms\.?)\s", re.IGNORECASE)


class Checked(NamedTuple):
    """The plan, or None with what stops it."""

    content: Content | None
    problems: tuple[Problem, ...]


def check(document: Document, world: World) -> Checked:
    """Read a whole draft. Every problem is told, in the order of the form."""
    problems: list[Problem] = []
    measures = frozenset(row.get("code", "").strip() for row in document.get(form.MEASURES, ()))

    def reader(section: str, row: Row) -> Reader:
        return Reader(form.BY_CODE[section], row, world, measures, problems)

    def rows(section: str) -> list[Reader]:
        return [reader(section, row) for row in document.get(section, ())]

    head = reader(form.PLAN, document.get(form.PLAN, {}))
    first, last, revision = (
        head.get(one) for one in ("period_from", "period_last", "revision_due_on")
    )
    _in_order(head, "period_last", first, last)
    summary = Text(head.text("summary_fr"), head.text("summary_en"))
    page = head.text("page")
    ties = [
        Tie(
            one.text("code"),
            one.text("kind"),
            one.text("reference"),
            one.text("title"),
            one.text("page"),
        )
        for one in rows(form.TIES)
    ]
    _tied(ties, problems)
    budgets: dict[str, list[tuple[str, int]]] = {}
    measures_read = [_read_measure(one) for one in rows(form.MEASURES)]
    if not measures_read:
        _needed(problems, form.MEASURES, Text("aucune mesure", "no measure"))
    _once(problems, document, (form.TIES, form.MEASURES), ("code",))
    for one in rows(form.BUDGETS):
        measure, year, cents = one.get("measure"), one.get("year"), one.get("amount")
        budgets.setdefault(measure, []).append((year, cents))
    _once(problems, document, (form.BUDGETS,), ("measure", "year"))
    milestones = [_read_milestone(one) for one in rows(form.MILESTONES)]
    without = sorted(measures - {one.measure for one in milestones} - {""})
    if without:
        _needed(
            problems,
            form.MILESTONES,
            Text(
                f"aucun jalon pour {', '.join(without)[:200]}",
                f"no milestone for {', '.join(without)[:200]}",
            ),
        )
    promises = [_read_promise(one) for one in rows(form.PROMISES)]
    _once(problems, document, (form.MILESTONES, form.PROMISES), ("code",))
    if problems:
        order = {one.code: at for at, one in enumerate(form.SECTIONS)}
        problems.sort(key=lambda one: order[one.section])
        return Checked(None, tuple(problems))
    return Checked(
        Content(
            form_version=form.FORM_VERSION,
            period_from=first,
            period_to=last + timedelta(days=1),
            revision_due_on=revision,
            summary=summary,
            page=page,
            ties=tuple(ties),
            measures=tuple(
                _with_budget(one, tuple(sorted(budgets.get(one.code, ())))) for one in measures_read
            ),
            milestones=tuple(milestones),
            promises=tuple(promises),
        ),
        (),
    )


def _with_budget(one: Measure, budget: tuple[tuple[str, int], ...]) -> Measure:
    return Measure(
        one.code,
        one.name,
        one.target,
        one.owner,
        one.starts_on,
        one.ends_on,
        one.legal_on,
        one.legal_basis,
        budget,
    )


def _read_measure(one: Reader) -> Measure:
    code, name, target, owner = one.text("code"), one.names(), one.text("target"), one.text("owner")
    if PERSON.search(owner):
        one.say(
            "owner",
            "a-person",
            Text(
                "Qui répond d’une mesure est une fonction ou une unité, pas une personne.",
                "Who answers for a measure is a role or a unit, not a person.",
            ),
            Text(
                "Écrivez la fonction ou l’unité : le plan est public.",
                "Write the role or the unit: the plan is public.",
            ),
        )
    starts, ends = one.get("starts_on"), one.get("ends_on")
    _in_order(one, "ends_on", starts, ends)
    return Measure(
        code, name, target, owner, starts, ends, one.get("legal_on"), one.text("legal_basis"), ()
    )


def _read_milestone(one: Reader) -> Planned:
    return Planned(
        one.text("code"),
        one.text("measure"),
        one.names(),
        one.text("target"),
        one.get("due_on"),
        one.get("legal_on"),
        one.text("proof"),
    )


def _read_promise(one: Reader) -> Contribution:
    code, measure, indicator = one.text("code"), one.text("measure"), one.text("indicator")
    units, at_least, share = one.get("units"), one.get("at_least"), one.get("share")
    both = (at_least is None) == (share is None)
    if both and not one.wrong & {"at_least", "share"}:
        one.say(
            "at_least",
            "one-of-two",
            Text(
                "Une promesse dit un nombre d’unités ou une part : l’un des deux.",
                "A promise says a number of units or a share: one of the two.",
            ),
            Text("Remplissez l’un, videz l’autre.", "Fill in one, empty the other."),
        )
    if units and at_least is not None and at_least > len(units):
        one.say(
            "at_least",
            "more-than-units",
            Text(
                f"{at_least} unités promises, et {len(units)} nommées.",
                f"{at_least} units promised, and {len(units)} named.",
            ),
            Text("Nommez-en autant, ou promettez-en moins.", "Name as many, or promise fewer."),
        )
    return Contribution(
        code,
        measure,
        indicator,
        units or (),
        at_least,
        share,
        one.text("baseline"),
        one.get("due_on"),
        one.get("legal_on"),
    )


def _in_order(one: Reader, name: str, start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        one.say(
            name,
            "days-reversed",
            Text("La fin vient avant le début.", "The end comes before the start."),
            Text("Corrigez l’un des deux jours.", "Correct one of the two days."),
        )


def _needed(problems: list[Problem], section: str, what: Text) -> None:
    problems.append(
        Problem(
            section,
            "",
            "",
            "none",
            "",
            Text(f"Il n’y a {what.fr}.", f"There is {what.en}."),
            Text("Ajoutez ce qui manque.", "Add what is missing."),
        )
    )


def _tied(ties: list[Tie], problems: list[Problem]) -> None:
    held = {one.kind for one in ties}
    for kind, what in (
        (
            form.STRATEGIC,
            Text("aucun rattachement au plan stratégique", "no tie to the strategic plan"),
        ),
        (form.MASTER, Text("aucun rattachement au plan directeur", "no tie to the master plan")),
    ):
        if kind not in held:
            _needed(problems, form.TIES, what)


def _once(
    problems: list[Problem],
    document: Document,
    sections: tuple[str, ...],
    key: tuple[str, ...],
) -> None:
    for section in sections:
        seen: set[tuple[str, ...]] = set()
        for row in document.get(section, ()):
            told = tuple(row.get(name, "").strip() for name in key)
            if all(told) and told in seen:
                shown = " ".join(told)[:120]
                problems.append(
                    Problem(
                        section,
                        row.get("id", ""),
                        key[-1],
                        "twice",
                        shown,
                        Text(f"« {shown} » est dit deux fois.", f"“{shown}” is said twice."),
                        Text("Gardez une seule des deux lignes.", "Keep one of the two lines."),
                    )
                )
            seen.add(told)
