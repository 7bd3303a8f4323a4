from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from services.simulation.chance import Chance
from services.simulation.incidents import incidents, trouble

START = datetime(2026, 11, 1, tzinfo=UTC)
MONTH = timedelta(days=30)


def test_every_incident_rises_holds_and_ebbs_away() -> None:
    told = list(incidents(Chance(3), "soc", START, START + MONTH, 0.5))

    assert 20 < len(told) < 70
    for one in told:
        length = one.ends - one.begins
        course = [one.intensity(one.begins + length * part / 20) for part in range(21)]
        height = course.index(max(course))
        assert course[0] == course[-1] == 0
        assert max(course) == one.strength
        assert all(before <= after for before, after in pairwise(course[: height + 1]))
        assert all(before >= after for before, after in pairwise(course[height:]))
        assert one.intensity(one.begins - length) == one.intensity(one.ends + length) == 0


def test_incidents_are_the_same_whatever_span_asks_for_them() -> None:
    whole = list(incidents(Chance(3), "lgsp", START, START + MONTH, 0.5))
    halves = [
        *incidents(Chance(3), "lgsp", START, START + MONTH / 2, 0.5),
        *incidents(Chance(3), "lgsp", START + MONTH / 2, START + MONTH, 0.5),
    ]
    assert halves == whole


def test_trouble_is_that_of_the_worst_incident_that_runs() -> None:
    one = next(incidents(Chance(3), "lgsp", START, START + MONTH, 0.5))
    middle = one.begins + (one.ends - one.begins) / 2

    assert trouble(Chance(3), "lgsp", middle, 0.5) >= one.intensity(middle) > 0
