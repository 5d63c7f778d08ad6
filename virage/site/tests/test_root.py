"""Addresses that programs ask for without being told."""

import pytest
from django.test import Client

pytestmark = pytest.mark.once


def test_the_icon_is_served_at_the_address_that_browsers_ask_by_themselves(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    content = b"".join(answer)
    assert content.startswith(b"\0\0\1\0")  # an icon, and not a page that says so
