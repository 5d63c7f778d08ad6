"""Pages of projects for everyone: the portfolio, one project, and their tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from virage.contracts.text import Text
from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries as plans
from virage.plans.rules import assessing, portfolio, portfolio_words
from virage.portal.projects import joined, parts, serialised, shown
from virage.portal.projects.joined import Joined
from virage.registers.wording import role_words
from virage.ui import files
from virage.ui.access import public
from virage.ui.components import Facet
from virage.ui.context import said

ALARMED, FLATTERED = "alarme", "ecart"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the list."""

    code: str
    name: str
    body: str
    rating: shown.Colour | None
    declared: shown.Colour | None
    is_flattered: bool
    cost: str
    cost_share: str
    days: str
    days_share: str
    rebaselines: int
    alarms: list[str]


def _row(one: Joined, names: dict[str, Text]) -> ProjectRow:
    against = one.variances[0] if one.variances else None
    return ProjectRow(
        one.told.code,
        said(one.told.name),
        said(names.get(one.told.body, Text(one.told.body, one.told.body))),
        shown.colour(one.rating.colour),
        shown.colour(one.rating.declared),
        one.rating.is_flattered,
        shown.signed_money(against.cost) if against else "–",
        shown.signed_percent(against.cost_share) if against else "",
        shown.signed_days(against.days) if against else "–",
        shown.signed_percent(against.days_share) if against else "",
        one.rebaselines,
        [shown.alarm(found) for found in one.alarms],
    )


def _narrowed(listed: Sequence[Joined], asked: QueryDict) -> list[Joined]:
    """The projects of a body, of a rating, with an alarm or a flattering colour: as the address asks."""
    body, rating, only = asked.get("organisme", ""), asked.get("cote", ""), asked.get("seuls", "")
    return [
        one
        for one in listed
        if (not body or one.told.body == body)
        and (rating not in portfolio.RATINGS or one.rating.colour == rating)
        and (only != ALARMED or one.alarms)
        and (only != FLATTERED or one.rating.is_flattered)
    ]


def _facets(listed: Sequence[Joined], asked: QueryDict) -> list[Facet]:
    """The colours there are, what raises an alarm, what is flattered; all of them first."""
    body = asked.get("organisme", "")
    kept = {"organisme": body} if body else {}
    of_body = [one for one in listed if not body or one.told.body == body]
    rating, only = asked.get("cote", ""), asked.get("seuls", "")

    def address(**more: str) -> str:
        return f"?{urlencode({**kept, **more})}"

    return [
        Facet(_("Tous"), len(of_body), address(), not rating and not only),
        *(
            Facet(said(portfolio_words.COLOURS[code]), count, address(cote=code), code == rating)
            for code in portfolio.RATINGS
            if (count := sum(1 for one in of_body if one.rating.colour == code))
        ),
        Facet(
            _("Déclarés mieux que les faits"),
            sum(1 for one in of_body if one.rating.is_flattered),
            address(seuls=FLATTERED),
            only == FLATTERED,
        ),
        Facet(
            _("À scinder"),
            sum(1 for one in of_body if one.alarms),
            address(seuls=ALARMED),
            only == ALARMED,
        ),
    ]


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every project, the worst first; narrowed by body, colour, alarm or disagreement."""
    today = day_of(now())
    every = joined.projects(today)
    names = organisations.names(codes={one.told.body for one in every})
    listed = _narrowed(every, request.GET)
    listed.sort(key=lambda one: (portfolio.RATINGS.index(one.rating.colour), one.told.code))
    rule = portfolio.definition_on(today)
    totals = portfolio.totals([one.known for one in listed], today)
    body = request.GET.get("organisme", "")
    return render(
        request,
        "portal/projects/index.html",
        {
            "rows": [_row(one, names) for one in listed],
            "facets": _facets(every, request.GET),
            "bodies": sorted(
                ((code, said(name)) for code, name in names.items()),
                key=lambda one: one[1].casefold(),
            ),
            "body": body,
            "asked": {key: request.GET.get(key, "") for key in ("cote", "seuls")},
            "totals": totals,
            "totals_share": shown.signed_percent(totals.cost_share),
            "flattered": sum(1 for one in listed if one.rating.is_flattered),
            "withheld": sum(paid.payment.withheld for one in listed for paid in one.paid),
            "payable": sum(paid.payment.payable for one in listed for paid in one.paid),
            "rule": rule,
            "words": {
                "yellow_over": shown.percent(rule.yellow_over),
                "red_over": shown.percent(rule.red_over),
                "yellow_consultants": shown.percent(rule.yellow_consultants),
                "red_consultants": shown.percent(rule.red_consultants),
            },
            "query": request.GET.urlencode(),
        },
    )


@require_safe
@public
def index_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every project and how it stands, one a line; the words of the address narrow it as the page."""
    today = day_of(now())
    rows = [serialised.project(one) for one in _narrowed(joined.projects(today), request.GET)]
    return files.table(kind, "projets", serialised.PROJECT, rows, on=today)


