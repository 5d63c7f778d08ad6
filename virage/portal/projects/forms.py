"""What people fill in on a project: how it goes, what changed, which risks they see."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.plans.rules import money, portfolio, portfolio_words
from virage.plans.rules.portfolio import Report
from virage.ui.context import active_language
from virage.ui.forms import day_field


class AmountField(forms.CharField):
    """Dollars as people type them; cleaned, whole cents."""

    def clean(self, value: Any) -> int:
        """Cents; an error in a sentence when it is no amount."""
        typed = super().clean(value)
        found = money.cents(typed)
        if found is None:
            raise ValidationError(
                _("Ce n’est pas un montant. Écrivez des dollars : 1250000 ou 1250000,50.")
            )
        return found


def _amount(label: Any, help_text: Any = "") -> AmountField:
    return AmountField(label=label, help_text=help_text, max_length=24)


def _choices(words: Mapping[str, Any], codes: tuple[str, ...]) -> list[tuple[str, str]]:
    language = active_language()
    return [(code, words[code].in_language(language)) for code in codes]


class ReportForm(forms.Form):
    """How a project goes on a day."""

    jour = day_field(gettext_lazy("En date du"), gettext_lazy("Aujourd’hui au plus tard."))
    fin = day_field(
        gettext_lazy("Fin attendue"), gettext_lazy("Le dernier jour du projet, ce jour compris.")
    )
    cout = _amount(gettext_lazy("Coût total prévu"), gettext_lazy("En dollars, au cent près."))
    depense = _amount(gettext_lazy("Dépensé depuis le début"))
    consultants = _amount(gettext_lazy("Dont en consultants"))
    portee = forms.IntegerField(
        label=gettext_lazy("Portée réalisée"),
        help_text=gettext_lazy("En pourcentage, de 0 à 100. Vide si on ne le sait pas."),
        required=False,
        min_value=0,
        max_value=100,
    )
    couleur = forms.ChoiceField(
        label=gettext_lazy("Couleur que vous lui donnez"),
        help_text=gettext_lazy("Elle est publiée à côté de celle que donnent les faits."),
        widget=forms.RadioSelect,
    )
    etat = forms.ChoiceField(label=gettext_lazy("État"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Ce qu’il faut savoir"),
        help_text=gettext_lazy("En mots simples ; c’est public."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: Any = None, *, last: Report | None, today: date) -> None:
        initial: dict[str, Any] = {"jour": today, "etat": portfolio.UNDERWAY}
        if last is not None:
            initial |= {
                "fin": last.forecast_end - timedelta(days=1),
                "cout": money.dollars(last.forecast_cost),
                "depense": money.dollars(last.spent),
                "consultants": money.dollars(last.consultants),
                "portee": last.scope_done,
                "couleur": last.declared,
                "etat": last.state,
            }
        super().__init__(data, initial=initial)
        self.fields["couleur"].choices = _choices(  # type: ignore[attr-defined]
            portfolio_words.COLOURS, portfolio.COLOURS
        )
        self.fields["etat"].choices = _choices(  # type: ignore[attr-defined]
            portfolio_words.STATES, portfolio.STATES
        )

    @property
    def report(self) -> Report:
        """What is reported."""
        given = self.cleaned_data
        return Report(
            as_of=given["jour"],
            forecast_end=given["fin"] + timedelta(days=1),
            forecast_cost=given["cout"],
            spent=given["depense"],
            consultants=given["consultants"],
            declared=given["couleur"],
            state=given["etat"],
            scope_done=given["portee"],
        )


class ScopeForm(forms.Form):
    """A dated change of scope."""

    code = forms.RegexField(
        r"^[a-zA-Z0-9_-]{1,60}$",
        label=gettext_lazy("Code du changement"),
        help_text=gettext_lazy(
            "Lettres sans accent, chiffres, traits d’union. Il ne change jamais."
        ),
    )
    jour = day_field(gettext_lazy("Décidé le"))
    auteur = forms.CharField(
        label=gettext_lazy("Auteur"),
        help_text=gettext_lazy("Un rôle ou une unité, jamais un nom."),
        max_length=120,
    )
    raison = forms.CharField(
        label=gettext_lazy("Raison"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    effet = forms.CharField(
        label=gettext_lazy("Effet"),
        help_text=gettext_lazy("Sur le résultat, le coût et les jours."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AssessForm(forms.Form):
    """Each of the five risks: its level and why; what is left out is not assessed today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = active_language()
        for risk in portfolio.RISKS:
            title = portfolio_words.RISKS[risk].in_language(language)
            self.fields[f"niveau-{risk}"] = forms.ChoiceField(
                label=title,
                required=False,
                initial="",
                widget=forms.RadioSelect,
                choices=[
                    *_choices(portfolio_words.LEVELS, portfolio.LEVELS),
                    ("", _("Ne rien dire aujourd’hui")),
                ],
            )
            self.fields[f"pourquoi-{risk}"] = forms.CharField(
                label=_("Pourquoi – %(risk)s") % {"risk": title},
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """A level says why, and a reason has its level."""
        given = super().clean() or {}
        for risk in portfolio.RISKS:
            level, why = given.get(f"niveau-{risk}"), given.get(f"pourquoi-{risk}")
            if level and not why:
                self.add_error(f"pourquoi-{risk}", _("Dites ce que vous avez vu : c’est public."))
            if why and not level:
                self.add_error(f"niveau-{risk}", _("Choisissez le niveau de ce risque."))
        return given

    @property
    def seen(self) -> dict[str, tuple[str, str]]:
        """What is assessed: level and why, by risk."""
        given = self.cleaned_data
        return {
            risk: (given[f"niveau-{risk}"], given[f"pourquoi-{risk}"])
            for risk in portfolio.RISKS
            if given[f"niveau-{risk}"]
        }
