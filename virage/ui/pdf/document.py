"""What a document is made of. Every word is ready to print, in the document's language.

The title is the heading of the first level, so a document's own headings are of level 2 and 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that count, in a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, which is printed as they are and followed on a screen."""

    text: str
    url: str


Run = str | Strong | Link


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words, after its shape (`ui.icons.STATES`): never told by colour alone."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; `overline` is a quiet word above it, which is no part of it."""

    kind: ClassVar[str] = "heading"
    text: str
    level: Literal[2, 3] = 2
    overline: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, and whether it leads, speaks plainly, or quietly adds."""

    kind: ClassVar[str] = "paragraph"
    runs: Sequence[Run]
    tone: Literal["lead", "plain", "quiet"] = "plain"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of sentences."""

    kind: ClassVar[str] = "listing"
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is: « Période mesurée », « du 1er avril 2019 au 31 mars 2020 »."""

    label: str
    value: str
    fixed: bool = False
    """Whether the value is to be copied letter by letter, as a seal is."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are."""

    kind: ClassVar[str] = "facts"
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know first: a title and its paragraphs, set apart."""

    kind: ClassVar[str] = "notice"
    title: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state set on its own line, and the quiet words that go with it."""

    kind: ClassVar[str] = "verdict"
    mark: Mark
    words: str = ""


Cell = str | Mark


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. Numbers stand to the right; `width` shares the room among the others."""

    label: str
    numeric: bool = False
    width: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, its columns, its lines. The first cell of a line names the line."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    """What is said in place of lines when there are none."""

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows} - {len(self.columns)}
        if widths or not self.columns:
            raise ValueError(f"the table {self.caption!r} has lines of another width: {widths}")


@dataclass(frozen=True, slots=True)
class Track:
    """A line from 0 to 1 with a band, a share and a target on it, and the sentence that says it all.

    The words are those of `ui.charts.target_track`; `alternative` is what is read aloud in its place.
    """

    kind: ClassVar[str] = "track"
    alternative: str
    lower: float | None = None
    upper: float | None = None
    share: float | None = None
    target: float | None = None
    target_label: str = ""
    weight: float | None = None
    open_ends: bool = True

    def __post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("a track without words would say nothing to who cannot see it")


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""

    kind: ClassVar[str] = "new_page"


Block = Heading | Paragraph | Listing | Facts | Notice | Verdict | Table | Track | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `day` is the only date in it; `foot` stands at the foot of each page.

    `contents` is the heading of the table of contents, "" for none.
    """

    title: str
    language: Literal["fr", "en"]
    day: date
    blocks: Sequence[Block]
    overline: str = ""
    lead: str = ""
    facts: Sequence[Fact] = ()
    notices: Sequence[Notice] = ()
    contents: str = ""
    foot: str = ""
    author: str = "Virage"
