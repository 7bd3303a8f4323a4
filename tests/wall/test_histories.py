"""Generated histories: what was shown is shown again, and what is shown is what the history says.

The oracle is the history itself: it knows which answers came when, and reckons states and figures
by the rules of truth, without the code that is judged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from services.records import Observation
from services.wall_file import installed, load
from tests.wall.system import WALL
from ui.canvas import panel_image
from ui.document import Shown, document
from ui.intake import named_figures
from ui.shot import Shot, look
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cache import Picture
    from services.wall_file import Loaded

EVERY = timedelta(seconds=1)
START = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
CONNECTION = (Reason.UNREACHABLE, Reason.DEADLINE, Reason.CERTIFICATE, Reason.NO_SUCH_NAME)

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass(frozen=True)
class Answer:
    """Figures by indicator; None is a value that can't be read, a missing one is lacking."""

    figures: dict[str, int | None]


@dataclass(frozen=True)
class Failure:
    reason: Reason


@dataclass(frozen=True)
class Wait:
    """Time passes; a negative one is a clock that is set back."""

    by: timedelta


@dataclass(frozen=True)
class Choice:
    kind: str
    value: str


type Event = Answer | Failure | Wait | Choice | None
"""None: somebody looks."""

_figures = st.dictionaries(
    st.sampled_from(["tram", "xa"]), st.none() | st.integers(0, 10**6), max_size=2
)
_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answer, _figures),
    st.builds(Failure, st.sampled_from(list(Reason))),
    st.builds(
        Wait,
        st.sampled_from([0.1, 1.0, 1.9, 2.5, 6.0, 90.0, 4000.0]).map(lambda s: timedelta(0, s)),
    ),
    st.builds(Choice, st.just("lang"), st.sampled_from(["vi", "en"])),
    st.builds(Choice, st.just("theme"), st.sampled_from(list(THEMES))),
    st.none(),
)
_with_jumps = st.one_of(_events, st.just(Wait(timedelta(seconds=-30))))


@dataclass
class Figure:
    value: int | None = None
    confirmed: datetime | None = None
    broken: bool = False


@dataclass
class Oracle:
    """What is to be shown, reckoned from what was handed in."""

    figures: dict[str, Figure] = field(default_factory=lambda: {"tram": Figure(), "xa": Figure()})
    outages: list[Reason] = field(default_factory=list)

    def hear(self, event: Event, now: datetime) -> None:
        match event:
            case Answer(figures=figures):
                self.outages.clear()
                for name, figure in self.figures.items():
                    said = figures.get(name)
                    figure.broken = said is None
                    if said is not None:
                        figure.value, figure.confirmed = said, now
            case Failure(reason=reason):
                self.outages.insert(0, reason)

    def state(self, name: str, at: datetime) -> str:
        figure = self.figures[name]
        if figure.value is None or figure.confirmed is None:
            return "never"
        if len(self.outages) >= 2:
            return "disconnected" if self.outages[0] in CONNECTION else "faulty"
        if figure.broken:
            return "faulty"
        old = at - figure.confirmed
        return "stale" if old > 5 * EVERY else "late" if old > 2 * EVERY else "live"


@pytest.fixture(scope="module")
def loaded() -> Iterator[tuple[Loaded, Any]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tuong.yaml"
        path.write_text(WALL.format(url="http://127.0.0.1:9/"), encoding="utf-8")
        plugins = installed()
        yield load(path, plugins), plugins


def shown(picture: Picture, loaded: tuple[Loaded, Any]) -> tuple[str, list[bytes]]:
    """wall.json and the pixels of a picture's first scene."""
    file, plugins = loaded
    assert file.wall is not None
    shot = Shot(
        name="thu",
        wall=file.wall,
        file_hash=file.hash,
        plugins=plugins,
        lang=picture.setting("lang") or "vi",
        theme=picture.setting("theme") or "toi",
        scenes=("một",),
    )
    taken = look(shot, picture)
    palette = THEMES[shot.theme]
    text = document(
        taken.knowledge,
        [Shown(face.screen.name, face.scene, face.sheet, face.picture) for face in taken.faces],
        name="thu",
        file_hash=file.hash,
        palette=palette,
        words=taken.stage.words,
    )
    images = [panel_image(face, Painting(palette)) for face in taken.faces]
    return text, [bytes(image.constBits()) for image in images]


def hand_in(cache: Cache, event: Event, now: datetime) -> None:
    match event:
        case Answer(figures=figures):
            records = tuple(
                Observation(
                    uid=name,
                    indicator=name,
                    value=None if value is None else Decimal(value),
                    fault=phrase("Nguồn để trống giá trị") if value is None else None,
                )
                for name, value in figures.items()
            )
            batch = Batch(source="so", records=records, asked=now, received=now, covers=Covers.ALL)
            cache.record(batch).result()
        case Failure(reason=reason):
            words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
            cache.record(
                Outage(source="so", reason=reason, words=words, asked=now, received=now)
            ).result()
        case Choice(kind=kind, value=value):
            cache.remember(kind, "", value)


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=st.lists(_with_jumps, min_size=1, max_size=14))
def test_every_picture_of_a_hundred_histories_can_be_had_again(
    events: list[Event], loaded: tuple[Loaded, Any]
) -> None:
    clock = HeldClock(START)
    seen: list[tuple[datetime, tuple[str, list[bytes]]]] = []
    with TemporaryDirectory() as folder:
        cache = Cache.open(Path(folder), "thu", clock)
        file = loaded[0]
        assert file.wall is not None
        cache.name_figures(named_figures(file.wall))
        for event in (*events, None):
            if isinstance(event, Wait):
                clock.move(event.by) if event.by > timedelta() else clock.jump(clock.at + event.by)
            elif event is None:
                with cache.picture() as picture:
                    seen.append((picture.at, shown(picture, loaded)))
            else:
                hand_in(cache, event, clock.now())
        cache.close()
        archive = Cache.read_only(Path(folder), "thu", clock)
        for at, before in seen:
            with archive.picture(at) as picture:
                assert shown(picture, loaded) == before
        archive.close()


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=st.lists(_events, min_size=1, max_size=20))
def test_what_is_painted_is_what_the_history_says(
    events: list[Event], loaded: tuple[Loaded, Any]
) -> None:
    clock, oracle = HeldClock(START), Oracle()
    cache = Cache.in_memory(clock)
    file = loaded[0]
    assert file.wall is not None
    cache.name_figures(named_figures(file.wall))
    for event in (*events, None):
        if isinstance(event, Wait):
            clock.move(event.by)
        else:
            hand_in(cache, event, clock.now())
            oracle.hear(event, clock.now())
        with cache.picture() as picture:
            text, _ = shown(picture, loaded)
            at = picture.at
        _judge(json.loads(text), oracle, at)
    cache.close()


def _judge(told: dict[str, Any], oracle: Oracle, at: datetime) -> None:
    tiles = {tile["id"]: tile for tile in told["screens"][0]["tiles"]}
    group = "." if told["lang"] == "vi" else ","
    for name, figure in oracle.figures.items():
        tile = tiles[f"number-{name}"]
        value = next(text for text in tile["texts"] if text["role"] == "value")
        badges = [text for text in tile["texts"] if text["role"] == "badge"]
        assert tile["state"] == oracle.state(name, at)
        said = "–" if figure.value is None else f"{figure.value:,}".replace(",", group)
        assert value["full"] == said
        assert bool(badges) == (tile["state"] != "live")
