"""What every public page of the barometer reads besides what it shows: revisions, errata, freshness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from virage.barometer.models import Edition, EditionAnswer, EditionBody, EditionIndicator, Erratum
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import editions as editions_
from virage.contracts.text import Text

NO_LONGER_LISTED = "no_longer_listed"


@dataclass(frozen=True, slots=True)
class State:
    """What published pages depend on: the last seal, which stands for all editions before it, the last
    erratum, and when either came. Empty before the first."""

    seal: str
    erratum: str
    changed_at: datetime | None


def state() -> State:
    """The state of what is published. Two queries."""
    sealed = Edition.objects.filter(state=SEALED).order_by("-number")
    seal, published_at = sealed.values_list("seal", "published_at").first() or ("", None)
    errata = Erratum.objects.order_by("-pk").values_list("public_id", "added_at")
    erratum, added_at = errata.first() or ("", None)
    moments = [one for one in (published_at, added_at) if one]
    return State(seal, str(erratum), max(moments, default=None))


def revised_by(edition: Edition, editions: Sequence[Edition]) -> Edition | None:
    """The last revision of the same edition, when `edition` is not it."""
    origin = edition.revision_of_id or edition.pk
    family = [one for one in editions if (one.revision_of_id or one.pk) == origin]
    last = max(family, key=lambda one: one.revision, default=edition)
    return None if last.pk == edition.pk else last


def errata(editions: Iterable[Edition]) -> dict[int, list[Erratum]]:
    """The errata of each edition, oldest first, by its key. One query."""
    found: dict[int, list[Erratum]] = {}
    for one in editions_.errata(editions):
        found.setdefault(one.edition_id, []).append(one)
    return found


def headlines(edition: Edition) -> list[EditionIndicator]:
    """The figures of the whole, without those of each body. One query."""
    rows = EditionIndicator.objects.filter(edition=edition)
    return list(rows.defer("by_organisation").order_by("position"))


def counts(rows: QuerySet[EditionAnswer]) -> dict[str, int]:
    """How many answers of each value, and of those no longer listed. One query."""
    found: dict[str, int] = {NO_LONGER_LISTED: 0}
    grouped = rows.order_by().values_list("value", "reason").annotate(number=Count("pk"))
    for value, reason, number in grouped:
        found[value] = found.get(value, 0) + number
        if value == "unknown" and reason == NO_LONGER_LISTED:
            found[NO_LONGER_LISTED] += number
    return found


def names_in(editions: Iterable[int]) -> dict[tuple[int, str], Text]:
    """What bodies were called, by edition key and body code. One query."""
    rows = EditionBody.objects.filter(edition__in=list(editions))
    told = rows.values_list("edition_id", "code", "name_fr", "name_en")
    return {(edition, code): Text(fr, en) for edition, code, fr, en in told}
