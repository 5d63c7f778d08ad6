"""What is published of every register: one dataset each, its rows as its schema says, nothing on people."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from tests.sample_files import SAMPLES, WORLD
from virage.audit import queries as audit
from virage.contracts.datasets import datasets
from virage.contracts.indicators import indicators
from virage.contracts.intakes import Column, intakes
from virage.identity.models import Person
from virage.intake import actions
from virage.intake.tests.handing_in import AT
from virage.lib.csv_out import BOM

COUNT_PEOPLE = {
    "due",
    "declined",
    "sent",
    "in_time",
    "late",
    "failed",
    "participants",
    "people",
    "headcount",
    "staff",
    "yes",
    "no",
}
"""Columns of registers that count people: no table holds one."""


def test_every_register_behind_a_target_has_its_dataset() -> None:
    asked = {kind for one in indicators if one.target for kind in one.kinds}
    assert asked <= {one.code for one in datasets}, "declare them in datasets.py of their packages"


def test_no_dataset_counts_people_or_says_what_its_kind_does_not() -> None:
    for one in datasets:
        assert not COUNT_PEOPLE & set(one.fields), one.code
        assert set(one.fields) <= {column.name for column in intakes.get(one.code).columns}, (
            one.code
        )


def fits(columns: list[Column], cells: dict[str, str]) -> Iterator[str]:
    """The fields of a row that are not as the schema says."""
    for column in columns:
        cell = cells[column.name]
        if not cell:
            if column.required:
                yield column.name
        elif column.kind == "integer":
            int(cell)
        elif column.kind == "date":
            date.fromisoformat(cell)
        elif column.choices and cell not in column.choices:
            yield column.name


@pytest.mark.django_db
def test_the_rows_of_every_dataset_are_as_its_schema_says_and_are_streamed(
    client: Client, secretariat: Person
) -> None:
    def record(kind: str, content: bytes) -> None:
        done = actions.receive(
            kind=kind,
            filename="x.csv",
            stream=[content],
            body=None,
            by=secretariat,
            at=AT,
            via="api",
        )
        actions.accept(hand_in=done, by=secretariat, at=AT, create_new=True)
        assert actions.carry_out(hand_in=done, at=AT).state == "accepted", kind

    record("services.volumes", WORLD)
    recorded = {"services.volumes"}

    def with_needs(kind: str) -> None:
        if kind not in recorded:
            recorded.add(kind)
            for needed in SAMPLES[kind].needs:
                with_needs(needed)
            record(kind, SAMPLES[kind].text.encode())

    before = audit.sequence()
    for one in datasets:
        with_needs(one.code)
        answer = client.get(f"/donnees/{one.code}/donnees.csv")
        assert answer.streaming, one.code
        text = answer.getvalue().decode().removeprefix(BOM)
        rows = list(csv.DictReader(io.StringIO(text)))
        schema = json.loads(client.get(f"/donnees/{one.code}/schema.json").content)
        assert rows, one.code
        known = {column.name: column for column in intakes.get(one.code).columns}
        columns = [known[name] for name in one.fields]
        assert [field["name"] for field in schema["fields"]] == list(rows[0])
        for row in rows:
            assert not list(fits(columns, row)), (one.code, row)
    # As known before: the register of volumes alone.
    then = client.get(f"/donnees/exchange.items/donnees.csv?ligne={before}")
    assert len(then.getvalue().decode().splitlines()) == 1
    for wrong in ("x", "-1", str(audit.sequence() + 1)):
        assert client.get(f"/donnees/exchange.items/donnees.csv?ligne={wrong}").status_code == 404
    assert client.get("/donnees/rien/").status_code == 404
    listed = client.get("/donnees/").content.decode()
    page = client.get("/en/donnees/exchange.items/").content.decode()
    assert all(f"/donnees/{one.code}/" in listed for one in datasets)
    assert "CC-BY-4.0" in page
