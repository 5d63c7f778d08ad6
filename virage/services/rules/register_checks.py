"""Checks of who and what a file names, against the register: bodies, services, their owners."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from virage.contracts.intakes import ANOTHER_CODES, Context, Reused
from virage.contracts.text import Text
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File, KnownService, Listed, Said, complete
from virage.services.rules.statements import nearest, standing

NEAR = 0.9
"""From which likeness (0 to 1) two names are called near."""

MOST_COMPARISONS = 100_000
"""Comparing names is slow: a first hand-in of everything has nothing to be compared with anyway."""


@dataclass(slots=True)
class News:
    """What is in the file and not in the register: (code, French name) of each new body and service,
    how many known services are said to have another name or owner, and of which one must be asked
    whether they still are the same."""

    bodies: list[tuple[str, str]] = field(default_factory=list)
    services: list[tuple[str, str]] = field(default_factory=list)
    described: int = 0
    reused: list[Reused] = field(default_factory=list)


def check_register(
    file: File,
    *,
    bodies: Mapping[str, Text],
    services: Mapping[str, KnownService],
    context: Context,
    findings: Findings,
    keeps_codes: bool = False,
) -> News:
    """Add findings on bodies and services; returns what is new.

    `bodies` are all those known; `services` those of the file and of its bodies. `keeps_codes`: the
    file comes from a register of its own, whose codes are taken to mean the same service whatever
    becomes of name and owner; nobody is then asked, and the warning stays with the answers.
    """
    news = News()
    for body in file.bodies.values():
        _check_body(body.code, body.line, body.name, bodies, context, findings, news)
    another = set(context.parameters.get(ANOTHER_CODES, "").split(","))
    new: list[Listed] = []
    for listed in file.services.values():
        known = services.get(listed.code)
        if known is None or not known.statements:
            new.append(listed)
            news.services.append((listed.code, listed.first.name.fr))
            if not context.create_new:
                findings.add("service-unknown", listed.line, "service", listed.code)
            if not any(complete(said.name) for said in listed.said.values()):
                findings.add("service-unnamed", listed.line, "name_fr", listed.code)
        else:
            asked = _check_known(listed, known, context, listed.code in another, findings)
            if asked is not None and not keeps_codes:
                news.reused.append(asked)
            news.described += any(_differs(said, known) for said in listed.said.values())
    _near_services(new, services, findings)
    return news


def _check_body(
    code: str,
    line: int,
    name: Text,
    bodies: Mapping[str, Text],
    context: Context,
    findings: Findings,
    news: News,
) -> None:
    if context.body is not None and code != context.body:
        return  # each of its lines is an error already
    known = bodies.get(code)
    if known is not None:
        if complete(name) and _folded(name.fr) != _folded(known.fr):
            findings.add("body-name-differs", line, "organisation_name_fr", name.fr, known=known.fr)
        return
    news.bodies.append((code, name.fr))
    if context.body is not None or not context.create_new:
        findings.add("body-unknown", line, "organisation", code)
    if not complete(name):
        findings.add("body-unnamed", line, "organisation", code)
        return
    near = _nearest_name(name.fr, ((one.fr, one.fr) for one in bodies.values()))
    if near:
        findings.add("near-name-body", line, "organisation_name_fr", name.fr, known=near)


def _check_known(
    listed: Listed, known: KnownService, context: Context, is_another: bool, findings: Findings
) -> Reused | None:
    """Add findings on a service that is in the register; what must be asked of it, if anything."""
    asked = None
    for day in sorted(listed.said):
        said = listed.said[day]
        before = nearest(known.statements, day)
        if before is None or before.organisation == said.organisation:
            continue
        if complete(said.name) and _folded(said.name.fr) != _folded(before.name_fr):
            asked = Reused(
                listed.code, before.name, before.organisation, said.name, said.organisation
            )
            findings.add(
                "reused" if is_another else "reused-kept",
                said.line,
                "service",
                listed.code,
                known=f"{before.name_fr} ({before.organisation})",
            )
        elif context.body is not None:
            findings.add(
                "service-of-another-body",
                said.line,
                "service",
                listed.code,
                known=before.organisation,
            )
        break
    last = max(listed.said)
    if known.closed_on is not None and known.closed_on <= last:
        findings.add("service-closed", listed.line, "service", listed.code, known=known.closed_on)
    return asked


def _differs(said: Said, known: KnownService) -> bool:
    """Whether a line says something else than what holds on its day, or speaks of an earlier time."""
    holds = standing(known.statements, said.day)
    if holds is None:
        return True
    name = said.name if complete(said.name) else holds.name
    return (holds.organisation, holds.name) != (said.organisation, name)


def _near_services(
    new: Iterable[Listed], services: Mapping[str, KnownService], findings: Findings
) -> None:
    new = list(new)
    by_body: dict[str, list[tuple[str, str]]] = {}
    for code, known in services.items():
        if known.statements:
            last = known.statements[-1]
            by_body.setdefault(last.organisation, []).append((last.name_fr, code))
    work = sum(len(by_body.get(one.first.organisation, ())) for one in new)
    if work > MOST_COMPARISONS:
        return
    for listed in new:
        name = listed.first.name.fr
        near = _nearest_name(name, by_body.get(listed.first.organisation, ()))
        if name and near:
            findings.add("near-name-service", listed.line, "name_fr", name, known=near)


def _nearest_name(name: str, others: Iterable[tuple[str, str]]) -> str:
    """The mark of the most alike of `others` (name, mark) if it is near enough, else ""."""
    wanted, best, found = _folded(name), NEAR, ""
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for other, mark in others:
        matcher.set_seq1(_folded(other))
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio >= best:
                best, found = ratio, mark
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
