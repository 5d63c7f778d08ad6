"""The form by which a person hands in a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.contracts.intakes import Intake
from virage.contracts.text import Text


class HandInForm(forms.Form):
    """A kind, a body (or several, for the Secretariat) and a file."""

    kind = forms.ChoiceField(label=_("Ce que vous déposez"), widget=forms.RadioSelect)
    body = forms.ChoiceField(label=_("Organisme"), required=False)
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("CSV ou XLSX. Rien n’est enregistré avant que vous l’acceptiez."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"empty": _("Le fichier est vide. Choisissez un autre fichier.")},
        allow_empty_file=False,
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[Intake],
        bodies: Sequence[tuple[str, Text]],
        several: bool,
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, body = self.fields["kind"], self.fields["body"]
        if not isinstance(kind, forms.ChoiceField) or not isinstance(body, forms.ChoiceField):
            raise TypeError("kind and body are choices")
        kind.choices = [(one.code, one.title.in_language(language)) for one in kinds]
        if len(kinds) == 1:
            kind.initial = kinds[0].code
        named: list[tuple[str, Any]] = [(code, name.in_language(language)) for code, name in bodies]
        body.choices = ([("", _("Plusieurs organismes"))] if several else []) + sorted(
            named, key=lambda one: one[1].casefold()
        )
        body.required = not several
