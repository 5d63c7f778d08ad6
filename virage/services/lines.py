"""How a line of a hand-in names a service: for every kind whose lines say something of one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.registers.kinds import Say
from virage.services import queries
from virage.services.queries import ListedService
from virage.services.rules.acts import SERVICE_CODE
from virage.services.rules.statements import nearest

SERVICE = Column(
    name="service",
    kind="string",
    title=Text("Service", "Service"),
    help=Text(
        "Code du service, qui ne change jamais, quels que soient son nom et son organisme.",
        "Code of the service, which never changes, whatever its name and body.",
    ),
    required=True,
    max_length=80,
    pattern=SERVICE_CODE,
    example="permis-puits",
)

World = Mapping[str, ListedService]


def world() -> World:
    """Every service of the register by code, for the `read` of a kind."""
    return queries.listed_services()


def service_id(values: Mapping[str, Any], services: World, day: date, say: Say) -> int | None:
    """The row of the service of a line; None once it is said that it is not listed, or not the body's.

    The body of the line must be the owner on `day`.
    """
    service = services.get(values["service"])
    if service is None:
        say("unit-not-listed", "service", values["service"])
        return None
    owner = nearest(service.statements, day)
    if owner is not None and owner.organisation != values["organisation"]:
        say("unit-of-another-body", "service", values["service"], known=owner.organisation)
        return None
    return service.pk


def own(body: str) -> list[str]:
    """The codes of the open services of a body, in order: what its templates are about."""
    return sorted(listed([body]))


def listed(bodies: Any) -> Mapping[str, str]:
    """The French name of each open service of some bodies, by code: for "no longer listed"."""
    return {
        code: service.statements[-1].name_fr
        for code, service in queries.listed_services().items()
        if service.closed_on is None and service.statements[-1].organisation in bodies
    }
