"""Rows on projects as the collector gives them, for the tests that hand them in."""

from datetime import date
from typing import Any

from tests.people import FOREST, WATER

OF_WELLS = {"organisation": WATER, "project": "puits"}


def project(**more: Any) -> dict[str, Any]:
    """A project of Water."""
    named = {"name_fr": "Puits en ligne", "name_en": "Wells on line"}
    return {**OF_WELLS, "since": date(2025, 3, 20), **named, "authorisation": "2025-14", **more}


def baseline(number: int = 1, on: date = date(2025, 3, 20), **more: Any) -> dict[str, Any]:
    """What was authorised, for a year."""
    days = {"starts_on": date(2025, 4, 1), "ends_on": date(2026, 4, 1)}
    said = {"reason": "Autorisée", "cost": "1000,00", "benefits": None}
    return {**OF_WELLS, "number": number, "authorised_on": on, **days, **said, **more}


def report(on: date = date(2025, 12, 31), **more: Any) -> dict[str, Any]:
    """A report that declares green."""
    cents = {"forecast_cost": "1400,00", "spent": "600,00", "consultants": "120,00"}
    told = {"declared": "green", "state": "underway", "scope_done": 45, "note": None}
    return {**OF_WELLS, "as_of": on, "forecast_end": date(2026, 10, 1), **cents, **told, **more}


def risk(name: str = "scope", **more: Any) -> dict[str, Any]:
    """An assessment by the Forest board, which does not deliver."""
    told = {"assessed_on": date(2025, 12, 1), "level": "high", "why": "Vu."}
    return {**OF_WELLS, "organisation": FOREST, "risk": name, **told, **more}


def milestone(**more: Any) -> dict[str, Any]:
    """A milestone that pays when three requests in four come on line."""
    named = {"milestone": "en-ligne", "name_fr": "En ligne", "name_en": "On line"}
    paid = {"due_on": date(2026, 3, 31), "amount": "300,00", "retained": "30,00"}
    test = {"indicator": "services.take-up-above-75", "unit": "puits", "guarantee_days": 365}
    return {**OF_WELLS, **named, **paid, **test, **more}
