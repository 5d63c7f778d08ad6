"""States against a naive machine that lives day by day, and against what target 4.1 is judged from."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.plans.rules import states, wall
from virage.plans.rules.deploying import ACCEPTED, AMENDMENT, is_accepted, is_awaited, is_in_force
from virage.plans.rules.states import (
    AMENDMENT_REQUESTED,
    DEPOSITED,
    EXPIRED,
    SUPERSEDED,
    UNDER_REVIEW,
    Decision,
    Deposited,
)

DAY_0 = date(2025, 1, 1)
A_DAY = timedelta(days=1)


def on(number: int) -> date:
    return DAY_0 + number * A_DAY


@dataclass
class Life:
    """A version as a clerk would follow it: one day after the other, with a state and a clock."""

    facts: Deposited
    state: str = DEPOSITED
    settled: bool = False
    decided: bool = False

    def live(self, day: date) -> None:
        """What the day brings to this version alone; silence is first, as the day begins."""
        if not self.decided and not self.settled and (day - self.facts.deposited_on).days > 60:
            self.state, self.settled = ACCEPTED, True
        for one in self.facts.decisions:
            if one.on == day and not self.settled:
                self.decided = True
                self.state = ACCEPTED if one.decision == ACCEPTED else AMENDMENT_REQUESTED
        if self.facts.opened_on == day and self.state == DEPOSITED:
            self.state = UNDER_REVIEW


@dataclass
class Clerk:
    """Follows all the versions of a body, and says which one gives way."""

    lives: list[Life] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def live(self, day: date, versions: list[Deposited]) -> dict[str, str]:
        self.lives += [Life(one) for one in versions if one.deposited_on == day]
        for life in self.lives:
            life.live(day)
        said = {}
        for at, life in enumerate(self.lives):
            after = self.lives[at + 1 :]
            replaced = any(
                one.state == ACCEPTED and one.facts.period_from <= day < one.facts.period_to
                for one in after
            )
            asked = [one.on for one in life.facts.decisions if one.on <= day]
            answered = life.state == AMENDMENT_REQUESTED and any(
                one.facts.deposited_on >= asked[-1] for one in after
            )
            ended = day >= life.facts.period_to
            if not ended:
                (self.gone.add if replaced or answered else self.gone.discard)(life.facts.label)
            if life.facts.label in self.gone:
                said[life.facts.label] = SUPERSEDED
            else:
                said[life.facts.label] = EXPIRED if ended else life.state
        return said


@st.composite
def histories(draw: st.DrawFn) -> list[Deposited]:
    """One to three versions, each with some decisions on or after its deposit."""
    made, deposited = [], 0
    for number in range(draw(st.integers(1, 3))):
        deposited += draw(st.integers(0, 90))
        start = deposited + draw(st.integers(-40, 40))
        opened = draw(st.none() | st.integers(0, 100))
        days = sorted(draw(st.lists(st.integers(0, 130), max_size=3)))
        made.append(
            Deposited(
                str(number),
                on(deposited),
                on(start),
                on(start + draw(st.integers(1, 200))),
                on(deposited + opened) if opened is not None else None,
                tuple(
                    Decision(on(deposited + one), draw(st.sampled_from((ACCEPTED, AMENDMENT))))
                    for one in days
                ),
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(histories())
def test_states_are_those_of_a_clerk_who_lives_every_day(versions: list[Deposited]) -> None:
    clerk = Clerk()
    for number in range(390):
        day = on(number)
        lived = clerk.live(day, versions)
        if number % 3:
            continue
        told = {label: one.name for label, one in states.states(versions, day).items()}
        assert told == lived, (day, versions)


@settings(max_examples=40, deadline=None)
@given(histories(), st.integers(0, 420))
def test_a_version_is_accepted_here_exactly_when_target_4_1_says_so(
    versions: list[Deposited], number: int
) -> None:
    day = on(number)
    there = [one for one in versions if one.deposited_on <= day]
    told = states.states(versions, day)
    for one in there:
        judged = states.as_judged(one, day)
        assert (states.accepted_on(one, day) is not None) == is_accepted(judged, day)
        assert bool(told[one.label].by) == is_accepted(judged, day)
        assert told[one.label].since <= day
    judged_all = [states.as_judged(one, day) for one in there]
    in_force = any(is_in_force(one, day) for one in judged_all)
    assert in_force == any(
        told[one.label].name == ACCEPTED and one.period_from <= day < one.period_to for one in there
    )
    said = wall.standing(versions, DAY_0, day).name
    assert (said == ACCEPTED) == in_force
    if not in_force and any(is_awaited(one, day) for one in judged_all):
        assert said == wall.DEPOSITED
    assert (said == wall.NEVER) == (not there and day > DAY_0)


def version(**more: object) -> Deposited:
    return Deposited("1", on(0), on(0), on(900), **more)  # type: ignore[arg-type]


def test_sixty_days_of_silence_accept_and_the_delay_is_the_reviewers() -> None:
    assert states.state(version(), (), on(60)).name == DEPOSITED
    silent = states.state(version(opened_on=on(5)), (), on(61))
    assert silent == states.State(ACCEPTED, on(61), states.SILENCE, None, 61, 1)
    late = version(decisions=(Decision(on(75), AMENDMENT, on(100)),))
    assert states.state(late, (), on(200)) == states.State(
        ACCEPTED, on(61), states.SILENCE, None, 75, 15
    )


def test_a_decision_in_time_is_the_reviewers_and_nothing_is_late() -> None:
    decided = version(decisions=(Decision(on(20), ACCEPTED),))
    assert states.state(decided, (), on(400)) == states.State(
        ACCEPTED, on(20), states.DECISION, None, 20, 0
    )


def test_an_amended_version_takes_the_place_of_the_one_to_be_amended() -> None:
    asked = version(decisions=(Decision(on(10), AMENDMENT, on(40), "Rien n’est daté."),))
    assert states.state(asked, (), on(30)).due_on == on(40)
    answer = Deposited("2", on(30), on(0), on(900))
    told = states.states([asked, answer], on(30))
    assert (told["1"].name, told["2"].name) == (SUPERSEDED, DEPOSITED)
    assert told["1"].since == on(30)


def test_the_version_that_speaks_is_the_one_in_force_else_the_one_awaited() -> None:
    accepted = version(decisions=(Decision(on(3), ACCEPTED),))
    waiting = Deposited("2", on(30), on(0), on(900))
    assert states.current([accepted, waiting], on(40)) == accepted
    assert states.current([accepted, waiting], on(91)) == waiting
    assert states.current([waiting], on(40)) == waiting
    assert states.current([waiting], on(10)) is None


def test_never_filed_and_late_are_told_from_the_legal_date() -> None:
    assert wall.standing([], on(10), on(10)) == wall.Standing(wall.NOT_DUE, None, 0)
    assert wall.standing([], on(10), on(12)) == wall.Standing(wall.NEVER, None, 2)
    assert wall.standing([], None, on(12)) == wall.Standing(wall.NOT_DUE, None, None)
    asked = version(decisions=(Decision(on(5), AMENDMENT, on(20)),))
    assert wall.standing([asked], on(0), on(20)).name == wall.DEPOSITED
    assert wall.standing([asked], on(0), on(21)).name == wall.LATE
