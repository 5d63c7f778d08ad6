"""Who keeps the register of which body: what a page offers to do, and to whom it refuses itself."""

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from virage.identity.models import Person
from virage.organisations import audiences, rules
from virage.organisations import queries as organisations
from virage.services import queries
from virage.services.queries import History
from virage.services.views.shown import body_name
from virage.ui.access import NotForYou
from virage.ui.context import said

KEEPERS = ("officer", "secretariat")


def person(request: HttpRequest) -> Person:
    """Who asks, signed in."""
    return cast(Person, request.user)


def history_of(code: str) -> History:
    """The service of that code; 404 when there is none."""
    try:
        return queries.service(code)
    except queries.UnknownService:
        raise Http404(_("Aucun service n’a ce code.")) from None


def may_keep(request: HttpRequest, one: History, today: date) -> bool:
    """Whether who asks keeps the register of the body that the service belongs to."""
    return rules.may_hand_in_for(audiences.roles(request), one.owner(today))


def kept(request: HttpRequest, code: str, today: date) -> History:
    """The service of that code, for who keeps it; others are told who does."""
    one = history_of(code)
    if not may_keep(request, one, today):
        owner = one.owner(today)
        body = body_name(owner, organisations.names(codes=[owner]))
        raise NotForYou(
            _("le responsable de la planification de « %(body)s », et le Secrétariat")
            % {"body": body}
        )
    return one


def bodies(request: HttpRequest) -> list[tuple[str, str]]:
    """The bodies (code, name) whose register who asks keeps, by name; all for the Secretariat."""
    held = audiences.roles(request)
    if any(one.role == rules.SECRETARIAT for one in held):
        names = organisations.names()
    else:
        names = organisations.names(
            codes=[one.body for one in held if one.role == rules.PLANNING_OFFICER and one.body]
        )
    named = [(code, said(name)) for code, name in names.items()]
    return sorted(named, key=lambda one: one[1].casefold())
