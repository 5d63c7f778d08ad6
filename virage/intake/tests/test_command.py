"""`virage intake`: the report on the screen, an exit code to rely on, and sentences for what is wrong."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from virage.contracts.intakes import intakes
from virage.identity.models import Person
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import FOREST, KIND, PUITS, WATER, line, record, volumes

pytestmark = pytest.mark.django_db


def virage(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command("intake", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def puits(tmp_path: Path) -> str:
    path = tmp_path / "puits.csv"
    path.write_bytes(PUITS)
    return str(path)


def test_without_accept_it_only_says_what_would_change(puits: str, bodies: object) -> None:
    said = virage(KIND, puits)
    assert "2 ajoutées" in said
    assert "--accept" in said
    assert HandIn.objects.get().state == "checked"


def test_accepting_records_and_says_where_in_the_journal(puits: str, bodies: object) -> None:
    said = virage(KIND, puits, "--accept", "--create-new", "--language", "en")
    hand_in = HandIn.objects.get()
    assert f"sequence {hand_in.sequence}" in said
    assert hand_in.via == "command"
    assert len(list(intakes.get(KIND).prefill(WATER))) == 2


def test_the_system_person_creates_bodies_and_services_in_a_first_hand_in(
    tmp_path: Path, system: Person
) -> None:
    path = tmp_path / "first.csv"
    path.write_bytes(
        volumes(line("a", "online", 1, body="new-a"), line("b", "online", 2, body="new-b"))
    )
    virage(KIND, str(path), "--accept", "--create-new")
    assert list(intakes.get(KIND).prefill("new-a"))
    assert list(intakes.get(KIND).prefill("new-b"))


def test_without_create_new_the_acceptance_stops_with_a_sentence(
    puits: str, bodies: object
) -> None:
    with pytest.raises(CommandError, match="--create-new"):
        virage(KIND, puits, "--accept")
    assert HandIn.objects.get().state == "checked"


def test_a_second_time_nothing_changes_and_it_says_so(puits: str, bodies: object) -> None:
    virage(KIND, puits, "--accept", "--create-new")
    assert "rien ne change" in virage(KIND, puits, "--accept", "--create-new")
    assert HandIn.objects.count() == 1


def test_errors_print_the_report_and_fail(tmp_path: Path, bodies: object) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(volumes(line("puits", "online", "ND")))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 erreurs"):
        call_command("intake", KIND, str(path), "--accept", stdout=out)
    assert "erreur, ligne 2, volume [ND]" in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("services.colours", "x.csv"), "services.volumes"),
        ((KIND, "no-such-file.csv"), "no-such-file.csv"),
        ((KIND, "."), "ne peut pas être lu"),
    ],
)
def test_what_cannot_be_handed_in_says_why(
    arguments: tuple[str, str], sentence: str, bodies: object
) -> None:
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        virage(*arguments)


def test_it_acts_in_the_name_of_a_person_within_their_rights(
    puits: str, officer: Person, other_officer: Person
) -> None:
    by = str(officer.email)
    virage(KIND, puits, "--accept", "--create-new", "--by", by, "--body", WATER)
    assert HandIn.objects.get().accepted_by == officer
    with pytest.raises(CommandError, match="ne pouvez pas déposer"):
        virage(KIND, puits, "--by", str(other_officer.email), "--body", WATER)
    with pytest.raises(CommandError, match="Seul le Secrétariat"):
        virage(KIND, puits, "--by", by)
    with pytest.raises(CommandError, match="nobody@"):
        virage(KIND, puits, "--by", "nobody@exemple.invalid")
    with pytest.raises(CommandError, match="Aucun organisme"):
        virage(KIND, puits, "--body", "nowhere")


def test_redact_and_withdraw_by_their_id(puits: str, officer: Person, bodies: object) -> None:
    done = record(PUITS, officer)
    with pytest.raises(CommandError, match="Seul le Secrétariat détruit le fichier"):
        virage("redact", str(done.public_id), "--by", str(officer.email))
    assert "détruits" in virage("redact", str(done.public_id))
    assert HandIn.objects.get().withheld
    with pytest.raises(CommandError, match="déjà accepté"):
        virage("withdraw", str(done.public_id))
    forest = volumes(line("coupe", "online", 1, body=FOREST))
    Path(puits).write_bytes(forest)
    virage(KIND, puits)
    opened = HandIn.objects.get(state="checked")
    assert "retiré" in virage("withdraw", str(opened.public_id))
