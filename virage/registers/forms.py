"""What people fill in: duties to require, registers to attest, a declaration, a decision, a headcount."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.contracts.indicators import Period, Unit
from virage.contracts.text import Text
from virage.organisations.queries import Body
from virage.registers import queries
from virage.registers.queries import Attested, Duty, Owed, RegisterListed
from virage.registers.rules import exemptions, obligations
from virage.registers.wording import register_title
from virage.ui.context import active_language
from virage.ui.forms import DaysInOrder, day_field
from virage.ui.typography import day_in_words

BODY_KINDS = {
    "ministry": gettext_lazy("Ministères"),
    "agency": gettext_lazy("Agences, offices, régies et conseils"),
    "fund": gettext_lazy("Fonds et caisses"),
    "tribunal": gettext_lazy("Tribunaux"),
    "enterprise": gettext_lazy("Sociétés"),
    "other": gettext_lazy("Autres organismes"),
}


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def last_year(today: date) -> tuple[date, date]:
    """The first and last days of the last fiscal year that is over: 1 April to 31 March."""
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return date(year - 1, 4, 1), date(year, 3, 31)


class RequireForm(DaysInOrder):
    """Kinds of hand-in, a period by its first and last days, a day, and the bodies that owe them."""

    genres = forms.MultipleChoiceField(
        label=gettext_lazy("Ce qui est dû"), widget=forms.CheckboxSelectMultiple
    )
    du = day_field(gettext_lazy("Premier jour de la période"))
    au = day_field(gettext_lazy("Dernier jour de la période"), gettext_lazy("Ce jour est compris."))
    echeance = day_field(
        gettext_lazy("Échéance"), gettext_lazy("Le dernier jour pour déposer, ce jour compris.")
    )
    sortes = forms.MultipleChoiceField(
        label=gettext_lazy("Tous les organismes de ces sortes"),
        help_text=gettext_lazy("Ceux qui existent un jour au moins de la période."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organismes = forms.CharField(
        label=gettext_lazy("Et ces organismes"),
        help_text=gettext_lazy("Leurs codes, séparés par des espaces."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        self.bodies = bodies
        _choice(self, "genres").choices = [
            (one.code, one.title.in_language(language)) for one in queries.duty_kinds()
        ]
        present = {one.kind for one in bodies}
        _choice(self, "sortes").choices = [
            (kind, words) for kind, words in BODY_KINDS.items() if kind in present
        ]

    def clean(self) -> dict[str, Any]:
        """Days in order, and at least one body."""
        cleaned = super().clean() or {}
        if not cleaned.get("sortes") and not str(cleaned.get("organismes", "")).split():
            self.add_error(
                "sortes", _("Choisissez au moins une sorte d’organisme, ou un organisme.")
            )
        return cleaned

    @property
    def period(self) -> Period:
        """The half-open period."""
        return Period(self.cleaned_data["du"], self.cleaned_data["au"] + timedelta(days=1))

    @property
    def owing(self) -> list[str]:
        """The codes of the bodies that will owe."""
        period = self.period
        of_kinds = {
            one.code
            for one in self.bodies
            if one.kind in self.cleaned_data["sortes"]
            and one.valid_from < period.end
            and (one.valid_to is None or one.valid_to > period.start)
        }
        return sorted(of_kinds | set(self.cleaned_data["organismes"].split()))


class ReleaseForm(forms.Form):
    """The duties that were ticked in the list, each by its name."""

    obligation = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, duties: Sequence[Duty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "obligation").choices = [
            (str(one.owed), "") for one in duties if not one.released
        ]

    @property
    def owed(self) -> list[Owed]:
        """What the ticked boxes name."""
        return [queries.owed_key(one) for one in self.cleaned_data["obligation"]]


class AttestForm(forms.Form):
    """For each register: complete, partial, or nothing said today."""

    def __init__(
        self,
        *args: Any,
        registers: Sequence[RegisterListed],
        last: Mapping[str, Attested],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.registers = {f"registre-{one.code}": one.code for one in registers}
        for one in registers:
            self.fields[f"registre-{one.code}"] = forms.ChoiceField(
                label=register_title(one),
                help_text=stands(last.get(one.code), today),
                required=False,
                initial="",
                widget=forms.RadioSelect,
                choices=[
                    (obligations.COMPLETE, _("Complet : tout ce qui doit y figurer y figure")),
                    (obligations.PARTIAL, _("Partiel : il en manque")),
                    ("", _("Ne rien attester aujourd’hui")),
                ],
            )

    @property
    def states(self) -> dict[str, str]:
        """What is attested, by register."""
        said = {code: self.cleaned_data[name] for name, code in self.registers.items()}
        return {code: state for code, state in said.items() if state}


def stands(last: Attested | None, today: date) -> str:
    """What is attested of a register until now, in words."""
    if last is None:
        return _("Jamais attesté.")
    language = active_language()
    words = {
        "day": day_in_words(last.attested_on, language),
        "until": day_in_words(last.last_day, language),
    }
    if not last.holds(today):
        return (
            _("Attesté complet le %(day)s ; échu depuis le %(until)s.") % words
            if last.state == obligations.COMPLETE
            else _("Attesté partiel le %(day)s ; échu depuis le %(until)s.") % words
        )
    return (
        _("Attesté complet le %(day)s ; vaut jusqu’au %(until)s.") % words
        if last.state == obligations.COMPLETE
        else _("Attesté partiel le %(day)s ; vaut jusqu’au %(until)s.") % words
    )


class DeclareForm(forms.Form):
    """A unit of the body, a reason of the closed list, and the days for which it holds."""

    unite = forms.ChoiceField(label=gettext_lazy("Unité"))
    raison = forms.ChoiceField(label=gettext_lazy("Raison"), widget=forms.RadioSelect)
    du = day_field(gettext_lazy("À partir du"))
    au = day_field(
        gettext_lazy("Jusqu’au"),
        gettext_lazy("Ce jour est compris. Vide : sans fin prévue."),
        required=False,
    )

    def __init__(
        self, *args: Any, units: Sequence[Unit], reasons: Mapping[str, Text], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        _choice(self, "unite").choices = [
            ("", _("Choisissez")),
            *((one.code, f"{one.name.in_language(language)} ({one.code})") for one in units),
        ]
        _choice(self, "raison").choices = [
            (code, capfirst(words.in_language(language))) for code, words in reasons.items()
        ]

    @property
    def until(self) -> date | None:
        """The day after the last one, or none."""
        last = self.cleaned_data["au"]
        return None if last is None else last + timedelta(days=1)


class DecideForm(forms.Form):
    """Accept or refuse, for a reason that everyone will read."""

    pourquoi = forms.CharField(
        label=gettext_lazy("Raison publique"),
        help_text=gettext_lazy("500 caractères au plus. Elle paraît avec la décision."),
        max_length=exemptions.LONGEST_WHY,
        widget=forms.Textarea({"rows": 4}),
    )
    decision = forms.ChoiceField(
        choices=[(exemptions.ACCEPTED, ""), (exemptions.REFUSED, "")], widget=forms.HiddenInput
    )
    lu = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CountForm(forms.Form):
    """How many people work for a body on a 31 March."""

    organisme = forms.ChoiceField(label=gettext_lazy("Organisme"))
    au = day_field(gettext_lazy("Au 31 mars"), gettext_lazy("Un 31 mars."))
    effectif = forms.IntegerField(
        label=gettext_lazy("Effectif"), min_value=0, max_value=obligations.MOST_STAFF
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "organisme").choices = [("", _("Choisissez")), *bodies]
