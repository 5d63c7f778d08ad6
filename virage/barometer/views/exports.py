"""The table of a page as CSV or JSON: the same record, so that two places never show two numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.http import HttpResponse, JsonResponse

from virage.lib import csv_out

Format = Literal["csv", "json"]
FORMATS: tuple[Format, ...] = ("csv", "json")


def table(
    kind: str,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    **about: Any,
) -> HttpResponse:
    """A table to take away, as `kind` ("csv" or "json"); `name` is the file's, without suffix.

    `about` (edition, seal, definition) goes into the JSON beside the rows: figures travel with what
    they were made under. A CSV has the rows alone.
    """
    if kind == "json":
        listed = [{column: row.get(column) for column in columns} for row in rows]
        response: HttpResponse = JsonResponse({**about, "rows": listed})
    else:
        lines = csv_out.rows(columns, ([_cell(row.get(one)) for one in columns] for row in rows))
        response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _cell(value: Any) -> csv_out.Cell:
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value)
    return value if value is None or isinstance(value, str | int) else str(value)


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
)
