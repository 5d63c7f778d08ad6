"""What the pages of plans show: states, parts and commitments in the words of one language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from virage.contracts.indicators import indicators
from virage.organisations import queries as organisations
from virage.plans.queries import BodyPlan, PlanRead
from virage.plans.rules import form, states, wall
from virage.plans.rules.content import Content, Contribution, Measure
from virage.plans.rules.deploying import AMENDMENT, SILENCE_DAYS
from virage.plans.rules.fields import Field
from virage.ui import typography
from virage.ui.components import Happening
from virage.ui.context import active_language, said

ACCEPTED = "accepted"
STANDINGS = {
    ACCEPTED: gettext_lazy("Accepté"),
    wall.DEPOSITED: gettext_lazy("Plan déposé"),
    wall.LATE: gettext_lazy("En retard"),
    wall.NEVER: gettext_lazy("Jamais déposé"),
    wall.NOT_DUE: gettext_lazy("Pas encore dû"),
}
STANDING_BADGES = {
    ACCEPTED: "accepted",
    wall.DEPOSITED: "sent",
    wall.LATE: "warning",
    wall.NEVER: "error",
    wall.NOT_DUE: "no_records",
}
STATES = {
    states.DEPOSITED: gettext_lazy("Déposée"),
    states.UNDER_REVIEW: gettext_lazy("À l’étude"),
    states.AMENDMENT_REQUESTED: gettext_lazy("Modification demandée"),
    ACCEPTED: gettext_lazy("Acceptée"),
    states.SUPERSEDED: gettext_lazy("Remplacée"),
    states.EXPIRED: gettext_lazy("Échue"),
}
STATE_BADGES = {
    states.DEPOSITED: "sent",
    states.UNDER_REVIEW: "sent",
    states.AMENDMENT_REQUESTED: "warning",
    ACCEPTED: "accepted",
    states.SUPERSEDED: "withdrawn",
    states.EXPIRED: "withdrawn",
}


def day(when: date) -> str:
    """A day in words."""
    return typography.day_in_words(when, active_language())


def money(cents: int) -> str:
    """An amount in words."""
    return typography.money(cents, active_language())


def body_name(code: str) -> str | None:
    """The name of a body; None when there is none of that code. One query."""
    name = organisations.names(codes=[code]).get(code)
    return said(name) if name else None


def days_words(number: int) -> str:
    """So many days."""
    return ngettext("%(number)s jour", "%(number)s jours", number) % {
        "number": typography.integer(number, active_language())
    }


def standing_detail(one: wall.Standing) -> str:
    """How late a body deposited, or is; "" when it is in time."""
    if not one.days_late:
        return ""
    words = {"days": days_words(one.days_late)}
    if one.first_deposited_on is None:
        return _("%(days)s de retard") % words
    return _("premier dépôt %(days)s après la date légale") % words


def state_sentence(one: PlanRead) -> str:
    """A state, since when, and whose delay it is."""
    state = one.state
    words = {"day": day(state.since), "days": days_words(state.waited)}
    if state.name == ACCEPTED:
        if state.by == states.SILENCE:
            return (
                _(
                    "Acceptée le %(day)s par le silence du Secrétariat : soixante jours sont passés sans "
                    "décision. Ce retard est le sien, non celui de l’organisme."
                )
                % words
            )
        return _("Acceptée par décision du Secrétariat, le %(day)s.") % words
    if state.name == states.AMENDMENT_REQUESTED and state.due_on:
        words["due"] = day(state.due_on)
        return (
            _("Le Secrétariat demande une modification depuis le %(day)s, due le %(due)s.") % words
        )
    if state.name in (states.DEPOSITED, states.UNDER_REVIEW):
        words["left"] = days_words(max(0, SILENCE_DAYS + 1 - state.waited))
        words["waited"] = words["days"]
        if state.name == states.DEPOSITED:
            return (
                _(
                    "Déposée le %(day)s : le Secrétariat a pris %(waited)s. Sans décision d’ici %(left)s, son "
                    "silence l’acceptera."
                )
                % words
            )
        return (
            _(
                "À l’étude depuis le %(day)s : le Secrétariat a pris %(waited)s. Sans décision d’ici %(left)s, son "
                "silence l’acceptera."
            )
            % words
        )
    if state.name == states.SUPERSEDED:
        return _("Remplacée par une autre version le %(day)s.") % words
    return _("Échue depuis le %(day)s.") % words


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list of a body."""

    label: str
    url: str
    deposited_on: date
    period: str
    badge: str
    state: str
    by_file: bool
    against: str


def version_url(body: str, label: str) -> str:
    """The permanent page of a version."""
    return reverse("plans:version", args=[body, label])


