"""The budget of queries is enforced on whatever page a test reads."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from tests.budget import BUDGETS, USUAL, QueryBudget, TooManyQueries


def _page_that_asks(queries: int) -> QueryBudget:
    def answer(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            for _ in range(queries):
                cursor.execute("SELECT 1")
        return HttpResponse()

    return QueryBudget(answer)


@pytest.mark.django_db
def test_a_page_within_its_budget_is_answered() -> None:
    assert _page_that_asks(USUAL)(RequestFactory().get("/")).status_code == 200


@pytest.mark.django_db
def test_a_page_beyond_its_budget_fails() -> None:
    with pytest.raises(TooManyQueries, match=rf"{USUAL + 1} queries.*SELECT 1"):
        _page_that_asks(USUAL + 1)(RequestFactory().get("/"))


@pytest.mark.django_db
def test_every_page_read_in_a_test_is_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = reverse("health")  # asks the database one thing
    assert client.get(probe).status_code == 200
    monkeypatch.setitem(BUDGETS, "health", 0)
    with pytest.raises(TooManyQueries):
        client.get(probe)


def _exists(name: str) -> bool:
    """Whether some address bears that name, whatever arguments it takes."""
    space, _, own = name.rpartition(":")
    resolver = get_resolver()
    if space:
        if space not in resolver.namespace_dict:
            return False
        resolver = resolver.namespace_dict[space][1]
    return own in resolver.reverse_dict


def test_the_pages_with_a_budget_of_their_own_exist() -> None:
    assert [name for name in BUDGETS if not _exists(name)] == []
