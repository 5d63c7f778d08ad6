"""What is typed for each command of ours, so that `test_writes` sees what it changes, and in whose name."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from tests.small_government import WAITING
from tests.writes_states import World
from virage.barometer.models import EditionAnswer, EditionIndicator, WithheldCount
from virage.intake.tests.handing_in import FOREST, KIND, WATER
from virage.lib.clock import now
from virage.organisations import actions as organisations

# In whose name (--by): the system person where it is left out, then some of the people of the table.
OPERATORS = ("system", "citizen", "agent", "officer", "other_officer", "secretariat", "auditor")

Typed = Callable[[World, Path], Sequence[str]]
DAYS = ("--from", "2025-01-01", "--to", "2025-04-01")
NAMED = ("--fr", "Nouveau", "--en", "New")


def typed(*words: str) -> Typed:
    """Those words, whatever the records."""
    return lambda world, folder: words


def _key(world: World, folder: Path) -> Sequence[str]:
    key = organisations.create_key(
        body=WATER,
        label="essai",
        scopes=["intake:read"],
        expires_at=now() + timedelta(days=1),
        secret="virage_essai",
        by=world.officer,
        at=now(),
    )
    return ("revoke", str(key.public_id))


def _file(world: World, folder: Path) -> Sequence[str]:
    path = folder / "volumes.csv"
    path.write_bytes(WAITING.replace(b"pompe", b"vanne"))
    return (KIND, str(path), "--body", WATER)


def _waiting(world: World, folder: Path) -> Sequence[str]:
    return (str(world.small.waiting.public_id),)


def _edition(*words: str) -> Typed:
    return lambda world, folder: (world.small.edition.slug, *words)


def _withheld(world: World, folder: Path) -> Sequence[str]:
    """An answer beside those of the edition, whose counts are withheld."""
    row = EditionIndicator.objects.filter(edition=world.small.edition, answers__gt=0)[0]
    EditionAnswer.objects.create(
        indicator=row,
        position=9_999,
        unit="retenue",
        withheld={"commitment": "0", "left_out": True},
    )
    WithheldCount.objects.create(indicator=row, unit="retenue", salt="0", weight=3)
    return (world.small.edition.slug, row.code, "retenue")


TYPED: dict[str, Typed] = {
    "audit verify": typed(),
    "barometer measure": typed(*DAYS),
    "barometer publish": typed(*DAYS, "--label", "Neuve"),
    "barometer show": _edition(),
    "barometer compare": lambda world, folder: (world.small.edition.slug,) * 2,
    "barometer verify": typed(),
    "barometer erratum": _edition("--text", "Un mot."),
    "barometer revise": _edition(),
    "barometer open-withheld": _withheld,
    "intake": _file,
    "intake withdraw": _waiting,
    "intake redact": lambda world, folder: (str(world.small.recorded.public_id),),
    "apikey create": typed("--body", WATER, "--label", "essai"),
    "apikey revoke": lambda world, folder: _key(world, folder)[1:],
    "apikey list": typed(),
    "body create": typed("neuf", "--from", "2025-01-01", *NAMED),
    "body rename": typed(WATER, "--from", "2025-01-01", *NAMED),
    "body change": typed(WATER, "--from", "2025-01-01", "--kind", "agency"),
    "body merge": typed(WATER, FOREST, "--on", "2025-01-01"),
    "body split": typed(WATER, FOREST, "--on", "2025-01-01"),
    "body end": typed(WATER, "--on", "2025-01-01"),
    "body list": typed(),
    "person invite": typed("neuf@exemple.invalid", "--role", "auditor"),
    "person end": typed(
        "other-officer@exemple.invalid", "--role", "planning_officer", "--body", FOREST
    ),
    "person reset": typed("other-officer@exemple.invalid"),
    "person close": typed("other-officer@exemple.invalid"),
    "person list": typed(),
    "service open": typed("neuf", "--from", "2025-01-01", "--body", WATER, *NAMED),
    "service describe": typed("puits", "--from", "2025-02-01", "--body", WATER, *NAMED),
    "service offer": typed("puits", "--from", "2025-02-01", "--channels", "online"),
    "service succeed": typed("puits", "formule", "--on", "2025-02-01"),
    "service close": typed("puits", "--on", "2025-02-01", "--reason", "repealed"),
    "service keep": typed("puits"),
    "service confirm": typed("puits"),
    "service list": typed(),
    "service show": typed("puits"),
    "personal-data erase": typed(),
}

# What neither changes a record in somebody's name nor can be tried here, and why.
APART = {
    "intake resume": "goes on with what somebody accepted, in their name: tests of bad days",
    "worker": "carries out what somebody began, in their name: tests of bad days",
    "seed": "fills an empty demonstration, by the same actions: tests/test_demonstration.py",
    "data copy": "fills an empty installation with the rows of another, journal included: docs/operate.md",
    "opendata probe": "asks addresses on the network, and notes what answered: tests of opendata",
}
