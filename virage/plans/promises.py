"""What the barometer judges of plans and projects: promised contributions, acceptance tests of milestones."""

from collections.abc import Iterator

from virage.contracts.promises import Promise, PromiseSource, promise_sources
from virage.contracts.text import Text
from virage.plans import queries


def _acceptance(known_at: int | None) -> Iterator[Promise]:
    """One service must answer yes by the day of the milestone."""
    for test in queries.acceptance_tests(known_at):
        yield Promise(
            reference=test.reference,
            organisation=test.body,
            indicator=test.indicator,
            units=(test.unit,),
            at_least=1,
            share=None,
            baseline="",
            made_on=test.made_on,
            due_on=test.due_on,
        )


promise_sources.declare(
    PromiseSource(
        code=queries.ACCEPTANCE,
        title=Text("Essais d’acceptation des projets", "Acceptance tests of projects"),
        promises=_acceptance,
    )
)

promise_sources.declare(
    PromiseSource(
        code=queries.PROMISE,
        title=Text("Contributions promises dans les plans", "Contributions promised in plans"),
        promises=queries.promises,
    )
)
