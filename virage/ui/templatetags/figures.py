"""Filters that write figures and days in the language of the page (virage.ui.typography does the work)."""

from datetime import date, datetime

from django import template

from virage.lib.clock import LEGAL_ZONE
from virage.ui import typography
from virage.ui.context import active_language

register = template.Library()

NOTHING = typography.EN_DASH  # an absent figure: null is never written as zero


@register.filter
def percent(value: typography.Number | None) -> str:
    """« 30,77 % » from "30.77", or from a share as a fraction."""
    return NOTHING if value is None else typography.percent(value, active_language())


@register.filter
def integer(value: int | None) -> str:
    """« 901 006 » from 901006."""
    return NOTHING if value is None else typography.integer(value, active_language())


@register.filter
def decimal(value: typography.Number | None) -> str:
    """« 11,9 » from "11.9"."""
    return NOTHING if value is None else typography.decimal(value, active_language())


@register.filter
def points(value: typography.Number | None) -> str:
    """« +4,82 » from "4.82"."""
    return NOTHING if value is None else typography.points(value, active_language())


@register.filter
def money(value: int | None) -> str:
    """« 1 250 000,50 $ » from 125000050 cents."""
    return NOTHING if value is None else typography.money(value, active_language())


@register.filter
def day_in_words(value: date | None) -> str:
    """« 21 novembre 2026 »; of a moment, its legal day and hour are `moment_in_words`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(LEGAL_ZONE).date()
    return typography.day_in_words(value, active_language())


@register.filter
def moment_in_words(value: datetime | None) -> str:
    """« 15 octobre 2026 à 14 h 05 »."""
    return "" if value is None else typography.moment_in_words(value, active_language())


@register.filter
def short_seal(value: str) -> str:
    """« 9f3c 71ab e204 » from the whole seal."""
    return typography.short_seal(value)


@register.simple_tag
def period_in_words(start: date, end: date) -> str:
    """« du 1er avril 2019 au 31 mars 2020 », from a half-open period."""
    return typography.period_in_words(start, end, active_language())
