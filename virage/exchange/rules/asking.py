"""Does a service ask people again for what an authoritative source already holds?

Facts of a service are {"items": asked, "examined": of these, "again": asked again, "obstacles": of
these, those that a law prevents from being fetched, "all_listed": whether every form of it is listed}: counts over its form versions in force on the
last day of the period. None means that no form of the service is recorded on that day.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from virage.contracts.indicators import Judgement

TYPED, PREFILLED, FETCHED = "typed", "prefilled", "fetched"
GIVEN = (TYPED, PREFILLED, FETCHED)
"""How an item is given: typed by the person, prefilled for them to confirm, fetched without them."""

MATCHING_KEYS = (
    "person-number",
    "business-number",
    "file-number",
    "property-number",
    "name-and-birth-date",
    "civil-address",
)
"""The closed list of keys by which a source finds a person, a business or a thing."""


class Item(NamedTuple):
    """What was recorded of one item of a form version."""

    examined: bool
    concept: str
    given: str
    obstacle: str


def is_asked_again(item: Item, held: Collection[str]) -> bool:
    """Whether an examined item is typed though one of the concepts `held` by a source is it."""
    return item.examined and item.given == TYPED and item.concept in held


def counted(asked: int, items: Iterable[Item], held: Collection[str]) -> dict[str, int]:
    """The facts of form versions that ask `asked` items together, of which `items` are recorded."""
    known = list(items)
    again = [one for one in known if is_asked_again(one, held)]
    return {
        "items": max(asked, len(known)),
        "examined": sum(one.examined for one in known),
        "again": len(again),
        "obstacles": sum(bool(one.obstacle) for one in again),
    }


def judge_v1(facts: Mapping[str, Any] | None) -> Judgement:
    """No as soon as one item is asked again; yes only once every item of every form was examined."""
    if facts is None:
        return Judgement("unknown", "no_form_recorded")
    weight, whole, part = facts.get("requests"), facts["items"], facts["examined"]
    if facts["again"]:
        only_obstacles = facts["again"] == facts["obstacles"]
        reason = "legal_obstacle" if only_obstacles else "asked_again"
        return Judgement("no", reason, weight=weight, part=part, whole=whole)
    if part < whole:
        return Judgement("unknown", "items_not_examined", weight=weight, part=part, whole=whole)
    if not facts["all_listed"]:
        return Judgement("unknown", "forms_not_all_listed", weight=weight, part=part, whole=whole)
    reason = "asked_once" if whole else "nothing_asked"
    return Judgement("yes", reason, weight=weight, part=part, whole=whole)
