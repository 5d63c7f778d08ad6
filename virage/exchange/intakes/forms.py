"""The versions of the forms of services, and what each asks, item by item."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.exchange import queries
from virage.exchange.intakes.words import EXAMINED, FORM, SENTENCES, STEPS, VERSION
from virage.exchange.models import FormItem, FormVersion
from virage.exchange.rules.asking import GIVEN
from virage.registers.columns import SINCE, UNTIL, are_in_order, cell, text
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table
from virage.services import lines
from virage.services.lines import SERVICE


def _read_form(
    values: Mapping[str, Any], services: lines.World, say: Say
) -> Mapping[str, Any] | None:
    service = lines.service_id(values, services, values["since"], say)
    if service is None or not are_in_order(values, "since", "until", say):
        return None
    names = ("form", "version", "since", "until", "items")
    return {**{name: values[name] for name in names}, "service_id": service}


def _last_forms(body: str) -> Iterator[Mapping[str, str]]:
    for service, form, version, since, until, items in queries.last_forms(lines.own(body)):
        yield {
            "organisation": body,
            "service": service,
            "form": form,
            "version": version,
            "since": since.isoformat(),
            "until": cell(until),
            "items": str(items),
        }


FORMS = LineKind(
    code="exchange.forms",
    title=Text("Versions des formulaires", "Form versions"),
    description=Text(
        "Pour chaque service et chaque formulaire, par quelque canal que ce soit, ses versions et le "
        "nombre d’éléments demandés ; 0 si rien n’est demandé.",
        "For each service and form, by whatever channel, its versions and how many items they ask; 0 "
        "if nothing is asked.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        FORM,
        VERSION,
        SINCE,
        UNTIL,
        Column(
            name="items",
            kind="integer",
            title=Text("Éléments demandés", "Items asked"),
            help=Text("Combien de choses la version demande.", "How many things the version asks."),
            required=True,
            minimum=0,
            maximum=5_000,
            example="12",
        ),
    ),
    table=Table(
        FormVersion,
        key=("service_id", "form", "version"),
        values=("since", "until", "items"),
    ),
    steps=STEPS,
    world=lines.world,
    read=_read_form,
    last=_last_forms,
    sentences=SENTENCES,
    unit="service",
    frame=lines.listed,
)


class _Forms(NamedTuple):
    services: lines.World
    versions: frozenset[queries.Place]


def _forms() -> _Forms:
    return _Forms(lines.world(), queries.form_versions())


def _read_item(values: Mapping[str, Any], world: _Forms, say: Say) -> Mapping[str, Any] | None:
    place = values["service"], values["form"], values["version"]
    service = lines.service_id(values, world.services, date.max, say)
    if service is None:
        return None
    if place not in world.versions:
        say("form-not-listed", "version", values["version"])
        return None
    examined = values["examined"] == "yes"
    said = {name: values[name] or "" for name in ("concept", "given", "obstacle")}
    if examined and not said["given"]:
        say("examined-without-how", "given")
        return None
    if not examined and any(said.values()):
        column = next(name for name, value in said.items() if value)
        say("not-examined-yet-mapped", column, said[column])
        return None
    named = {name: values[name] for name in ("form", "version", "item")}
    return {**named, **said, "service_id": service, "examined": examined}


def _last_items(body: str) -> Iterator[Mapping[str, str]]:
    for service, form, version, item, examined, *said in queries.last_items(lines.own(body)):
        concept, given, obstacle = said
        yield {
            "organisation": body,
            "service": service,
            "form": form,
            "version": version,
            "item": item,
            "examined": EXAMINED[0] if examined else EXAMINED[1],
            "concept": concept,
            "given": given,
            "obstacle": obstacle,
        }


ITEMS = LineKind(
    code="exchange.items",
    title=Text("Éléments demandés par les formulaires", "Items that forms ask"),
    description=Text(
        "Chaque élément d’une version de formulaire : examiné ou non, quel concept c’est, comment il est "
        "donné. Ce qui est « redemandé » s’en déduit, et ne se déclare pas.",
        "Each item of a form version: examined or not, which concept it is, how it is given. What is "
        "“asked again” follows from it, and is never declared.",
    ),
    columns=(
        ORGANISATION,
        SERVICE,
        FORM,
        VERSION,
        text(
            "item",
            Text("Élément", "Item"),
            Text("Ce qui est demandé, dans vos mots.", "What is asked, in your words."),
            "adresse du demandeur",
            120,
            required=True,
        ),
        text(
            "examined",
            Text("Examiné", "Examined"),
            Text(
                "yes si quelqu’un a regardé quel concept c’est.",
                "yes if someone looked at which concept it is.",
            ),
            "yes",
            3,
            required=True,
            choices=EXAMINED,
        ),
        text(
            "concept",
            Text("Concept", "Concept"),
            Text(
                "Le concept des sources officielles, vide si ce n’en est pas un.",
                "The concept of authoritative sources, empty if it is none.",
            ),
            "adresse",
            80,
        ),
        text(
            "given",
            Text("Comment", "How"),
            Text(
                "typed : à saisir ; prefilled : prérempli, à confirmer ; fetched : pris sans la personne.",
                "typed: to be typed; prefilled: to be confirmed; fetched: without the person.",
            ),
            "typed",
            9,
            choices=GIVEN,
        ),
        text(
            "obstacle",
            Text("Obstacle légal", "Legal obstacle"),
            Text(
                "La loi qui empêche de le prendre à la source, s’il y en a une.",
                "The act that prevents it from being fetched, if there is one.",
            ),
            "Loi fiscale, art. 69",
            300,
        ),
    ),
    table=Table(
        FormItem,
        key=("service_id", "form", "version", "item"),
        values=("examined", "concept", "given", "obstacle"),
    ),
    steps=STEPS,
    world=_forms,
    read=_read_item,
    last=_last_items,
    sentences=SENTENCES,
    unit="service",
    frame=lines.listed,
)
