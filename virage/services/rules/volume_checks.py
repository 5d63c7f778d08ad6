"""Checks of the volumes of a file: among themselves, and against those already accepted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import Entry, File, Listed
from virage.services.rules.volumes import SUMMED, VolumeLine

JUMP = 500
"""A count this many times another of the same channel is probably in another unit."""

JUMP_FROM = 5_000
"""Under this count, a large ratio is only a small number."""

ENOUGH = 5
"""Under so many cases, a pattern over a whole file says nothing."""

Held = Mapping[str, Sequence[VolumeLine]]


@dataclass(slots=True)
class Changes:
    """Rows of the file by what becomes of them; `replaced` counts accepted rows that give way."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    replaced: int = 0


class _Pair(NamedTuple):
    """A count handed in and the one known for the same period: to see a slipped column."""

    line: int
    new: int | None
    old: int | None


def check_volumes(file: File, held: Held, findings: Findings) -> Changes:
    """Add findings on the volumes of a file; returns what would change.

    `held` are the accepted lines of the services of the file, by service code, over its days and the
    year before.
    """
    changes = Changes()
    pairs: dict[tuple[str, date, date], list[_Pair]] = defaultdict(list)
    before: dict[str, Counter[str]] = defaultdict(Counter)
    for code, listed in file.services.items():
        _check_totals(listed, findings)
        lines = held.get(code, ())
        by_channel: dict[str, list[Entry]] = defaultdict(list)
        for entry in listed.entries:
            by_channel[entry.channel].append(entry)
        known: dict[str, list[VolumeLine]] = defaultdict(list)
        for line in lines:
            known[line.channel].append(line)
            if line.start < file.start:
                before[line.channel]["lines"] += 1
                before[line.channel]["provided"] += line.status == "provided"
        for channel, entries in by_channel.items():
            entries.sort(key=lambda one: (one.start, one.line))
            kept = _apart(entries, findings)
            accepted = sorted(known.get(channel, ()), key=lambda one: one.start)
            _compare(kept, accepted, findings, changes, pairs)
            _check_jumps(kept, accepted, findings)
    _check_newly_filled(file, before, findings)
    _check_shifted(pairs, findings)
    _check_percentages(file, findings)
    return changes


def _apart(entries: Sequence[Entry], findings: Findings) -> list[Entry]:
    """The entries of one channel that do not overlap one before; the others are errors."""
    kept: list[Entry] = []
    for entry in entries:
        last = kept[-1] if kept else None
        if last is None or entry.start >= last.end:
            kept.append(entry)
        elif (entry.start, entry.end) == (last.start, last.end):
            findings.add("duplicate", entry.line, "channel", entry.channel, known=last.line)
        else:
            findings.add("overlap", entry.line, "period_from", entry.start, known=last.line)
    return kept


def _compare(
    entries: Sequence[Entry],
    accepted: Sequence[VolumeLine],
    findings: Findings,
    changes: Changes,
    pairs: dict[tuple[str, date, date], list[_Pair]],
) -> None:
    """One channel of one service against what is accepted; both in order, neither overlaps itself."""
    finer: dict[VolumeLine, list[Entry]] = {}
    at = 0
    for entry in entries:
        while at < len(accepted) and accepted[at].end <= entry.start:
            at += 1
        touched = []
        for line in accepted[at:]:
            if line.start >= entry.end:
                break
            touched.append(line)
        if not touched:
            changes.added += 1
        elif (touched[0].start, touched[0].end) == (entry.start, entry.end):
            same = (touched[0].status, touched[0].volume) == (entry.status, entry.volume)
            changes.unchanged += same
            changes.changed += not same
            key = entry.channel, entry.start, entry.end
            pairs[key].append(_Pair(entry.line, entry.volume, touched[0].volume))
        elif touched[0].start <= entry.start and entry.end <= touched[0].end:
            changes.added += 1
            finer.setdefault(touched[0], []).append(entry)
        elif touched[0].start >= entry.start and touched[-1].end <= entry.end:
            changes.added += 1
            changes.replaced += len(touched)
            if sum(_days(one) for one in touched) == _days(entry):
                _check_sum(entry.line, [entry.volume], [one.volume for one in touched], findings)
        else:
            _straddles(entry, touched[0], findings)
    for line, parts in finer.items():
        if sum(_days(one) for one in parts) != _days(line):
            _straddles(parts[0], line, findings)
            continue
        changes.replaced += 1
        _check_sum(parts[-1].line, [one.volume for one in parts], [line.volume], findings)


def _days(one: Entry | VolumeLine) -> int:
    return (one.end - one.start).days


def _straddles(entry: Entry, line: VolumeLine, findings: Findings) -> None:
    known = f"{line.start} – {line.end}"
    findings.add("straddles", entry.line, "period_from", entry.start, known=known)


