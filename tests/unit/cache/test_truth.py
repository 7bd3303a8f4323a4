"""Nothing older than its rhythm is live, nothing received is never, no outage changes a value, and a
replay is what was seen: judged on generated histories."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given

from services.cache import Cache, Named
from services.clock import HeldClock
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from services.records import Alert, Observation, Record
from services.views import Knowledge
from tests.thoroughness import tried
from tests.unit.cache.history import (
    ALERTS,
    CADENCE,
    EVERY,
    FIGURES,
    NAMED,
    SOURCES,
    YEAR,
    Answered,
    Event,
    Failed,
    Happened,
    Jumped,
    Moved,
    Oracle,
    Paused,
    Repeated,
    Told,
    Truth,
    histories,
)
from tests.unit.cache.telling import NOON, thin, wall_of

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Picture

WALL = wall_of(
    dict.fromkeys(SOURCES, FIGURES),
    every=f"{EVERY.seconds} s",
    cadence=f"{CADENCE.seconds} s",
)
NAMES = [Named(source=source, indicator=name) for source in SOURCES for name in NAMED]


def _said(**figures: Told) -> Answered:
    """A whole answer of source a."""
    return Answered("a", Covers.ALL, figures, frozenset(), None, simulated=False)


LACKED_THEN_BROKEN: list[Event] = [
    _said(y=Told(0)),
    _said(),
    Jumped(-YEAR),
    _said(y=Told(None)),
]
"""What vouched for y is carried on under a stamp that lies after the clock was set back."""


def _records(event: Answered, now: datetime) -> tuple[Record, ...]:
    figures = tuple(
        Observation(
            uid=name,
            indicator=name,
            value=None if told.value is None else Decimal(told.value),
            flag="?" if told.flag else None,
            fault=phrase("Hỏng.") if told.value is None else None,
            at=None if told.dated is None else now + timedelta(seconds=told.dated),
        )
        for name, told in event.figures.items()
    )
    return figures + tuple(Alert(uid=uid, title=uid) for uid in sorted(event.alerts))


def _tell(cache: Cache, clock: HeldClock, event: Event) -> None:
    now = clock.now()
    match event:
        case Answered():
            at = None if event.dated is None else now + timedelta(seconds=event.dated)
            batch = Batch(
                source=event.source,
                records=_records(event, now),
                asked=now,
                received=now,
                covers=event.covers,
                at=at,
                simulated=event.simulated,
            )
            cache.record(batch).result()
        case Repeated():
            batch = Batch(
                source=event.source,
                asked=now,
                received=now,
                unchanged=True,
                simulated=event.simulated,
            )
            cache.record(batch).result()
        case Failed():
            words = phrase("Hỏng.")
            cache.record(
                Outage(
                    source=event.source, reason=event.reason, words=words, asked=now, received=now
                )
            ).result()
        case Moved():
            clock.move(timedelta(seconds=event.seconds))
        case Jumped():
            clock.jump(now + timedelta(seconds=event.seconds))
            with cache.picture():
                pass  # a wall looks often: it sees the clock go back
        case Paused():
            cache.remember("pause", event.source, "1" if event.on else None)


def _shown(picture: Picture, source: str, name: str) -> Truth:
    found = picture.figures(source, name)
    faulty = any(fact.fault is not None for fact in found)
    figure = Knowledge(WALL, picture).figure(f"{source}-{name}")
    standing = figure.standing
    judged = str(standing.state)
    if figure.observation is None or figure.observation.value is None:
        return Truth(judged, None, faulty, None, None, None)
    return Truth(
        judged,
        int(figure.observation.value),
        faulty,
        standing.received,
        standing.source_time,
        standing.simulated,
    )


def _whole(picture: Picture) -> object:
    """Everything that a picture says."""
    return [
        (
            picture.asks(source),
            picture.facts(source, Observation),
            picture.facts(source, Alert),
            picture.pauses,
        )
        for source in SOURCES
    ]


def _judge(picture: Picture, oracle: Oracle) -> None:
    for source in SOURCES:
        asked = picture.asks(source)
        assert asked.outages == oracle.outages(source)
        answered = (asked.last_answered, asked.source_time, asked.simulated)
        assert answered == oracle.answered(source)
        assert {f.record.uid for f in picture.facts(source, Alert)} == oracle.alerts(source)
        for fact in (*picture.facts(source, Observation), *picture.facts(source, Alert)):
            assert max(fact.changed, fact.confirmed or fact.changed) <= picture.now
        for name in FIGURES:
            assert _shown(picture, source, name) == oracle.figure(source, name, picture.now)


def _live(
    cache: Cache, clock: HeldClock, history: list[Event]
) -> list[tuple[datetime, int, object]]:
    """Tells the history and looks after each event: the instant, the events so far, all that was
    seen."""
    seen: list[tuple[datetime, int, object]] = []
    oracle = Oracle()
    for event in history:
        _tell(cache, clock, event)
        oracle.happened.append(Happened(event, clock.now()))
        with cache.picture() as picture:
            assert picture.at >= clock.now()
            assert timedelta() <= picture.now - clock.now() < timedelta(milliseconds=1)
            _judge(picture, oracle)
            seen.append((picture.at, len(oracle.happened), _whole(picture)))
    return seen


@tried(200)
@given(history=histories)
@example(history=LACKED_THEN_BROKEN)
def test_every_picture_is_true_to_the_history_and_a_replay_is_what_was_seen(
    history: list[Event],
) -> None:
    clock = HeldClock(NOON)
    cache = Cache.in_memory(clock)
    try:
        cache.name_figures(NAMES)
        for at, _, whole in _live(cache, clock, history):
            with cache.picture(at) as picture:
                assert _whole(picture) == whole
    finally:
        cache.close()


@tried(40, HealthCheck.too_slow)
@given(history=histories, more=histories)
@example(history=LACKED_THEN_BROKEN, more=[Moved(1)])
def test_a_file_says_the_same_after_a_restart_beside_the_wall_and_when_thinned(
    history: list[Event], more: list[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = HeldClock(NOON)
        with closing(Cache.open(Path(folder), "w", clock)) as cache:
            cache.name_figures(NAMES)
            seen = _live(cache, clock, history)
        with (
            closing(Cache.open(Path(folder), "w", clock)) as cache,
            closing(Cache.read_only(Path(folder), "w", clock)) as archive,
        ):
            cache.name_figures(NAMES)
            for event in more:
                _tell(cache, clock, event)
            for at, _, whole in seen:
                for reader in (cache, archive):
                    with reader.picture(at) as picture:
                        assert _whole(picture) == whole
            cut = seen[len(seen) // 2][0]
            thin(cache, cut)
            for at, _, whole in seen:
                if at >= cut:
                    with archive.picture(at) as picture:
                        assert _whole(picture) == whole


@given(history=histories)
def test_the_future_is_what_would_be_shown_if_nothing_more_arrived(history: list[Event]) -> None:
    clock = HeldClock(NOON)
    cache = Cache.in_memory(clock)
    try:
        cache.name_figures(NAMES)
        oracle = Oracle()
        for event in history:
            _tell(cache, clock, event)
            oracle.happened.append(Happened(event, clock.now()))
        for ahead in (15, 30, 80, 100_000):
            with cache.picture() as picture:
                future = picture.at + timedelta(seconds=ahead)
            with cache.picture(future) as picture:
                _judge(picture, oracle)
    finally:
        cache.close()


def test_the_histories_reach_every_state() -> None:
    """The oracle judges something: each state is caused by a history told by hand."""

    def said(value: int | None = 1, dated: int | None = None) -> Answered:
        return Answered(
            "a",
            Covers.ALL,
            {"x": Told(value, dated=dated)},
            frozenset(ALERTS),
            None,
            simulated=False,
        )

    failed = [Failed("a", Reason.DEADLINE)] * 2
    told: dict[str, list[Event]] = {
        "never": [*failed],
        "maintenance": [said(), Paused("a", on=True)],
        "disconnected": [said(), *failed],
        "faulty": [said(), said(None)],
        "skewed": [said(dated=500)],
        "stale": [said(), Moved(60)],
        "late": [said(), Moved(25)],
        "live": [said()],
    }
    for expected, history in told.items():
        clock = HeldClock(NOON)
        cache = Cache.in_memory(clock)
        cache.name_figures(NAMES)
        _live(cache, clock, history)
        with cache.picture() as picture:
            assert _shown(picture, "a", "x").state == expected
        cache.close()
