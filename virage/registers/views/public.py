"""Pages for everyone: what is attested, what was declared not to apply and by which rules, headcounts."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from virage.lib.clock import day_of, now
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import queries, serialised, wording
from virage.registers.forms import DecideForm
from virage.registers.queries import PublicExemption, RegisterListed
from virage.registers.rules import exemptions, obligations, refusals
from virage.registers.views import shown
from virage.ui import files
from virage.ui.access import belongs, public
from virage.ui.context import said

A_PAGE = 100


def held_roles(request: HttpRequest) -> list[roles.Role]:
    """The roles of who asks; none for who is not signed in."""
    if not request.user.is_authenticated:
        return []
    return organisations.roles_of(request.user)


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """What bodies owe, attest and declare, and where to read or do it."""
    held = held_roles(request)
    own = sorted(
        {one.body for one in held if one.body and roles.may(roles.ATTEST, [one], one.body)}
    )
    names = shown.names_of(own) if own else {}
    return render(
        request,
        "registers/index.html",
        {
            "own": [(code, said(names[code])) for code in own if code in names],
            "oversees": belongs(request, "secretariat") or belongs(request, "auditor"),
            "waiting": queries.counts_of_exemptions().get(exemptions.DECLARED, 0),
        },
    )


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """How many bodies attest one register, and how."""

    code: str
    title: str
    targets: str
    counts: list[int]
    bodies: int


@dataclass(frozen=True, slots=True)
class BodyRow:
    """What one body attests of the chosen register."""

    name: str
    cell: wording.AttestedCell
    role: str


ORDER = (obligations.COMPLETE, obligations.PARTIAL, wording.LAPSED, wording.NEVER)


@require_safe
@public
def attestations(request: HttpRequest) -> HttpResponse:
    """Which registers are attested complete; of one of them (`?registre=`), by which bodies."""
    today = day_of(now())
    bodies = organisations.bodies(on=today)
    last = queries.attested(on=today)
    listed = queries.registers()
    wanted = next((one for one in listed if one.code == request.GET.get("registre")), None)
    context: dict[str, Any] = {"chosen": None, "registers": [], "rows": []}
    if wanted is None:
        context["registers"] = [
            _register(one, [last.get((body.code, one.code)) for body in bodies], today)
            for one in listed
        ]
    else:
        context["chosen"] = wording.register_title(wanted)
        context["rows"] = sorted(
            (
                BodyRow(
                    said(body.name),
                    wording.attested_cell(told, today),
                    wording.role_words(told.role) if told else "",
                )
                for body in bodies
                for told in [last.get((body.code, wanted.code))]
            ),
            key=lambda row: row.name.casefold(),
        )
    return render(request, "registers/attestations.html", context)


def _register(one: RegisterListed, told: list[Any], today: Any) -> RegisterRow:
    states = [wording.attested_state(last, today) for last in told]
    return RegisterRow(
        one.code,
        wording.register_title(one),
        ", ".join(one.targets),
        [states.count(state) for state in ORDER],
        len(states),
    )


@require_safe
@public
def attestations_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What each body last attested of each register, one a line; one that never did is absent."""
    today = day_of(now())
    last = queries.attested(on=today)
    rows = [serialised.attested(one, today) for _, one in sorted(last.items())]
    return files.table(kind, "attestations", serialised.ATTESTED, rows, on=today)


@require_safe
@public
def headcounts(request: HttpRequest) -> HttpResponse:
    """The last headcount of each body."""
    listed = queries.headcounts(on=day_of(now()))
    return render(
        request,
        "registers/headcounts.html",
        {
            "rows": shown.counted_rows(listed, shown.names_of(one.body for one in listed)),
            "may_count": roles.may(roles.COUNT_STAFF, held_roles(request)),
        },
    )


