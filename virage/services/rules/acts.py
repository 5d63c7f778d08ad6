"""What an act on one service is refused for, each with a sentence for people; and the checks behind them.

`field` names what was asked that cannot be: a form shows the sentence there.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date

from virage.contracts.text import Text
from virage.services.rules.lives import CLOSING_REASONS
from virage.services.rules.statements import Statement, nearest
from virage.services.rules.volumes import SUMMED
from virage.ui.typography import day_in_words

SERVICE_CODE = "^[A-Za-z0-9_.:#/+-]{1,80}$"
"""What the code of a service may be: it stands in addresses, files and the journal."""

REQUEST_ONLINE = ("yes", "no", "")


class CannotAct(ValueError):
    """An act on a service was refused; `sentence` says why and what to do."""

    code = "cannot-act"
    field = ""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class NotACode(CannotAct):
    """A code with spaces, accents or other signs, or one that is too long."""

    code, field = "not-a-code", "code"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Un code a de 1 à 80 caractères, sans espace : lettres sans accent, chiffres et ces "
                "signes, _.:#/+-",
                "A code has 1 to 80 characters, without spaces: letters without accents, digits and "
                "these signs, _.:#/+-",
            )
        )


class ServiceExists(CannotAct):
    """A service has that code already."""

    code, field = "service-exists", "code"

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"Un service a déjà le code « {code} », même s’il est fermé ou relève d’un autre organisme. "
                "Choisissez-en un autre, ou décrivez ce service de nouveau.",
                f"A service has the code “{code}” already, even if it is closed or belongs to another body. "
                "Choose another one, or describe that service again.",
            )
        )


class NotAReason(CannotAct):
    """A closure without a reason of the list."""

    code, field = "not-a-reason", "reason"

    def __init__(self, reason: str) -> None:
        listed = ", ".join(CLOSING_REASONS)
        super().__init__(
            Text(
                f"« {reason} » n’est pas une raison de fermer un service ; les raisons sont {listed}.",
                f"“{reason}” is not a reason to close a service; the reasons are {listed}.",
            )
        )


class NotAChannel(CannotAct):
    """A channel, or a way to say whether one can file on line, that is not of the vocabulary."""

    code, field = "not-a-channel", "channels"

    def __init__(self, wrong: str) -> None:
        listed = ", ".join(SUMMED)
        super().__init__(
            Text(
                f"« {wrong} » : les canaux sont {listed} ; la demande en ligne, yes, no ou non dite.",
                f"“{wrong}”: the channels are {listed}; filing on line is yes, no, or not said.",
            )
        )


class NotThatDay(CannotAct):
    """The day does not fit the life of the service."""

    code, field = "not-that-day", "day"


class NotItself(CannotAct):
    """A service cannot take over from itself, or from nothing."""

    code, field = "not-itself", "predecessors"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Nommez au moins un autre service, dont celui-ci prend la suite.",
                "Name at least one predecessor, other than the service itself.",
            )
        )


def check_code(code: str) -> None:
    """Raise `NotACode` unless `code` can be the permanent code of a service."""
    if not re.match(SERVICE_CODE, code):
        raise NotACode


def check_offer(channels: Collection[str] | None, request_online: str) -> None:
    """Raise `NotAChannel` unless both are of the vocabulary."""
    wrong = sorted(set(channels or ()) - set(SUMMED))
    if wrong or request_online not in REQUEST_ONLINE:
        raise NotAChannel(", ".join(wrong) or request_online)


def check_closing(code: str, since: date, on: date, reason: str) -> None:
    """Raise `NotAReason`, or `NotThatDay` for a day on or before the first one of the service."""
    if reason not in CLOSING_REASONS:
        raise NotAReason(reason)
    if on <= since:
        raise NotThatDay(
            Text(
                f"Le service {code} est inscrit depuis le {day_in_words(since, 'fr')} : il ne peut pas être "
                f"fermé le {day_in_words(on, 'fr')}. S’il a été inscrit par erreur, fermez-le le lendemain, "
                "pour cette raison.",
                f"{code} is listed from {day_in_words(since, 'en')}: it cannot be closed on "
                f"{day_in_words(on, 'en')}. If it was listed in error, close it on the day after, for that "
                "reason.",
            )
        )


def check_open(code: str, closed_on: date | None, day: date) -> None:
    """Raise `NotThatDay` when nothing can be said of that day any more: the service was closed."""
    if closed_on is not None and day >= closed_on:
        raise NotThatDay(
            Text(
                f"Le service {code} est fermé depuis le {day_in_words(closed_on, 'fr')} : donnez un jour "
                "d’avant, ou rouvrez-le d’abord.",
                f"{code} is closed since {day_in_words(closed_on, 'en')}: give a day before it, or reopen "
                "it first.",
            )
        )


def owners_concerned(said: Sequence[Statement], day: date, today: date) -> list[str]:
    """The bodies that something said from `day` on touches: the owner of that day, and today's last.

    What one body said of its own time is not for the next one to change.
    """
    then, now = nearest(said, day), nearest(said, today)
    return list(dict.fromkeys(one.organisation for one in (then, now) if one is not None))
