"""What cannot be done to duties, attestations and declarations, each told in both languages."""

from collections.abc import Iterable

from virage.contracts.refusals import Refusal
from virage.contracts.text import Text


class RegisterRefusal(Refusal):
    """What was asked of registers cannot be done."""


class NotAKind(RegisterRefusal):
    """A duty is to hand in something that bodies hand in."""

    code = "unknown-kind"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"« {kind} » n’est pas une chose que les organismes déposent. Choisissez un genre de la "
            "liste.",
            f"“{kind}” is not something that bodies hand in. Choose a kind of the list.",
        )


class NoPeriod(RegisterRefusal):
    """The days asked for are none."""

    code = "no-period"

    def __init__(self) -> None:
        super().__init__(
            "La fin vient avant le début, ou le même jour. Corrigez l’un des deux.",
            "The end comes before the start, or on the same day. Correct one of them.",
        )


class NobodyThere(RegisterRefusal):
    """No body, or one that does not exist in the period."""

    code = "no-such-body"

    def __init__(self, bodies: Iterable[str] = ()) -> None:
        named = ", ".join(bodies)
        about_fr = f"Ces organismes n’existent pas dans la période : {named}." if named else ""
        about_en = f"These bodies do not exist in the period: {named}." if named else ""
        super().__init__(
            about_fr or "Aucun organisme n’est choisi. Choisissez-en au moins un.",
            about_en or "No body is chosen. Choose at least one.",
        )


class NotOwed(RegisterRefusal):
    """A duty that nobody has, or has no longer."""

    code = "not-owed"

    def __init__(self) -> None:
        super().__init__(
            "Rien à lever : ces obligations n’existent pas, ou ont déjà été levées.",
            "Nothing to release: these duties do not exist, or have been released already.",
        )


class NotARegister(RegisterRefusal):
    """Something else than a register, or than complete or partial, was attested."""

    code = "not-a-register"

    def __init__(self, said: str) -> None:
        super().__init__(
            f"« {said} » ne peut pas être attesté. Dites d’un registre qu’il est complet ou partiel.",
            f"“{said}” cannot be attested. Say of a register that it is complete or partial.",
        )


class NotCountedThen(RegisterRefusal):
    """Staff counted on another day than 31 March, or not a number of people."""

    code = "not-counted-then"

    def __init__(self) -> None:
        super().__init__(
            "Les effectifs se comptent au 31 mars, en nombre entier, 0 compris.",
            "Staff are counted on 31 March, as a whole number, 0 included.",
        )


class NotExempted(RegisterRefusal):
    """The reason is not of the closed list, or the unit is not one of the body’s."""

    code = "not-exempted"


class AlreadyDeclared(RegisterRefusal):
    """A declaration on the same unit covers some of the same days."""

    code = "already-declared"

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"Une déclaration sur « {unit} » couvre déjà une partie de ces jours. Retirez-la d’abord, "
            "ou changez les jours.",
            f"A declaration on “{unit}” already covers some of these days. Withdraw it first, or "
            "change the days.",
        )


class UnknownDeclaration(RegisterRefusal):
    """No declaration has that id."""

    code = "no-such-declaration"

    def __init__(self) -> None:
        super().__init__(
            "Aucune déclaration n’a ce numéro.",
            "No declaration has that number.",
        )


class CannotDecide(RegisterRefusal):
    """A declaration in this state can no longer become what was asked."""

    code = "cannot-decide"

    WORDS = {
        "declared": Text("attend une décision", "waits for a decision"),
        "accepted": Text("est déjà acceptée", "is accepted already"),
        "refused": Text("est déjà refusée", "is refused already"),
        "withdrawn": Text("a été retirée", "has been withdrawn"),
    }

    def __init__(self, state: str) -> None:
        words = self.WORDS[state]
        super().__init__(
            f"Rien n’a changé : cette déclaration {words.fr}.",
            f"Nothing has changed: this declaration {words.en}.",
        )


class DecidedMeanwhile(RegisterRefusal):
    """Somebody decided between the moment the page was read and this act."""

    code = "decided-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "Quelqu’un d’autre a agi sur cette déclaration pendant que vous la lisiez. Rien n’a changé "
            "par vous ; relisez-la ci-dessous.",
            "Somebody else acted on this declaration while you were reading it. You changed nothing; "
            "read it again below.",
        )


class NotPublicEnough(RegisterRefusal):
    """A decision is published with its reason, in 1 to 500 characters."""

    code = "no-reason"

    def __init__(self, length: int) -> None:
        if length:
            super().__init__(
                f"La raison a {length} caractères ; elle en a au plus 500. Raccourcissez-la.",
                f"The reason has {length} characters; it has at most 500. Shorten it.",
            )
        else:
            super().__init__(
                "Donnez la raison : elle est publiée avec la décision.",
                "Give the reason: it is published with the decision.",
            )


class HeldByAHandIn(RegisterRefusal):
    """A hand-in on the same tables is being recorded."""

    code = "acceptance-under-way"

    def __init__(self) -> None:
        super().__init__(
            "Un dépôt sur les mêmes registres est en cours d’enregistrement. Rien n’a changé ; "
            "recommencez dans quelques minutes.",
            "A hand-in on the same registers is being recorded. Nothing has changed; try again in a "
            "few minutes.",
        )
