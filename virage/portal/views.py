"""The home page, what every body owes, and the probe that tells a load balancer whether we can answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.portal import queries
from virage.portal import value as created
from virage.portal.queries import Obligation
from virage.registers import queries as registers
from virage.registers import wording
from virage.registers.rules import obligations as holding
from virage.ui import files, typography
from virage.ui.access import public
from virage.ui.context import active_language, said

STATES = {
    queries.OVERDUE: gettext_lazy("En retard"),
    queries.AWAITED: gettext_lazy("Attendu"),
    queries.IN_TIME: gettext_lazy("Déposé à temps"),
    queries.LATE: gettext_lazy("Déposé en retard"),
    queries.RELEASED: gettext_lazy("Obligation levée"),
}
BADGES = {
    queries.OVERDUE: "error",
    queries.AWAITED: "sent",
    queries.IN_TIME: "accepted",
    queries.LATE: "warning",
    queries.RELEASED: "withdrawn",
}


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What Virage is, and the three things one can do here."""
    return render(request, "portal/home.html")


@never_cache
@require_safe
@public
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation in words."""

    body: str
    body_url: str
    what: str
    period: str
    due_on: date
    badge: str
    state: str
    met_on: date | None


def _shown(listed: Sequence[Obligation]) -> list[Owed]:
    names = organisations.names(codes={one.duty.body for one in listed})
    return [
        Owed(
            body=said(names.get(one.duty.body, Text(one.duty.body, one.duty.body))),
            body_url=reverse("portal:body-obligations", args=[one.duty.body]),
            what=said(registers.kind_title(one.duty.kind)),
            period=typography.period_in_words(
                one.duty.period.start, one.duty.period.end, active_language()
            ),
            due_on=one.duty.due_on,
            badge=BADGES[one.state],
            state=str(STATES[one.state]),
            met_on=one.met_on,
        )
        for one in listed
    ]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """How many obligations of a body are in each state, in the order of `SHOWN`."""

    name: str
    url: str
    counts: list[int]


SHOWN = (queries.OVERDUE, queries.AWAITED, queries.IN_TIME, queries.LATE)


@require_safe
@public
def obligations(request: HttpRequest) -> HttpResponse:
    """Who owes what for a period, and whether it was handed in: counts by body, or one kind of hand-in."""
    today = day_of(now())
    kinds = {one.code: said(one.title) for one in registers.duty_kinds()}
    kind = request.GET.get("genre", "")
    kind = kind if kind in kinds else ""
    periods = registers.duty_periods()
    period = _chosen(periods, request.GET.get("periode", ""), today)
    listed = queries.obligations(today, kind=kind, period=period) if period else []
    asked = {"periode": _key(period), **({"genre": kind} if kind else {})} if period else {}
    return render(
        request,
        "portal/obligations.html",
        {
            "kind": kind,
            "kind_title": kinds.get(kind, ""),
            "kinds": sorted(kinds.items(), key=lambda one: one[1].casefold()),
            "period": _days(period) if period else "",
            "period_key": _key(period) if period else "",
            "periods": [(_key(one), _days(one)) for one in periods],
            "figures": [(str(STATES[one]), queries.counts(listed).get(one, 0)) for one in SHOWN],
            "bodies": [] if kind else _by_body(listed),
            "rows": sorted(_shown(listed), key=lambda one: one.body.casefold()) if kind else [],
            "file_query": f"?{urlencode(asked)}" if asked else "",
            "own": _own(request),
        },
    )


def _days(period: Period) -> str:
    return typography.period_in_words(period.start, period.end, active_language())


def _key(period: Period) -> str:
    return f"{period.start}~{period.end}"


def _chosen(periods: Sequence[Period], wanted: str, today: date) -> Period | None:
    """The period asked for; else the last one that is over; else the last one; None when there is none."""
    over = [one for one in periods if one.end <= today]
    return next((one for one in periods if _key(one) == wanted), next(iter(over or periods), None))


def _by_body(listed: Sequence[Obligation]) -> list[BodyRow]:
    by_body: dict[str, list[Obligation]] = {}
    for one in listed:
        by_body.setdefault(one.duty.body, []).append(one)
    names = organisations.names(codes=set(by_body))
    rows = [
        BodyRow(
            said(names.get(code, Text(code, code))),
            reverse("portal:body-obligations", args=[code]),
            [queries.counts(owed).get(state, 0) for state in SHOWN],
        )
        for code, owed in by_body.items()
    ]
    return sorted(rows, key=lambda row: row.name.casefold())


def _own(request: HttpRequest) -> list[tuple[str, str]]:
    """The bodies for which the reader attests, address and name."""
    if not request.user.is_authenticated:
        return []
    codes = organisations.bodies_of(request.user, roles.PLANNING_OFFICER)
    names = organisations.names(codes=codes) if codes else {}
    return [
        (reverse("portal:body-obligations", args=[code]), said(names[code]))
        for code in codes
        if code in names
    ]


COLUMNS = ("organisation", "kind", "period_from", "period_to", "due_on", "state", "handed_in_on")


@require_safe
@public
def obligations_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Who owes what, by when, and when it was handed in; one duty a line. The words of the address
    narrow it as they narrow the pages."""
    today = day_of(now())
    wanted = request.GET.get("periode", "")
    rows = [
        {
            "organisation": one.duty.body,
            "kind": one.duty.kind,
            "period_from": one.duty.period.start,
            "period_to": one.duty.period.end,
            "due_on": one.duty.due_on,
            "state": one.state,
            "handed_in_on": one.met_on,
        }
        for one in queries.obligations(
            today,
            body=request.GET.get("organisme", ""),
            kind=request.GET.get("genre", ""),
            period=_chosen(registers.duty_periods(), wanted, today) if wanted else None,
        )
    ]
    return files.table(kind, "obligations", COLUMNS, rows, on=today)


