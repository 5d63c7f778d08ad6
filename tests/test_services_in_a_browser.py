"""Pages of services in a real browser: accessible in both languages, and kept with no script, by keyboard."""

import socket
import time
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.installation import Installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser

# An officer, fully signed in, a service that is absent from the last hand-in, and one that is closed.
SETTING = """
from datetime import date
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from virage.contracts.text import Text
from virage.identity import actions as identity, queries
from virage.intake.tests.handing_in import AT, HEADER, WATER, line, receive, record, volumes
from virage.organisations import actions as organisations, rules
from virage.services import actions
system = queries.system_person()
name = Text("Ministère de l’Eau (inventé)", "Ministry of Water (invented)")
organisations.create_body(code=WATER, name=name, valid_from=date(2015, 4, 1), by=system, at=AT)
officer = identity.create_person(email="o@exemple.invalid", name="O", by=system, at=AT)
organisations.open_membership(
    person=officer, role=rules.PLANNING_OFFICER, body=WATER, by=system, at=AT)
officer.set_password("une phrase assez longue")
officer.save()
TOTP.activate(officer, generate_totp_secret())
record(volumes(line("puits", "online", 9), line("source", "online", 3)), officer)
record(volumes(line("puits", "online", 8, start="2025-04-01", end="2025-07-01")), officer)
actions.open_service(code="digue", name=Text("Permis de digue", "Dyke permit"), organisation=WATER,
    opened_on=date(2024, 4, 1), by=officer, at=AT)
actions.close_service(code="digue", on=date(2025, 1, 1), reason="repealed", by=officer, at=AT)
# A code of Water that the file of another body puts to something else: the acceptance asks.
other = Text("Régie des forêts (inventée)", "Forest Board (invented)")
organisations.create_body(code="forets", name=other, valid_from=date(2015, 4, 1), by=system, at=AT)
organisations.open_membership(
    person=officer, role=rules.PLANNING_OFFICER, body="forets", by=system, at=AT)
taken = "forets,,,puits,Coupe de bois,Tree felling,2025-07-01,2025-10-01,online,7,"
asked = receive("\\n".join([HEADER, taken, ""]).encode(), officer, "forets")
store = SessionStore()
store[SESSION_KEY] = str(officer.pk)
store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
store[HASH_SESSION_KEY] = officer.get_session_auth_hash()
store.save()
print(store.session_key, asked.public_id)
"""


class Site:
    """A running installation, the session of its officer, and the hand-in that asks."""

    def __init__(self, made: Installation) -> None:
        self.session, self.asked = made.python(SETTING).split()[-2:]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        made.start("-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}")
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.2)
        raise TimeoutError("the server did not start")

    def open(self, browser: "Browser", *, script: bool = True) -> "BrowserContext":
        """The officer's browser."""
        context = browser.new_context(base_url=self.address, java_script_enabled=script)
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.address}])
        return context


@pytest.fixture
def site(installation: Installation) -> Site:
    if installation.database_url:
        pytest.skip("the same pages on either engine: once is enough")
    return Site(installation)


ADDRESSES = [
    "/services/",
    "/services/?etat=tous&q=permis",
    "/services/puits/",
    "/services/source/",
    "/services/digue/",
    "/registre/services/",
    "/registre/services/?etat=fermes",
    "/registre/services/ouverture/",
    "/registre/services/description/puits/",
    "/registre/services/offre/puits/",
    "/registre/services/fermeture/puits/",
]


def test_pages_of_services_are_accessible_on_a_phone_in_both_languages(
    site: Site, browser: "Browser"
) -> None:
    context = site.open(browser)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def look(where: str) -> None:
        found = Axe().run(page).response["violations"]
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
        assert not wrong, where
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where

    english = ["/en/services/source/", "/en/registre/services/", f"/en/depots/{site.asked}/"]
    for address in [*ADDRESSES, f"/depots/{site.asked}/", *english]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        look(address)
    # A form with its errors, and the step that shows what would be done.
    page.goto("/registre/services/fermeture/puits/")
    assert not said
    page.get_by_role("button", name="Continuer").click()
    look("errors")
    said.clear()  # the browser notes that this answer was not a 200
    page.get_by_label("Fermé à partir du").fill("2026-01-01")
    page.get_by_label("La loi qui le fondait est abrogée").check()
    page.get_by_role("button", name="Continuer").click()
    look("confirmation")
    # What the security policy refuses is said on the console.
    assert not said
    context.close()


def test_a_register_is_kept_with_no_script_and_by_keyboard_alone(
    site: Site, browser: "Browser"
) -> None:
    context = site.open(browser, script=False)
    page = context.new_page()

    def press(role: str, name: str) -> None:
        """Reach it as the keyboard does, then press Enter."""
        page.get_by_role(role, name=name, exact=True).focus()  # type: ignore[arg-type]
        page.keyboard.press("Enter")

    page.goto("/services/")
    press("link", "Tenir le registre de votre organisme")
    page.wait_for_url("**/registre/services/")
    press("link", "Service source (inventé)")
    press("button", "Le garder : il est toujours rendu".replace(" :", "\u00a0:"))
    page.get_by_text("Service gardé").wait_for()

    page.goto("/registre/services/ouverture/")
    for label, typed in (
        ("Code", "quai"),
        ("Nom français", "Permis de quai"),
        ("Nom anglais", "Quay permit"),
        ("Rendu depuis le", "2025-04-01"),
    ):
        page.get_by_label(label, exact=True).fill(typed)
    press("button", "Continuer")
    press("button", "Ouvrir ce service")
    page.wait_for_url("**/registre/services/offre/quai/")
    page.get_by_label("Comptoir").press("Space")
    page.get_by_label("Ne peut pas se faire en ligne").press("Space")
    press("button", "Enregistrer l’offre")
    page.wait_for_url("**/services/quai/")
    assert page.get_by_role("heading", level=1).inner_text() == "Permis de quai"
    page.get_by_text("Canaux offerts\u00a0: comptoir").wait_for()

    press("link", "Fermer")
    page.get_by_label("Fermé à partir du").fill("2026-01-01")
    page.get_by_label("Réuni à un autre service").press("Space")
    press("button", "Continuer")
    press("button", "Fermer ce service")
    page.get_by_text("Service fermé", exact=True).wait_for()
    context.close()


def test_a_code_that_seems_reused_is_answered_for_with_no_script(
    site: Site, browser: "Browser"
) -> None:
    context = site.open(browser, script=False)
    page = context.new_page()
    page.goto(f"/depots/{site.asked}/")
    page.get_by_role("button", name="Accepter ce dépôt").click()
    page.get_by_text("Choisissez une réponse.").first.wait_for()
    page.get_by_label("Oui, c’est le même service, qui continue").check()
    page.get_by_role("button", name="Accepter ce dépôt").click()
    assert page.get_by_role("status").inner_text() == "Enregistrement en cours"
    context.close()
