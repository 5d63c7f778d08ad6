"""The locked definition put to consultations: its date, its text, its judgement and golden table.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date

from virage.consultations.rules import means
from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text

DIGITAL_WAY = "consultations.digital-way"

_MAY = (date(2025, 5, 1), date(2025, 6, 1))
_BEFORE, _SECOND, _LAST = date(2025, 4, 20), date(2025, 5, 2), date(2025, 5, 31)


def _facts(
    window: tuple[date | None, date | None] = _MAY,
    participants: int | None = 200,
    **uses: tuple[tuple[date, str], ...],
) -> Mapping[str, object]:
    return {"window": window, "participants": participants, "uses": uses}


DIGITAL_WAY_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les consultations publiques fermées dans la période, et celles dont la fin n’est "
        "pas inscrite. Oui si, chaque jour de la consultation, on pouvait transmettre une contribution "
        "en ligne ; non si, un jour au moins, on ne le pouvait pas (lire sans pouvoir transmettre, ou "
        "écrire par courriel seulement, ne suffit pas) ; inconnu si la durée ou la voie en ligne n’est "
        "pas inscrite. Sans objet si la loi ferme la consultation au public, une fois cette raison "
        "acceptée. Poids : les participants, s’ils sont dix ou plus.",
        "Population: public consultations closed in the period, and those whose end is not recorded. "
        "Yes if on every day of the consultation a contribution could be submitted on line; no if on "
        "one day at least it could not (reading without submitting, or e-mail only, is not enough); "
        "unknown if the window or the way on line is not recorded. Not applicable if the law closes "
        "the consultation to the public, once that reason is accepted. Weight: participants.",
    ),
    judge=means.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (
            _facts(online=((_MAY[0], "submit"),)),
            Judgement("yes", "all_through_the_window", weight=200),
        ),
        (
            _facts(online=((_BEFORE, "submit"),), participants=None),
            Judgement("yes", "all_through_the_window"),
        ),
        (
            _facts(online=((_MAY[0], "submit"),), participants=3),
            Judgement("yes", "all_through_the_window", weight=3),
        ),
        (
            _facts(online=((_BEFORE, "submit"), (_MAY[1], "none"))),
            Judgement("yes", "all_through_the_window", weight=200),
        ),
        (
            _facts(online=((_MAY[0], "submit"), (_LAST, "none"))),
            Judgement("no", "part_of_the_window", weight=200),
        ),
        (
            _facts(online=((_SECOND, "submit"),)),
            Judgement("unknown", "means_not_recorded", weight=200),
        ),
        (
            _facts(online=((_SECOND, "none"),)),
            Judgement("no", "no_digital_way", weight=200),
        ),
        (_facts(online=((_MAY[0], "read"),)), Judgement("no", "read_only", weight=200)),
        (
            _facts(online=((_MAY[0], "none"),), email=((_MAY[0], "submit"),)),
            Judgement("no", "by_email_only", weight=200),
        ),
        (
            _facts(email=((_MAY[0], "submit"),)),
            Judgement("unknown", "means_not_recorded", weight=200),
        ),
        (
            _facts(mail=((_MAY[0], "submit"),)),
            Judgement("unknown", "means_not_recorded", weight=200),
        ),
        (
            _facts(window=(_MAY[0], None), online=((_MAY[0], "submit"),)),
            Judgement("unknown", "window_not_recorded", weight=200),
        ),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {DIGITAL_WAY: (DIGITAL_WAY_1,)}

REASONS: Mapping[str, Mapping[str, Text]] = {
    DIGITAL_WAY: {
        "no_record": Text("rien n’est connu", "nothing is known"),
        "window_not_recorded": Text("sa durée n’est pas inscrite", "its window is not recorded"),
        "means_not_recorded": Text(
            "la voie en ligne n’est pas inscrite pour toute la durée",
            "the way on line is not recorded for the whole window",
        ),
        "all_through_the_window": Text(
            "on pouvait contribuer en ligne du premier au dernier jour",
            "one could contribute on line from the first day to the last",
        ),
        "part_of_the_window": Text(
            "on ne pouvait contribuer en ligne qu’une partie du temps",
            "one could contribute on line part of the time only",
        ),
        "read_only": Text(
            "on pouvait lire en ligne, sans contribuer", "one could read on line, not contribute"
        ),
        "by_email_only": Text("par courriel seulement", "by e-mail only"),
        "no_digital_way": Text("aucune voie numérique", "no digital way"),
    },
}

FLAGS: Mapping[str, Text] = {}

EXEMPTIONS: Mapping[str, Text] = {
    "closed_by_law": Text(
        "la loi ferme cette consultation au public",
        "the law closes this consultation to the public",
    ),
}
