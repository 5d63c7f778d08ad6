"""Variance, ratings and alarms of projects, held against naive recounts."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.plans.rules import money, portfolio
from virage.plans.rules.portfolio import Assessment, Baseline, Known, Report

TODAY = date(2026, 6, 1)
FIRST = Baseline(1, date(2025, 3, 1), date(2025, 4, 1), date(2026, 4, 1), 1_000_00)
CALM = Report(date(2026, 5, 1), date(2026, 7, 1), 1_000_00, 600_00, 100_00, "green")
SEEN = tuple(Assessment(risk, date(2026, 4, 1), "low") for risk in portfolio.RISKS)
ON_TIME = replace(FIRST, ends_on=date(2026, 7, 1))

days = st.dates(date(2022, 1, 1), date(2028, 1, 1))


@st.composite
def baselines(draw: st.DrawFn) -> tuple[Baseline, ...]:
    """One to five, each with days and a cost of its own."""
    made = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        start = draw(days)
        length = draw(st.integers(1, 1500))
        made.append(
            Baseline(
                number, start, start, start + timedelta(days=length), draw(st.integers(0, 10**11))
            )
        )
    return tuple(made)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report of before today."""
    spent = draw(st.integers(0, 10**11))
    return Report(
        as_of=draw(st.dates(date(2024, 1, 1), TODAY)),
        forecast_end=draw(days),
        forecast_cost=draw(st.integers(0, 10**11)),
        spent=spent,
        consultants=draw(st.integers(0, spent)),
        declared=draw(st.sampled_from(portfolio.COLOURS)),
        state=draw(st.sampled_from(portfolio.STATES)),
    )


assessments = st.lists(
    st.builds(
        Assessment,
        st.sampled_from(portfolio.RISKS),
        st.dates(date(2024, 1, 1), TODAY),
        st.sampled_from(portfolio.LEVELS),
    ),
    max_size=8,
    unique_by=lambda one: (one.risk, one.assessed_on),
)
outcomes = st.lists(
    st.sampled_from((portfolio.HELD, portfolio.NOT_HELD, portfolio.CANNOT_TELL)), max_size=3
)


@settings(max_examples=60)
@given(baselines(), reports())
def test_variance_is_told_against_every_baseline_and_adds_up(
    authorised: tuple[Baseline, ...], report: Report
) -> None:
    against = portfolio.variances(Known(authorised, (report,)), TODAY)
    assert [one.baseline for one in against] == list(authorised)
    going = report.state == "underway"
    for one in against:
        end, cost = one.baseline.ends_on + timedelta(days=one.days), one.baseline.cost + one.cost
        assert end == (TODAY if going and report.forecast_end < TODAY else report.forecast_end)
        assert cost == (
            report.spent if report.spent > report.forecast_cost else report.forecast_cost
        )
        assert (one.cost_share is None) == (one.baseline.cost == 0)
    # Whatever is authorised later, the distance to the first baseline does not move.
    assert portfolio.variances(Known(authorised[:1], (report,)), TODAY)[0] == against[0]
    assert portfolio.rebaselines(Known(authorised)) == len(authorised) - 1


@settings(max_examples=80)
@given(baselines(), reports(), assessments, outcomes)
def test_the_rating_is_the_worst_of_a_naive_recount(
    authorised: tuple[Baseline, ...],
    report: Report,
    seen: list[Assessment],
    acceptance: list[str],
) -> None:
    known = Known(authorised, (report,), tuple(seen), tuple(acceptance))
    first, red, yellow = authorised[0], False, False
    end = max(report.forecast_end, TODAY) if report.state == "underway" else report.forecast_end
    cost = max(report.forecast_cost, report.spent)
    late, planned = (end - first.ends_on).days, (first.ends_on - first.starts_on).days
    over = cost - first.cost
    red |= first.cost > 0 and over * 4 > first.cost
    yellow |= first.cost > 0 and over * 10 > first.cost
    red |= late * 4 > planned
    yellow |= late * 10 > planned
    red |= len(authorised) >= 4
    yellow |= len(authorised) > 1
    high = told = 0
    for risk in portfolio.RISKS:
        of_risk = [one for one in seen if one.risk == risk]
        if of_risk:
            last = max(of_risk, key=lambda one: one.assessed_on)
            if (TODAY - last.assessed_on).days <= 366:
                told += 1
                high += last.level == "high"
    red |= high >= 2
    yellow |= high == 1 or told < 5
    red |= portfolio.NOT_HELD in acceptance
    yellow |= portfolio.CANNOT_TELL in acceptance
    red |= report.spent > 0 and report.consultants * 4 > report.spent * 3
    yellow |= report.spent > 0 and report.consultants * 2 > report.spent
    expected = "red" if red else "yellow" if yellow else "green"
    rating = portfolio.rating(known, TODAY)
    assert rating.of_facts == expected
    stale = report.state == "underway" and (TODAY - report.as_of).days > 92
    assert rating.colour == ("grey" if stale else expected)


