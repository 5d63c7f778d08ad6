"""How a project stands: variance against every baseline, a rating made from facts, alarms that ask to split.

Nothing here is declared but the colour that the body gives itself, which is only compared. The thresholds
are dated data (`DEFINITIONS`), numbered, and never edited: a new one is added after the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

GREEN, YELLOW, RED = "green", "yellow", "red"
COLOURS = (GREEN, YELLOW, RED)
"""What a body may declare, and what facts may give, from the best to the worst."""
GREY, UNTOLD = "grey", "untold"
"""Grey: the reports are too old to tell. Untold: there is nothing to compare with."""
RATINGS = (RED, YELLOW, GREEN, GREY, UNTOLD)

RISKS = ("scope", "accountability", "expertise", "size", "interoperability")
"""The five that the public named."""
LOW, MEDIUM, HIGH = "low", "medium", "high"
LEVELS = (LOW, MEDIUM, HIGH)

UNDERWAY, FINISHED, STOPPED = "underway", "finished", "stopped"
STATES = (UNDERWAY, FINISHED, STOPPED)

HELD, NOT_HELD, CANNOT_TELL = "held", "not-held", "cannot-tell"
"""What an acceptance test gives at an edition."""

NO_CODE_REASONS = ("security", "licence-of-supplier", "personal-data", "not-yet", "no-code-made")
"""Why code that the public paid for is not published: a closed list, with words beside it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The thresholds of a rating, numbered, in force since a day. A share above the threshold counts."""

    number: int
    since: date
    stale_days: int
    yellow_over: Fraction
    red_over: Fraction
    red_baselines: int
    red_risks: int
    risk_days: int
    yellow_consultants: Fraction
    red_consultants: Fraction
    longest_months: int
    largest_cost: int


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        number=1,
        since=date(2020, 1, 1),
        stale_days=92,
        yellow_over=Fraction(1, 10),
        red_over=Fraction(1, 4),
        red_baselines=3,
        red_risks=2,
        risk_days=366,
        yellow_consultants=Fraction(1, 2),
        red_consultants=Fraction(3, 4),
        longest_months=24,
        largest_cost=500_000_000,
    ),
)


def definition_on(day: date) -> Definition:
    """The thresholds in force on a day; the first ones before any were."""
    in_force = [one for one in DEFINITIONS if one.since <= day]
    return in_force[-1] if in_force else DEFINITIONS[0]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was authorised: half-open days, and a cost in cents."""

    number: int
    authorised_on: date
    starts_on: date
    ends_on: date
    cost: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the body says of a project on a day; amounts in cents, spent since the start."""

    as_of: date
    forecast_end: date
    forecast_cost: int
    spent: int
    consultants: int
    declared: str
    state: str = UNDERWAY
    scope_done: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One of the five risks, as someone who does not deliver the project saw it on a day."""

    risk: str
    assessed_on: date
    level: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project: baselines by number, reports by day, assessments by day, and the last
    outcome of each acceptance test whose day has come."""

    baselines: Sequence[Baseline] = ()
    reports: Sequence[Report] = ()
    assessments: Sequence[Assessment] = ()
    acceptance: Sequence[str] = ()

    @property
    def first(self) -> Baseline | None:
        """The first authorisation, against which everything is measured."""
        return self.baselines[0] if self.baselines else None

    @property
    def last_report(self) -> Report | None:
        """What was said last."""
        return self.reports[-1] if self.reports else None


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a project is heading: never before today while it goes on, never under what is spent."""

    end: date
    cost: int


@dataclass(frozen=True, slots=True)
class Variance:
    """How far a project is from one baseline; shares are of what that baseline authorised."""

    baseline: Baseline
    cost: int
    cost_share: Fraction | None
    days: int
    days_share: Fraction


def expected(report: Report, today: date) -> Expected:
    """A forecast day that has passed counts as today; a forecast cost under the spending counts as it."""
    end = max(report.forecast_end, today) if report.state == UNDERWAY else report.forecast_end
    return Expected(end, max(report.forecast_cost, report.spent))


def variance(baseline: Baseline, to: Expected) -> Variance:
    """Cost and days beyond a baseline; negative when under. Without a cost there is no share of it."""
    cost = to.cost - baseline.cost
    days = (to.end - baseline.ends_on).days
    planned = (baseline.ends_on - baseline.starts_on).days
    return Variance(
        baseline=baseline,
        cost=cost,
        cost_share=Fraction(cost, baseline.cost) if baseline.cost else None,
        days=days,
        days_share=Fraction(days, planned),
    )


def variances(known: Known, today: date) -> list[Variance]:
    """Against every baseline, the first one first; none without a report."""
    report = known.last_report
    if report is None:
        return []
    to = expected(report, today)
    return [variance(one, to) for one in known.baselines]


def rebaselines(known: Known) -> int:
    """How many times the first baseline was replaced by another."""
    return max(0, len(known.baselines) - 1)


def is_stale(known: Known, today: date) -> bool:
    """Whether the last report is too old to tell anything; of a project that is over, it never is."""
    report = known.last_report
    if report is None:
        return True
    days = definition_on(today).stale_days
    return report.state == UNDERWAY and (today - report.as_of).days > days


def consultants_share(report: Report | None) -> Fraction | None:
    """What went to consultants, of all that is spent; null while nothing is."""
    return Fraction(report.consultants, report.spent) if report and report.spent else None


