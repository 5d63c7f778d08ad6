"""Asks an address on the public Internet whether it answers, and when what it gives last changed.

Nothing of our own network is ever asked: each host is resolved first, an address that is not public is
refused, and the connection goes to the very address that was checked. Redirections are followed the
same way. Nothing is kept of what answers but its status and its date.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

SECONDS = 10
MOST_REDIRECTIONS = 5
AGENT = "virage-probe/1"
Address = tuple[str, int]


class NotPublic(ValueError):
    """An address that a probe never asks: not on the web, or not public."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a probe found. `reachable`: it answered 2xx; `modified_on` if it said so (legal day, UTC)."""

    address: str
    reachable: bool
    status: int | None = None
    modified_on: date | None = None


def public_address(host: str, port: int) -> Address:
    """The first address of a host, if all of them are public; raises `NotPublic`, `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise NotPublic(f"{host} is not on the public Internet")
    return str(found[0][4][0]), port


def any_address(host: str, port: int) -> Address:
    """The first address of a host, public or not: for a platform that probes its own network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return str(found[0][4][0]), port


Resolve = Callable[[str, int], Address]


def probe(address: str, resolve: Resolve = public_address) -> Outcome:
    """Ask for an address; what fails in any way is an outcome that is not reachable."""
    try:
        status, modified = _ask(address, resolve)
    except (OSError, ValueError, http.client.HTTPException):
        return Outcome(address, reachable=False)
    return Outcome(address, 200 <= status < 300, status, _day(modified))


def _ask(address: str, resolve: Resolve) -> tuple[int, str]:
    for _ in range(MOST_REDIRECTIONS + 1):
        status, headers = _once(address, "HEAD", resolve)
        if status in (405, 501):  # a server that only knows how to give
            status, headers = _once(address, "GET", resolve)
        if status not in (301, 302, 303, 307, 308) or not headers.get("Location"):
            return status, headers.get("Last-Modified", "")
        address = urljoin(address, headers["Location"])
    raise http.client.HTTPException("too many redirections")


def _once(address: str, method: str, resolve: Resolve) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotPublic(f"{address} is not an address of the web")
    secure = parts.scheme == "https"
    place = resolve(parts.hostname, parts.port or (443 if secure else 80))
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
    connection.sock = socket.create_connection(place, timeout=SECONDS)
    try:
        if secure:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=parts.hostname)
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        connection.request(
            method,
            target,
            headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT},
        )
        answer = connection.getresponse()
        return answer.status, answer.headers
    finally:
        connection.close()


def _day(said: str) -> date | None:
    try:
        return parsedate_to_datetime(said).date() if said else None
    except (TypeError, ValueError):
        return None
