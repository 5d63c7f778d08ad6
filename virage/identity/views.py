"""Signing in: one-time links are ours; passwords and second factors are allauth's, wrapped.

Each page of allauth is given its audience here, and what changes a second factor leaves its line in
the journal in the same transaction.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from allauth.account import views as account
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth import logout as close_session
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from virage.identity import actions, queries, sign_in
from virage.identity.models import Person
from virage.lib.clock import now
from virage.ui.access import audience, public

View = Callable[..., HttpResponseBase]


def before_second_factor(view: View) -> View:
    """The page is open to a signed-in person who has not set up a second factor yet."""
    cast(Any, view).before_second_factor = True
    return view


def journalled(view: View) -> View:
    """What the page changes in a person's second factors leaves its lines, in one transaction."""

    @wraps(view)
    def recording(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        person = request.user
        with transaction.atomic():
            before = queries.factors_of(person)
            response = view(request, *args, **kwargs)
            actions.record_factors(person=person, before=before, at=now())
        return response

    return recording


@public
@never_cache
@sensitive_variables("secret")
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """A one-time link: looking at it uses nothing (mail scanners do), the button uses it."""
    if request.method == "POST":
        refused = ratelimit.consume_or_429(request, action="login")
        return cast(HttpResponseBase, refused) if refused else _use(request, secret)
    at = now()
    found = queries.usable_link(secret)
    usable = found is not None and found.expires_at > at
    return _link_page(request, usable=usable)


@sensitive_variables("secret")
def _use(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Use the link and sign its person in; a second factor already set up is still asked for."""
    try:
        used = actions.use_link(secret=secret, at=now())
    except actions.LinkNotUsable:
        return _link_page(request, usable=False)
    if request.user.is_authenticated:
        close_session(request)
    response = cast(
        HttpResponseBase, perform_login(request, used.person, redirect_url=_after_link(used.person))
    )
    if request.user.is_authenticated:
        request.session[sign_in.OPENED_BY] = used.purpose
    return response


def _after_link(person: Person) -> str:
    """An account to finish setting up, or the home page."""
    if not person.has_usable_password() and not queries.is_demonstration():
        return reverse(sign_in.CHOOSE_PASSWORD)
    return reverse("portal:home")


def _link_page(request: HttpRequest, *, usable: bool) -> HttpResponseBase:
    """The button, or why there is none.

    The address holds the secret, and goes to no other site: the whole platform answers with the
    referrer policy `same-origin`. A stricter one would have browsers post without their origin, and
    the button refused.
    """
    status = HTTPStatus.OK if usable else HTTPStatus.GONE
    return render(request, "identity/link.html", {"usable": usable}, status=status)


@before_second_factor
@audience("signed-in")
def choose_password(request: HttpRequest) -> HttpResponseBase:
    """A first password; it was typed this instant, so the next step does not ask for it again."""
    response = cast(HttpResponseBase, account.password_set(request))
    person = cast(Person, request.user)
    if request.method == "POST" and person.is_authenticated and person.has_usable_password():
        reauthenticate_by_password(request)
    return response


@audience("signed-in")
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """The codes for a day without the telephone, and the way to the page asked for before."""
    response = cast(HttpResponseBase, codes.view_recovery_codes(request))
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data["wanted"] = request.session.get(sign_in.WANTED) or reverse(
            "mfa_index"
        )
    return response


login = public(account.login)
logout = public(account.logout)
inactive = public(account.account_inactive)
second_factor = public(mfa.authenticate)

confirm_by_password = before_second_factor(audience("signed-in")(account.reauthenticate))
confirm_by_code = audience("signed-in")(mfa.reauthenticate)
change_password = audience("signed-in")(account.password_change)
overview = audience("signed-in")(mfa.index)

add_application = before_second_factor(audience("signed-in")(journalled(totp.activate_totp)))
remove_application = audience("signed-in")(journalled(totp.deactivate_totp))
new_recovery_codes = audience("signed-in")(journalled(codes.generate_recovery_codes))
download_recovery_codes = audience("signed-in")(codes.download_recovery_codes)
