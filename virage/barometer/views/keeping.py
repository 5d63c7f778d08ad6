"""Published pages already drawn, kept in the memory of this process for readers whom it does not know.

A page made of published editions is the same for every reader without a cookie until something is
published or corrected. Its ETag says all that it depends on, so a page is kept under it and never has
to be thrown away for being old: another ETag asks for another page.
"""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PAGES = 100
LARGEST = 200_000
"""Bytes: with `PAGES`, at most 20 MB are kept."""


class Kept(NamedTuple):
    """A drawn page, before anything is added for one reader."""

    content: bytes
    headers: dict[str, str]


_pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
_lock = Lock()


def kept(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The page of that address and ETag if it was kept and may be given to this reader."""
    if not _is_for_all(request):
        return None
    key = etag, request.build_absolute_uri()
    with _lock:
        found = _pages.get(key)
        if found is None:
            return None
        _pages.move_to_end(key)
    return HttpResponse(found.content, headers=found.headers)


def keep(request: HttpRequest, etag: str, response: HttpResponseBase) -> None:
    """Keep a page that was just drawn, unless it holds something of this reader; forget the oldest."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return
    if not _is_for_all(request) or response.cookies or "CSRF_COOKIE" in request.META:
        return
    if len(response.content) > LARGEST or not response.headers["Content-Type"].startswith(
        "text/html"
    ):
        return
    with _lock:
        _pages[etag, request.build_absolute_uri()] = Kept(response.content, dict(response.headers))
        if len(_pages) > PAGES:
            _pages.popitem(last=False)


def forget() -> None:
    """Forget every page."""
    with _lock:
        _pages.clear()


def _is_for_all(request: HttpRequest) -> bool:
    """A page asked for without a cookie, and not by htmx, which may be answered with a part of it."""
    return request.method == "GET" and not request.COOKIES and "HX-Request" not in request.headers
