"""Who may write what, in which state: one table, complete, and each of its cells is tried.

Of each write, nothing else happens than what the table says: what is refused changes no row of any table, and
what is done leaves a line in the journal in the name of who did it.
"""

import argparse
import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client

from tests import kept
from tests.access_table import KEYS, OPERATIONS, ROWS, Row
from tests.people import AT, SignIn
from tests.small_government import SmallGovernment, small_government
from tests.test_access_matrix import _address, _ask, _call, programs
from tests.writes_commands import APART, OPERATORS, TYPED
from tests.writes_states import STATES, World
from tests.writes_table import COMMANDS, DOERS, PAGES, PROGRAMS
from virage.audit import queries as journal
from virage.audit.models import JournalLine
from virage.identity.models import Person
from virage.intake import actions, queries
from virage.intake.management.commands.intake import VERBS

__all__ = ["programs", "small_government"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _posts() -> dict[str, Row]:
    """The rows that write, by address; a second one of an address is named "address (2)"."""
    found: dict[str, Row] = {}
    for row in ROWS:
        # A one-time link writes for whoever holds its secret: virage/identity/tests/test_links.py.
        if row.method != "GET" and row.name != "identity-link":
            times = sum(one.name == row.name for one in found.values())
            found[f"{row.name} ({times + 1})" if times else row.name] = row
    return found


POSTS = _posts()
CALLS = {one.name: one for one in OPERATIONS if not one.name.startswith("GET ")}
ASK = "say in tests/writes_table.py what each person gets, in each state"
# What a session remembers of its visitor is no record.
NOT_RECORDS = {'"django_session"'}


@pytest.fixture
def world(
    small_government: SmallGovernment,
    officer: Person,
    secretariat: Person,
    other_secretariat: Person,
    auditor: Person,
) -> World:
    """The government and who acts in it."""
    return World(small_government, officer, secretariat, other_secretariat, auditor)


@pytest.fixture
def doers(world: World, request: pytest.FixtureRequest) -> dict[str, Person | None]:
    """Each of DOERS."""
    made: dict[str, Person | None] = {"nobody": None}
    for name in DOERS[1:]:
        made[name] = request.getfixturevalue(name)
    return made


def test_every_address_that_writes_is_in_the_table() -> None:
    assert set(POSTS) - set(PAGES) == set(), ASK
    assert set(PAGES) - set(POSTS) == set(), "these write nothing any more: take them out"


def test_every_operation_that_writes_is_in_the_table() -> None:
    assert set(CALLS) - set(PROGRAMS) == set(), ASK
    assert set(PROGRAMS) - set(CALLS) == set(), "these write nothing any more: take them out"


class Watch:
    """Which tables a request wrote to, and what they held before."""

    def __init__(self) -> None:
        self.before = {table.name: (table, table.rows()) for table in kept.tables()}
        self.line = journal.sequence()
        self.touched: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.split(maxsplit=3)
        if words[0] in {"INSERT", "UPDATE", "DELETE", "REPLACE"}:
            self.touched |= {word for word in words if word.startswith('"')}
        return execute(sql, params, many, context)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """While a request is answered."""
        self.touched = set()
        with connection.execute_wrapper(self):
            yield

    def changed(self) -> bool:
        """Whether any row of any record is not what it was."""
        tables = (self.before[name] for name in self.touched - NOT_RECORDS if name in self.before)
        return any(table.rows() != rows for table, rows in tables)

    def lines(self) -> QuerySet[JournalLine]:
        """What the journal gained."""
        return JournalLine.objects.filter(number__gt=self.line)

    def actors(self) -> set[str]:
        """In whose name."""
        return set(self.lines().values_list("actor", flat=True))


def _brought_to(state: str, world: World) -> SmallGovernment:
    """The government, once its object is in that state."""
    there = copy.deepcopy(world)
    other = STATES[state](there)
    return other if isinstance(other, SmallGovernment) else there.small


def _change(watch: Watch, names: set[str], small: SmallGovernment) -> str:
    """What was done, if anything was."""
    if not watch.changed():
        return ""
    if watch.lines():
        return "does" if watch.actors() & names else "in-another-name"
    hand_in = queries.by_id(str(small.waiting.public_id))
    if hand_in is None or hand_in.state != "accepting":
        return "notes"
    actions.carry_out(hand_in=hand_in, at=AT)
    if not watch.lines():
        return "sent-back"
    return "begins" if watch.actors() & names else "in-another-name"


def _word(response: Any, watch: Watch, names: set[str], small: SmallGovernment) -> str:
    """What somebody got, in the words of the table."""
    if change := _change(watch, names, small):
        return change
    status = response.status_code
    if status == 302 and "/compte/connexion/" in response.headers["Location"]:
        return "sign-in"
    words = {400: "told", 401: "key", 403: "no", 404: "none", 409: "told", 422: "told"}
    return words.get(status, "same")


def _compare(name: str, got: Mapping[str, str], told: Mapping[str, str]) -> None:
    wrong = [
        f"{state or 'as it is'}: got {words}\n{' ' * len(state)} the table says {told[state]}"
        for state, words in got.items()
        if words != told[state]
    ]
    assert not wrong, f"{name}\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_writes_for_whom_the_table_says(
    world: World, doers: dict[str, Person | None], sign_in: SignIn, name: str
) -> None:
    row = POSTS[name]
    clients = {who: sign_in(person) if person else Client() for who, person in doers.items()}
    got = {}
    for state in PAGES[name]:
        with transaction.atomic():
            small = _brought_to(state, world)
            watch, words = Watch(), []
            for who, client in clients.items():
                with transaction.atomic():
                    with watch.looking():
                        response = _ask(client, row, _address(row, small), small)
                    person = doers[who]
                    words.append(
                        _word(response, watch, {person.reference} if person else set(), small)
                    )
                    transaction.set_rollback(True)
            got[state] = " ".join(words)
            transaction.set_rollback(True)
    _compare(name, got, PAGES[name])


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_operation_writes_for_whom_the_table_says(
    world: World,
    officer: Person,
    other_officer: Person,
    programs: dict[str, Client],
    name: str,
) -> None:
    names = {officer.reference, other_officer.reference}
    got = {}
    for state in PROGRAMS[name]:
        with transaction.atomic():
            small = _brought_to(state, world)
            watch, words = Watch(), []
            for key in KEYS:
                with transaction.atomic():
                    with watch.looking():
                        response = _call(programs[key], CALLS[name], small)
                    words.append(_word(response, watch, names, small))
                    transaction.set_rollback(True)
            got[state] = " ".join(words)
            transaction.set_rollback(True)
    _compare(name, got, PROGRAMS[name])


