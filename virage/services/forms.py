"""What an officer fills in about a service: its code and names, what it offers, when and why it closes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.contracts.text import Text
from virage.services import queries
from virage.services.queries import History
from virage.services.rules import acts
from virage.services.rules.lives import CLOSING_REASONS
from virage.services.rules.volumes import SUMMED
from virage.services.words import CHANNELS, REQUEST_ONLINE
from virage.ui.context import active_language
from virage.ui.forms import day_field

NOT_SAID = "not-said"
LONGEST_NAME = 500


def _words(choices: Mapping[str, Text], codes: Sequence[str]) -> list[tuple[str, str]]:
    language = active_language()
    return [(code, _capital(choices[code].in_language(language))) for code in codes]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return day_field(
        label,
        help_text,
        error_messages={
            "required": _("Donnez un jour."),
            "invalid": _("Ce n’est pas un jour. Écrivez-le comme 2026-11-22."),
        },
    )


def _name(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        error_messages={"required": _("Donnez le nom dans les deux langues.")},
    )


class ActForm(forms.Form):
    """A form whose act may be refused: the sentence is shown where what was refused was typed."""

    fields_of: Mapping[str, str] = {}
    """By what a refusal names, the field of this form, where it is called otherwise."""

    def refuse(self, refusal: acts.CannotAct) -> None:
        """Show why."""
        name = self.fields_of.get(refusal.field, refusal.field)
        sentence = refusal.sentence.in_language(active_language())
        self.add_error(name if name in self.fields else None, sentence)


class OpeningForm(ActForm):
    """A new service: its permanent code, its names, its body and its first day."""

    code = forms.CharField(
        label=_("Code"),
        max_length=80,
        help_text=_(
            "Il ne change jamais, quels que soient le nom et l’organisme, et ne sert jamais deux fois. Par "
            "exemple : permis-puits."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Donnez un code au service.")},
    )
    name_fr = _name(_("Nom français"))
    name_en = _name(_("Nom anglais"))
    organisation = forms.ChoiceField(label=_("Organisme responsable"))
    opened_on = _day(
        _("Rendu depuis le"),
        _("Le service compte dans la population du baromètre à partir de ce jour."),
    )
    fields_of = {"day": "opened_on"}

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit(self, bodies)

    def clean_code(self) -> str:
        """A code that can be one, and that no service has."""
        code = str(self.cleaned_data["code"])
        try:
            acts.check_code(code)
            if queries.statements(codes=[code]):
                raise acts.ServiceExists(code)
        except acts.CannotAct as refusal:
            raise forms.ValidationError(
                refusal.sentence.in_language(active_language())
            ) from refusal
        return code


class DescriptionForm(ActForm):
    """Another name or body from a day on."""

    name_fr = _name(_("Nom français"))
    name_en = _name(_("Nom anglais"))
    organisation = forms.ChoiceField(label=_("Organisme responsable"))
    valid_from = _day(
        _("À partir du"), _("Avant ce jour, ce qui a été dit reste : rien n’est effacé.")
    )
    fields_of = {"day": "valid_from"}

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit(self, bodies)


def _limit(form: forms.Form, bodies: Sequence[tuple[str, str]]) -> None:
    """The bodies that one may choose among; with one alone there is nothing to choose."""
    field = form.fields["organisation"]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("the body is a choice")
    field.choices = bodies
    if len(bodies) == 1:
        form.initial["organisation"] = bodies[0][0]
        field.widget = forms.HiddenInput()


class OfferForm(ActForm):
    """From a day on: the channels, and whether the request itself can be filed on line."""

    channels = forms.MultipleChoiceField(
        label=_("Canaux offerts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Par où l’on peut demander ce service. Un canal offert et sans volume déposé compte comme « non "
            "fourni ». Rien de coché : vous ne le dites pas."
        ),
    )
    request_online = forms.ChoiceField(
        label=_("La demande elle-même"),
        widget=forms.RadioSelect,
        help_text=_(
            "Un service dont la demande ne peut pas se faire en ligne sort de la population de la cible 5.1."
        ),
        error_messages={"required": _("Choisissez une réponse, fût-ce « non dit ».")},
    )
    valid_from = _day(
        _("À partir du"), _("Avant ce jour, ce qui a été dit reste : rien n’est effacé.")
    )
    fields_of = {"day": "valid_from"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels, request = self.fields["channels"], self.fields["request_online"]
        if not isinstance(channels, forms.MultipleChoiceField):
            raise TypeError("channels are choices")
        if not isinstance(request, forms.ChoiceField):
            raise TypeError("filing on line is a choice")
        channels.choices = _words(CHANNELS, SUMMED)
        request.choices = [
            (code or NOT_SAID, words) for code, words in _words(REQUEST_ONLINE, ("yes", "no", ""))
        ]

    @property
    def offered(self) -> list[str] | None:
        """The channels, in the order of the vocabulary; None when nothing is said of them."""
        return list(self.cleaned_data["channels"]) or None

    @property
    def filed_on_line(self) -> str:
        """Whether one can file on line; "" when it is not said."""
        answer = str(self.cleaned_data["request_online"])
        return "" if answer == NOT_SAID else answer


class ClosingForm(ActForm):
    """The day from which a service is no longer given, and why, from a closed list."""

    on = _day(
        _("Fermé à partir du"),
        _("Le premier jour où le service n’est plus rendu. Avant ce jour, il compte toujours."),
    )
    reason = forms.ChoiceField(
        label=_("Raison"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la raison.")},
    )
    fields_of = {"day": "on"}

    def __init__(self, *args: Any, history: History, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._history = history
        reason = self.fields["reason"]
        if not isinstance(reason, forms.ChoiceField):
            raise TypeError("the reason is a choice")
        reason.choices = _words(CLOSING_REASONS, tuple(CLOSING_REASONS))

    def clean(self) -> dict[str, Any]:
        """What the act would refuse is said before it is to be confirmed."""
        cleaned = super().clean() or {}
        if "on" in cleaned and "reason" in cleaned:
            one = self._history
            try:
                acts.check_closing(one.code, one.listed_from, cleaned["on"], cleaned["reason"])
            except acts.CannotAct as refusal:
                self.refuse(refusal)
        return cleaned
