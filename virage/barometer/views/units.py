"""The list of every unit behind a figure, as its page shows it: search, facets, order, pages, files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.models import EditionAnswer
from virage.barometer.queries.pages import NO_LONGER_LISTED
from virage.barometer.views import exports
from virage.barometer.views.naming import Names, text
from virage.barometer.wording import notes
from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import SOURCES, VALUES, unknown_ones, value_name
from virage.barometer.wording.terms import count as written
from virage.contracts.references import Reference, Resolved, resolve_all
from virage.contracts.text import Text
from virage.ui.components import Facet
from virage.ui.context import active_language

PER_PAGE = 50

Proofs = Mapping[Reference, Resolved]

# What an address says, and what it asks of the query.
ANSWERS = {
    "oui": "yes",
    "non": "no",
    "inconnu": "unknown",
    "sans-objet": "not_applicable",
    "plus-recense": NO_LONGER_LISTED,
}
ORDERS = {
    "nom": "name",
    "organisme": "organisation",
    "reponse": "value",
    "partie": "part",
    "tout": "whole",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked of the list, in the words of the address; anything else is ignored."""

    q: str
    answer: str
    order: str
    body: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read the address."""
        answer, order = query.get("reponse", ""), query.get("tri", "")
        return cls(
            q=query.get("q", "").strip()[:100],
            answer=answer if answer in ANSWERS else "",
            order=order if order.removeprefix("-") in ORDERS else "",
            body=query.get("organisme", "")[:60],
        )

    def everything(self) -> "Asked":
        """The same without the answer: what the facets count."""
        return replace(self, answer="")

    @property
    def value(self) -> str:
        """The value wanted, as the query says it; "" for all."""
        wanted = ANSWERS.get(self.answer, "")
        return "unknown" if wanted == NO_LONGER_LISTED else wanted

    @property
    def reason(self) -> str:
        """The reason wanted: only that of the units that left the register."""
        return NO_LONGER_LISTED if ANSWERS.get(self.answer) == NO_LONGER_LISTED else ""

    @property
    def counted(self) -> str:
        """Under which name the facets count what is wanted; "" for all."""
        return ANSWERS.get(self.answer, "")

    @property
    def by(self) -> str:
        """The order wanted, as the query says it: a field, with "-" before it when it goes down."""
        down = "-" if self.order.startswith("-") else ""
        field = ORDERS.get(self.order.removeprefix("-"), "")
        return f"{down}{field}" if field else "name"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One answer, in words."""

    name: str
    code: str
    url: str
    body: str
    value: str
    answer: str
    reason: str
    flags: tuple[str, ...]
    part: int | None
    whole: int | None
    evidence: str
    evidence_url: str
    source: str
    withheld: str


@dataclass(frozen=True, slots=True)
class Units:
    """What the template of the list takes."""

    q: str
    answer: str
    order: str
    status: str
    caption: str
    names: Names
    has_parts: bool
    facets: list[Facet]
    rows: list[UnitRow]
    page: Page[Any]
    files: Mapping[str, str]
    body: str
    body_words: str
    without_body: str

    @property
    def columns(self) -> int:
        """How many columns its table has."""
        return 6 if self.has_parts else 4


def row(answer: EditionAnswer, names: Names, body: str, proofs: Proofs) -> UnitRow:
    """An answer in the words of the page; `proofs` are those of `proofs_of`."""
    words, url = evidence(answer.evidence, proofs)
    english = active_language() == "en"
    return UnitRow(
        name=answer.name_en if english else answer.name_fr,
        code=answer.unit,
        url=reverse("barometer:unit", args=[names.register, answer.unit]),
        body=body,
        value=answer.value,
        answer=value_name(answer.value, names.unit),
        reason=names.reason(answer.reason),
        flags=tuple(names.reason(flag) for flag in answer.flags),
        part=answer.part,
        whole=answer.whole,
        evidence=words,
        evidence_url=url,
        source=str(SOURCES[answer.source]) if answer.evidence else "",
        withheld=str(notes.WITHHELD) if answer.withheld else "",
    )


def proofs_of(answers: Iterable[EditionAnswer]) -> Proofs:
    """What proves each of these answers, by its reference: their owners are asked once for all."""
    return resolve_all({Reference.parse(one.evidence) for one in answers if one.evidence})


def evidence(reference: str, proofs: Proofs) -> tuple[str, str]:
    """The words and the address of what proves an answer; one that rests on no record says so.

    The address leads to whoever keeps the record, who is asked for its page only when it is followed.
    """
    if not reference:
        return _("Aucun dossier"), ""
    proof = proofs.get(Reference.parse(reference))
    if proof is None:
        return _("Un dossier qui n’est plus connu"), ""
    words = proof.title.in_language(active_language())
    if not proof.url:
        return words, ""
    return words, f"{reverse('barometer:proof')}?{urlencode({'de': reference})}"


