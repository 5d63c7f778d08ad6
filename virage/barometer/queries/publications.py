"""Requests to publish: those that wait for a second person, and one by its public id."""

import uuid

from virage.barometer.models import Publication
from virage.barometer.rules.errors import UnknownEdition


def open_publications() -> list[Publication]:
    """Requests not yet carried out, the oldest first."""
    waiting = Publication.objects.filter(state__in=(Publication.ASKED, Publication.CONFIRMED))
    return list(waiting.select_related("asked_by", "confirmed_by", "revision_of").order_by("pk"))


def decided_publications(at_most: int = 10) -> list[Publication]:
    """Requests carried out, failed or withdrawn, the latest first."""
    rows = Publication.objects.exclude(state__in=(Publication.ASKED, Publication.CONFIRMED))
    return list(
        rows.select_related("asked_by", "confirmed_by", "revision_of", "edition").order_by("-pk")[
            :at_most
        ]
    )


def publication(public_id: str) -> Publication:
    """A request by its public id; raises `UnknownEdition`."""
    try:
        identity = uuid.UUID(public_id)
    except ValueError:
        identity = uuid.UUID(int=0)
    found = Publication.objects.filter(public_id=identity).select_related(
        "asked_by", "confirmed_by", "revision_of", "edition"
    )
    one = found.first()
    if one is None:
        raise UnknownEdition(
            "Aucune demande de publication n’a cet identifiant.",
            "No request to publish has that identifier.",
        )
    return one
