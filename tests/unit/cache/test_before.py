"""A picture of an earlier instant in the same read of the cache."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Alert, Observation
from services.views import BRIEFED, Briefed, Knowledge
from tests.unit.cache.telling import NOON, SECOND, alert, answer, figure, wall_of
from widgets.tiles.changes import TILE
from widgets.tiles.changes.settings import ChangesTile

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock

HOUR = timedelta(hours=1)
WALL = wall_of({"s": ("bts",)})


def test_an_earlier_picture_is_the_one_that_was_seen_then(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("7"), alert("a"))
    clock.move(HOUR)
    with cache.picture() as seen:
        then = seen.at
        facts = seen.facts("s", Observation), seen.facts("s", Alert)
    clock.move(SECOND)
    answer(cache, clock, figure("9"), alert("b"))
    clock.move(HOUR)
    with cache.picture() as picture:
        before = picture.before(then)
        assert (before.facts("s", Observation), before.facts("s", Alert)) == facts
        assert Knowledge(WALL, picture).then(then).figure("bts").observation == facts[0][0].record
        assert picture.facts("s", Observation)[0].record.value == Decimal(9)


def test_nothing_is_known_before_the_first_answer(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("7"))
    clock.move(HOUR)
    with cache.picture() as picture:
        then = Knowledge(WALL, picture).then(NOON - HOUR)
    assert then.asked("s").last_answered is None
    assert then.figure("bts").observation is None


def test_a_later_instant_is_no_way_to_what_is_not_known_yet(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("7"))
    clock.move(HOUR)
    with cache.picture() as picture:
        then = picture.at
    clock.move(SECOND)
    answer(cache, clock, figure("9"))
    with cache.picture(then) as picture:
        assert picture.before(then + 5 * HOUR).facts("s", Observation)[0].record.value == Decimal(7)


def test_after_the_clock_was_set_back_an_earlier_picture_is_of_the_readings_before(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("7"))
    clock.move(2 * HOUR)
    answer(cache, clock, figure("8"))
    clock.jump(NOON + HOUR)
    answer(cache, clock, figure("9"))
    clock.move(SECOND)
    with cache.picture() as picture:
        assert picture.before(NOON + HOUR / 2).facts("s", Observation)[0].record.value == Decimal(7)


def test_what_was_told_anew_and_what_is_gone_is_touched_and_nothing_else(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("7"), figure("1", "cap"), alert("a"))
    clock.move(HOUR)
    with cache.picture() as picture:
        then = picture.at
    clock.move(SECOND)
    answer(cache, clock, figure("9"), figure("1", "cap"))
    clock.move(HOUR)
    with cache.picture() as picture:
        before = picture.before(then)
        assert picture.touched("s", before) == {("observations", "bts"), ("alerts", "")}
        assert before.touched("s", before) == frozenset()
        assert picture.touched("khac", before) == frozenset()


def test_what_was_known_then_is_made_once_for_each_wall_file(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("7"))
    clock.move(HOUR)
    other = wall_of({"s": ("bts",)})
    with cache.picture() as picture:
        then = picture.at
        first = Knowledge(WALL, picture).then(then).figure("bts")
    clock.move(SECOND)
    answer(cache, clock, figure("9"))
    with cache.picture() as picture:
        assert Knowledge(WALL, picture).then(then).figure("bts") is first
        assert Knowledge(other, picture).then(then).figure("bts") is not first
        assert Knowledge(WALL, picture).figure("bts").observation != first.observation


def test_the_last_briefing_is_the_one_that_began_last_and_what_cannot_be_read_is_none(
    cache: Cache, clock: HeldClock
) -> None:
    kept = {
        "a": NOON.isoformat(),
        "b": (NOON + HOUR).isoformat(),
        "c": "hôm qua",
        "d": "2026-11-24",
    }
    clock.move(2 * HOUR)
    for name, text in kept.items():
        cache.remember(BRIEFED, name, text)
    cache.remember(BRIEFED, "e", (NOON + 9 * HOUR).isoformat())
    with cache.picture() as picture:
        known = Knowledge(WALL, picture)
        assert known.briefed() == Briefed("b", NOON + HOUR)
        assert known.briefed("a") == Briefed("a", NOON)
        assert known.briefed("c") is None
        assert known.briefed("khac") is None


def test_a_replay_says_what_was_said_then(cache: Cache, clock: HeldClock) -> None:
    tile = ChangesTile.model_validate({"changes": "briefing"})
    answer(cache, clock, figure("7"), alert("a"))
    clock.move(HOUR)
    cache.remember(BRIEFED, "giao-ban", clock.now().isoformat())
    clock.move(HOUR)
    answer(cache, clock, figure("9"), alert("a"), alert("b"))
    clock.move(SECOND)
    with cache.picture() as picture:
        then = picture.at
        said = TILE.look_up(tile, Knowledge(WALL, picture))
    assert (said.since, said.total) == (NOON + HOUR, 2)
    clock.move(HOUR)
    cache.remember(BRIEFED, "giao-ban", clock.now().isoformat())
    answer(cache, clock, figure("1"))
    clock.move(SECOND)
    with cache.picture() as picture:
        assert TILE.look_up(tile, Knowledge(WALL, picture)).since == NOON + 3 * HOUR + SECOND
    with cache.picture(then) as picture:
        assert TILE.look_up(tile, Knowledge(WALL, picture)) == said
