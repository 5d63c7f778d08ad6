"""The bad days of every kind of hand-in, by one test over all: each file that is wrong is refused and
records nothing, each that is sound is recorded once, and can be confirmed and edited like any other."""

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from django.apps import apps

from tests.people import SignIn
from tests.sample_files import SAMPLES, WORLD, Sample
from virage.audit.models import JournalLine
from virage.contracts.intakes import Intake, groups, intakes
from virage.identity.models import Person
from virage.intake import actions, rules
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, WATER, found
from virage.lib.records import Recorded

pytestmark = pytest.mark.django_db

KINDS = sorted(SAMPLES)
Rows = Sequence[Mapping[str, str]]


def test_every_kind_has_a_sample_and_a_name_for_its_group() -> None:
    assert set(SAMPLES) == {one.code for one in intakes}, "tests/sample_files.py: one entry a kind"
    unnamed = {one.code.partition(".")[0] for one in intakes} - {one.code for one in groups}
    assert not unnamed, "declare a Group in the intakes of these packages"


@cache
def lines_of(text: str) -> tuple[list[str], Rows]:
    """The header and the lines of a file."""
    reader = csv.DictReader(io.StringIO(text))
    rows = list(reader)
    return list(reader.fieldnames or []), rows


def as_file(text: str, first: Mapping[str, str] | None = None, *, again: bool = False) -> bytes:
    """The file with other cells in its first line, or with that line once more at the end."""
    header, rows = lines_of(text)
    changed = [{**rows[0], **(first or {})}, *rows[1:], *([rows[0]] if again else [])]
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(changed)
    return out.getvalue().encode()


def known() -> dict[str, int]:
    """How many recorded rows there are by table: those that are known, and those staged."""
    tables = [model for model in apps.get_models() if issubclass(model, Recorded)]
    return {model._meta.label: model._default_manager.count() for model in tables}


class Desk:
    """Hands in files of one kind, as who may."""

    def __init__(self, kind: Intake, officer: Person, secretariat: Person) -> None:
        self.kind, self.sample = kind, SAMPLES[kind.code]
        self.body = None if kind.secretariat_only else WATER
        self.by = secretariat if kind.secretariat_only else officer
        self._record("services.volumes", WORLD, secretariat)
        for needed in self.sample.needs:
            self._record(needed, SAMPLES[needed].text.encode(), secretariat)
        self.before = known()

    def _record(self, kind: str, content: bytes, by: Person) -> None:
        hand_in = actions.receive(
            kind=kind, filename="w.csv", stream=[content], body=None, by=by, at=AT, via="command"
        )
        self.accepted(actions.check(hand_in=hand_in, at=AT), by)

    def receive(self, content: bytes) -> HandIn:
        """Hand a file in and check it."""
        hand_in = actions.receive(
            kind=self.kind.code,
            filename="fichier.csv",
            stream=[content],
            body=self.body,
            by=self.by,
            at=AT,
            via="command",
        )
        return hand_in if hand_in.state == "accepted" else actions.check(hand_in=hand_in, at=AT)

    def accepted(self, hand_in: HandIn, by: Person | None = None) -> HandIn:
        """Accept and carry out."""
        assert hand_in.state == "checked", hand_in.report["findings"]
        by = by or self.by
        actions.accept(hand_in=hand_in, by=by, at=AT, create_new=True, in_background=False)
        return actions.carry_out(hand_in=hand_in, at=AT)

    def last(self) -> list[Mapping[str, str]]:
        """What Water is told of its last values."""
        return list(self.kind.prefill(WATER))


@pytest.fixture(params=KINDS)
def desk(request: pytest.FixtureRequest, officer: Person, secretariat: Person) -> Desk:
    """A desk for each kind."""
    return Desk(intakes.get(request.param), officer, secretariat)


def a_text_column(kind: Intake, sample: Sample) -> str:
    """A column of words that the file has: the place for a formula."""
    header, _ = lines_of(sample.text)
    return [one.name for one in kind.columns if one.kind == "string" and one.name in header][-1]


