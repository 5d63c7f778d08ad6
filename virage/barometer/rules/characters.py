"""Characters as people count them: what one key, or one sign seen, gives is one.

A letter with its accent is one however it is written, an emoji made of several code points is one, a
line end is one whatever the machine that typed it.
"""

import unicodedata

JOINER = "\u200d"
FIRST_FLAG, LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
FIRST_TONE, LAST_TONE = "\U0001f3fb", "\U0001f3ff"
BEGINS_NOTHING = {"Mn", "Me", "Cf"}


def plain(text: str) -> str:
    """Text as it is kept: accents in one piece, one kind of line end, no control sign, no space around.

    More than one empty line in a row becomes one.
    """
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(one for one in unified if one == "\n" or unicodedata.category(one) != "Cc")
    lines: list[str] = []
    for line in kept.strip().split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines)


def counted(text: str) -> int:
    """How many characters a reader sees."""
    count, joined, half_flag = 0, False, False
    for one in text:
        if FIRST_FLAG <= one <= LAST_FLAG:
            count += not (half_flag or joined)
            half_flag = not half_flag
        else:
            half_flag = False
            extends = unicodedata.category(one) in BEGINS_NOTHING
            count += not (extends or joined or FIRST_TONE <= one <= LAST_TONE)
        joined = one == JOINER
    return count
