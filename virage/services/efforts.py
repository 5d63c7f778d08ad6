"""What stands in the way of services and processes: requests to move, points not on line, steps on paper."""

from virage.contracts.efforts import EffortSource, effort_sources
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.services import queries
from virage.services.rules import definitions, efforts


def _requests(period: Period, known_at: int) -> dict[str, int]:
    told = {
        code: efforts.take_up_effort(one.values)
        for code, one in queries.volumes(period, known_at).items()
    }
    return {code: number for code, number in told.items() if number is not None}


def _points(period: Period, known_at: int) -> dict[str, int]:
    return {
        code: efforts.points_missing(one.values.values())
        for code, one in queries.point_facts(period.start, period.end, known_at).items()
        if one.values
    }


def _steps(period: Period, known_at: int) -> dict[str, int]:
    return {
        code: int(one.values["paper"])
        for code, one in queries.process_facts(period, known_at).items()
    }


effort_sources.declare(
    EffortSource(
        code="services.requests-to-move",
        indicator=definitions.TAKE_UP,
        what=Text("demandes à amener en ligne", "requests to bring on line"),
        efforts=_requests,
    )
)
effort_sources.declare(
    EffortSource(
        code="services.points-missing",
        indicator=definitions.TAKE_UP,
        what=Text(
            "points d’interaction qui ne sont pas en ligne", "interaction points not on line"
        ),
        efforts=_points,
    )
)
effort_sources.declare(
    EffortSource(
        code="services.steps-on-paper",
        indicator=definitions.PAPERLESS,
        what=Text("étapes qui demandent du papier", "steps that need paper"),
        efforts=_steps,
    )
)
