"""Can the whole of a service be done on line, at every interaction point that applies to it?

Facts are a mapping point -> answer ("yes", "no", "not_applicable", "not_provided"); a point that is
not in the mapping was not provided. None means that nothing is known of the service in the period;
an empty mapping, that an earlier hand-in listed it and that this one does not.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement
from virage.services.rules.volumes import POINTS


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """No as soon as one point is not on line; otherwise a missing answer leaves it unknown."""
    if facts is None:
        return Judgement("unknown", "no_record")
    if not facts:
        return Judgement("unknown", "no_longer_listed")
    answers = [facts.get(point, "not_provided") for point in POINTS]
    if "no" in answers:
        return Judgement("no", "a_point_not_online")
    if "not_provided" in answers:
        return Judgement("unknown", "a_point_not_provided")
    if "yes" in answers:
        return Judgement("yes", "every_point_online")
    return Judgement("not_applicable", "no_point_applies")
