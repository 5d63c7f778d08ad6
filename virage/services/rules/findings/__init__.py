"""Collects what is wrong or odd in a hand-in on services, and says warnings beside the answers."""

from virage.contracts.text import Text
from virage.registers.rules import findings
from virage.registers.rules.findings import MOST_ERRORS, MOST_WARNINGS
from virage.services.rules.findings.of_transactions import OF_TRANSACTIONS
from virage.services.rules.findings.sentences import SENTENCES

__all__ = ["FLAGS", "MOST_ERRORS", "MOST_WARNINGS", "Findings"]

FLAGS: dict[str, Text] = {
    "reused-kept": Text("code réutilisé ?", "code reused?"),
    "sum-differs": Text("diffère de ce qu’il remplace", "differs from what it replaces"),
    "channel-above-total": Text(
        "un canal dépasse le total déclaré", "a channel is above the declared total"
    ),
    "parts-not-total": Text(
        "les canaux ne font pas le total déclaré", "the channels do not make the declared total"
    ),
    "newly-filled": Text("colonne nouvellement remplie", "column newly filled"),
    "unit-jump": Text("saut d’unité possible", "possible jump of unit"),
    "repeated": Text("figure deux fois dans le dépôt", "stands twice in the hand-in"),
    "service-closed": Text("inscrit comme fermé", "listed as closed"),
    "near-name-service": Text("ressemble à un autre service", "looks like another service"),
    "near-name-body": Text("organisme au nom proche", "body with a near name"),
    "body-name-differs": Text("nom d’organisme différent", "different name of body"),
}
"""How the warnings that have a line are said in a few words beside an answer."""


class Findings(findings.Findings):
    """Findings in the sentences of the services."""

    def __init__(self) -> None:
        super().__init__({**SENTENCES, **OF_TRANSACTIONS})
