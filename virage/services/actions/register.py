"""What one person does to one service: open, close, keep, describe, say what it offers or follows.

Each act is one transaction: its line in the journal, and rows known from that line on. The planning
officer of the body that owns the service may act, or the Secretariat. Refusals are `CannotAct`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.audit.rules import Data
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.services import queries
from virage.services.models import (
    RecordBatch,
    Service,
    ServiceDescription,
    ServiceLife,
    ServiceOffer,
    ServiceSuccession,
)
from virage.services.rules import acts
from virage.services.rules.statements import Statement, nearest


@contextmanager
def _act(
    entry: str, service: Service, owners: Sequence[str], *, by: Person, at: datetime, data: Data
) -> Iterator[RecordBatch]:
    """Check the roles for each owner concerned, journal the act, and give the batch to write under."""
    held = organisations.roles_of(by)
    for owner in owners:
        roles.check_may(roles.HAND_IN, held, owner)
    with transaction.atomic():
        batch = RecordBatch(source=by.reference, body=owners[-1], rows=1, received_on=day_of(at))
        # The line comes first here: the batch takes its number at once, and stays out of the way of a
        # hand-in that is being staged.
        line = audit.record(
            by=by.reference,
            at=at,
            entry=entry,
            subject=f"services.service:{service.public_id}",
            body=owners[-1],
            data={"batch": str(batch.public_id), **data},
        )
        batch.sequence = line.number
        batch.save()
        yield batch


def _known(code: str) -> tuple[Service, list[Statement]]:
    """The row of a service and what was said of it; raises `UnknownService`."""
    said = queries.statements(codes=[code]).get(code)
    service = Service.objects.filter(code=code).first()
    if service is None or not said:
        raise queries.UnknownService(code)
    return service, said


def _life(code: str) -> tuple[date | None, date | None]:
    """When a service was said to open, and from which day it is closed."""
    life = queries.lives(codes=[code]).get(code)
    return (life.opened_on, life.closed_on) if life else (None, None)


def _role(by: Person) -> str:
    """In which role the person speaks: the Secretariat's, or else the officer's."""
    return roles.SECRETARIAT if organisations.is_secretariat(by) else roles.PLANNING_OFFICER


def open_service(
    *, code: str, name: Text, organisation: str, opened_on: date, by: Person, at: datetime
) -> queries.History:
    """A new service of a body (its code), from a day on; raises `NotACode`, `ServiceExists`,
    `UnknownBody`."""
    acts.check_code(code)
    owner = organisations.record(organisation)
    with transaction.atomic():
        if queries.statements(codes=[code]):
            raise acts.ServiceExists(code)
        service, _ = Service.objects.get_or_create(code=code)
        data: Data = {"opened_on": opened_on.isoformat()}
        with _act(
            "services:service:opened", service, [organisation], by=by, at=at, data=data
        ) as batch:
            ServiceDescription.objects.create(
                batch=batch,
                service=service,
                valid_from=opened_on,
                name_fr=name.fr,
                name_en=name.en,
                organisation=owner,
            )
            ServiceLife.objects.create(
                batch=batch, service=service, opened_on=opened_on, role=_role(by)
            )
    return queries.service(code)


def close_service(*, code: str, on: date, reason: str, by: Person, at: datetime) -> queries.History:
    """The service is closed from that day on; raises `UnknownService`, `NotAReason`, `NotThatDay`."""
    service, said = _known(code)
    opened, _ = _life(code)
    acts.check_closing(code, opened or said[0].valid_from, on, reason)
    owners = acts.owners_concerned(said, on, day_of(at))
    data: Data = {"on": on.isoformat(), "reason": reason}
    with _act("services:service:closed", service, owners, by=by, at=at, data=data) as batch:
        ServiceLife.objects.create(
            batch=batch,
            service=service,
            opened_on=opened,
            closed_on=on,
            reason=reason,
            role=_role(by),
        )
    return queries.service(code)


def keep_service(*, code: str, by: Person, at: datetime) -> queries.History:
    """The service is still given: an absence from a hand-in says nothing, and a closure no longer holds."""
    service, said = _known(code)
    opened, closed = _life(code)
    owners = acts.owners_concerned(said, day_of(at), day_of(at))
    data: Data = {"reopened": closed is not None}
    with _act("services:service:kept", service, owners, by=by, at=at, data=data) as batch:
        ServiceLife.objects.create(
            batch=batch, service=service, opened_on=opened, closed_on=None, role=_role(by)
        )
    return queries.service(code)


def confirm_service(*, code: str, by: Person, at: datetime) -> queries.History:
    """The code still means the same service, though a hand-in changed both its name and its owner."""
    service, said = _known(code)
    stands = nearest(said, day_of(at)) or said[0]
    owners = acts.owners_concerned(said, day_of(at), day_of(at))
    data: Data = {"valid_from": stands.valid_from.isoformat()}
    with _act("services:service:confirmed", service, owners, by=by, at=at, data=data) as batch:
        ServiceDescription.objects.create(
            batch=batch,
            service=service,
            valid_from=stands.valid_from,
            name_fr=stands.name_fr,
            name_en=stands.name_en,
            organisation=organisations.record(stands.organisation),
        )
    return queries.service(code)


def describe_service(
    *, code: str, name: Text, organisation: str, valid_from: date, by: Person, at: datetime
) -> queries.History:
    """Another name or owner from a day on. What changes the owner, or the time of another body, takes
    the rights for each of them. Raises `NotThatDay` once it is closed, `UnknownBody`."""
    service, said = _known(code)
    acts.check_open(code, _life(code)[1], valid_from)
    owners = acts.owners_concerned(said, valid_from, day_of(at))
    owners = [one for one in owners if one != organisation] + [organisation]
    data: Data = {"valid_from": valid_from.isoformat()}
    with _act("services:service:described", service, owners, by=by, at=at, data=data) as batch:
        ServiceDescription.objects.create(
            batch=batch,
            service=service,
            valid_from=valid_from,
            name_fr=name.fr,
            name_en=name.en,
            organisation=organisations.record(organisation),
        )
    return queries.service(code)


def state_offer(
    *,
    code: str,
    valid_from: date,
    channels: Sequence[str] | None,
    request_online: str,
    by: Person,
    at: datetime,
) -> queries.History:
    """From a day on, the channels offered (None: not said) and whether one can file on line.

    `request_online` is "yes", "no" or "" (not said). Raises `NotAChannel`, `NotThatDay` once it is
    closed.
    """
    acts.check_offer(channels, request_online)
    service, said = _known(code)
    acts.check_open(code, _life(code)[1], valid_from)
    owners = acts.owners_concerned(said, valid_from, day_of(at))
    data: Data = {
        "valid_from": valid_from.isoformat(),
        "channels": None if channels is None else sorted(channels),
        "request_online": request_online,
    }
    with _act("services:offer:stated", service, owners, by=by, at=at, data=data) as batch:
        ServiceOffer.objects.create(
            batch=batch,
            service=service,
            valid_from=valid_from,
            channels=None if channels is None else sorted(channels),
            request_online=request_online,
        )
    return queries.service(code)


def record_succession(
    *, code: str, predecessors: Sequence[str], on: date, by: Person, at: datetime
) -> queries.History:
    """`code` took over from each predecessor on that day (a split or a merger)."""
    if not predecessors or code in predecessors:
        raise acts.NotItself
    service, said = _known(code)
    owners = acts.owners_concerned(said, on, day_of(at))
    earlier = [_known(one)[0] for one in sorted(set(predecessors))]
    # A service's code is what its body made it: the journal holds public ids instead.
    data: Data = {
        "on": on.isoformat(),
        "predecessors": [f"services.service:{one.public_id}" for one in earlier],
    }
    with _act("services:succession:recorded", service, owners, by=by, at=at, data=data) as batch:
        ServiceSuccession.objects.bulk_create(
            ServiceSuccession(batch=batch, service=service, predecessor=one, on=on)
            for one in earlier
        )
    return queries.service(code)