def standing_risks(known: Known, today: date) -> Mapping[str, Assessment]:
    """The last assessment of each risk that is not too old."""
    oldest = today - timedelta(days=definition_on(today).risk_days)
    last = {one.risk: one for one in sorted(known.assessments, key=lambda one: one.assessed_on)}
    return {risk: one for risk, one in last.items() if one.assessed_on >= oldest}


@dataclass(frozen=True, slots=True)
class Sign:
    """A fact that makes a rating: its code, the colour it gives, and the number that a sentence tells."""

    code: str
    colour: str
    share: Fraction | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating made from facts, with all the facts that were looked at; the worst of them gives it.

    `colour` is grey when the reports are stale, whatever the facts; `of_facts` is what it would be else.
    """

    colour: str
    of_facts: str
    declared: str
    signs: tuple[Sign, ...] = field(default=())

    @property
    def is_flattered(self) -> bool:
        """Whether the body declares a better colour than the facts give, or any when they are stale."""
        if self.colour == GREY:
            return self.declared == GREEN
        if self.colour not in COLOURS or self.declared not in COLOURS:
            return False
        return COLOURS.index(self.declared) < COLOURS.index(self.colour)

    @property
    def disagrees(self) -> bool:
        """Whether what is declared and what facts give are two colours."""
        return bool(self.declared) and self.colour in COLOURS and self.declared != self.colour


def worst(colours: Iterable[str]) -> str:
    """The worst of some colours; green when there are none."""
    return max(colours, key=COLOURS.index, default=GREEN)


def _over(code: str, share: Fraction | None, yellow: Fraction, red: Fraction) -> list[Sign]:
    if share is None:
        return []
    colour = RED if share > red else YELLOW if share > yellow else GREEN
    return [Sign(code, colour, share=share)]


def signs(known: Known, today: date) -> list[Sign]:
    """Every fact that makes the rating, in the order in which the page tells them."""
    rule = definition_on(today)
    found: list[Sign] = []
    against = variances(known, today)
    if against:
        found += _over("cost", against[0].cost_share, rule.yellow_over, rule.red_over)
        found += _over("time", against[0].days_share, rule.yellow_over, rule.red_over)
    again = rebaselines(known)
    found.append(
        Sign(
            "rebaselined",
            RED if again >= rule.red_baselines else YELLOW if again else GREEN,
            count=again,
        )
    )
    standing = standing_risks(known, today)
    high = sum(1 for one in standing.values() if one.level == HIGH)
    found.append(
        Sign(
            "high-risks",
            RED if high >= rule.red_risks else YELLOW if high else GREEN,
            count=high,
        )
    )
    unseen = len(RISKS) - len(standing)
    found.append(Sign("unassessed-risks", YELLOW if unseen else GREEN, count=unseen))
    failed = sum(1 for one in known.acceptance if one == NOT_HELD)
    unclear = sum(1 for one in known.acceptance if one == CANNOT_TELL)
    found.append(Sign("failed-acceptance", RED if failed else GREEN, count=failed))
    found.append(Sign("unclear-acceptance", YELLOW if unclear else GREEN, count=unclear))
    share = consultants_share(known.last_report)
    found += _over("consultants", share, rule.yellow_consultants, rule.red_consultants)
    return found


def rating(known: Known, today: date) -> Rating:
    """The colour that facts give beside the one declared; grey when stale, untold without a baseline."""
    report = known.last_report
    declared = report.declared if report else ""
    if known.first is None:
        return Rating(UNTOLD, UNTOLD, declared)
    found = tuple(signs(known, today))
    of_facts = worst(one.colour for one in found)
    colour = GREY if is_stale(known, today) else of_facts
    return Rating(colour, of_facts, declared, found)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A project is too long or too large, and should be split: `most` is the threshold it passes."""

    code: str
    value: int
    most: int


def months_between(start: date, end: date) -> int:
    """Whole months that fit in half-open days, rounded up when any day is left over."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (end.day > start.day)


def alarms(known: Known, today: date) -> list[Alarm]:
    """What asks to split the project: its whole length from the first start, its whole cost.

    Without a report, what was authorised last is looked at. What is over is no longer asked to split.
    """
    first, report = known.first, known.last_report
    if first is None or (report is not None and report.state != UNDERWAY):
        return []
    rule = definition_on(today)
    last = known.baselines[-1]
    to = expected(report, today) if report else Expected(last.ends_on, last.cost)
    found = []
    months = months_between(first.starts_on, to.end)
    if months > rule.longest_months:
        found.append(Alarm("too-long", months, rule.longest_months))
    if to.cost > rule.largest_cost:
        found.append(Alarm("too-large", to.cost, rule.largest_cost))
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the projects that have both a baseline and a report; `without` says how many have not."""

    projects: int
    without: int
    first_cost: int
    expected_cost: int
    rebaselined: int

    @property
    def cost_share(self) -> Fraction | None:
        """What the projects cost beyond their first baselines, of these; null without any."""
        if not self.first_cost:
            return None
        return Fraction(self.expected_cost - self.first_cost, self.first_cost)


def totals(listed: Iterable[Known], today: date) -> Totals:
    """The sums of a portfolio against the first baselines."""
    projects = without = first_cost = expected_cost = rebaselined = 0
    for known in listed:
        rebaselined += bool(rebaselines(known))
        if known.first is None or known.last_report is None:
            without += 1
            continue
        projects += 1
        first_cost += known.first.cost
        expected_cost += expected(known.last_report, today).cost
    return Totals(projects, without, first_cost, expected_cost, rebaselined)
