"""A figure that is told by periods has a course: its value at the end of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.freshness import State
from services.records import Level, Observation, Sample
from tests.unit.tiles.world import AT, Told, source

if TYPE_CHECKING:
    from collections.abc import Iterable

YEARS = timedelta(days=1830)


def figure(period: str, value: int, **more: Any) -> Observation:
    uid = f"{period} {sorted(more.items())}"
    return Observation(uid=uid, indicator="so", period=period, value=Decimal(value), **more)


def known(told: Iterable[Observation], series: tuple[Sample, ...] = ()) -> Any:
    world = Told(series=series)
    world.be("nguon", State.LIVE, told)
    indicators = {"so": {"name": "Số", "source": "nguon", "due": "none"}}
    return world.knowledge({"sources": {"nguon": source("nguon")}, "indicators": indicators})


def course(
    told: Iterable[Observation], span: timedelta = YEARS
) -> list[tuple[datetime | None, float]]:
    return [(one.at, float(one.value)) for one in known(told).series("so", span)]


def ends(year: int, month: int) -> datetime:
    """Midnight in Vietnam that begins the month."""
    return datetime(year, month, 1, tzinfo=UTC) - timedelta(hours=7)


def test_each_period_has_one_point_at_its_end_however_often_it_was_told() -> None:
    told = [
        figure("2026-09", 20, level=Level.PRELIMINARY),
        figure("2026-10", 31, level=Level.OFFICIAL),
        figure("2026-10", 30, level=Level.PRELIMINARY),
        figure("2026-08", 10),
    ]
    assert course(told) == [(ends(2026, 9), 10), (ends(2026, 10), 20), (ends(2026, 11), 31)]


def test_periods_of_another_length_and_parts_of_the_whole_are_no_points() -> None:
    told = [
        figure("2026-09", 20),
        figure("2026-10", 30),
        figure("2025", 200),
        figure("2026-10", 3, territory="672"),
    ]
    assert course(told) == [(ends(2026, 10), 20), (ends(2026, 11), 30)]


def test_what_is_older_than_the_span_is_no_point() -> None:
    told = [figure("2026-09", 20), figure("2026-10", 30)]
    assert course(told, timedelta(days=30)) == [(ends(2026, 11), 30)]


def test_the_sources_own_points_come_first() -> None:
    point = Sample(uid="s", indicator="so", at=AT - timedelta(hours=1), value=Decimal(5))
    seen = known([figure("2026-09", 20), figure("2026-10", 30)], (point,)).series("so", YEARS)
    assert seen == (point,)


def test_two_series_of_equal_rank_are_not_joined_to_one() -> None:
    told = [figure("2026-10", 1, territory="672"), figure("2026-10", 2, territory="673")]
    assert course(told) == []
