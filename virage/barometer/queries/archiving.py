"""An edition as one file that anyone can verify elsewhere: a ZIP of canonical JSON, made as it is read."""

import zipfile
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from virage.barometer.models import Edition, EditionComparison
from virage.barometer.queries import editions, verifying
from virage.barometer.rules import archive as rules
from virage.barometer.rules import sealed
from virage.lib.canonical import canonical

ANSWERS_AT_ONCE = 500

READ_ME_FR = """# Édition {label} du baromètre{revision}

Cette archive contient tout ce qu’il faut pour refaire les chiffres de l’édition, sans base de données.

- `edition.json` : ce qu’est l’édition, sa coupe, son sceau et celui de l’édition d’avant ;
- `figures.json` : les chiffres scellés, les cibles et les noms des organismes ;
- `definitions.json` : les questions posées et les termes du calcul ;
- `answers.jsonl` : une réponse par ligne, une ligne par unité comptée ;
- `chain.json` : les sceaux de toutes les éditions jusqu’à celle-ci ;
- `errata.json`, `changes.json` : les corrections en mots et les changements ; ils ne sont pas scellés.

Pour vérifier, avec le logiciel libre Virage :

    virage barometer verify --archive CETTE-ARCHIVE.zip --seal SCEAU

où SCEAU est celui que vous avez noté le jour de la publication, ou lu ailleurs. Celui que donne
l’archive ne prouve que sa cohérence : {seal}

Les textes (JSON canonique, RFC 8785) sont en UTF-8. Une part est donnée par ses deux entiers.
"""

READ_ME_EN = """# Barometer, edition {label}{revision}

This archive holds all that is needed to make the figures of the edition again, with no database.

- `edition.json`: what the edition is, its cut, its seal and that of the edition before;
- `figures.json`: the sealed figures, the targets and the names of the bodies;
- `definitions.json`: the questions put and the terms of the count;
- `answers.jsonl`: one answer a line, one line for each unit counted;
- `chain.json`: the seals of all editions up to this one;
- `errata.json`, `changes.json`: corrections in words, and changes; they are not sealed.

To verify, with the free software Virage:

    virage barometer verify --language en --archive THIS-ARCHIVE.zip --seal SEAL

where SEAL is the one that you noted on the day of publication, or read elsewhere. The one that the
archive gives only proves that it agrees with itself: {seal}

Texts (canonical JSON, RFC 8785) are in UTF-8. A share is given by its two integers.
"""


class _Outlet:
    """Where the ZIP is written: bytes are kept until the stream passes them on. It cannot seek."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep some bytes."""
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """All that waits, once."""
        data, self.waiting = b"".join(self.waiting), []
        return data


def file_name(edition: Edition) -> str:
    """The name of the archive."""
    return f"virage-barometer-{edition.slug}.zip"


def archive(edition: Edition) -> Iterator[bytes]:
    """The bytes of the archive of a published edition, piece by piece.

    The same edition gives the same bytes, save for the errata that were added since.
    """
    outlet = _Outlet()
    moment = (edition.published_at or edition.prepared_at).astimezone(UTC)
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as target:  # type: ignore[call-overload]

        def member(name: str) -> zipfile.ZipInfo:
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            return info

        words = {
            "label": edition.label,
            "seal": edition.seal,
        }
        for name, text, revision in (
            (rules.READ_ME[0], READ_ME_FR, f", révision {edition.revision}"),
            (rules.READ_ME[1], READ_ME_EN, f", revision {edition.revision}"),
        ):
            filled = text.format(**words, revision=revision if edition.revision else "")
            target.writestr(member(name), filled)
        rows = editions.indicators_of(edition)
        content = verifying.sealed_of(edition, rows)
        for name, value in (
            (rules.EDITION, _about(edition, content)),
            (rules.FIGURES, content.figures),
            (rules.DEFINITIONS, list(content.definitions)),
            (rules.CHAIN, chain(edition)),
            (rules.ERRATA, errata_json(edition)),
            (rules.CHANGES, _changes(edition)),
        ):
            target.writestr(member(name), canonical(value) + b"\n")
            yield outlet.taken()
        with target.open(member(rules.ANSWERS), "w") as lines:
            for row in rows:
                leaves = sealed.leaves_of(row.definition, editions.answers_of(row))
                for at, leaf in enumerate(leaves, start=1):
                    lines.write(canonical(leaf) + b"\n")
                    if at % ANSWERS_AT_ONCE == 0:
                        yield outlet.taken()
    yield outlet.taken()


def _about(edition: Edition, content: sealed.Sealed) -> dict[str, Any]:
    return {
        "format": rules.FORMAT,
        "edition": edition.slug,
        "label": edition.label,
        "public_id": str(edition.public_id),
        "number": content.number,
        "previous_seal": content.previous,
        "merkle_root": content.root,
        "seal": content.seal,
        "cut": content.cut,
    }


def chain(edition: Edition) -> list[dict[str, Any]]:
    """The seals from the first edition to this one."""
    links = editions.sealed().filter(number__lte=edition.number)
    return [
        {"number": number, "edition": slug, "previous_seal": previous, "seal": seal}
        for number, slug, previous, seal in links.values_list(
            "number", "slug", "previous_seal", "seal"
        )
    ]


def errata_json(edition: Edition) -> list[dict[str, Any]]:
    """The errata beside an edition, as outputs tell them."""
    return [
        {
            "added_at": one.added_at.astimezone(UTC).isoformat(timespec="seconds"),
            "text": {"fr": one.text.fr, "en": one.text.en},
        }
        for one in editions.errata([edition])
    ]


def _changes(edition: Edition) -> list[dict[str, Any]]:
    kept = (
        EditionComparison.objects.filter(edition=edition).select_related("earlier").order_by("pk")
    )
    return [{"since": one.earlier.slug, **one.comparison} for one in kept]
