"""Generated histories: what was shown is shown again, and what is shown is what the history says.

The oracle looks back over the plain list of what happened and reckons by the rules of truth; it shares
no line with the code that is judged. The judgement is on `wall.json` and on the pixels. Each run draws
other histories; one that fails is printed with what reproduces it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from services.cache import Cache
from services.clock import HeldClock, iso
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from services.records import Alert, Document, DocumentState, Observation, Record
from services.sensitivity import Sensitivity
from services.wall_file import installed, load
from tests.thoroughness import tried
from tests.unit.cache import history
from tests.unit.cache.history import (
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
)
from ui.asked import named_figures
from ui.canvas import panel_image
from ui.document import Shown, document
from ui.shot import Shot, look
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cache import Picture
    from services.wall_file import Loaded
    from services.wall_file.plugins import Plugins
    from ui.shot import Taken

START = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SEVERITY = {"p": 5, "q": 3}
STATE = {"p": "03", "q": "06"}
"""Where the document stands that comes and goes with the alert of this name."""
NUMBERS = {"a-x": ("a", "x"), "a-y": ("a", "y"), "b-x": ("b", "x")}
WALL = """\
wall: 1
name: thu
sources:
  a: {connector: http_json, url: "http://127.0.0.1:9/", every: 10 s, cadence: 60 s,
      observations: {each: "o[]", indicator: ma, value: v}, alerts: {each: "a[]", title: t},
      documents: {each: "d[]", number: n}, document_states: {each: "s[]", document: n, code: c}}
  b: {connector: http_json, url: "http://127.0.0.1:9/", every: 10 s, cadence: 60 s,
      observations: {each: "o[]", indicator: ma, value: v}}
indicators:
  a-x: {name: X, source: a, metric: x}
  a-y: {name: Y, source: a, metric: y}
  b-x: {name: X, source: b, metric: x}
  b-y: {name: Y, source: b, metric: y}
screens:
  - {name: trái, size: [960, 540], pitch: 1.2 mm, seat: 4 m}
  - {name: phải, size: [960, 540], pitch: 1.2 mm, seat: 4 m}
scenes:
  một:
    trái: {grid: [3, 1], tiles: [{number: a-x}, {number: a-y}, {number: b-x}]}
    phải: {grid: [3, 1], tiles: [{severity: a}, {flow: a}, {table: a}]}
"""

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass(frozen=True)
class Choice:
    kind: str
    value: str


_choices = st.one_of(
    st.builds(Choice, st.just("lang"), st.sampled_from(["vi", "en"])),
    st.builds(Choice, st.just("theme"), st.sampled_from(list(THEMES))),
)
_histories = st.lists(
    st.one_of(history.events, history.events, history.events, _choices), min_size=1, max_size=16
)


@dataclass(frozen=True, repr=False)
class Staged:
    loaded: Loaded
    plugins: Plugins


@pytest.fixture(scope="module")
def staged() -> Iterator[Staged]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tuong.yaml"
        path.write_text(WALL, encoding="utf-8")
        plugins = installed()
        loaded = load(path, plugins)
        assert loaded.faults == ()
        yield Staged(loaded, plugins)


def taken(picture: Picture, staged: Staged) -> tuple[str, Taken, str]:
    """wall.json of a picture's scene, what it is painted from, and in which colours."""
    wall = staged.loaded.wall
    assert wall is not None
    shot = Shot(
        name="thu",
        wall=wall,
        file_hash=staged.loaded.hash,
        plugins=staged.plugins,
        lang=picture.setting("lang") or "vi",
        theme=picture.setting("theme") or "toi",
        scenes=("một",),
        audience=Sensitivity.RESTRICTED,
    )
    found = look(shot, picture)
    text = document(
        found.knowledge,
        [Shown(face.screen.name, face.scene, face.sheet, face.picture) for face in found.faces],
        name="thu",
        file_hash=shot.file_hash,
        palette=THEMES[shot.theme],
        words=found.stage.words,
    )
    return text, found, shot.theme


def painted(picture: Picture, staged: Staged) -> tuple[str, list[bytes]]:
    """wall.json and every pixel."""
    text, found, theme = taken(picture, staged)
    images = [panel_image(face, Painting(THEMES[theme])) for face in found.faces]
    return text, [bytes(image.constBits()) for image in images]