@require_safe
@public
def headcounts_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The last headcount of each body, one a line; of 1 to 9 people the number is withheld."""
    rows = [serialised.counted(one) for one in queries.headcounts(on=day_of(now()))]
    return files.table(kind, "effectifs", serialised.COUNTED, rows)


@require_safe
@public
def exemption_list(request: HttpRequest) -> HttpResponse:
    """Every declaration, by state; those that wait, the oldest first."""
    state = request.GET.get("etat", "")
    state = state if state in exemptions.STATES else ""
    listed = queries.public_exemptions(state=state)
    if state == exemptions.DECLARED:
        listed.reverse()
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    names = shown.names_of(one.body for one in page)
    return render(
        request,
        "registers/exemptions.html",
        {
            "rows": [shown.exemption_shown(one, names) for one in page],
            "page": page,
            "facets": shown.exemption_facets(queries.counts_of_exemptions(), state),
        },
    )


EXEMPTION_COLUMNS = (
    "id",
    "organisation",
    "indicator",
    "target",
    "unit",
    "unit_fr",
    "unit_en",
    "reason",
    "reason_fr",
    "reason_en",
    "valid_from",
    "valid_to",
    "declared_on",
    "state",
    "decided_on",
    "role",
    "why",
)


def exemption_row(one: PublicExemption) -> dict[str, Any]:
    """A declaration as one line of a file."""
    return {
        "id": one.public_id,
        "organisation": one.body,
        "indicator": one.indicator,
        "target": one.target,
        "unit": one.unit,
        "unit_fr": one.unit_name.fr,
        "unit_en": one.unit_name.en,
        "reason": one.reason,
        "reason_fr": one.reason_words.fr,
        "reason_en": one.reason_words.en,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "declared_on": one.declared_on,
        "state": one.state,
        "decided_on": one.decided_on,
        "role": one.role or None,
        "why": one.why or None,
    }


@require_safe
@public
def exemptions_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every declaration with its reason, and who decided in which role, when and why."""
    rows = [exemption_row(one) for one in queries.public_exemptions()]
    return files.table(kind, "sans-objet", EXEMPTION_COLUMNS, rows)


def found(public_id: uuid.UUID) -> PublicExemption:
    """The declaration of that address, or 404."""
    try:
        return queries.exemption(public_id)
    except refusals.UnknownDeclaration as error:
        raise Http404(said(error.sentence)) from error


@require_safe
@public
def exemption(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One declaration: what is claimed, by which rule, what was decided and why."""
    return one_exemption(request, found(public_id))


def one_exemption(
    request: HttpRequest, one: PublicExemption, form: DecideForm | None = None
) -> HttpResponse:
    """The page of a declaration, with what the reader may do about it."""
    held = held_roles(request)
    may_decide = roles.may(roles.DECIDE_NOT_APPLICABLE, held, one.body)
    following = exemptions.NEXT[one.state]
    if may_decide and following and form is None:
        form = DecideForm(initial={"lu": one.seen})
    return render(
        request,
        "registers/exemption.html",
        {
            "one": shown.exemption_shown(one, shown.names_of([one.body])),
            "public_id": one.public_id,
            "history": shown.timeline(queries.history(one.public_id)),
            "form": form if may_decide and following else None,
            "seen": one.seen,
            "may_accept": exemptions.ACCEPTED in following,
            "may_withdraw": exemptions.WITHDRAWN in following
            and roles.may(roles.DECLARE_NOT_APPLICABLE, held, one.body),
        },
        status=422 if form is not None and form.is_bound else 200,
    )


@dataclass(frozen=True, slots=True)
class RuleShown:
    """The reasons of one question."""

    key: str
    target: str
    question: str
    reasons: list[tuple[str, str]]


@require_safe
@public
def exemption_rules(request: HttpRequest) -> HttpResponse:
    """The written rules: for each question, the closed list of reasons."""
    return render(
        request,
        "registers/rules.html",
        {
            "rules": [
                RuleShown(
                    f"rule-{place}",
                    one.target,
                    said(one.question),
                    [(code, said(words)) for code, words in one.reasons.items()],
                )
                for place, one in enumerate(queries.exemption_rules())
            ]
        },
    )


@require_safe
@public
def rules_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The closed lists, one reason a line."""
    rows = [
        {
            "indicator": one.indicator,
            "target": one.target,
            "question_fr": one.question.fr,
            "question_en": one.question.en,
            "reason": code,
            "reason_fr": words.fr,
            "reason_en": words.en,
        }
        for one in queries.exemption_rules()
        for code, words in one.reasons.items()
    ]
    columns = (
        "indicator",
        "target",
        "question_fr",
        "question_en",
        "reason",
        "reason_fr",
        "reason_en",
    )
    return files.table(kind, "regles-sans-objet", columns, rows)


@require_safe
@public
def duties_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Who owes what for which days, by when; those released too."""
    rows = [serialised.duty(one) for one in queries.duties()]
    return files.table(kind, "obligations-de-depot", serialised.DUTY, rows)
