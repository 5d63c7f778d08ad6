"""Where the open data that some tests read lie: never in the repository, read where they are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPEN_DATA = Path(os.environ.get("VIRAGE_OPEN_DATA") or ROOT.parent / "shared" / "data")
CANADA = OPEN_DATA / "barometer" / "canada"
YEARS = ("2016-2017", "2017-2018", "2018-2019", "2019-2020")
NO_CANADA = (
    "the four yearly files of the Canadian service inventory are absent; set VIRAGE_OPEN_DATA"
)


def canada_file(year: str) -> Path:
    """The inventory of a fiscal year, "2019-2020"."""
    return CANADA / f"gc_{year}_services.csv"


def has_canada() -> bool:
    """Whether all four files are there."""
    return all(canada_file(year).exists() for year in YEARS)
