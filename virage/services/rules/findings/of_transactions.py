"""What can be wrong in a file of transactions, once it was counted: the sentences, by code."""

from virage.contracts.text import Text
from virage.registers.rules.findings import Sentence

OF_TRANSACTIONS: dict[str, Sentence] = {
    "requests-not-listed": Sentence(
        "error",
        Text(
            "Aucun service n’a le code « {value} », qui a {known} demandes.",
            "No service has the code “{value}”, which has {known} requests.",
        ),
        Text(
            "Corrigez le code, ou faites d’abord inscrire ce service.",
            "Correct the code, or have that service listed first.",
        ),
    ),
    "day-too-early": Sentence(
        "error",
        Text(
            "{known} demandes sont d’un jour invraisemblable, comme le {value}.",
            "{known} requests are of an unlikely day, such as {value}.",
        ),
        Text(
            "Une date laissée vide est souvent écrite 1900-01-01 ou 1970-01-01 : donnez la vraie.",
            "A date left empty is often written 1900-01-01 or 1970-01-01: give the real one.",
        ),
    ),
    "day-to-come": Sentence(
        "error",
        Text(
            "{known} demandes sont d’un jour postérieur au dépôt, comme le {value}.",
            "{known} requests are of a day after the hand-in, such as {value}.",
        ),
        Text(
            "Vérifiez l’ordre du jour et du mois, et le décalage horaire.",
            "Check the order of day and month, and the offset of the time zone.",
        ),
    ),
    "straddles-days": Sentence(
        "error",
        Text(
            "Les jours du {value} au {to} ne couvrent qu’en partie la période déjà acceptée {known}.",
            "The days from {value} to {to} cover only a part of the period accepted before, {known}.",
        ),
        Text(
            "Un dépôt ne remplace que des périodes entières : déposez tous les jours de celle-ci. Si ses "
            "premiers ou derniers jours n’ont eu aucune demande, déposez l’usage par jour, avec des zéros.",
            "A hand-in replaces whole periods only: hand in all the days of that one. If there was no "
            "request on its first or last days, hand in the use by day, with zeros.",
        ),
    ),
}
