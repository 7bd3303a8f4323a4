from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache import Named
from services.cache.answer import NO_NUMBER, NO_VALUE
from services.cache.recorder import LACKING
from services.freshness import State
from services.news import Covers
from services.records import Observation, labels
from services.views import Knowledge
from tests.unit.cache.telling import FAULT, NOON, SECOND, WALL, answer, figure, only

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock


def test_an_unreadable_value_leaves_the_last_one_with_its_age(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure(None, fault=FAULT))
    fact = only(cache)
    assert (fact.record.value, fact.fault, fact.confirmed) == (Decimal(1), FAULT, NOON)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (figure(None), NO_VALUE),
        (figure("NaN"), NO_NUMBER),
        (figure("-Infinity"), NO_NUMBER),
        (figure(None, fault=FAULT), FAULT),
    ],
)
def test_without_a_value_before_it_is_never_with_the_reason(
    cache: Cache, clock: HeldClock, told: Observation, fault: object
) -> None:
    answer(cache, clock, told)
    fact = only(cache)
    assert (fact.has_value, fact.fault, fact.confirmed) == (False, fault, None)
    with cache.picture() as picture:
        assert Knowledge(WALL, picture).figure("bts").standing.state is State.NEVER
    answer(cache, clock, figure("1"))
    assert (only(cache).has_value, only(cache).fault) == (True, None)


def test_a_flagged_figure_is_recorded_and_faulty(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", flag="chưa duyệt"))
    fact = only(cache)
    assert fact.fault is not None
    assert dict(fact.fault.values) == {"flag": "chưa duyệt"}
    assert (fact.changed, fact.confirmed) == (NOON, clock.now())
    answer(cache, clock, figure("1"))
    assert (only(cache).fault, only(cache).changed) == (None, NOON)


def _value(cache: Cache, indicator: str) -> str:
    return str(only(cache, indicator).record.value)


def test_two_uids_that_change_their_indicators_hand_out_no_strangers_value(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([])
    answer(cache, clock, figure("10", "a", uid="1"), figure("99", "b", uid="2"))
    with cache.picture() as picture:
        then = picture.at
    clock.move(SECOND)
    answer(cache, clock, figure("99", "b", uid="1"), figure("10", "a", uid="2"))
    for at in (then, None):
        assert only(cache, "a", at).record.value == 10
        assert only(cache, "b", at).record.value == 99
    answer(cache, clock, figure("11", "a", uid="1"), figure("98", "b", uid="2"))
    assert (_value(cache, "a"), _value(cache, "b")) == ("11", "98")
    assert only(cache, "a", then).record.value == 10


@pytest.mark.parametrize("covers", Covers)
def test_a_named_figure_whose_uid_turns_into_another_keeps_its_value_and_is_faulty(
    cache: Cache, clock: HeldClock, covers: Covers
) -> None:
    cache.name_figures([Named(source="s", indicator="a")])
    answer(cache, clock, figure("10", "a", uid="1"), figure("5", "c"))
    clock.move(SECOND)
    answer(cache, clock, figure("99", "b", uid="1"), figure("5", "c"), covers=covers)
    assert (_value(cache, "a"), only(cache, "a").fault) == ("10", LACKING)
    assert only(cache, "a").confirmed == NOON
    assert (_value(cache, "b"), only(cache, "b").fault) == ("99", None)
    answer(cache, clock, figure("12", "a", uid="1"), figure("5", "c"), covers=covers)
    assert (_value(cache, "a"), only(cache, "a").fault) == ("12", None)


def _by_label(cache: Cache) -> dict[str, tuple[str, object]]:
    with cache.picture() as picture:
        return {
            fact.record.uid: (str(fact.record.value), fact.fault)
            for fact in picture.figures("s", "load")
        }


@pytest.mark.parametrize("covers", Covers)
def test_a_query_that_failed_as_a_whole_makes_all_its_figures_faulty(
    cache: Cache, clock: HeldClock, covers: Covers
) -> None:
    broken = figure(None, "load", fault=FAULT)
    one = figure("1", "load", uid="load|n=1", labels=labels({"n": "1"}))
    two = figure("2", "load", uid="load|n=2", territory="Đà Lạt")
    answer(cache, clock, broken, figure("5"), covers=covers)
    assert _by_label(cache) == {"load": ("None", FAULT)}
    answer(cache, clock, one, two, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", None), "load|n=2": ("2", None)}
    clock.move(SECOND)
    answer(cache, clock, broken, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", FAULT), "load|n=2": ("2", FAULT)}
    with cache.picture() as picture:
        assert {f.confirmed for f in picture.figures("s", "load")} == {NOON}
    assert only(cache).fault is None
    answer(cache, clock, one, two, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", None), "load|n=2": ("2", None)}


def test_a_broken_total_leaves_its_parts_alone(cache: Cache, clock: HeldClock) -> None:
    part = figure("1", "load", uid="p", territory="Đà Lạt")
    answer(cache, clock, figure("3", "load"), part)
    answer(cache, clock, figure(None, "load", fault=FAULT), part)
    assert _by_label(cache) == {"load": ("3", FAULT), "p": ("1", None)}
