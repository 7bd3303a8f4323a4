"""How far back a source may bring points and periods."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.cache import Named
from services.records import Sample, labels
from tests.unit.cache.telling import NOON, answer, figure

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock

YEAR = timedelta(days=366)
PERIODS = tuple(
    figure(str(n), uid=f"bts|{2019 + n}", period=str(2019 + n)) for n in range(1, 7)
)  # fmt: skip
POINTS = tuple(
    Sample(uid="bts", indicator="bts", value=Decimal(n), at=NOON - n * YEAR) for n in range(1, 7)
)


def periods(cache: Cache) -> list[str | None]:
    with cache.picture() as picture:
        return [fact.record.period for fact in picture.figures("s", "bts")]


def points(cache: Cache) -> int:
    with cache.picture() as picture:
        return len(picture.samples("s", "bts", since=NOON - 9 * YEAR, until=NOON))


def test_without_a_limit_all_that_a_source_brings_is_kept(cache: Cache, clock: HeldClock) -> None:
    cache.name_figures([Named(source="s", indicator="bts")])
    answer(cache, clock, *PERIODS, *POINTS)
    assert (len(periods(cache)), points(cache)) == (6, 6)


def test_what_lies_before_the_indicators_history_is_not_taken_in_and_that_is_noted(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([Named(source="s", indicator="bts", history=3 * YEAR)])
    answer(cache, clock, *PERIODS, *POINTS)
    assert (periods(cache), points(cache)) == (["2023", "2024", "2025"], 3)
    with cache.picture() as picture:
        (note,) = picture.asks("s").notes
    assert note.values == (("count", 6),)


def test_where_two_indicators_name_a_figure_the_longer_history_counts(
    cache: Cache, clock: HeldClock
) -> None:
    place = labels({"territory": "672"})
    cache.name_figures(
        [
            Named(source="s", indicator="bts", history=3 * YEAR),
            Named(source="s", indicator="bts", where=place, history=9 * YEAR),
        ]
    )
    answer(cache, clock, PERIODS[0], figure("1", uid="672", period="2020", territory="672"))
    with cache.picture() as picture:
        assert [f.record.territory for f in picture.figures("s", "bts")] == ["672"]
