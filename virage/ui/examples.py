"""What the gallery shows the components with: invented examples, in both languages.

They are chosen to be awkward: a share on its target, a band from 0 to 1, a single edition, a zero.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.ui.charts import Point, Term
from virage.ui.components import Difference, Facet, Happening, Step
from virage.ui.typography import percent, points

STATES = (
    ("at_threshold", gettext_lazy("Au seuil déjà")),
    ("not_yet", gettext_lazy("Pas encore")),
    ("undetermined", gettext_lazy("Indéterminée")),
    ("lost", gettext_lazy("Perdue")),
    ("no_records", gettext_lazy("Pas encore de dossiers")),
    ("yes", gettext_lazy("Oui")),
    ("no", gettext_lazy("Non")),
    ("unknown", gettext_lazy("Inconnu")),
    ("not_applicable", gettext_lazy("Sans objet")),
    ("draft", gettext_lazy("Brouillon")),
    ("sent", gettext_lazy("Envoyé")),
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    file = forms.FileField(
        label=gettext_lazy("Fichier à déposer"),
        help_text=gettext_lazy("CSV ou XLSX, 50 Mo au plus."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Adresse courriel"),
        help_text=gettext_lazy("Par exemple, nom@organisme.quebec"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Ce que contient le fichier"),
        choices=[
            ("volumes", gettext_lazy("Volumes")),
            ("points", gettext_lazy("Points de contact")),
        ],
        widget=forms.RadioSelect,
        initial="volumes",
    )
    note = forms.CharField(
        label=gettext_lazy("Remarque"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Créer les services nouveaux que le fichier nomme")
    )

    def clean_email(self) -> str:
        """The error that the gallery shows."""
        if "@" not in self.cleaned_data["email"] or self.cleaned_data["email"].endswith(".test"):
            raise ValidationError(_("Cette adresse n’existe pas. Vérifiez ce qui suit l’arobase."))
        return str(self.cleaned_data["email"])


def form() -> ExampleForm:
    """A form sent with two mistakes."""
    sent = ExampleForm({"email": "camille@exemple.test", "kind": "volumes", "agreed": "on"})
    sent.is_valid()
    return sent


def editions(language: str) -> list[Point]:
    """Four editions, of which one has too few answers for a share and one a new definition."""
    count = [f"n = {n}" for n in (275, 267, 249, 689)]
    return [
        Point("2016-17", count[0], 0.4909, 0.4909, 0.4909),
        Point("2017-18", count[1], 0.4419, 0.3946, 0.5017, panel=(0.49, 0.42)),
        Point(
            "2018-19",
            count[2],
            0.2731,
            0.0595,
            0.8415,
            panel=(0.2731, 0.16),
            known_enough=False,
            new_definition=_("définition 2"),
        ),
        Point("2019-20", count[3], 0.3077, 0.2195, 0.5062, panel=(0.2169, 0.2651)),
    ]


def terms(language: str) -> list[Term]:
    """The steps of a change of +3.46 points."""
    steps = (
        (_("effet réel"), "4.82", "real"),
        (_("nouveaux recensés"), "1.25", "flow"),
        (_("nouvelles réponses"), "3.96", "flow"),
        (_("devenus applicables"), "-0.95", "flow"),
        (_("n’ont plus de réponse"), "-3.45", "flow"),
        (_("ne sont plus applicables"), "-2.17", "flow"),
        (_("nouvelle définition"), "0.00", "definition"),
    )
    return [
        Term(label, float(size) / 100, points(size, language), kind)  # type: ignore[arg-type]
        for label, size, kind in steps
    ]


def tracks(language: str) -> list[dict[str, Any]]:
    """Five targets, from the plain one to the one with no records."""
    label = percent("75", language)
    common = {"target": 0.75, "target_label": label, "ends": ("0", percent("100", language))}
    return [
        {
            "number": "5.1",
            "title": _("Services numériques utilisés à plus de 75 %"),
            "state": "not_yet",
            "verdict": _("Pas encore"),
            "note": _("sous réserve du recensement"),
            "sentence": _(
                "<strong>212</strong> des <strong>689</strong> services connus (30,77 %) ; "
                "de 21,95 % à 50,62 % des <strong>966</strong> concernés ; 277 sans réponse."
            ),
            "track": {
                **common,
                "lower": 0.2195,
                "upper": 0.5062,
                "share": 0.3077,
                "weight": 0.5582,
            },
        },
        {
            "number": "1.1",
            "title": _("Services nouveaux conçus avec des citoyens"),
            "state": "undetermined",
            "verdict": _("Indéterminée"),
            "note": _("direction établie"),
            "sentence": _(
                "<strong>58</strong> des <strong>70</strong> services connus (82,86 %) ; "
                "de 73,42 % à 84,81 % des <strong>79</strong> concernés ; 9 sans réponse."
            ),
            "track": {
                **common,
                "lower": 0.7342,
                "upper": 0.8481,
                "share": 0.8286,
                "weight": 0.71,
                "open_ends": False,
            },
        },
        {
            "number": "2.1",
            "title": _("Services qui ne redemandent pas ce qui est déjà connu"),
            "state": "undetermined",
            "verdict": _("Indéterminée"),
            "note": _("première édition"),
            "sentence": _(
                "De 14,47 % à 76,64 % des <strong>304</strong> concernés ; "
                "189 sans réponse, trop pour donner une part."
            ),
            "track": {
                **common,
                "target": 0.5,
                "target_label": percent("50", language),
                "lower": 0.1447,
                "upper": 0.7664,
                "share": 0.38,
                "known_enough": False,
            },
        },
        {
            "number": "4.1",
            "title": _("Organismes qui se transforment"),
            "state": "not_yet",
            "verdict": _("Pas encore"),
            "note": _("un organisme manque"),
            "sentence": _(
                "<strong>2 538</strong> des <strong>2 543</strong> organismes (99,80 %)."
            ),
            "track": {
                **common,
                "target": 1.0,
                "target_label": percent("100", language),
                "lower": 0.998,
                "upper": 0.998,
                "share": 0.998,
                "open_ends": False,
            },
        },
        {
            "number": "6.1",
            "title": _("Organismes qui publient leurs données"),
            "state": "no_records",
            "verdict": _("Pas encore de dossiers"),
            "note": "",
            "sentence": _("Rien n’a encore été déposé pour cette cible."),
            "track": {
                **common,
                "target": 0.6,
                "target_label": percent("60", language),
                "lower": None,
                "upper": None,
            },
        },
    ]


def bodies() -> list[dict[str, Any]]:
    """Bodies on aligned tracks, from nearly all known to nothing known."""
    counts = (
        (_("Agence du revenu inventée"), 41, 12, 3),
        (_("Ministère des Transports inventé"), 22, 61, 18),
        (_("Régie de la santé inventée"), 9, 14, 40),
        (_("Office du logement inventé"), 0, 0, 6),
        (_("Bureau des permis inventé"), 1017, 4, 0),
    )
    lines = []
    for place, (name, yes, no, unknown) in enumerate(counts):
        total, known = yes + no + unknown, yes + no
        lines.append(
            {
                "key": f"body-{place}",
                "name": name,
                "yes": yes,
                "no": no,
                "unknown": unknown,
                "lower": yes / total,
                "upper": (yes + unknown) / total,
                "share": yes / known if known else None,
                "known_enough": known * 2 >= total,
            }
        )
    return lines


def facets() -> list[Facet]:
    """The answers of one edition."""
    counts = (
        (_("Tous"), 1464),
        (_("Oui"), 212),
        (_("Non"), 477),
        (_("Inconnus"), 277),
        (_("Sans objet"), 498),
    )
    return [Facet(label, n, "#facets", not at) for at, (label, n) in enumerate(counts)]


def steps() -> list[Step]:
    """A hand-in, at its second step."""
    return [
        Step(_("Choisir le fichier"), "done", "#steps"),
        Step(_("Revoir ce qui change"), "current"),
        Step(_("Accepter"), "ahead"),
    ]


def happenings() -> list[Happening]:
    """The life of an edition."""
    return [
        Happening(date(2026, 10, 15), _("Édition scellée"), _("Deux personnes l’ont confirmée.")),
        Happening(
            date(2026, 11, 1),
            _("Erratum"),
            _("Le nom d’un organisme était mal écrit."),
            "#timeline",
        ),
        Happening(date(2026, 11, 21), _("Révision 1 publiée")),
    ]


def differences() -> list[Difference]:
    """A line replaced by a hand-in, beside one left as it was."""
    return [
        Difference(_("En ligne"), "812 440", "821 904"),
        Difference(_("Au téléphone"), "64 210", "64 210"),
    ]
