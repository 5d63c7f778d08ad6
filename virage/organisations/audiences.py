"""Recognises the audiences that are roles: planning officers, the Secretariat, auditors."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest

from virage.identity.models import Person
from virage.organisations import queries, rules
from virage.ui import access

_KEPT = "_virage_roles"


def roles(request: HttpRequest) -> list[rules.Role]:
    """The roles of who asks, read once per request; none for who is not signed in."""
    if not hasattr(request, _KEPT):
        signed_in = request.user.is_authenticated
        held = queries.roles_of(cast(Person, request.user)) if signed_in else []
        setattr(request, _KEPT, held)
    return cast(list[rules.Role], getattr(cast(Any, request), _KEPT))


def _holds(role: str) -> Callable[[HttpRequest], bool]:
    return lambda request: any(held.role == role for held in roles(request))


access.declare_audience("officer", _holds(rules.PLANNING_OFFICER))
access.declare_audience("secretariat", _holds(rules.SECRETARIAT))
access.declare_audience("auditor", _holds(rules.AUDITOR))
