"""The annual public report of a body: what it answers, what is missing, what it promised, where its plan stands.

One composition gives the page and the document, so that the two never show two numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from virage.barometer import queries as barometer
from virage.barometer.models import Edition
from virage.barometer.queries.shown import BodyFigures
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.wording import promises as promise_words
from virage.barometer.wording.nouns import Noun, said, words_of
from virage.barometer.wording.terms import count, percent
from virage.contracts.references import Reference, resolve_all
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.plans import queries as plans
from virage.plans.queries import BodyPlan
from virage.plans.rules.comparing import counted as rebaselined
from virage.portal import queries
from virage.registers import queries as registers
from virage.ui import context, pdf, typography
from virage.ui.access import public
from virage.ui.context import active_language, holds_invented_data

NOTHING = "–"
STANDINGS = {
    "accepted": ("accepted", gettext_lazy("Un plan est en vigueur")),
    "deposited": ("sent", gettext_lazy("Un plan est déposé, à l’examen ou à modifier")),
    "late": ("error", gettext_lazy("Le plan est en retard")),
    "never": ("error", gettext_lazy("Aucun plan n’a été déposé, et l’échéance est passée")),
    "not-due": ("draft", gettext_lazy("Aucun plan n’est en vigueur ; l’échéance n’est pas passée")),
}


@dataclass(frozen=True, slots=True)
class Report:
    """Of which body, under which name, in which edition, and on which day its plan is told."""

    body: str
    name: str
    edition: Edition
    day: date

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        words = {"name": self.name, "label": self.edition.slug}
        return _("%(name)s · bilan %(label)s") % words


@require_safe
@public
def page(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """The report of a body for the edition to quote, or for one that is named."""
    told = document_of(_report(code, slug))
    slug = slug or _edition(slug).slug
    return render(
        request,
        "portal/report.html",
        {
            "document": told,
            "blocks": [(one, _cells(one)) for one in told.blocks],
            "name": told.title,
            "body_url": reverse("barometer:body", args=[code]),
            "document_url": reverse("portal:report-document", args=[code, slug]),
        },
    )


@require_safe
@public
def document(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The same report as an accessible PDF."""
    made = pdf.printed(document_of(_report(code, slug)))
    response = HttpResponse(made, content_type="application/pdf")
    name = f"bilan-{code}-{slug}-{active_language()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell of the page: its words, the state that they name if they do, whether it is a number."""

    words: str
    state: str
    numeric: bool


def _cells(block: pdf.Block) -> list[list[CellShown]]:
    """The lines of a table; none of what is no table."""
    if not isinstance(block, pdf.Table):
        return []
    return [
        [
            CellShown(cell.text, cell.state, numeric=False)
            if isinstance(cell, pdf.Mark)
            else CellShown(cell, "", numeric=column.numeric)
            for cell, column in zip(row, block.columns, strict=True)
        ]
        for row in block.rows
    ]


def _edition(slug: str) -> Edition:
    if not slug:
        latest = barometer.latest()
        if latest is None:
            raise Http404(_("Aucune édition n’est publiée encore."))
        return latest
    try:
        return barometer.edition(slug)
    except UnknownEdition as error:
        raise Http404(_("Aucune édition n’a cette adresse.")) from error


def _report(code: str, slug: str) -> Report:
    edition = _edition(slug)
    named = organisations.names(codes=[code], on=edition.period.last_day)
    if code not in named:
        named = organisations.names(codes=[code])
    if code not in named:
        raise Http404(_("Aucun organisme public n’a ce code."))
    published = edition.published_at or edition.prepared_at
    return Report(code, context.said(named[code]), edition, day_of(published))


def _day(day: date | None) -> str:
    return NOTHING if day is None else typography.day_in_words(day, active_language())


