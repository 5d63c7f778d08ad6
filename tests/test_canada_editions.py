"""From four real files to four sealed editions by the command line, with the figures of the method."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.open_data import NO_CANADA, YEARS, has_canada
from tests.test_canada_records import hand_in
from virage.barometer import queries
from virage.barometer.rules import archive

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not has_canada(), reason=NO_CANADA),
]
TAKE_UP = "services.take-up-above-75"


def told(*words: str) -> Any:
    out = StringIO()
    call_command("barometer", *words, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def test_files_become_editions_that_compare_verify_and_travel(tmp_path: Path) -> None:
    for year in YEARS:
        hand_in(year)
        span = ("--from", f"{year[:4]}-04-01", "--to", f"{year[5:]}-04-01")
        # Version 1 stands to compare with what peers publish: the last two years are compared.
        for version in (1, 2) if year in YEARS[-2:] else (2,):
            edition = told(
                "publish", *span, "--label", f"{year} v{version}",
                "--definitions", f"{TAKE_UP}={version}",
            )  # fmt: skip
    take_up = edition["indicators"][0]
    assert take_up["share"] == {
        "yes": 212, "of": 689, "fraction": "212/689", "percent": "30.77",
    }  # fmt: skip
    assert (take_up["lower"]["percent"], take_up["upper"]["percent"]) == ("21.95", "50.62")
    assert (take_up["verdict"], take_up["break_even"]) == ("not_yet", 942)

    last, before = YEARS[-1], YEARS[-2]
    for version, real, total, panel in ((1, "-1.03", "-5.53", 484), (2, "+4.82", "+3.46", 166)):
        change = told("compare", f"{before}-v{version}", f"{last}-v{version}")["indicators"][0]
        assert change["real_effect"]["points"] == real
        assert change["total"]["points"] == total
        assert change["panel"]["of"] == panel
        assert change["direction"]["code"] == "undetermined"

    # From one version to the other, on the same records: all of it is the definition.
    same = told("compare", f"{last}-v1", f"{last}-v2")["indicators"][0]
    assert same["total"]["fraction"] == "0/1"

    assert told("verify")["holds"] is True
    path = tmp_path / "archive.zip"
    path.write_bytes(b"".join(queries.archive(queries.edition(f"{last}-v2"))))
    assert archive.main(["--archive", str(path), "--seal", edition["seal"]]) == 0
