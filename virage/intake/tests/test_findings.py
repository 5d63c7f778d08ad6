"""Which lines a warning stays with: its own, or those that a warning on the whole file speaks of."""

import pytest

from virage.contracts.intakes import Finding
from virage.contracts.text import Text
from virage.intake.reading.findings import Findings

pytestmark = pytest.mark.once
SAID = Text("Colonne nouvellement remplie.", "Column newly filled.")


def test_a_warning_stays_with_the_lines_it_speaks_of_and_is_said_once() -> None:
    found = Findings()
    found.add(Finding("warning", "newly-filled", None, "channel", "phone", SAID, SAID, (2, 5)))
    found.add(Finding("warning", "unit-jump", 4, "volume", "9", SAID, SAID))
    found.add(Finding("warning", "shifted", None, "", "", SAID, SAID))
    assert found.warned == {"newly-filled": [2, 5], "unit-jump": [4]}
    assert found.count("warning") == 3
