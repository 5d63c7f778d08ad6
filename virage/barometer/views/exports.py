"""The columns of the tables of the barometer that can be taken away, and a figure as one of their lines."""

from collections.abc import Mapping
from typing import Any

FIGURE_COLUMNS = (
    "edition",
    "target",
    "indicator",
    "version",
    "unit",
    "population",
    "yes",
    "no",
    "unknown",
    "not_applicable",
    "share",
    "share_percent",
    "lower",
    "lower_percent",
    "upper",
    "upper_percent",
    "share_by_weight",
    "share_by_weight_percent",
    "ratio",
    "ratio_percent",
    "n_eff",
    "target_percent",
    "verdict",
    "break_even",
    "subject_to_census",
    "bodies_expected",
    "bodies_answered",
)
_SHARES = ("share", "lower", "upper", "share_by_weight", "ratio")


def figure_row(edition: str, figure: Mapping[str, Any]) -> dict[str, Any]:
    """One figure as one line: shares as counted fractions, their percentages beside."""
    row: dict[str, Any] = {
        "edition": edition,
        "indicator": figure["code"],
        **{key: figure[key] for key in FIGURE_COLUMNS if key in figure and key not in _SHARES},
    }
    for key in _SHARES:
        share = figure[key]
        row[key] = share and share["fraction"]
        row[f"{key}_percent"] = share and share["percent"]
    target = figure["target"]
    row["target"] = target and target["code"]
    row["target_percent"] = target and target["percent"]
    row["n_eff"] = figure["n_eff"] and figure["n_eff"]["rounded"]
    return row


BODY_COLUMNS = (
    "edition",
    "indicator",
    "version",
    "organisation",
    "name_fr",
    "name_en",
    "yes",
    "no",
    "unknown",
    "not_applicable",
    "share",
    "share_percent",
    "lower",
    "lower_percent",
    "upper",
    "upper_percent",
    "withheld",
)
ANSWER_COLUMNS = (
    "edition",
    "indicator",
    "version",
    "unit",
    "name_fr",
    "name_en",
    "organisation",
    "value",
    "reason",
    "weight",
    "part",
    "whole",
    "source",
    "evidence",
    "flags",
    "withheld",
)
