"""What every indicator must say of what it counts, so that the barometer's sentences read right."""

import pytest

from virage.contracts.indicators import Indicator, indicators
from virage.contracts.text import Text

pytestmark = pytest.mark.once


@pytest.mark.parametrize("indicator", [*indicators], ids=lambda one: one.code)
def test_what_the_integers_of_an_answer_count_has_a_name(indicator: Indicator) -> None:
    """Of `part`, `whole` and `weight`, those that a golden answer bears."""
    golden = [answer for one in indicator.definitions for _, answer in one.golden]
    unnamed = [
        name
        for name in ("part", "whole", "weight")
        if any(getattr(answer, name) is not None for answer in golden)
        and getattr(indicator, name) is None
    ]
    assert unnamed == [], f"give {indicator.code} the words of {', '.join(unnamed)}"


@pytest.mark.parametrize("indicator", [*indicators], ids=lambda one: one.code)
def test_a_noun_is_given_without_an_article_and_in_small_letters(indicator: Indicator) -> None:
    words: list[Text | None] = [indicator.unit_one, indicator.unit_many]
    words += [indicator.part, indicator.whole, indicator.weight]
    if indicator.people is not None:
        words += [indicator.people.one, indicator.people.many]
    articles = ("le ", "la ", "les ", "l’", "un ", "une ", "des ", "the ", "a ", "an ")
    for text in words:
        for said in (text.fr, text.en) if text is not None else ():
            assert said, f"{indicator.code} has a noun without words"
            assert said[0].islower(), f"{indicator.code}: {said!r}"
            assert not said.startswith(articles), f"{indicator.code}: {said!r}"


@pytest.mark.parametrize("indicator", [*indicators], ids=lambda one: one.code)
def test_a_population_is_told_with_its_noun(indicator: Indicator) -> None:
    """ "Population: the consultations closed in the period.", and not "Population: closed in the period." """
    for text in indicator.populations.values():
        assert text.fr.startswith(("les ", "tous les ", "toutes les ")), text.fr
        assert text.en.startswith(("the ", "all the ", "every ")), text.en
