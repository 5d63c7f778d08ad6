"""The sentences that readers quote, in both languages, from figures made by the rules themselves."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from virage.barometer.rules.compare import Redefinition, compare
from virage.barometer.rules.figures import figure
from virage.barometer.rules.verdicts import Target
from virage.barometer.wording import changes, figures, notes, terms
from virage.barometer.wording.nouns import Noun
from virage.contracts.indicators import VALUES, Answer, Value
from virage.contracts.text import Text

TARGET = Target("5.1", 3, 4, date(2023, 12, 31))
SERVICES = Noun("service", "services")
SEAL = "9f3c71abe204" + 52 * "0"


def answers(yes: int, no: int, unknown: int = 0, not_applicable: int = 0) -> list[Answer]:
    values: list[Value] = []
    for value, number in zip(VALUES, (yes, no, unknown, not_applicable), strict=True):
        values += [value] * number
    return [
        Answer(
            unit=f"s{index:05}",
            name=Text("Service", "Service"),
            organisation="a",
            value=value,
            reason="invented",
            weight=None,
            part=None,
            whole=None,
            source="declared",
            evidence="",
        )
        for index, value in enumerate(values)
    ]


def figure_of(
    yes: int, no: int, unknown: int = 0, not_applicable: int = 0, **more: Any
) -> dict[str, Any]:
    more = {"target": TARGET, **more}
    return figure(
        answers(yes, no, unknown, not_applicable),
        code="x.y",
        version=2,
        unit="x.unit",
        **more,
    )


def plain(text: str) -> str:
    """The sentence with ordinary spaces, so that a test can be read; spacing has a test of its own."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_the_sentence_gives_counts_bounds_and_silence() -> None:
    said = plain(figures.sentence(figure_of(212, 477, 277, 498), SERVICES))
    assert said == (
        "212 des 689 services connus (30,77 %) ; de 21,95 % à 50,62 % des 966 concernés ; "
        "277 sans réponse."
    )


@pytest.mark.usefixtures("english")
def test_the_sentence_is_as_complete_in_english() -> None:
    assert figures.sentence(figure_of(212, 477, 277, 498), SERVICES) == (
        "212 of the 689 services known (30.77%); from 21.95% to 50.62% of the 966 concerned; "
        "277 without an answer."
    )


def test_no_share_is_said_of_fewer_than_half() -> None:
    said = plain(figures.sentence(figure_of(44, 71, 189), SERVICES))
    assert said == (
        "De 14,47 % à 76,64 % des 304 services concernés ; 189 sans réponse, trop pour donner une "
        "part."
    )


def test_half_known_is_enough_for_a_share() -> None:
    assert "connus" in figures.sentence(figure_of(5, 5, 10), SERVICES)
    assert "connus" not in figures.sentence(figure_of(5, 4, 10), SERVICES)


def test_spacing_is_french() -> None:
    said = figures.sentence(figure_of(212, 1477, 277), SERVICES)
    assert "1\u202f689" in said
    assert "\u202f;" in said
    assert "12,55\u202f%" in said


def test_a_population_of_nobody_is_said_without_a_zero() -> None:
    empty = figure_of(0, 0, 0, 3)
    assert plain(figures.sentence(empty, SERVICES)) == (
        "Aucun des services recensés n’est concerné dans la période."
    )
    assert figures.verdict_line(empty) == "Rien à juger"


def test_names_cannot_bring_markup_into_a_sentence() -> None:
    said = figures.sentence_html(figure_of(3, 1), Noun("x", "<b onclick>"))
    assert "<strong>3</strong> des <strong>4</strong>" in said
    assert "&lt;b onclick&gt;" in said


def test_every_verdict_has_a_name_and_a_shape() -> None:
    assert set(terms.VERDICTS) == terms.GOOD | terms.BAD | {"undetermined"}
    assert {terms.side(one) for one in terms.VERDICTS} == {"at", "not", "undetermined"}


def test_a_verdict_is_subject_to_the_census_until_the_register_is_attested() -> None:
    assert figures.verdict_line(figure_of(2, 8)) == "Pas encore, sous réserve du recensement"
    assert figures.verdict_line(figure_of(2, 8, attested=True)) == "Pas encore"


def test_break_even_says_how_many_unlisted_units_would_undo_the_verdict() -> None:
    said = plain(figures.break_even_sentence(figure_of(212, 477, 277), SERVICES))
    assert said == (
        "Il faudrait 942 services non recensés, tous « oui », pour que ce verdict ne soit plus "
        "certain."
    )
    held = plain(figures.break_even_sentence(figure_of(90, 10), SERVICES))
    assert held == "Ce verdict tient jusqu’à 20 services non recensés, tous « non »."


