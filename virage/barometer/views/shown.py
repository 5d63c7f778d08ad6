"""What the templates of the barometer are given: small frozen shapes, every word ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from virage.barometer.models import Edition, EditionIndicator, Erratum
from virage.barometer.queries import pages as reads
from virage.barometer.views import drawing
from virage.barometer.views.naming import Names, names_of
from virage.barometer.wording import changes, figures, notes
from virage.barometer.wording.terms import verdict_name
from virage.ui import typography
from virage.ui.context import active_language

Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ErratumShown:
    """A correction in words, with the moment when it was added."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An edition by its name and address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class EditionShown:
    """One sealed edition; `revised_by` is the revision to quote in its place, `family` what it and its
    revisions are filtered by."""

    slug: str
    family: str
    label: str
    url: str
    period: str
    sealed_at: datetime
    seal: str
    short_seal: str
    verify_url: str
    archive_url: str
    document_url: str
    errata: tuple[ErratumShown, ...]
    revised_by: EditionLink | None
    is_quotable: bool
    start: date
    end: date


def edition_label(edition: Edition) -> str:
    """« 2019-20 », « 2019-20, révision 1 »."""
    if not edition.revision:
        return edition.label
    words = {"label": edition.label, "revision": edition.revision}
    return _("%(label)s, révision %(revision)s") % words


def short_label(edition: Edition) -> str:
    """« 2019-20 r1 »: the place of a label under a chart is narrow."""
    return f"{edition.label} r{edition.revision}" if edition.revision else edition.label


def edition_shown(
    edition: Edition, editions: Sequence[Edition], errata: Mapping[int, Sequence[Erratum]]
) -> EditionShown:
    """A sealed edition among all of them, for a template."""
    language = active_language()
    later = reads.revised_by(edition, editions)
    moment = edition.published_at or edition.prepared_at
    return EditionShown(
        slug=edition.slug,
        family=slugify(edition.label),
        label=edition_label(edition),
        url=reverse("barometer:edition", args=[edition.slug]),
        period=typography.period_in_words(edition.period_from, edition.period_to, language),
        sealed_at=moment,
        seal=edition.seal,
        short_seal=typography.short_seal(edition.seal),
        verify_url=f"{reverse('barometer:editions')}#verify",
        archive_url=reverse("barometer:archive", args=[edition.slug]),
        document_url=reverse("barometer:edition-document", args=[edition.slug]),
        errata=tuple(
            ErratumShown(one.text.in_language(language), one.added_at)
            for one in errata.get(edition.pk, ())
        ),
        revised_by=None
        if later is None
        else EditionLink(edition_label(later), reverse("barometer:edition", args=[later.slug])),
        is_quotable=later is None,
        start=edition.period_from,
        end=edition.period_to,
    )


def indicator_url(code: str, number: str, slug: str) -> str:
    """The address of a target, or of a measure without one; in an older edition if `slug` names it."""
    name, part = ("target", number) if number else ("measure", code)
    if slug:
        return reverse(f"barometer:edition-{name}", args=[slug, part])
    return reverse(f"barometer:{name}", args=[part])


@dataclass(frozen=True, slots=True)
class Line:
    """One target, or one measure without a target, on the overview."""

    number: str
    title: str
    url: str
    drawing: SafeString
    has_records: bool
    sentence: SafeString | str
    caption: str
    quotation: str
    state: str
    verdict: str
    subject_to_census: bool
    target_line: str
    change: str


@dataclass(frozen=True, slots=True)
class AmbitionShown:
    """An ambition and the lines of its targets."""

    number: str
    title: str
    targets: tuple[Line, ...]


def measured_line(
    put: EditionIndicator,
    comparison: Mapping[str, Any] | None,
    *,
    edition: Edition,
    number: str,
    title: str,
    url: str,
) -> Line:
    """A target that has figures in an edition."""
    figure, names = dict(put.headline), names_of(put)
    key = f"t{(number or figure['code']).replace('.', '-')}"
    caption = " ".join(
        part for part in (figures.among_listed(figure, names.noun), notes.coverage(figure)) if part
    )
    name = f"{number} {title}".strip()
    target = figure["target"]
    return Line(
        number=number,
        title=title,
        url=url,
        drawing=svg(drawing.track(figure, names.noun, key=key, title=name)),
        has_records=True,
        sentence=figures.sentence_html(figure, names.noun),
        caption=caption,
        quotation=quotation(figure, names, edition=edition, number=number, title=title),
        state=drawing.verdict_state(figure) if target else "",
        verdict=verdict_name(figure["verdict"]) if target else "",
        subject_to_census=bool(target and figure["verdict"] and figure["subject_to_census"]),
        target_line=figures.target_line(target) if target else "",
        change=changes.change_line(dict(comparison) if comparison is not None else None),
    )


def empty_line(target: Mapping[str, Any], *, number: str, title: str, url: str) -> Line:
    """A target without records: it keeps its place, its line and its threshold."""
    return Line(
        number=number,
        title=title,
        url=url,
        drawing=svg(
            drawing.empty_track(
                target, key=f"t{number.replace('.', '-')}", title=f"{number} {title}"
            )
        ),
        has_records=False,
        sentence="",
        caption="",
        quotation="",
        state="no_records",
        verdict=_("Aucun dossier encore"),
        subject_to_census=False,
        target_line=figures.target_line(dict(target)),
        change="",
    )


def quotation(figure: Figure, names: Names, *, edition: Edition, number: str, title: str) -> str:
    """The sentence to take away."""
    words = {"number": number, "title": title}
    name = _("Cible %(number)s, %(title)s") % words if number else title
    return figures.quotation(
        figure, names.noun, edition=edition_label(edition), seal=edition.seal, title=name
    )


def svg(text: str) -> SafeString:
    """A chart of `ui.charts`, which escapes every word that it is given."""
    return mark_safe(text)