def document_of(report: Report) -> pdf.Document:
    """The whole report, in the active language."""
    language = active_language()
    edition = report.edition
    here = barometer.body(edition, report.body)
    plan = plans.plan_of(report.body, report.day)
    notices = []
    if settings.VIRAGE_DEMONSTRATION or holds_invented_data():
        words = _("Rien de ce document ne parle d’un organisme ou d’un service qui existe.")
        notices.append(pdf.Notice(_("Données inventées pour la démonstration."), (words,)))
    period = typography.period_in_words(edition.period_from, edition.period_to, language)
    path = reverse("portal:report-of-edition", args=[report.body, edition.slug])
    return pdf.Document(
        title=report.name,
        language="en" if language == "en" else "fr",
        day=report.day,
        overline=_("Bilan public annuel"),
        lead=_(
            "Ses réponses aux dix cibles, ce qui manque, ce qu’il a promis et où en est son plan : fait à "
            "partir des dossiers, et de rien d’autre."
        ),
        facts=(
            pdf.Fact(_("Édition du baromètre"), edition.slug),
            pdf.Fact(_("Période mesurée"), period),
            pdf.Fact(_("Plan tel qu’il était le"), _day(report.day)),
            pdf.Fact(_("Sceau de l’édition"), edition.seal, fixed=True),
            pdf.Fact(_("Adresse permanente"), f"{settings.VIRAGE_PUBLIC_URL.rstrip('/')}{path}"),
        ),
        notices=notices,
        foot=report.foot,
        blocks=[
            *_answers(report, here),
            *_missing(report, here),
            *_promises(report, here),
            *_plan(plan),
        ],
    )


def _answers(report: Report, here: BodyFigures | None) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Les dix cibles"))
    rows = []
    for target in report.edition.strategy["targets"]:
        title = f"{target['target']} {said(target['title'])}"
        told = here.figures.get(target["indicator"]) if here else None
        if told is None:
            rows.append((title, *[NOTHING] * 4, _("Rien n’est recensé")))
            continue
        values = [count(told[one]) for one in ("yes", "no", "unknown", "not_applicable")]
        rows.append((title, *values, _band(told)))
    columns = (
        pdf.Column(_("Cible"), width=3),
        pdf.Column(_("Oui"), numeric=True),
        pdf.Column(_("Non"), numeric=True),
        pdf.Column(_("Sans réponse"), numeric=True),
        pdf.Column(_("Sans objet"), numeric=True),
        pdf.Column(_("Part, de – à"), numeric=True),
    )
    caption = _("Ses réponses, édition %(label)s") % {"label": report.edition.slug}
    yield pdf.Table(caption, columns, rows)


def _band(told: Mapping[str, Any]) -> str:
    if told["lower"] is None:
        return NOTHING
    return f"{percent(told['lower']['percent'])} – {percent(told['upper']['percent'])}"


def _missing(report: Report, here: BodyFigures | None) -> Iterator[pdf.Block]:
    """What nobody can tell of it, and what it has still to hand in, with the day on which it was due."""
    yield pdf.Heading(_("Ce qui manque, et pour quand"))
    indicators = {} if here is None else {one.pk: one for one in here.indicators.values()}
    reasons = Counter((one.indicator_id, one.reason) for one in (here.missing if here else ()))
    told = []
    for (pk, reason), number in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        definition = indicators[pk].definition
        unit = words_of(definition).unit
        both = definition["reasons"].get(reason)
        message = ngettext(
            "%(title)s : %(number)s %(one)s sans réponse, %(reason)s.",
            "%(title)s : %(number)s %(many)s sans réponse, %(reason)s.",
            number,
        )
        told.append(
            message
            % {
                "title": said(definition["title"]),
                "number": count(number),
                "one": unit.one,
                "many": unit.many,
                "reason": said(both) if both else reason.replace("_", " "),
            }
        )
    if told:
        yield pdf.Listing(told)
    else:
        yield pdf.Paragraph((_("Aucune réponse ne manque parmi ce qu’il recense."),))
    owed = [
        (context.said(registers.kind_title(one.duty.kind)), _day(one.duty.due_on), _due(one.state))
        for one in queries.obligations(report.day, body=report.body)
        if one.state in (queries.OVERDUE, queries.AWAITED)
        and one.duty.period.start < report.edition.period_to
        and one.duty.period.end > report.edition.period_from
    ]
    columns = (
        pdf.Column(_("Dépôt"), width=3),
        pdf.Column(_("Échéance"), width=2),
        pdf.Column(_("État"), width=2),
    )
    yield pdf.Table(
        _("Dépôts attendus"), columns, owed, empty=_("Aucun dépôt n’est attendu de lui.")
    )


