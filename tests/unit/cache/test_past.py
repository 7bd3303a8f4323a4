"""What answers told in stretches of time, against the history that was generated."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from services.records import ServiceHealth
from tests.unit.cache.telling import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from services.cache import Picture, Stretch

HOUR = timedelta(hours=1)
SERVICES = ("a", "b", "c")
STATES = ("answers", "no answer", None)


@dataclass(frozen=True)
class Answered:
    covers: Covers
    said: dict[str, str | None]


@dataclass(frozen=True)
class Repeated:
    """A 304."""


@dataclass(frozen=True)
class Failed:
    pass


@dataclass(frozen=True)
class Moved:
    minutes: int


@dataclass(frozen=True)
class Restarted:
    pass


type Event = Answered | Repeated | Failed | Moved | Restarted
_answered = st.builds(
    Answered,
    st.sampled_from(Covers),
    st.dictionaries(st.sampled_from(SERVICES), st.sampled_from(STATES), max_size=3),
)
events: st.SearchStrategy[Event] = st.one_of(
    _answered,
    _answered,
    _answered,
    st.builds(Repeated),
    st.builds(Failed),
    st.builds(Moved, st.sampled_from([1, 7, 20, 45, 60, 130])),
    st.builds(Moved, st.sampled_from([1, 7, 20, 45, 60, 130])),
    st.builds(Restarted),
)


@dataclass
class Oracle:
    """What each finished ask told, and when: of a whole answer all that stands, of a part what is in it."""

    standing: dict[str, str | None] = field(default_factory=dict)
    asks: list[tuple[datetime, dict[str, str | None] | None, bool]] = field(default_factory=list)
    """When, what it told (None: nothing), and whether of the whole source."""

    def hears(self, event: Event, now: datetime) -> None:
        match event:
            case Answered(Covers.ALL, said):
                self.standing = dict(said)
                self.asks.append((now, dict(said), True))
            case Answered(covers, said):
                self.standing |= said
                whole = covers is Covers.NEW
                self.asks.append((now, dict(self.standing if whole else said), whole))
            case Repeated():
                self.asks.append((now, dict(self.standing), True))
            case Failed():
                self.asks.append((now, None, False))
            case _:
                pass

    def hour(self, begins: datetime) -> tuple[int, int, bool, dict[str, frozenset[str | None]]]:
        mine = [one for one in self.asks if begins <= one[0] < begins + HOUR]
        told: dict[str, set[str | None]] = {}
        for _, said, _ in mine:
            for uid, state in (said or {}).items():
                told.setdefault(uid, set()).add(state)
        answers = sum(said is not None for _, said, _ in mine)
        whole = any(whole for _, _, whole in mine)
        return len(mine), answers, whole, {uid: frozenset(one) for uid, one in told.items()}


def health(uid: str, state: str | None) -> ServiceHealth:
    return ServiceHealth(uid=uid, service=uid, state=state)


def tell(cache: Cache, event: Event, now: datetime) -> None:
    match event:
        case Answered(covers, said):
            records = tuple(health(uid, state) for uid, state in said.items())
            batch = Batch(source="s", records=records, covers=covers, asked=now, received=now)
            cache.record(batch).result()
        case Repeated():
            cache.record(
                Batch(source="s", records=(), unchanged=True, asked=now, received=now)
            ).result()
        case Failed():
            words = phrase("Máy chủ không nhận kết nối")
            reason = Reason.UNREACHABLE
            cache.record(
                Outage(source="s", reason=reason, words=words, asked=now, received=now)
            ).result()
        case _:
            pass


def edges(begins: datetime, until: datetime) -> list[datetime]:
    count = (until - begins) // HOUR + 2
    return [begins + n * HOUR for n in range(count)]


def seen(picture: Picture, begins: datetime, until: datetime) -> tuple[Stretch, ...]:
    return picture.stretches("s", ServiceHealth, "state", edges(begins, until))


def as_known(stretches: Iterable[Stretch]) -> list[tuple[object, ...]]:
    return [(one.asks, one.answers, one.whole, dict(one.told)) for one in stretches]


@given(st.lists(events, min_size=1, max_size=25))
def test_each_hour_has_what_its_answers_told_through_outages_restarts_and_in_a_replay(
    history: list[Event],
) -> None:
    """Every picture is looked at twice: when it is of now, and at the end, by its instant."""
    clock, oracle = HeldClock(NOON), Oracle()
    looked: list[tuple[datetime, list[tuple[object, ...]]]] = []
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache.open(Path(folder), "tường", clock)
        try:
            for event in history:
                now = clock.now()
                match event:
                    case Moved(minutes):
                        clock.jump(now + timedelta(minutes=minutes))
                    case Restarted():
                        cache.close()
                        cache = Cache.open(Path(folder), "tường", clock)
                    case _:
                        clock.jump(now + timedelta(seconds=1))
                        tell(cache, event, clock.now())
                        oracle.hears(event, clock.now())
                with cache.picture() as picture:
                    known = as_known(seen(picture, NOON, clock.now()))
                    assert known == [
                        oracle.hour(begins) for begins in edges(NOON, clock.now())[:-1]
                    ]
                    looked.append((picture.at, known))
            for at, known in looked:
                with cache.picture(at) as picture:
                    again = as_known(seen(picture, NOON, at))
                    assert again == known[: len(again)]
        finally:
            cache.close()


def test_a_state_that_the_first_answer_of_an_hour_ended_is_not_that_hours() -> None:
    clock = HeldClock(NOON + timedelta(minutes=50))
    cache = Cache.in_memory(clock)
    tell(cache, Answered(Covers.ALL, {"a": "no answer"}), clock.now())
    clock.jump(NOON + timedelta(minutes=70))
    tell(cache, Answered(Covers.ALL, {"a": "answers"}), clock.now())
    with cache.picture() as picture:
        first, second = seen(picture, NOON, clock.now())
    cache.close()
    assert dict(first.told) == {"a": frozenset({"no answer"})}
    assert dict(second.told) == {"a": frozenset({"answers"})}


def test_what_is_known_of_an_hour_grows_until_the_hour_is_over() -> None:
    clock = HeldClock(NOON + timedelta(minutes=5))
    cache = Cache.in_memory(clock)
    told = []
    for minutes, state in ((10, "answers"), (40, "no answer"), (70, "answers")):
        clock.jump(NOON + timedelta(minutes=minutes))
        tell(cache, Answered(Covers.ALL, {"a": state}), clock.now())
        with cache.picture() as picture:
            told.append(set(seen(picture, NOON, NOON)[0].told["a"]))
    cache.close()
    assert told == [{"answers"}, {"answers", "no answer"}, {"answers", "no answer"}]


@pytest.mark.parametrize("back", [timedelta(minutes=20), timedelta(hours=5)])
def test_after_the_clock_was_set_back_its_new_hours_have_what_was_told_in_them(
    back: timedelta,
) -> None:
    """What an answer told while the clock was ahead counts as told no later than it was set back."""
    clock = HeldClock(NOON + HOUR)
    cache = Cache.in_memory(clock)
    tell(cache, Answered(Covers.ALL, {"a": "no answer"}), clock.now())
    clock.jump(NOON + HOUR - back)
    tell(cache, Answered(Covers.ALL, {"a": "answers"}), clock.now())
    clock.jump(clock.now() + HOUR)
    tell(cache, Answered(Covers.ALL, {"a": "answers"}), clock.now())
    begins = NOON + HOUR - back
    with cache.picture() as picture:
        first, second = picture.stretches(
            "s",
            ServiceHealth,
            "state",
            [begins - HOUR, begins + timedelta(minutes=1), begins + 2 * HOUR],
        )
    cache.close()
    assert dict(first.told) == {"a": frozenset({"no answer", "answers"})}
    assert dict(second.told) == {"a": frozenset({"answers"})}
    assert (first.asks, second.asks) == (2, 1)


def test_nobody_asked_before_the_first_ask() -> None:
    clock = HeldClock(NOON)
    cache = Cache.in_memory(clock)
    with cache.picture() as picture:
        assert picture.first_asked("s") is None
    tell(cache, Failed(), clock.now())
    clock.jump(NOON + HOUR)
    tell(cache, Answered(Covers.ALL, {}), clock.now())
    with cache.picture() as picture:
        assert picture.first_asked("s") == NOON
        first, second = seen(picture, NOON, clock.now())
    cache.close()
    assert (first.asks, first.answers, first.whole) == (1, 0, False)
    assert (second.asks, second.answers, second.whole) == (1, 1, True)
