"""Makes a page that asks too many queries fail the test that read it.

A page that asks one query per row works on ten rows and dies on ten thousand. So every page read in
any test is counted; a page that needs another budget than the usual one is named here, with why.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

USUAL = 20
# Address name: how many queries, session and reader included.
BUDGETS = {
    "portal:home": 12,
    "barometer:overview": 12,  # the most read page: its cost must not grow with editions or services
    # Its promises: what each source asks for its own, and seven to hold them against the answers.
    "barometer:body": 36,
    # A report joins answers, duties, promises and a plan: so many queries each, whatever there is.
    "portal:report": 40,
    "portal:report-of-edition": 40,
    "portal:report-document": 40,
    # Its keepers are told what is missing and what waits, as in the list of their body: ten queries more.
    "services:service": 28,
    # These measure the records while the Secretariat waits: so many queries per indicator, whatever
    # the number of records; each owner of evidence shown is asked once.
    "barometer:measure-period": 124,
    "barometer:publication": 124,
    # One question, put again if asked, and what stands in the way of its units: so many per source.
    "barometer:levers": 45,
    "barometer:levers-file": 45,
    "barometer:revise": 124,
    "opendata:list": 40,  # one per dataset: when it last changed
    # Volumes of two periods, durations, uses by day, and all that projects say of their spending.
    "portal:value": 40,
    "portal:value-file": 40,
    # All that is known of projects, and what their tests gave in every edition, whatever their number.
    "portal:projects": 30,
    "portal:projects-file": 30,
    "portal:project": 40,
    "portal:project-file": 30,
    "portal:project-report": 30,
    "portal:project-scope": 30,
    "portal:project-assess": 30,
    "api-v1:list_projects": 30,
    "api-v1:read_project": 30,
    "barometer:draft-moved": 130,  # so does whoever asks what has changed since a draft
    "api-v1:compare_editions": 40,  # two per indicator that both editions put
}


class TooManyQueries(AssertionError):
    """A page asked more queries than its budget; its text shows the most repeated one."""


class Counter:
    """Counts what passes to the database."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.asked.append(sql)
        return execute(sql, *rest)


class QueryBudget:
    """Middleware of the tests alone (see conftest.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then judge what a reading cost."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        match = request.resolver_match
        budget = BUDGETS.get(match.view_name, USUAL) if match else USUAL
        if len(counter.asked) > budget:
            worst = max(set(counter.asked), key=counter.asked.count)
            raise TooManyQueries(
                f"{request.path} asked {len(counter.asked)} queries; its budget is {budget}. "
                f"Asked {counter.asked.count(worst)} times: {worst[:300]}"
            )
        return response
