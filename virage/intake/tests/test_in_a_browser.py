"""Hand-ins in a real browser: accessible in both languages, and usable with no script at all."""

import socket
import time
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.installation import Installation
from virage.intake.tests.handing_in import KIND, PUITS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser

# An officer, fully signed in, and hand-ins in several states. Prints the session, then their ids.
SETTING = """
from datetime import date, timedelta
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from virage.contracts.text import Text
from virage.identity import actions as identity, queries
from virage.intake import actions, tasks
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, PUITS, WATER, line, receive, record, volumes
from virage.organisations import actions as organisations, rules
system = queries.system_person()
name = Text("Ministère de l’Eau (inventé)", "Ministry of Water (invented)")
organisations.create_body(code=WATER, name=name, valid_from=date(2015, 4, 1), by=system, at=AT)
officer = identity.create_person(email="o@exemple.invalid", name="O", by=system, at=AT)
organisations.open_membership(
    person=officer, role=rules.PLANNING_OFFICER, body=WATER, by=system, at=AT)
officer.set_password("une phrase assez longue")
officer.save()
TOTP.activate(officer, generate_totp_secret())
accepted = record(volumes(line("puits", "online", 9), line("puits", "total", 3)), officer)
checked = receive(volumes(line("puits", "online", 90000, start="2025-04-01", end="2025-07-01"),
                          line("neuf", "online", 1)), officer)
refused = receive(volumes(line("puits", "fusée", "ND")), officer)
moving = receive(volumes(line("autre", "online", 1)), officer)
actions.accept(hand_in=moving, by=officer, at=AT, create_new=True)
requests = b"service,at,channel,completed,asked,prefilled\\n" + b"".join(
    b"puits,2026-04-%02dT10:00,online,true,12,5\\n" % (1 + at % 30) for at in range(90))
counted = receive(requests, officer, kind="services.transactions")
tasks.check.call(str(counted.public_id))
counting = receive(requests.replace(b"true", b"yes"), officer, kind="services.transactions")
HandIn.objects.filter(pk=counting.pk).update(progress=42)
store = SessionStore()
store[SESSION_KEY] = str(officer.pk)
store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
store[HASH_SESSION_KEY] = officer.get_session_auth_hash()
store.save()
shown = (accepted, checked, refused, moving, counted, counting)
print(store.session_key, *(one.public_id for one in shown))
"""


class Site:
    """A running installation, the session of its officer, and the ids of six hand-ins."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        said = installation.python(SETTING).split()
        self.session, *self.ids = said[-7:]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        installation.start("-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}")
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


def test_pages_of_hand_ins_are_accessible_on_a_phone_in_both_languages(
    site: Site, browser: "Browser"
) -> None:
    accepted, checked, *_ = site.ids
    addresses = [
        "/depots/",
        "/depots/nouveau/",
        "/depots/formats/",
        f"/depots/formats/{KIND}/",
        f"/depots/preuves/{accepted}/",
        "/depots/formats/services.transactions/",
        *(f"/depots/{one}/" for one in site.ids),
    ]
    context = site.open(browser)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for address in [*addresses, "/en/depots/", f"/en/depots/{checked}/"]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found = Axe().run(page).response["violations"]
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
        assert not wrong, address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    # What the security policy refuses is said on the console.
    assert not said
    context.close()


def test_everything_works_with_no_script(site: Site, browser: "Browser") -> None:
    context = site.open(browser, script=False)
    page = context.new_page()
    page.goto(f"/depots/{site.ids[3]}/")
    page.get_by_role("button", name="Retirer ce dépôt").click()
    assert page.get_by_role("status").inner_text() == "Retiré"

    page.goto("/depots/nouveau/")
    page.get_by_label("Volumes des services").check()
    page.get_by_label("Fichier").set_input_files(
        {"name": "puits.csv", "mimeType": "text/csv", "buffer": PUITS}
    )
    page.get_by_role("button", name="Déposer et vérifier").click()
    assert page.get_by_role("status").inner_text() == "Vérifié, à accepter"
    page.get_by_role("button", name="Accepter ce dépôt").click()
    assert page.get_by_role("status").inner_text() == "Enregistrement en cours"
    site.installation.virage("worker", "--until-empty")
    page.get_by_role("link", name="Actualiser").click()
    assert page.get_by_role("status").inner_text() == "Accepté"
    page.get_by_role("link", name="Preuve publique").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Preuve de dépôt"
    context.close()
