"""A process that records a hand-in is killed (SIGKILL), once for each package: nothing of it is known, and
another process finishes it."""

import json
import signal
from pathlib import Path

from tests.installation import Installation
from tests.sample_files import SAMPLES, WORLD, Sample

# Everything is handed in for several bodies, as the Secretariat does; what a file needs is recorded first.
SETTING = """
import json, sys
from datetime import date
from virage.contracts.text import Text
from virage.identity.queries import system_person
from virage.intake import actions
from virage.lib.clock import now
from virage.organisations import actions as organisations
by = system_person()
for code in ("ministere-eau", "regie-forets"):
    name = Text(code, code)
    organisations.create_body(code=code, name=name, valid_from=date(2015, 4, 1), by=by, at=now())
def receive(kind, text):
    hand_in = actions.receive(kind=kind, filename="f.csv", stream=[text.encode()], body=None,
                              by=by, at=now(), via="command")
    return actions.check(hand_in=hand_in, at=now())
def record(kind, text):
    hand_in = receive(kind, text)
    actions.accept(hand_in=hand_in, by=by, at=now(), create_new=True, in_background=False)
    assert actions.carry_out(hand_in=hand_in, at=now()).state == "accepted", kind
first, killed = json.load(open(sys.argv[1]))
for kind, text in first:
    record(kind, text)
print(*(receive(kind, text).public_id for kind, text in killed))
"""
# The acceptance itself, one row a chunk; the process ends itself as kill -9 does, in its second chunk.
KILLED = """
import os, signal, sys
from virage.identity.queries import system_person
from virage.intake import actions, queries, rules
from virage.lib.clock import now
rules.CHUNK = 1
hand_in = queries.by_id(sys.argv[1])
kind, chunks = queries.kind(hand_in.kind), []
stage = kind.stage
def stopped(*chunk):
    stage(*chunk)
    chunks.append(chunk)
    if len(chunks) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
object.__setattr__(kind, "stage", stopped)
actions.accept(hand_in=hand_in, by=system_person(), at=now(), create_new=True, in_background=False)
actions.carry_out(hand_in=hand_in, at=now())
"""
FINISHED = """
import sys
from virage.intake import actions, queries
from virage.lib.clock import now
for one in sys.argv[1:]:
    print(actions.carry_out(hand_in=queries.by_id(one), at=now()).state)
"""


def one_of_each_package() -> dict[str, Sample]:
    """The first kind of each package."""
    found: dict[str, tuple[str, Sample]] = {}
    for code, sample in SAMPLES.items():
        found.setdefault(code.partition(".")[0], (code, sample))
    return dict(found.values())


def test_an_acceptance_killed_in_any_package_leaves_nothing_half_done(
    installation: Installation,
) -> None:
    chosen = one_of_each_package()
    needed = [one for sample in chosen.values() for one in sample.needs]
    first = [["services.volumes", WORLD.decode()]]
    first += [[kind, SAMPLES[kind].text] for kind in needed]
    killed = [[kind, sample.text] for kind, sample in chosen.items()]
    told = installation.folder / "files.json"
    Path(told).write_text(json.dumps([first, killed]), encoding="utf-8")
    ids = installation.python(SETTING, str(told)).split()[-len(killed) :]

    known = "SELECT count(*) FROM audit_journalline WHERE entry LIKE '%:hand-in:accepted'"
    for public_id in ids:
        before = installation.ask(known)
        process = installation.start("-c", f"import django; django.setup()\n{KILLED}", public_id)
        assert process.wait(timeout=120) == -signal.SIGKILL
        # The first row is staged under a batch that nobody sees, the second is undone.
        assert installation.ask(known) == before
    states = (
        "SELECT state, staged, count(*) FROM intake_handin WHERE state <> 'accepted' GROUP BY 1, 2"
    )
    assert installation.ask(states) == [("accepting", 1, len(ids))]

    assert installation.python(FINISHED, *ids).split() == ["accepted"] * len(ids)
    ((recorded,),) = installation.ask(known)
    assert recorded == len(first) + len(ids)
