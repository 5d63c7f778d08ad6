"""A whole edition as one document: the ten targets with their figures and definitions, the bodies, the seal.

It says what the pages say, in the same words, and nothing that they do not.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from virage.barometer import queries
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.views import definitions, drawing
from virage.barometer.views.naming import Names, names_of, text
from virage.barometer.views.shown import EditionShown, edition_label, indicator_url
from virage.barometer.wording import changes, figures, notes
from virage.barometer.wording.nouns import said
from virage.barometer.wording.terms import count, percent
from virage.contracts.text import Text
from virage.lib.clock import day_of
from virage.lib.text import folded
from virage.ui import pdf, typography
from virage.ui.context import active_language

Json = Mapping[str, Any]
NOTHING = "–"


def address(path: str) -> str:
    """The whole address of a page, for whoever reads on paper."""
    return f"{settings.VIRAGE_PUBLIC_URL.rstrip('/')}{path}"


def edition_document(edition: Edition, shown: EditionShown, *, invented: bool) -> pdf.Document:
    """The document of an edition, in the active language. Five queries, whatever there is."""
    put = {one.code: one for one in queries.indicators_of(edition) if one.answers}
    bodies = queries.body_names(edition)
    _earlier, compared = queries.changes(edition)
    targets = edition.strategy["targets"]
    also = [one for code, one in put.items() if code not in {each["indicator"] for each in targets}]
    blocks: list[pdf.Block] = [pdf.NewPage(), *_summary(targets, put)]
    for target in targets:
        blocks += [pdf.NewPage(), *_target(target, put, compared, edition)]
    for one in also:
        overline = _("Sans cible")
        blocks += [pdf.NewPage(), *_measured(one, compared, edition, overline=overline)]
    blocks += [pdf.NewPage(), *_bodies(_in_order(targets, put), bodies)]
    blocks += [pdf.NewPage(), *_verification(edition, shown)]
    return pdf.Document(
        title=_("Baromètre, édition %(label)s") % {"label": shown.label},
        language="en" if active_language() == "en" else "fr",
        day=_last_day(edition, shown),
        overline=said(edition.strategy["title"]),
        lead=_(
            "Dix cibles, mesurées à partir des dossiers eux-mêmes. Chaque chiffre s’ouvre sur la liste de "
            "ce qu’il a compté."
        ),
        facts=_facts(edition, shown),
        notices=_notices(shown, invented=invented),
        contents=_("Table des matières"),
        blocks=blocks,
        foot=_("Baromètre, édition %(label)s · sceau %(seal)s")
        % {"label": shown.label, "seal": shown.short_seal},
    )


def _in_order(
    targets: Sequence[Json], put: Mapping[str, EditionIndicator]
) -> list[EditionIndicator]:
    """What was measured, in the order of the targets, then what has none."""
    codes = dict.fromkeys([*[one["indicator"] for one in targets], *put])
    return [put[code] for code in codes if code in put]


def _last_day(edition: Edition, shown: EditionShown) -> date:
    """The day of the document: when the edition was sealed, or last corrected in words."""
    moments = [shown.sealed_at, *[one.at for one in shown.errata]]
    return day_of(max(moments))


def _facts(edition: Edition, shown: EditionShown) -> list[pdf.Fact]:
    return [
        pdf.Fact(_("Période mesurée"), shown.period),
        pdf.Fact(
            _("Scellée le"),
            typography.day_in_words(day_of(shown.sealed_at), active_language()),
        ),
        pdf.Fact(_("Sceau"), edition.seal, fixed=True),
        pdf.Fact(_("Adresse permanente"), address(shown.url)),
    ]


def _notices(shown: EditionShown, *, invented: bool) -> list[pdf.Notice]:
    found = []
    if invented:
        found.append(
            pdf.Notice(
                _("Données inventées pour la démonstration."),
                (_("Rien de ce document ne parle d’un organisme ou d’un service qui existe."),),
            )
        )
    if shown.revised_by is not None:
        words = _(
            "Ce document reste tel que l’édition a été publiée. La révision à citer est %(label)s : "
            "%(address)s"
        )
        told = {"label": shown.revised_by.label, "address": address(shown.revised_by.url)}
        found.append(pdf.Notice(_("Cette édition a été révisée"), (words % told,)))
    language = active_language()
    for one in shown.errata:
        title = _("Erratum du %(day)s") % {"day": typography.day_in_words(day_of(one.at), language)}
        found.append(pdf.Notice(title, (one.text,)))
    return found


def _summary(targets: Sequence[Json], put: Mapping[str, EditionIndicator]) -> Iterator[pdf.Block]:
    """One line for each target: what was found, and whether the target is reached."""
    yield pdf.Heading(_("Les dix cibles"))
    rows = []
    for target in targets:
        one = put.get(target["indicator"])
        title = f"{target['target']} {said(target['title'])}"
        threshold = percent(_whole(target["percent"]))
        if one is None:
            empty = pdf.Mark("no_records", _("Aucun dossier encore"))
            rows.append((title, NOTHING, NOTHING, threshold, empty))
            continue
        figure = dict(one.headline)
        rows.append((title, _share(figure), _band(figure), threshold, _mark(figure)))
    columns = (
        pdf.Column(_("Cible"), width=5),
        pdf.Column(_("Part"), numeric=True),
        pdf.Column(_("De – à"), numeric=True),
        pdf.Column(_("Seuil"), numeric=True),
        pdf.Column(_("Verdict"), width=3),
    )
    yield pdf.Table(_("Part des réponses connues, bornes et verdict"), columns, rows)
    words = _(
        "Les bornes disent ce que serait la part si toutes les unités sans réponse disaient « non », puis si "
        "toutes disaient « oui ». Un verdict n’est donné que s’il tient dans les deux cas. Une part n’est pas "
        "donnée quand moins de la moitié des unités sont connues."
    )
    yield pdf.Paragraph((words,), tone="quiet")


def _whole(text_: str) -> str:
    return text_.rstrip("0").rstrip(".") if "." in text_ else text_


def _share(figure: dict[str, Any]) -> str:
    if figure["share"] is None or figures.too_few_known(figure):
        return NOTHING
    return percent(figure["share"]["percent"])


def _band(figure: Json) -> str:
    if figure["lower"] is None:
        return NOTHING
    return f"{percent(figure['lower']['percent'])} – {percent(figure['upper']['percent'])}"


def _mark(figure: dict[str, Any]) -> pdf.Mark:
    return pdf.Mark(drawing.verdict_state(figure), drawing.verdict_words(figure))


def _target(
    target: Json,
    put: Mapping[str, EditionIndicator],
    compared: Mapping[str, Json],
    edition: Edition,
) -> Iterator[pdf.Block]:
    overline = _("Cible %(number)s") % {"number": target["target"]}
    title = said(target["title"])
    one = put.get(target["indicator"])
    if one is not None:
        yield from _measured(one, compared, edition, overline=overline, title=title)
        return
    yield pdf.Heading(title, overline=overline)
    empty = pdf.Mark("no_records", _("Aucun dossier encore"))
    line = figures.target_line(dict(target))
    yield pdf.Track(
        f"{empty.text}. {line}.",
        target=drawing.threshold(target),
        target_label=percent(_whole(target["percent"])),
    )
    yield pdf.Verdict(empty, line)


def _measured(
    one: EditionIndicator,
    compared: Mapping[str, Json],
    edition: Edition,
    *,
    overline: str,
    title: str = "",
) -> Iterator[pdf.Block]:
    """One question: its sentence, its band, its verdict, its figures, its change, its definition."""
    figure, names = dict(one.headline), names_of(one)
    target = figure["target"]
    yield pdf.Heading(title or names.title, overline=overline)
    yield pdf.Paragraph((names.question,), tone="quiet")
    yield _track(figure, names)
    sentence = figures.sentence(figure, names.noun)
    listed = figures.among_listed(figure, names.noun)
    yield pdf.Paragraph((pdf.Strong(sentence), f" {listed}" if listed else ""), tone="lead")
    if target is not None:
        words = figures.target_line(target)
        if figure["verdict"] and figure["subject_to_census"]:
            reserve = _("sous réserve du recensement")
            words = f"{reserve} · {words}"
        yield pdf.Verdict(_mark(figure), words)
        reason = figures.verdict_reason(figure, names.noun)
        yield pdf.Paragraph((f"{reason} {figures.break_even_sentence(figure, names.noun)}",))
    yield _figures(figure, names)
    told = [
        notes.coverage(figure),
        notes.census(figure),
        notes.weight_sentence(figure, names.words),
    ]
    told += definitions.notes(figure, names)
    yield pdf.Listing([words for words in told if words])
    change = compared.get(one.code)
    if change is not None:
        yield pdf.Heading(_("Depuis l’édition d’avant"), level=3)
        said_ = changes.direction_sentence(dict(change), names.noun)
        bridge = changes.bridge_sentence(dict(change), names.noun)
        yield pdf.Paragraph((" ".join(part for part in (said_, bridge) if part),))
    yield pdf.Heading(_("Définition %(version)s") % {"version": one.version}, level=3)
    yield pdf.Paragraph((said(one.definition["text"]),))
    path = indicator_url(one.code, target["code"] if target else "", edition.slug)
    yield pdf.Paragraph(
        (_("Chaque unité comptée, et sa preuve :"), " ", pdf.Link(address(path), address(path))),
        tone="quiet",
    )


def _track(figure: dict[str, Any], names: Names) -> pdf.Track:
    target = figure["target"]
    return pdf.Track(
        drawing.described(figure, names.noun),
        lower=drawing.place(figure["lower"]),
        upper=drawing.place(figure["upper"]),
        share=None if figures.too_few_known(figure) else drawing.place(figure["share"]),
        target=drawing.threshold(target),
        target_label=percent(_whole(target["percent"])) if target else "",
        weight=drawing.place(figure["share_by_weight"]),
        open_ends=bool(figure["subject_to_census"]),
    )


def _figures(figure: dict[str, Any], names: Names) -> pdf.Table:
    rows: list[tuple[str, str]] = [
        (_("Oui"), count(figure["yes"])),
        (_("Non"), count(figure["no"])),
        (names.unknown, count(figure["unknown"])),
        (_("Sans objet"), count(figure["not_applicable"])),
        (names.share_of_known, _share(figure)),
        (_("Bornes"), _band(figure)),
    ]
    for label, key in (
        (_("Part pondérée"), "share_by_weight"),
        (_("Rapport des totaux"), "ratio"),
        (_("Part si les « sans objet » déclarés étaient des « non »"), "share_na_as_no"),
    ):
        if figure[key] is not None:
            told = f"{count(figure[key]['yes'])} / {count(figure[key]['of'])}"
            rows.append((label, f"{percent(figure[key]['percent'])} ({told})"))
    columns = (pdf.Column(_("Chiffre"), width=3), pdf.Column(_("Valeur"), numeric=True))
    return pdf.Table(_("Les chiffres"), columns, rows)


def _bodies(put: Any, bodies: Mapping[str, Text]) -> Iterator[pdf.Block]:
    """What each body answers, a table for each question, by name."""
    yield pdf.Heading(_("Organismes"))
    words = _(
        "Par ordre alphabétique : un organisme qui recense davantage, ou répond moins, ne se compare pas d’un "
        "seul chiffre à un autre."
    )
    yield pdf.Paragraph((words,), tone="quiet")
    for one in put:
        names = names_of(one)
        target = one.headline["target"]
        number = f"{target['code']} " if target else ""
        called = {
            code: text(bodies[code]) if code in bodies else code for code in one.by_organisation
        }
        rows = [
            (
                called[code],
                *[count(told[value]) for value in ("yes", "no", "unknown", "not_applicable")],
                _band(told),
            )
            for code, told in sorted(
                one.by_organisation.items(), key=lambda pair: folded(called[pair[0]])
            )
        ]
        columns = (
            pdf.Column(_("Organisme"), width=2),
            pdf.Column(_("Oui"), numeric=True),
            pdf.Column(_("Non"), numeric=True),
            pdf.Column(names.unknown, numeric=True),
            pdf.Column(_("Sans objet"), numeric=True),
            pdf.Column(_("De – à"), numeric=True),
        )
        yield pdf.Table(f"{number}{names.title}", columns, rows)


def _verification(edition: Edition, shown: EditionShown) -> Iterator[pdf.Block]:
    """How anyone makes the figures again, and where the method stands."""
    yield pdf.Heading(_("Vérifier vous-même"))
    yield pdf.Paragraph((_("Trois choses se contrôlent, séparément :"),))
    yield pdf.Listing(
        (
            _(
                "la chaîne des sceaux : chaque édition contient le sceau de la précédente ; changer l’une "
                "changerait toutes les suivantes ;"
            ),
            _(
                "les chiffres, refaits à partir des réponses : rien d’autre n’entre dans un chiffre ;"
            ),
            _(
                "les réponses, refaites à partir des dossiers tels qu’ils étaient connus au moment de "
                "sceller."
            ),
        )
    )
    yield pdf.Paragraph(
        (
            _(
                "Les deux premières se vérifient sur votre machine, sans base de données, à partir d’une "
                "archive et du logiciel libre :"
            ),
        )
    )
    file = queries.file_name(edition)
    command = f"virage barometer verify --archive {file} --seal {edition.seal}"
    yield pdf.Facts(
        (
            pdf.Fact(_("Archive"), address(shown.archive_url)),
            pdf.Fact(_("Commande"), command, fixed=True),
            pdf.Fact(
                _("Sceau de l’édition précédente"), edition.previous_seal or NOTHING, fixed=True
            ),
            pdf.Fact(_("Racine des réponses"), edition.merkle_root, fixed=True),
            pdf.Fact(_("Coupe du journal"), count(edition.cut_sequence)),
            pdf.Fact(_("Méthode, éditions et sceaux"), address(reverse("barometer:editions"))),
        )
    )
    words = _(
        "Ce document est fait à partir de l’édition %(label)s et de rien d’autre. Le sceau ne le couvre pas : "
        "il couvre les réponses, les chiffres et les définitions dont il est fait."
    )
    yield pdf.Paragraph((words % {"label": edition_label(edition)},), tone="quiet")
