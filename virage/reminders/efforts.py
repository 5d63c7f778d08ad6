"""What stands in the way of a deadline: how many more people a reminder would have had to reach in time."""

from virage.contracts.efforts import EffortSource, effort_sources
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.reminders import queries
from virage.reminders.rules import definitions
from virage.reminders.rules.reaching import still_to_reach


def _people(period: Period, known_at: int) -> dict[str, int]:
    return {
        code: still_to_reach(one.values["due"], one.values["reached"])
        for code, one in queries.delivery_facts(period, known_at).items()
        if one.values["due"]
    }


effort_sources.declare(
    EffortSource(
        code="reminders.people-to-reach",
        indicator=definitions.IN_TIME,
        what=Text("personnes de plus à joindre à temps", "more people to reach in time"),
        efforts=_people,
        people=True,
    )
)
