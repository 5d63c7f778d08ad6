"""What the kinds on projects say alike: columns, sentences, amounts, and whose each project is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.plans.intakes.words import as_cells
from virage.plans.queries import portfolio as queries
from virage.plans.rules import money
from virage.registers.columns import DAY_SENTENCES, text
from virage.registers.kinds import Say, Values
from virage.registers.owners import Owners, owners
from virage.registers.rules.findings import Sentence

CODE = "^[a-zA-Z0-9_-]{1,60}$"
"""Codes stand in addresses and in references: no space, no accent, no tilde."""

PROJECT = text(
    "project",
    Text("Projet", "Project"),
    Text("Code du projet, qui ne change jamais.", "Code of the project, which never changes."),
    "dossier-unique",
    60,
    required=True,
    pattern=CODE,
)


def amount(name: str, title: Text, aid: Text, example: str, *, required: bool = True) -> Column:
    """A column of dollars, to the cent."""
    return text(name, title, aid, example, 24, required=required)


def choice(
    name: str, title: Text, words: Mapping[str, Text], example: str, *, required: bool = True
) -> Column:
    """A column with a closed list, told in words beside it."""
    return Column(
        name=name,
        kind="string",
        title=title,
        help=Text(
            " ; ".join(f"{code} : {one.fr}" for code, one in words.items()) + ".",
            "; ".join(f"{code}: {one.en}" for code, one in words.items()) + ".",
        ),
        required=required,
        choices=tuple(words),
        example=example,
    )


SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "not-an-amount": Sentence(
        "error",
        Text("« {value} » n’est pas un montant.", "“{value}” is not an amount."),
        Text(
            "Écrivez des dollars, avec ou sans cents : 1250000 ou 1250000,50.",
            "Write dollars, with or without cents: 1250000 or 1250000.50.",
        ),
    ),
    "baseline-stands": Sentence(
        "error",
        Text(
            "La base {value} de ce projet est déjà inscrite, et dit autre chose : une base ne change plus.",
            "Baseline {value} of this project is recorded already, and says something else: a baseline "
            "no longer changes.",
        ),
        Text(
            "Inscrivez une nouvelle base, sous le numéro suivant.",
            "Record a new baseline, under the next number.",
        ),
    ),
    "baseline-out-of-order": Sentence(
        "error",
        Text(
            "La base {value} vient sans la précédente, ou est autorisée avant elle.",
            "Baseline {value} comes without the one before it, or is authorised before it.",
        ),
        Text(
            "Numérotez les bases à partir de 1, dans l’ordre de leurs autorisations.",
            "Number the baselines from 1, in the order of their authorisations.",
        ),
    ),
    "part-above-whole": Sentence(
        "error",
        Text("{value} : plus que le tout, {known}.", "{value}: more than the whole, {known}."),
        Text("Corrigez l’un des deux montants.", "Correct one of the two amounts."),
    ),
    "above-hundred": Sentence(
        "error",
        Text("{value} pour cent : plus que tout.", "{value} per cent: more than all of it."),
        Text("Écrivez un nombre de 0 à 100.", "Write a number from 0 to 100."),
    ),
    "assessor-delivers": Sentence(
        "error",
        Text(
            "« {value} » réalise ce projet : les risques sont évalués par qui ne le réalise pas.",
            "“{value}” delivers this project: risks are assessed by someone who does not.",
        ),
        Text(
            "Faites évaluer ce risque par un autre organisme ou par le Secrétariat.",
            "Have this risk assessed by another body or by the Secretariat.",
        ),
    ),
    "unknown-indicator": Sentence(
        "error",
        Text(
            "« {value} » n’est pas une question du baromètre.",
            "“{value}” is not a question of the barometer.",
        ),
        Text(
            "Écrivez le code d’un indicateur, tel qu’il est à la page de sa cible.",
            "Write the code of an indicator, as it stands on the page of its target.",
        ),
    ),
    "unknown-unit": Sentence(
        "warning",
        Text(
            "« {value} » n’est pas au registre des services : l’essai ne pourra pas être jugé.",
            "“{value}” is not in the register of services: the test cannot be judged.",
        ),
        Text(
            "Corrigez le code, ou inscrivez d’abord le service.",
            "Correct the code, or list the service first.",
        ),
    ),
    "published-or-a-reason": Sentence(
        "error",
        Text(
            "Le code est publié sous une licence à une adresse, ou il ne l’est pas pour une raison.",
            "Code is published under a licence at an address, or it is not for a reason.",
        ),
        Text(
            "Remplissez url et licence, ou bien reason et why ; pas les deux.",
            "Fill url and licence, or else reason and why; not both.",
        ),
    ),
    "not-an-address": Sentence(
        "error",
        Text("« {value} » n’est pas une adresse du Web.", "“{value}” is not a Web address."),
        Text("Elle commence par https:// ou http://.", "It begins with https:// or http://."),
    ),
}


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects listed, with whose each is, and the baselines that stand: those of the file too."""

    owners: Owners
    baselines: dict[tuple[str, int], tuple[Any, ...]] = field(default_factory=dict)


def listed() -> Projects:
    """Read once for a file, then for each chunk."""
    return Projects(owners(queries.project_owners()))


def cents(values: Values, name: str, say: Say) -> int | None:
    """The amount of a column; says so when it is none, or when nothing is there."""
    found = money.cents(values[name] or "")
    if found is None:
        say("not-an-amount", name, values[name] or "")
    return found


def is_part(values: Values, part: str, whole: str, cents_of: Mapping[str, int], say: Say) -> bool:
    """Whether an amount is within another; says so when it is not."""
    if cents_of[part] <= cents_of[whole]:
        return True
    say("part-above-whole", part, values[part], known=values[whole])
    return False


def prefilled(
    model: type[Any], names: tuple[str, ...], amounts: tuple[str, ...], body: str
) -> Iterator[Mapping[str, str]]:
    """The facts on a body's projects as a template writes them: amounts in dollars."""
    for row in queries.rows_to_prefill(model, body, ("project", *names)):
        told = {name: money.dollars(row[name]) for name in amounts}
        yield {"organisation": body, **as_cells({**row, **told})}
