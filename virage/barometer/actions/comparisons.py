"""The changes kept for the pages: made at publication, from sealed answers, and never by hand."""

from django.db import transaction

from virage.barometer.models import Edition, EditionComparison
from virage.barometer.queries import comparing, editions
from virage.contracts.indicators import Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry


def store_comparisons(*, edition: Edition, registry: Registry[Indicator] = declared) -> None:
    """Keep the change from the edition before to this one, and from this one to the edition after.

    Each in its last revision: a revision of an old period changes what came after it. May be repeated.
    """
    before, after = editions.neighbours(edition, editions.quotable())
    for earlier, later in ((before, edition), (edition, after)):
        if earlier is None or later is None:
            continue
        made = comparing.compare(earlier, later, registry=registry)["indicators"]
        with transaction.atomic():
            kept = set(
                EditionComparison.objects.filter(edition=later, earlier=earlier).values_list(
                    "code", flat=True
                )
            )
            EditionComparison.objects.bulk_create(
                EditionComparison(edition=later, earlier=earlier, code=one["code"], comparison=one)
                for one in made
                if one["code"] not in kept
            )
