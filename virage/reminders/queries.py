"""What is known of deadlines and reminders: the population of a period, and the facts of each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, Sum

from virage.contracts.indicators import Facts, Period, Unit
from virage.contracts.text import Text
from virage.lib.records import known
from virage.registers import queries as registers
from virage.registers.rules.periods import Days, cover
from virage.reminders.models import Deadline, Delivery, PeopleDue, RecordBatch
from virage.reminders.rules.reminding import CHANNELS, LOGS


def in_force(period: Period, known_at: int) -> list[Unit]:
    """The kinds of deadlines in force on some day of the period, as they stood on its last one."""
    rows = known(Deadline, known_at).filter(
        Q(until=None) | Q(until__gt=period.start), since__lt=period.end
    )
    units = (
        Unit(code, Text(fr, en), body)
        for code, fr, en, body in rows.order_by("deadline").values_list(
            "deadline", "name_fr", "name_en", "organisation__code"
        )
    )
    stood = registers.stood(Deadline, "deadline", period.last_day, known_at)
    return list(registers.as_they_stood(units, stood))


def delivery_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By deadline, people due over the period and what became of their reminders. Three queries.

    Only days wholly inside the period count; if they do not make exactly the days of the period on which
    the deadline was in force, `due` is None.
    """
    inside = Q(period_from__gte=period.start, period_to__lte=period.end)
    due: dict[str, list[tuple[Days, int, str]]] = defaultdict(list)
    evidence: dict[str, str] = {}
    for code, start, end, people, log, batch, line in (
        known(PeopleDue, known_at)
        .filter(inside)
        .order_by("deadline", "period_from")
        .values_list(
            "deadline", "period_from", "period_to", "due", "log", "batch__public_id", "line"
        )
    ):
        due[code].append(((start, end), people, log))
        evidence[code] = RecordBatch.proof(batch, line)
    sums = known(Delivery, known_at).filter(inside).order_by().values("deadline")
    reached = {
        row["deadline"]: (row["reached"], row["sent"] - row["reached"] - row["late"] - row["lost"])
        for row in sums.annotate(
            reached=Sum("in_time"), sent=Sum("sent"), late=Sum("late"), lost=Sum("failed")
        )
    }
    found: dict[str, Facts] = {}
    lives = {
        code: (max(since, period.start), min(until or period.end, period.end))
        for code, since, until in known(Deadline, known_at).values_list(
            "deadline", "since", "until"
        )
    }
    for code, said in due.items():
        whole = code in lives and cover(*lives[code], (days for days, _, _ in said))
        in_time, unlogged = reached.get(code, (0, 0))
        values = {
            "due": sum(people for _, people, _ in said) if whole else None,
            "reached": in_time,
            "unlogged": unlogged,
            "complete": all(log == LOGS[0] for _, _, log in said),
        }
        found[code] = Facts(values, "declared", evidence[code])
    return found


class Listed(NamedTuple):
    """A deadline as last stated: body (code), code, names, legal basis, days."""

    organisation: str
    deadline: str
    name_fr: str
    name_en: str
    legal_basis: str
    since: date
    until: date | None
    closing: str


def deadlines(body: str | None = None) -> list[Listed]:
    """The deadlines stated now, of one body or of all, by code."""
    rows = known(Deadline, None)
    if body is not None:
        rows = rows.filter(organisation__code=body)
    return [
        Listed(*row)
        for row in rows.order_by("deadline").values_list(
            *("organisation__code", "deadline", "name_fr", "name_en", "legal_basis"),
            *("since", "until", "closing"),
        )
    ]


def listed(bodies: Sequence[str]) -> dict[str, str]:
    """The French name of each deadline in force of some bodies, by code."""
    return {
        one.deadline: one.name_fr
        for one in deadlines()
        if one.until is None and one.organisation in bodies
    }


def last_due(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    """(deadline, from, to, due, declined, log) of the last period of each deadline, as stated now."""
    rows = known(PeopleDue, None).filter(deadline__in=codes).order_by("deadline", "period_from")
    in_order = rows.values_list("deadline", "period_from", "period_to", "due", "declined", "log")
    return list({row[0]: row for row in in_order}.values())


def last_deliveries(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    """(deadline, from, to, channel, sent, in time, late, failed) of the last period of each deadline."""
    rows = known(Delivery, None).filter(deadline__in=codes).order_by("deadline", "period_from")
    last: dict[tuple[str, str], tuple[Any, ...]] = {}
    ends: dict[str, date] = {}
    for row in rows.values_list(
        "deadline", "period_from", "period_to", "channel", "sent", "in_time", "late", "failed"
    ):
        last[row[0], row[3]] = row
        ends[row[0]] = row[2]
    order = {channel: place for place, channel in enumerate(CHANNELS)}
    standing = [row for row in last.values() if row[2] == ends[row[0]]]
    return sorted(standing, key=lambda row: (row[0], order[row[3]]))


def periods_due() -> dict[str, set[Days]]:
    """The periods of which the people due are stated now, by deadline."""
    found: dict[str, set[Days]] = defaultdict(set)
    for code, start, end in known(PeopleDue, None).values_list(
        "deadline", "period_from", "period_to"
    ):
        found[code].add((start, end))
    return found