def _verbs() -> dict[str, bool]:
    """Every command of ours with each of its verbs, and whether it says in whose name it acts (--by)."""
    found = {}
    for name, app in get_commands().items():
        if not str(app).startswith("virage."):
            continue
        parser = load_command_class(str(app), name).create_parser("virage", name)
        verbs = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        for verb, inner in verbs[0].choices.items() if verbs else [("", parser)]:
            by = any("--by" in one.option_strings for one in inner._actions)
            found[f"{name} {verb}".strip()] = by
    return found


# These name their verbs by words of their own.
WORDED = {"audit": ["audit verify"], "intake": ["intake", *(f"intake {verb}" for verb in VERBS)]}


def test_every_command_is_in_the_table() -> None:
    there = {one for name in _verbs() for one in WORDED.get(name, [name])}
    assert there - set(COMMANDS) - set(APART) == set(), (
        "say in tests/writes_commands.py how these are typed, and in tests/writes_table.py who may"
    )
    assert (set(COMMANDS) | set(APART)) - there == set(), "these are no commands any more"
    assert set(TYPED) == set(COMMANDS)


@pytest.mark.parametrize("name", TYPED)
def test_a_command_writes_for_whom_the_table_says(
    world: World,
    system: Person,
    doers: dict[str, Person | None],
    tmp_path: Path,
    name: str,
) -> None:
    command, _, verb = name.partition(" ")
    people = {**doers, "system": system}
    says_who = _verbs().get(name, command == "intake")
    words = []
    for who in OPERATORS:
        person = people[who]
        assert person is not None
        with transaction.atomic():
            there = copy.deepcopy(world)
            given = [verb] if verb else []
            given += TYPED[name](there, tmp_path)
            given += ["--by", str(person.email)] if says_who and who != "system" else []
            watch, refused = Watch(), False
            with watch.looking():
                try:
                    call_command(command, *given, stdout=StringIO(), stderr=StringIO())
                except CommandError:
                    refused = True
            change = _change(watch, {person.reference}, there.small)
            words.append(change or ("no" if refused else "same"))
            transaction.set_rollback(True)
        if not says_who:
            break
    if not says_who:
        assert words == ["same"], "a command that writes says in whose name: --by"
    _compare(name, {"": " ".join(words)}, {"": COMMANDS[name]})
