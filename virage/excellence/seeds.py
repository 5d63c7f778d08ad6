"""Invented requests for support for the demonstration: one waits, one is answered, one is closed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from virage.excellence import actions, rules
from virage.identity.models import Person

INVENTED = "(Demande inventée pour la démonstration.)"

WAITING = (
    "ponts",
    "Préremplir l’adresse dans trois formulaires",
    "2.1",
    "Les trois formulaires des permis redemandent l’adresse que le registre des Recettes tient déjà. Nous avons "
    "demandé l’accès au registre en mars, sans réponse depuis.",
)
ANSWERED = (
    "soins",
    "Recevoir une signature sans papier",
    "5.2",
    "L’étape « signature » de l’embauche se fait encore sur papier : personne ne sait dire si la loi l’exige.",
)
CLOSED = (
    "recettes",
    "Compter les appels par service",
    "5.1",
    "Le téléphone n’est compté qu’en tout ; nos réponses restent inconnues pour douze services.",
)
THREADS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    ANSWERED[1]: (
        (
            rules.ANSWER,
            "La loi demande une preuve du consentement, pas du papier. Voici un modèle de consentement en ligne.",
            "",
        ),
        (rules.ADD, "Reçu. Nous l’essayons avec le prochain concours.", ""),
    ),
    CLOSED[1]: (
        (rules.ANSWER, "Nous regardons avec vous.", ""),
        (
            rules.CLOSE,
            "Le motif de chaque appel se choisit maintenant dans une liste : les volumes se déposent par service.",
            rules.HELPED,
        ),
    ),
}
"""By title, what follows: (verb, words, outcome)."""


def play(officers: Mapping[str, Person], centre: Person, at: datetime) -> None:
    """Ask, answer and close, over the ten days before `at`; bodies without an officer ask nothing."""
    for number, (body, title, target, words) in enumerate((WAITING, ANSWERED, CLOSED)):
        if body not in officers:
            continue
        officer, day = officers[body], at - timedelta(days=10 - number)
        made = actions.ask(
            body=body, title=title, target=target, words=f"{words} {INVENTED}", by=officer, at=day
        )
        for verb, said, outcome in THREADS.get(title, ()):
            day += timedelta(days=1)
            actions.act(
                public_id=made.public_id,
                verb=verb,
                words=said,
                outcome=outcome,
                by=officer if rules.SIDES[verb] == "body" else centre,
                at=day,
            )
