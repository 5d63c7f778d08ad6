"""What every kind of hand-in on services does alike: the steps of an acceptance, and a conclusion."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from virage.contracts.intakes import SAME_CODES, Acceptance, Check, Preview
from virage.contracts.text import Text
from virage.organisations import queries as organisations
from virage.registers.recording import Steps
from virage.services import actions
from virage.services.rules.findings import Findings
from virage.services.rules.handed_in import File, KnownService
from virage.services.rules.register_checks import News
from virage.services.rules.statements import nearest
from virage.services.rules.volume_checks import Changes

Which = Callable[[Sequence[str], date, date], set[str]]

BEFORE = timedelta(days=400)
"""How far back counts are compared: the same period of the year before, and a little more."""


STEPS = Steps(
    actions.RECORDING,
    refusals=(actions.Straddles, actions.PartsMissing, actions.NewRefused),
    finish_batch=actions.finish_batch,
    abandon_batch=actions.abandon_batch,
)
finish, abandon = STEPS.finish, STEPS.abandon
open_batch, told = STEPS.open, STEPS.told


def begin(acceptance: Acceptance) -> str:
    """Open the batch of this acceptance, or find it again; its public id.

    "Reused?" leaves no mark on the answers once someone has answered that the services are the same.
    """
    if acceptance.context.parameters.get(SAME_CODES):
        asked = tuple(one for one in acceptance.warnings if one[1] != "reused-kept")
        acceptance = replace(acceptance, warnings=asked)
    return STEPS.begin(acceptance)


def known_bodies() -> dict[str, Text]:
    """The names of all known bodies, by code."""
    return {one.code: one.name for one in organisations.bodies()}


def conclude(
    *,
    file: File,
    known: dict[str, KnownService],
    news: News,
    changes: Changes,
    findings: Findings,
    listed_before: Which,
    whole_register: bool = False,
    parameters: dict[str, str] | None = None,
    notes: tuple[Text, ...] = (),
) -> Check:
    """The check of a file whose rows were read and compared.

    `listed_before` says which services of a list have records on given days. Those of the bodies of
    the file (of all bodies when the file is a `whole_register`) that were listed in the period before
    and are not in the file are no longer listed.
    """
    absent = _no_longer_listed(file, known, listed_before, whole_register)
    if absent:
        findings.add("no-longer-listed", None, "service", len(absent))
    preview = Preview(
        added=changes.added,
        changed=changes.changed + news.described,
        unchanged=changes.unchanged,
        replaced=changes.replaced,
        no_longer_listed=tuple(absent),
        new_bodies=tuple(news.bodies),
        new_services=tuple(news.services),
        notes=(*_notes(changes, news), *notes),
        reused=tuple(news.reused),
    )
    return Check(
        findings=findings.all(),
        preview=preview,
        bodies=tuple(sorted(file.bodies)),
        parameters=parameters or {},
        days=(file.start, file.end) if file.services else None,
    )


def _no_longer_listed(
    file: File, known: dict[str, KnownService], listed_before: Which, whole_register: bool
) -> list[tuple[str, str]]:
    if not file.services:
        return []
    length = file.end - file.start
    candidates: dict[str, str] = {}
    for code, service in known.items():
        said = nearest(service.statements, file.start)
        if code in file.services or said is None:
            continue
        if service.closed_on is not None and service.closed_on <= file.start:
            continue
        if whole_register or said.organisation in file.bodies:
            candidates[code] = said.name_fr
    codes = sorted(candidates)
    before = listed_before(codes, file.start - length, file.start)
    absent = before - listed_before(sorted(before), file.start, file.end)
    return [(code, candidates[code]) for code in sorted(absent)]


def _notes(changes: Changes, news: News) -> tuple[Text, ...]:
    notes: list[Text] = []
    if changes.replaced:
        notes.append(
            Text(
                f"Remplace {changes.replaced} périodes déjà acceptées.",
                f"Replaces {changes.replaced} periods already accepted.",
            )
        )
    if news.described:
        notes.append(
            Text(
                f"Change le nom ou l’organisme de {news.described} services.",
                f"Changes the name or the body of {news.described} services.",
            )
        )
    return tuple(notes)
