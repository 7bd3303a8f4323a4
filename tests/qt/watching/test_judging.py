"""What is concluded from beats and looks, second by second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services.clock import HeldClock
from services.json_lines import line, read
from ui.watching.beats import Beat, Paces, Place, beat_of, begin_of
from ui.watching.judging import Kind
from ui.watching.sight import Heart, Look
from ui.watching.telling import turn_of
from ui.watching.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.watching.telling import Turn
    from ui.watching.watcher import Wanted

START = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
PLACE = Place("trái", (0, 0, 1920, 1080), (1600, 20, 26, 26), "10:00:00", filled=True, whole=True)
FULL, EMPTY = Look(Heart.FULL), Look(Heart.EMPTY)
BLACK, BLUE = Look(Heart.PLAIN, 0x000000), Look(Heart.PLAIN, 0x2040FF)
FOREIGN = Look(Heart.FOREIGN)


class Wall:
    """Beats once a second of a clock that is moved; what was told of it stands in `turns`."""

    def __init__(self) -> None:
        self.clock = HeldClock(START)
        self.turns: list[Turn] = []
        self.lingered = 0
        self.watcher = Watcher(Paces(), self.clock, self.turns.append, self._linger)
        self.second = 0
        self.wide = 0

    def _linger(self) -> None:
        self.lingered += 1

    def go(
        self,
        seconds: int,
        look: Callable[[int], Look | None],
        place: Place = PLACE,
        *,
        held: bool = False,
        stands: bool = False,
        every: int = 1,
    ) -> None:
        """`held`: the wall's clock stands by intent; `stands`: its picture does. `every`: seconds from one
        beat, and its look, to the next.
        """
        for _ in range(0, seconds, every):
            self.pass_by(every)
            self.second += 0 if held else every
            shown = place.shown if stands else str(self.second)
            one = replace(place, shown=shown)
            wanted = self.watcher.beat(Beat(self.second, (one,)))
            if wanted is not None:
                self.wide += wanted.places[0][1]
                self.watcher.seen(wanted, {one.screen: look(self.second)})

    def go_slowly(self, beats: int, look: Callable[[int], Look]) -> None:
        """A look lasts until the next beat has come."""
        wanted: Wanted | None = None
        for _ in range(beats):
            self.pass_by(1)
            self.second += 1
            place = replace(PLACE, shown=str(self.second))
            found = self.watcher.beat(Beat(self.second, (place,)), free=wanted is None)
            if wanted is not None:
                self.watcher.seen(wanted, {PLACE.screen: look(wanted.second)})
            wanted = found

    def pass_by(self, seconds: float) -> None:
        self.clock.move(timedelta(seconds=seconds))

    def silent(self, seconds: float) -> None:
        """Nothing is told; the watching process wakes when it wished to."""
        end = self.clock.monotonic() + seconds
        while self.clock.monotonic() + self.watcher.rest <= end:
            self.pass_by(self.watcher.rest)
            self.watcher.wake()
        self.pass_by(end - self.clock.monotonic())

    @property
    def said(self) -> list[tuple[str, str, float | None]]:
        return [(turn.kind.value, turn.screen, turn.lasted) for turn in self.turns]


def beating(second: int) -> Look:
    return FULL if second % 2 == 0 else EMPTY


def test_a_wall_that_beats_is_in_no_trouble() -> None:
    wall = Wall()
    wall.go(600, beating)
    assert wall.said == []
    assert wall.wide == 600 // 5, "more than the heartbeat is looked at now and then only"


@pytest.mark.parametrize("every", [2, 3, 4])
def test_a_wall_that_has_time_for_few_beats_is_not_frozen(every: int) -> None:
    """Every other second the heartbeat is the same."""
    wall = Wall()
    wall.go(120, beating, every=every)
    assert wall.said == []


@pytest.mark.parametrize("every", [3, 5])
def test_a_picture_that_stands_is_seen_at_few_beats_too(every: int) -> None:
    wall = Wall()
    wall.go(12, beating, every=every)
    wall.go(40, lambda _: FULL, every=every)
    assert [one[:2] for one in wall.said] == [("frozen", "trái")]


def test_eyes_that_take_long_see_when_a_picture_stands_and_when_not() -> None:
    wall = Wall()
    wall.go_slowly(120, beating)
    assert wall.said == []
    wall.go_slowly(20, lambda _: FULL)
    assert [one[:2] for one in wall.said] == [("frozen", "trái")]


def test_a_black_screen_is_seen_at_every_other_second_too() -> None:
    """When nothing else is to be had: then what doesn't hang on the heartbeat is looked at."""
    wall = Wall()
    wall.go(120, lambda _: BLACK, every=2)
    assert [one[:2] for one in wall.said] == [("black", "trái")]


@pytest.mark.parametrize(
    ("look", "kind"),
    [(FULL, "frozen"), (EMPTY, "frozen"), (BLACK, "black"), (BLUE, "plain")],
)
def test_what_is_wrong_is_told_after_five_seconds_with_since_when_and_once(
    look: Look, kind: str
) -> None:
    wall = Wall()
    wall.go(10, beating)
    wall.go(4, lambda _: look)
    assert wall.said == []
    wall.go(100, lambda _: look)
    assert wall.said == [(kind, "trái", None)]
    assert wall.turns[0].since - START in {timedelta(seconds=10), timedelta(seconds=11)}
    wall.go(10, beating)
    assert [one[:2] for one in wall.said] == [(kind, "trái")] * 2
    assert wall.turns[1].since == wall.turns[0].since
    assert wall.turns[1].lasted is not None
    assert 103 <= wall.turns[1].lasted <= 105


