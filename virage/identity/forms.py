"""allauth's forms with our words: a label above each field, never a placeholder in its place."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = _("Mot de passe")
NEW_PASSWORD = _("Nouveau mot de passe")
AGAIN = _("Le même, une seconde fois")
AT_LEAST = _(
    "Au moins 12 caractères. Quelques mots que vous n’employez nulle part ailleurs conviennent bien."
)
SIX_DIGITS = _("Les six chiffres que l’application affiche, ou un code de secours.")


def _say(form: forms.Form, **words: tuple[Promise, Promise | str]) -> None:
    """Give each field its label and hint."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = str(label), str(hint)
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=(_("Adresse de courriel"), ""), password=(PASSWORD, ""))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmByPassword(ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=(PASSWORD, ""))


class ChoosePassword(SetPasswordForm):  # type: ignore[misc]
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=(PASSWORD, AT_LEAST), password2=(AGAIN, ""))


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=(_("Mot de passe actuel"), ""),
            password1=(NEW_PASSWORD, AT_LEAST),
            password2=(AGAIN, ""),
        )


def _code(form: forms.Form, hint: Promise) -> None:
    _say(form, code=(_("Code"), hint))
    form.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")


class SecondFactor(AuthenticateForm):  # type: ignore[misc]
    """The code of the application, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, SIX_DIGITS)


class ConfirmByCode(ReauthenticateByCodeForm):  # type: ignore[misc]
    """The code again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, SIX_DIGITS)


class AddApplication(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a newly added application proves that it was added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Les six chiffres que l’application affiche maintenant."))

    @property
    def groups(self) -> list[str]:
        """The secret in groups of four, for who types it."""
        return [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]