def found(code: str, today: date) -> Joined:
    try:
        return joined.project(code, today)
    except plans.UnknownProject as error:
        raise Http404(_("Aucun projet n’a ce code.")) from error


def held_roles(request: HttpRequest) -> list[roles.Role]:
    if not request.user.is_authenticated:
        return []
    return organisations.roles_of(request.user)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One of the five risks: what stands, and what was seen before."""

    title: str
    level: str
    assessed_on: date | None
    who: str
    why: str
    is_high: bool
    before: list[str]


def _who(role: str, assessor: str, names: dict[str, Text]) -> str:
    if assessor:
        return said(names.get(assessor, Text(assessor, assessor)))
    return {roles.AUDITOR: _("un vérificateur")}.get(role) or role_words(role)


def _risks(one: Joined, names: dict[str, Text]) -> list[RiskRow]:
    rows = []
    standing = portfolio.standing_risks(one.known, one.today)
    for risk in portfolio.RISKS:
        seen = [told for told in one.told.risks if told.assessment.risk == risk]
        last = seen[-1] if seen and risk in standing else None
        rows.append(
            RiskRow(
                said(portfolio_words.RISKS[risk]),
                said(portfolio_words.LEVELS[last.assessment.level]) if last else "",
                last.assessment.assessed_on if last else None,
                _who(last.role, last.assessor, names) if last else "",
                last.why if last else "",
                bool(last and last.assessment.level == portfolio.HIGH),
                [
                    _("%(day)s : %(level)s")
                    % {
                        "day": shown.day(told.assessment.assessed_on),
                        "level": said(portfolio_words.LEVELS[told.assessment.level]),
                    }
                    for told in seen
                    if told is not last
                ],
            )
        )
    return rows


@require_safe
@public
def project(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is known of one project, and what it pays."""
    today = day_of(now())
    one = found(code, today)
    told, held = one.told, held_roles(request)
    assessors = {risk.assessor for risk in told.risks} - {""}
    names = organisations.names(codes={told.body, *assessors})
    proofs, units = parts.proofs(one), parts.units(one)
    report = one.known.last_report
    against, facts = one.variances, shown.facts(one)
    return render(
        request,
        "portal/projects/project.html",
        {
            "one": one,
            "told": told,
            "name": said(told.name),
            "other_names": [(since, said(name)) for since, name in told.names[:-1]],
            "body": said(names.get(told.body, Text(told.body, told.body))),
            "rating": shown.colour(one.rating.colour),
            "declared": shown.colour(one.rating.declared),
            "verdict": shown.verdict(one),
            "facts": facts,
            "worst": [fact for fact in facts if not fact.is_calm],
            "calm": [fact for fact in facts if fact.is_calm],
            "alarms": [shown.alarm(found) for found in one.alarms],
            "report": report,
            "state": said(portfolio_words.STATES[report.state]) if report else "",
            "expected": portfolio.expected(report, today) if report else None,
            "expected_day": joined.last_day(portfolio.expected(report, today).end)
            if report
            else None,
            "first_cost": shown.signed_money(against[0].cost) if against else "",
            "first_cost_share": shown.signed_percent(against[0].cost_share) if against else "",
            "first_days": shown.signed_days(against[0].days) if against else "",
            "first_days_share": shown.signed_percent(against[0].days_share) if against else "",
            "consultants": shown.percent(portfolio.consultants_share(report)),
            "baselines": parts.baselines(one, proofs),
            "time": parts.time_drawn(one),
            "cost": parts.cost_drawn(one),
            "reports": [
                (
                    found,
                    shown.colour(found.report.declared),
                    proofs.get(found.evidence, ""),
                )
                for found in reversed(told.reports)
            ],
            "changes": [(found, proofs.get(found.evidence, "")) for found in told.changes],
            "risks": _risks(one, names),
            "paid": parts.paid(one, proofs, units),
            "publications": [
                (
                    found,
                    said(portfolio_words.NO_CODE[found.reason]) if found.reason else "",
                    proofs.get(found.evidence, ""),
                )
                for found in told.publications
            ],
            "services": [(link.code, units.get(link.code)) for link in told.services],
            "service_names": {code: said(found.title) for code, found in units.items()},
            "measures": [link.code for link in told.measures],
            "may_report": roles.may(roles.HAND_IN, held, told.body),
            "may_assess": assessing.assessing_role(held, told.body) is not None,
        },
    )


@require_safe
@public
def project_file(request: HttpRequest, code: str, table: str, kind: str) -> HttpResponse:
    """One table of a project's page."""
    if table not in serialised.TABLES:
        raise Http404
    today = day_of(now())
    rows, columns = serialised.TABLES[table]
    told = rows(found(code, today))
    return files.table(kind, f"projet-{code}-{table}", columns, told, project=code, on=today)
