"""Reads of the barometer: measuring, editions, comparing, verifying, archives, and what pages show."""

from virage.barometer.queries.archiving import archive, errata_json, file_name
from virage.barometer.queries.calendar import Planned, every_planned, planned
from virage.barometer.queries.comparing import compare, edition_json
from virage.barometer.queries.corrections import Correction, all_corrections
from virage.barometer.queries.drafts import (
    SeenEarly,
    comments_on,
    everybody_who_saw_early,
    seen_early,
)
from virage.barometer.queries.editions import (
    answers_of,
    body_names,
    edition,
    indicators_of,
    last_revision,
    latest,
    quotable,
    revisions,
    sealed,
    sequence_of,
)
from virage.barometer.queries.measuring import measure, period_of, versions
from virage.barometer.queries.promising import PromiseHeld, promises
from virage.barometer.queries.provisional import all_days, recounted, series
from virage.barometer.queries.publications import (
    decided_publications,
    open_publications,
    publication,
)
from virage.barometer.queries.showing import show
from virage.barometer.queries.shown import (
    Overview,
    answers,
    body,
    body_history,
    changes,
    current_strategy,
    edition_list,
    figure,
    overview,
    trend,
    unit_history,
)
from virage.barometer.queries.strategies import period_strategy, strategy
from virage.barometer.queries.verifying import verify

__all__ = [
    "Correction",
    "Overview",
    "Planned",
    "PromiseHeld",
    "SeenEarly",
    "all_corrections",
    "all_days",
    "answers",
    "answers_of",
    "archive",
    "body",
    "body_history",
    "body_names",
    "changes",
    "comments_on",
    "compare",
    "current_strategy",
    "decided_publications",
    "edition",
    "edition_json",
    "edition_list",
    "errata_json",
    "every_planned",
    "everybody_who_saw_early",
    "figure",
    "file_name",
    "indicators_of",
    "last_revision",
    "latest",
    "measure",
    "open_publications",
    "overview",
    "period_of",
    "period_strategy",
    "planned",
    "promises",
    "publication",
    "quotable",
    "recounted",
    "revisions",
    "sealed",
    "seen_early",
    "sequence_of",
    "series",
    "show",
    "strategy",
    "trend",
    "unit_history",
    "verify",
    "versions",
]
