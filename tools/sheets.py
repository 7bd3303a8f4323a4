"""Sheets of a tile type: all its states, its forms in themes and languages pair by pair, its variants.

    python -m tools.sheets [NAME…] [--out DIR]     draws them (default: tests/golden/sheets, all types)

Look at each before you commit it. Every history goes through a cache, as on the wall.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from services.cache import Cache
from services.clock import HeldClock
from services.freshness import State
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.records import Sample
from services.views import BRIEFED, Knowledge
from services.wall_file.plugins import installed, shape_with
from services.words import Words
from tools.specimens import AT, Specimen, names, specimens
from ui.face import showing
from ui.fonts import measure
from widgets.drawing import Ink, Rect
from widgets.painting import Painting
from widgets.palette import THEMES
from widgets.panel import draw
from widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from services.moving import Seen
    from services.news import News
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from widgets.drawing import Item

GOLDEN = Path("tests/golden/sheets")
GAP = 20
COLOURS = 96
LARGEST_CELL = (760, 560)
"""Pixels of a state: many pictures are kept."""
SMALLEST = 0
"""Of PNG's compression, as Qt counts it."""
FORMS = {"compact": (420, 220), "normal": (680, 380), "large": (1100, 620)}
"""Pixels on a panel of 1920 × 1080 whose farthest seat is 4 m away."""
PAIRS = (
    ("toi", {"large": "vi", "normal": "en", "compact": "vi"}),
    ("sang", {"large": "en", "normal": "vi", "compact": "en"}),
    ("dem", {"large": "vi", "normal": "en", "compact": "en"}),
)
"""Every theme with every form, every form and every theme with every language."""
_MINUTE = timedelta(minutes=1)
_PAST = timedelta(days=4)
"""How far back a specimen may have been told anything."""
_ANSWERED = {
    State.LIVE: timedelta(seconds=20),
    State.LATE: 3 * _MINUTE,
    State.STALE: 42 * _MINUTE,
    State.SKEWED: timedelta(seconds=20),
    State.FAULTY: 9 * _MINUTE,
    State.DISCONNECTED: 40 * _MINUTE,
    State.MAINTENANCE: 20 * _MINUTE,
    State.NEVER: None,
}
"""How long ago a source asked once a minute answered last."""
_ASKED = {
    "connector": "http_json",
    "observations": {"each": "so[]", "indicator": "ma", "value": "so"},
}
"""Nobody is asked: what a source is told, the specimen says."""
_SILENT = {
    State.FAULTY: (Reason.MALFORMED, phrase("Câu trả lời không đọc được")),
    State.DISCONNECTED: (Reason.UNREACHABLE, phrase("Máy chủ không nhận kết nối")),
    State.NEVER: (Reason.UNAUTHORISED, phrase("Nguồn từ chối quyền truy cập")),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One tile of a sheet."""

    specimen: Specimen
    state: State
    theme: str
    lang: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class _Sees:
    """The one page or camera of a specimen."""

    what: Seen

    def seen(self, key: str, at: datetime) -> Seen:
        del key, at
        return self.what


def sheets(name: str, plugins: Plugins | None = None) -> dict[str, QImage]:
    """By file name, without its ending. Needs a running `QGuiApplication`."""
    plugins = plugins or installed()
    usual, *others = specimens(name)
    made = {f"{name}--forms": painted(_forms(usual), plugins)}
    if not usual.stateless:
        made[f"{name}--states"] = painted(_states(usual), plugins)
    if others:
        shown = [usual, *others] if usual.stateless else others
        made[f"{name}--variants"] = painted(_variants(shown), plugins)
    return made


def _states(usual: Specimen) -> list[Cell]:
    width, height = map(min, usual.size, LARGEST_CELL)
    return [
        Cell(usual, state, "toi", "vi", _place(n % 2, n // 2, width, height))
        for n, state in enumerate(State)
    ]


def _variants(shown: Iterable[Specimen]) -> list[Cell]:
    cells: list[Cell] = []
    y = float(GAP)
    for one in shown:
        width, height = one.size
        cells.append(Cell(one, State.LIVE, "toi", "vi", Rect(GAP, y, width, height)))
        y += height + GAP
    return cells


def _forms(usual: Specimen) -> list[Cell]:
    """A row a theme: the large form, beside it the normal one over the compact one."""
    cells: list[Cell] = []
    y = float(GAP)
    wide, tall = FORMS["large"]
    for theme, langs in PAIRS:
        x = float(GAP)
        large = Rect(x, y, wide, tall)
        normal = Rect(x + wide + GAP, y, *FORMS["normal"])
        compact = Rect(normal.x, normal.bottom + GAP, *FORMS["compact"])
        for form, rect in (("large", large), ("normal", normal), ("compact", compact)):
            cells.append(Cell(usual, State.LIVE, theme, langs[form], rect))
        y += tall + GAP
    return cells


def _place(column: int, row: int, width: int, height: int) -> Rect:
    return Rect(GAP + column * (width + GAP), GAP + row * (height + GAP), width, height)


def painted(cells: list[Cell], plugins: Plugins) -> QImage:
    width = max(cell.rect.right for cell in cells) + GAP
    height = max(cell.rect.bottom for cell in cells) + GAP
    image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        for cell in cells:
            painting = Painting(THEMES[cell.theme])
            around = cell.rect.inset(-GAP, -GAP)
            painter.setClipping(False)
            painter.fillRect(
                round(around.x),
                round(around.y),
                round(width),
                round(around.h),
                painting.colour(Ink.GROUND),
            )
            painter.save()
            painter.translate(QPointF(cell.rect.x, cell.rect.y))
            own = Rect(0, 0, cell.rect.w, cell.rect.h)
            painter.setClipRect(0, 0, round(own.w), round(own.h))
            painting.paint(painter, items(cell, plugins))
            painter.restore()
    finally:
        painter.end()
    return image


def items(cell: Cell, plugins: Plugins) -> tuple[Item, ...]:
    """The tile as the wall draws it."""
    wall = wall_of(cell.specimen, cell.state, plugins)
    types = showing(plugins)
    tile = wall.scenes["canh"].panels["tam"].tiles[0]
    name = next(key for key in cell.specimen.tile if key in types)
    words = Words("en" if cell.lang == "en" else "vi", ZoneInfo(wall.zone))
    sheet = Sheet(1920, 1080, 0.63, 4000, measure(), words)
    cache = told(cell.specimen, wall, cell.state)
    try:
        with cache.picture() as picture:
            knowledge = Knowledge(wall, picture, _Sees(cell.specimen.seen))
            view = types[name].look_up(tile, knowledge)
    finally:
        cache.close()
    return draw(types[name], view, Rect(0, 0, cell.rect.w, cell.rect.h), sheet)


def wall_of(specimen: Specimen, state: State, plugins: Plugins) -> WallFile:
    """A whole wall file around the tile."""
    said: dict[str, Any] = {key: value for key, value in specimen.wall.items() if key != "sources"}
    named = {id: {} for id in specimen.records(AT)} | specimen.wall.get("sources", {})
    sources = {
        id: {"url": f"http://10.1.0.9/{id}", "every": "1 min", **(_ASKED | more)}
        for id, more in named.items()
    }
    if state is State.MAINTENANCE:
        window = {"from": _said(AT - 15 * _MINUTE), "to": _said(AT + 60 * _MINUTE)}
        said["maintenance"] = [{"source": id, **window} for id in sources]
    tile = {**specimen.tile, "at": [1, 1]}
    whole = {
        "wall": 1,
        "name": "mau",
        "as_of": "2023-12-31",
        **said,
        "sources": sources,
        "screens": [{"name": "tam", "size": [1920, 1080], "pitch": "0.63 mm", "seat": "4 m"}],
        "scenes": {"canh": {"tam": {"grid": [1, 1], "tiles": [tile]}}},
    }
    return shape_with(plugins).model_validate(whole)


def _said(at: datetime) -> str:
    return at.isoformat()


def told(specimen: Specimen, wall: WallFile, state: State) -> Cache:
    """A cache that has heard what brings every source of the specimen into that state by `AT`."""
    clock = HeldClock(AT - _PAST)
    cache = Cache.in_memory(clock)
    ago = _ANSWERED[state]
    if ago is not None:
        _before(specimen, cache, clock, AT - ago)
        for name, began in specimen.briefed.items():
            cache.remember(BRIEFED, name, began.isoformat())
        clock.jump(AT - ago)
        for source, records in specimen.records(AT - ago).items():
            ahead = AT + 10 * _MINUTE if state is State.SKEWED else None
            cache.record(
                Batch(
                    source=source,
                    records=_ahead(records, ahead),
                    asked=AT - ago,
                    received=AT - ago,
                    at=ahead,
                )
            ).result()
    if state in _SILENT:
        reason, words = _SILENT[state]
        for minutes in (4, 3):
            at = AT - minutes * _MINUTE
            clock.jump(at)
            for source in wall.sources:
                cache.record(
                    Outage(source=source, reason=reason, words=words, asked=at, received=at)
                ).result()
    clock.jump(AT)
    return cache


def _before(specimen: Specimen, cache: Cache, clock: HeldClock, told: datetime) -> None:
    """What the cache heard before the last answer."""
    reason, words = _SILENT[State.DISCONNECTED]
    asks = [(one, id) for id, every in specimen.earlier(told).items() for one in every]
    for one, source in sorted(asks, key=lambda pair: pair[0].at):
        clock.jump(one.at)
        at = one.at
        if one.records is None:
            news: News = Outage(source=source, reason=reason, words=words, asked=at, received=at)
        else:
            news = Batch(source=source, records=one.records, asked=at, received=at)
        cache.record(news).result()


def _ahead(records: tuple[Any, ...], at: datetime | None) -> tuple[Any, ...]:
    """A source whose clock is ahead says so of each figure."""
    if at is None:
        return records
    return tuple(one if isinstance(one, Sample) else replace(one, at=at) for one in records)


def main(said: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tools.sheets", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=GOLDEN)
    asked = parser.parse_args(said)
    app = QGuiApplication.instance() or QGuiApplication(["sheets", "-platform", "offscreen"])
    asked.out.mkdir(parents=True, exist_ok=True)
    plugins = installed()
    for name in asked.names or names():
        save(sheets(name, plugins), asked.out)
    del app
    return 0


def save(made: Mapping[str, QImage], out: Path) -> None:
    for name, image in made.items():
        small(image).save(str(out / f"{name}.png"), quality=SMALLEST)


def small(image: QImage) -> QImage:
    """In few colours, those of the themes before all others: a quarter of the bytes, and no eye sees it."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    inks = {QColor(value).rgb() for theme in THEMES.values() for value in theme.inks.values()}
    kept = [int(one) for one in colours if int(one) in inks]
    often = (int(one) for one in colours[np.argsort(counts)[::-1]])
    table = list(dict.fromkeys([*kept, *often]))[:COLOURS]
    return whole.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
