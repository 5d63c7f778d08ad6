"""Sentences agree with what they count: feminine nouns, nouns that begin with a vowel, people."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from virage.barometer.rules.compare import compare
from virage.barometer.tests.test_wording import SERVICES, answers, figure_of, plain
from virage.barometer.views.naming import names_from
from virage.barometer.wording import changes, figures, notes, terms
from virage.barometer.wording.nouns import Noun, Words, of, words_of

pytestmark = pytest.mark.once

CONSULTATIONS = Noun("consultation", "consultations", feminine=True)
BODIES = Noun("organisme", "organismes")
DEADLINES = Noun("échéance", "échéances", feminine=True)
PROCESSES = Noun("processus", "processus")
UNITS = Noun("unité administrative", "unités administratives", feminine=True)
PEOPLE = Noun("personne", "personnes", feminine=True, within=UNITS)
NOUNS = (SERVICES, CONSULTATIONS, BODIES, DEADLINES, PROCESSES, UNITS, PEOPLE)

# Enough shapes of figures for every sentence to be said, in the singular and in the plural.
SHAPES: tuple[dict[str, Any], ...] = (
    {"yes": 0, "no": 0, "not_applicable": 3},
    {"yes": 1, "no": 0},
    {"yes": 0, "no": 1},
    {"yes": 1, "no": 0, "unknown": 1},
    {"yes": 0, "no": 0, "unknown": 1},
    {"yes": 5, "no": 4, "unknown": 10},
    {"yes": 212, "no": 477, "unknown": 277, "not_applicable": 498},
    {"yes": 1, "no": 8, "unknown": 1},
    {"yes": 90, "no": 10},
    {"yes": 90, "no": 10, "unknown": 1},
    {"yes": 90, "no": 10, "unknown": 2},
    {"yes": 3, "no": 1},
    {"yes": 70, "no": 10, "unknown": 20},
    {"yes": 15, "no": 5, "unknown": 1},
)


def everything_said(noun: Noun) -> Iterator[str]:
    """Every sentence that is told of a noun."""
    words = Words(noun, noun.within or noun, "parties", "touts", "poids")
    for shape in SHAPES:
        figure = figure_of(**shape, population="listed")
        yield figures.sentence(figure, noun)
        yield figures.among_listed(figure, noun)
        yield figures.verdict_reason(figure, noun)
        yield figures.break_even_sentence(figure, noun)
        yield notes.weight_sentence(figure, words)
        yield notes.not_applicable_sentence(figure, words)
        yield notes.population_sentence(figure, words)
        yield notes.ratio_sentence(figure, words)
        flagged = {**figure, "flags": {"x": {"units": shape["yes"], "share_without": None}}}
        yield from notes.flag_sentences(flagged, words, {"x": "valeur"})
        for number in (1, 5):
            counted = {"units": number, "units_answered": 1, "uncounted": number}
            told = {**counted, "share_without_declared": None, "declared": {"yes": 0}}
            yield notes.people_sentence({**figure, "people": told}, words)
    for before, after in (
        (answers(40, 60, 30), answers(50, 50, 20, 10)),
        (answers(10, 90), answers(11, 89)),
        (answers(0, 0, 5), answers(0, 0, 5)),
        (answers(0, 0, 0, 5), answers(0, 0, 0, 5)),
        (answers(1, 1, 5), answers(1, 1)),
    ):
        comparison = compare(before, after)
        yield changes.direction_sentence(comparison, noun)
        yield changes.bridge_sentence(comparison, noun)
        yield changes.fragile_sentence(comparison, "2019", "2020", noun)
        if comparison["bridge"] == "exact":
            yield changes.shown_level(comparison, "from", noun)
        for step in changes.steps(comparison, noun):
            yield from (step.label, step.detail)
    for place, name in terms.STEPS:
        yield terms.step_name(place, name, noun)
    for value in terms.VALUES:
        yield terms.value_name(value, noun)
    yield terms.unknown_ones(noun)


# What agrees with the things counted, in the masculine; nothing else in the sentences takes these
# forms. "tous" and "connu" are of the counted, "organisme a répondu" and "verdict" are not listed.
MASCULINE = (
    "aucun des", "recensés", "recensé", "concerné", "concernés", "connu", "connus", "suivis",
    "passé", "passés", "tous", "le seul", "du seul", "un seul", "ceux", "eux", "tels", "signalé",
    "signalés", "inconnu", "inconnus", "absent", "scindé", "scindés", "issus", "devenus",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("noun", NOUNS, ids=lambda one: one.one)
def test_no_sentence_shows_how_it_agrees(noun: Noun, language: str) -> None:
    with translation.override(language):
        told = list(everything_said(noun))
    assert sum(1 for one in told if one) > 80
    assert not [one for one in told if "[" in one or "|" in one or "%(" in one]


@pytest.mark.parametrize("noun", [one for one in NOUNS if one.feminine], ids=lambda one: one.one)
def test_nothing_masculine_is_said_of_a_feminine_noun(noun: Noun) -> None:
    wrong = [
        (word, said)
        for said in everything_said(noun)
        for word in MASCULINE
        if f" {word} " in f" {plain(said).lower().replace(',', ' ').replace('.', ' ')} "
    ]
    assert wrong == []


@pytest.mark.parametrize("noun", NOUNS, ids=lambda one: one.one)
def test_an_article_is_elided_before_a_vowel_and_nowhere_else(noun: Noun) -> None:
    one_silent = figure_of(15, 5, 1)
    said = plain(figures.verdict_reason(one_silent, noun))
    article = {"s": "le ", "c": "la ", "o": "l’", "é": "l’", "u": "l’"}.get(noun.one[0])
    if article is None:
        article = "la " if noun.feminine else "le "
    assert f"répondrait {article}{noun.one} sans réponse" in said


def test_a_noun_in_h_says_itself_whether_it_is_elided() -> None:
    assert Noun("heure", "heures", feminine=True, elided=True).agree("[le |la |l’]") == "l’"
    assert Noun("hausse", "hausses", feminine=True).agree("[le |la |l’]") == "la "


def test_feminine_sentences_read_right() -> None:
    figure = figure_of(212, 477, 277, 498)
    assert plain(figures.sentence(figure, CONSULTATIONS)) == (
        "212 des 689 consultations connues (30,77 %) ; de 21,95 % à 50,62 % des 966 concernées ; "
        "277 sans réponse."
    )
    assert figures.among_listed(figure, DEADLINES) == "Parmi les échéances recensées."
    assert plain(figures.break_even_sentence(figure, UNITS)) == (
        "Il faudrait 942 unités administratives non recensées, toutes « oui », pour que ce verdict "
        "ne soit plus certain."
    )
    one = figure_of(1, 0)
    assert plain(figures.sentence(one, DEADLINES)) == (
        "1 sur la seule échéance connue (100,00 %) ; aucune sans réponse."
    )
    assert plain(figures.break_even_sentence(figure_of(3, 1), DEADLINES)) == (
        "Une seule échéance non recensée, « non », le ferait tomber."
    )


def test_people_answer_and_are_counted_in_their_units() -> None:
    figure = figure_of(1200, 1800, 1000)
    assert plain(figures.sentence(figure, PEOPLE)) == (
        "1 200 des 3 000 personnes qui ont répondu (40,00 %) ; de 30,00 % à 55,00 % des 4 000 "
        "concernées ; 1 000 sans réponse."
    )
    assert figures.among_listed(figure, PEOPLE) == "Dans les unités administratives recensées."
    with translation.override("en"):
        people = Noun(
            "person", "people", within=Noun("administrative unit", "administrative units")
        )
        assert figures.sentence(figure, people) == (
            "1,200 of the 3,000 people who answered (40.00%); from 30.00% to 55.00% of the 4,000 "
            "concerned; 1,000 without an answer."
        )
        assert figures.among_listed(figure, people) == "In the administrative units listed."


def test_a_way_out_is_not_told_by_a_word_that_also_means_more() -> None:
    for noun in (SERVICES, CONSULTATIONS):
        for place, name in terms.STEPS:
            told = terms.step_name(place, name, noun)
            assert "plus" not in told or told.startswith(("ne sont plus", "n’ont plus")), told


def both(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en}


SEALED = {
    "code": "x.y",
    "title": both("Titre", "Title"),
    "question": both("Quoi ?", "What?"),
    "unit_one": both("échéance", "deadline"),
    "unit_many": both("échéances", "deadlines"),
    "register": "x",
    "reasons": {},
}


def test_an_edition_that_said_less_is_told_with_general_words() -> None:
    names = names_from(SEALED)
    assert (names.part, names.whole, names.unknown) == ("Partie", "Tout", "Inconnus")
    figure = {
        **figure_of(3, 1),
        "share_by_weight": {"percent": "55.82"},
        "n_eff": {"rounded": "3.9"},
    }
    assert plain(notes.weight_sentence(figure, names.words)).startswith("Part pondérée : 55,82 %")


def test_an_edition_keeps_the_words_of_what_it_counted() -> None:
    names = names_from(
        {
            **SEALED,
            "unit_feminine": True,
            "part": both("rappels remis", "reminders delivered"),
            "whole": both("personnes", "people"),
            "weight": both("employés", "employees"),
            "populations": {"listed": both("les échéances d’un an", "deadlines of a year")},
        }
    )
    assert (names.part, names.whole, names.unknown) == ("Rappels remis", "Personnes", "Inconnues")
    figure = {
        **figure_of(3, 1, population="listed"),
        "share_by_weight": {"percent": "55.82"},
        "n_eff": {"rounded": "3.9"},
        "ratio": {"yes": 2, "of": 8, "percent": "25.00"},
    }
    assert plain(notes.weight_sentence(figure, names.words)) == (
        "Pondérée par le nombre d’employés : 55,82 % (poids effectif : 3,9 échéances sur 4)."
    )
    assert plain(notes.ratio_sentence(figure, names.words)) == (
        "Rapport des totaux : 2 rappels remis sur 8 personnes (25,00 %). C’est un autre chiffre : il "
        "compte des personnes, et non des échéances."
    )
    assert plain(notes.population_sentence(figure, names.words)) == (
        "Population : les échéances d’un an."
    )


def test_people_counted_through_their_units_keep_both_nouns() -> None:
    sealed = {
        **SEALED,
        "people": {"one": both("personne", "person"), "many": both("personnes", "people"),
                   "feminine": True},
    }  # fmt: skip
    words = words_of(sealed)
    assert (words.noun.many, words.unit.many) == ("personnes", "échéances")
    assert words.noun.within == words.unit


def test_people_are_told_with_the_grammar_of_their_own_noun() -> None:
    staff = Noun("employé", "employés", within=UNITS)
    words = Words(staff, UNITS)
    counted = {"units": 2, "units_answered": 1, "uncounted": 1}
    figure = {
        **figure_of(3, 1),
        "people": {**counted, "share_without_declared": None, "declared": {"yes": 0}},
    }
    assert plain(notes.people_sentence(figure, words)) == (
        "On compte des employés à travers 2 unités administratives, dont 1 où quelqu’un a répondu. "
        "On ignore combien d’employés compte 1 unité administrative : la fourchette l’ignore aussi."
    )


def test_of_is_elided_before_a_vowel() -> None:
    assert of("demandes") == "de demandes"
    assert of("employés") == "d’employés"
