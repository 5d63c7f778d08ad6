"""`virage barometer` as people type it: the outputs fit the committed schemas, refusals are one sentence."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator
from referencing import Registry as Schemas
from referencing import Resource

from virage.barometer import actions, queries
from virage.barometer.models import EditionAnswer
from virage.barometer.queries import measuring
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.contracts.indicators import indicators
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[1] / "schemas"
SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
KNOWN: Schemas[Any] = Schemas().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)


def fits(name: str, value: Any) -> None:
    """`value` is what the committed schema of that name says."""
    Draft202012Validator(SCHEMAS[name], registry=KNOWN).validate(value)


@pytest.fixture
def ledger(system: Person, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """The ledger is the platform's one declared indicator while the test lasts."""
    measured_by_the_ledger(system)
    ledger = Ledger()
    monkeypatch.setattr(indicators, "_items", {CODE: ledger.registry.get(CODE)})
    ledger.state("yynnua", 2020)
    ledger.state("yyynna", 2021)
    return ledger


def run(*words: str) -> str:
    out = StringIO()
    call_command("barometer", *words, stdout=out)
    return out.getvalue().replace("\u00a0", " ").replace("\u202f", " ")


def told(*words: str) -> Any:
    return json.loads(run(*words, "--format", "json"))


def publish(start: int, *words: str) -> str:
    label = f"{start}-{(start + 1) % 100}"
    span = ("--from", f"{start}-04-01", "--to", f"{start + 1}-04-01")
    return run("publish", *span, "--label", label, *words)


YEAR = ("--from", "2021-04-01", "--to", "2022-04-01")


def test_every_schema_is_one() -> None:
    assert set(SCHEMAS) == {
        "common", "compare", "figure", "measure", "show", "verify", "verify-archive",
    }  # fmt: skip
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_measure_prints_and_publishes_nothing(ledger: Ledger) -> None:
    value = told("measure", *YEAR)
    fits("measure", value)
    assert value["indicators"][0]["share"] == {
        "yes": 3, "of": 5, "fraction": "3/5", "percent": "60.00",
    }  # fmt: skip
    assert [one["target"] for one in value["targets"]][:3] == ["1.1", "1.2", "1.3"]
    assert queries.latest() is None
    french = run("measure", *YEAR)
    assert "3 des 5 guichets connus (60,00 %) ; aucun sans réponse." in french
    assert french.count("Aucun dossier encore.") == 9
    english = run("measure", *YEAR, "--language", "en")
    assert "3 of the 5 counters known (60.00%)" in english
    assert english.count("No records yet.") == 9


def test_measure_looks_back(ledger: Ledger) -> None:
    publish(2021)
    cut = queries.edition("2021-22").cut_sequence
    ledger.state("nnnnnn", 2021)
    assert told("measure", *YEAR)["indicators"][0]["yes"] == 0
    for known_at in ("2021-22", str(cut)):
        value = told("measure", *YEAR, "--known-at", known_at)
        assert (value["known_at"], value["indicators"][0]["yes"]) == (cut, 3)


def test_a_definition_is_chosen_by_its_number(ledger: Ledger) -> None:
    value = told("measure", *YEAR, "--definitions", f"{CODE}=2")
    assert value["indicators"][0]["version"] == 2
    with pytest.raises(CommandError, match="n’a pas de définition 9"):
        run("measure", *YEAR, "--definitions", f"{CODE}=9")
    with pytest.raises(CommandError, match="is not CODE=VERSION"):
        run("measure", *YEAR, "--definitions", "two")


def test_published_shown_compared_verified(ledger: Ledger) -> None:
    publish(2020)
    said = publish(2021, "--language", "en")
    edition = queries.edition("2021-22")
    assert edition.seal in said
    assert edition.published_by is not None
    assert edition.published_by.is_system
    shown = told("show", "2021-22")
    fits("show", shown)
    assert shown["previous_seal"] == queries.edition("2020-21").seal
    assert "Édition" not in run("show", "2021-22", "--language", "en")
    compared = told("compare", "2020-21", "2021-22")
    fits("compare", compared)
    assert compared["indicators"][0]["panel"]["of"] == 4
    assert "effet réel" in run("compare", "2020-21", "2021-22")
    assert "real effect" in run("compare", "2020-21", "2021-22", "--language", "en")
    verified = told("verify")
    fits("verify", verified)
    assert verified["holds"] is True
    assert [one["edition"] for one in verified["editions"]] == ["2020-21", "2021-22"]
    assert [one["edition"] for one in told("verify", "2021-22")["editions"]] == ["2021-22"]
    assert "differs" in run("verify", "--language", "en")


