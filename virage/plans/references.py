"""Shows the references to plans and projects: the hand-in that brought an answer, a project, its tests."""

from collections.abc import Sequence

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.plans import queries
from virage.plans.models import RecordBatch
from virage.registers.evidence import declare_batches
from virage.ui.context import page_of

PROJECT_PAGE = "portal:project"
"""The page that joins what plans know with what the barometer found: it stands above, and is named only."""


def _projects(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """By their last names, with their permanent pages. One query."""
    names = queries.project_names(one.id for one in references)
    return {
        one: Resolved(names[one.id], page_of(PROJECT_PAGE, one.id))
        for one in references
        if one.id in names
    }


def _tests(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """An acceptance test by its project and milestone. Two queries."""
    parts = {one: one.id.partition("~") for one in references}
    projects = [project for project, _, _ in parts.values()]
    named, milestones = queries.project_names(projects), queries.milestone_names(projects)
    found = {}
    for one, (project, _, milestone) in parts.items():
        name = milestones.get((project, milestone))
        if name is not None and project in named:
            whole = named[project]
            found[one] = Resolved(
                Text(f"{whole.fr}\u00a0: {name.fr}", f"{whole.en}: {name.en}"),
                f"{page_of(PROJECT_PAGE, project)}#paiements",
            )
    return found


declare_batches(
    RecordBatch, Text("Inscription au registre des plans", "Entry in the register of plans")
)
declare_grouped_resolver("plans.project", _projects)
declare_grouped_resolver(queries.ACCEPTANCE, _tests)
