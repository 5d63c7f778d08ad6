"""What may become of a hand-in, and the refusals, each with a sentence that says what to do next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from virage.contracts.intakes import ANOTHER, ANOTHER_CODES, SAME, SAME_CODES, Intake
from virage.contracts.text import Text

LARGEST_FILE = 200 << 20
"""Of a file that is read line by line; a kind that is counted says its own."""

CHECKED_AT_ONCE = 512 << 10
"""Smaller files are checked while the person waits; larger ones in the background."""

CHUNK = 2_000
"""Rows recorded in one transaction: on the embedded database, all other writers wait for its end."""

STALLED_SECONDS = 600
COUNTS_KEPT = timedelta(days=7)
"""How long what was counted of a file waits for someone to accept it, before it is counted again."""

MAY_BE_CHECKED = ("received", "checked", "refused")
MAY_BE_WITHDRAWN = ("received", "checked", "refused", "accepting")


def largest(kind: Intake) -> int:
    """The most bytes that a file of a kind may have."""
    return kind.condense.largest if kind.condense else LARGEST_FILE


def is_checked_at_once(kind: Intake, size: int) -> bool:
    """Whether a person may wait for its report; a small file that is counted can hold a lot."""
    return kind.condense is None and size <= CHECKED_AT_ONCE


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


class SecretariatRedacts(Refused):
    """Destroying the bytes of a file is not for who handed it in."""

    code = "secretariat-redacts"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Seul le Secrétariat détruit le fichier d’un dépôt. Écrivez-lui, avec l’identifiant du "
                "dépôt et ce que le fichier contient de trop.",
                "Only the Secretariat destroys the file of a hand-in. Write to it, with the identifier of "
                "the hand-in and what the file holds that it should not.",
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

    def __init__(self, most: int = LARGEST_FILE) -> None:
        size = most >> 20
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
                "Le fichier est vide. Choisissez un fichier CSV, XLSX ou Parquet.",
                "The file is empty. Choose a CSV, XLSX or Parquet file.",
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


class MustAnswer(Refused):
    """Codes seem to have been given to other services, and nobody has said whether they were."""

    code = "must-answer-reused"

    def __init__(self, codes: Sequence[str]) -> None:
        listed = ", ".join(codes)
        super().__init__(
            Text(
                f"Le nom et l’organisme ont changé sous un même code : {listed}. Dites pour chacun si c’est "
                "le même service, qui continue, ou un autre (reused, --same, --another).",
                f"Name and body have changed under the same code: {listed}. Say of each whether it is the "
                "same service, which continues, or another one (reused, --same, --another).",
            )
        )


class BothAnswers(Refused):
    """The same code is said to be the same service and another one."""

    code = "both-answers"

    def __init__(self, codes: Sequence[str]) -> None:
        listed = ", ".join(codes)
        super().__init__(
            Text(
                f"Deux réponses contraires : {listed}. Gardez-en une, --same ou --another.",
                f"Two contrary answers: {listed}. Keep one of them, --same or --another.",
            )
        )


class NotYoursToContinue(Refused):
    """Whoever says that a service is the same takes it over from a body for which they do not act."""

    code = "not-yours-to-continue"

    def __init__(self, code: str, body: str) -> None:
        super().__init__(
            Text(
                f"Le service « {code} » relève de l’organisme « {body} » : pour dire que c’est le même, il "
                "faut agir aussi pour cet organisme. Demandez au Secrétariat d’accepter ce dépôt.",
                f"The service “{code}” belongs to the body “{body}”: to say that it is the same, one must "
                "act for that body too. Ask the Secretariat to accept this hand-in.",
            )
        )
        self.continued = code


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


def answers(same: Iterable[str], another: Iterable[str]) -> dict[str, str]:
    """The answer for each code, from two lists; raises `BothAnswers`."""
    same, another = set(same), set(another)
    if same & another:
        raise BothAnswers(sorted(same & another))
    return {**dict.fromkeys(same, SAME), **dict.fromkeys(another, ANOTHER)}


def checked_answers(asked: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """The answer given for each code that is asked about; raises `MustAnswer`."""
    asked = list(asked)
    silent = [code for code in asked if given.get(code) not in (SAME, ANOTHER)]
    if silent:
        raise MustAnswer(silent)
    return {code: given[code] for code in asked}


def as_parameters(given: Mapping[str, str]) -> dict[str, str]:
    """The answers as the acceptance carries them."""
    by_answer = ((SAME_CODES, SAME), (ANOTHER_CODES, ANOTHER))
    return {
        parameter: ",".join(sorted(code for code in given if given[code] == answer))
        for parameter, answer in by_answer
        if answer in given.values()
    }


def without_answers(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of an acceptance that is to be asked again."""
    return {
        key: value for key, value in parameters.items() if key not in (SAME_CODES, ANOTHER_CODES)
    }
