"""Say that a milestone is reached: the same record that a file of milestones brings."""

from datetime import date, datetime

from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans.actions.recording import act
from virage.plans.queries.tables import MILESTONES
from virage.plans.rules import refusals
from virage.plans.rules.cells import is_address
from virage.registers import queries as registers
from virage.registers.actions import Fact, stage

LONGEST_ADDRESS = 500


def reach_milestone(
    *, body: str, milestone: str, reached_on: date, evidence: str, by: Person, at: datetime
) -> None:
    """A milestone of the body was reached on a day, with an address where anyone can see the evidence.

    Raises `NoMilestone`, `NotReachedYet`, `HeldByAHandIn`.
    """
    roles.check_may(roles.WRITE_PLAN, organisations.roles_of(by), body)
    proof = evidence.strip()
    if reached_on > day_of(at) or not is_address(proof) or len(proof) > LONGEST_ADDRESS:
        raise refusals.NotReachedYet
    key = (organisations.record(body).pk, milestone)
    with act(
        "plans:milestone:reached",
        by=by,
        at=at,
        subject=f"plans.plan:{body}",
        body=body,
        data={"milestone": milestone},
    ) as batch:
        held = registers.held(MILESTONES, [key]).get(key)
        if held is None:
            raise refusals.NoMilestone
        fields = dict(zip((*MILESTONES.key, *MILESTONES.values), (*key, *held), strict=True))
        fact = Fact(None, {**fields, "reached_on": reached_on, "evidence": proof})
        stage(table=MILESTONES, batch=batch, facts=[fact])
