"""Documents to take away: accessible PDF (PDF/UA-1, PDF/A-2a) made from plain typed values.

    document   what a document is made of: headings, paragraphs, tables, tracks
    glyphs     what its typefaces can print, and what is printed for the rest
    press      makes the bytes: the same ones for the same document
    structure  tells readers by ear which cell names each line of a table

A package that wants a document builds a `Document` out of ready words and calls `printed`. Words travel to
the template as data, never as markup: whatever people typed comes out as text. No clock, no network, no
typeface of the machine. Decision 0020 says why Typst makes them.
"""

from virage.ui.pdf.document import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Link,
    Listing,
    Mark,
    NewPage,
    Notice,
    Paragraph,
    Strong,
    Table,
    Track,
    Verdict,
)
from virage.ui.pdf.press import DocumentTooLong, printed

__all__ = [
    "Block",
    "Column",
    "Document",
    "DocumentTooLong",
    "Fact",
    "Facts",
    "Heading",
    "Link",
    "Listing",
    "Mark",
    "NewPage",
    "Notice",
    "Paragraph",
    "Strong",
    "Table",
    "Track",
    "Verdict",
    "printed",
]
