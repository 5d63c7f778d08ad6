"""Whole reports in plain text for the command line: a measurement, an edition, a change, a verification.

Lists of lines in the active language; each says what the pages say, with the same sentences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from virage.barometer.wording import changes, figures, notes
from virage.barometer.wording.nouns import Noun, said, words_of
from virage.barometer.wording.terms import count, percent
from virage.ui import typography
from virage.ui.context import active_language

Json = Mapping[str, Any]


def day(text: str) -> str:
    """« 1er avril 2019 » from "2019-04-01"."""
    return typography.day_in_words(date.fromisoformat(text), active_language())


def period(told: Json) -> str:
    """« du 1er avril 2019 au 31 mars 2020 »: people read the last day as included."""
    last = date.fromordinal(date.fromisoformat(told["to"]).toordinal() - 1)
    return _("du %(first)s au %(last)s") % {
        "first": day(told["from"]),
        "last": typography.day_in_words(last, active_language()),
    }


def measurement(told: Json, definitions: Sequence[Json]) -> Iterator[str]:
    """What `measure` found, target by target; nothing was published."""
    yield _(
        "Mesure %(period)s, dossiers connus à la ligne %(line)s du journal. Rien n’est publié."
    ) % {
        "period": period(told["period"]),
        "line": count(told["known_at"]),
    }
    yield from _targets(told, definitions)


def edition(told: Json) -> Iterator[str]:
    """A published edition."""
    yield _("Baromètre, édition %(label)s, %(period)s") % {
        "label": told["edition"],
        "period": period(told["period"]),
    }
    yield _("Sceau no %(number)s : %(seal)s") % {
        "number": count(told["number"]),
        "seal": told["seal"],
    }
    yield _("Dossiers connus à la ligne %(line)s du journal.") % {"line": count(told["cut"])}
    if told["quote"] != told["edition"]:
        yield _("Révisée : citez plutôt %(label)s.") % {"label": told["quote"]}
    for erratum in told["errata"]:
        yield _("Erratum du %(day)s : %(text)s") % {
            "day": day(erratum["added_at"][:10]),
            "text": said(erratum["text"]),
        }
    yield from _targets(told, told["definitions"])


def _targets(told: Json, definitions: Sequence[Json]) -> Iterator[str]:
    by_code = {one["code"]: one for one in definitions}
    measured = {one["code"]: one for one in told["indicators"]}
    shown = set()
    for target in told["targets"]:
        yield ""
        yield f"{target['target']}  {said(target['title'])}"
        shown.add(target["indicator"])
        if target["state"] == "no_records_yet":
            yield "  " + _("Aucun dossier encore.")
            continue
        yield from _figure(measured[target["indicator"]], by_code[target["indicator"]])
    for code, one in measured.items():
        if code not in shown:
            yield ""
            yield f"–  {said(by_code[code]['title'])}"
            yield from _figure(one, by_code[code])


def _figure(one: Json, definition: Json) -> Iterator[str]:
    figure, words = dict(one), words_of(definition)
    noun = words.noun
    lines = [
        f"{figures.sentence(figure, noun)} {figures.among_listed(figure, noun)}".strip(),
        notes.weight_sentence(figure, words),
        notes.not_applicable_sentence(figure, words),
        notes.people_sentence(figure, words),
        notes.withheld_sentence(figure, words),
        notes.coverage(figure),
        notes.census(figure),
    ]
    if figure["target"] is not None:
        lines += [
            f"{figures.target_line(figure['target'])}. {figures.verdict_line(figure)}.",
            figures.break_even_sentence(figure, noun),
        ]
    lines.append(
        _("%(code)s, définition %(version)s.")
        % {"code": figure["code"], "version": figure["version"]}
    )
    yield from (f"  {line}" for line in lines if line)


def opened(counts: Json, told: Json) -> Iterator[str]:
    """The counts that an edition withholds from one answer, and how to check them."""
    yield f"{told['edition']}, {told['indicator']}, {told['unit']}"
    names = {
        "weight": _("Poids : %(counts)s"),
        "part": _("Partie : %(counts)s"),
        "whole": _("Tout : %(counts)s"),
        "people": _("Oui, non, sans réponse : %(counts)s"),
    }
    for name, held in counts.items():
        if held is not None:
            numbers = held if isinstance(held, list) else [held]
            yield "  " + names[name] % {"counts": ", ".join(count(one) for one in numbers)}
    yield _("Engagement publié : %(commitment)s") % {"commitment": told["commitment"]}
    yield _(
        "C’est le SHA-256 de la valeur « committed » de --format json, en JSON canonique. Cette ouverture "
        "est au journal."
    )


def comparison(told: Json, nouns: Mapping[str, Noun]) -> Iterator[str]:
    """The change between two editions, indicator by indicator."""
    yield _("De l’édition %(from)s à l’édition %(to)s") % {
        "from": told["from"]["edition"],
        "to": told["to"]["edition"],
    }
    for one in told["indicators"]:
        change, noun = dict(one), nouns.get(one["code"]) or Noun.anything()
        yield ""
        yield str(one["code"])
        lines = [
            changes.direction_sentence(change, noun),
            changes.bridge_sentence(change, noun) or _levels(change),
            changes.redefinition_sentence(change),
        ]
        yield from (f"  {line}" for line in lines if line)
        for step in changes.steps(change, noun):
            yield f"  {step.points:>8}  {step.label} ({step.detail})"
    for key, words in (
        ("only_in_from", _("Seulement dans la première : %(codes)s.")),
        ("only_in_to", _("Seulement dans la seconde : %(codes)s.")),
    ):
        if told[key]:
            yield words % {"codes": ", ".join(told[key])}


def _levels(change: Json) -> str:
    shares = [change[side]["share"] for side in ("from", "to")]
    told = [percent(share["percent"]) if share else _("aucune part") for share in shares]
    return _("Niveaux : %(from)s, puis %(to)s.") % {"from": told[0], "to": told[1]}


def verification(told: Iterable[Json]) -> Iterator[str]:
    """What holds and what does not, edition by edition, part by part."""
    headings = {
        "chain": _("Chaîne des sceaux"),
        "figures": _("Chiffres refaits des réponses"),
        "answers": _("Réponses refaites des dossiers connus à la coupe"),
        "journal": _("Journal"),
    }
    seen = False
    for one in told:
        seen = True
        yield _("Édition %(edition)s, sceau %(seal)s") % {
            "edition": one["edition"],
            "seal": one["seal"],
        }
        for part, heading in headings.items():
            words = (
                _("%(part)s : rien ne diffère.")
                if one[part]["holds"]
                else _("%(part)s : quelque chose diffère.")
            )
            yield "  " + words % {"part": heading}
            yield from (f"    {said(fault)}" for fault in one[part]["differs"])
        if one["withheld"]:
            yield "  " + _("Fichiers détruits, que nul ne peut plus relire :")
            yield from (f"    {said(line)}" for line in one["withheld"])
    if not seen:
        yield _("Aucune édition n’est publiée encore : il n’y a rien à vérifier.")
