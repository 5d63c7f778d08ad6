"""The parts of a project’s page: every baseline with its variance, the charts, what each milestone pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.contracts.indicators import indicators
from virage.contracts.references import Reference, Resolved, resolve_all
from virage.plans.rules import payments, portfolio, portfolio_words
from virage.portal.projects.joined import Joined, Paid, last_day
from virage.portal.projects.shown import (
    PAYMENT_BADGES,
    day,
    integer,
    money,
    signed_days,
    signed_money,
    signed_percent,
)
from virage.ui import typography
from virage.ui.charts import Span
from virage.ui.context import active_language, said


@dataclass(frozen=True, slots=True)
class BaselineShown:
    """A baseline and how far the project is from it."""

    number: int
    authorised_on: date
    reason: str
    benefits: str
    days: str
    cost: int
    cost_variance: str
    cost_share: str
    days_variance: str
    days_share: str
    which: str
    url: str


def baselines(joined: Joined, proofs: Mapping[str, str]) -> list[BaselineShown]:
    """Every baseline, the first one first."""
    against = {one.baseline.number: one for one in joined.variances}
    last = len(joined.told.baselines)
    shown = []
    for place, told in enumerate(joined.told.baselines, start=1):
        found = against.get(told.baseline.number)
        which = _("première") if place == 1 else _("dernière") if place == last else ""
        shown.append(
            BaselineShown(
                told.baseline.number,
                told.baseline.authorised_on,
                told.reason,
                told.benefits,
                typography.period_in_words(
                    told.baseline.starts_on, told.baseline.ends_on, active_language()
                ),
                told.baseline.cost,
                signed_money(found.cost) if found else typography.EN_DASH,
                signed_percent(found.cost_share) if found else "",
                signed_days(found.days) if found else typography.EN_DASH,
                signed_percent(found.days_share) if found else "",
                which,
                proofs.get(told.evidence, ""),
            )
        )
    return shown


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of spans: its lines and the words at its ends."""

    lines: Sequence[Span]
    ends: tuple[str, str]


def time_drawn(joined: Joined) -> Drawn | None:
    """Baselines and what is expected now, from the first start to the last end."""
    if not joined.told.baselines:
        return None
    bases = [one.baseline for one in joined.told.baselines]
    report = joined.known.last_report
    to = portfolio.expected(report, joined.today) if report else None
    start = min(one.starts_on for one in bases)
    end = max([one.ends_on for one in bases] + ([to.end] if to else []))
    whole = max((end - start).days, 1)

    def place(when: date) -> float:
        return min(1.0, max(0.0, (when - start).days / whole))

    lines = [
        Span(
            _("Base %(n)s : jusqu’au %(day)s")
            % {"n": one.number, "day": day(last_day(one.ends_on))},
            place(one.starts_on),
            place(one.ends_on),
            "first" if one is bases[0] else "next",
        )
        for one in bases
    ]
    if to:
        words = {"day": day(last_day(to.end))}
        lines.append(
            Span(
                _("Prévu aujourd’hui : jusqu’au %(day)s") % words,
                place(bases[0].starts_on),
                place(to.end),
                "going",
            )
        )
    return Drawn(lines, (day(start), day(end - timedelta(days=1))))


def cost_drawn(joined: Joined) -> Drawn | None:
    """The cost of each baseline and what is expected now, from nothing to the largest."""
    bases = [one.baseline for one in joined.told.baselines]
    report = joined.known.last_report
    to = portfolio.expected(report, joined.today) if report else None
    largest = max([one.cost for one in bases] + ([to.cost] if to else []), default=0)
    if not largest:
        return None
    lines = [
        Span(
            _("Base %(n)s : %(sum)s") % {"n": one.number, "sum": money(one.cost)},
            0,
            one.cost / largest,
            "first" if one is bases[0] else "next",
        )
        for one in bases
    ]
    if to:
        words = {"sum": money(to.cost)}
        lines.append(Span(_("Prévu aujourd’hui : %(sum)s") % words, 0, to.cost / largest, "going"))
    return Drawn(lines, (money(0), money(largest)))


