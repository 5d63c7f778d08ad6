"""The addresses of the platform, with one more: a page of the usual layout that says nothing.

`ask` puts a request as the server does, to the same handler.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_safe

from virage.site.urls import urlpatterns as of_the_platform
from virage.ui.access import public

EMPTY = "/benchmarks/empty/"
LAYOUT_ALONE = engines["django"].from_string(
    '{% extends "ui/base.html" %}{% block main %}{% endblock %}'
)


@require_safe
@public
def empty(request: HttpRequest) -> HttpResponse:
    """The layout with an empty main part."""
    return HttpResponse(LAYOUT_ALONE.render({}, request))


urlpatterns = [path(EMPTY.lstrip("/"), empty), *of_the_platform]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gave: the status line, whether the body is compressed, its bytes as sent."""

    status: str
    compressed: bool
    body: bytes


Ask = Callable[[str], Answer]


def server() -> Ask:
    """Gather the static files, and serve all addresses of this module."""
    settings.ROOT_URLCONF = "benchmarks._pages"
    call_command("collectstatic", verbosity=0, interactive=False)
    handler = WSGIHandler()
    return lambda address: _ask(handler, address)


def _ask(handler: WSGIHandler, address: str) -> Answer:
    said: dict[str, Any] = {}

    def start(
        status: str, headers: list[tuple[str, str]], _error: Any = None, /
    ) -> Callable[[bytes], object]:
        said.update(status=status, headers={name.lower(): value for name, value in headers})
        return BytesIO().write

    response = handler(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_ACCEPT_LANGUAGE": "fr",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        },
        start,
    )
    body = b"".join(response)
    response.close()
    return Answer(said["status"], said["headers"].get("content-encoding") == "gzip", body)
