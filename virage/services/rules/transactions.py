"""Checks of what a file of transactions was counted into: a row for each service, channel and day.

The days of a file follow each other without a hole, since a day without a request counts zero: so what
was accepted is either wholly inside them, and gives way, or it straddles their edge.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from virage.contracts.text import Text
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File, KnownService, Listed
from virage.services.rules.statements import nearest
from virage.services.rules.volume_checks import Changes
from virage.services.rules.volumes import VolumeLine

EARLIEST = date(2000, 1, 1)
"""No file of transactions is older: an earlier day is a date left empty by some system."""

ONE_DAY = timedelta(days=1)

Counts = tuple[int, int, int | None, int | None]
"""Requests, those done, items asked, items that came prefilled; the last two null where not all say."""


class Use(NamedTuple):
    """One row: its first line, its day, and its counts."""

    line: int
    day: date
    requests: int
    completed: int
    asked: int | None
    prefilled: int | None

    @property
    def counts(self) -> Counts:
        """What is compared with what was accepted."""
        return self.requests, self.completed, self.asked, self.prefilled


@dataclass(slots=True)
class Totals:
    """What the whole file adds up to, for its preview; `silent` are requests of days without items."""

    by_channel: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    asked: int = 0
    prefilled: int = 0
    silent: int = 0
    outside: Counter[str] = field(default_factory=Counter)
    first_outside: dict[str, Use] = field(default_factory=dict)

    def add(self, channel: str, uses: Sequence[Use], received_on: date | None) -> None:
        """Add the days of a service and channel."""
        for use in uses:
            if not use.requests:
                continue
            self.by_channel[channel] += use.requests
            self.completed += use.completed
            if use.asked is None or use.prefilled is None:
                self.silent += use.requests
            else:
                self.asked += use.asked
                self.prefilled += use.prefilled
        for code, use in _outside(uses, received_on):
            self.outside[code] += use.requests
            known = self.first_outside.get(code)
            if known is None or use.line < known.line:
                self.first_outside[code] = use

    def tell_outside(self, findings: Findings) -> None:
        """Say once how many requests have a day that cannot be."""
        for code, use in self.first_outside.items():
            findings.add(code, use.line, "at", use.day, known=self.outside[code])


def _outside(uses: Sequence[Use], received_on: date | None) -> Iterable[tuple[str, Use]]:
    """The days with requests that are before any, or after the file itself."""
    if uses[0].day < EARLIEST:
        yield from (("day-too-early", one) for one in uses if one.requests and one.day < EARLIEST)
    if received_on is not None and uses[-1].day > received_on:
        yield from (("day-to-come", one) for one in uses if one.requests and one.day > received_on)


def check_service(
    code: str,
    by_channel: Mapping[str, Sequence[Use]],
    known: Mapping[str, KnownService],
    body: str | None,
    file: File,
    findings: Findings,
) -> bool:
    """Note a service in `file`; false, with an error, when it is not one that `body` may hand in.

    `body` is the one handed in for, None for several.
    """
    busy = [one for uses in by_channel.values() for one in uses if one.requests]
    line = min(one.line for uses in by_channel.values() for one in uses)
    if code not in known:
        requests = sum(one.requests for one in busy)
        findings.add("requests-not-listed", line, "service", code, known=requests)
        return False
    owners = _owners(known[code], busy)
    for owner, first in owners.items():
        if body is not None and owner != body:
            findings.add("service-of-another-body", first, "service", code, known=owner)
            return False
        file.add_body(owner, first, Text("", ""))
    closed_on = known[code].closed_on
    if closed_on is not None and any(one.day >= closed_on for one in busy):
        findings.add("service-closed", line, "service", code, known=closed_on)
    file.services[code] = Listed(code, line)
    return True


def _owners(service: KnownService, busy: Iterable[Use]) -> dict[str, int]:
    """The bodies that a service belonged to on the days of its requests, each with the first line."""
    found: dict[str, int] = {}
    for use in busy:
        owner = nearest(service.statements, use.day)
        if owner is not None:
            found[owner.organisation] = min(use.line, found.get(owner.organisation, use.line))
    return found


def compare(
    uses: Sequence[Use],
    accepted: Iterable[VolumeLine],
    used: Mapping[date, Counts],
    changes: Changes,
    findings: Findings,
) -> None:
    """One channel of one service against what is accepted: its volumes, and its use by day.

    `uses` are days that follow each other.
    """
    start, end = uses[0].day, uses[-1].day + ONE_DAY
    held: dict[date, VolumeLine] = {}
    for line in accepted:
        if line.end - line.start == ONE_DAY:
            held[line.start] = line
        elif start <= line.start and line.end <= end:
            changes.replaced += 1
            _check_sum(uses[(line.start - start).days : (line.end - start).days], line, findings)
        else:
            known = f"{line.start} – {line.end}"
            findings.add("straddles-days", uses[0].line, "at", start, known=known, to=uses[-1].day)
    if not held:
        changes.added += len(uses)
        return
    for use in uses:
        volume = held.get(use.day)
        if volume is None:
            changes.added += 1
        elif volume.volume == use.requests and used.get(use.day, NO_USE) == use.counts:
            changes.unchanged += 1
        else:
            changes.changed += 1


NO_USE: Counts = (0, 0, 0, 0)


def _check_sum(uses: Sequence[Use], line: VolumeLine, findings: Findings) -> None:
    made = sum(one.requests for one in uses)
    if line.volume is not None and line.volume != made:
        findings.add("sum-differs", uses[0].line, "requests", made, known=line.volume)


def notes(file: File, totals: Totals, pairs: int) -> tuple[Text, ...]:
    """What the preview says of the whole file; `pairs` are its services by channel."""
    requests = totals.by_channel.total()
    if not requests:
        return ()
    days, services = (file.end - file.start).days, len(file.services)
    last = file.end - ONE_DAY
    said = [
        Text(
            f"{_fr(days, 'jour')}, du {file.start} au {last} ; {_fr(services, 'service')}, "
            f"{_fr(pairs, 'ligne')} par jour.",
            f"{_en(days, 'day')}, from {file.start} to {last}; {_en(services, 'service')}, "
            f"{_en(pairs, 'row')} a day.",
        ),
        Text(
            f"{_fr(requests, 'demande')}, dont {_fr(totals.completed)} menées à terme. Par canal : "
            f"{', '.join(f'{name} {_fr(count)}' for name, count in sorted(totals.by_channel.items()))}.",
            f"{_en(requests, 'request')}, of which {_en(totals.completed)} completed. By channel: "
            f"{', '.join(f'{name} {_en(count)}' for name, count in sorted(totals.by_channel.items()))}.",
        ),
    ]
    if totals.asked:
        said.append(
            Text(
                f"{_fr(totals.asked)} éléments demandés, dont {_fr(totals.prefilled)} déjà remplis.",
                f"{_en(totals.asked)} items asked, of which {_en(totals.prefilled)} came prefilled.",
            )
        )
    if totals.silent:
        said.append(
            Text(
                f"{_fr(totals.silent, 'demande')} de jours dont on ne sait pas les éléments demandés : "
                "les étapes épargnées y seront inconnues.",
                f"{_en(totals.silent, 'request')} of days whose items asked are not known: "
                "the steps saved will be unknown there.",
            )
        )
    return tuple(said)


def _fr(number: int, word: str = "") -> str:
    """A number as a French sentence writes it, with a word that takes an s."""
    shown = f"{number:,}".replace(",", "\u202f")
    return f"{shown} {word}{'s' if number > 1 else ''}" if word else shown


def _en(number: int, word: str = "") -> str:
    """A number as an English sentence writes it, with a word that takes an s."""
    return f"{number:,} {word}{'' if number == 1 else 's'}" if word else f"{number:,}"
