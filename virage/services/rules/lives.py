"""Why a service may be closed: a closed list, so that a closure is never a way out of a figure."""

from collections.abc import Mapping

from virage.contracts.text import Text

CLOSING_REASONS: Mapping[str, Text] = {
    "ended": Text("le service n’est plus rendu", "the service is no longer given"),
    "merged": Text("réuni à un autre service", "merged into another service"),
    "split": Text("partagé entre plusieurs services", "split into several services"),
    "repealed": Text("la loi qui le fondait est abrogée", "the law behind it is repealed"),
    "listed-in-error": Text("inscrit par erreur", "listed in error"),
}
