"""What the gallery shows the components with: invented examples, in both languages.

They are chosen to be awkward: a share on its target, a band from 0 to 1, a single edition, a zero.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from virage.ui.charts import Point, Term
from virage.ui.components import Difference, Facet, Happening, Step
from virage.ui.context import active_language
from virage.ui.typography import integer, percent, points


def said(french: str, english: str) -> str:
    """An invented example in the language of the page; examples stay out of the words to translate."""
    return english if active_language() == "en" else french


words = lazy(said, str)

STATES = (
    ("at_threshold", words("Au seuil déjà", "At the threshold already")),
    ("not_yet", words("Pas encore", "Not yet")),
    ("undetermined", words("Indéterminée", "Undetermined")),
    ("lost", words("Perdue", "Lost")),
    ("no_records", words("Pas encore de dossiers", "No records yet")),
    ("yes", words("Oui", "Yes")),
    ("no", words("Non", "No")),
    ("unknown", words("Inconnu", "Unknown")),
    ("not_applicable", words("Sans objet", "Not applicable")),
    ("draft", words("Brouillon", "Draft")),
    ("sent", words("Envoyé", "Sent")),
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    file = forms.FileField(
        label=words("Fichier à déposer", "File to hand in"),
        help_text=words("CSV ou XLSX, 50 Mo au plus.", "CSV or XLSX, 50 MB at most."),
    )
    email = forms.EmailField(
        label=words("Adresse courriel", "E-mail address"),
        help_text=words("Par exemple, nom@organisme.quebec", "For example, name@body.quebec"),
    )
    kind = forms.ChoiceField(
        label=words("Ce que contient le fichier", "What the file holds"),
        choices=[
            ("volumes", words("Volumes", "Volumes")),
            ("points", words("Points de contact", "Interaction points")),
        ],
        widget=forms.RadioSelect,
        initial="volumes",
    )
    note = forms.CharField(
        label=words("Remarque", "Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    agreed = forms.BooleanField(
        label=words(
            "Créer les services nouveaux que le fichier nomme",
            "Create the new services that the file names",
        )
    )

    def clean_email(self) -> str:
        """The error that the gallery shows."""
        if "@" not in self.cleaned_data["email"] or self.cleaned_data["email"].endswith(".test"):
            raise ValidationError(
                said(
                    "Cette adresse n’existe pas. Vérifiez ce qui suit l’arobase.",
                    "This address does not exist. Check what follows the at sign.",
                )
            )
        return str(self.cleaned_data["email"])


def form() -> ExampleForm:
    """A form sent with two mistakes."""
    sent = ExampleForm({"email": "camille@exemple.test", "kind": "volumes", "agreed": "on"})
    sent.is_valid()
    return sent


def editions() -> list[Point]:
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
            new_definition=said("définition 2", "definition 2"),
        ),
        Point("2019-20", count[3], 0.3077, 0.2195, 0.5062, panel=(0.2169, 0.2651)),
    ]


def terms(language: str) -> list[Term]:
    """The steps of a change of +3.46 points."""
    steps = (
        (said("effet réel", "real effect"), "4.82", "real"),
        (said("nouveaux recensés", "newly listed"), "1.25", "flow"),
        (said("nouvelles réponses", "newly answered"), "3.96", "flow"),
        (said("devenus applicables", "newly applicable"), "-0.95", "flow"),
        (said("n’ont plus de réponse", "no longer answered"), "-3.45", "flow"),
        (said("ne sont plus applicables", "no longer applicable"), "-2.17", "flow"),
        (said("nouvelle définition", "new definition"), "0.00", "definition"),
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
            "title": said(
                "Services numériques utilisés à plus de 75 %",
                "Digital services with take-up above 75%",
            ),
            "state": "not_yet",
            "verdict": said("Pas encore", "Not yet"),
            "note": said("sous réserve du recensement", "subject to the census"),
            "sentence": said(
                "<strong>212</strong> des <strong>689</strong> services connus (30,77 %) ; de 21,95 % à 50,62 % des <strong>966</strong> concernés ; 277 sans réponse.",
                "<strong>212</strong> of the <strong>689</strong> known services (30.77%); from 21.95% to 50.62% of the <strong>966</strong> concerned; 277 without an answer.",
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
            "title": said(
                "Services nouveaux conçus avec des citoyens", "New services designed with citizens"
            ),
            "state": "undetermined",
            "verdict": said("Indéterminée", "Undetermined"),
            "note": said("direction établie", "direction established"),
            "sentence": said(
                "<strong>58</strong> des <strong>70</strong> services connus (82,86 %) ; de 73,42 % à 84,81 % des <strong>79</strong> concernés ; 9 sans réponse.",
                "<strong>58</strong> of the <strong>70</strong> known services (82.86%); from 73.42% to 84.81% of the <strong>79</strong> concerned; 9 without an answer.",
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
            "title": said(
                "Services qui ne redemandent pas ce qui est déjà connu",
                "Services that do not ask again for what is known",
            ),
            "state": "undetermined",
            "verdict": said("Indéterminée", "Undetermined"),
            "note": said("première édition", "first edition"),
            "sentence": said(
                "De 14,47 % à 76,64 % des <strong>304</strong> concernés ; 189 sans réponse, trop pour donner une part.",
                "From 14.47% to 76.64% of the <strong>304</strong> concerned; 189 without an answer, too many to give a share.",
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
            "title": said("Organismes qui se transforment", "Bodies that transform themselves"),
            "state": "not_yet",
            "verdict": said("Pas encore", "Not yet"),
            "note": said("cinq organismes manquent", "five bodies are missing"),
            "sentence": said(
                "<strong>2 538</strong> des <strong>2 543</strong> organismes (99,80 %).",
                "<strong>2,538</strong> of the <strong>2,543</strong> bodies (99.80%).",
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
            "title": said(
                "Organismes qui publient leurs données", "Bodies that publish their data"
            ),
            "state": "no_records",
            "verdict": said("Pas encore de dossiers", "No records yet"),
            "note": "",
            "sentence": said(
                "Rien n’a encore été déposé pour cette cible.",
                "Nothing has been handed in for this target yet.",
            ),
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
        (said("Agence du revenu inventée", "Invented Revenue Agency"), 41, 12, 3),
        (said("Ministère des Transports inventé", "Invented Department of Transport"), 22, 61, 18),
        (said("Régie de la santé inventée", "Invented Health Board"), 9, 14, 40),
        (said("Office du logement inventé", "Invented Housing Office"), 0, 0, 6),
        (said("Bureau des permis inventé", "Invented Permit Office"), 1017, 4, 0),
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
        (said("Tous", "All"), 1464),
        (said("Oui", "Yes"), 212),
        (said("Non", "No"), 477),
        (said("Inconnus", "Unknown"), 277),
        (said("Sans objet", "Not applicable"), 498),
    )
    return [Facet(label, n, "#facets", not at) for at, (label, n) in enumerate(counts)]


def steps() -> list[Step]:
    """A hand-in, at its second step."""
    return [
        Step(said("Choisir le fichier", "Choose the file"), "done", "#steps"),
        Step(said("Revoir ce qui change", "Review what changes"), "current"),
        Step(said("Accepter", "Accept"), "ahead"),
    ]


def happenings() -> list[Happening]:
    """The life of an edition."""
    return [
        Happening(
            date(2026, 10, 15),
            said("Édition scellée", "Edition sealed"),
            said("Deux personnes l’ont confirmée.", "Two people confirmed it."),
        ),
        Happening(
            date(2026, 11, 1),
            said("Erratum", "Erratum"),
            said("Le nom d’un organisme était mal écrit.", "The name of a body was misspelt."),
            "#timeline",
        ),
        Happening(date(2026, 11, 21), said("Révision 1 publiée", "Revision 1 published")),
    ]


def differences(language: str) -> list[Difference]:
    """A line replaced by a hand-in, beside one left as it was."""
    before, after, same = (integer(n, language) for n in (812_440, 821_904, 64_210))
    return [
        Difference(said("En ligne", "Online"), before, after),
        Difference(said("Au téléphone", "By phone"), same, same),
    ]
