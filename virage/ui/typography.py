"""How figures and days are written in French and in English: exact, and with the spaces each wants.

Plain functions of plain values: nothing here reads the active language or the clock. French takes a
narrow no-break space (U+202F) between thousands and before %, a decimal comma, « 1er » for the first of
the month; both take the real minus sign (U+2212).
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date

from virage.lib.clock import LEGAL_ZONE

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

Number = str | int | Decimal | Fraction


def is_english(language: str) -> bool:
    """Whether `language` ("en", "en-ca") is English; anything else is written as French."""
    return language.startswith("en")


def hundredths(value: Fraction) -> str:
    """`value` with two decimals, rounded half away from zero: Fraction(1, 3) gives "0.33"."""
    scaled = abs(value) * 100
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def decimal(value: Number, language: str) -> str:
    """A number as written: "1234.5" gives « 1 234,5 » or "1,234.5". Decimals given are decimals kept.

    A text or a Decimal is shown as it is, never rounded again; a fraction gets two decimals.
    """
    text = hundredths(value) if isinstance(value, Fraction) else str(value)
    sign = ""
    if text.startswith(("+", "-")):
        sign, text = ("+" if text[0] == "+" else MINUS), text[1:]
    whole, dot, decimals = text.partition(".")
    if not whole.isdecimal() or (dot and not decimals.isdecimal()):
        raise ValueError(f"{value!r} is not a decimal number")
    separator, point = (",", ".") if is_english(language) else (NARROW, ",")
    grouped = f"{int(whole):,}".replace(",", separator)
    return f"{sign}{grouped}{point + decimals if dot else ''}"


def integer(value: int, language: str) -> str:
    """A count: 901006 gives « 901 006 » or "901,006"."""
    return decimal(str(int(value)), language)


def percent(value: Number, language: str) -> str:
    """A percentage: "30.77" gives « 30,77 % » or "30.77%". A fraction is a share: 1/2 gives 50.00."""
    number = decimal(value * 100 if isinstance(value, Fraction) else value, language)
    return f"{number}%" if is_english(language) else f"{number}{NARROW}%"


def money(cents: int, language: str) -> str:
    """An amount in dollars from whole cents: 125000050 gives « 1 250 000,50 $ » or "$1,250,000.50".

    Cents are left out when there are none.
    """
    whole, rest = divmod(abs(cents), 100)
    number = decimal(f"{whole}.{rest:02d}" if rest else str(whole), language)
    sign = MINUS if cents < 0 else ""
    return f"{sign}${number}" if is_english(language) else f"{sign}{number}{NO_BREAK}$"


def points(value: Number, language: str) -> str:
    """A change in points, its sign always shown: "4.82" gives « +4,82 », Fraction(-1, 100) « −1,00 »."""
    number = decimal(value * 100 if isinstance(value, Fraction) else value, language)
    if number[0] in f"+{MINUS}" or not any(digit in number for digit in "123456789"):
        return number
    return f"+{number}"


def day_in_words(day: date, language: str) -> str:
    """A day written out: « 21 novembre 2026 », « 1er avril 2020 », "November 21, 2026"."""
    if is_english(language):
        return format_date(day, "MMMM d, y", locale="en_CA").replace(
            f" {day.day},", f"{NO_BREAK}{day.day},"
        )
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first}{NO_BREAK}{format_date(day, 'MMMM y', locale='fr_CA')}"


def moment_in_words(moment: datetime, language: str) -> str:
    """An aware moment, at the legal hour: « 15 octobre 2026 à 14 h 05 », "October 15, 2026 at 14:05"."""
    local = moment.astimezone(LEGAL_ZONE)
    day = day_in_words(local.date(), language)
    if is_english(language):
        return f"{day} at {local:%H:%M}"
    return f"{day} à {local.hour}{NO_BREAK}h{NO_BREAK}{local:%M}"


def period_in_words(start: date, end: date, language: str) -> str:
    """A half-open period by its first and last days: « du 1er avril 2019 au 31 mars 2020 »."""
    first = day_in_words(start, language)
    last = day_in_words(end - timedelta(days=1), language)
    return f"{first} to {last}" if is_english(language) else f"du {first} au {last}"


def short_seal(seal: str) -> str:
    """The twelve first hexadecimal digits of a seal, in fours: "9f3c71abe204…" gives « 9f3c 71ab e204 »."""
    return NO_BREAK.join(seal[start : start + 4] for start in range(0, min(len(seal), 12), 4))
