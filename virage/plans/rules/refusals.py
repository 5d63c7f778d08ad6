"""What cannot be done to plans, each told in both languages with what to do."""

from virage.contracts.refusals import Refusal
from virage.contracts.text import Text
from virage.plans.rules.states import (
    AMENDMENT_REQUESTED,
    DEPOSITED,
    EXPIRED,
    SUPERSEDED,
    UNDER_REVIEW,
)

LONGEST_REASON = 500


class PlanRefusal(Refusal):
    """What was asked of plans cannot be done."""


class NoDraft(PlanRefusal):
    """The draft was deposited or discarded meanwhile."""

    code = "no-draft"

    def __init__(self) -> None:
        super().__init__(
            "Ce brouillon n’existe plus : il a été déposé ou abandonné. Ouvrez-en un autre.",
            "This draft no longer exists: it was deposited or discarded. Open another one.",
        )


class NoRow(PlanRefusal):
    """The row was removed meanwhile."""

    code = "no-row"

    def __init__(self) -> None:
        super().__init__(
            "Cette ligne n’est plus dans le brouillon : quelqu’un l’a retirée. Ajoutez-la de nouveau si elle "
            "compte.",
            "This line is no longer in the draft: somebody removed it. Add it again if it counts.",
        )


class ChangedMeanwhile(PlanRefusal):
    """Somebody else kept the same part while it was being typed; what they typed is given."""

    code = "changed-meanwhile"

    def __init__(self, who: str, cells: dict[str, str], revision: int) -> None:
        self.who, self.cells, self.revision = who, cells, revision
        super().__init__(
            f"{who} a enregistré cette partie pendant que vous écriviez. Votre texte est encore ci-dessous et "
            "n’est pas enregistré : comparez, puis enregistrez pour qu’il remplace l’autre.",
            f"{who} saved this part while you were typing. Your text is still below and is not saved: compare, "
            "then save for it to replace the other.",
        )


class TooManyRows(PlanRefusal):
    """A part of a draft has all the rows that it may have."""

    code = "too-many-rows"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Une partie du plan a {most} lignes au plus. Retirez-en avant d’en ajouter.",
            f"A part of the plan has at most {most} lines. Remove some before adding any.",
        )


class NotComplete(PlanRefusal):
    """A draft with something missing or wrong is not deposited."""

    code = "not-complete"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Rien n’est déposé : points à revoir, {number}. La liste les montre, chacun avec son lien.",
            f"Nothing is deposited: points to mend, {number}. The list shows them, each with its link.",
        )


class DraftMoved(PlanRefusal):
    """The draft is no longer the one that was read before depositing it."""

    code = "draft-moved"

    def __init__(self) -> None:
        super().__init__(
            "Le brouillon a changé depuis que vous l’avez relu. Rien n’est déposé ; relisez-le, puis déposez.",
            "The draft has changed since you read it. Nothing is deposited; read it again, then deposit.",
        )


class SamePlan(PlanRefusal):
    """A version that says what the one before says is no new version."""

    code = "same-plan"

    def __init__(self, label: str) -> None:
        super().__init__(
            f"Rien n’est déposé : ce brouillon dit exactement ce que dit la version {label}.",
            f"Nothing is deposited: this draft says exactly what version {label} says.",
        )


class NoVersion(PlanRefusal):
    """No version of that body has that label."""

    code = "no-such-version"

    def __init__(self) -> None:
        super().__init__(
            "Aucune version du plan de cet organisme n’a ce nom.",
            "No version of this body’s plan has that name.",
        )


class CannotReview(PlanRefusal):
    """A version in this state can no longer be reviewed."""

    code = "cannot-review"

    WORDS = {
        DEPOSITED: Text("est déposée", "is deposited"),
        UNDER_REVIEW: Text("est déjà à l’étude", "is under review already"),
        AMENDMENT_REQUESTED: Text("est déjà à modifier", "is to be amended already"),
        "accepted": Text("est acceptée", "is accepted"),
        SUPERSEDED: Text("est remplacée par une autre", "is replaced by another one"),
        EXPIRED: Text("est échue", "has expired"),
    }

    def __init__(self, state: str) -> None:
        words = self.WORDS[state]
        super().__init__(
            f"Rien n’a changé : cette version {words.fr}.",
            f"Nothing has changed: this version {words.en}.",
        )


class ReviewedMeanwhile(PlanRefusal):
    """Somebody acted on the version between the moment it was read and this act."""

    code = "reviewed-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "Quelqu’un d’autre a agi sur cette version pendant que vous la lisiez. Rien n’a changé par vous ; "
            "relisez-la ci-dessous.",
            "Somebody else acted on this version while you were reading it. You changed nothing; read it "
            "again below.",
        )


class NoReason(PlanRefusal):
    """A request for an amendment is published with its reason, in 1 to 500 characters."""

    code = "no-reason"

    def __init__(self, length: int) -> None:
        if length:
            super().__init__(
                f"La raison a {length} caractères ; elle en a au plus {LONGEST_REASON}. Raccourcissez-la.",
                f"The reason has {length} characters; it has at most {LONGEST_REASON}. Shorten it.",
            )
        else:
            super().__init__(
                "Donnez la raison : elle est publiée avec la demande.",
                "Give the reason: it is published with the request.",
            )


class DueBeforeAsked(PlanRefusal):
    """An amendment is due after the day on which it is asked for."""

    code = "due-before-asked"

    def __init__(self) -> None:
        super().__init__(
            "La modification est due un jour qui vient : choisissez un jour après aujourd’hui.",
            "The amendment is due on a day to come: choose a day after today.",
        )


class NoMilestone(PlanRefusal):
    """No milestone of that body has that code."""

    code = "no-such-milestone"

    def __init__(self) -> None:
        super().__init__(
            "Aucun jalon de cet organisme n’a ce code.",
            "No milestone of this body has that code.",
        )


class NotReachedYet(PlanRefusal):
    """A milestone is reached on a day that has come, with evidence that anyone can open."""

    code = "not-reached-yet"

    def __init__(self) -> None:
        super().__init__(
            "Un jalon est atteint un jour passé ou aujourd’hui, avec l’adresse (https://…) où chacun peut en "
            "voir la preuve.",
            "A milestone is reached on a day past or today, with the address (https://…) where anyone can see "
            "the evidence.",
        )


class HeldByAHandIn(PlanRefusal):
    """A hand-in on the same tables is being recorded."""

    code = "acceptance-under-way"

    def __init__(self) -> None:
        super().__init__(
            "Un dépôt de fichier sur les plans est en cours d’enregistrement. Rien n’a changé ; recommencez "
            "dans quelques minutes.",
            "A file on plans is being recorded. Nothing has changed; try again in a few minutes.",
        )