def hand_in(cache: Cache, clock: HeldClock, event: Event | Choice) -> None:
    now = clock.now()
    match event:
        case Answered() | Repeated():
            cache.record(_batch(event, now)).result()
        case Failed():
            words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
            outage = Outage(
                source=event.source, reason=event.reason, words=words, asked=now, received=now
            )
            cache.record(outage).result()
        case Moved():
            clock.move(timedelta(seconds=event.seconds))
        case Jumped():
            clock.jump(now + timedelta(seconds=event.seconds))
            with cache.picture():
                pass  # a wall looks every second: it sees the clock go back
        case Paused():
            cache.remember("pause", event.source, "1" if event.on else None)
        case Choice():
            cache.remember(event.kind, "", event.value)


def _batch(event: Answered | Repeated, now: datetime) -> Batch:
    if isinstance(event, Repeated):
        return Batch(
            source=event.source,
            asked=now,
            received=now,
            unchanged=True,
            simulated=event.simulated,
        )
    return Batch(
        source=event.source,
        records=tuple(_records(event, now)),
        asked=now,
        received=now,
        covers=event.covers,
        at=None if event.dated is None else now + timedelta(seconds=event.dated),
        simulated=event.simulated,
    )


def _records(event: Answered, now: datetime) -> Iterator[Record]:
    for name, told in event.figures.items():
        yield Observation(
            uid=name,
            indicator=name,
            value=None if told.value is None else Decimal(told.value),
            flag="?" if told.flag else None,
            fault=phrase("Nguồn để trống giá trị") if told.value is None else None,
            at=None if told.dated is None else now + timedelta(seconds=told.dated),
        )
    for name in sorted(event.alerts):
        yield Alert(uid=name, title=name, severity=SEVERITY[name])
        yield Document(uid=name, number=name)
        yield DocumentState(uid=f"{name}|x", document=name, code=STATE[name])


def opened(folder: Path, clock: HeldClock, staged: Staged) -> Cache:
    cache = Cache.open(folder, "thu", clock)
    assert staged.loaded.wall is not None
    cache.name_figures(named_figures(staged.loaded.wall))
    return cache


@tried(100, HealthCheck.function_scoped_fixture, HealthCheck.too_slow, derandomize=False)
@given(events=_histories, looks=st.sets(st.integers(0, 15), max_size=2))
def test_every_picture_of_a_hundred_histories_can_be_had_again(
    events: list[Event | Choice], looks: set[int], staged: Staged
) -> None:
    clock = HeldClock(START)
    seen: list[tuple[datetime, tuple[str, list[bytes]]]] = []
    with TemporaryDirectory() as name:
        cache = opened(Path(name), clock, staged)
        for n, event in enumerate(events):
            hand_in(cache, clock, event)
            if n in looks or n == len(events) - 1:
                with cache.picture() as picture:
                    # Qt draws the edge of a large glyph a shade otherwise for the first time in a process.
                    painted(picture, staged)
                    seen.append((picture.at, painted(picture, staged)))
        cache.close()
        archive = Cache.read_only(Path(name), "thu", clock)
        for at, before in seen:
            with archive.picture(at) as picture:
                text, images = painted(picture, staged)
            assert text == before[0]
            same = images == before[1]
            assert same  # pictures' bytes are not to be laid side by side in a message
        archive.close()


@tried(200, HealthCheck.function_scoped_fixture, HealthCheck.too_slow, derandomize=False)
@given(events=_histories)
def test_what_is_painted_is_what_the_history_says(
    events: list[Event | Choice], staged: Staged
) -> None:
    told_and_judged(events, staged)


def told_and_judged(events: list[Event | Choice], staged: Staged) -> dict[str, Any]:
    """Looks after each event; the last wall.json."""
    clock, oracle = HeldClock(START), Oracle()
    cache = Cache.in_memory(clock)
    assert staged.loaded.wall is not None
    cache.name_figures(named_figures(staged.loaded.wall))
    told: dict[str, Any] = {}
    try:
        for event in events:
            hand_in(cache, clock, event)
            if not isinstance(event, Choice):
                oracle.happened.append(Happened(event, clock.now()))
            with cache.picture() as picture:
                told = json.loads(taken(picture, staged)[0])
                _judge(told, oracle, picture.now)
    finally:
        cache.close()
    return told


