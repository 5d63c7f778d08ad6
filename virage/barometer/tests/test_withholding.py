"""An edition that withholds counts of people: what it publishes everywhere, seals apart, and verifies."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.actions import publishing
from virage.barometer.actions.writing import write
from virage.barometer.models import Edition, EditionAnswer, WithheldCount
from virage.barometer.queries import withholding
from virage.barometer.rules import archive, sealed
from virage.barometer.rules.errors import NotTheSame
from virage.barometer.rules.exact import share
from virage.barometer.rules.sealed import sums_of
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.contracts.indicators import ONCE, Noun
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.append_only import triggers
from virage.lib.canonical import digest
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db
PEOPLE = Noun(Text("personne", "person"), Text("personnes", "people"), feminine=True)
NUMBER = "4.2"
# Numbers that stand nowhere else, so that one of them on a page is a leak.
SAID = {"c0": (7793, 6, 31), "c1": (1409, 1217, 1867), "c2": (5003, 2003, 1009)}
HIDDEN = ("7793", "7830", "1409", "1217", "1867", "4493")


@pytest.fixture
def ledger(system: Person) -> Ledger:
    """Three units, of which one where six people alone say no."""
    measured_by_the_ledger(system, NUMBER)
    ledger = Ledger(besides={"people": PEOPLE, "counts_people": ONCE})
    ledger.state("yuy", 2020, people=SAID)
    return ledger


@pytest.fixture
def edition(ledger: Ledger, system: Person) -> Edition:
    return ledger.publish(2020, system)


def test_figures_are_of_everybody_and_two_units_are_withheld(edition: Edition) -> None:
    (row,) = queries.indicators_of(edition)
    yes, no, silent = (sum(people[at] for people in SAID.values()) for at in range(3))
    assert (row.headline["yes"], row.headline["no"], row.headline["unknown"]) == (yes, no, silent)
    assert row.headline["share"]["fraction"] == share(yes, yes + no)["fraction"]  # type: ignore[index]
    assert row.headline["withheld"] == {"units": 2, "left_out": 0}
    assert row.headline["people"]["units_answered"] == 3
    assert set(withholding.kept(row)) == {"c0", "c1"}
    assert row.by_organisation["b0"]["yes"] == 0
    assert row.by_organisation["b0"]["withheld"] == 1
    assert row.by_organisation["b2"]["yes"] == 5003
    assert [one.people for one in withholding.true_answers(row)] == list(SAID.values())


def test_no_page_file_reply_or_archive_holds_a_withheld_count_or_its_salt(
    edition: Edition, ledger: Ledger, client: Client, system: Person
) -> None:
    ledger.state("yuy", 2021, people={**SAID, "c2": (5011, 2011, 1013)})
    ledger.publish(2021, system)
    secrets = [
        *HIDDEN,
        *(f"{one[0]},{one[1:]}" for one in HIDDEN),
        *WithheldCount.objects.values_list("salt", flat=True),
    ]
    api = "/api/v1/barometer/editions"
    pages = {
        path: client.get(path, follow=True)
        for path in (
            "/barometre/",
            f"/barometre/cibles/{NUMBER}/",
            f"/en/barometre/cibles/{NUMBER}/",
            "/barometre/organismes/",
            *(f"/barometre/organismes/b{at}/" for at in range(3)),
            "/barometre/organismes/b0/donnees.json",
            *(f"/barometre/unites/tests.counters/{one}/" for one in SAID),
            "/barometre/unites/tests.counters/c0/donnees.json",
            *(
                f"/barometre/editions/2020-21/mesures/{CODE}/{table}.{kind}"
                for table in ("unites", "organismes", "evolution")
                for kind in ("csv", "json")
            ),
            f"{api}/2020-21",
            f"{api}/2020-21/indicators/{CODE}",
            f"{api}/2020-21/indicators/{CODE}/answers",
            "/api/v1/barometer/compare?a=2020-21&b=2021-22",
        )
    }
    texts = {}
    for path, response in pages.items():
        body = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200, path
        texts[path] = body.decode().replace("\u202f", "").replace("\u00a0", "")
    with zipfile.ZipFile(io.BytesIO(b"".join(queries.archive(edition)))) as file:
        texts |= {name: file.read(name).decode() for name in file.namelist()}
    measured = queries.measure(
        edition.period,
        known_at=journal.sequence(),
        versions={CODE: 1},
        registry=ledger.registry,
    )
    texts["measure"] = json.dumps(measured.as_json())
    leaks = re.compile(rf"(?<![0-9a-f])({'|'.join(secrets)})(?![0-9a-f])")  # not within a seal
    shown = [(leak[0], path) for path, text in texts.items() if (leak := leaks.search(text))]
    assert not shown
    assert "retenu (1 à 9, ou pour en protéger un autre)" in texts[f"/barometre/cibles/{NUMBER}/"]
    assert "withheld (1 to 9, or to protect another)" in texts[f"/en/barometre/cibles/{NUMBER}/"]
    assert "5003" in texts["answers.jsonl"]


def test_it_verifies_here_and_the_archive_says_what_rests_on_withheld_counts(
    edition: Edition, ledger: Ledger, tmp_path: Path
) -> None:
    assert all(one.holds for one in queries.verify(registry=ledger.registry))
    path = tmp_path / "edition.zip"
    path.write_bytes(b"".join(queries.archive(edition)))
    read = archive.read(path)
    checked = archive.check(read, seal=edition.seal)
    assert checked.holds
    assert ["2 answers" in one.en for one in checked.withheld] == [True]
    read.sealed.definitions[0]["terms"]["withheld"][0]["people"][0] += 1
    assert all(archive.check(read).faults.values())


def test_a_commitment_passed_for_another_or_a_sum_of_fewer_is_told(
    edition: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "edition.zip"
    path.write_bytes(b"".join(queries.archive(edition)))
    read = archive.read(path)
    read.leaves[0]["withheld"]["commitment"] = "0" * 64
    assert archive.check(read).faults["chain"]
    read.leaves[0]["withheld"] = {"commitment": "0" * 64, "left_out": True}
    assert "sums of the withheld counts" in archive.check(read).faults["figures"][0].en


def test_verify_tells_what_no_longer_opens_and_what_the_records_no_longer_say(
    edition: Edition, ledger: Ledger
) -> None:
    with connection.cursor() as cursor:
        for name in triggers(connection.vendor, "barometer_withheldcount", "id"):
            on = " ON barometer_withheldcount" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    WithheldCount.objects.filter(unit="c0").update(people=[7792, 7, 31])
    (found,) = queries.verify(registry=ledger.registry)
    assert "does not open the commitment" in found.faults["figures"][0].en
    WithheldCount.objects.filter(unit="c0").update(people=[7793, 6, 31])
    ledger.facts[0].values["people"] = (7794, 5, 31)  # type: ignore[index]
    (found,) = queries.verify(registry=ledger.registry)
    (told,) = [one.en for one in found.faults["answers"] if "commitment" in one.en]
    assert "c0, withheld" in told or "c0" in told
    assert not any(one in told for one in HIDDEN)


def test_a_revision_keeps_the_pair_together_or_leaves_what_is_left_of_it_out(
    edition: Edition, ledger: Ledger, system: Person
) -> None:
    ledger.state("yuy", 2020, people={**SAID, "c0": (7700, 99, 31)})
    revised = actions.revise(
        edition=edition, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    (row,) = queries.indicators_of(revised)
    assert {unit: one.block for unit, one in withholding.kept(row).items()} == {"c0": 0, "c1": 0}
    ledger.state("auy", 2020, people=SAID)
    again = actions.revise(
        edition=revised, by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    (row,) = queries.indicators_of(again)
    assert {one.block for one in withholding.kept(row).values()} == {None}
    assert (row.headline["yes"], sums_of(row.definition)) == (5003, ())
    assert row.headline["withheld"] == {"units": 2, "left_out": 2}
    assert all(one.holds for one in queries.verify(registry=ledger.registry))


def test_an_interrupted_publication_keeps_its_salts(ledger: Ledger, system: Person) -> None:
    prepared = actions.prepare(
        label="2020-21", period=year(2020), by=system, at=AT, registry=ledger.registry
    )
    measured = queries.measure(
        prepared.period,
        known_at=prepared.cut_sequence,
        versions={CODE: 1},
        registry=ledger.registry,
    )
    write(prepared, measured, b"drawn before it was killed")
    salts = set(WithheldCount.objects.values_list("salt", flat=True))
    done = ledger.publish(2020, system)
    assert done == prepared
    assert set(WithheldCount.objects.values_list("salt", flat=True)) == salts
    assert all(one.holds for one in queries.verify(registry=ledger.registry))


def test_an_edition_that_another_one_overtook_is_started_again_where_it_tells_too_much(
    ledger: Ledger, system: Person
) -> None:
    prepared = actions.prepare(
        label="2020-21", period=year(2020), by=system, at=AT, registry=ledger.registry
    )
    measured = queries.measure(
        prepared.period,
        known_at=prepared.cut_sequence,
        versions={CODE: 1},
        registry=ledger.registry,
    )
    ledger.state("yuy", 2021, people={**SAID, "c0": (5000, 400, 300)})
    ledger.publish(2021, system)  # shows c1, unchanged, which was to protect c0
    with pytest.raises(NotTheSame, match="chosen again"):
        publishing._seal(prepared, "0" * 64, [], system, AT, after=0, measured=measured)


def test_one_answer_is_opened_by_name_and_the_journal_says_so(
    edition: Edition, auditor: Person, officer: Person
) -> None:
    opened = actions.open_withheld(edition=edition, code=NUMBER, unit="c0", by=auditor, at=AT)
    told = opened.as_json()
    assert digest(told["committed"]) == told["commitment"]
    published = EditionAnswer.objects.get(unit="c0").answer()
    assert told["commitment"] == published.withheld
    line = journal.line_at(journal.sequence())
    assert line is not None
    assert (line.entry, line.data["unit"]) == ("barometer:withheld:opened", "c0")
    with pytest.raises(Refused):
        actions.open_withheld(edition=edition, code=NUMBER, unit="c0", by=officer, at=AT)


def test_the_command_opens_one_and_refuses_what_is_not_withheld(
    edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["barometer", "open-withheld", "2020-21", CODE]
    call_command(*words, "c0", "--language", "en")
    said = capsys.readouterr().out
    assert "7,793, 6, 31" in said
    with pytest.raises(CommandError, match="withholds no count of “c2”"):
        call_command(*words, "c2", "--language", "en")


def test_older_leaves_are_what_they_were() -> None:
    leaf = {
        "indicator": CODE, "version": 1, "unit": "c0", "name_fr": "", "name_en": "",
        "organisation": "b0", "value": "yes", "reason": "", "weight": 3, "part": None, "whole": None,
        "source": "counted", "evidence": "", "flags": [], "succeeds": [],
    }  # fmt: skip
    read = sealed.answer_of(leaf)
    assert (read.withheld, read.left_out, read.weight) == ("", False, 3)
