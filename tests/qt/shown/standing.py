"""A running wall whose outputs a test plugs and unplugs, and what it painted on them at an instant."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from services.acts import Journal
from services.cache import RUN, Cache
from services.clock import HeldClock, SystemClock, iso
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.records import Observation
from services.words import Words
from ui.acts import Acts, journal_path
from ui.command_line import obey
from ui.notices import WAY_OUT
from ui.opening import open_wall
from ui.past import force
from ui.placing.output import Output
from ui.showing import Showing
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from services.clock import Clock

AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
"""12:00 on the wall."""
SIZE = (960, 540)
TERMINAL = Terminal(Words("vi", ZoneInfo("UTC")))
WALL = """\
wall: 1
name: thu
title: {vi: Tường thử, en: Trial wall}
theme: {"06:00": sang, "18:00": toi}
sources:
  so: {connector: http_json, system: reports, url: "http://127.0.0.1:9/", every: 10 s, sensitivity: public,
    observations: {each: "o[]", indicator: ma, value: v}}
  kin: {connector: http_json, url: "http://127.0.0.1:9/", sensitivity: restricted,
    observations: {each: "o[]", indicator: ma, value: v}}
indicators:
  tram: {name: {vi: Trạm, en: Stations}, unit: {vi: trạm, en: stations}, source: so, sensitivity: public}
  xa: {name: {vi: Xã, en: Communes}, unit: {vi: xã, en: communes}, source: so, sensitivity: public}
  ho-so: {name: {vi: Hồ sơ, en: Files}, source: so, sensitivity: public}
  bi-mat: {name: {vi: Bí mật, en: Secret}, source: kin, sensitivity: restricted}
screens:
  - {name: trai, size: [960, 540], pitch: 1 mm, seat: 4 m, output: {connector: DP-1}}
  - {name: giua, size: [960, 540], pitch: 1 mm, seat: 4 m, output: {connector: DP-2}}
  - {name: phai, size: [960, 540], pitch: 1 mm, seat: 4 m, output: {connector: DP-3}}
scenes:
  mot:
    title: {vi: Cảnh một, en: Scene one}
    audience: public
    trai: {grid: [2, 1], tiles: [{sensitivity: public, number: tram, importance: 9},
      {sensitivity: public, number: xa, importance: 2}]}
    giua: {grid: [2, 1], tiles: [{sensitivity: public, number: ho-so, importance: 8},
      {sensitivity: public, clock: seconds, importance: 3}]}
    phai: {grid: [1, 1], tiles: [{sensitivity: public, systems: [so], importance: 7,
      title: {vi: Nguồn, en: Sources}}]}
  hai:
    title: {vi: Cảnh hai, en: Scene two}
    audience: public
    trai: {grid: [1, 1], tiles: [{sensitivity: public, number: xa}]}
    giua: {grid: [1, 1], tiles: [{sensitivity: public, trend: [tram]}]}
    phai: {grid: [1, 1], tiles: [{sensitivity: public, number: tram}]}
  kin:
    title: {vi: Cảnh kín, en: Closed scene}
    audience: restricted
    trai: {grid: [1, 1], tiles: [{sensitivity: restricted, number: bi-mat}]}
    phai: {grid: [1, 1], tiles: [{sensitivity: restricted, number: bi-mat, importance: 6}]}
schedule:
  hold: 5 min
  rotation: [{scene: mot, dwell: 40 s}, {scene: hai, dwell: 20 s}]
briefings:
  giao-ban:
    title: {vi: Giao ban, en: Briefing}
    audience: internal
    screens: [giua]
    steps: [{scene: hai, title: {vi: Điểm nóng, en: Hot spots}}, mot]
  khach: {title: Khách, audience: public, steps: [mot, hai]}
