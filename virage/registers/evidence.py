"""Shows the references to batches of hand-ins, whichever package owns them, as public evidence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from virage.contracts.acts import declare_acts
from virage.contracts.references import (
    Reference,
    Resolved,
    declare_grouped_resolver,
    resolve_all,
)
from virage.contracts.text import Text


def declare_batches(batches: type[Any], otherwise: Text) -> None:
    """References to the `batches` of a package show the hand-in that brought the batch, and the journal
    says in words that it was accepted.

    An act of a person has no page: `otherwise` says what it was ("Entry in the register of services").
    """

    def shown(references: Sequence[Reference]) -> dict[Reference, Resolved]:
        ids = {one: one.uuid for one in references}
        rows = batches.objects.filter(public_id__in={one for one in ids.values() if one})
        sources = dict(rows.values_list("public_id", "source"))
        of_hand_ins = {
            one: source
            for one, public_id in ids.items()
            if public_id in sources and (source := _hand_in(sources[public_id], one)) is not None
        }
        proofs = resolve_all(of_hand_ins.values())
        act = Resolved(otherwise, "")
        return {
            one: proofs.get(of_hand_ins[one], act) if one in of_hand_ins else act
            for one, public_id in ids.items()
            if public_id in sources
        }

    package = batches._meta.app_label
    declare_grouped_resolver(f"{package}.batch", shown)
    where_fr = otherwise.fr[:1].lower() + otherwise.fr[1:]
    where_en = otherwise.en[:1].lower() + otherwise.en[1:]
    accepted = Text(f"Dépôt accepté : {where_fr}", f"Hand-in accepted: {where_en}")
    declare_acts({f"{package}:hand-in:accepted": accepted})


def _hand_in(source: str, asked: Reference) -> Reference | None:
    """The hand-in behind a batch, at the line that is asked for; None for the act of a person."""
    try:
        reference = Reference.parse(source)
    except ValueError:
        return None
    return (
        replace(reference, fragment=asked.fragment)
        if reference.kind.startswith("intake.")
        else None
    )
