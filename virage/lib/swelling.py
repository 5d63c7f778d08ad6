"""Finds, in a workbook that is not opened yet, parts that would fill the memory once parsed.

The library that reads workbooks streams them row by row and string by string, but builds each row,
each string and each other part whole, at some thirty bytes of memory for one of the file. So nothing
that it builds whole may be large.
"""

import re
import zipfile

LARGEST_PIECE = 8 << 20
"""Bytes of XML that may be parsed at once: a row, a shared string, the styles."""

MOST_STRINGS = 64 << 20
BLOCK = 1 << 20
LONGEST_MARK = 80
SHEETS, STRINGS = "xl/worksheets/", "xl/sharedStrings.xml"
ROW = re.compile(rb"<(?:\w{1,40}:)?row[\s/>]")
STRING = re.compile(rb"<(?:\w{1,40}:)?si[\s/>]")

# Pictures and embedded files: never parsed, and told by how they begin, since a name proves nothing.
BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x01\0\0\0", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def swells(archive: zipfile.ZipFile) -> bool:
    """Whether a member holds a piece larger than `LARGEST_PIECE` that would be parsed whole."""
    return any(_swells(archive, one) for one in archive.infolist() if one.file_size > LARGEST_PIECE)


def _swells(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if member.filename.startswith(SHEETS):
        return _has_long_piece(archive, member, ROW)
    if member.filename == STRINGS:
        return member.file_size > MOST_STRINGS or _has_long_piece(archive, member, STRING)
    with archive.open(member) as file:
        return not file.read(4).startswith(BINARY)


def _has_long_piece(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, mark: re.Pattern[bytes]
) -> bool:
    """Whether two beginnings of a row (or of a string) are too far apart, or cannot be told.

    Comments and CDATA could hold false beginnings; no spreadsheet program writes any there.
    """
    begun, tail_at, tail = 0, 0, b""
    with archive.open(member) as file:
        while block := file.read(BLOCK):
            text = tail + block
            if b"<!" in text:
                return True
            for found in mark.finditer(text):
                at = tail_at + found.start()
                if at - begun > LARGEST_PIECE:
                    return True
                begun = max(begun, at)
            if tail_at + len(text) - begun > LARGEST_PIECE:
                return True
            tail = text[-LONGEST_MARK:]
            tail_at += len(text) - len(tail)
    return False
