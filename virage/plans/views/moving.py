"""What differs between versions, and the commitments that moved, in the words of one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.plans.queries import BodyPlan
from virage.plans.rules import comparing, form
from virage.plans.views import shown
from virage.ui import typography
from virage.ui.context import active_language, said

FIELDS = {
    "ends_on": gettext_lazy("Fin prévue"),
    "due_on": gettext_lazy("Échéance"),
    "cents": gettext_lazy("Budget"),
    "indicator": gettext_lazy("Question"),
    "units": gettext_lazy("Unités"),
    "wanted": gettext_lazy("Ce qui est promis"),
    "dropped": gettext_lazy("Retirée du plan"),
}
KINDS = {
    form.MEASURES: gettext_lazy("Mesure"),
    form.MILESTONES: gettext_lazy("Jalon"),
    form.PROMISES: gettext_lazy("Promesse"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that differs between two versions, with the fields that do."""

    part: str
    name: str
    kind: str
    badge: str
    lines: list[tuple[str, str, str]]


CHANGES = {
    comparing.ADDED: (gettext_lazy("Ajouté"), "yes"),
    comparing.REMOVED: (gettext_lazy("Enlevé"), "error"),
    comparing.CHANGED: (gettext_lazy("Changé"), "warning"),
}


def changes(found: Iterable[comparing.RowChange]) -> list[Changed]:
    """The differences of two versions; of what was added or removed, every field."""
    language = active_language()
    listed = []
    for one in found:
        section = form.BY_CODE[one.section]
        row: Mapping[str, str] = one.after or one.before
        named = row.get(f"name_{language}") or row.get("title") or one.key
        words, badge = CHANGES[one.kind]
        listed.append(
            Changed(
                said(section.title),
                f"{named} ({one.key})" if one.key and named != one.key else named,
                str(words),
                badge,
                [
                    (
                        said(section.field(each.field).title),
                        shown.cell(section.field(each.field), each.before),
                        shown.cell(section.field(each.field), each.after),
                    )
                    for each in one.changes
                    if each.before or each.after
                ],
            )
        )
    return listed


@dataclass(frozen=True, slots=True)
class Moved:
    """A re-baselining in words, with what it comes to against the first version."""

    what: str
    code: str
    field: str
    version: str
    url: str
    on: date
    first: str
    before: str
    after: str
    against: str


def _value(one: comparing.Rebaselining, value: Any) -> str:
    if value is None:
        return typography.EN_DASH
    if isinstance(value, date):
        return shown.day(value)
    if one.field == "cents":
        return shown.money(value)
    if one.field == "indicator":
        return shown.question(value)
    return _("toutes") if value == form.ALL_UNITS else str(value)


def _against(one: comparing.Rebaselining) -> str:
    number = one.against_first
    if number is None:
        return typography.EN_DASH
    sign = "+" if number > 0 else typography.MINUS if number < 0 else ""
    return sign + (
        shown.money(abs(number)) if one.field == "cents" else shown.days_words(abs(number))
    )


def moved(plan: BodyPlan) -> list[Moved]:
    """Every re-baselining of a body, oldest first."""
    return [
        Moved(
            str(KINDS[one.kind]),
            one.code,
            str(FIELDS[one.field]),
            one.version,
            shown.version_url(plan.body, one.version),
            one.on,
            _value(one, one.first),
            _value(one, one.before),
            _value(one, one.after),
            _against(one),
        )
        for one in plan.rebaselinings
    ]
