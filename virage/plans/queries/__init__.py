"""What is known of plans and workplaces: the facts of bodies and of administrative units."""

from virage.plans.queries.measuring import (
    bodies_asked,
    deployment_facts,
    has_legal_list,
    last_rows,
    listed_names,
    owners,
    units_counted,
    versions_deposited,
    workplace_facts,
)

__all__ = [
    "bodies_asked",
    "deployment_facts",
    "has_legal_list",
    "last_rows",
    "listed_names",
    "owners",
    "units_counted",
    "versions_deposited",
    "workplace_facts",
]
