"""The definitions of take-up and of end to end: what requests and interaction points tell."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.contracts.indicators import Judgement, Rule
from virage.contracts.text import Text
from virage.services.rules import end_to_end, take_up

Facts = Mapping[str, Any] | None

TAKE_UP = "services.take-up-above-75"
END_TO_END = "services.end-to-end"


def _counted(value: Any, reason: str, part: int, whole: int, *flags: str) -> Judgement:
    return Judgement(value, reason, weight=whole, part=part, whole=whole, flags=flags)


TAKE_UP_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Telle que remplie. Population : les services du fichier de la période. Un volume qui n’est "
        "pas un nombre compte pour 0. Oui si les demandes en ligne dépassent 75 % de toutes les "
        "demandes, non sinon ; inconnu si tous les volumes sont nuls. Poids : toutes les demandes. "
        "Ne sert qu’à se comparer à ce que d’autres publient.",
        "As filled. Population: the services of the period’s file. A volume that is not a number "
        "counts as 0. Yes if online requests are above 75% of all requests, no otherwise; unknown if "
        "all volumes are zero. Weight: all requests. Serves only to compare with what others publish.",
    ),
    judge=take_up.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        ({}, Judgement("unknown", "no_longer_listed")),
        (
            {"online": ("provided", 3), "mail": ("provided", 1)},
            _counted("no", "not_above_threshold", 3, 4),
        ),
        (
            {"online": ("provided", 301), "mail": ("provided", 100)},
            _counted("yes", "above_threshold", 301, 401),
        ),
        (
            {"online": ("provided", 1), "phone": ("not_provided", None)},
            _counted("yes", "above_threshold", 1, 1),
        ),
        (
            {"online": ("not_provided", None), "mail": ("provided", 1)},
            _counted("no", "not_above_threshold", 0, 1),
        ),
        (
            {"online": ("provided", 0), "mail": ("not_provided", None)},
            Judgement("unknown", "all_zeros"),
        ),
    ),
)

TAKE_UP_2 = Rule(
    version=2,
    since=date(2020, 4, 1),
    text=Text(
        "Population : tous les services inscrits au registre et non fermés. Oui si les demandes en "
        "ligne dépassent 75 % de toutes les demandes de la période et qu’aucun volume offert ne "
        "manque ; non si elles ne les dépassent pas, quoi que contiennent les volumes manquants ; "
        "sans objet si aucune demande n’a été faite par un canal offert ; inconnu autrement. Un canal "
        "sans objet ou dont le volume n’est pas recueilli compte comme non offert, et le chiffre le "
        "dit. Poids : toutes les demandes connues. Moins de 30 demandes : signalé.",
        "Population: every service listed in the register and not closed. Yes if online requests are "
        "above 75% of all requests of the period and no offered volume is missing; no if they are "
        "not, whatever the missing volumes hold; not applicable if no request came by an offered "
        "channel; unknown otherwise. A channel that is not applicable, or whose volume is not "
        "collected, counts as not offered, and the figure says so. Weight: all known requests. Under "
        "30 requests: flagged.",
    ),
    judge=take_up.judge_v2,
    golden=(
        (None, Judgement("unknown", "no_record")),
        ({}, Judgement("unknown", "no_longer_listed")),
        (
            {"online": ("provided", 300), "mail": ("provided", 100)},
            _counted("no", "not_above_threshold", 300, 400),
        ),
        (
            {"online": ("provided", 301), "mail": ("provided", 100)},
            _counted("yes", "above_threshold", 301, 401),
        ),
        (
            {"online": ("provided", 22), "kiosk": ("provided", 7)},
            _counted("yes", "above_threshold", 22, 29, "under_30_requests"),
        ),
        (
            {"online": ("provided", 23), "kiosk": ("provided", 7)},
            _counted("yes", "above_threshold", 23, 30),
        ),
        (
            {"online": ("provided", 300), "mail": ("provided", 100), "fax": ("not_provided", None)},
            _counted("no", "not_above_threshold", 300, 400),
        ),
        (
            {"online": ("provided", 301), "mail": ("provided", 100), "fax": ("not_yet_due", None)},
            Judgement("unknown", "other_channels_not_provided"),
        ),
        (
            {"online": ("provided", 50), "phone": ("not_collected", None)},
            _counted("yes", "above_threshold", 50, 50, "without_phone"),
        ),
        (
            {"online": ("not_applicable", None), "mail": ("provided", 40)},
            _counted("no", "not_above_threshold", 0, 40),
        ),
        (
            {"online": ("not_provided", None), "mail": ("provided", 40)},
            Judgement("unknown", "online_not_provided"),
        ),
        (
            {"online": ("not_collected", None), "mail": ("provided", 40)},
            Judgement("unknown", "online_not_collected"),
        ),
        (
            {"online": ("not_yet_due", None), "mail": ("provided", 40)},
            Judgement("unknown", "online_not_yet_due"),
        ),
        (
            {"online": ("provided", 0), "mail": ("provided", 0)},
            Judgement("not_applicable", "no_request"),
        ),
        (
            {"online": ("not_applicable", None), "mail": ("not_collected", None)},
            Judgement("not_applicable", "no_request", flags=("without_mail",)),
        ),
        (
            {"online": ("provided", 0), "mail": ("not_provided", None)},
            Judgement("unknown", "no_request_known"),
        ),
    ),
)

_ALL_ON_LINE = {
    "registration": "yes",
    "authentication": "yes",
    "application": "yes",
    "decision": "yes",
    "issuance": "yes",
    "feedback": "yes",
}
_NONE_APPLIES = dict.fromkeys(_ALL_ON_LINE, "not_applicable")

END_TO_END_1 = Rule(
    version=1,
    since=date(2019, 6, 1),
    text=Text(
        "Population : tous les services inscrits au registre et non fermés. Points d’interaction : "
        "inscription, authentification, demande, décision, délivrance, rétroaction, observés dans la "
        "période. Non si un point qui s’applique n’est pas en ligne ; sinon inconnu si une réponse "
        "manque ; sinon oui si tous les points qui s’appliquent sont en ligne ; sans objet si aucun "
        "ne s’applique.",
        "Population: every service listed in the register and not closed. Interaction points: "
        "registration, authentication, application, decision, issuance, feedback, observed in the "
        "period. No if a point that applies is not on line; otherwise unknown if an answer is "
        "missing; otherwise yes if every point that applies is on line; not applicable if none "
        "applies.",
    ),
    judge=end_to_end.judge_v1,
    golden=(
        (None, Judgement("unknown", "no_record")),
        ({}, Judgement("unknown", "no_longer_listed")),
        (_ALL_ON_LINE, Judgement("yes", "every_point_online")),
        ({**_NONE_APPLIES, "application": "yes"}, Judgement("yes", "every_point_online")),
        ({**_ALL_ON_LINE, "feedback": "no"}, Judgement("no", "a_point_not_online")),
        (
            {**_ALL_ON_LINE, "decision": "not_provided"},
            Judgement("unknown", "a_point_not_provided"),
        ),
        ({"registration": "yes"}, Judgement("unknown", "a_point_not_provided")),
        ({"registration": "no"}, Judgement("no", "a_point_not_online")),
        (_NONE_APPLIES, Judgement("not_applicable", "no_point_applies")),
    ),
)

LOCKABLE: Mapping[str, tuple[Rule, ...]] = {
    TAKE_UP: (TAKE_UP_1, TAKE_UP_2),
    END_TO_END: (END_TO_END_1,),
}

_NO_RECORD = {
    "no_record": Text("rien n’est connu pour la période", "nothing is known for the period"),
    "no_longer_listed": Text(
        "absent du dernier dépôt de son organisme", "no longer listed in its body’s last hand-in"
    ),
}

REASONS: Mapping[str, Mapping[str, Text]] = {
    TAKE_UP: {
        **_NO_RECORD,
        "above_threshold": Text(
            "plus de 75 % des demandes en ligne", "above 75% of requests on line"
        ),
        "not_above_threshold": Text(
            "75 % des demandes en ligne, ou moins", "75% of requests on line, or less"
        ),
        "all_zeros": Text("tous les volumes sont nuls", "all volumes are zero"),
        "no_request": Text(
            "aucune demande par un canal offert", "no request by any offered channel"
        ),
        "no_request_known": Text(
            "aucune demande connue, et des volumes manquent",
            "no known request, and volumes missing",
        ),
        "online_not_provided": Text("volume en ligne non fourni", "online volume not provided"),
        "online_not_collected": Text(
            "volume en ligne non recueilli", "online volume not collected"
        ),
        "online_not_yet_due": Text("volume en ligne pas encore dû", "online volume not yet due"),
        "other_channels_not_provided": Text(
            "un autre canal, non fourni, pourrait changer la réponse",
            "another channel, not provided, could change the answer",
        ),
    },
    END_TO_END: {
        **_NO_RECORD,
        "every_point_online": Text(
            "tous les points qui s’appliquent sont en ligne", "every point that applies is on line"
        ),
        "a_point_not_online": Text(
            "un point au moins n’est pas en ligne", "at least one point is not on line"
        ),
        "a_point_not_provided": Text("une réponse manque", "an answer is missing"),
        "no_point_applies": Text("aucun point ne s’applique", "no point applies"),
    },
}

FLAGS: Mapping[str, Text] = {
    "under_30_requests": Text("moins de 30 demandes", "under 30 requests"),
    "without_phone": Text("sans le téléphone, non recueilli", "without telephone, not collected"),
    "without_counter": Text("sans le comptoir, non recueilli", "without counter, not collected"),
    "without_mail": Text("sans la poste, non recueillie", "without mail, not collected"),
    "without_email": Text("sans le courriel, non recueilli", "without e-mail, not collected"),
    "without_fax": Text("sans le télécopieur, non recueilli", "without fax, not collected"),
    "without_kiosk": Text("sans la borne, non recueillie", "without kiosk, not collected"),
    "without_other": Text(
        "sans les autres canaux, non recueillis", "without other channels, not collected"
    ),
}
