"""The page that documents the API, made from its own OpenAPI description."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from virage.site.api import api
from virage.ui.access import public

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, as the page shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[dict[str, Any], ...]
    needs_key: bool


def operations(schema: dict[str, Any]) -> list[Operation]:
    """The operations of an OpenAPI description, in the order of their addresses."""
    return [
        Operation(
            method=method.upper(),
            path=path,
            summary=details.get("summary", ""),
            description=details.get("description", ""),
            parameters=tuple(details.get("parameters", ())),
            needs_key=bool(details.get("security")),
        )
        for path, methods in sorted(schema["paths"].items())
        for method, details in methods.items()
        if method in METHODS
    ]


@require_safe
@public
def api_page(request: HttpRequest) -> HttpResponse:
    """Every operation of the API, with how to call it."""
    listed = operations(api.get_openapi_schema(path_prefix="/api/v1/"))
    return render(request, "site/api.html", {"operations": listed})
