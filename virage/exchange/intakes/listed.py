"""The word of a body that every form of a service stands in the register: without it there is no yes."""

from collections.abc import Iterator, Mapping
from typing import Any

from virage.contracts.text import Text
from virage.exchange import queries
from virage.exchange.intakes.words import EXAMINED, SENTENCES, STEPS
from virage.exchange.models import FormsListed
from virage.registers.columns import day, text
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table
from virage.services import lines
from virage.services.lines import SERVICE


def _read(values: Mapping[str, Any], services: lines.World, say: Say) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["as_of"], say)
    if service is None:
        return None
    return {
        "service_id": service,
        "as_of": values["as_of"],
        "complete": values["all_listed"] == EXAMINED[0],
    }


def _last(body: str) -> Iterator[Mapping[str, str]]:
    said = {code: complete for code, _, complete in queries.last_said_listed(lines.own(body))}
    for service in lines.own(body):
        if service in said:
            yield {
                "organisation": body,
                "service": service,
                "as_of": "",
                "all_listed": EXAMINED[0] if said[service] else EXAMINED[1],
            }


LISTED = LineKind(
    code="exchange.all-forms",
    title=Text("Formulaires tous inscrits", "All forms listed"),
    description=Text(
        "Pour chaque service, si tous ses formulaires sont inscrits, par quelque canal que ce soit. Cela vaut "
        "douze mois ; sans quoi le service ne peut répondre oui à la cible 2.1.",
        "For each service, whether all its forms are listed, by whatever channel. It holds for twelve months; "
        "without it the service cannot answer yes to target 2.1.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        day(
            "as_of",
            Text("En date du", "As of"),
            Text("Jour pour lequel vous le dites.", "Day for which you say so."),
            "2026-03-31",
            required=True,
        ),
        text(
            "all_listed",
            Text("Tous inscrits", "All listed"),
            Text(
                "yes si aucun formulaire du service ne manque au registre.",
                "yes if no form of the service is missing from the register.",
            ),
            "yes",
            3,
            required=True,
            choices=EXAMINED,
        ),
    ),
    table=Table(FormsListed, key=("service_id", "as_of"), values=("complete",)),
    steps=STEPS,
    world=lines.world,
    read=_read,
    last=_last,
    sentences=SENTENCES,
    unit="service",
    observed="as_of",
    frame=lines.listed,
)
