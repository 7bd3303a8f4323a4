"""What the cache keeps of figures that become final."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.news import Covers
from services.records import Level
from tests.unit.cache.telling import NOON, SECOND, answer, figure, only

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock

PRELIMINARY = figure("2840", level=Level.PRELIMINARY, period="2023")
OFFICIAL = figure("2855", level=Level.OFFICIAL, period="2023")


def test_the_official_figure_says_which_preliminary_one_it_replaced_as_long_as_it_stands(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, PRELIMINARY)
    clock.move(10 * SECOND)
    answer(cache, clock, OFFICIAL)
    learned = only(cache).learned
    clock.move(10 * SECOND)
    answer(cache, clock, OFFICIAL)
    seen = only(cache)
    assert [seen.record.value, seen.record.replaced] == [2855, 2840]
    assert seen.record.replaced_level is Level.PRELIMINARY
    assert (seen.learned, seen.confirmed) == (learned, clock.now())


def test_a_preliminary_figure_that_arrives_late_confirms_the_official_one(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("2855", level=Level.OFFICIAL, period="2023", at=NOON - SECOND))
    clock.move(10 * SECOND)
    answer(cache, clock, figure("2840", level=Level.PRELIMINARY, period="2023", at=NOON))
    seen = only(cache)
    assert (seen.record.value, seen.record.level) == (Decimal(2855), Level.OFFICIAL)
    assert (seen.source_time, seen.confirmed) == (NOON - SECOND, clock.now())
    assert (seen.fault, seen.record.replaced) == (None, None)


def test_an_official_figure_that_was_lacked_is_whole_again_with_any_level(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, OFFICIAL)
    answer(cache, clock, figure(None, period="2023"))
    assert only(cache).fault is not None
    clock.move(10 * SECOND)
    answer(cache, clock, PRELIMINARY, covers=Covers.PART)
    assert only(cache).fault is None
    assert only(cache).record.value == 2855


def test_a_new_period_begins_with_its_own_level(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, OFFICIAL)
    answer(cache, clock, figure("12", level=Level.ESTIMATE, period="2024"))
    assert only(cache).record.value == 12
    assert only(cache).record.replaced is None