def facets(asked: Asked, counts: Mapping[str, int], query: QueryDict, noun: Noun) -> list[Facet]:
    """The ways to narrow the list. `counts` are by value, and "no_longer_listed" among the unknown."""

    def address(answer: str) -> str:
        kept = query.copy()
        kept.pop("page", None)
        kept.pop("reponse", None)
        if answer:
            kept["reponse"] = answer
        return f"?{kept.urlencode()}#units"

    words = {
        "": noun.agree(_("[Tous|Toutes]")),
        "oui": _("Oui"),
        "non": _("Non"),
        "inconnu": unknown_ones(noun),
        "sans-objet": _("Sans objet"),
        "plus-recense": noun.agree(_("[Inconnus|Inconnues] qui ne sont plus [recensés|recensées]")),
    }
    everything = sum(number for value, number in counts.items() if value in VALUES)
    return [
        Facet(
            label=word,
            count=counts.get(ANSWERS[answer], 0) if answer else everything,
            url=address(answer),
            current=answer == asked.answer,
        )
        for answer, word in words.items()
    ]


class Counted(Paginator[EditionAnswer]):
    """Pages of a list whose length the facets have counted already."""

    def __init__(self, rows: QuerySet[EditionAnswer], number: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.count = number


def shown(
    request: HttpRequest,
    *,
    asked: Asked,
    rows: QuerySet[EditionAnswer],
    counts: Mapping[str, int],
    names: Names,
    bodies: Mapping[str, Text],
    files: Mapping[str, str],
    total: int,
    has_parts: bool,
) -> Units:
    """The whole list for its template; `files` are the addresses of its files, `total` counts the units
    before any is left out."""
    everything = sum(number for value, number in counts.items() if value in VALUES)
    number = counts.get(asked.counted, 0) if asked.counted else everything
    page = Counted(rows, number).get_page(request.GET.get("page"))
    proofs = proofs_of(page)
    called = {code: text(name) for code, name in bodies.items()}
    query = request.GET.copy()
    query.pop("page", None)
    tail = f"?{query.urlencode()}" if query else ""
    query.pop("organisme", None)
    return Units(
        q=asked.q,
        answer=asked.answer,
        order=asked.order,
        status=_status(asked, page, names, total),
        caption=names.unit.agree(
            _("Chaque %(one)s [compté|comptée], sa réponse et ce qui la prouve")
        )
        % {"one": names.unit.one},
        names=names,
        has_parts=has_parts,
        facets=facets(asked, counts, request.GET, names.unit),
        rows=[
            row(one, names, called.get(one.organisation, one.organisation), proofs) for one in page
        ],
        page=page,
        files={kind: f"{address}{tail}" for kind, address in files.items()},
        body=asked.body,
        body_words=names.unit.agree(_("Seulement [ceux|celles] de cet organisme : %(name)s."))
        % {"name": called.get(asked.body, asked.body)},
        without_body=f"?{query.urlencode()}#units",
    )


def _status(asked: Asked, page: Page[Any], names: Names, total: int) -> str:
    """What the list shows, in words: read out when it has changed without the page."""
    unit, number = names.unit, page.paginator.count
    if not (asked.q or asked.answer or asked.body):
        told = ngettext(
            "%(number)s %(one)s [compté|comptée].",
            "%(number)s %(many)s [comptés|comptées].",
            number,
        )
    elif number == 0:
        told = _("[Aucun|Aucune] %(one)s ne correspond, sur %(total)s.")
    else:
        told = ngettext(
            "%(number)s des %(total)s %(many)s correspond.",
            "%(number)s des %(total)s %(many)s correspondent.",
            number,
        )
    words = {"number": written(number), "total": written(total)}
    parts = [unit.agree(told) % {**words, "one": unit.one, "many": unit.many}]
    if page.paginator.num_pages > 1:
        place = {"page": written(page.number), "pages": written(page.paginator.num_pages)}
        parts.append(_("Page %(page)s sur %(pages)s.") % place)
    if asked.order:
        down = asked.order.startswith("-")
        message = (
            _("[Triés|Triées] par %(column)s, en ordre décroissant.")
            if down
            else _("[Triés|Triées] par %(column)s, en ordre croissant.")
        )
        columns = {
            "nom": _("nom"),
            "organisme": _("organisme"),
            "reponse": _("réponse"),
            "partie": names.words.part or _("partie"),
            "tout": names.words.whole or _("tout"),
        }
        parts.append(unit.agree(message) % {"column": columns[asked.order.removeprefix("-")]})
    return " ".join(parts)


def exported(
    answers: Iterable[EditionAnswer], *, edition: str, code: str, version: int
) -> Iterator[dict[str, Any]]:
    """The answers as lines of a file: codes and integers, as the archive has them."""
    for one in answers:
        yield {
            "edition": edition,
            "indicator": code,
            "version": version,
            **{
                column: getattr(one, column)
                for column in exports.ANSWER_COLUMNS
                if column not in ("edition", "indicator", "version", "withheld")
            },
            "withheld": one.withheld and one.withheld["commitment"],
        }