def _check_sum(
    line: int, new: Sequence[int | None], old: Sequence[int | None], findings: Findings
) -> None:
    """A warning when both sides are all numbers and do not make the same."""
    known = [one for one in (*new, *old) if one is not None]
    if len(known) == len(new) + len(old):
        made, replaced = sum(known[: len(new)]), sum(known[len(new) :])
        if made != replaced:
            findings.add("sum-differs", line, "volume", made, known=replaced)


def _check_totals(listed: Listed, findings: Findings) -> None:
    totals = {
        (one.start, one.end): one
        for one in listed.entries
        if one.channel == "total" and one.volume is not None
    }
    if not totals:
        return
    sums: Counter[tuple[date, date]] = Counter()
    hidden: set[tuple[date, date]] = set()
    for entry in listed.entries:
        period = entry.start, entry.end
        if entry.channel == "total" or period not in totals:
            continue
        total = totals[period].volume or 0
        if entry.volume is None:
            if entry.status != "not_applicable":
                hidden.add(period)
            continue
        sums[period] += entry.volume
        if entry.volume > total:
            findings.add("channel-above-total", entry.line, "volume", entry.volume, known=total)
    for period, made in sums.items():
        total = totals[period].volume or 0
        if made > total or (made < total and period not in hidden):
            line = totals[period].line
            findings.add("parts-not-total", line, "volume", made, known=total)


def _check_jumps(
    entries: Sequence[Entry], accepted: Sequence[VolumeLine], findings: Findings
) -> None:
    """Compare each count, by day, with the count of the period before it."""
    earlier: list[Entry | VolumeLine] = sorted(
        [
            *(one for one in accepted if one.volume),
            *(one for one in entries if one.volume),
        ],
        key=lambda one: one.end,
    )
    at, last = 0, None
    for entry in entries:
        while at < len(earlier) and earlier[at].end <= entry.start:
            last = earlier[at]
            at += 1
        if last is None or not entry.volume or not last.volume:
            continue
        new, old = entry.volume * _days(last), last.volume * _days(entry)
        if max(entry.volume, last.volume) >= JUMP_FROM and (new >= JUMP * old or old >= JUMP * new):
            findings.add("unit-jump", entry.line, "volume", entry.volume, known=last.volume)


def _check_newly_filled(file: File, before: Mapping[str, Counter[str]], findings: Findings) -> None:
    """A channel that held lines and never a number, and now holds numbers in more than a few."""
    now: Counter[str] = Counter()
    provided: dict[str, list[int]] = defaultdict(list)
    for listed in file.services.values():
        for entry in listed.entries:
            now[entry.channel] += 1
            if entry.status == "provided":
                provided[entry.channel].append(entry.line)
    for channel, seen in before.items():
        given = len(provided[channel])
        if seen["provided"] == 0 and given and 10 * given >= now[channel]:
            lines = tuple(sorted(set(provided[channel])))
            findings.add_on("newly-filled", lines, "channel", channel, known=given)


def _check_shifted(pairs: Mapping[tuple[str, date, date], list[_Pair]], findings: Findings) -> None:
    """A column slipped by one line: each new count is the one known of the line above, or below."""
    for (channel, _, _), rows in pairs.items():
        rows.sort(key=lambda row: row.line)
        new, old = [row.new for row in rows], [row.old for row in rows]
        moved = sum(one != other for one, other in zip(new, old, strict=True))
        if moved < ENOUGH or 2 * moved < len(rows):
            continue
        for slipped in (zip(new[1:], old, strict=False), zip(new, old[1:], strict=False)):
            matches = sum(one is not None and one == other for one, other in slipped)
            if matches >= ENOUGH and 10 * matches >= 8 * (len(rows) - 1):
                findings.add("shifted-rows", rows[0].line, "volume", channel)
                break


def _check_percentages(file: File, findings: Findings) -> None:
    """Counts that make exactly 100 (or 1) for nearly every service."""
    made: Counter[int] = Counter()
    first = 0
    for listed in file.services.values():
        for total in _made(listed.entries):
            made[total] += 1
            first = first or listed.line
    whole = made.total()
    for total in (100, 1):
        if made[total] >= ENOUGH and 10 * made[total] >= 8 * whole:
            findings.add("percentages", first, "volume", known=total)


def _made(entries: Iterable[Entry]) -> list[int]:
    """The sums, by period, of the periods with at least two channels that are counted."""
    sums: dict[tuple[date, date], list[int]] = defaultdict(list)
    for entry in entries:
        if entry.channel in SUMMED and entry.volume is not None:
            sums[entry.start, entry.end].append(entry.volume)
    return [sum(parts) for parts in sums.values() if len(parts) > 1]
