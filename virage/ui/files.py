"""The table of a page as CSV or JSON: the same rows, so that two places never show two numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import register_converter

from virage.lib import csv_out

FORMATS = ("csv", "json")


class TableFormat:
    """The two formats of an address: `<table_format:kind>` in the addresses of who imports this."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(TableFormat, "table_format")


def table(
    kind: str,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    **about: Any,
) -> HttpResponse:
    """A table to take away, as `kind` ("csv" or "json"); `name` is the file's, without suffix.

    `about` goes into the JSON beside the rows: figures travel with what they were made under. In a CSV,
    days are written 2026-04-01, null is an empty cell, a list its items parted by spaces.
    """
    listed = [{column: row.get(column) for column in columns} for row in rows]
    if kind == "json":
        response: HttpResponse = JsonResponse({**about, "rows": listed})
    else:
        lines = csv_out.rows(columns, ([_cell(cell) for cell in row.values()] for row in listed))
        response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def streamed(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A table too long to hold, as CSV written as it is read; `name` is the file's, without suffix."""
    lines = csv_out.rows(columns, ([_cell(cell) for cell in row] for row in rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: Any) -> csv_out.Cell:
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value)
    return value if value is None or isinstance(value, str | int) else str(value)
