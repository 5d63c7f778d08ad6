"""What goes with a figure and is not in its sentence: weight, population, flags, who answered, how."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from virage.barometer.wording.figures import known
from virage.barometer.wording.nouns import Words, of
from virage.barometer.wording.terms import count, percent
from virage.ui import typography
from virage.ui.context import active_language

Figure = dict[str, Any]


def weight_sentence(figure: Figure, words: Words) -> str:
    """« Pondérée par le nombre de demandes : 55,82 % (poids effectif : 11,9 services sur 689). »;
    "" without weights."""
    share, effective = figure["share_by_weight"], figure["n_eff"]
    if share is None or effective is None:
        return ""
    told = {
        "share": percent(share["percent"]),
        "effective": typography.decimal(effective["rounded"], active_language()),
        "known": count(known(figure)),
        "many": words.noun.many,
    }
    if not words.weight:
        return (
            _("Part pondérée : %(share)s (poids effectif : %(effective)s %(many)s sur %(known)s).")
            % told
        )
    told["of_weight"] = of(words.weight)
    return (
        _(
            "Pondérée par le nombre %(of_weight)s : %(share)s (poids effectif : %(effective)s %(many)s "
            "sur %(known)s)."
        )
        % told
    )


def not_applicable_sentence(figure: Figure, words: Words) -> str:
    """What "not applicable" hides: how many, and the share if the declared ones counted as no."""
    if not int(figure["not_applicable"]):
        return ""
    noun = words.noun
    told = {"number": count(figure["not_applicable"]), "one": noun.one, "many": noun.many}
    said = (
        ngettext(
            "%(number)s %(one)s est sans objet et n’entre pas dans la part.",
            "%(number)s %(many)s sont sans objet et n’entrent pas dans la part.",
            int(figure["not_applicable"]),
        )
        % told
    )
    as_no, share = figure["share_na_as_no"], figure["share"]
    if as_no is None or share is None or as_no["fraction"] == share["fraction"]:
        return said
    told["share"] = percent(as_no["percent"])
    more = _(
        "Si [ceux|celles] que leur organisme déclare [tels|telles] comptaient comme « non » : %(share)s."
    )
    return f"{said} {noun.agree(more) % told}"


def population_sentence(figure: Figure, words: Words) -> str:
    """To which units the question was put."""
    population = words.populations.get(figure["population"], "")
    if not population and figure["population"] == "listed":
        unit = words.unit
        population = unit.agree(_("[tous|toutes] les %(many)s [recensés|recensées]")) % {
            "many": unit.many
        }
    if not population:
        return ""
    return _("Population : %(population)s.") % {"population": population}


def ratio_sentence(figure: Figure, words: Words) -> str:
    """The ratio of the totals: another figure, with another name. "" when nothing was summed."""
    ratio = figure["ratio"]
    if ratio is None:
        return ""
    noun = words.noun
    told = {
        "part": count(ratio["yes"]),
        "whole": count(ratio["of"]),
        "parts": words.part,
        "wholes": words.whole,
        "percent": percent(ratio["percent"]),
        "many": noun.many,
    }
    if not (words.part and words.whole):
        message = _(
            "Rapport des totaux : %(part)s sur %(whole)s (%(percent)s). C’est un autre chiffre, qui ne "
            "dit rien du nombre [de |de |d’]%(many)s."
        )
        return noun.agree(message) % told
    return (
        _(
            "Rapport des totaux : %(part)s %(parts)s sur %(whole)s %(wholes)s (%(percent)s). C’est un "
            "autre chiffre : il compte des %(wholes)s, et non des %(many)s."
        )
        % told
    )


def flag_sentences(figure: Figure, words: Words, named: Mapping[str, str]) -> list[str]:
    """How many units carry each flag, and the share without them. `named` gives a flag its words."""
    noun = words.unit
    told = []
    for flag, marked in figure["flags"].items():
        parts = {
            "number": count(marked["units"]),
            "one": noun.one,
            "many": noun.many,
            "flag": named[flag],
        }
        message = ngettext(
            "%(number)s %(one)s [signalé|signalée] « %(flag)s ».",
            "%(number)s %(many)s [signalés|signalées] « %(flag)s ».",
            int(marked["units"]),
        )
        said = noun.agree(message) % parts
        without, share = marked["share_without"], figure["share"]
        if without is not None and share is not None and without["fraction"] != share["fraction"]:
            parts["share"] = percent(without["percent"])
            more = _("Part sans [eux|elles] : %(share)s.")
            said = f"{said} {noun.agree(more) % parts}"
        told.append(said)
    return told


def coverage(figure: Figure) -> str:
    """« 63 organismes ont répondu, sur 74 attendus », or that nobody knows how many were expected."""
    answered, expected = int(figure["bodies_answered"]), figure["bodies_expected"]
    if expected is None:
        return ngettext(
            "%(answered)s organisme a répondu ; on ne sait pas combien étaient attendus.",
            "%(answered)s organismes ont répondu ; on ne sait pas combien étaient attendus.",
            answered,
        ) % {"answered": count(answered)}
    census = figure.get("census")
    present = answered if census is None else int(census["answered"])
    said = [
        ngettext(
            "%(answered)s organisme a répondu, sur %(expected)s attendus.",
            "%(answered)s organismes ont répondu, sur %(expected)s attendus.",
            present,
        )
        % {"answered": count(present), "expected": count(expected)}
    ]
    if answered > present:
        others = ngettext(
            "%(others)s autre a répondu sans y être tenu.",
            "%(others)s autres ont répondu sans y être tenus.",
            answered - present,
        )
        said.append(others % {"others": count(answered - present)})
    return " ".join(said)


def _staff(census: Mapping[str, Any]) -> str:
    """How much of the people of the bodies expected the answers speak for."""
    share, few = census["staff"], int(census["few"])
    if share is None:
        return _("L’effectif de tous les organismes attendus n’est pas connu.")
    said = _(
        "Ceux qui ont répondu emploient %(share)s du personnel des organismes attendus "
        "(%(people)s personnes sur %(of)s)."
    ) % {
        "share": percent(share["percent"]),
        "people": count(share["yes"]),
        "of": count(share["of"]),
    }
    if not few:
        return said
    more = ngettext(
        "Un organisme de moins de dix personnes n’entre pas dans cette part.",
        "%(few)s organismes de moins de dix personnes n’entrent pas dans cette part.",
        few,
    )
    return f"{said} {more % {'few': count(few)}}"


def census(figure: Figure) -> str:
    """How many people the answers speak for, and which bodies say that their register is complete; ""
    when the edition does not tell."""
    told = figure.get("census")
    if told is None or not int(told["of"]):
        return ""
    staff = "" if figure["bodies_expected"] is None else _staff(told)
    return f"{staff} {_attestation(figure, told)}".strip()


def _attestation(figure: Figure, census: Mapping[str, Any]) -> str:
    expected = figure["bodies_expected"] is not None
    if census["complete"] == census["of"]:
        if expected:
            return _("Chaque organisme attendu atteste que son registre est complet.")
        return _("Chaque organisme recensé atteste que son registre est complet.")
    if census["never"] == census["of"]:
        if expected:
            return _("Aucun organisme attendu n’atteste son registre.")
        return _("Aucun organisme recensé n’atteste son registre.")
    words = {name: count(census[name]) for name in ("of", "complete", "partial", "never")}
    if expected:
        message = ngettext(
            "Le seul organisme attendu n’atteste pas que son registre est complet.",
            "Registre attesté complet par %(complete)s des %(of)s organismes attendus, partiel par "
            "%(partial)s ; sans attestation de %(never)s.",
            int(census["of"]),
        )
    else:
        message = ngettext(
            "Le seul organisme recensé n’atteste pas que son registre est complet.",
            "Registre attesté complet par %(complete)s des %(of)s organismes recensés, partiel par "
            "%(partial)s ; sans attestation de %(never)s.",
            int(census["of"]),
        )
    return message % words


def people_sentence(figure: Figure, words: Words) -> str:
    """Through how many units people were counted, and the share without those whom their body answers
    for; "" where units are counted."""
    told = figure.get("people")
    if told is None:
        return ""
    unit, noun = words.unit, words.noun
    numbers = {
        "units": count(told["units"]),
        "answered": count(told["units_answered"]),
        "one": unit.one,
        "many": unit.many,
        "people": noun.many,
    }
    said = [
        unit.agree(
            ngettext(
                "On compte des %(people)s à travers [un seul|une seule] %(one)s.",
                "On compte des %(people)s à travers %(units)s %(many)s, dont %(answered)s où quelqu’un "
                "a répondu.",
                int(told["units"]),
            )
        )
        % numbers
    ]
    if uncounted := int(told["uncounted"]):
        message = ngettext(
            "On ignore combien [de |de |d’]%(people)s compte %(number)s %(one)s : la fourchette "
            "l’ignore aussi.",
            "On ignore combien [de |de |d’]%(people)s comptent %(number)s %(many)s : la fourchette les "
            "ignore aussi.",
            uncounted,
        )
        said.append(noun.agree(message) % {**numbers, "number": count(uncounted)})
    without, share = told["share_without_declared"], figure["share"]
    if share is not None and any(int(one) for one in told["declared"].values()):
        if without is None:
            said.append(_("Toutes les réponses sont celles que l’organisme déclare."))
        else:
            more = _("Sans ce que l’organisme déclare à leur place : %(share)s.")
            said.append(more % {"share": percent(without["percent"])})
    return " ".join(said)


WITHHELD = gettext_lazy("compte de personnes retenu (1 à 9, ou pour en protéger un autre)")


def withheld_sentence(figure: Figure, words: Words) -> str:
    """Of how many units the counts of people are withheld, and whether the totals hold them; "" if none."""
    told = figure.get("withheld")
    if told is None:
        return ""
    unit, units, left_out = words.unit, int(told["units"]), int(told["left_out"])
    numbers = {"one": unit.one, "many": unit.many, "number": count(units)}
    said = (
        ngettext(
            "Compte de personnes retenu (1 à 9, ou pour en protéger un autre) : %(number)s %(one)s.",
            "Comptes de personnes retenus (1 à 9, ou pour en protéger un autre) : %(number)s %(many)s.",
            units,
        )
        % numbers
    )
    if not left_out:
        more = _("Les totaux sont exacts et les comprennent.")
    elif left_out == units:
        more = _("Aucun total ne les comprend : ils s’en déduiraient.")
    else:
        more = ngettext(
            "Les totaux les comprennent, sauf %(left)s, qui s’en déduirait.",
            "Les totaux les comprennent, sauf %(left)s, qui s’en déduiraient.",
            left_out,
        ) % {"left": count(left_out)}
    return f"{said} {more}"


def withheld_of_body(counted: Figure, words: Words) -> str:
    """« Sans 2 unités administratives, dont le compte de personnes est retenu. »: of the sums of a body,
    where people are counted; "" where they are whole."""
    number = int(counted.get("withheld", 0))
    if not number or words.noun is words.unit:
        return ""
    message = ngettext(
        "Sans %(number)s %(one)s, dont le compte de personnes est retenu.",
        "Sans %(number)s %(many)s, dont les comptes de personnes sont retenus.",
        number,
    )
    return message % {"number": count(number), "one": words.unit.one, "many": words.unit.many}


def sources_sentence(figure: Figure, words: Words) -> str:
    """How the answers came to be known: counted, measured, declared. Units answer, even for people."""
    parts = [
        text % {"number": count(figure[key])}
        for key, text in (
            ("counted", _("%(number)s comptées par la plateforme")),
            ("measured", _("%(number)s mesurées")),
            ("declared", _("%(number)s déclarées par les organismes")),
        )
        if int(figure[key])
    ]
    if not parts:
        return ""
    told = {"parts": ", ".join(parts), "many": words.unit.many}
    if figure.get("people") is not None:
        return _("Réponses des %(many)s : %(parts)s.") % told
    return _("Réponses : %(parts)s.") % told
