"""Who may assess the risks of a project, and what cannot be said of a project: each refusal in words."""

from collections.abc import Iterable

from virage.contracts.refusals import Refusal
from virage.organisations import rules as roles
from virage.organisations.rules import Role

IN_ORDER = (roles.SECRETARIAT, roles.AUDITOR, roles.PLANNING_OFFICER)


class ProjectRefusal(Refusal):
    """What was asked of projects cannot be done."""


class DelivererDoesNotAssess(ProjectRefusal):
    """Who acts for the body that delivers does not assess, whatever other role they hold."""

    code = "deliverer-does-not-assess"

    def __init__(self) -> None:
        super().__init__(
            "Les risques d’un projet sont évalués par qui ne le réalise pas. Rien n’est inscrit ; "
            "demandez-le à un autre organisme, au Secrétariat ou à un vérificateur.",
            "The risks of a project are assessed by someone who does not deliver it. Nothing is "
            "recorded; ask another body, the Secretariat or an auditor.",
        )


class NothingSaid(ProjectRefusal):
    """An act that says nothing."""

    code = "nothing-said"

    def __init__(self) -> None:
        super().__init__(
            "Aucun risque n’est évalué : choisissez au moins un niveau, et dites pourquoi.",
            "No risk is assessed: choose one level at least, and say why.",
        )


class OfTomorrow(ProjectRefusal):
    """A report or a decision of a day that has not come."""

    code = "of-tomorrow"

    def __init__(self) -> None:
        super().__init__(
            "Ce jour n’est pas encore venu. Donnez celui dont vous parlez, aujourd’hui au plus tard.",
            "That day has not come yet. Give the one that you speak of, today at the latest.",
        )


class PartAboveWhole(ProjectRefusal):
    """Consultants cost more than all that is spent."""

    code = "part-above-whole"

    def __init__(self) -> None:
        super().__init__(
            "Ce qui est allé aux consultants dépasse ce qui est dépensé. Corrigez l’un des deux montants.",
            "What went to consultants is more than what is spent. Correct one of the two amounts.",
        )


class ChangeStands(ProjectRefusal):
    """A scope change of that code is recorded already."""

    code = "change-stands"

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Un changement « {code} » est déjà inscrit pour ce projet. Donnez un autre code.",
            f"A change “{code}” is recorded for this project already. Give another code.",
        )


def assessing_role(held: Iterable[Role], deliverer: str) -> Role | None:
    """The role in which someone may assess the risks of what a body delivers; None when they may not."""
    roles_held = list(held)
    if any(one.body == deliverer for one in roles_held):
        return None
    return next((one for role in IN_ORDER for one in roles_held if one.role == role), None)
