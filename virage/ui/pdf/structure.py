"""Says in the structure of a document that the first cell of a line names the line.

Typst tags the headings of columns, and has no way yet to tag those of lines that its Python binding opens.
Its files have one object after another and a plain table of where each begins, so the few objects concerned
are written again and the table with them; whatever else is there is copied as it is.
"""

import re

_TABLE = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)trailer\n(.*)startxref\n(\d+)", re.S
)
_CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
_ROW, _BODY = b"<</Type/StructElem/S/TR/", b"<</Type/StructElem/S/TBody/"
_CELL, _NAMED = b"<</Type/StructElem/S/TD/", b"<</Type/StructElem/S/TH/"
_HEADERS = b"/A[<</O/Table/Headers["


class UnexpectedStructure(ValueError):
    """Bytes that are not laid out as those of the version of Typst that we use."""


def with_row_headers(pdf: bytes) -> bytes:
    """The same document, with the first cell of each line of a table tagged as the header of that line."""
    found = _TABLE.search(pdf, pdf.rfind(b"xref\n0 "))
    if found is None:
        raise UnexpectedStructure("no plain table of objects")
    starts = [int(line[:10]) for line in found[2].splitlines()]
    order = sorted(range(1, len(starts)), key=starts.__getitem__)
    ends = [starts[one] for one in order[1:]] + [found.start()]
    objects = {one: pdf[starts[one] : end] for one, end in zip(order, ends, strict=True)}
    for body in [one for one in objects.values() if _BODY in one]:
        for row in _children(body):
            first = _children(objects[row])[0]
            objects[first] = _named(objects[first])
    return _joined(pdf[: starts[order[0]]], objects, order, found)


def _children(one: bytes) -> list[int]:
    found = _CHILDREN.search(one)
    return [int(each) for each in found[1].split(b" 0 R")[:-1]] if found else []


def _named(cell: bytes) -> bytes:
    if _CELL not in cell or _HEADERS not in cell:
        raise UnexpectedStructure("a line of a table that does not begin with a cell")
    return cell.replace(_CELL, _NAMED, 1).replace(_HEADERS, b"/A[<</O/Table/Scope/Row/Headers[", 1)


def _joined(
    head: bytes, objects: dict[int, bytes], order: list[int], found: re.Match[bytes]
) -> bytes:
    """The objects one after another, and the table that says where each begins."""
    places, written, at = {}, [head], len(head)
    for one in order:
        places[one] = at
        written.append(objects[one])
        at += len(objects[one])
    lines = [found[2][:20]]
    lines += [b"%010d 00000 n\r\n" % places[one] for one in range(1, len(places) + 1)]
    table = b"xref\n0 %b\n%btrailer\n%bstartxref\n%d\n%%%%EOF" % (
        found[1],
        b"".join(lines),
        found[3],
        at,
    )
    return b"".join([*written, table])
