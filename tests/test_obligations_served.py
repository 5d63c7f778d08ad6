"""Obligations with real processes: two people decide at the same moment; pages in a real browser."""

import json
import socket
import time
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.installation import Installation
from virage.registers.tests.registry import CODE, WATER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


# Two bodies, an officer, two people of the Secretariat, a duty, a headcount, and declarations to decide.
# The invented question is declared in each process that needs it.
QUESTION = """
import json, sys
from virage.contracts.indicators import indicators
from virage.registers.tests import registry
indicators.declare(registry.QUESTION)
"""
GOVERNMENT = f"""{QUESTION}
from dataclasses import replace
from datetime import date
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from virage.contracts.text import Text
from virage.identity import actions as identity, queries
from virage.organisations import actions as organisations, rules
from virage.registers import actions
from virage.registers.tests.registry import AT, FOREST, VOLUMES, WATER, YEAR, declare
system = queries.system_person()
for code, fr, en in ((WATER, "Ministère de l’Eau (inventé)", "Ministry of Water (invented)"),
                     (FOREST, "Régie des forêts (inventée)", "Forest Board (invented)")):
    organisations.create_body(
        code=code, name=Text(fr, en), valid_from=date(2015, 4, 1), kind="ministry", by=system, at=AT)
def hire(name, role, body=None):
    made = identity.create_person(email=name + "@exemple.invalid", name=name, by=system, at=AT)
    organisations.open_membership(person=made, role=role, body=body, by=system, at=AT)
    made.set_password("une phrase assez longue")
    made.save()
    TOTP.activate(made, generate_totp_secret())
    store = SessionStore()
    store[SESSION_KEY] = str(made.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = made.get_session_auth_hash()
    store.save()
    return made, store.session_key
officer, officers = hire("officer", rules.PLANNING_OFFICER, WATER)
secretary, secretaries = hire("une", rules.SECRETARIAT)
hire("deux", rules.SECRETARIAT)
actions.require(kinds=[VOLUMES], bodies=[WATER, FOREST], period=YEAR, due_on=date(2026, 5, 15),
                by=secretary, at=AT)
actions.count_staff(body=WATER, on=date(2026, 3, 31), staff=1240, by=secretary, at=AT)
actions.count_staff(body=FOREST, on=date(2026, 3, 31), staff=4, by=secretary, at=AT)
actions.attest(body=WATER, states={{"services": "complete"}}, by=officer, at=AT)
"""
DECLARED = f"""{GOVERNMENT}
ids = []
for year in range(2019, 2027):
    ids.append(declare(officer, valid_from=date(year, 4, 1), valid_to=date(year + 1, 4, 1)).public_id)
print(json.dumps(ids))
"""
# One person decides on all, having read them all before; slowed in the middle of each act.
DECIDE = f"""{QUESTION}
import time
from pathlib import Path
from django.db import connection
from virage.identity import queries as people
from virage.lib.clock import now
from virage.registers import actions, queries
from virage.registers.rules.refusals import RegisterRefusal
email, verdict, go, *ids = sys.argv[1:]
person = people.person_by_email(email + "@exemple.invalid")
act = getattr(actions, verdict + "_not_applicable")
read = [queries.exemption(one) for one in ids]
def slow(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "registers_notapplicable"'):
        time.sleep(0.03)
    return execute(sql, params, many, context)
print("ready", flush=True)
while not Path(go).exists():
    time.sleep(0.005)
said = []
with connection.execute_wrapper(slow):
    for one in read:
        try:
            act(public_id=one.public_id, why=verdict, seen=one.seen, by=person, at=now())
            said.append("done")
        except RegisterRefusal as refusal:
            said.append(refusal.code)
print(json.dumps(said))
"""


def test_of_two_people_who_decide_at_once_one_decides_and_the_other_is_told(
    installation: Installation,
) -> None:
    ids = json.loads(installation.python(DECLARED).splitlines()[-1])
    go = installation.folder / "go"
    setup = "import django; django.setup()\n"
    deciding = [
        installation.start("-c", setup + DECIDE, who, verdict, str(go), *ids)
        for who, verdict in (("une", "accept"), ("deux", "refuse"))
    ]
    for one in deciding:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    go.touch()
    said = []
    for one in deciding:
        out, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
        said.append(json.loads(out))
    # Of each declaration one of them decided; whoever came second learnt it, and changed nothing.
    assert all(sorted(pair) == ["decided-meanwhile", "done"] for pair in zip(*said, strict=True))
    assert installation.ask(
        "SELECT count(*) FROM registers_notapplicable WHERE superseded_by_id IS NULL "
        "AND state IN ('accepted', 'refused')"
    ) == [(len(ids),)]
    assert installation.ask(
        "SELECT count(*) FROM audit_journalline WHERE entry IN "
        "('registers:not-applicable:accepted', 'registers:not-applicable:refused')"
    ) == [(len(ids),)]
    assert installation.ask(
        "SELECT count(*) FROM registers_recordbatch WHERE sequence IS NULL"
    ) == [(0,)]


