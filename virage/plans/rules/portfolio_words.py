"""Risks, reasons and colours in both languages, as files, pages and programs name them."""

from collections.abc import Mapping

from virage.contracts.text import Text
from virage.plans.rules import payments, portfolio

RISKS: Mapping[str, Text] = {
    "scope": Text("Portée", "Scope"),
    "accountability": Text("Responsabilité", "Accountability"),
    "expertise": Text("Expertise", "Expertise"),
    "size": Text("Taille", "Size"),
    "interoperability": Text("Interopérabilité", "Interoperability"),
}
LEVELS: Mapping[str, Text] = {
    portfolio.LOW: Text("Faible", "Low"),
    portfolio.MEDIUM: Text("Moyen", "Medium"),
    portfolio.HIGH: Text("Élevé", "High"),
}
COLOURS: Mapping[str, Text] = {
    portfolio.GREEN: Text("Vert", "Green"),
    portfolio.YELLOW: Text("Jaune", "Yellow"),
    portfolio.RED: Text("Rouge", "Red"),
    portfolio.GREY: Text("Gris : rapports périmés", "Grey: stale reports"),
    portfolio.UNTOLD: Text("Sans point de comparaison", "Nothing to compare with"),
}
STATES: Mapping[str, Text] = {
    portfolio.UNDERWAY: Text("En cours", "Under way"),
    portfolio.FINISHED: Text("Terminé", "Finished"),
    portfolio.STOPPED: Text("Arrêté", "Stopped"),
}
OUTCOMES: Mapping[str, Text] = {
    portfolio.HELD: Text("L’essai tient", "The test holds"),
    portfolio.NOT_HELD: Text("L’essai ne tient pas", "The test does not hold"),
    portfolio.CANNOT_TELL: Text("On ne peut pas le dire", "It cannot be told"),
}
PAYMENTS: Mapping[str, Text] = {
    payments.NOT_YET_DUE: Text("Pas encore dû", "Not yet due"),
    payments.DUE: Text("Dû", "Due"),
    payments.RETAINED: Text("Retenu", "Retained"),
    payments.RELEASED: Text("Libéré", "Released"),
}
NO_CODE: Mapping[str, Text] = {
    "security": Text(
        "Le publier mettrait en danger la sécurité", "Publishing it would endanger security"
    ),
    "licence-of-supplier": Text(
        "La licence du fournisseur l’interdit", "The supplier’s licence forbids it"
    ),
    "personal-data": Text("Il contient des données personnelles", "It holds personal data"),
    "not-yet": Text("Pas encore", "Not yet"),
    "no-code-made": Text("Aucun code n’a été fait", "No code was made"),
}
