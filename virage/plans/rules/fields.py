"""The shapes of which the form of a plan is made, and the fields that several of its parts have."""

from dataclasses import dataclass

from virage.contracts.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `kind` is text, long, code, day, money, year, count, share, choice, measure, target,
    indicator, units or address; `locked` codes are not to be changed in a spreadsheet."""

    name: str
    kind: str
    title: Text
    help: Text
    required: bool = False
    longest: int = 300
    example: str = ""

    @property
    def locked(self) -> bool:
        """Whether other lines and versions point to it."""
        return self.name == "code"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a plan: one set of fields, or rows; `one` and `many` name a row."""

    code: str
    title: Text
    lead: Text
    fields: tuple[Field, ...]
    single: bool = False
    add: Text | None = None

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(one for one in self.fields if one.name == name)


def code(of: Text, example: str) -> Field:
    aid = Text(
        "Lettres sans accent, chiffres et traits d’union. Il ne change jamais : les versions se comparent par lui.",
        "Letters without accents, digits and hyphens. It never changes: versions are compared by it.",
    )
    return Field("code", "code", of, aid, required=True, longest=80, example=example)


def names(example_fr: str, example_en: str) -> tuple[Field, Field]:
    aid = Text("En mots que le public comprend.", "In words that the public understands.")
    return (
        Field(
            "name_fr",
            "text",
            Text("Nom français", "French name"),
            aid,
            required=True,
            example=example_fr,
        ),
        Field(
            "name_en",
            "text",
            Text("Nom anglais", "English name"),
            aid,
            required=True,
            example=example_en,
        ),
    )


def measure(*, required: bool) -> Field:
    return Field(
        "measure",
        "measure",
        Text("Mesure", "Measure"),
        Text("Le code d’une mesure de ce plan.", "The code of a measure of this plan."),
        required=required,
        longest=80,
        example="depot-en-ligne",
    )


def legal() -> Field:
    return Field(
        "legal_on",
        "day",
        Text("Date légale", "Legal date"),
        Text(
            "Le jour que la loi ou un décret fixe, s’il y en a un. L’échéance que l’organisme se donne est à part.",
            "The day that a law or decree sets, if any. The body’s own date is apart.",
        ),
        example="2026-12-31",
    )


def day(name: str, title: Text, aid: Text, *, required: bool = True, example: str = "") -> Field:
    return Field(
        name, "day", title, aid, required=required, longest=10, example=example or "2026-03-31"
    )
