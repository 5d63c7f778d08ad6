"""The forms by which a person hands in a file, and accepts it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from virage.contracts.indicators import Period
from virage.contracts.intakes import ANOTHER, SAME, Intake
from virage.contracts.samples import FEWEST_TIMES
from virage.contracts.text import Text
from virage.intake.queries import Asked
from virage.intake.rules import LONGEST_SOURCE, MOST_BODIES, MOST_DRAWN
from virage.ui.typography import integer


class HandInForm(forms.Form):
    """A kind, a body (or several, for the Secretariat) and a file."""

    kind = forms.ChoiceField(label=_("Ce que vous déposez"), widget=forms.RadioSelect)
    body = forms.ChoiceField(label=_("Organisme"), required=False)
    draw = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_(
            "CSV ou XLSX ; Parquet pour les transactions. Rien n’est enregistré avant que vous l’acceptiez."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.parquet"}),
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


class AcceptanceForm(forms.Form):
    """What one must say to accept a hand-in: agree to what it creates, answer what it asks."""

    def __init__(
        self, *args: Any, new: int, asked: Sequence[Asked], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._codes: dict[str, str] = {}
        for one in asked:
            # A code may hold signs that an address or a selector would take for its own.
            name = f"reused-{one.code.encode().hex()}"
            self._codes[name] = one.code
            self.fields[name] = _question(one, language)
        if new:
            self.fields["create_new"] = forms.BooleanField(
                label=ngettext(
                    "J’ai lu la liste : créer %(shown)s élément qui n’existe pas encore.",
                    "J’ai lu la liste : créer %(shown)s éléments qui n’existent pas encore.",
                    new,
                )
                % {"shown": integer(new, language)},
                error_messages={
                    "required": _("Lisez la liste de ce qui serait créé, puis cochez la case.")
                },
            )

    def clean(self) -> dict[str, Any]:
        """A hand-in that goes back to be corrected creates nothing: nothing has to be agreed to."""
        cleaned = super().clean() or {}
        if ANOTHER in (cleaned.get(name) for name in self._codes):
            self.errors.pop("create_new", None)
        return cleaned

    @property
    def reused(self) -> dict[str, str]:
        """The answers, by code."""
        return {code: self.cleaned_data[name] for name, code in self._codes.items()}

    def refuse(self, code: str, sentence: str) -> None:
        """Say beside the question on `code` why its answer cannot be taken."""
        self.add_error(next(name for name, one in self._codes.items() if one == code), sentence)


def _question(one: Asked, language: str) -> forms.ChoiceField:
    hint = gettext(
        "Avant : « %(before)s », %(body_before)s. Dans ce fichier : « %(after)s », %(body_after)s."
    ) % {
        "before": one.before.in_language(language),
        "body_before": one.body_before.in_language(language),
        "after": one.after.in_language(language),
        "body_after": one.body_after.in_language(language),
    }
    if not one.may_continue:
        hint += " " + gettext(
            "Seul le Secrétariat peut dire que c’est le même : il passerait d’un organisme à l’autre."
        )
    return forms.ChoiceField(
        label=gettext("Le code %(code)s désigne-t-il toujours le même service ?")
        % {"code": one.code},
        help_text=hint,
        choices=[
            (SAME, gettext("Oui, c’est le même service, qui continue")),
            (ANOTHER, gettext("Non, c’est un autre service : je lui donnerai un nouveau code")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext("Choisissez une réponse.")},
    )


class ConfirmationForm(forms.Form):
    """The day on which someone looked, for the kinds that ask for it; nothing for the others."""

    def __init__(self, *args: Any, observed: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if observed:
            self.fields["observed_on"] = forms.DateField(
                label=_("Valeurs observées le"),
                help_text=_("Le jour où quelqu’un a regardé que rien n’a changé."),
                initial=today,
                widget=forms.DateInput(
                    format="%Y-%m-%d", attrs={"type": "date", "max": today.isoformat()}
                ),
                input_formats=["%Y-%m-%d"],
            )


class DrawForm(forms.Form):
    """How many units to draw, of how many bodies, and by which public value."""

    size = forms.IntegerField(label=_("Combien d’unités tirer"), min_value=1, max_value=MOST_DRAWN)
    source = forms.CharField(
        label=_("Valeur publique qui tirera"),
        help_text=_(
            "Par exemple : le numéro gagnant d’une loterie publique, ce jour-là. Laissez vide pour tirer "
            "tout de suite par l’empreinte de la ligne du journal qui fige la liste."
        ),
        required=False,
        max_length=LONGEST_SOURCE,
    )
    day = forms.DateField(
        label=_("Jour où elle sort"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args: Any, several: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs["min"] = today.isoformat()
        if several:
            self.fields["size"].label = _("Combien d’unités tirer dans chaque organisme")
            self.fields["clusters"] = forms.IntegerField(
                label=_("Combien de fois tirer un organisme"),
                help_text=_(
                    "À chaque fois, un organisme a d’autant plus de chances qu’il a d’unités ; il peut sortir "
                    "de nouveau. Sous %(fewest)s fois, l’estimation n’a pas d’intervalle."
                )
                % {"fewest": FEWEST_TIMES},
                min_value=1,
                max_value=MOST_BODIES,
            )
            year = today.year - (today < date(today.year, 4, 1))
            for name, label, initial in (
                ("period_from", _("Du"), date(year - 1, 4, 1)),
                ("period_to", _("Au, exclu"), date(year, 4, 1)),
            ):
                self.fields[name] = forms.DateField(
                    label=label,
                    initial=initial,
                    widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                    input_formats=["%Y-%m-%d"],
                )
            self.fields["again"] = forms.CharField(
                label=_("Pourquoi un autre tirage, s’il en est déjà un pour ces jours"),
                help_text=_("Cette raison est publique ; les deux tirages sont montrés."),
                required=False,
                max_length=LONGEST_SOURCE,
            )
            self.order_fields(
                ["period_from", "period_to", "clusters", "size", "source", "day", "again"]
            )

    @property
    def period(self) -> Period | None:
        """The days that a draw of several bodies is for; None of a single body."""
        start, end = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        return Period(start, end) if start and end else None


class ReasonForm(forms.Form):
    """The value that came out, or why it never did."""

    text = forms.CharField(
        label=_("La valeur sortie, ou pourquoi elle n’est pas sortie"),
        max_length=LONGEST_SOURCE,
    )
