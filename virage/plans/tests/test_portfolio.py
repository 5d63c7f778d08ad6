"""Projects handed in: what never changes, who may not assess, and what is known of them afterwards."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.handing_in import begin, codes, hand_in, rows
from tests.people import AT, FOREST, WATER
from virage.contracts.intakes import Context, intakes
from virage.contracts.promises import promise_sources
from virage.contracts.references import Reference, resolve
from virage.lib.append_only import check_triggers
from virage.plans import queries
from virage.plans.models import ProjectBaseline, RecordBatch, RiskAssessment
from virage.plans.tests.portfolio_rows import baseline, milestone, project, report, risk

pytestmark = pytest.mark.django_db

PROJECTS = intakes.get("plans.projects")
BASELINES = intakes.get("plans.project-baselines")
REPORTS = intakes.get("plans.project-reports")
RISKS = intakes.get("plans.project-risks")
MILESTONES = intakes.get("plans.project-milestones")
CODE = intakes.get("plans.project-code")
TODAY = date(2026, 2, 1)


@pytest.fixture(autouse=True)
def wells(bodies: object) -> None:
    """Water delivers a project."""
    hand_in(PROJECTS, [project()])


def test_a_baseline_no_longer_changes_and_another_has_the_next_number() -> None:
    hand_in(BASELINES, [baseline(), baseline(2, date(2025, 11, 1), cost="1400")], chunk=1)
    assert codes(BASELINES, [baseline()]) == []
    assert codes(BASELINES, [baseline(cost="999")]) == ["baseline-stands"]
    assert codes(BASELINES, [baseline(4, date(2026, 1, 1))]) == ["baseline-out-of-order"]
    assert codes(BASELINES, [baseline(3, date(2025, 10, 31))]) == ["baseline-out-of-order"]
    assert codes(BASELINES, [baseline(3, date(2026, 1, 1), cost="douze")]) == ["not-an-amount"]
    told = queries.project("puits", TODAY)
    assert [one.baseline.cost for one in told.baselines] == [1_000_00, 1_400_00]


def test_the_database_itself_refuses_to_change_or_remove_a_baseline() -> None:
    hand_in(BASELINES, [baseline()])
    row = ProjectBaseline.objects.get()
    batch = RecordBatch.objects.create(source="someone:1", sequence=10**6)
    acts = (
        lambda: ProjectBaseline.objects.update(cost=1),
        lambda: ProjectBaseline.objects.update(superseded_by=batch),
        lambda: row.delete(),
    )
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert ProjectBaseline.objects.get().cost == 1_000_00
    assert [one for one in check_triggers(["default"]) if "baseline" in one.msg] == []


def test_a_hand_in_of_baselines_that_is_given_up_leaves_none() -> None:
    batch, _ = begin(BASELINES)
    BASELINES.stage(batch, rows([baseline()]), Context(None, create_new=True))
    assert ProjectBaseline.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        ProjectBaseline.objects.update(cost=1)  # staged already, and yet it does not change
    BASELINES.abandon(batch)
    assert ProjectBaseline.objects.count() == 0


def test_the_deliverer_does_not_assess_and_the_database_refuses_it_too() -> None:
    assert codes(RISKS, [risk(organisation=WATER)]) == ["assessor-delivers"]
    hand_in(RISKS, [risk()])
    row = RiskAssessment.objects.get()
    assert (row.organisation.code, row.assessor and row.assessor.code) == (WATER, FOREST)
    for wrong in ({"assessor": row.organisation}, {"assessor": None}, {"role": "secretariat"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RiskAssessment.objects.update(**wrong)


def test_a_project_stays_with_who_delivers_it() -> None:
    assert codes(PROJECTS, [project(organisation=FOREST)]) == ["unit-of-another-body"]
    assert codes(REPORTS, [report(organisation=FOREST)]) == ["unit-of-another-body"]
    assert codes(REPORTS, [report(project="lac")]) == ["unit-not-listed"]


def test_amounts_that_cannot_be_are_refused() -> None:
    assert codes(REPORTS, [report(consultants="700")]) == ["part-above-whole"]
    assert codes(REPORTS, [report(scope_done=101)]) == ["above-hundred"]
    assert codes(MILESTONES, [milestone(retained="301")]) == ["part-above-whole"]
    assert codes(MILESTONES, [milestone(indicator="x.y")]) == ["unknown-indicator"]
    assert codes(MILESTONES, [milestone(unit="nulle-part")]) == ["unknown-unit"]


def test_code_is_published_under_a_licence_or_not_for_a_reason() -> None:
    said = {"url": None, "licence": None, "reason": None, "why": None}
    stated = {"organisation": WATER, "project": "puits", "component": "formulaire"}
    line = {**stated, "stated_on": TODAY, **said}
    address = {"url": "https://example.org/code", "licence": "MIT"}
    for wrong in (
        line,
        {**line, "url": "https://example.org/code"},
        {**line, "reason": "security"},
        {**line, **address, "reason": "security", "why": "Non."},
    ):
        assert codes(CODE, [wrong]) == ["published-or-a-reason"]
    assert codes(CODE, [{**line, **address, "url": "ftp://x"}]) == ["not-an-address"]
    assert codes(CODE, [{**line, **address}]) == []
    assert codes(CODE, [{**line, "reason": "security", "why": "Non."}]) == []


def test_a_report_that_is_corrected_says_so_and_one_of_tomorrow_tells_nothing() -> None:
    hand_in(REPORTS, [report(), report(date(2026, 3, 1))])
    hand_in(REPORTS, [report(declared="red")])
    (told,) = queries.project("puits", TODAY).reports
    assert (told.report.declared, told.corrected) == ("red", True)


def test_an_acceptance_test_is_a_promise_to_be_judged_and_tells_how_its_day_moved() -> None:
    first = hand_in(MILESTONES, [milestone()])
    hand_in(MILESTONES, [milestone(due_on=date(2026, 9, 30))])
    source = promise_sources.get("plans.acceptance")
    (before,) = source.promises(first)
    (now,) = source.promises(None)
    assert (before.due_on, now.due_on) == (date(2026, 3, 31), date(2026, 9, 30))
    assert (now.units, now.at_least, now.organisation) == (("puits",), 1, WATER)
    (told,) = queries.project("puits", TODAY).milestones
    assert (told.first_due_on, told.moves, told.made_on) == (date(2026, 3, 31), 1, AT.date())
    shown = resolve(Reference.parse(now.reference))
    assert shown is not None
    assert shown.title.fr == "Puits en ligne\u00a0: En ligne"


def test_many_projects_cost_as_many_queries_as_one(
    django_assert_num_queries: object,
) -> None:
    hand_in(PROJECTS, [project(project=f"p{place}") for place in range(5)])
    hand_in(BASELINES, [baseline(project=f"p{place}") for place in range(5)])
    with django_assert_num_queries(11):  # type: ignore[operator]
        assert len(queries.projects(TODAY)) == 6