def test_break_even_is_not_asked_of_an_attested_register_nor_of_an_open_verdict() -> None:
    assert figures.break_even_sentence(figure_of(90, 10, attested=True), SERVICES) == ""
    assert figures.break_even_sentence(figure_of(70, 10, 20), SERVICES) == ""


def test_an_undetermined_verdict_says_between_what_it_hangs() -> None:
    said = plain(figures.verdict_reason(figure_of(70, 10, 20), SERVICES))
    assert said == (
        "Selon ce que répondraient les 20 services sans réponse, la part irait de 70,00 % à "
        "90,00 % : la cible de 75 % est entre les deux."
    )


def test_a_certain_verdict_says_that_silence_would_not_change_it() -> None:
    assert "comptaient tous comme « oui »" in plain(
        figures.verdict_reason(figure_of(1, 8, 2), SERVICES)
    )
    assert "le service sans réponse" in figures.verdict_reason(figure_of(1, 8, 1), SERVICES)


def test_a_target_to_stay_under_turns_the_good_answer_round() -> None:
    under = Target("x", 1, 4, date(2024, 6, 30), sense="at_most")
    said = plain(figures.target_line(figure_of(5, 5, target=under)["target"]))
    assert said == "Cible : au plus 25 % le 30 juin 2024"
    assert "« non »" in plain(figures.break_even_sentence(figure_of(5, 5, target=under), SERVICES))


def test_who_was_expected_is_said_to_be_unknown_without_duties() -> None:
    assert plain(notes.coverage(figure_of(1, 1))) == (
        "1 organisme a répondu ; on ne sait pas combien étaient attendus."
    )
    assert plain(notes.coverage(figure_of(1, 1, bodies_expected=7))) == (
        "1 organisme a répondu, sur 7 attendus."
    )


def test_a_quotation_stands_alone() -> None:
    said = plain(
        figures.quotation(
            figure_of(212, 477, 277), SERVICES, edition="2019-20", seal=SEAL, title="Cible 5.1"
        )
    )
    assert said == (
        "Cible 5.1, édition 2019-20 : 212 des 689 services connus (30,77 %) ; de 21,95 % à 50,62 % "
        "des 966 concernés ; 277 sans réponse. Parmi les services recensés. Cible : 75 % à la fin "
        "de 2023. Pas encore, sous réserve du recensement. Sceau 9f3c 71ab e204."
    )


def test_a_first_edition_has_a_level_and_no_trend() -> None:
    assert changes.change_line(None) == "Première édition"
    assert changes.bridge_sentence(None, SERVICES) == ""


def test_an_undetermined_direction_says_how_many_turned_each_way() -> None:
    before, after = answers(40, 60, 30), answers(50, 50, 30)
    comparison = compare(before, after)
    said = plain(changes.direction_sentence(comparison, SERVICES))
    assert said == (
        "Direction indéterminée : 10 services sont passés à oui, 0 à non, sur 100 suivis."
    )
    assert changes.change_line(comparison) == "Direction indéterminée"


def test_a_direction_is_named_when_silence_cannot_undo_it() -> None:
    comparison = compare(answers(10, 90), answers(50, 50))
    assert plain(changes.change_line(comparison)) == "▲ +40,00 points, direction établie"
    assert "En hausse" in changes.direction_sentence(comparison, SERVICES)
    fall = compare(answers(50, 50), answers(10, 90))
    assert plain(changes.change_line(fall)) == "▼ −40,00 points, direction établie"


def test_the_steps_of_the_bridge_add_up_to_the_change() -> None:
    comparison = compare(answers(40, 60, 30), answers(50, 50, 20, 10))
    steps = changes.steps(comparison, SERVICES)
    assert sum((one.value for one in steps), Fraction(0)) == Fraction(
        comparison["total"]["fraction"]
    )
    assert [one.kind for one in steps].count("real") == 1


def test_a_unit_without_an_answer_is_never_said_to_be_closed() -> None:
    said = " ".join(str(one) for one in [*terms.STEPS.values(), *terms.VALUES.values()]).lower()
    assert "ferm" not in said
    assert terms.step_name("ways_out", "no_longer_answered", SERVICES) == "n’ont plus de réponse"


def test_a_broken_bridge_shows_only_levels() -> None:
    comparison = compare(answers(1, 1), answers(2, 0), redefinition=Redefinition(a_by_b=None))
    assert "ne se comparent pas" in changes.direction_sentence(comparison, SERVICES)
    assert changes.steps(comparison, SERVICES) == []
    assert changes.change_line(comparison) == "Pas de comparaison possible"