def _due(state: str) -> pdf.Mark:
    if state == queries.OVERDUE:
        return pdf.Mark("error", _("En retard"))
    return pdf.Mark("sent", _("Attendu"))


def _promises(report: Report, here: BodyFigures | None) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Ce qu’il a promis, et ce qu’il en est"))
    edition = report.edition
    held = barometer.promises(
        known_at=edition.cut_sequence, until=edition, organisation=report.body
    )
    titles = resolve_all(Reference.parse(one.promise.reference) for one in held)
    nouns = (
        {}
        if here is None
        else {code: words_of(one.definition).noun for code, one in here.indicators.items()}
    )
    rows = []
    for one in sorted(held, key=lambda each: (each.promise.due_on, each.promise.reference)):
        resolved = titles.get(Reference.parse(one.promise.reference))
        noun = nouns.get(one.promise.indicator) or Noun.anything()
        title = f"{context.said(resolved.title)}. " if resolved else ""
        rows.append(
            (
                f"{title}{promise_words.promised(one.promise, noun)}",
                one.target,
                pdf.Mark(
                    promise_words.STATES[one.outcome], promise_words.outcome_name(one.outcome)
                ),
                f"{promise_words.reason(one.now)} {promise_words.baseline(one.promise, one.baseline)}",
            )
        )
    columns = (
        pdf.Column(_("Promesse"), width=4),
        pdf.Column(_("Cible")),
        pdf.Column(_("Issue"), width=2),
        pdf.Column(_("Pourquoi"), width=4),
    )
    yield pdf.Table(
        _("Promesses en vigueur quand l’édition a été scellée"),
        columns,
        rows,
        empty=_("Aucune promesse n’était en vigueur."),
    )


def _plan(plan: BodyPlan) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Son plan de transformation"))
    state, words = STANDINGS[plan.standing.name]
    due = ""
    if plan.plan_due_on is not None:
        due = _("Échéance légale : %(day)s") % {"day": _day(plan.plan_due_on)}
    yield pdf.Verdict(pdf.Mark(state, str(words)), due)
    current = plan.current
    if current is not None and current.content is not None:
        yield pdf.Paragraph((context.said(current.content.summary),))
        columns = (
            pdf.Column(_("Mesure"), width=4),
            pdf.Column(_("Cible")),
            pdf.Column(_("Début"), width=2),
            pdf.Column(_("Fin"), width=2),
        )
        measures = [
            (context.said(one.name), one.target or NOTHING, _day(one.starts_on), _day(one.ends_on))
            for one in current.content.measures
        ]
        caption = _("Mesures de la version %(label)s") % {"label": current.label}
        yield pdf.Table(caption, columns, measures, empty=_("Cette version n’a pas de mesure."))
    columns = (
        pdf.Column(_("Jalon"), width=4),
        pdf.Column(_("Première échéance"), width=2),
        pdf.Column(_("Échéance actuelle"), width=2),
        pdf.Column(_("Atteint"), width=2),
    )
    milestones = [
        (
            context.said(one.name),
            _day(one.first_due_on),
            _day(one.due_on),
            pdf.Mark("reached", _day(one.reached_on)) if one.reached_on else NOTHING,
        )
        for one in plan.milestones
    ]
    yield pdf.Table(_("Jalons"), columns, milestones, empty=_("Aucun jalon n’est inscrit."))
    changed = rebaselined(plan.rebaselinings)
    if changed:
        total = sum(changed.values())
        message = ngettext(
            "%(total)s engagement a été redéfini depuis la première version qui l’a pris.",
            "Les engagements ont été redéfinis %(total)s fois depuis la première version qui les a pris.",
            total,
        )
        yield pdf.Paragraph((message % {"total": count(total)},))
    elif plan.versions:
        yield pdf.Paragraph((_("Aucun engagement n’a été redéfini depuis la première version."),))