def _judge(told: dict[str, Any], oracle: Oracle, at: datetime) -> None:
    tiles = {tile["id"]: tile for screen in told["screens"] for tile in screen["tiles"]}
    for source in told["sources"]:
        _judge_source(source, oracle, at)
    for id, (source, name) in NUMBERS.items():
        _judge_number(tiles[f"number-{id}"], oracle, source, name, at)
    answered, source_time, simulated = oracle.answered("a")
    for tile in (tiles["severity-a"], tiles["flow-a"], tiles["table-a"]):
        assert tile["state"] == _source_state(oracle, "a", at)
        assert tile["received"] == _iso(answered)
        assert tile["source_time"] == _iso(source_time)
        assert tile["simulated"] == simulated
        _judge_badge(tile)
    there = oracle.alerts("a") if answered is not None else None
    _judge_records(tiles, there)


def _judge_source(told: dict[str, Any], oracle: Oracle, at: datetime) -> None:
    answered, _, simulated = oracle.answered(told["id"])
    outages = oracle.outages(told["id"])
    assert told["state"] == _source_state(oracle, told["id"], at)
    assert told["last_answered"] == _iso(answered)
    assert told["simulated"] == simulated
    assert told["reason"] == (outages[0].value if outages else None)


def _source_state(oracle: Oracle, source: str, at: datetime) -> str:
    answered, source_time, _ = oracle.answered(source)
    if answered is None:
        return "never"
    return oracle._state(source, at, faulty=False, confirmed=answered, source_time=source_time)


def _judge_number(
    tile: dict[str, Any], oracle: Oracle, source: str, name: str, at: datetime
) -> None:
    truth = oracle.figure(source, name, at)
    assert tile["state"] == truth.state
    assert _said(tile, "value") == ["–" if truth.value is None else str(truth.value)]
    (figure,) = tile["data"]["figures"]
    assert figure["value"] == (None if truth.value is None else str(truth.value))
    if truth.value is not None:
        assert tile["received"] == _iso(truth.confirmed)
        assert tile["source_time"] == _iso(truth.source_time)
        assert tile["simulated"] == truth.simulated
    _judge_badge(tile)


def _judge_badge(tile: dict[str, Any]) -> None:
    assert bool(_said(tile, "badge")) == (tile["state"] != "live")


def _judge_records(tiles: dict[str, Any], there: set[str] | None) -> None:
    """Of the alerts and documents that no complete answer has left out; None: nobody ever said."""
    flow, table = tiles["flow-a"]["data"], tiles["table-a"]["data"]
    counts = tiles["severity-a"]["data"]["counts"]
    if there is None:
        assert set(counts.values()) == {None}
        assert (flow["total"], table["total"]) == (None, None)
        return
    assert counts == {"urgent": "p" in there, "high": 0, "medium": "q" in there, "low": 0}
    assert {int(said) for said in _said(tiles["severity-a"], "value")} == set(counts.values())
    assert (flow["total"], table["total"]) == (len(there), len(there))
    stages = {stage["code"]: stage["count"] for stage in flow["states"] if stage["count"]}
    assert stages == {STATE[name]: 1 for name in there}
    assert {row["title"] for row in table["rows"]} == there
    for name in ("severity", "flow", "table"):
        assert (tiles[f"{name}-a"]["changed"] is None) == (not there)


def _said(tile: dict[str, Any], role: str) -> list[str]:
    return [text["full"] for text in tile["texts"] if text["role"] == role]


def _iso(at: datetime | None) -> str | None:
    return None if at is None else iso(at)


def said(value: int | None = 1, dated: int | None = None) -> Answered:
    figures = {"x": Told(value, dated=dated)}
    return Answered("a", Covers.ALL, figures, frozenset("pq"), dated, simulated=False)


_FAILED: list[Event | Choice] = [Failed("a", Reason.DEADLINE)] * 2
REACHED: dict[str, list[Event | Choice]] = {
    "never": _FAILED,
    "maintenance": [said(), Paused("a", on=True)],
    "disconnected": [said(), *_FAILED],
    "faulty": [said(), said(None)],
    "skewed": [said(dated=500)],
    "stale": [said(), Moved(60)],
    "late": [said(), Moved(25)],
    "live": [said(), Jumped(-3600), said()],
}


@pytest.mark.parametrize("state", REACHED)
def test_the_judge_meets_every_state(state: str, staged: Staged) -> None:
    """Told by hand, so that it is no matter of luck."""
    told = told_and_judged(REACHED[state], staged)
    assert told["screens"][0]["tiles"][0]["state"] == state
