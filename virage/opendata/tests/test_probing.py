"""Probes of a real server on this machine, and the refusal of what is not public."""

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from virage.opendata.probing import NotPublic, any_address, probe, public_address

pytestmark = pytest.mark.once


class Pages(BaseHTTPRequestHandler):
    """/data.csv answers; /moved leads to it; /loop to itself; /give knows only GET."""

    def do_HEAD(self) -> None:
        if self.path == "/give":
            self.send_error(405)
        else:
            self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        if self.path in ("/moved", "/loop"):
            self.send_response(302)
            self.send_header("Location", "/data.csv?x=1" if self.path == "/moved" else "/loop")
        elif self.path == "/gone":
            self.send_response(404)
        else:
            self.send_response(200)
            self.send_header("Last-Modified", "Sat, 31 May 2025 23:30:00 GMT")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library’s name)
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/data.csv", "/moved", "/give"])
def test_what_answers_is_reachable_and_dated(site: str, path: str) -> None:
    found = probe(site + path, any_address)
    assert (found.reachable, found.status, found.modified_on) == (True, 200, date(2025, 5, 31))


def test_what_is_gone_answers_and_is_not_reachable(site: str) -> None:
    found = probe(f"{site}/gone", any_address)
    assert (found.reachable, found.status) == (False, 404)


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x", "https://", "nothing", "http://[bad"])
def test_what_is_no_address_of_the_web_is_not_reachable(address: str) -> None:
    assert not probe(address, any_address).reachable


def test_redirections_without_end_and_silence_are_not_reachable(site: str) -> None:
    assert not probe(f"{site}/loop", any_address).reachable
    assert not probe("http://127.0.0.1:9/", any_address).reachable


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "localhost"])
def test_nothing_of_a_private_network_is_asked(site: str, host: str) -> None:
    with pytest.raises(NotPublic):
        public_address(host, 80)
    assert not probe(site + "/data.csv").reachable
