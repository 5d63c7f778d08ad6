"""Shows the references to batches of hand-ins, whichever package owns them, as public evidence."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from virage.contracts.references import Reference, Resolved, declare_resolver, resolve
from virage.contracts.registry import NotDeclared
from virage.contracts.text import Text


def declare_batches(batches: type[Any], otherwise: Text) -> None:
    """References to the `batches` of a package show the hand-in that brought the batch.

    An act of a person has no page: `otherwise` says what it was ("Entry in the register of services").
    """

    def shown(reference: Reference) -> Resolved | None:
        try:
            batch = batches.objects.filter(public_id=reference.id).first()
        except ValidationError:
            return None
        if batch is None:
            return None
        try:
            source = replace(Reference.parse(batch.source), fragment=reference.fragment)
            of_hand_in = resolve(source) if source.kind.startswith("intake.") else None
        except (ValueError, NotDeclared):
            of_hand_in = None
        return of_hand_in or Resolved(otherwise, "")

    declare_resolver(f"{batches._meta.app_label}.batch", shown)