"""


def output(number: int, size: tuple[int, int] = SIZE) -> Output:
    return Output(f"DP-{number}", ((number - 1) * SIZE[0], 0, *size), millimetres=(960, 540))


ALL = tuple(output(number) for number in (1, 2, 3))


@dataclass
class Seen:
    """What people saw at an instant."""

    at: datetime
    pictures: dict[str, QImage]
    """By screen."""
    unshown: list[str]


@dataclass
class Standing:
    path: Path
    showing: Showing
    cache: Cache
    clock: HeldClock
    outputs: list[Output]
    seen: list[Seen] = field(default_factory=list)

    @property
    def wall(self) -> Any:
        return self.showing.wall

    def edit(self, text: str) -> None:
        """Another wall file takes effect."""
        self.path.write_text(text, encoding="utf-8")
        opened = open_wall(self.path, None, TERMINAL, plugins=None)
        force(opened, self.cache)
        self.showing.restage(opened)

    def plug(self, *outputs: Output) -> None:
        """These are there from now on, and no others."""
        self.outputs[:] = outputs
        self.showing.presence.settled.emit()
        QApplication.processEvents()

    def perform(self, deed: Any) -> None:
        assert deed is not None
        answer = self.wall.deeds.perform(deed)
        assert answer, answer.why

    def answer(self, **figures: int) -> None:
        now = self.clock.now()
        records = tuple(
            Observation(uid=name, indicator=name, value=Decimal(value), at=now)
            for name, value in figures.items()
        )
        batch = Batch(source="so", records=records, asked=now, received=now)
        self.showing.refresh(self.cache.record(batch).result())

    def fail(self) -> None:
        now = self.clock.now()
        words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
        outage = Outage(
            source="so", reason=Reason.UNREACHABLE, words=words, asked=now, received=now
        )
        self.showing.refresh(self.cache.record(outage).result())

    def after(self, seconds: float) -> None:
        """All that was to be written is, then time passes and the wall's second comes, a little late as it
        always does.
        """
        self.cache.keep("kept", "", None).result()
        self.clock.move(timedelta(seconds=seconds, milliseconds=4))
        for _ in range(8):
            QApplication.processEvents()
        if self.showing._composing is not None:
            self.showing._composing._look()
        self.wall._looking._gather.stop()
        self.wall._looking.again()
        self.wall._tick()
        for _ in range(8):
            QApplication.processEvents()

    def look(self) -> Seen:
        """What is to be seen now, as the windows paint it, without the notices that may lie over it."""
        assert not self.wall._switching.waiting
        pictures: dict[str, QImage] = {}
        for window in self.wall.windows:
            if window.output is not None and window.isVisible():
                (screen,) = window.areas
                window.lay_over(())
                image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
                pictures[screen] = image
        found = Seen(self.clock.now(), pictures, list(self.wall.unshown))
        self.seen.append(found)
        return found


@contextmanager
def standing(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str = WALL,
    *outputs: Output,
    begins: datetime = AT,
) -> Iterator[Standing]:
    there = list(outputs or ALL)
    monkeypatch.setattr("ui.placing.hotplug.found_outputs", lambda: tuple(there))
    # Qt's unseen screens are none of these: a window fills what it is told, not Qt's screen.
    monkeypatch.setattr("ui.monitors._one_monitor", lambda _: False)
    path = folder / "tuong.yaml"
    path.write_text(text, encoding="utf-8")
    opened = open_wall(path, None, TERMINAL, plugins=None)
    clock = HeldClock(begins)
    cache = Cache.open(folder / "cache", opened.name, clock, path)
    force(opened, cache)
    cache.keep(RUN, "", iso(clock.now()))
    journal = Journal(journal_path(folder / "cache", opened.name), clock)
    acts = Acts(journal, cache, clock)
    showing = Showing(opened, cache, acts, clock, ran=clock.monotonic, lang=None)
    showing.wall.notices._opened -= WAY_OUT + 1  # the way out was shown long ago
    try:
        showing.begin()
        made = Standing(path, showing, cache, clock, there)
        made.after(0)
        yield made
    finally:
        showing.end()
        cache.keep(RUN, "", None)
        QApplication.processEvents()
        journal.close()
        cache.close()


@dataclass(frozen=True)
class Taken:
    status: int
    document: dict[str, Any]
    pictures: dict[str, QImage]
    """By screen."""

    def screen(self, name: str) -> dict[str, Any]:
        return dict(next(one for one in self.document["screens"] if one["name"] == name))


def taken(
    wall: Path,
    at: datetime | None,
    *more: str,
    status: int = 0,
    clock: Clock | None = None,
) -> Taken:
    """`snapshot --shown` of that instant; None: of now by the clock."""
    out = wall.parent / "out"
    moment = () if at is None else ("--at", iso(at))
    cache = ("--cache", str(wall.parent / "cache"))
    arguments = ["snapshot", str(wall), *cache, "--out", str(out), "--shown", *moment, *more]
    assert obey(arguments, clock or SystemClock()) == status
    if status:
        return Taken(status, {}, {})
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    pictures = {
        one["name"]: QImage(str(out / one["png"])).convertToFormat(QImage.Format.Format_RGB32)
        for one in document["screens"]
    }
    assert {path.name for path in out.glob("*.png")} == {one["png"] for one in document["screens"]}
    return Taken(status, document, pictures)


def unlike(one: QImage, other: QImage) -> int:
    """How many pixels differ."""
    if one.size() != other.size():
        return -1
    first, second = (bytes(image.constBits()) for image in (one, other))
    if first == second:
        return 0
    pixels = range(0, len(first), 4)
    return sum(first[n : n + 3] != second[n : n + 3] for n in pixels)