@given(reports(), st.sampled_from(portfolio.COLOURS))
def test_what_the_body_declares_never_changes_the_rating(report: Report, declared: str) -> None:
    one = portfolio.rating(Known((FIRST,), (report,), SEEN), TODAY)
    other = portfolio.rating(Known((FIRST,), (replace(report, declared=declared),), SEEN), TODAY)
    assert (one.colour, one.signs) == (other.colour, other.signs)


def test_a_calm_project_is_green_and_agrees_with_what_it_declares() -> None:
    rating = portfolio.rating(Known((ON_TIME,), (CALM,), SEEN), TODAY)
    assert (rating.colour, rating.disagrees, rating.is_flattered) == ("green", False, False)


def test_at_a_threshold_exactly_nothing_turns() -> None:
    tenth = replace(CALM, forecast_cost=1_100_00)
    quarter = replace(CALM, forecast_cost=1_250_00)
    assert portfolio.rating(Known((ON_TIME,), (tenth,), SEEN), TODAY).colour == "green"
    assert portfolio.rating(Known((ON_TIME,), (quarter,), SEEN), TODAY).colour == "yellow"
    past = replace(CALM, forecast_cost=1_250_01)
    assert portfolio.rating(Known((ON_TIME,), (past,), SEEN), TODAY).colour == "red"


def test_stale_turns_grey_on_the_ninety_third_day_whatever_else() -> None:
    fresh = replace(CALM, as_of=TODAY - timedelta(days=92))
    stale = replace(CALM, as_of=TODAY - timedelta(days=93))
    assert portfolio.rating(Known((ON_TIME,), (fresh,), SEEN), TODAY).colour == "green"
    told = portfolio.rating(Known((ON_TIME,), (stale,), SEEN), TODAY)
    assert (told.colour, told.of_facts, told.is_flattered) == ("grey", "green", True)
    over = replace(stale, state="finished")
    assert portfolio.rating(Known((ON_TIME,), (over,), SEEN), TODAY).colour == "green"


def test_without_a_report_grey_and_without_a_baseline_nothing_to_compare_with() -> None:
    assert portfolio.rating(Known((FIRST,)), TODAY).colour == "grey"
    told = portfolio.rating(Known((), (CALM,)), TODAY)
    assert (told.colour, told.is_flattered) == ("untold", False)


def test_a_project_of_more_than_two_years_or_too_much_money_is_asked_to_split() -> None:
    two_years = replace(FIRST, ends_on=date(2027, 4, 1))
    assert portfolio.alarms(Known((two_years,)), date(2025, 4, 1)) == []
    longer = replace(FIRST, ends_on=date(2027, 4, 2))
    (alarm,) = portfolio.alarms(Known((longer,)), date(2025, 4, 1))
    assert (alarm.code, alarm.value, alarm.most) == ("too-long", 25, 24)
    dear = replace(FIRST, cost=500_000_001)
    assert [one.code for one in portfolio.alarms(Known((dear,)), TODAY)] == ["too-large"]
    over = replace(CALM, state="stopped")
    assert portfolio.alarms(Known((dear,), (over,)), TODAY) == []


def test_the_share_of_consultants_is_null_while_nothing_is_spent() -> None:
    assert portfolio.consultants_share(CALM) == Fraction(1, 6)
    assert portfolio.consultants_share(replace(CALM, spent=0, consultants=0)) is None
    assert portfolio.consultants_share(None) is None


@settings(max_examples=40)
@given(st.lists(st.tuples(baselines(), st.none() | reports()), max_size=5))
def test_totals_sum_what_can_be_compared_and_count_the_rest(
    listed: list[tuple[tuple[Baseline, ...], Report | None]],
) -> None:
    known = [Known(made, (report,) if report else ()) for made, report in listed]
    told = portfolio.totals(known, TODAY)
    assert told.projects + told.without == len(listed)
    assert told.first_cost == sum(made[0].cost for made, report in listed if report)
    assert told.expected_cost == sum(
        max(report.forecast_cost, report.spent) for _, report in listed if report
    )


@given(st.integers(0, 10**17 - 1))
def test_an_amount_comes_back_as_it_was_written(amount: int) -> None:
    assert money.cents(money.dollars(amount)) == amount


def test_amounts_are_read_as_people_type_them() -> None:
    assert money.cents("1 250 000,50 $") == 125_000_050
    assert money.cents("1\u202f250\u00a0000") == 125_000_000
    assert money.cents("12.5") == 1_250
    for wrong in ("", "-3", "1,234.56", "12.345", "1e6", "douze"):
        assert money.cents(wrong) is None, wrong