@dataclass(frozen=True, slots=True)
class PeriodOwed:
    """What a body owes for one period."""

    key: str
    words: str
    rows: list[Owed]


def _by_period(listed: Sequence[Obligation]) -> list[PeriodOwed]:
    """The last period first; in each, what is overdue, then awaited, then settled."""
    by_period: dict[Period, list[Obligation]] = {}
    for one in listed:
        by_period.setdefault(one.duty.period, []).append(one)
    return [
        PeriodOwed(
            f"owed-{_key(period)}",
            _days(period),
            _shown(sorted(by_period[period], key=lambda one: queries.STATES.index(one.state))),
        )
        for period in sorted(by_period, key=lambda one: (one.end, one.start), reverse=True)
    ]


@dataclass(frozen=True, slots=True)
class Attested:
    """What the body attests of one register."""

    title: str
    targets: str
    cell: wording.AttestedCell


@dataclass(frozen=True, slots=True)
class Declared:
    """A unit to which the body says that a question does not apply."""

    url: str
    unit: str
    question: str
    badge: str
    state: str


@require_safe
@public
def body_obligations(request: HttpRequest, code: str) -> HttpResponse:
    """What one body owes and by when, what it attests and until when, what it declares not to apply."""
    names = organisations.names(codes=[code])
    if code not in names:
        raise Http404(_("Aucun organisme public n’a ce code."))
    today = day_of(now())
    signed_in = request.user.is_authenticated
    held = organisations.roles_of(cast(Person, request.user)) if signed_in else []
    staff = next((one for one in registers.headcounts(on=today) if one.body == code), None)
    return render(
        request,
        "portal/body_obligations.html",
        {
            "name": said(names[code]),
            "code": code,
            "periods": _by_period(queries.obligations(today, body=code)),
            "attested": _attested(code, today),
            "exemptions": [
                Declared(
                    reverse("registers:exemption", args=[one.public_id]),
                    said(one.unit_name),
                    said(one.question),
                    wording.BADGES[one.state],
                    str(wording.STATES[one.state]),
                )
                for one in registers.public_exemptions(body=code)
            ],
            "staff": staff,
            "staff_is_few": staff is not None and holding.is_few(staff.staff),
            "may_attest": roles.may(roles.ATTEST, held, code),
            "may_declare": roles.may(roles.DECLARE_NOT_APPLICABLE, held, code),
            "may_hand_in": roles.may(roles.HAND_IN, held, code),
        },
    )


def _attested(code: str, today: date) -> list[Attested]:
    last = registers.attested(body=code, on=today)
    return [
        Attested(
            wording.register_title(one),
            ", ".join(one.targets),
            wording.attested_cell(last.get((code, one.code)), today),
        )
        for one in registers.registers()
    ]


@require_safe
@public
def value(request: HttpRequest) -> HttpResponse:
    """What asking on line saves, beside what is spent."""
    return created.page(request, day_of(now()))


@require_safe
@public
def value_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same, service by service, as CSV or JSON."""
    return created.table(kind, day_of(now()))
