"""The locked definition put to deadlines: its date, its text, its judgement and golden table.

A definition is never edited once an edition used it: supersede it by a new version, then write the lock.
"""

from collections.abc import Mapping
from datetime import date

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.reminders.rules import reminding

IN_TIME = "reminders.reminded-in-time"


def _facts(
    due: int | None, reached: int = 0, unlogged: int = 0, *, complete: bool = True
) -> Mapping[str, object]:
    return {"due": due, "reached": reached, "unlogged": unlogged, "complete": complete}


IN_TIME_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : les sortes d’échéances que les organismes imposent aux personnes et aux "
        "entreprises, en vigueur dans la période. Oui si au moins la moitié des personnes visées ont "
        "reçu un rappel numérique (texto, courriel, application), remis et non seulement envoyé, sept "
        "jours avant ou plus tôt. Non si elles sont moins de la moitié, même si tous les rappels dont "
        "on ignore le sort étaient arrivés. Inconnu autrement. Sans objet si personne n’était visé. "
        "Poids : les personnes visées, quand aucun nombre "
        "ne dit rien de moins de dix personnes.",
        "Population: the kinds of deadlines that bodies put on people and businesses, in force in the "
        "period. Yes if at least half of the people due got a digital reminder (text, e-mail, "
        "application), delivered and not only sent, seven days before or earlier. No if they are "
        "fewer than half even if every reminder whose fate is not known had arrived. Unknown "
        "otherwise. Not applicable if nobody was due. Weight: people due.",
    ),
    judge=reminding.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        (_facts(None), Judgement("unknown", "due_not_recorded")),
        (_facts(0), Judgement("not_applicable", "nobody_due")),
        (_facts(100, 50), Judgement("yes", "half_reached", weight=100, part=50, whole=100)),
        (
            _facts(100, 50, complete=False),
            Judgement("yes", "half_reached", weight=100, part=50, whole=100),
        ),
        (
            _facts(101, 50),
            Judgement("no", "less_than_half_reached", weight=101, part=50, whole=101),
        ),
        (_facts(101, 50, complete=False), Judgement("unknown", "log_not_complete", weight=101)),
        (_facts(101, 50, 1), Judgement("unknown", "deliveries_not_logged", weight=101)),
        (
            _facts(102, 40, 10),
            Judgement("no", "less_than_half_reached", weight=102, part=40, whole=102),
        ),
        (_facts(10, 12), Judgement("yes", "half_reached", weight=10, part=10, whole=10)),
        (_facts(100, 95), Judgement("yes", "half_reached", weight=100, part=95, whole=100)),
        (_facts(100, 9), Judgement("no", "less_than_half_reached", weight=100, part=9, whole=100)),
        (_facts(9, 9), Judgement("yes", "half_reached", weight=9, part=9, whole=9)),
        (_facts(9, 0, 9), Judgement("unknown", "deliveries_not_logged", weight=9)),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {IN_TIME: (IN_TIME_1,)}

REASONS: Mapping[str, Mapping[str, Text]] = {
    IN_TIME: {
        "no_record": Text("rien n’est connu pour la période", "nothing is known for the period"),
        "due_not_recorded": Text(
            "le nombre de personnes visées n’est pas connu pour toute la période",
            "how many people were due is not known for the whole period",
        ),
        "nobody_due": Text("personne n’était visé", "nobody was due"),
        "half_reached": Text(
            "au moins la moitié des personnes visées, prévenues à temps",
            "at least half of the people due were reminded in time",
        ),
        "less_than_half_reached": Text(
            "moins de la moitié des personnes visées, prévenues à temps",
            "fewer than half of the people due were reminded in time",
        ),
        "log_not_complete": Text(
            "tous les rappels envoyés ne sont pas au journal",
            "not every reminder sent is in the log",
        ),
        "deliveries_not_logged": Text(
            "le sort de certains rappels, inconnu, pourrait changer la réponse",
            "reminders whose fate is not known could change the answer",
        ),
    },
}

FLAGS: Mapping[str, Text] = {}