def test_what_is_wrong_is_refused_and_records_nothing(
    desk: Desk, officer: Person, other_officer: Person, auditor: Person
) -> None:
    sample, sound = desk.sample, desk.sample.text.encode()
    with pytest.raises(rules.NoFile):
        desk.receive(b"")
    wrong = {
        "header alone": (sound.splitlines(keepends=True)[0], "empty-file"),
        "cut in the middle": (sound.rstrip()[: -len(sound.splitlines()[-1]) // 2], ""),
        "formula": (as_file(sample.text, {a_text_column(desk.kind, sample): "=1+1"}), "formula"),
    }
    if sample.of_another:
        wrong["row of another body"] = (as_file(sample.text, sample.of_another), "")
    if sample.twice == "error":
        wrong["the same row twice"] = (as_file(sample.text, again=True), "")
    for day, (content, code) in wrong.items():
        hand_in = desk.receive(content)
        assert hand_in.state == "refused", day
        assert not code or code in found(hand_in), day
        with pytest.raises(rules.NotInThatState):
            actions.accept(hand_in=hand_in, by=desk.by, at=AT, create_new=True)

    unknown = desk.receive(as_file(sample.text, sample.unknown))
    if unknown.state == "checked":
        # What is new is listed, and waits for someone to agree.
        with pytest.raises(rules.MustAgreeToNew):
            actions.accept(hand_in=unknown, by=desk.by, at=AT)
    else:
        assert unknown.state == "refused"

    if sample.twice != "error":
        again = desk.receive(as_file(sample.text, again=True))
        assert again.state == "checked"
        assert bool(found(again, "warning")) == (sample.twice == "warning")

    for person in (officer if desk.body is None else other_officer, auditor):
        with pytest.raises((rules.SecretariatOnly, rules.NotYours)):
            actions.receive(
                kind=desk.kind.code,
                filename="x.csv",
                stream=[sound],
                body=desk.body,
                by=person,
                at=AT,
                via="page",
            )
    assert known() == desk.before


def test_a_sound_file_is_recorded_once_and_withdrawn_only_before(desk: Desk) -> None:
    content = desk.sample.text.encode()
    hand_in = desk.receive(content)
    assert actions.withdraw(hand_in=hand_in, by=desk.by, at=AT).state == "withdrawn"
    assert known() == desk.before

    # Two people read the same page and accept at the same moment.
    hand_in = desk.receive(content)
    first, second = HandIn.objects.get(pk=hand_in.pk), HandIn.objects.get(pk=hand_in.pk)
    actions.accept(hand_in=first, by=desk.by, at=AT, create_new=True, in_background=False)
    with pytest.raises(rules.NotInThatState):
        actions.accept(hand_in=second, by=desk.by, at=AT, create_new=True, in_background=False)
    done = actions.carry_out(hand_in=first, at=AT)
    actions.carry_out(hand_in=second, at=AT)
    assert done.state == "accepted"
    after = known()
    assert after != desk.before
    with pytest.raises(rules.NotInThatState):
        actions.withdraw(hand_in=done, by=desk.by, at=AT)

    # The same content again is recognised; other bytes that say the same change nothing.
    assert desk.receive(content) == done
    same = desk.receive(content + b"\n\n")
    assert same.preview["changes_nothing"], same.preview
    desk.accepted(same)
    assert known() == after


def test_an_acceptance_stopped_anywhere_goes_on_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "CHUNK", 1)
    hand_in = desk.receive(desk.sample.text.encode())
    actions.accept(hand_in=hand_in, by=desk.by, at=AT, create_new=True, in_background=False)
    staged, stage = [], desk.kind.stage

    def stopped(*chunk: object) -> int:
        """The second chunk is never written: its transaction is undone."""
        staged.append(stage(*chunk))  # type: ignore[arg-type]
        if len(staged) == 2:
            raise KeyboardInterrupt
        return staged[-1]

    object.__setattr__(desk.kind, "stage", stopped)
    try:
        with pytest.raises(KeyboardInterrupt):
            actions.carry_out(hand_in=hand_in, at=AT)
    finally:
        object.__setattr__(desk.kind, "stage", stage)
    assert desk.last() == [] or all(row not in desk.last() for row in lines_of(desk.sample.text)[1])
    hand_in.refresh_from_db()
    assert (hand_in.state, hand_in.staged) == ("accepting", 1)
    done = actions.carry_out(hand_in=hand_in, at=AT)
    assert done.state == "accepted"
    assert desk.receive(desk.sample.text.encode() + b"\n").preview["changes_nothing"]


def test_what_was_recorded_is_shown_confirmed_and_edited(
    desk: Desk, officer: Person, sign_in: SignIn
) -> None:
    desk.accepted(desk.receive(desk.sample.text.encode()))
    here = f"/depots/registres/{desk.kind.code}/"
    mine = sign_in(officer)
    if desk.body is None:
        assert mine.get(here).status_code == 404
        return
    page = mine.get(here)
    assert page.status_code == 200
    assert desk.kind.title.fr in page.content.decode()
    if not rules.is_by_hand(desk.kind):
        assert mine.get(f"{here}sans-changement/").status_code == 404
        return
    assert mine.get(f"{here}sans-changement/").status_code == 200
    last = desk.last()
    confirmed = actions.confirm_unchanged(
        kind=desk.kind.code, body=WATER, by=officer, at=AT, via="page"
    )
    confirmed = actions.carry_out(hand_in=confirmed, at=AT)
    assert confirmed.state == "accepted", confirmed.report["findings"]
    if not desk.kind.observed:
        assert confirmed.preview["changes_nothing"], confirmed.preview
        assert desk.last() == last
        entry = JournalLine.objects.latest("number").entry
        assert entry == "intake:hand-in:confirmed"

    draft = actions.open_draft(kind=desk.kind.code, body=WATER, by=officer, at=AT)
    assert mine.get(f"{here}brouillon/").status_code == 200
    handed_in = actions.hand_in_draft(draft=draft, by=officer, at=AT)
    if not desk.kind.observed:
        assert handed_in.state == "checked", handed_in.report["findings"]
        assert handed_in.preview["changes_nothing"]
