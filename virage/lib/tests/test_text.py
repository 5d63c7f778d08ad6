"""Folded text: what people type finds what is written, and lists read as a dictionary does."""

import pytest

from virage.lib.text import folded

pytestmark = pytest.mark.once


def test_case_accents_ligatures_and_apostrophes_do_not_count() -> None:
    assert folded("  Œuvre de\u00a0l’État ") == "oeuvre de l'etat"
    assert folded("GUICHÉT") == folded("guichet")


def test_a_name_with_an_accent_stands_where_a_dictionary_has_it() -> None:
    names = ["Ministère des Soins", "Ministère des Écoles", "Ministère des Eaux", "Édition", "Zinc"]
    assert sorted(names, key=folded) == [
        "Édition",
        "Ministère des Eaux",
        "Ministère des Écoles",
        "Ministère des Soins",
        "Zinc",
    ]
