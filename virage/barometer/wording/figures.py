"""One figure in words: what was counted, the verdict and what would change it, how to quote it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import (
    BAD,
    GOOD,
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
    # The sentence is ours, its numbers are digits, and its nouns have just been escaped.
    return mark_safe(_sentence(figure, noun.escaped(), lambda number: f"<strong>{number}</strong>"))


def _sentence(figure: Figure, noun: Noun, strong: Callable[[str], str]) -> str:
    n, answered, unknown = concerned(figure), known(figure), int(figure["unknown"])
    words = {
        "yes": strong(count(figure["yes"])),
        "known": strong(count(answered)),
        "n": strong(count(n)),
        "unknown": count(unknown),
        "one": noun.one,
        "many": noun.many,
        "told": _told(noun, answered),
    }
    if n == 0:
        return (
            noun.agree(
                _(
                    "[Aucun|Aucune] des %(many)s [recensés|recensées] n’est [concerné|concernée] dans la "
                    "période."
                )
            )
            % words
        )
    words |= {
        "lower": percent(figure["lower"]["percent"]),
        "upper": percent(figure["upper"]["percent"]),
    }
    if too_few_known(figure):
        message = ngettext(
            "De %(lower)s à %(upper)s [du seul|de la seule] %(one)s [concerné|concernée] ; %(unknown)s "
            "sans réponse, trop pour donner une part.",
            "De %(lower)s à %(upper)s des %(n)s %(many)s [concernés|concernées] ; %(unknown)s sans "
            "réponse, trop pour donner une part.",
            n,
        )
        return noun.agree(message) % words
    words["share"] = percent(figure["share"]["percent"])
    if unknown == 0:
        message = ngettext(
            "%(yes)s sur [le seul|la seule] %(one)s %(told)s (%(share)s) ; [aucun|aucune] sans réponse.",
            "%(yes)s des %(known)s %(many)s %(told)s (%(share)s) ; [aucun|aucune] sans réponse.",
            answered,
        )
    else:
        message = ngettext(
            "%(yes)s sur [le seul|la seule] %(one)s %(told)s (%(share)s) ; de %(lower)s à %(upper)s des "
            "%(n)s [concernés|concernées] ; %(unknown)s sans réponse.",
            "%(yes)s des %(known)s %(many)s %(told)s (%(share)s) ; de %(lower)s à %(upper)s des %(n)s "
            "[concernés|concernées] ; %(unknown)s sans réponse.",
            answered,
        )
    return noun.agree(message) % words


def _told(noun: Noun, answered: int) -> str:
    """A thing is known; people answer."""
    if noun.within is not None:
        return ngettext("qui a répondu", "qui ont répondu", answered)
    return noun.agree(ngettext("[connu|connue]", "[connus|connues]", answered))


def among_listed(figure: Figure, noun: Noun) -> str:
    """« Parmi les services recensés. » while some register is not attested complete; else ""."""
    if not figure["subject_to_census"]:
        return ""
    if noun.within is not None:
        units = noun.within
        return units.agree(_("Dans les %(many)s [recensés|recensées].")) % {"many": units.many}
    return noun.agree(_("Parmi les %(many)s [recensés|recensées].")) % {"many": noun.many}


def target_line(target: dict[str, Any]) -> str:
    """« Cible : 75 % à la fin de 2023 »."""
    due = date.fromisoformat(target["on"])
    words = {"percent": whole_percent(target["percent"])}
    if (due.month, due.day) == (12, 31):
        words["year"] = str(due.year)
        if target["sense"] == "at_most":
            return _("Cible : au plus %(percent)s à la fin de %(year)s") % words
        return _("Cible : %(percent)s à la fin de %(year)s") % words
    words["day"] = typography.day_in_words(due, active_language())
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
    words = {"one": noun.one, "many": noun.many, "unknown": count(unknown)}
    if where == "none":
        message = _(
            "[Aucun|Aucune] des %(many)s [recensés|recensées] n’est [concerné|concernée] : il n’y a rien "
            "à juger."
        )
        return noun.agree(message) % words
    words |= {
        "lower": percent(figure["lower"]["percent"]),
        "upper": percent(figure["upper"]["percent"]),
        "target": whole_percent(figure["target"]["percent"]),
        "answer": _good_answer(figure) if where == "not" else _bad_answer(figure),
    }
    if where == "undetermined":
        message = ngettext(
            "Selon ce que répondrait [le |la |l’]%(one)s sans réponse, la part irait de %(lower)s à "
            "%(upper)s : la cible de %(target)s est entre les deux.",
            "Selon ce que répondraient les %(unknown)s %(many)s sans réponse, la part irait de "
            "%(lower)s à %(upper)s : la cible de %(target)s est entre les deux.",
            unknown,
        )
    elif unknown == 0:
        message = _("[Tous|Toutes] les %(many)s [concernés|concernées] ont une réponse.")
    elif where == "not":
        message = ngettext(
            "Même si [le |la |l’]%(one)s sans réponse comptait comme « %(answer)s », la cible ne serait "
            "pas atteinte.",
            "Même si les %(unknown)s %(many)s sans réponse comptaient [tous|toutes] comme « %(answer)s », "
            "la cible ne serait pas atteinte.",
            unknown,
        )
    else:
        message = ngettext(
            "Même si [le |la |l’]%(one)s sans réponse comptait comme « %(answer)s », la cible serait "
            "atteinte.",
            "Même si les %(unknown)s %(many)s sans réponse comptaient [tous|toutes] comme « %(answer)s », "
            "la cible serait atteinte.",
            unknown,
        )
    return noun.agree(message) % words


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
        message = ngettext(
            "Il suffirait [d’un seul|d’une seule] %(one)s non [recensé|recensée], « %(answer)s », pour "
            "que ce verdict ne soit plus certain.",
            "Il faudrait %(number)s %(many)s non [recensés|recensées], [tous|toutes] « %(answer)s », "
            "pour que ce verdict ne soit plus certain.",
            int(number),
        )
        return noun.agree(message) % words
    if figure["verdict"] in GOOD:
        words["answer"] = _bad_answer(figure)
        if int(number) == 0:
            message = _(
                "[Un seul|Une seule] %(one)s non [recensé|recensée], « %(answer)s », le ferait tomber."
            )
        else:
            message = ngettext(
                "Ce verdict tient jusqu’à %(number)s %(one)s non [recensé|recensée] « %(answer)s ».",
                "Ce verdict tient jusqu’à %(number)s %(many)s non [recensés|recensées], [tous|toutes] "
                "« %(answer)s ».",
                int(number),
            )
        return noun.agree(message) % words
    return ""


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
