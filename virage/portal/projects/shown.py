"""What the pages of projects show: colours, facts and payments in the words of one language."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.plans.rules import payments, portfolio, portfolio_words
from virage.plans.rules.portfolio import Alarm, Sign
from virage.portal.projects.joined import Joined
from virage.ui import typography
from virage.ui.context import active_language, said

BADGES = {
    portfolio.GREEN: "yes",
    portfolio.YELLOW: "warning",
    portfolio.RED: "error",
    portfolio.GREY: "no_records",
    portfolio.UNTOLD: "undetermined",
}
PAYMENT_BADGES = {
    payments.NOT_YET_DUE: "no_records",
    payments.DUE: "sent",
    payments.RETAINED: "warning",
    payments.RELEASED: "accepted",
}


def percent(share: Fraction | None) -> str:
    """A share in words; a dash when there is none."""
    return typography.EN_DASH if share is None else typography.percent(share, active_language())


def money(cents: int) -> str:
    """An amount in words."""
    return typography.money(cents, active_language())


def integer(number: int) -> str:
    """A count in words."""
    return typography.integer(number, active_language())


def day(when: date) -> str:
    """A day in words."""
    return typography.day_in_words(when, active_language())


def signed_money(cents: int) -> str:
    """An amount with its sign."""
    return f"+{money(cents)}" if cents > 0 else money(cents)


def signed_days(days: int) -> str:
    """Days with their sign: « +184 jours »."""
    number = integer(days)
    shown = f"+{number}" if days > 0 else number
    return ngettext("%(shown)s jour", "%(shown)s jours", abs(days)) % {"shown": shown}


def signed_percent(share: Fraction | None) -> str:
    """A share with its sign."""
    told = percent(share)
    return f"+{told}" if share is not None and share > 0 else told


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its sign and word."""

    code: str
    badge: str
    words: str


def colour(code: str) -> Colour | None:
    """A colour in words; none when nothing is declared."""
    if not code:
        return None
    return Colour(code, BADGES[code], said(portfolio_words.COLOURS[code]))


def fact(one: Sign, joined: Joined) -> str:
    """A fact that makes the rating, in a sentence."""
    rule = portfolio.definition_on(joined.today)
    against = joined.variances[0] if joined.variances else None
    if one.code == "cost" and against is not None:
        words = {"sum": signed_money(against.cost), "share": signed_percent(one.share)}
        return _("Coût prévu par rapport à la première base : %(sum)s, %(share)s.") % words
    if one.code == "time" and against is not None:
        words = {"days": signed_days(against.days), "share": signed_percent(one.share)}
        return _("Fin prévue par rapport à la première base : %(days)s, %(share)s de la durée.") % (
            words
        )
    if one.code == "consultants":
        return _("Part des consultants dans la dépense : %(share)s.") % {
            "share": percent(one.share)
        }
    return _counted(one.code, one.count, rule.risk_days)


def _counted(code: str, count: int, days: int) -> str:
    if code == "rebaselined":
        if not count:
            return _("Jamais autorisé de nouveau.")
        told = ngettext("Autorisé de nouveau %(n)s fois.", "Autorisé de nouveau %(n)s fois.", count)
    elif code == "high-risks":
        if not count:
            return _("Aucun risque élevé.")
        told = ngettext("%(n)s risque élevé.", "%(n)s risques élevés.", count)
    elif code == "unassessed-risks":
        if not count:
            return _("Les cinq risques sont évalués par qui ne réalise pas le projet.")
        told = ngettext(
            "%(n)s risque sur cinq n’est pas évalué depuis %(days)s jours ou plus.",
            "%(n)s risques sur cinq ne sont pas évalués depuis %(days)s jours ou plus.",
            count,
        )
    elif code == "failed-acceptance":
        if not count:
            return _("Aucun essai d’acceptation n’échoue.")
        told = ngettext(
            "%(n)s essai d’acceptation ne tient pas.",
            "%(n)s essais d’acceptation ne tiennent pas.",
            count,
        )
    else:
        if not count:
            return _("Aucun essai d’acceptation venu à son jour ne reste sans réponse.")
        told = ngettext(
            "De %(n)s essai d’acceptation, on ne peut pas dire s’il tient.",
            "De %(n)s essais d’acceptation, on ne peut pas dire s’ils tiennent.",
            count,
        )
    return told % {"n": integer(count), "days": integer(days)}


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact and the colour that it gives."""

    words: str
    colour: Colour | None

    @property
    def is_calm(self) -> bool:
        """Whether it gives green."""
        return self.colour is not None and self.colour.code == portfolio.GREEN


def facts(joined: Joined) -> list[FactShown]:
    """The facts of the rating, the worst first."""
    ordered = sorted(joined.rating.signs, key=lambda one: -portfolio.COLOURS.index(one.colour))
    return [FactShown(fact(one, joined), colour(one.colour)) for one in ordered]


def verdict(joined: Joined) -> str:
    """What is declared beside what the facts give, in one sentence."""
    rating = joined.rating
    words = {
        "declared": said(portfolio_words.COLOURS[rating.declared]).lower()
        if rating.declared
        else "",
        "facts": said(portfolio_words.COLOURS[rating.of_facts]).lower(),
    }
    if rating.colour == portfolio.UNTOLD:
        return _("Aucune base n’est inscrite : il n’y a rien à quoi comparer ce projet.")
    if joined.known.last_report is None:
        return _("Aucun rapport n’a été fait : le projet est gris.")
    if rating.colour == portfolio.GREY:
        words["day"] = day(joined.known.last_report.as_of)
        words["days"] = integer(portfolio.definition_on(joined.today).stale_days)
        return (
            _(
                "Le dernier rapport est du %(day)s, il y a plus de %(days)s jours : le projet est gris. "
                "L’organisme le déclarait %(declared)s ; les faits connus donnent %(facts)s."
            )
            % words
        )
    if rating.is_flattered:
        return _("L’organisme le déclare %(declared)s ; les faits donnent %(facts)s.") % words
    if rating.disagrees:
        return (
            _("L’organisme le déclare %(declared)s, plus sévère que les faits : %(facts)s.") % words
        )
    return _("L’organisme et les faits s’accordent : %(facts)s.") % words


def alarm(one: Alarm) -> str:
    """An alarm that asks to split."""
    if one.code == "too-long":
        return _(
            "Ce projet s’étend sur %(months)s mois, plus que %(most)s : il devrait être scindé."
        ) % {"months": integer(one.value), "most": integer(one.most)}
    return _("Ce projet coûte %(sum)s, plus que %(most)s : il devrait être scindé.") % {
        "sum": money(one.value),
        "most": money(one.most),
    }
