"""What the barometer refuses to do, said in a sentence that tells what to do next, in both languages."""

from virage.contracts.text import Text


class BarometerError(Exception):
    """Something asked of the barometer cannot be done; `sentence` says why, and what to do."""

    def __init__(self, fr: str, en: str) -> None:
        self.sentence = Text(fr, en)
        super().__init__(en)


class UnknownEdition(BarometerError, LookupError):
    """No published edition bears that code, label or public id."""


class NotYetKnown(UnknownEdition):
    """A journal line after the last one."""


class UnknownVersion(BarometerError, LookupError):
    """An indicator or a version of its definition that nobody declares."""


class WrongPeriod(BarometerError, ValueError):
    """Days that make no period."""


class LabelTaken(BarometerError, ValueError):
    """The label or its address serves another edition already."""


class NothingWithheld(BarometerError):
    """An edition withholds no count of that unit."""


class NothingDiffers(BarometerError):
    """A revision was asked, and what is known now gives the same answers and figures."""


class NotTheSame(BarometerError):
    """What was written before an interruption is not what the records give now."""


class SecondPersonNeeded(BarometerError, PermissionError):
    """The person who asked for a publication tried to confirm it too."""


class AlreadyDecided(BarometerError):
    """A request that was confirmed, withdrawn or carried out meanwhile."""


class UnknownTarget(BarometerError, LookupError):
    """No strategy in force has a target of that number."""


class CannotAudit(BarometerError, ValueError):
    """An audit announced, drawn or recorded otherwise than it may be."""
