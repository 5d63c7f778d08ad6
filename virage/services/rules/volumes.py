"""The vocabulary of volumes and interaction points, and how periods add up.

A volume is a count of requests by one channel over half-open days, or the reason why there is none.
Measuring a period sums the lines wholly inside it; a hole, or a line that straddles its edge, leaves
the channel unknown: nothing is ever prorated.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

CHANNELS = ("online", "phone", "counter", "mail", "email", "fax", "kiosk", "other", "total")
STATUSES = ("provided", "not_provided", "not_applicable", "not_collected", "not_yet_due")
POINTS = ("registration", "authentication", "application", "decision", "issuance", "feedback")
POINT_ANSWERS = ("yes", "no", "not_applicable", "not_provided")

SUMMED = ("online", "phone", "counter", "mail", "email", "fax", "kiosk", "other")
"""The channels that add up to all requests; `total` is declared, checked, never summed."""

UNDISCLOSED = ("not_provided", "not_yet_due")
"""Statuses of a number that exists and that we do not have: it may turn out to be anything."""

ChannelFact = tuple[str, int | None]
"""The status of a channel over the period, and its count when the status is "provided"."""


class VolumeLine(NamedTuple):
    """One accepted line: a channel of one service, half-open days, a status, a count if provided."""

    channel: str
    start: date
    end: date
    status: str
    volume: int | None


def over_period(start: date, end: date, lines: Iterable[VolumeLine]) -> ChannelFact | None:
    """What the lines of one channel of one service say about the half-open period; None if nothing.

    The lines do not overlap. If they do not cover the period exactly, "not_provided". If they do:
    "not_provided" or "not_yet_due" if any is (in that order); the sum if all are provided, lines
    that are not applicable aside; "not_collected" or "not_applicable" if none is provided. A
    period partly provided and partly not collected is "not_provided": a part of a sum is not a sum.
    """
    inside: list[VolumeLine] = []
    covered = 0
    touched = False
    for line in lines:
        if line.end <= start or line.start >= end:
            continue
        touched = True
        if line.start >= start and line.end <= end:
            inside.append(line)
            covered += (line.end - line.start).days
    if not touched:
        return None
    if covered != (end - start).days:
        return "not_provided", None
    statuses = {line.status for line in inside}
    for status in UNDISCLOSED:
        if status in statuses:
            return status, None
    if "provided" in statuses:
        if "not_collected" in statuses:
            return "not_provided", None
        return "provided", sum(line.volume or 0 for line in inside)
    return ("not_collected" if "not_collected" in statuses else "not_applicable"), None


def channel_facts(
    start: date, end: date, lines: Iterable[VolumeLine], offered: Collection[str] | None = None
) -> Mapping[str, ChannelFact]:
    """The facts of one service for the take-up judgements: channel -> (status, count or None).

    `lines` are all its accepted lines as known at the cut, `total` included or not; `offered` are the
    channels that the register says are offered (None: not said). A channel with no line for the
    period is not_provided if it is offered, else not_applicable.
    """
    by_channel: dict[str, list[VolumeLine]] = {}
    for line in lines:
        by_channel.setdefault(line.channel, []).append(line)
    facts: dict[str, ChannelFact] = {}
    for channel in SUMMED:
        fact = over_period(start, end, by_channel.get(channel, ()))
        if fact is None:
            absent = "not_provided" if offered and channel in offered else "not_applicable"
            fact = absent, None
        facts[channel] = fact
    return facts


def all_requests(facts: Iterable[ChannelFact]) -> int | None:
    """The requests that the channels of a service make together; None while one is missing.

    A channel that nobody counts is one that is missing.
    """
    said = list(facts)
    if not said or any(status in (*UNDISCLOSED, "not_collected") for status, _ in said):
        return None
    return sum(count or 0 for _, count in said)
