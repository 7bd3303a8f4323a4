"""Since when a service is in its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.records import ServiceHealth
from tests.unit.cache.telling import NOON, SECOND, answer

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock


def service(state: str, **more: Any) -> ServiceHealth:
    return ServiceHealth(uid="a", service="a", state=state, **more)


def seen(cache: Cache) -> ServiceHealth:
    with cache.picture() as picture:
        [fact] = picture.facts("s", ServiceHealth)
    return fact.record


def test_of_the_state_that_is_heard_first_nobody_knows_since_when(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, service("UP"))
    assert seen(cache).since is None


def test_another_state_holds_since_the_answer_that_told_it_whatever_else_changes(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, service("UP"))
    clock.move(10 * SECOND)
    answer(cache, clock, service("DOWN"))
    fell = clock.now()
    clock.move(10 * SECOND)
    answer(cache, clock, service("DOWN", instance="b"))
    assert seen(cache).since == fell
    clock.move(10 * SECOND)
    answer(cache, clock, service("UP"))
    assert seen(cache).since == clock.now()


def test_what_the_source_says_itself_goes_before(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, service("UP"))
    clock.move(10 * SECOND)
    answer(cache, clock, service("DOWN", since=NOON - 90 * SECOND))
    assert seen(cache).since == NOON - 90 * SECOND
