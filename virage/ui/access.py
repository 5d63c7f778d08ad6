"""Who a page is for: every view declares its audience, and a view that declares none stays closed.

`ui` knows no person and no body. The packages that do say how an audience is recognised
(`declare_audience`, in their `audiences.py`); views only name the audience they are written for.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Predicate = Callable[[HttpRequest], bool]

PUBLIC = "public"
SIGNED_IN = "signed-in"

# The audiences that exist, in the words of the page that refuses. A new one is a decision: it is
# added here, with its words, before a package may recognise it.
NAMES: dict[str, Promise] = {
    PUBLIC: _("tout le monde"),
    SIGNED_IN: _("les personnes qui ont ouvert une session"),
    "officer": _("les responsables de la planification d’un organisme"),
    "secretariat": _("le Secrétariat"),
    "auditor": _("les vérificateurs"),
}

_predicates: dict[str, Predicate] = {}


class NotForYou(PermissionDenied):
    """A signed-in person asked for a page of another audience; its text says who the page is for."""


def declare_audience(name: str, predicate: Predicate) -> None:
    """Say how `name` is recognised: `predicate(request)` is true for a person of that audience."""
    if name not in NAMES:
        raise ImproperlyConfigured(f"no audience is called {name!r}; there are {', '.join(NAMES)}")
    if name == PUBLIC:
        raise ImproperlyConfigured("everybody is of the public audience; it has no predicate")
    _predicates[name] = predicate


def belongs(request: HttpRequest, name: str) -> bool:
    """Whether who asks is of the audience `name`. Nobody is of an audience that nobody recognises."""
    if name == PUBLIC:
        return True
    if name not in NAMES:
        raise ImproperlyConfigured(f"no audience is called {name!r}; there are {', '.join(NAMES)}")
    predicate = _predicates.get(name)
    if predicate is not None:
        return predicate(request)
    return name == SIGNED_IN and request.user.is_authenticated


def public(view: View) -> View:
    """The page is for everybody, signed in or not."""
    cast(Any, view).audience = (PUBLIC,)
    return view


def audience(*names: str) -> Callable[[View], View]:
    """The page is for people of any of these audiences; others sign in, or read why they cannot."""
    unknown = [name for name in names if name not in NAMES or name == PUBLIC]
    if unknown or not names:
        raise ImproperlyConfigured(f"a page cannot be for {unknown or 'nobody'}")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any(belongs(request, name) for name in names):
                return view(request, *args, **kwargs)
            return _refuse(request, names)

        cast(Any, guarded).audience = names
        return cast(View, guarded)

    return declare


def _refuse(request: HttpRequest, names: tuple[str, ...]) -> HttpResponseBase:
    """Send to the sign-in page, or refuse with the words of who the page is for."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    raise NotForYou(", ".join(str(NAMES[name]) for name in names))


def declared(view: Callable[..., Any]) -> tuple[str, ...] | None:
    """The audiences a view declares, or None."""
    return cast("tuple[str, ...] | None", getattr(view, "audience", None))


def is_open_module(view: Callable[..., Any]) -> bool:
    """Whether the view comes from a library that guards its own views (VIRAGE_OPEN_MODULES)."""
    while isinstance(view, partial):  # a partial object is of the module of what it calls
        view = view.func
    module = f"{getattr(view, '__module__', '')}."
    return any(module.startswith(prefix) for prefix in settings.VIRAGE_OPEN_MODULES)


class ClosedUnlessDeclared:
    """Closes every view that declares no audience: a forgotten decorator shows nothing to anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Let declared and self-guarding views through."""
        if declared(view) is not None or is_open_module(view):
            return None
        return _refuse(request, ())
