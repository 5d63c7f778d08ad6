"""The words of requests for support: states, outcomes, and what each thing done is called."""

from collections.abc import Mapping

from virage.contracts.indicators import indicators
from virage.contracts.text import Text
from virage.excellence import rules

STATES: Mapping[str, Text] = {
    rules.ASKED: Text("En attente", "Waiting"),
    rules.TAKEN: Text("Prise en charge", "Taken"),
    rules.CLOSED: Text("Close", "Closed"),
    rules.WITHDRAWN: Text("Retirée", "Withdrawn"),
}

OUTCOMES: Mapping[str, Text] = {
    rules.HELPED: Text("L’aide a été donnée", "The help was given"),
    rules.REFERRED: Text("Adressée à quelqu’un d’autre", "Sent to someone else"),
    rules.BEYOND: Text("Le centre n’y peut rien", "The centre cannot help"),
}

DONE: Mapping[str, Text] = {
    rules.ASK: Text("Demande", "Request"),
    rules.TAKE: Text("Prise en charge", "Taken"),
    rules.ANSWER: Text("Réponse", "Answer"),
    rules.ADD: Text("Ajout", "Addition"),
    rules.CLOSE: Text("Clôture", "Closing"),
    rules.WITHDRAW: Text("Retrait", "Withdrawal"),
}


def targets() -> dict[str, Text]:
    """The targets that a request may be about, by number, with the title of what is measured."""
    found = {one.target: one.title for one in indicators if one.target}
    return {number: found[number] for number in sorted(found)}
