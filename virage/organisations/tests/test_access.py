"""Who may do what: the table of operations, row by row, then through actions, pages and keys."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from ninja.errors import HttpError

from virage.audit.models import JournalLine
from virage.contracts.personal_data import holdings
from virage.identity import actions as identity_actions
from virage.identity import queries as identity
from virage.identity.models import Person
from virage.lib.clock import now
from virage.organisations import actions, queries, rules
from virage.organisations.api_auth import BodyKey
from virage.organisations.models import ApiKey, Membership
from virage.ui import access

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
WATER, FOREST = "ministere-eau", "regie-forets"
pytestmark = pytest.mark.django_db
EVERYBODY = [
    "citizen",
    "neighbour",
    "agent",
    "other_agent",
    "officer",
    "other_officer",
    "secretariat",
    "auditor",
    "system",
]
ALLOWED = {
    rules.HAND_IN: {"officer", "secretariat", "system"},
    rules.SEE_HAND_INS: {"officer", "secretariat", "auditor", "system"},
    rules.KEEP_BODIES: {"secretariat", "system"},
    rules.INVITE: {"secretariat", "system"},
    rules.MAKE_KEYS: {"officer", "secretariat", "system"},
    rules.MEASURE: {"secretariat", "auditor", "system"},
    rules.PUBLISH: {"secretariat", "system"},
    rules.AUDIT: {"auditor"},
    rules.OPEN_WITHHELD: {"secretariat", "auditor", "system"},
    rules.READ_JOURNAL: {"secretariat", "auditor", "system"},
    rules.KEEP_DUTIES: {"secretariat", "system"},
    rules.COUNT_STAFF: {"secretariat", "system"},
    rules.ATTEST: {"officer", "secretariat", "system"},
    rules.DECLARE_NOT_APPLICABLE: {"officer"},
    rules.DECIDE_NOT_APPLICABLE: {"secretariat", "system"},
    rules.WRITE_PLAN: {"officer"},
    rules.REVIEW_PLANS: {"secretariat", "system"},
    rules.ASK_SUPPORT: {"officer"},
    rules.GIVE_SUPPORT: {"secretariat", "system"},
    rules.SEE_SUPPORT: {"officer", "secretariat", "auditor", "system"},
    rules.SEE_DRAFTS: {"officer", "secretariat", "auditor", "system"},
    rules.COMMENT_DRAFTS: {"officer"},
}


def test_every_operation_of_the_table_is_tested() -> None:
    assert set(ALLOWED) == set(rules.OPERATIONS)


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_person_may_do_for_the_ministry_of_water_what_the_table_says(
    request: pytest.FixtureRequest, name: str
) -> None:
    person: Person = request.getfixturevalue(name)
    roles = queries.roles_of(person)
    may = {operation for operation in rules.OPERATIONS if rules.may(operation, roles, WATER)}
    assert may == {operation for operation, people in ALLOWED.items() if name in people}
    assert queries.may_hand_in_for(person, WATER) is (name in ALLOWED[rules.HAND_IN])
    assert queries.is_secretariat(person) is (name in {"secretariat", "system"})


@pytest.mark.parametrize("audience", ["signed-in", "officer", "secretariat", "auditor"])
@pytest.mark.parametrize("name", [one for one in EVERYBODY if one != "system"])
def test_each_page_opens_to_its_audience(
    request: pytest.FixtureRequest, name: str, audience: str
) -> None:
    person: Person = request.getfixturevalue(name)
    asked = RequestFactory().get("/")
    asked.user = person
    expected = audience == "signed-in" or name.removeprefix("other_") == audience
    assert access.belongs(asked, audience) is expected


def test_roles_are_read_once_a_request(
    officer: Person, django_assert_num_queries: Callable[[int], object]
) -> None:
    @access.audience("secretariat", "auditor", "officer")
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    asked = RequestFactory().get("/")
    asked.user = officer
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert page(asked).status_code == 200


def test_a_role_ends_at_once(officer: Person, secretariat: Person) -> None:
    assert queries.bodies_of(officer, rules.PLANNING_OFFICER) == [WATER]
    end = {"person": officer, "role": rules.PLANNING_OFFICER, "body": WATER}
    actions.end_membership(**end, by=secretariat, at=AT)  # type: ignore[arg-type]
    assert queries.roles_of(officer) == []
    with pytest.raises(actions.NoSuchMembership):
        actions.end_membership(**end, by=secretariat, at=AT)  # type: ignore[arg-type]
    # The past is kept: who could act, and until when.
    assert Membership.objects.get(person=officer).until == AT


def test_a_role_is_given_by_the_secretariat_alone(officer: Person, citizen: Person) -> None:
    with pytest.raises(rules.Refused):
        actions.open_membership(
            person=citizen, role=rules.PLANNING_OFFICER, body=WATER, by=officer, at=AT
        )


@pytest.mark.parametrize(
    ("role", "body"),
    [("planning_officer", None), ("secretariat", WATER), ("king", WATER)],
)
def test_a_role_fits_what_it_is_held_for(
    secretariat: Person, citizen: Person, role: str, body: str | None
) -> None:
    with pytest.raises(ValueError, match="role"):
        actions.open_membership(person=citizen, role=role, body=body, by=secretariat, at=AT)


def test_inviting_twice_gives_one_account_and_one_membership(secretariat: Person) -> None:
    for secret in ("one", "two"):
        invitation = actions.invite(
            email="Nouvelle@Exemple.Invalid",
            role=rules.AGENT,
            body=WATER,
            secret=secret,
            expires_at=AT + timedelta(days=7),
            by=secretariat,
            at=AT,
        )
    assert Person.objects.filter(email="nouvelle@exemple.invalid").count() == 1
    assert Membership.objects.filter(person=invitation.person).count() == 1


def key(by: Person, secret: str = "virage_secret", **more: object) -> ApiKey:
    asked: dict[str, object] = {
        "body": WATER,
        "label": "Transfert du soir",
        "scopes": ["intake:write"],
        "expires_at": AT + timedelta(days=30),
    }
    return actions.create_key(**{**asked, **more}, secret=secret, by=by, at=AT)  # type: ignore[arg-type]


def test_a_key_works_until_it_expires_or_is_revoked(officer: Person) -> None:
    made = key(officer)
    assert queries.api_key_of("virage_secret", AT) == made
    assert queries.api_key_of("virage_secret", AT + timedelta(days=30)) is None
    assert queries.api_key_of("virage_other", AT) is None
    assert "virage_secret" not in str(list(ApiKey.objects.values()))
    actions.revoke_key(key=made, by=officer, at=AT)
    actions.revoke_key(key=made, by=officer, at=AT)
    assert queries.api_key_of("virage_secret", AT) is None
    assert JournalLine.objects.filter(entry="organisations:api-key:revoked").count() == 1


def test_a_key_stops_with_the_account_that_answers_for_it(officer: Person) -> None:
    key(officer)
    identity_actions.deactivate(person=officer, by=officer, at=AT)
    assert queries.api_key_of("virage_secret", AT) is None
    assert queries.roles_of(officer) == []


def test_keys_are_made_for_one_s_own_body(
    officer: Person, other_officer: Person, agent: Person, secretariat: Person
) -> None:
    for person in (other_officer, agent):
        with pytest.raises(rules.Refused):
            key(person)
    made = key(secretariat)
    with pytest.raises(rules.Refused):
        actions.revoke_key(key=made, by=other_officer, at=AT)


def test_a_key_says_what_is_wrong_with_it(officer: Person) -> None:
    with pytest.raises(actions.KeyNotMade, match="intake:write, intake:read"):
        key(officer, scopes=["everything"])
    with pytest.raises(actions.KeyNotMade, match="none given"):
        key(officer, scopes=[])
    with pytest.raises(actions.KeyNotMade, match="400 days"):
        key(officer, expires_at=AT + timedelta(days=401))


def test_the_api_takes_a_working_key_with_the_scope(officer: Person) -> None:
    key(officer, expires_at=now() + timedelta(days=1))

    def ask(authorization: str, *scopes: str) -> ApiKey | None:
        asked = RequestFactory().get("/", headers={"Authorization": authorization})
        return BodyKey(*scopes)(asked)

    found = ask("Bearer virage_secret", "intake:write")
    assert found is not None
    assert found.body.code == WATER
    assert ask("Bearer virage_wrong", "intake:write") is None
    assert ask("Basic virage_secret", "intake:write") is None
    assert ask("", "intake:write") is None
    with pytest.raises(HttpError, match="intake:read"):
        ask("Bearer virage_secret", "intake:read")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("bodies")
class TestCommands:
    """The same acts, from the command line."""

    def test_an_invitation_prints_a_link_that_lets_the_person_in(self) -> None:
        said = run("person", "invite", "a@exemple.invalid", "--role", "agent", "--body", WATER)
        path = said.split("http://127.0.0.1:8000")[1].split()[0]
        client = Client()
        assert client.post(path).headers["Location"] == "/compte/premier-mot-de-passe/"
        person = identity.person_by_email("a@exemple.invalid")
        assert queries.roles_of(person) == [rules.Role("agent", WATER)]
        assert WATER in run("person", "list")
        reset = run("person", "reset", "a@exemple.invalid")
        assert Client().post(reset.split("http://127.0.0.1:8000")[1].split()[0]).status_code == 302
        run("person", "end", "a@exemple.invalid", "--role", "agent", "--body", WATER)
        assert queries.roles_of(person) == []
        run("person", "close", "a@exemple.invalid")
        with pytest.raises(identity.UnknownPerson):
            identity.person_by_email("a@exemple.invalid")

    def test_who_acts_is_named_and_checked(self, officer: Person) -> None:
        line = ["body", "end", FOREST, "--on", "2026-01-01", "--by"]
        with pytest.raises(CommandError, match="Secretariat"):
            run(*line, str(officer.email))
        with pytest.raises(CommandError, match="Nobody active"):
            run(*line, "personne@exemple.invalid")
        assert queries.body(FOREST).valid_to is None

    def test_bodies_are_created_renamed_merged_and_listed(self) -> None:
        named = ["--fr", "Office de la neige", "--en", "Snow Office"]
        run("body", "create", "office-neige", *named, "--from", "2020-01-01", "--kind", "agency")
        run(
            "body",
            "rename",
            "office-neige",
            "--fr",
            "Neige",
            "--en",
            "Snow",
            "--from",
            "2024-01-01",
        )
        run("body", "merge", WATER, "office-neige", "--on", "2025-04-01")
        assert "office-neige" in run("body", "list")
        assert "Office de la neige" in run("body", "list", "--on", "2023-01-01")
        assert "office-neige" not in run("body", "list", "--on", "2025-04-01")
        with pytest.raises(CommandError, match="No public body has the code"):
            run("body", "rename", "rien", "--fr", "A", "--en", "A", "--from", "2024-01-01")
        with pytest.raises(CommandError, match="2024-13-01"):
            run("body", "end", WATER, "--on", "2024-13-01")

    def test_a_key_is_shown_once_and_revoked_by_its_prefix(self) -> None:
        made = ["--body", WATER, "--label", "Soir", "--days", "30"]
        said = run("apikey", "create", *made, "--scopes", "intake:write,intake:read")
        secret = next(word for word in said.split() if word.startswith("virage_"))
        found = queries.api_key_of(secret, now())
        assert found is not None
        assert found.scopes == ["intake:read", "intake:write"]
        listed = run("apikey", "list")
        assert found.prefix in listed
        assert secret not in listed
        run("apikey", "revoke", str(found.public_id))
        assert queries.api_key_of(secret, now()) is None
        with pytest.raises(CommandError, match="No API key"):
            run("apikey", "revoke", "nothing")


def test_what_is_held_on_people_is_declared() -> None:
    for code in ("identity.Person", "identity.OneTimeLink", "organisations.Membership"):
        assert code in holdings
    assert "organisations.ApiKey" in holdings
