"""What people write in a request for support."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.excellence import rules
from virage.excellence.words import OUTCOMES, targets
from virage.ui.context import active_language


class RefusedForm(forms.Form):
    """A form whose act may be refused: the sentence is shown where what was refused was typed."""

    def refuse(self, refusal: rules.CannotDo) -> None:
        """Show why."""
        sentence = refusal.sentence.in_language(active_language())
        self.add_error(refusal.field if refusal.field in self.fields else None, sentence)


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    # Its length is checked by the action, which counts as people do; what is too long is kept and shown again.
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class AskingForm(RefusedForm):
    """A new request: whose, about what, and what was tried."""

    body = forms.ChoiceField(label=_("Organisme"))
    title = forms.CharField(
        label=_("Ce qu’il vous faut, en une ligne"),
        required=False,
        help_text=_("Par exemple : préremplir l’adresse dans trois formulaires."),
    )
    target = forms.ChoiceField(label=_("Cible concernée"), required=False)
    measure = forms.CharField(
        label=_("Mesure de votre plan"),
        required=False,
        max_length=80,
        help_text=_("Son code, s’il s’agit d’une mesure."),
    )
    words = _words(
        _("La situation, et ce que vous avez essayé"),
        _("2 000 caractères au plus. N’y mettez aucun renseignement sur un citoyen."),
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        cast(forms.ChoiceField, self.fields["body"]).choices = list(bodies)
        cast(forms.ChoiceField, self.fields["target"]).choices = [
            ("", _("Aucune en particulier")),
            *(
                (number, f"{number} – {title.in_language(language)}")
                for number, title in targets().items()
            ),
        ]


class ActingForm(RefusedForm):
    """What is written when something is done; `seen` is how much of the thread was read."""

    words = _words(_("Votre message"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(label=_("Ce qu’il en est advenu"), required=False)

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        if verb == rules.CLOSE:
            cast(forms.ChoiceField, self.fields["outcome"]).choices = [
                ("", _("Choisissez")),
                *((code, text.in_language(language)) for code, text in OUTCOMES.items()),
            ]
        else:
            del self.fields["outcome"]