def test_split_units_fit_the_schema_too(ledger: Ledger) -> None:
    ledger.state("-ynyny", 2022, succeeds={"c3": ("c0",)})
    publish(2021)
    publish(2022, "--definitions", f"{CODE}=2")
    value = told("compare", "2021-22", "2022-23")
    fits("compare", value)
    for change in (value["indicators"][0],):
        assert change["version_from"] != change["version_to"]


def test_verify_ends_with_1_when_something_differs(ledger: Ledger) -> None:
    publish(2021)
    for fact in ledger.facts:
        fact.values["weight"] += 1  # type: ignore[index]
    with pytest.raises(CommandError, match="Quelque chose diffère"):
        run("verify")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("barometer", "verify", "--format", "json", stdout=out)
    fits("verify", json.loads(out.getvalue()))


def test_verify_compares_with_a_seal_that_was_noted(ledger: Ledger) -> None:
    publish(2021)
    run("verify", "2021-22", "--seal", queries.edition("2021-22").seal)
    with pytest.raises(CommandError, match="sceau que vous avez noté"):
        run("verify", "2021-22", "--seal", "00")


def test_an_archive_is_verified_from_here_too(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(2021)
    path = tmp_path / "a.zip"
    path.write_bytes(b"".join(queries.archive(queries.edition("2021-22"))))
    with pytest.raises(SystemExit) as ended:
        run("verify", "--archive", str(path), "--format", "json")
    assert ended.value.code == 0
    fits("verify-archive", json.loads(capsys.readouterr().out))


def test_erratum_and_revision(ledger: Ledger, officer: Person) -> None:
    publish(2021)
    with pytest.raises(CommandError, match="Rien ne diffère"):
        run("revise", "2021-22")
    value = told(
        "erratum", "2021-22", "--text", "Lire « guichet ».", "--text-en", "Read “counter”."
    )
    fits("show", value)
    assert [one["text"]["en"] for one in value["errata"]] == ["Read “counter”."]
    ledger.state("y", 2021)
    ledger.state("---y", 2021)
    assert told("revise", "2021-22")["edition"] == "2021-22-r1"
    assert "2021-22-r1" in run("show", "2021-22")
    with pytest.raises(CommandError, match="Vos rôles ne permettent pas"):
        run("revise", "2021-22", "--by", str(officer.email))
    with pytest.raises(CommandError, match="Nobody active has the e-mail"):
        run("revise", "2021-22", "--by", "nobody@exemple.invalid")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "2030"), "Aucune édition publiée"),
        (("measure", "--from", "2021-04-01", "--to", "2021-04-01"), "ne contient aucun jour"),
        (("measure", "--from", "01/04/2021", "--to", "2022-04-01"), "is not a day"),
        (("publish", *YEAR, "--label", "…"), "L’étiquette"),
        (("publish", "--from", "2030-04-01", "--to", "2031-04-01", "--label", "x"), "pas finie"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    ledger: Ledger, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*words)


def test_the_figures_have_exactly_the_keys_that_were_promised(ledger: Ledger) -> None:
    promised = (
        "code version unit basis yes no unknown not_applicable share share_na_as_no lower upper "
        "share_by_weight ratio n_eff target verdict break_even bodies_expected bodies_answered "
        "declared measured counted by_organisation"
    )
    assert set(promised.split()) <= set(told("measure", *YEAR)["indicators"][0])


def test_numbers_beyond_what_json_carries_travel_as_text(ledger: Ledger, system: Person) -> None:
    ledger.state("yyy", 2022, weight=2**53)
    edition = ledger.publish(2022, system)
    shown = queries.show(edition)
    fits("show", shown)
    assert shown["indicators"][0]["ratio"]["of"] == str(3 * 2**53 + 3)
    assert EditionAnswer.objects.get(unit="c0").weight == 2**53
    assert all(one.holds for one in queries.verify(registry=ledger.registry))


def test_a_target_measured_by_nobody_is_in_the_output(ledger: Ledger, system: Person) -> None:
    actions.state_target(
        strategy="transformation-numerique-2019-2023",
        number="1.1",
        indicator="nobody.asks",
        by=system,
        at=AT,
    )
    value = told("measure", *YEAR)
    fits("measure", value)
    assert value["indicators"][0]["target"] is None
    assert {one["state"] for one in value["targets"]} == {"no_records_yet"}
    assert measuring.targets_told({"targets": []}, []) == []
