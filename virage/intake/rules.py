"""What may become of a hand-in, and the refusals, each with a sentence that says what to do next."""

from collections.abc import Sequence

from virage.contracts.text import Text

LARGEST_FILE = 200 << 20
CHECKED_AT_ONCE = 512 << 10
"""Smaller files are checked while the person waits; larger ones in the background."""

CHUNK = 2_000
"""Rows recorded in one transaction: on the embedded database, all other writers wait for its end."""

STALLED_SECONDS = 600

MAY_BE_CHECKED = ("received", "checked", "refused")
MAY_BE_WITHDRAWN = ("received", "checked", "refused", "accepting")


class Refused(Exception):
    """A person asked for what cannot be done; `sentence` says why and what to do next."""

    code = "refused"

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class UnknownKind(Refused):
    """No package declares that kind."""

    code = "unknown-kind"

    def __init__(self, kind: str, known: Sequence[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            Text(
                f"Aucun genre de dépôt ne s’appelle « {kind} ». Il y a : {listed}.",
                f"No kind of hand-in is called “{kind}”. There are: {listed}.",
            )
        )


class UnknownBody(Refused):
    """No body has that code."""

    code = "unknown-body"

    def __init__(self, body: str) -> None:
        super().__init__(
            Text(
                f"Aucun organisme n’a le code « {body} ». Leur liste : virage body list.",
                f"No body has the code “{body}”. List them with: virage body list.",
            )
        )


class NotYours(Refused):
    """The person does not act for that body."""

    code = "not-yours"

    def __init__(self, body: str | None) -> None:
        super().__init__(
            Text(
                f"Vous ne pouvez pas déposer pour l’organisme « {body} ». "
                "Adressez-vous à son responsable de la planification ou au Secrétariat.",
                f"You cannot hand in for the body “{body}”. Ask its planning officer or the Secretariat.",
            )
            if body
            else Text(
                "Seul le Secrétariat dépose pour plusieurs organismes. Choisissez votre organisme.",
                "Only the Secretariat hands in for several bodies. Choose your body.",
            )
        )


class SecretariatOnly(Refused):
    """That kind concerns several bodies."""

    code = "secretariat-only"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Ce genre de dépôt concerne plusieurs organismes : seul le Secrétariat peut le déposer.",
                "This kind of hand-in concerns several bodies: only the Secretariat can hand it in.",
            )
        )


class TooLarge(Refused):
    """The file is larger than what is kept."""

    code = "too-large"

    def __init__(self) -> None:
        size = LARGEST_FILE >> 20
        super().__init__(
            Text(
                f"Le fichier dépasse {size} Mo. Déposez-le en plusieurs fois.",
                f"The file is larger than {size} MB. Hand it in in several parts.",
            )
        )


class NoFile(Refused):
    """There is nothing in the file, or no file."""

    code = "no-file"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Le fichier est vide. Choisissez un fichier CSV ou XLSX.",
                "The file is empty. Choose a CSV or XLSX file.",
            )
        )


class NotInThatState(Refused):
    """What was asked does not fit the state of the hand-in: often, someone else was faster."""

    code = "not-in-that-state"
    SENTENCES = {
        "received": Text(
            "Ce dépôt n’est pas encore vérifié. Attendez son rapport.",
            "This hand-in is not checked yet. Wait for its report.",
        ),
        "checked": Text(
            "Ce dépôt est vérifié et attend d’être accepté.",
            "This hand-in is checked and waits to be accepted.",
        ),
        "refused": Text(
            "Ce dépôt a des erreurs. Corrigez le fichier, puis déposez-le de nouveau.",
            "This hand-in has errors. Correct the file, then hand it in again.",
        ),
        "accepting": Text(
            "Quelqu’un vient d’accepter ce dépôt : son enregistrement est en cours.",
            "Someone has just accepted this hand-in: it is being recorded.",
        ),
        "accepted": Text(
            "Ce dépôt est déjà accepté : il n’y a plus rien à faire.",
            "This hand-in is already accepted: there is nothing left to do.",
        ),
        "withdrawn": Text(
            "Ce dépôt a été retiré. Déposez le fichier de nouveau s’il le faut.",
            "This hand-in was withdrawn. Hand the file in again if need be.",
        ),
    }

    def __init__(self, state: str) -> None:
        super().__init__(self.SENTENCES[state])
        self.state = state


class AnotherUnderWay(Refused):
    """One acceptance of a kind at a time."""

    code = "another-under-way"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Un autre dépôt de ce genre est en cours d’enregistrement. Réessayez dans un instant.",
                "Another hand-in of this kind is being recorded. Try again in a moment.",
            )
        )


class MustAgreeToNew(Refused):
    """The acceptance would create bodies or services, and nobody has agreed to that."""

    code = "must-agree-to-new"

    def __init__(self, bodies: int, services: int) -> None:
        super().__init__(
            Text(
                f"Ce dépôt crée {bodies} organisme(s) et {services} service(s). Vérifiez leur liste, "
                "puis acceptez en disant de les créer (create_new, --create-new).",
                f"This hand-in creates {bodies} body(ies) and {services} service(s). Check their list, "
                "then accept and say to create them (create_new, --create-new).",
            )
        )


class Withheld(Refused):
    """The bytes were destroyed on purpose."""

    code = "withheld"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Le fichier de ce dépôt a été détruit : il ne peut plus être lu.",
                "The file of this hand-in was destroyed: it can no longer be read.",
            )
        )
