"""Pauses end by themselves, and a picture of the past shows those of its instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import LONGEST_WHY, PAUSE, Pause, pause_of
from services.freshness import Rule, State
from services.phrase import phrase
from services.views import Knowledge
from tests.unit.cache.telling import NOON, SECOND, answer, figure, wall_of

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock

WALL = wall_of({"s": ("bts",)}, every="1 h")
QUARTER = timedelta(minutes=15)


def paused(cache: Cache, clock: HeldClock, why: str = "thay ổ đĩa") -> None:
    answer(cache, clock, figure())
    cache.remember(PAUSE, "s", Pause(why, clock.now() + QUARTER).as_json())


def test_a_pause_is_maintenance_says_why_and_wakes_the_wall_when_it_ends(
    cache: Cache, clock: HeldClock
) -> None:
    paused(cache, clock)
    clock.move(SECOND)
    with cache.picture() as picture:
        standing = Knowledge(WALL, picture).source("s")
        figure_standing = Knowledge(WALL, picture).figure("bts").standing
    assert standing.state is State.MAINTENANCE
    assert standing.words == phrase("Tạm dừng hỏi: {why}", why="thay ổ đĩa")
    assert figure_standing.words == standing.words
    assert figure_standing.cause is not None
    assert figure_standing.cause.rule is Rule.PAUSED
    assert standing.until is not None
    assert standing.until <= NOON + QUARTER + SECOND


def test_a_pause_is_over_at_its_end_without_anybody_writing_anything(
    cache: Cache, clock: HeldClock
) -> None:
    paused(cache, clock)
    with cache.picture() as picture:
        then = picture.at
    clock.move(QUARTER)
    with cache.picture() as picture:
        assert picture.pauses == frozenset()
        assert Knowledge(WALL, picture).source("s").state is State.LIVE
    with cache.picture(then) as picture:
        assert picture.pauses == {"s"}
        assert picture.paused["s"].since is not None


def test_a_pause_until_somebody_ends_it_has_no_end(cache: Cache, clock: HeldClock) -> None:
    cache.remember(PAUSE, "s", Pause("sửa").as_json())
    clock.move(timedelta(days=400))
    with cache.picture() as picture:
        assert picture.paused["s"].until is None
    cache.remember(PAUSE, "s", None)
    with cache.picture() as picture:
        assert picture.pauses == frozenset()


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ("1", ""),
        ("bảo trì", "bảo trì"),
        ('{"why": 1}', '{"why": 1}'),
        ('{"why": "x", "until": "hôm qua"}', "x"),
        ('{"why": "x", "until": "0001-01-01T00:00:00+14:00"}', "x"),
        ("[" * 100_000, "[" * (LONGEST_WHY - 1) + "…"),
        ('{"why": "a\\u202eb", "until": null}', "ab"),
    ],
)
def test_whatever_was_kept_pauses_and_has_no_end(kept: str, why: str) -> None:
    assert pause_of(kept) == Pause(why)


def test_what_is_kept_comes_back() -> None:
    pause = Pause("thay cáp", datetime(2026, 11, 24, 6, tzinfo=UTC))
    assert pause_of(pause.as_json()) == pause
