"""What people chose, read from what a wall remembers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock, iso
from services.program import Choice, Choices, Hold, choices_of, program
from services.wall_file.shape import WallFile

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(NOON)


@pytest.fixture
def cache(clock: HeldClock) -> Iterator[Cache]:
    made = Cache.in_memory(clock)
    yield made
    made.close()


def choices(cache: Cache) -> Choices:
    with cache.picture() as picture:
        return choices_of(picture)


def test_a_wall_on_which_nobody_chose_has_no_choice(cache: Cache) -> None:
    assert choices(cache) == Choices()


def test_scene_screens_theme_and_holds_are_read_with_their_instants(cache: Cache) -> None:
    since = cache.remember("scene", "", "an-toan")
    cache.remember("hold", "", iso(NOON + timedelta(hours=1)))
    own = cache.remember("scene", "trai", "soc")
    cache.remember("hold", "trai", "")
    theme = cache.remember("theme", "", "dem")
    found = choices(cache)
    assert found.scene is not None
    assert (found.scene.scene, found.scene.since) == ("an-toan", since)
    assert found.scene.hold == Hold(NOON + timedelta(hours=1))
    assert list(found.screens) == ["trai"]
    assert (found.screens["trai"].since, found.screens["trai"].hold) == (own, Hold(None))
    assert found.theme == ("dem", theme)


@pytest.mark.parametrize(
    "hold", ["hôm qua", "2026-11-24T06:00:00", iso(NOON - timedelta(hours=1)), "9" * 500]
)
def test_a_hold_that_means_nothing_or_is_an_earlier_choices_is_that_of_the_schedule(
    cache: Cache, hold: str
) -> None:
    cache.remember("hold", "", hold)
    cache.remember("scene", "", "an-toan")
    found = choices(cache).scene
    assert found is not None
    assert found.hold is None


def test_a_hold_that_was_over_when_a_later_choice_was_taken_back_is_over(cache: Cache) -> None:
    over = NOON - timedelta(minutes=1)
    cache.remember("scene", "", "an-toan")
    cache.remember("hold", "", iso(over))
    found = choices(cache).scene
    assert found is not None
    assert found.hold == Hold(over)


def test_what_was_taken_back_is_no_choice(cache: Cache) -> None:
    for key in ("", "trai"):
        cache.remember("scene", key, "an-toan")
        cache.remember("scene", key, None)
    assert choices(cache) == Choices()


def test_the_same_scene_chosen_again_is_held_anew(cache: Cache, clock: HeldClock) -> None:
    panel = {"trai": {"grid": [1, 1], "tiles": []}}
    said = {"wall": 1, "scenes": {"tong-quan": panel, "an-toan": panel}}
    wall = WallFile.model_validate({**said, "schedule": {"scene": "tong-quan"}})

    def choose() -> None:
        cache.remember("scene", "", "an-toan")
        cache.remember("hold", "", Choice("an-toan", clock.now()).as_kept())

    choose()
    clock.at = NOON + timedelta(minutes=10)
    choose()
    later = NOON + timedelta(minutes=20)
    assert program(wall, choices(cache), later).scene == "an-toan"
    assert program(wall, choices(cache), later + timedelta(minutes=5)).scene == "tong-quan"


@pytest.mark.parametrize("hold", [None, Hold(None), Hold(NOON + timedelta(minutes=5))])
def test_a_choice_that_was_taken_back_to_is_as_old_as_it_is_also_on_a_clock_that_was_set_back(
    cache: Cache, clock: HeldClock, hold: Hold | None
) -> None:
    first = Choice("an-toan", NOON, hold)
    for minutes, choice in ((0, first), (40, None), (50, first), (20, first)):
        clock.jump(NOON + timedelta(minutes=minutes))
        cache.remember("scene", "", None if choice is None else choice.scene)
        cache.remember("hold", "", None if choice is None else choice.as_kept())
    assert choices(cache) == Choices(scene=first)


@pytest.mark.parametrize(
    "kept",
    [
        Choice("soc", NOON, Hold(None)).as_kept(),
        '{"scene": "an-toan", "since": "hôm qua"}',
        '{"scene": "an-toan", "since": "2026-11-24T06:00:00"}',
        '{"scene": "an-toan", "since": "2026-11-24T06:00:00Z", "until": "9"}',
        '{"scene": "an-toan", "since": "9999-12-31T23:59:59Z"}',
        '{"scene": "an-toan", "since": "2026-11-24T06:00:00Z", "until": "9999-12-31T23:59:59Z"}',
        '{"scene": 7, "since": []}',
        "[" * 100_000,
        "7",
    ],
)
def test_a_hold_of_another_scene_or_of_none_is_that_of_the_schedule(
    cache: Cache, kept: str
) -> None:
    since = cache.remember("scene", "", "an-toan")
    cache.remember("hold", "", kept)
    assert choices(cache) == Choices(scene=Choice("an-toan", since))


def test_what_a_newer_program_says_besides_is_left_out(cache: Cache) -> None:
    cache.remember("scene", "", "an-toan")
    kept = json.loads(Choice("an-toan", NOON, Hold(None)).as_kept())
    cache.remember("hold", "", json.dumps(kept | {"by": "Lan"}))
    assert choices(cache) == Choices(scene=Choice("an-toan", NOON, Hold(None)))
