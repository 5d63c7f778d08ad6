"""Can a process run without paper from its first step to its last, and do its cases?

Facts of a process are {"steps", "digital", "paper", "cases", "on_paper", "by_choice"}: how many steps
apply, how many of these are seen to run without paper, how many are seen to need it; cases of the
period, those that used any paper, of these those by the citizen's own choice (None when the days handed
in do not make the period, or it was not counted). None: nothing is known of the process.
"""

from collections.abc import Mapping
from typing import Any

from virage.contracts.indicators import Judgement

PUBLIC, INTERNAL = "public", "internal"
AUDIENCES = (PUBLIC, INTERNAL)
DIGITAL, PAPER, NOT_APPLICABLE = "digital", "paper", "not_applicable"
MEDIA = (DIGITAL, PAPER, NOT_APPLICABLE)
AT_MOST = (5, 100)
"""The share of cases that may use paper, those set apart in which a citizen chose it."""


def steps_seen(declared: int, media: Mapping[str, str]) -> dict[str, int]:
    """The facts on steps, from how many are said to apply and the medium of each that was seen."""
    aside = sum(medium == NOT_APPLICABLE for medium in media.values())
    return {
        "steps": max(declared, len(media) - aside),
        "digital": sum(medium == DIGITAL for medium in media.values()),
        "paper": sum(medium == PAPER for medium in media.values()),
    }


def is_share_small(cases: int, on_paper: int, by_choice: int) -> bool:
    """Whether at most 5 % of cases used paper, those by a citizen's choice set apart."""
    part, whole = AT_MOST
    return whole * (on_paper - by_choice) <= part * (cases - by_choice)


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """One step that needs paper makes a no; a yes takes every step, and the share of cases."""
    if facts is None:
        return Judgement("unknown", "no_record")
    cases, on_paper = facts["cases"], facts["on_paper"]
    if facts["paper"]:
        return _counted("no", "a_step_needs_paper", cases, on_paper)
    all_seen = facts["digital"] == facts["steps"]
    if cases == 0:
        if all_seen:
            return Judgement("not_applicable", "no_case")
        return Judgement("unknown", "a_step_not_seen")
    if cases is not None and on_paper is not None:
        if not is_share_small(cases, on_paper, facts["by_choice"]):
            return _counted("no", "cases_on_paper", cases, on_paper)
        if all_seen:
            return _counted("yes", "without_paper", cases, on_paper)
    return Judgement("unknown", "cases_not_known" if all_seen else "a_step_not_seen", weight=cases)


def _counted(value: Any, reason: str, cases: int | None, on_paper: int | None) -> Judgement:
    if cases is None or on_paper is None:
        return Judgement(value, reason, weight=cases)
    return Judgement(value, reason, weight=cases, part=cases - on_paper, whole=cases)
