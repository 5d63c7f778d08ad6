"""What the Secretariat fills in: a period to measure, a label to publish under, a correction in words."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.barometer import queries
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.rules.sampling import OUTCOMES
from virage.barometer.wording import audits
from virage.contracts.indicators import Indicator, Period, indicators
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.ui.context import active_language
from virage.ui.forms import DaysInOrder, day_field


class MeasureForm(DaysInOrder):
    """A period by its first and last days, the definitions to put, and what was known when."""

    du = day_field(gettext_lazy("Premier jour"))
    au = day_field(
        gettext_lazy("Dernier jour"), gettext_lazy("Ce jour est compris dans la période.")
    )
    connu = forms.CharField(
        label=gettext_lazy("Tel que connu à"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "Vide : tout ce qui est connu maintenant. Sinon, l’adresse d’une édition (2019-20) ou un "
            "numéro de ligne du journal."
        ),
    )

    def __init__(
        self, *args: Any, today: date, registry: Registry[Indicator] = indicators, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._codes: list[str] = []
        language = active_language()
        for indicator in registry:
            versions = [one for one in indicator.definitions if one.since <= today]
            if len(versions) < 2:
                continue
            in_force = indicator.in_force(today).version
            self._codes.append(indicator.code)
            self.fields[indicator.code] = forms.ChoiceField(
                label=indicator.title.in_language(language),
                required=False,
                choices=[
                    ("", _("Définition en vigueur (%(version)s)") % {"version": in_force}),
                    *(
                        (str(one.version), _("Définition %(version)s") % {"version": one.version})
                        for one in versions
                        if one.version != in_force
                    ),
                ],
            )

    def clean_connu(self) -> str:
        """A known edition or a line number."""
        known = str(self.cleaned_data["connu"]).strip()
        if known:
            try:
                queries.sequence_of(known)
            except UnknownEdition as error:
                raise forms.ValidationError(
                    error.sentence.in_language(active_language())
                ) from error
        return known

    @property
    def period(self) -> Period:
        """The half-open period."""
        return Period(self.cleaned_data["du"], self.cleaned_data["au"] + timedelta(days=1))

    @property
    def versions(self) -> dict[str, int]:
        """The versions asked for in place of those in force."""
        return {
            code: int(self.cleaned_data[code]) for code in self._codes if self.cleaned_data[code]
        }


class PublicationForm(forms.Form):
    """The label of an edition to publish."""

    etiquette = forms.CharField(
        label=gettext_lazy("Étiquette de l’édition"),
        max_length=80,
        help_text=gettext_lazy(
            "Elle fait l’adresse permanente de l’édition, par exemple « 2019-20 »."
        ),
    )


class ErratumForm(forms.Form):
    """A correction in words beside an edition."""

    francais = forms.CharField(
        label=gettext_lazy("En français"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    anglais = forms.CharField(
        label=gettext_lazy("En anglais"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Sans traduction, le français paraît sur les pages anglaises."),
    )


class ReasonForm(forms.Form):
    """A public reason, in French and perhaps in English."""

    raison = forms.CharField(
        label=gettext_lazy("Raison, en français"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Publique : elle paraît sur la page des corrections."),
    )
    raison_anglais = forms.CharField(
        label=gettext_lazy("Raison, en anglais"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Sans traduction, le français paraît sur les pages anglaises."),
    )

    @property
    def reason(self) -> Text:
        """Both languages."""
        return Text(self.cleaned_data["raison"], self.cleaned_data["raison_anglais"])


class PutOffForm(ReasonForm):
    """Later dates, and why."""

    projet = day_field(gettext_lazy("Ouverture du projet"))
    publication = day_field(gettext_lazy("Publication"))
    field_order = ("projet", "publication", "raison", "raison_anglais")


class PlanForm(DaysInOrder):
    """An edition to announce: its label, its period by first and last days, its two dates."""

    etiquette = forms.CharField(
        label=gettext_lazy("Étiquette de l’édition"),
        max_length=80,
        help_text=gettext_lazy(
            "Elle fait l’adresse permanente de l’édition, par exemple « 2019-20 »."
        ),
    )
    du = day_field(gettext_lazy("Premier jour mesuré"))
    au = day_field(
        gettext_lazy("Dernier jour mesuré"), gettext_lazy("Ce jour est compris dans la période.")
    )
    projet = day_field(
        gettext_lazy("Ouverture du projet"), gettext_lazy("Après la fin de la période.")
    )
    publication = day_field(gettext_lazy("Publication"))

    @property
    def period(self) -> Period:
        """The half-open period."""
        return Period(self.cleaned_data["du"], self.cleaned_data["au"] + timedelta(days=1))


class CommentForm(forms.Form):
    """The public comment of a body. No limit here: what is too long is refused with all its words."""

    commentaire = forms.CharField(
        label=gettext_lazy("Commentaire public"),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy(
            "500 caractères au plus, comptés comme on les lit. Signé de l’organisme ; ne nommez "
            "personne. Vide : le commentaire est retiré."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would cut what is pasted, and count otherwise than people do.
        self.fields["commentaire"].widget.attrs.pop("maxlength", None)


class AnnounceForm(forms.Form):
    """The public value that will draw the answers to open, and the day on which it comes out."""

    source = forms.CharField(
        label=gettext_lazy("Valeur publique"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Qui la publie, où, et comment elle s’écrit. Par exemple : les numéros d’un tirage public, "
            "dans l’ordre croissant, séparés par une espace."
        ),
    )
    jour = day_field(
        gettext_lazy("Jour où elle sort"),
        gettext_lazy("À venir : nommée après coup, elle ne prouverait rien."),
    )


class ValueForm(forms.Form):
    """The value that came out."""

    valeur = forms.CharField(
        label=gettext_lazy("Valeur sortie"),
        max_length=500,
        help_text=gettext_lazy("Telle que l’annonce dit de l’écrire. Elle ne se corrige pas."),
    )


class GiveUpForm(forms.Form):
    """Why a value announced draws nothing."""

    raison = forms.CharField(
        label=gettext_lazy("Pourquoi cette valeur ne tire rien"),
        max_length=500,
        help_text=gettext_lazy("Public. Vous pourrez ensuite en annoncer une autre."),
    )


class FindingForm(forms.Form):
    """What the evidence of one answer shows."""

    constat = forms.ChoiceField(
        label=gettext_lazy("Constat"),
        choices=[(code, audits.OUTCOMES[code]) for code in OUTCOMES],
        widget=forms.RadioSelect,
    )
    raison = forms.CharField(
        label=gettext_lazy("Raison"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Publique, 500 caractères au plus. Ne nommez personne."),
    )
