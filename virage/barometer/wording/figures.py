"""One figure in words: what was counted, the verdict and what would change it, who answered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.wording.terms import (
    BAD,
    GOOD,
    Noun,
    count,
    percent,
    side,
    verdict_name,
    whole_percent,
)
from virage.ui import typography
from virage.ui.context import active_language

Figure = dict[str, Any]


def known(figure: Figure) -> int:
    """Units that answered yes or no."""
    return int(figure["yes"]) + int(figure["no"])


def concerned(figure: Figure) -> int:
    """Units to which the question applies: yes, no and unknown."""
    return known(figure) + int(figure["unknown"])


def too_few_known(figure: Figure) -> bool:
    """Whether fewer than half are known: the band is then the figure, and no share is drawn."""
    return 2 * known(figure) < concerned(figure)


def sentence(figure: Figure, noun: Noun) -> str:
    """« 212 des 689 services connus (30,77 %) ; de 21,95 % à 50,62 % des 966 concernés ; 277 sans
    réponse. » Ready to quote: counts beside each percentage, and never a share of too few."""
    return _sentence(figure, noun, lambda number: number)


def sentence_html(figure: Figure, noun: Noun) -> SafeString:
    """The same sentence with its counts in bold."""
    safe = Noun(conditional_escape(noun.one), conditional_escape(noun.many))
    # The sentence is ours, its numbers are digits, and its nouns have just been escaped.
    return mark_safe(_sentence(figure, safe, lambda number: f"<strong>{number}</strong>"))


def _sentence(figure: Figure, noun: Noun, strong: Callable[[str], str]) -> str:
    n, answered, unknown = concerned(figure), known(figure), int(figure["unknown"])
    words = {
        "yes": strong(count(figure["yes"])),
        "known": strong(count(answered)),
        "n": strong(count(n)),
        "unknown": count(unknown),
        "one": noun.one,
        "many": noun.many,
    }
    if n == 0:
        return _("Aucun des %(many)s recensés n’est concerné dans la période.") % words
    words |= {
        "lower": percent(figure["lower"]["percent"]),
        "upper": percent(figure["upper"]["percent"]),
    }
    if too_few_known(figure):
        return (
            ngettext(
                "De %(lower)s à %(upper)s du seul %(one)s concerné ; %(unknown)s sans réponse, trop pour "
                "donner une part.",
                "De %(lower)s à %(upper)s des %(n)s %(many)s concernés ; %(unknown)s sans réponse, trop "
                "pour donner une part.",
                n,
            )
            % words
        )
    words["share"] = percent(figure["share"]["percent"])
    if unknown == 0:
        return (
            ngettext(
                "%(yes)s sur le seul %(one)s concerné (%(share)s) ; aucun sans réponse.",
                "%(yes)s des %(known)s %(many)s connus (%(share)s) ; aucun sans réponse.",
                answered,
            )
            % words
        )
    return (
        ngettext(
            "%(yes)s sur le seul %(one)s connu (%(share)s) ; de %(lower)s à %(upper)s des %(n)s "
            "concernés ; %(unknown)s sans réponse.",
            "%(yes)s des %(known)s %(many)s connus (%(share)s) ; de %(lower)s à %(upper)s des %(n)s "
            "concernés ; %(unknown)s sans réponse.",
            answered,
        )
        % words
    )


def among_listed(figure: Figure, noun: Noun) -> str:
    """« Parmi les services recensés. » while some register is not attested complete; else ""."""
    if not figure["subject_to_census"]:
        return ""
    return _("Parmi les %(many)s recensés.") % {"many": noun.many}


def target_line(target: dict[str, Any]) -> str:
    """« Cible : 75 % à la fin de 2023 »."""
    due = date.fromisoformat(target["on"])
    words = {
        "percent": whole_percent(target["percent"]),
        "year": str(due.year),
        "day": typography.day_in_words(due, active_language()),
    }
    if (due.month, due.day) == (12, 31):
        if target["sense"] == "at_most":
            return _("Cible : au plus %(percent)s à la fin de %(year)s") % words
        return _("Cible : %(percent)s à la fin de %(year)s") % words
    if target["sense"] == "at_most":
        return _("Cible : au plus %(percent)s le %(day)s") % words
    return _("Cible : %(percent)s le %(day)s") % words


def verdict_line(figure: Figure) -> str:
    """« Pas encore, sous réserve du recensement »."""
    name = verdict_name(figure["verdict"])
    if figure["verdict"] is None or not figure["subject_to_census"]:
        return name
    return _("%(verdict)s, sous réserve du recensement") % {"verdict": name}


def verdict_reason(figure: Figure, noun: Noun) -> str:
    """Why the verdict stands, or why there is none: what the units without an answer could change."""
    unknown = int(figure["unknown"])
    where = side(figure["verdict"])
    if where == "none":
        return _("Aucun des %(many)s recensés n’est concerné : il n’y a rien à juger.") % {
            "many": noun.many
        }
    words = {
        "unknown": count(unknown),
        "one": noun.one,
        "many": noun.many,
        "lower": percent(figure["lower"]["percent"]),
        "upper": percent(figure["upper"]["percent"]),
        "target": whole_percent(figure["target"]["percent"]),
        "answer": _good_answer(figure) if where == "not" else _bad_answer(figure),
    }
    if where == "undetermined":
        return (
            ngettext(
                "Selon ce que répondrait le %(one)s sans réponse, la part irait de %(lower)s à "
                "%(upper)s : la cible de %(target)s est entre les deux.",
                "Selon ce que répondraient les %(unknown)s %(many)s sans réponse, la part irait de "
                "%(lower)s à %(upper)s : la cible de %(target)s est entre les deux.",
                unknown,
            )
            % words
        )
    if unknown == 0:
        return _("Tous les %(many)s concernés ont une réponse.") % words
    if where == "not":
        return (
            ngettext(
                "Même si le %(one)s sans réponse comptait comme « %(answer)s », la cible ne serait pas "
                "atteinte.",
                "Même si les %(unknown)s %(many)s sans réponse comptaient tous comme « %(answer)s », la "
                "cible ne serait pas atteinte.",
                unknown,
            )
            % words
        )
    return (
        ngettext(
            "Même si le %(one)s sans réponse comptait comme « %(answer)s », la cible serait atteinte.",
            "Même si les %(unknown)s %(many)s sans réponse comptaient tous comme « %(answer)s », la cible "
            "serait atteinte.",
            unknown,
        )
        % words
    )


def _good_answer(figure: Figure) -> str:
    return _("oui") if figure["target"]["sense"] == "at_least" else _("non")


def _bad_answer(figure: Figure) -> str:
    return _("non") if figure["target"]["sense"] == "at_least" else _("oui")


def break_even_sentence(figure: Figure, noun: Noun) -> str:
    """How many units that nobody listed would change the verdict; "" when the question is not open.

    A register attested complete has no unlisted unit, and an undetermined verdict nothing to lose.
    """
    number = figure["break_even"]
    if number is None or not figure["subject_to_census"]:
        return ""
    words = {"number": count(number), "one": noun.one, "many": noun.many}
    if figure["verdict"] in BAD:
        words["answer"] = _good_answer(figure)
        return (
            ngettext(
                "Il suffirait de %(number)s %(one)s non recensé, « %(answer)s », pour que ce verdict ne "
                "soit plus certain.",
                "Il faudrait %(number)s %(many)s non recensés, tous « %(answer)s », pour que ce verdict "
                "ne soit plus certain.",
                int(number),
            )
            % words
        )
    if figure["verdict"] in GOOD:
        words["answer"] = _bad_answer(figure)
        if int(number) == 0:
            return _("Un seul %(one)s non recensé, « %(answer)s », le ferait tomber.") % words
        return (
            ngettext(
                "Ce verdict tient jusqu’à %(number)s %(one)s non recensé « %(answer)s ».",
                "Ce verdict tient jusqu’à %(number)s %(many)s non recensés, tous « %(answer)s ».",
                int(number),
            )
            % words
        )
    return ""


def weight_sentence(figure: Figure, noun: Noun) -> str:
    """« Pondérée par le volume : 55,82 % (poids effectif : 11,9 services). »; "" without weights."""
    share, effective = figure["share_by_weight"], figure["n_eff"]
    if share is None or effective is None:
        return ""
    return _(
        "Pondérée par le volume : %(share)s (poids effectif : %(effective)s %(many)s sur %(known)s)."
    ) % {
        "share": percent(share["percent"]),
        "effective": typography.decimal(effective["rounded"], active_language()),
        "known": count(known(figure)),
        "many": noun.many,
    }


def not_applicable_sentence(figure: Figure, noun: Noun) -> str:
    """What "not applicable" hides: how many, and the share if the declared ones counted as no."""
    if not int(figure["not_applicable"]):
        return ""
    words = {"number": count(figure["not_applicable"]), "one": noun.one, "many": noun.many}
    told = (
        ngettext(
            "%(number)s %(one)s est sans objet et n’entre pas dans la part.",
            "%(number)s %(many)s sont sans objet et n’entrent pas dans la part.",
            int(figure["not_applicable"]),
        )
        % words
    )
    as_no, share = figure["share_na_as_no"], figure["share"]
    if as_no is None or share is None or as_no["fraction"] == share["fraction"]:
        return told
    words["share"] = percent(as_no["percent"])
    more = (
        _("Si ceux que leur organisme déclare tels comptaient comme « non » : %(share)s.") % words
    )
    return f"{told} {more}"


def population_sentence(figure: Figure, noun: Noun) -> str:
    """To which units the question was put."""
    words = {"many": noun.many}
    if figure["population"] == "requestable":
        return _("Population : les %(many)s dont la demande peut se faire en ligne.") % words
    if figure["population"] == "listed":
        return (
            _("Population : tous les %(many)s recensés, qu’on puisse ou non les demander en ligne.")
            % words
        )
    return ""


def ratio_sentence(figure: Figure) -> str:
    """The ratio of the totals: another figure, with another name. "" when nothing was summed."""
    ratio = figure["ratio"]
    if ratio is None:
        return ""
    return _(
        "Rapport des volumes : %(part)s sur %(whole)s (%(percent)s). C’est un autre chiffre, qui "
        "compte des volumes et ne dit rien du nombre d’unités."
    ) % {
        "part": count(ratio["yes"]),
        "whole": count(ratio["of"]),
        "percent": percent(ratio["percent"]),
    }


def flag_sentences(figure: Figure, noun: Noun, named: Mapping[str, str]) -> list[str]:
    """How many units carry each flag, and the share without them. `named` gives a flag its words."""
    told = []
    for flag, marked in figure["flags"].items():
        words = {
            "number": count(marked["units"]),
            "one": noun.one,
            "many": noun.many,
            "flag": named[flag],
        }
        said = (
            ngettext(
                "%(number)s %(one)s signalé « %(flag)s ».",
                "%(number)s %(many)s signalés « %(flag)s ».",
                int(marked["units"]),
            )
            % words
        )
        without, share = marked["share_without"], figure["share"]
        if without is not None and share is not None and without["fraction"] != share["fraction"]:
            words["share"] = percent(without["percent"])
            said = f"{said} {_('Part sans eux : %(share)s.') % words}"
        told.append(said)
    return told


def coverage(figure: Figure) -> str:
    """« 63 organismes ont répondu, sur 74 attendus », or that nobody knows how many were expected."""
    answered, expected = int(figure["bodies_answered"]), figure["bodies_expected"]
    words = {"answered": count(answered)}
    if expected is None:
        return (
            ngettext(
                "%(answered)s organisme a répondu ; on ne sait pas combien étaient attendus.",
                "%(answered)s organismes ont répondu ; on ne sait pas combien étaient attendus.",
                answered,
            )
            % words
        )
    words["expected"] = count(expected)
    return (
        ngettext(
            "%(answered)s organisme a répondu, sur %(expected)s attendus.",
            "%(answered)s organismes ont répondu, sur %(expected)s attendus.",
            answered,
        )
        % words
    )


def sources_sentence(figure: Figure) -> str:
    """How the answers came to be known: counted, measured, declared."""
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
    return _("Réponses : %(parts)s.") % {"parts": ", ".join(parts)}


def quotation(figure: Figure, noun: Noun, *, edition: str, seal: str, title: str) -> str:
    """The sentence that a journalist can take away: the figure, its edition, its verdict, its seal."""
    parts = [
        _("%(title)s, édition %(edition)s :") % {"title": title, "edition": edition},
        _lower_first(sentence(figure, noun)),
        among_listed(figure, noun),
    ]
    if figure["target"] is not None:
        parts.append(f"{target_line(figure['target'])}. {verdict_line(figure)}.")
    parts.append(_("Sceau %(seal)s.") % {"seal": typography.short_seal(seal)})
    return " ".join(part for part in parts if part)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
