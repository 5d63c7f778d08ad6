"""What bodies hand in on consultations: the list of those they hold, and the ways to take part."""

from collections.abc import Iterator, Mapping
from typing import Any

from virage.consultations import queries
from virage.consultations.models import BatchWarning, ListedConsultation, MeansUse, RecordBatch
from virage.consultations.rules.means import MEANS, USES
from virage.contracts.intakes import Column, Group, groups, intakes
from virage.contracts.text import Text
from virage.registers.actions import Recording
from virage.registers.columns import DAY_SENTENCES, NAME_EN, NAME_FR, are_in_order, cell
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.owners import Owners, owners
from virage.registers.queries import Table
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence

STEPS = Steps(Recording("consultations", RecordBatch, BatchWarning, (ListedConsultation, MeansUse)))

CONSULTATION = Column(
    name="consultation",
    kind="string",
    title=Text("Consultation", "Consultation"),
    help=Text(
        "Code de la consultation, qui ne change jamais.",
        "Code of the consultation, which never changes.",
    ),
    required=True,
    max_length=80,
    example="reglement-rives-2025",
)

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "not-an-address": Sentence(
        "error",
        Text(
            "« {value} » n’est pas l’adresse d’une page.", "“{value}” is not the address of a page."
        ),
        Text("Écrivez l’adresse complète, https://…", "Write the whole address, https://…"),
    ),
}


def _owners() -> Owners:
    return owners(queries.owners())


def _read_listed(values: Mapping[str, Any], held: Owners, say: Say) -> Mapping[str, Any] | None:
    if not held.is_own(values, "consultation", say):
        return None
    start, end, page = values["window_from"], values["window_to"], values["page"] or ""
    if not are_in_order(values, "window_from", "window_to", say):
        return None
    if page and not page.startswith(("https://", "http://")):
        say("not-an-address", "page", page)
        return None
    names = ("consultation", "organisation_id", "name_fr", "name_en", "participants")
    return {
        **{name: values[name] for name in names},
        "window_from": start,
        "window_to": end,
        "page": page,
    }


def _last_listed(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.last_listed(body):
        yield {
            "organisation": body,
            "consultation": one.code,
            "name_fr": one.name.fr,
            "name_en": one.name.en,
            "window_from": cell(one.window[0]),
            "window_to": cell(one.window[1]),
            "participants": "" if one.participants is None else str(one.participants),
            "page": one.page,
        }


REGISTER = LineKind(
    code="consultations.register",
    title=Text("Consultations publiques", "Public consultations"),
    description=Text(
        "Chaque consultation publique de l’organisme, où qu’elle se tienne : sa durée, le nombre de "
        "participants, la page où elle est archivée.",
        "Each public consultation of the body, wherever it is held: its window, how many took part, "
        "the page where it is archived.",
    ),
    columns=(
        ORGANISATION,
        CONSULTATION,
        NAME_FR,
        NAME_EN,
        Column(
            name="window_from",
            kind="date",
            title=Text("Premier jour", "First day"),
            help=Text(
                "Premier jour où l’on peut contribuer. Vide si l’on ne sait pas.",
                "First day on which one can contribute. Empty if not known.",
            ),
            example="2025-05-01",
        ),
        Column(
            name="window_to",
            kind="date",
            title=Text("Fin, exclue", "End, excluded"),
            help=Text(
                "Lendemain du dernier jour. Vide si l’on ne sait pas encore.",
                "The day after the last one. Empty if not known yet.",
            ),
            example="2025-06-01",
        ),
        Column(
            name="participants",
            kind="integer",
            title=Text("Participants", "Participants"),
            help=Text(
                "Combien de personnes ou d’organisations ont contribué, par toutes les voies.",
                "How many people or organisations contributed, by all means.",
            ),
            minimum=0,
            example="214",
        ),
        Column(
            name="page",
            kind="string",
            title=Text("Page archivée", "Archived page"),
            help=Text(
                "Adresse où l’on peut encore lire la consultation.",
                "Address where the consultation can still be read.",
            ),
            max_length=500,
            example="https://example.org/consultations/rives",
        ),
    ),
    table=Table(
        ListedConsultation,
        key=("consultation",),
        values=(
            "organisation_id",
            "name_fr",
            "name_en",
            "window_from",
            "window_to",
            "participants",
            "page",
        ),
    ),
    steps=STEPS,
    world=_owners,
    read=_read_listed,
    last=_last_listed,
    sentences=SENTENCES,
    unit="consultation",
    listed=queries.listed,
)


def _read_use(values: Mapping[str, Any], held: Owners, say: Say) -> Mapping[str, Any] | None:
    if not held.is_listed(values, "consultation", say):
        return None
    return {name: values[name] for name in ("consultation", "means", "since", "use")}


def _last_uses(body: str) -> Iterator[Mapping[str, str]]:
    for code, means, since, use in queries.last_uses(queries.listed([body])):
        yield {
            "organisation": body,
            "consultation": code,
            "means": means,
            "since": since.isoformat(),
            "use": use,
        }


WAYS = LineKind(
    code="consultations.means",
    title=Text("Moyens de participer aux consultations", "Means of taking part in consultations"),
    description=Text(
        "Pour chaque consultation et chaque moyen, ce qu’il permet et depuis quel jour. Un changement "
        "(une panne, une fermeture) est une ligne de plus.",
        "For each consultation and each means, what it lets people do and from which day on. A change "
        "(an outage, a closing) is one more line.",
    ),
    columns=(
        ORGANISATION,
        CONSULTATION,
        Column(
            name="means",
            kind="string",
            title=Text("Moyen", "Means"),
            help=Text(
                "online : un formulaire ou une plateforme ; email, mail, phone, in_person.",
                "online: a form or a platform; email, mail, phone, in_person.",
            ),
            required=True,
            choices=MEANS,
            example="online",
        ),
        Column(
            name="since",
            kind="date",
            title=Text("Depuis le", "Since"),
            help=Text(
                "Jour à partir duquel c’est vrai, jusqu’à la ligne suivante.",
                "Day from which this is true, until the next line.",
            ),
            required=True,
            example="2025-05-01",
        ),
        Column(
            name="use",
            kind="string",
            title=Text("Ce que l’on peut faire", "What one can do"),
            help=Text(
                "submit : transmettre une contribution ; read : lire seulement ; none : rien.",
                "submit: send a contribution; read: read only; none: nothing.",
            ),
            required=True,
            choices=USES,
            example="submit",
        ),
    ),
    table=Table(MeansUse, key=("consultation", "means", "since"), values=("use",)),
    steps=STEPS,
    world=_owners,
    read=_read_use,
    last=_last_uses,
    unit="consultation",
    listed=queries.listed,
)

groups.declare(Group("consultations", Text("Consultations", "Consultations")))
intakes.declare(REGISTER.intake())
intakes.declare(WAYS.intake())
