"""How allauth behaves here: nobody signs up alone, secrets are encrypted, words are ours."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from virage.identity import actions
from virage.identity.models import Person
from virage.lib.clock import now

TOO_MANY = _("Trop d’essais. Attendez cinq minutes, puis recommencez.")
WRONG_CODE = _(
    "Ce code n’est pas le bon. Attendez le code suivant de l’application, puis recommencez."
)


class SecondFactorUnreadable(RuntimeError):
    """The key that encrypted second factors is not the one that this server has."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed; a new password goes through our own action."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "L’adresse de courriel ou le mot de passe ne correspondent pas. Vérifiez les deux."
        ),
        "incorrect_password": _("Ce mot de passe n’est pas le bon."),
        "enter_current_password": _("Ce mot de passe n’est pas votre mot de passe actuel."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations only."""
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Keep the password and leave its line in the journal, in one transaction."""
        actions.set_password(person=user, password=password, at=now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("mfa_index")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors are useless to who reads the database without the server's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """`text`, readable again only with the server's secret key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again; raises `SecondFactorUnreadable` when the secret key was lost."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise SecondFactorUnreadable(
                "Second factors were encrypted with another VIRAGE_SECRET_KEY. Give it back (an old "
                "one goes in VIRAGE_SECRET_KEY_FALLBACKS), or start people's sign-in afresh: "
                "virage person reset EMAIL."
            ) from error


def _box() -> MultiFernet:
    """Encrypts with the present secret key, and still reads what earlier keys encrypted."""
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"virage/second-factor/1:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