@dataclass(frozen=True, slots=True)
class PaidShown:
    """A milestone, its test and what it pays."""

    code: str
    name: str
    due_on: date
    moved: str
    amount: int
    question: str
    service: str
    service_url: str
    badge: str
    state: str
    why: str
    payable: int
    withheld: int
    seen: list[tuple[str, str]]
    url: str


def _why(paid: Paid) -> str:
    payment = paid.payment
    reasons = {
        "before-day": _("Son jour n’est pas venu."),
        "awaits-edition": _("Son jour est passé ; aucune édition ne l’a encore mesuré."),
        "test-holds": _("L’essai tient depuis l’édition %(edition)s."),
        "not-held": _("L’essai ne tient pas à l’édition %(edition)s."),
        "cannot-tell": _("À l’édition %(edition)s, on ne peut pas dire s’il tient."),
        "guarantee-over": _("L’essai a tenu toute la garantie, jusqu’à l’édition %(edition)s."),
    }
    told = reasons[payment.reason] % {"edition": payment.edition}
    if payment.guarantee_to:
        told += " " + _("La part retenue attend le %(day)s.") % {"day": day(payment.guarantee_to)}
    if payment.state == payments.RETAINED and payment.became_due:
        told += " " + _("Il avait tenu : seule la part retenue l’est encore.")
    if payment.fell_back:
        told += " " + _("Depuis, il ne tient plus.")
    return told


def paid(
    joined: Joined, proofs: Mapping[str, str], names: Mapping[str, Resolved]
) -> list[PaidShown]:
    """Every milestone that pays, by the day on which it is due."""
    shown = []
    for one in joined.paid:
        told = one.milestone
        known = told.indicator in indicators
        unit = names.get(told.unit)
        moved = ""
        if told.moves:
            moved = ngettext(
                "déplacé %(n)s fois ; d’abord le %(day)s",
                "déplacé %(n)s fois ; d’abord le %(day)s",
                told.moves,
            ) % {"n": integer(told.moves), "day": day(told.first_due_on)}
        shown.append(
            PaidShown(
                told.code,
                said(told.name),
                told.terms.due_on,
                moved,
                told.terms.amount,
                said(indicators.get(told.indicator).question) if known else told.indicator,
                said(unit.title) if unit else told.unit,
                unit.url if unit else "",
                PAYMENT_BADGES[one.payment.state],
                said(portfolio_words.PAYMENTS[one.payment.state]),
                _why(one),
                one.payment.payable,
                one.payment.withheld,
                [(seen.edition, said(portfolio_words.OUTCOMES[seen.outcome])) for seen in one.seen],
                proofs.get(told.evidence, ""),
            )
        )
    return shown


def units(joined: Joined) -> dict[str, Resolved]:
    """The names and pages of the services that the project names, by code."""
    wanted = {one.code for one in joined.told.services}
    references = {code: Reference("services.unit", code) for code in wanted}
    for one in joined.told.milestones:
        register = indicators.get(one.indicator).register if one.indicator in indicators else ""
        references[one.unit] = Reference(f"{register or 'services'}.unit", one.unit)
    found = resolve_all(references.values())
    return {code: found[one] for code, one in references.items() if one in found}


def proofs(joined: Joined) -> dict[str, str]:
    """The addresses of the proofs, by reference."""
    told = joined.told
    wanted = {
        one.evidence
        for rows in (
            told.baselines,
            told.reports,
            told.changes,
            told.risks,
            told.milestones,
            told.publications,
        )
        for one in rows
    }
    references = {one: Reference.parse(one) for one in wanted if one}
    found = resolve_all(references.values())
    return {said_: found[one].url for said_, one in references.items() if one in found}