def version_rows(plan: BodyPlan) -> list[VersionRow]:
    """The versions of a body, the last deposited first, each with the way to compare it with the first."""
    first = next((one.label for one in plan.versions if one.content), "")
    return [
        VersionRow(
            label=one.label,
            url=version_url(plan.body, one.label),
            deposited_on=one.facts.deposited_on,
            period=typography.period_in_words(
                one.facts.period_from, one.facts.period_to, active_language()
            ),
            badge=STATE_BADGES[one.state.name],
            state=str(STATES[one.state.name]),
            by_file=one.content is None,
            against=f"{version_url(plan.body, one.label)}?avec={first}"
            if one.content and first and one.label != first
            else "",
        )
        for one in reversed(plan.versions)
    ]


def history(one: PlanRead) -> list[Happening]:
    """What happened to a version, oldest first, with the reason of each decision."""
    found = [Happening(one.facts.deposited_on, _("Version déposée"))]
    if one.facts.opened_on:
        found.append(Happening(one.facts.opened_on, _("Examen ouvert par le Secrétariat")))
    for decision in one.facts.decisions:
        if decision.decision == AMENDMENT:
            due = (
                _("À modifier d’ici le %(day)s.") % {"day": day(decision.due_on)}
                if decision.due_on
                else ""
            )
            found.append(
                Happening(
                    decision.on,
                    _("Modification demandée par le Secrétariat"),
                    f"« {decision.reason} » {due}" if decision.reason else due,
                )
            )
        else:
            found.append(Happening(decision.on, _("Version acceptée par le Secrétariat")))
    if one.state.by == states.SILENCE:
        text = _("Le Secrétariat n’avait rien décidé après soixante jours.")
        since = one.facts.deposited_on + (SILENCE_DAYS + 1) * states.A_DAY
        found.append(Happening(since, _("Version acceptée par le silence"), text))
    return sorted(found, key=lambda each: each.day)


def question(code: str) -> str:
    """The question of an indicator, or its code when nobody puts it any more."""
    return said(indicators.get(code).question) if code in indicators else code


def promise_words(one: Contribution) -> str:
    """What is promised: so many units, or such a share of them, will answer yes."""
    if one.share is not None:
        share = typography.percent(
            f"{one.share[0] * 100 / one.share[1]:.2f}".rstrip("0").rstrip("."), active_language()
        )
        return _("au moins %(share)s des unités répondront oui") % {"share": share}
    number = one.at_least or 0
    return ngettext(
        "au moins %(number)s unité répondra oui",
        "au moins %(number)s unités répondront oui",
        number,
    ) % {"number": typography.integer(number, active_language())}


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure, its budget in words, by year and in all."""

    one: Measure
    name: str
    total: str
    years: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlannedShown:
    """A milestone of a version."""

    code: str
    name: str
    measure: str
    target: str
    due_on: date
    legal_on: date | None
    proof: str


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A promise of a version."""

    code: str
    words: str
    question: str
    units: str
    baseline: str
    due_on: date
    legal_on: date | None


def content(one: Content) -> dict[str, Any]:
    """What a version says, for its page."""
    return {
        "period": typography.period_in_words(one.period_from, one.period_to, active_language()),
        "revision_due_on": one.revision_due_on,
        "summary": said(one.summary),
        "page": one.page,
        "ties": [
            (said(form.TIE_KINDS[tie.kind]), tie.reference, tie.title, tie.page) for tie in one.ties
        ],
        "measures": [
            MeasureShown(
                measure,
                said(measure.name),
                money(measure.cents),
                [(year, money(cents)) for year, cents in measure.budget],
            )
            for measure in one.measures
        ],
        "total": money(sum(measure.cents for measure in one.measures)),
        "milestones": [
            PlannedShown(
                each.code,
                said(each.name),
                each.measure,
                each.target,
                each.due_on,
                each.legal_on,
                each.proof,
            )
            for each in one.milestones
        ],
        "promises": [
            PromiseShown(
                each.code,
                promise_words(each),
                question(each.indicator),
                ", ".join(each.units) if each.units else _("toutes celles de l’organisme"),
                each.baseline,
                each.due_on,
                each.legal_on,
            )
            for each in one.promises
        ],
    }


def cell(field: Field, typed: str) -> str:
    """What was typed in a field, in words where it is a day, money or a choice."""
    if not typed:
        return typography.EN_DASH
    if field.kind == "day":
        try:
            return day(date.fromisoformat(typed.strip()))
        except ValueError:
            return typed
    if field.kind == "choice" and typed in form.TIE_KINDS:
        return said(form.TIE_KINDS[typed])
    if field.kind == "units" and typed == form.ALL_UNITS:
        return _("toutes")
    if field.kind == "indicator":
        return question(typed)
    return typed
