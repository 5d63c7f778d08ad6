"""What every public page of the barometer starts from: which edition, its errata, and how fresh it is."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from virage.barometer.models import Edition, Erratum
from virage.barometer.queries import editions as editions_
from virage.barometer.queries import pages as reads
from virage.barometer.views import keeping
from virage.barometer.views.shown import EditionLink, EditionShown, edition_label, edition_shown
from virage.lib.clock import day_of, now
from virage.ui.context import active_language, address_of

View = Callable[..., HttpResponseBase]
FRESH_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """The edition that a page shows, among all of them. `edition` is None before the first one."""

    edition: Edition | None
    editions: Sequence[Edition]
    errata: Mapping[int, Sequence[Erratum]]

    @property
    def latest(self) -> Edition | None:
        """The edition that /barometre/ shows."""
        quotable = editions_.last_revisions(self.editions)
        return quotable[-1] if quotable else None

    @property
    def is_latest(self) -> bool:
        """Whether the page shows the edition to quote today."""
        return self.edition is not None and self.edition == self.latest

    def shown(self) -> EditionShown | None:
        """The edition for a template."""
        return None if self.edition is None else self.of(self.edition)

    def of(self, edition: Edition) -> EditionShown:
        """Any edition for a template."""
        return edition_shown(edition, self.editions, self.errata)

    def context(self) -> dict[str, Any]:
        """What `parts/which_edition.html` takes."""
        latest = self.latest
        return {
            "edition": self.shown(),
            "older": self.edition is not None and not self.is_latest,
            "latest": None
            if latest is None
            else EditionLink(edition_label(latest), address_of("barometer:overview")),
        }


def reading(slug: str = "") -> Reading:
    """The edition of that address, or the latest when none is named; 404 when there is none such.

    Two queries, and one more when the strategy of the edition is asked for.
    """
    every = list(editions_.sealed().defer("strategy"))  # long, and needed of one alone
    found = Reading(None, every, reads.errata(every))
    if not slug:
        return Reading(found.latest, every, found.errata)
    for one in every:
        if one.slug == slug:
            return Reading(one, every, found.errata)
    raise Http404(_("Aucune édition n’a cette adresse."))


def needs_edition(found: Reading) -> Edition:
    """The edition of a page that cannot do without one; 404 before the first publication."""
    if found.edition is None:
        raise Http404(_("Aucune édition n’est publiée encore."))
    return found.edition


def published(view: View) -> View:
    """A page made of published editions alone: it changes only when one is published or corrected.

    Its ETag also covers what the layout shows of the reader (language, session), so that a page kept
    by a browser is never that of another person; only pages asked for without a cookie are public.
    """

    @wraps(view)
    def fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _conditional(view, request)(request, *args, **kwargs)
        patch_vary_headers(response, ("Cookie",))
        if request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        return response

    return fresh


def _conditional(view: View, request: HttpRequest) -> View:
    if settings.DEBUG:  # whoever works on a template wants to see it
        return view
    state = reads.state()
    parts = (
        state,
        version("virage"),
        active_language(),
        day_of(now()),  # a printed page bears its date
        sorted(request.COOKIES.items()),
        settings.VIRAGE_DEMONSTRATION,
    )
    etag = f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'

    def drawn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = keeping.kept(request, etag)
        if page is not None:
            return page
        response = view(request, *args, **kwargs)
        if state.seal:  # before the first seal, a page shows targets that may still be restated
            keeping.keep(request, etag, response)
        return response

    return condition(
        etag_func=lambda *_args, **_kwargs: etag,
        # The layout of a signed-in reader has no date of its own: only the ETag speaks for it.
        last_modified_func=lambda *_args, **_kwargs: None if request.COOKIES else state.changed_at,
    )(drawn)
