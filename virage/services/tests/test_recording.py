"""Volumes over time: what was known when, what replaces what, and what is never half visible."""

import random
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from virage.audit import queries as audit
from virage.contracts.indicators import Period
from virage.contracts.intakes import CannotRecord
from virage.lib.reading import one_reading
from virage.lib.records import known
from virage.services import queries
from virage.services.models import RecordBatch, Service, Volume
from virage.services.rules.volumes import SUMMED, VolumeLine, channel_facts
from virage.services.tests.handing_in import (
    FOREST,
    POINTS,
    QUARTERS,
    VOLUMES,
    WATER,
    YEAR,
    begin,
    check,
    hand_in,
    judged,
    point,
    rows,
    volume,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """Two invented bodies exist."""


def counts(
    service: str, period: Period = YEAR, known_at: int | None = None
) -> Mapping[str, object]:
    at = audit.sequence() if known_at is None else known_at
    return queries.volume_facts(period.start, period.end, at)[service].values


def codes(values: list[dict[str, object]]) -> list[str]:
    return [one.code for one in check(values).findings]


def test_a_later_hand_in_replaces_and_what_was_known_before_can_still_be_read() -> None:
    first = hand_in([volume("a", "online", 90), volume("a", "mail", 10)])
    second = hand_in([volume("a", "online", 10)])
    assert counts("a", known_at=first)["online"] == ("provided", 90)
    assert counts("a", known_at=second) == {"online": ("provided", 10), "mail": ("provided", 10)}
    assert judged(known_at=first)["a"].value == "yes"
    assert judged(known_at=second)["a"].value == "no"
    assert judged(known_at=first - 1) == {}


def test_a_year_replaces_its_four_quarters() -> None:
    first = hand_in([volume("a", "online", 10, quarter) for quarter in QUARTERS])
    found = check([volume("a", "online", 40)])
    assert (found.preview.added, found.preview.replaced, found.findings) == (1, 4, ())
    assert "4" in found.preview.notes[0].fr
    second = hand_in([volume("a", "online", 41)])
    assert counts("a", known_at=first)["online"] == ("provided", 40)
    assert counts("a", known_at=second)["online"] == ("provided", 41)
    assert Volume.objects.filter(superseded_by=None).count() == 1


def test_a_year_that_differs_from_the_sum_of_its_quarters_is_a_warning() -> None:
    hand_in([volume("a", "online", 10, quarter) for quarter in QUARTERS])
    assert codes([volume("a", "online", 41)]) == ["sum-differs"]


def test_four_quarters_replace_their_year_only_together() -> None:
    hand_in([volume("a", "online", 40)])
    quarters = [volume("a", "online", 10, quarter) for quarter in QUARTERS]
    assert codes(quarters[:3]) == ["straddles"]
    assert codes(quarters) == []
    hand_in(quarters, chunk=2)
    assert counts("a")["online"] == ("provided", 40)
    assert counts("a", QUARTERS[0])["online"] == ("provided", 10)


def test_a_period_that_cuts_an_accepted_one_is_refused() -> None:
    hand_in([volume("a", "online", 40)])
    across = Period(date(2025, 7, 1), date(2026, 7, 1))
    assert codes([volume("a", "online", 40, across)]) == ["straddles"]


def test_a_hole_is_unknown_and_never_prorated() -> None:
    hand_in([volume("a", "online", 10, quarter) for quarter in QUARTERS[:3]])
    assert counts("a")["online"] == ("not_provided", None)
    assert judged()["a"].reason == "online_not_provided"


def test_a_line_that_straddles_the_period_is_unknown() -> None:
    hand_in([volume("a", "online", 40)])
    assert counts("a", QUARTERS[1])["online"] == ("not_provided", None)


def test_the_declared_total_is_never_added_up() -> None:
    hand_in([volume("a", "online", 40), volume("a", "mail", 5), volume("a", "total", 45)])
    assert sorted(counts("a")) == ["mail", "online"]


def test_the_order_of_rows_changes_nothing() -> None:
    values = [
        volume(service, channel, at, quarter)
        for at, quarter in enumerate(QUARTERS)
        for service in "abc"
        for channel in ("online", "mail", "phone")
    ]
    hand_in(values)
    before = {code: counts(code) for code in "abc"}
    mixed = [{**one, "service": one["service"] + "2"} for one in values]
    random.Random(5).shuffle(mixed)
    hand_in(mixed)
    assert {code: counts(code + "2") for code in "abc"} == before


def test_a_service_that_is_no_longer_listed_stays_and_is_unknown() -> None:
    hand_in([volume("a", "online", 9, QUARTERS[0]), volume("b", "online", 9, QUARTERS[0])])
    later = [volume("a", "online", 9, QUARTERS[1])]
    assert check(later).preview.no_longer_listed == (("b", "Service b"),)
    hand_in(later)
    found = judged(QUARTERS[1])
    assert (found["b"].value, found["b"].reason) == ("unknown", "no_longer_listed")
    assert judged(QUARTERS[0])["b"].value == "yes"


def test_a_chunk_staged_twice_adds_nothing() -> None:
    values = [volume("a", "online", 9), volume("a", "mail", 1), volume("b", "online", 3)]
    hand_in([volume("a", "online", 7)])
    batch, acceptance = begin()
    assert VOLUMES.stage(batch, rows(values), acceptance.context) == 3
    rows_then = list(Volume.objects.values_list("pk", "superseded_by").order_by("pk"))
    assert VOLUMES.stage(batch, rows(values), acceptance.context) == 0
    assert list(Volume.objects.values_list("pk", "superseded_by").order_by("pk")) == rows_then
    assert VOLUMES.begin(acceptance) == batch
    sequence = VOLUMES.finish(batch, acceptance)
    assert VOLUMES.finish(batch, acceptance) == sequence == audit.sequence()


def test_nothing_is_visible_before_the_end_and_everything_after() -> None:
    before = hand_in([volume("a", "online", 7)])
    batch, acceptance = begin()
    VOLUMES.stage(
        batch, rows([volume("a", "online", 9), volume("b", "online", 9)]), acceptance.context
    )
    assert counts("a", known_at=before + 100)["online"] == ("provided", 7)
    assert sorted(judged(known_at=before + 100)) == ["a"]
    VOLUMES.finish(batch, acceptance)
    assert counts("a")["online"] == ("provided", 9)
    assert sorted(judged()) == ["a", "b"]


def test_an_abandoned_batch_leaves_no_trace() -> None:
    hand_in([volume("a", "online", 7)])
    batch, acceptance = begin()
    VOLUMES.stage(
        batch, rows([volume("a", "online", 9), volume("b", "online", 9)]), acceptance.context
    )
    VOLUMES.abandon(batch)
    VOLUMES.abandon(batch)
    assert counts("a")["online"] == ("provided", 7)
    assert [one.code for one in Service.objects.all()] == ["a"]
    assert not RecordBatch.objects.filter(sequence=None).exists()
    hand_in([volume("a", "online", 11)])
    assert counts("a")["online"] == ("provided", 11)


def test_two_hand_ins_on_services_cannot_be_recorded_at_once() -> None:
    begin(source="intake.hand-in:first")
    with pytest.raises(CannotRecord) as refused:
        begin(POINTS, source="intake.hand-in:second")
    assert refused.value.finding.code == "acceptance-under-way"


def test_the_database_refuses_a_volume_counted_twice() -> None:
    hand_in([volume("a", "online", 7)])
    one = Volume.objects.get()
    other = Volume(
        batch=one.batch,
        line=9,
        service=one.service,
        channel="online",
        period_from=one.period_from,
        period_to=one.period_to,
        status="provided",
        volume=8,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_parts_that_no_longer_cover_what_they_replace_are_refused() -> None:
    quarters = [volume("a", "online", 10, quarter) for quarter in QUARTERS[:3]]
    hand_in([volume("a", "mail", 1)])
    assert codes(quarters) == []
    hand_in([volume("a", "online", 40)])  # accepted between the check and the acceptance
    batch, acceptance = begin()
    VOLUMES.stage(batch, rows(quarters), acceptance.context)
    with pytest.raises(CannotRecord) as refused, transaction.atomic():
        VOLUMES.finish(batch, acceptance)
    assert refused.value.finding.code == "records-moved"
    VOLUMES.abandon(batch)
    assert counts("a")["online"] == ("provided", 40)


def test_staging_a_period_that_cuts_an_accepted_one_is_refused() -> None:
    hand_in([volume("a", "online", 40)])
    batch, acceptance = begin()
    across = [volume("a", "online", 1, Period(date(2025, 7, 1), date(2026, 7, 1)))]
    with pytest.raises(CannotRecord):
        VOLUMES.stage(batch, rows(across), acceptance.context)


def test_equal_statements_add_no_row_and_a_new_name_does() -> None:
    hand_in([volume("a", "online", 1, QUARTERS[0])])
    hand_in([volume("a", "online", 1, QUARTERS[1])])
    assert len(queries.service("a").statements) == 1
    hand_in([volume("a", "online", 1, QUARTERS[2], name="Neuf")])
    hand_in([volume("a", "online", 1, QUARTERS[3], name="")])
    said = queries.service("a").statements
    assert [(one.valid_from, one.name_fr) for one in said] == [
        (QUARTERS[0].start, "Service a"),
        (QUARTERS[2].start, "Neuf"),
    ]


def test_a_new_name_alone_is_a_change_of_the_preview() -> None:
    hand_in([volume("a", "online", 1)])
    assert check([volume("a", "online", 1)]).preview.changes_nothing
    assert check([volume("a", "online", 1, name="Neuf")]).preview.changed == 1


def test_the_first_hand_in_may_create_bodies_and_they_appear_with_it() -> None:
    values = {
        **volume("a", "online", 3, body="neuf"),
        "organisation_name_fr": "Organisme neuf",
        "organisation_name_en": "New body",
    }
    assert check([values]).preview.new_bodies == (("neuf", "Organisme neuf"),)
    hand_in([values])
    assert [one.organisation for one in queries.services()] == ["neuf"]


def test_what_is_known_at_a_line_came_by_it_and_was_not_replaced_by_it() -> None:
    cuts = [hand_in([volume("a", "online", at), volume("b", "mail", 3)]) for at in range(4)]
    batch, acceptance = begin()
    VOLUMES.stage(batch, rows([volume("a", "online", 9)]), acceptance.context)  # never accepted

    def came_by(batch: RecordBatch | None, cut: int) -> bool:
        return batch is not None and batch.sequence is not None and batch.sequence <= cut

    lines = Volume.objects.select_related("batch", "superseded_by")
    assert {line.superseded_by.sequence for line in lines if line.superseded_by} == {
        *cuts[1:],
        None,
    }
    for cut in range(cuts[-1] + 2):
        assert set(known(Volume, cut)) == {
            line
            for line in lines
            if came_by(line.batch, cut) and not came_by(line.superseded_by, cut)
        }


def test_points_are_replaced_and_looked_back_at_as_volumes_are() -> None:
    day = date(2025, 3, 31)
    hand_in([volume("a", "online", 1)])
    first = hand_in([point("a", "application", "no", day)], POINTS)
    second = hand_in([point("a", "application", "yes", day)], POINTS)
    for cut, answer in ((first, "no"), (second, "yes")):
        facts = queries.point_facts(YEAR.start, YEAR.end, cut)
        assert facts["a"].values == {"application": answer}
    later = judged(
        Period(date(2026, 1, 1), date(2027, 1, 1)), code="services.end-to-end", version=1
    )
    assert later["a"].reason == "no_longer_listed"


def test_staging_takes_as_many_queries_for_two_owners_as_for_one() -> None:
    def asked(*bodies: str) -> int:
        values = [volume(f"s-{body}", "online", 1, body=body) for body in bodies]
        batch, acceptance = begin()
        with CaptureQueriesContext(connection) as taken:
            VOLUMES.stage(batch, rows(values), acceptance.context)
        VOLUMES.abandon(batch)
        return len(taken)

    assert asked(WATER, FOREST) == asked(WATER)


STATUSES = st.sampled_from(
    ["not_provided", "not_applicable", "not_collected", "not_yet_due", *["provided"] * 4]
)
MONTHS = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(36)]


@st.composite
def periods(draw: st.DrawFn) -> list[Period]:
    """Periods that follow each other, with holes."""
    edges = sorted(draw(st.sets(st.integers(6, 30), min_size=2, max_size=7)))
    made = [Period(MONTHS[one], MONTHS[two]) for one, two in pairwise(edges)]
    return [one for one in made if draw(st.integers(0, 5))]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.data(),
    st.dictionaries(st.sampled_from([*SUMMED[:4], "total"]), periods(), max_size=4),
)
def test_the_database_adds_up_as_the_rules_say(
    data: st.DataObject, by_channel: dict[str, list[Period]]
) -> None:
    lines, values = [], []
    for channel, made in by_channel.items():
        for one in made:
            status = data.draw(STATUSES)
            count = data.draw(st.integers(0, 50)) if status == "provided" else None
            lines.append(VolumeLine(channel, one.start, one.end, status, count))
            values.append(volume("z", channel, count if count is not None else status, one, WATER))
    start, end = sorted(data.draw(st.sets(st.integers(6, 30), min_size=2, max_size=2)))
    period = Period(MONTHS[start], MONTHS[end])
    offered = data.draw(st.sets(st.sampled_from(SUMMED[:4])))
    with transaction.atomic():
        if values:
            hand_in(values, chunk=4)
        found = queries.volume_facts(
            period.start, period.end, audit.sequence(), {"z": sorted(offered)}
        )
        transaction.set_rollback(True)
    touched = [
        one
        for one in lines
        if one.channel != "total" and one.start < period.end and one.end > period.start
    ]
    if not touched:
        assert "z" not in found or not found["z"].values
        return
    absent = dict.fromkeys(SUMMED, ("not_applicable", None))
    said = channel_facts(period.start, period.end, lines, offered)
    assert {**absent, **found["z"].values} == dict(said)


def test_the_questions_of_one_measurement_add_volumes_up_once() -> None:
    at = hand_in([volume("a", "online", 5), volume("a", "mail", 1)])
    with CaptureQueriesContext(connection) as asked, one_reading():
        (unit,) = queries.requestable(YEAR, at)
        assert queries.requests(YEAR, at) == {unit.code: 6}
        assert queries.volumes(YEAR, at)[unit.code].values["online"] == ("provided", 5)
        assert queries.listed(YEAR, at) == (unit,)
    assert sum("SUM(" in one["sql"] for one in asked) == 1
    assert sum("name_fr" in one["sql"] for one in asked) == 1
