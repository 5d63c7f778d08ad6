"""Target 5.1: is the take-up of the digital channel of a service above 75 %?

The judgements are locked: their code is never edited once an edition used it; a change is a new
version. Facts are a mapping channel -> (status, count or None), as `volumes.channel_facts` gives;
a channel that is not in the mapping is not offered. None means that nothing is known of the service
in the period; an empty mapping, that an earlier hand-in listed it and that this one does not.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement
from virage.services.rules.volumes import SUMMED, UNDISCLOSED

SMALL = 30
"""Under so many requests, a share of requests says little: the answer is flagged."""

OTHER_CHANNELS = tuple(channel for channel in SUMMED if channel != "online")


def is_above(digital: int, whole: int) -> bool:
    """Whether digital/whole is above 3/4, strictly, compared in integers."""
    return 4 * digital > 3 * whole


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """As filled: whatever is not a number counts as 0, and all zeros are unknown."""
    if facts is None:
        return Judgement("unknown", "no_record")
    counts = {channel: facts.get(channel, ("not_applicable", None))[1] or 0 for channel in SUMMED}
    digital, whole = counts["online"], sum(counts.values())
    if whole == 0:
        return Judgement("unknown", "all_zeros" if facts else "no_longer_listed")
    if is_above(digital, whole):
        return Judgement("yes", "above_threshold", weight=whole, part=digital, whole=whole)
    return Judgement("no", "not_above_threshold", weight=whole, part=digital, whole=whole)


def judge_v2(facts: Mapping[str, Any] | None) -> Judgement:
    """Yes or no only if no missing number could change it; no request at all is not applicable."""
    if facts is None:
        return Judgement("unknown", "no_record")
    if not facts:
        return Judgement("unknown", "no_longer_listed")
    flags = tuple(
        "without_" + channel
        for channel in OTHER_CHANNELS
        if facts.get(channel, ("not_applicable", None))[0] == "not_collected"
    )
    status, count = facts.get("online", ("not_applicable", None))
    if status not in ("provided", "not_applicable"):
        return Judgement("unknown", "online_" + status, flags=flags)
    digital = count or 0
    whole = digital
    hidden = False
    for channel in OTHER_CHANNELS:
        status, count = facts.get(channel, ("not_applicable", None))
        if status == "provided":
            whole += count
        elif status in UNDISCLOSED:
            hidden = True
    if whole == 0:
        if hidden:
            return Judgement("unknown", "no_request_known", flags=flags)
        return Judgement("not_applicable", "no_request", flags=flags)
    if whole < SMALL:
        flags = ("under_30_requests", *flags)
    if not is_above(digital, whole):
        # Certain whatever the hidden channels hold: more requests elsewhere only lower the share.
        return Judgement("no", "not_above_threshold", whole, digital, whole, flags)
    if hidden:
        return Judgement("unknown", "other_channels_not_provided", flags=flags)
    return Judgement("yes", "above_threshold", whole, digital, whole, flags)
