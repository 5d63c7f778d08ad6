"""Who may open a page: everybody, the people of an audience, or nobody while none is declared."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from virage.ui import access

pytestmark = [pytest.mark.django_db, pytest.mark.urls("virage.ui.tests.pages")]


@pytest.fixture(autouse=True)
def own_audiences(settings: Settings) -> Iterator[None]:
    """The officer is recognised by a header; what the packages declared comes back afterwards."""
    settings.LOGIN_URL = "/compte/entrer/"
    # Only what is tried here stands guard: other packages add their own conditions (a second factor).
    settings.MIDDLEWARE = [
        one for one in settings.MIDDLEWARE if not one.startswith("virage.") or "virage.ui." in one
    ]
    before = dict(access._predicates)
    access._predicates.clear()
    access.declare_audience("officer", lambda request: request.headers.get("X-Office") == "yes")
    yield
    access._predicates.clear()
    access._predicates.update(before)


@pytest.fixture
def someone() -> Client:
    """A signed-in person of no particular audience."""
    client = Client()
    client.force_login(get_user_model().objects.create())
    return client


def test_a_public_page_opens_to_anyone() -> None:
    assert Client().get("/ouvert/").content == b"open"


def test_someone_who_is_not_signed_in_is_led_to_sign_in_and_back() -> None:
    for path in ("/session/", "/bureaux/"):
        response = Client().get(f"{path}?a=1")
        assert response.status_code == 302
        assert response.headers["Location"] == f"/compte/entrer/?next={path}%3Fa%3D1"


def test_a_signed_in_person_opens_pages_for_the_signed_in(someone: Client) -> None:
    assert someone.get("/session/").content == b"signed in"


def test_a_page_of_two_audiences_opens_to_either(someone: Client) -> None:
    assert someone.get("/bureaux/", headers={"X-Office": "yes"}).content == b"offices"


def test_a_signed_in_person_of_another_audience_reads_who_the_page_is_for(someone: Client) -> None:
    response = someone.get("/bureaux/", headers={"Accept-Language": "fr"})
    assert response.status_code == 403
    said = response.content.decode()
    assert "les responsables de la planification d’un organisme, le Secrétariat" in said
    assert "demandez le rôle" in said


def test_a_view_that_declares_no_audience_opens_to_nobody(someone: Client) -> None:
    assert Client().get("/oublie/").status_code == 302
    assert someone.get("/oublie/", headers={"X-Office": "yes"}).status_code == 403


def test_the_views_of_listed_libraries_guard_themselves(
    someone: Client, settings: Settings
) -> None:
    settings.VIRAGE_OPEN_MODULES = ("virage.ui.tests.",)
    assert Client().get("/oublie/").content == b"forgotten"
    settings.VIRAGE_OPEN_MODULES = ("virage.ui.te.",)
    assert Client().get("/oublie/").status_code == 302


def test_an_audience_that_nobody_recognises_has_no_members(someone: Client) -> None:
    access._predicates.clear()
    assert someone.get("/bureaux/", headers={"X-Office": "yes"}).status_code == 403


def test_an_audience_without_words_cannot_be_used() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    for wrong in (("wizard",), (), ("public",)):
        with pytest.raises(ImproperlyConfigured):
            access.audience(*wrong)(view)
    with pytest.raises(ImproperlyConfigured):
        access.declare_audience("wizard", lambda request: True)
    with pytest.raises(ImproperlyConfigured):
        access.declare_audience("public", lambda request: True)
    with pytest.raises(ImproperlyConfigured):
        access.belongs(HttpRequest(), "wizard")