SERVED = f"""{GOVERNMENT}
waits, decided = declare(officer), declare(officer, "pont-2")
actions.accept_not_applicable(
    public_id=decided.public_id, why="Vu sur place.", by=secretary, at=AT)
print(json.dumps([officers, secretaries, waits.public_id, decided.public_id]))
"""
SERVE = f"""{QUESTION}
from django.core.management import call_command
call_command("runserver", "--noreload", sys.argv[1])
"""


class Site:
    """A running installation, the sessions of its people, and two declarations."""

    def __init__(self, installation: Installation) -> None:
        said = json.loads(installation.python(SERVED).splitlines()[-1])
        self.officer, self.secretary, self.waits, self.decided = said
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        installation.start("-c", f"import django; django.setup()\n{SERVE}", f"127.0.0.1:{port}")
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.2)
        raise TimeoutError("the server did not start")

    def open(
        self, browser: "Browser", session: str = "", *, script: bool = True
    ) -> "BrowserContext":
        """Somebody's browser."""
        context = browser.new_context(base_url=self.address, java_script_enabled=script)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return context


def listened(page: "Page") -> list[str]:
    """What a page says on the console, where the browser tells what the security policy refused."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return said


@pytest.fixture
def site(installation: Installation) -> Site:
    if installation.database_url:
        pytest.skip("the same pages on either engine: once is enough")
    return Site(installation)


@pytest.mark.browser
def test_pages_of_obligations_are_accessible_on_a_phone_in_both_languages(
    site: Site, browser: "Browser"
) -> None:
    everyone = [
        "/obligations/",
        "/obligations/?genre=services.volumes",
        f"/obligations/{WATER}/",
        "/recensement/",
        "/recensement/attestations/",
        "/recensement/attestations/?registre=services",
        "/recensement/effectifs/",
        "/recensement/sans-objet/",
        "/recensement/sans-objet/regles/",
        f"/recensement/sans-objet/{site.decided}/",
    ]
    for_officers = [
        f"/obligations/{WATER}/",
        "/recensement/",
        f"/recensement/attestations/{WATER}/",
        f"/recensement/sans-objet/declaration/{WATER}/",
        f"/recensement/sans-objet/declaration/{WATER}/?question={CODE}",
        f"/recensement/sans-objet/{site.waits}/",
    ]
    for_the_secretariat = [
        "/recensement/",
        "/recensement/obligations/",
        "/recensement/obligations/nouvelles/",
        "/recensement/effectifs/inscription/",
        f"/recensement/sans-objet/{site.waits}/",
    ]
    for session, addresses in (
        ("", everyone),
        (site.officer, for_officers),
        (site.secretary, for_the_secretariat),
    ):
        context = site.open(browser, session)
        page = context.new_page()
        page.set_viewport_size({"width": 320, "height": 800})
        said = listened(page)
        for address in [one for path in addresses for one in (path, f"/en{path}")]:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            found = Axe().run(page).response["violations"]
            wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
            assert not wrong, address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert not said
        context.close()


@pytest.mark.browser
def test_all_of_it_is_done_with_no_script(site: Site, browser: "Browser") -> None:
    context = site.open(browser, site.officer, script=False)
    page = context.new_page()
    page.goto(f"/obligations/{WATER}/")
    page.get_by_role("link", name="Attester les registres").click()
    page.get_by_role("group", name="Ponts").get_by_label("Partiel").check()
    page.get_by_role("button", name="Attester").click()
    assert page.get_by_text("C’est attesté.").is_visible()
    assert page.get_by_role("group", name="Ponts").get_by_text("Attesté partiel").is_visible()

    page.goto(f"/recensement/sans-objet/{site.waits}/")
    page.get_by_role("button", name="Retirer la déclaration").click()
    assert page.get_by_role("status").inner_text() == "Retiré"
    page.goto(f"/obligations/{WATER}/")
    page.get_by_role("link", name="Déclarer sans objet").click()
    page.get_by_role("link", name="Ce pont est-il ouvert").click()
    page.get_by_label("Unité").select_option("pont-1")
    page.get_by_label("Fermé par la loi").check()
    page.get_by_role("button", name="Déclarer").click()
    assert page.get_by_role("status").inner_text() == "Attend une décision"
    address = page.url
    context.close()

    context = site.open(browser, site.secretary, script=False)
    page = context.new_page()
    page.goto("/recensement/")
    page.get_by_role("link", name="Sans objet à décider").click()
    page.get_by_role("link", name="Pont du moulin").click()
    assert page.url == address
    page.get_by_role("button", name="Refuser").click()
    assert page.get_by_role("alert").first.is_visible()
    page.get_by_label("Raison publique").fill("Aucune loi ne le ferme.")
    page.get_by_role("button", name="Refuser").click()
    assert page.get_by_role("status").inner_text() == "Refusé"
    assert page.get_by_text("Aucune loi ne le ferme.").is_visible()
    context.close()