def test_what_lies_over_a_heartbeat_for_half_a_minute_covers_the_wall() -> None:
    wall = Wall()
    for _ in range(5):
        wall.go(10, beating)
        wall.go(25, lambda _: FOREIGN)
    assert wall.said == [], "a desktop's notification goes by itself"
    wall.go(10, beating)
    wall.go(40, lambda _: FOREIGN)
    wall.go(1, beating)
    assert [one[:2] for one in wall.said] == [("covered", "trái")] * 2


def test_one_trouble_gives_way_to_another() -> None:
    wall = Wall()
    wall.go(10, beating)
    wall.go(20, lambda _: FULL)
    wall.go(20, lambda _: BLACK)
    assert [one[0] for one in wall.said] == ["frozen", "frozen", "black"]


def test_a_picture_of_which_only_the_heartbeat_is_left_is_black() -> None:
    wall = Wall()
    wall.go(10, beating)

    def bare(second: int) -> Look:
        return replace(beating(second), bare=0x050505)

    wall.go(20, bare)
    assert wall.said == [("black", "trái", None)]


def test_a_screen_without_tiles_may_be_of_one_colour() -> None:
    wall = Wall()
    empty = replace(PLACE, filled=False)
    wall.go(60, lambda second: replace(beating(second), bare=0x0B0E12), empty)
    assert wall.said == []


def test_windows_may_lie_over_a_miniature_but_it_may_not_stand_still() -> None:
    wall = Wall()
    small = replace(PLACE, whole=False)
    wall.go(30, lambda _: FOREIGN, small)
    wall.go(30, lambda _: BLACK, small)
    assert wall.said == []
    wall.go(30, lambda _: FULL, small)
    assert wall.said == [("frozen", "trái", None)]


def test_a_clock_that_stands_by_intent_is_not_frozen() -> None:
    wall = Wall()
    wall.go(5, beating)
    wall.go(60, lambda _: FULL, held=True)
    assert wall.said == []


def test_where_nothing_can_be_seen_a_heading_that_stands_is_frozen() -> None:
    wall = Wall()
    wall.go(60, lambda _: None)
    assert wall.said == []
    wall.go(20, lambda _: None, stands=True)
    assert wall.said == [("frozen", "trái", None)]
    wall.go(1, lambda _: None)
    assert len(wall.said) == 2


def test_something_of_the_wall_s_own_over_the_heartbeat_is_no_trouble() -> None:
    wall = Wall()
    wall.go(60, lambda _: Look(Heart.HIDDEN), replace(PLACE, ring=None))
    assert wall.said == []


def test_a_screen_that_moves_begins_anew_and_one_that_goes_takes_its_trouble_along() -> None:
    wall = Wall()
    for x in range(0, 40, 4):
        wall.go(4, lambda _: FULL, replace(PLACE, area=(x, 0, 1920, 1080)))
    assert wall.said == []
    wall.go(20, lambda _: FULL)
    assert wall.said == [("frozen", "trái", None)]
    wall.pass_by(1)
    wall.watcher.beat(Beat(4711, ()))
    assert [one[0] for one in wall.said] == ["frozen", "frozen"]


def test_a_wall_that_tells_nothing_hangs_and_how_long_is_said_when_it_goes_on() -> None:
    wall = Wall()
    wall.go(30, beating)
    wall.silent(4.5)
    assert wall.said == []
    wall.silent(7)
    assert wall.said == [("stuck", "", None)]
    assert wall.turns[0].since == START + timedelta(seconds=30)
    assert wall.lingered == 1
    wall.go(1, beating)
    assert wall.said[1:] == [("stuck", "", 12.5)]
    wall.go(60, beating)
    assert len(wall.said) == 2


def test_a_wall_that_hangs_before_its_first_beat_is_told_but_it_may_take_longer_to_open() -> None:
    wall = Wall()
    wall.silent(8)
    wall.go(1, beating)
    wall.silent(8)
    assert wall.said == []
    wall.silent(4)
    assert wall.said == [("stuck", "", None)]


def test_a_computer_that_slept_is_no_wall_that_hangs() -> None:
    wall = Wall()
    wall.go(30, beating)
    wall.pass_by(3600)
    wall.watcher.wake()
    assert wall.said == []
    wall.pass_by(1)
    wall.go(10, beating)
    assert wall.said == []
    wall.pass_by(3600)
    wall.watcher.wake()
    wall.silent(3)
    assert wall.said == [("stuck", "", None)]


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"1", b'{"do": "beat"}', b"\xff\xfe", b"Timeout (0:00:05)!"]
)
def test_lines_that_are_none_are_passed_over(text: bytes) -> None:
    assert beat_of(read(text)) is None
    assert turn_of(read(text)) is None


def test_what_is_told_is_what_is_heard() -> None:
    from ui.watching.beats import Begin  # noqa: PLC0415
    from ui.watching.telling import Turn  # noqa: PLC0415

    beat = Beat(7, (PLACE, replace(PLACE, screen="phải", ring=None, shown=None)))
    heard = beat_of(read(beat.line()))
    assert heard is not None
    assert heard.line() == beat.line()
    turn = Turn(Kind.COVERED, "trái", START, 4.5)
    assert turn_of(read(line(**turn.line()))) == turn
    begin = Begin(sees=True, lang="vi", zone="UTC", log=None, stack=None, paces=Paces())
    assert begin_of(begin.argument()) == begin
