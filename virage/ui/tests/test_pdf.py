"""Documents are what they say: tagged, titled, in their language, with what people typed as plain text."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from virage.ui import pdf
from virage.ui.pdf import glyphs, press

DAY = date(2026, 11, 22)
HOSTILE = "#emph[pas] $x$ \\ ] #sys.inputs *gras* _it_ `code` <label> @ref // /* \" ' ~ --- « guillemets »"


def document(*blocks: pdf.Block, language: Any = "fr", **changes: Any) -> pdf.Document:
    told: dict[str, Any] = {"title": "L’été, où qu’on soit", "foot": "Au pied"} | changes
    return pdf.Document(language=language, day=DAY, blocks=blocks, **told)


WHOLE = document(
    pdf.Heading("Services dont le recours dépasse 75 %", overline="Cible 5.1"),
    pdf.Track("212 des 689 services connus", lower=0.2, upper=0.5, share=0.3, target=0.75),
    pdf.Verdict(pdf.Mark("not_yet", "Pas encore"), "sous réserve"),
    pdf.Paragraph(("Voir ", pdf.Strong("ceci"), pdf.Link(" là", "https://exemple.org/?a=#b"), ".")),
    pdf.Listing(("Un", "Deux")),
    pdf.Facts((pdf.Fact("Sceau", "9f" * 32, fixed=True),)),
    pdf.Heading("Le détail", level=3),
    pdf.Table(
        "Les organismes",
        (pdf.Column("Organisme", width=2), pdf.Column("Réponse"), pdf.Column("Oui", numeric=True)),
        (("Ministère A", pdf.Mark("yes", "Oui"), "1 234"), ("Ministère B", "–", "0")),
    ),
    notices=(pdf.Notice("À savoir", ("Tout est inventé.",)),),
    contents="Contenu",
)


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made), strict=True)


def root_of(made: PdfReader) -> Any:
    trailer: Any = made.trailer
    return trailer["/Root"]


def elements(made: PdfReader) -> Iterator[dict[str, Any]]:
    """Every element of the structure, in the order in which it is read."""

    def walk(one: Any) -> Iterator[dict[str, Any]]:
        found = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(found, list):
            for each in found:
                yield from walk(each)
        elif isinstance(found, dict):
            if "/S" in found:
                yield found
            yield from walk(found.get("/K", []))

    yield from walk(root_of(made)["/StructTreeRoot"])


def attribute(element: dict[str, Any], name: str) -> Any:
    for one in element.get("/A", []):
        if name in one.get_object():
            return one.get_object()[name]
    return None


def _any(one: Any) -> Any:
    return one


def words(made: bytes) -> str:
    return " ".join(page.extract_text() for page in read(made).pages)


def test_a_document_declares_what_it_is_and_is_tagged_throughout() -> None:
    made = read(pdf.printed(WHOLE))
    root = root_of(made)
    about = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712, a PDF object, not ours
    assert root["/Lang"] == "fr-CA"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert made.metadata is not None
    assert made.metadata.title == "L’été, où qu’on soit"
    kinds = [one["/S"] for one in elements(made)]
    assert [one for one in kinds if one in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H2", "/H3"]
    assert {"/Table", "/Figure", "/L", "/Link", "/Caption", "/P", "/TOC"} <= {*kinds}
    assert [one["/Alt"] for one in elements(made) if one["/S"] == "/Figure"] == [
        "212 des 689 services connus"
    ]
    fonts = {
        font["/BaseFont"].partition("+")[2]
        for page in map(_any, made.pages)
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
    }
    assert {one.partition("-")[0] for one in fonts} == {"PublicSans", "DejaVuSansMono"}


def test_headings_of_columns_and_of_lines_are_headers_with_their_scope() -> None:
    cells = [one for one in elements(read(pdf.printed(WHOLE))) if one["/S"] in ("/TH", "/TD")]
    assert [(one["/S"], attribute(one, "/Scope")) for one in cells] == [
        *[("/TH", "/Column")] * 3,
        *[("/TH", "/Row"), ("/TD", None), ("/TD", None)] * 2,
    ]
    assert all(attribute(one, "/Headers") for one in cells if one["/S"] == "/TD")


def test_the_same_document_gives_the_same_bytes_and_another_day_gives_others() -> None:
    made = pdf.printed(WHOLE)
    assert made == pdf.printed(WHOLE)
    later = pdf.Document(
        title=WHOLE.title, language="fr", day=date(2027, 1, 1), blocks=WHOLE.blocks
    )
    assert made != pdf.printed(later)
    assert made.count(b"20261122") >= 2  # made and changed on its own day, whatever the clock says


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_people_typed_comes_out_as_text(language: Any) -> None:
    made = pdf.printed(
        document(
            pdf.Heading(HOSTILE),
            pdf.Paragraph((HOSTILE, pdf.Strong("😀 中"), "مرحبا \u202eobservé\u0007 q\u0301")),
            pdf.Paragraph(("mot" * 3500,)),
            pdf.Table(HOSTILE, (pdf.Column(HOSTILE),), ((HOSTILE,), ("x" * 900,))),
            language=language,
            title=HOSTILE,
            foot=HOSTILE,
        )
    )
    assert root_of(read(made))["/Lang"] == f"{language}-CA"
    told = words(made).replace("\n", " ")
    for piece in ("#emph[pas] $x$ \\ ] #sys.inputs *gras*", "// /* \" ' ~ --- « guillemets »"):
        assert " ".join(told.split()).count(piece) >= 5
    assert "[U+1F600]" in told
    assert "[U+4E2D]" in told
    assert "observé" in told
    assert (
        told.replace(" ", "").replace("\u200b", "").count("mot") >= 3495
    )  # a page turns within some
    boxes = {page.mediabox.width for page in read(made).pages}
    assert boxes == {612}


@given(st.text(max_size=80), st.text(min_size=1, max_size=300))
@settings(max_examples=25, deadline=None)
def test_no_text_whatever_stops_a_document(title: str, typed: str) -> None:
    told = glyphs.printable(typed)
    assert glyphs.printable(told) == told
    made = pdf.printed(
        document(pdf.Paragraph((typed,)), pdf.Track(alternative=f"T{typed}"), title=f"T{title}")
    )
    assert made.startswith(b"%PDF-1.7")


def test_every_character_that_we_say_is_held_has_a_shape() -> None:
    held = [chr(one) for first, last in glyphs.ranges() for one in range(first, last + 1)]
    assert len(held) > 3000
    assert {*"éèêëàâçîïôùûüÿœæŒÆ«»’–—…  −×€✓→"} <= {*held}
    # The press refuses a document that holds a character without a shape.
    pdf.printed(document(*[pdf.Paragraph((f"a {one} b",)) for one in held]))


def test_a_document_without_end_is_refused_before_it_is_made() -> None:
    with pytest.raises(pdf.DocumentTooLong):
        pdf.printed(document(pdf.Paragraph(("a" * press.LONGEST,))))


def test_a_link_leads_to_the_web_and_nowhere_else() -> None:
    with pytest.raises(ValueError, match="not an address"):
        pdf.printed(document(pdf.Paragraph((pdf.Link("là", "javascript:alert(1)"),))))


def test_a_line_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="another width"):
        pdf.Table("T", (pdf.Column("A"), pdf.Column("B")), (("seule",),))
