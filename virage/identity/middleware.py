"""Sends a person who has no second factor to set one up, before any page that is not public."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from virage.identity import sign_in
from virage.ui import access


class SecondFactorFirst:
    """Whoever is signed in holds a password and a second factor, or sees public pages only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: object,
        kwargs: object,
    ) -> HttpResponseBase | None:
        """Public pages first: they do not even read the session."""
        if access.PUBLIC in (access.declared(view) or ()):
            return None
        if getattr(view, "before_second_factor", False) or not request.user.is_authenticated:
            return None
        step = sign_in.missing_step(request)
        if step is None:
            return None
        path = request.get_full_path()
        if request.method == "GET" and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            request.session[sign_in.WANTED] = path
        return HttpResponseRedirect(reverse(step))
