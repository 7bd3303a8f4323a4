from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache import Named
from services.cache.recorder import LACKING
from services.freshness import State
from services.news import Covers
from services.records import labels
from services.views import Knowledge
from tests.unit.cache.telling import NOON, SECOND, WALL, alert, answer, figure, only, outage

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Cache
    from services.clock import HeldClock


BTS = Named(source="s", indicator="bts")


def lacking(cache: Cache, at: datetime | None = None) -> tuple[bool, int | None]:
    with cache.picture(at) as picture:
        asked = picture.asks("s")
    return asked.partial, asked.missing


def test_what_a_partial_answer_lacked_is_known_until_a_whole_one_as_of_then(
    cache: Cache, clock: HeldClock
) -> None:
    assert lacking(cache) == (False, None)
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=123)
    clock.move(10 * SECOND)
    outage(cache, clock)
    assert lacking(cache) == (True, 123)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True)
    assert lacking(cache) == (True, 123)
    clock.move(10 * SECOND)
    answer(cache, clock, alert("a"), covers=Covers.PART)
    assert lacking(cache) == (True, None)
    clock.move(10 * SECOND)
    answer(cache, clock, alert("a"), missing=5)
    assert lacking(cache) == (False, None)
    assert lacking(cache, NOON + 5 * SECOND) == (True, 123)


def test_a_stream_lacks_nothing(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=3)
    answer(cache, clock, alert("b"), covers=Covers.NEW, missing=3)
    assert lacking(cache) == (False, None)


@pytest.mark.parametrize("missing", [-1, 0, 10**15 + 1, 10**90])
def test_a_count_that_is_none_lacks_nobody_knows_how_many(
    cache: Cache, clock: HeldClock, missing: int
) -> None:
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=missing)
    assert lacking(cache) == (True, None)


def test_a_partial_answer_confirms_only_what_is_in_it(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", "x"), figure("1", "y"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", "x"), covers=Covers.PART)
    assert only(cache, "x").confirmed == NOON + 10 * SECOND
    assert only(cache, "y").confirmed == NOON
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", "y"), covers=Covers.PART)
    assert only(cache, "x").confirmed == NOON + 10 * SECOND
    assert only(cache, "y").confirmed == NOON + 20 * SECOND
    clock.move(10 * SECOND)
    answer(cache, clock, covers=Covers.NEW)
    assert only(cache, "x").confirmed == NOON + 30 * SECOND


def test_a_304_confirms_all_and_keeps_the_source_time(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"), at=NOON - SECOND, simulated=True)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True, simulated=True)
    fact = only(cache)
    assert (fact.confirmed, fact.source_time) == (NOON + 10 * SECOND, NOON - SECOND)
    with cache.picture() as picture:
        asked = picture.asks("s")
    assert (asked.records, asked.source_time, asked.simulated) == (1, NOON - SECOND, True)


def test_a_named_figure_is_lacked_and_never_gone(cache: Cache, clock: HeldClock) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"), figure("7", "other"), at=NOON)
    clock.move(10 * SECOND)
    answer(cache, clock, at=clock.now())
    fact = only(cache)
    assert (fact.record.value, fact.fault) == (Decimal(1), LACKING)
    assert (fact.confirmed, fact.source_time, fact.changed) == (NOON, NOON, NOON)
    with cache.picture() as picture:
        assert picture.figures("s", "other") == ()
        shown = Knowledge(WALL, picture).figure("bts")
    assert shown.observation is not None
    assert shown.standing.state is State.FAULTY


def test_a_304_does_not_heal_what_the_answer_lacked(cache: Cache, clock: HeldClock) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"))
    answer(cache, clock)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True)
    assert (only(cache).fault, only(cache).confirmed) == (LACKING, NOON)


def test_a_lacked_figure_that_returns_with_its_value_keeps_when_it_changed(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"))
    answer(cache, clock)
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1"))
    fact = only(cache)
    assert (fact.fault, fact.changed, fact.confirmed) == (None, NOON, clock.now())


def test_a_figure_of_another_period_stands_in_for_a_named_one(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1", uid="2022", period="2022"))
    answer(cache, clock, figure("2", uid="2023", period="2023"))
    assert only(cache).record.period == "2023"


def test_a_figure_named_by_its_place_or_labels_is_lacked_alone(
    cache: Cache, clock: HeldClock
) -> None:
    where = labels({"territory": "68", "job": "node"})
    cache.name_figures([Named(source="s", indicator="bts", where=where)])
    answer(
        cache,
        clock,
        figure("1", uid="dl", territory="68", labels=labels({"job": "node"})),
        figure("2", uid="bl", territory="67", labels=labels({"job": "node"})),
    )
    answer(cache, clock)
    assert only(cache).record.uid == "dl"
    with cache.picture() as picture:
        assert len(picture.figures("s", "bts", where)) == 1
        assert picture.figures("s", "bts", labels({"territory": "67"})) == ()


def test_an_empty_label_means_those_that_have_none(cache: Cache, clock: HeldClock) -> None:
    noted = labels({"note": "x"})
    answer(cache, clock, figure("1", uid="bare"), figure("2", uid="noted", labels=noted))
    with cache.picture() as picture:
        [bare] = picture.figures("s", "bts", labels({"note": ""}))
        [other] = picture.figures("s", "bts", noted)
        assert picture.figures("s", "bts", labels({"territory": "", "note": "x"})) == (other,)
    assert (bare.record.uid, other.record.uid) == ("bare", "noted")
