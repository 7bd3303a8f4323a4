"""A large number on every monitor, so that who stands before the wall knows which is which."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.connected import SEAT, pitch
from ui.ending import heard
from ui.placing.listing import called
from ui.placing.output import by_place
from widgets.drawing import Box, Ink, Rect, Weight
from widgets.painting import Painting
from widgets.palette import DARK
from widgets.sheet import ARC_MINUTES, HEADING, LEADING, READING, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from services.words import Words
    from ui.placing.output import Output
    from widgets.drawing import Item
    from widgets.sheet import Measure

_EDGE = 0.005
"""Of the height: a line along all four edges shows a monitor that cuts some off."""
_NUMBER = 0.42
"""Of the height."""
_WIDE = 0.66
"""Of the size of a digit, its width."""
_MOST = 0.09
"""Of the height, for a line."""


def identify(
    outputs: Sequence[Output],
    names: Mapping[Output, str],
    seconds: float,
    measure: Measure,
    words: Words,
) -> None:
    """Until a key, a click or so many seconds. `names`: the screens of a wall that monitors are."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = [
        Plate(place[0], items(n, place, names, measure, words))
        for n, place in enumerate(by_place(outputs), 1)
    ]
    app.setQuitOnLastWindowClosed(False)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(app.quit)
    for window in windows:
        window.dismissed.connect(app.quit)
        window.fill()
    windows[0].activateWindow()
    timer.start(round(seconds * 1000))
    try:
        with heard(app.quit):
            app.exec()
    finally:
        timer.stop()
        for window in windows:
            window.hide()
            window.deleteLater()
        timer.deleteLater()


class Plate(QWidget):
    """What fills one monitor."""

    dismissed = Signal()

    def __init__(self, output: Output, drawn: Sequence[Item]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(output.name)
        self._output, self._drawn = output, drawn
        self._painting = Painting(DARK)

    def fill(self) -> None:
        self.setGeometry(*self._output.place)
        self.showFullScreen()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), self._painting.colour(Ink.GROUND))
            _, _, width, height = self._output.area
            painter.scale(self.width() / width, self.height() / height)
            self._painting.paint(painter, self._drawn)
        finally:
            painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.dismissed.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismissed.emit()


def items(
    number: int,
    place: Sequence[Output],
    names: Mapping[Output, str],
    measure: Measure,
    words: Words,
) -> tuple[Item, ...]:
    """In real pixels of the monitor, read from where a wall is read."""
    output = place[0]
    _, _, width, height = output.area
    sheet = Sheet(width, height, pitch(output), SEAT, measure, words)
    room = Rect(0, 0, width, height)
    line = max(round(_EDGE * height), 2)
    edge = Box(room.inset(line / 2, line / 2), line=Ink.OUTLINE, width=line)
    sizes = _size(sheet, HEADING), _size(sheet, READING)
    inner = room.inset(sizes[1], sizes[1])
    lines = _lines(sheet, inner.w, sizes, place, names)
    below = sum(size for _, size, _ in lines) * LEADING
    wide = len(str(number)) * _WIDE
    large = max(min(_NUMBER * height, inner.w / wide, inner.h - below), sizes[1])
    top = inner.y + max((inner.h - large - below) / 2, 0)
    figure = sheet.figure(
        "value",
        str(number),
        Rect(inner.x, top, inner.w, large),
        size=large,
        least=sizes[1],
        ground=Ink.GROUND,
        align="centre",
    )
    return (edge, figure, *_written(sheet, lines, Rect(inner.x, top + large, inner.w, below)))


def _written(
    sheet: Sheet, lines: Sequence[tuple[str, float, Weight]], room: Rect
) -> Iterator[Item]:
    y = room.y
    for text, size, weight in lines:
        box = Rect(room.x, y, room.w, size * LEADING)
        yield sheet.line(
            "label",
            text,
            box,
            size=size,
            least=size / 2,
            weight=weight,
            ink=Ink.TEXT if weight is Weight.SEMIBOLD else Ink.SECOND,
            ground=Ink.GROUND,
            align="centre",
        )
        y = box.bottom


def _size(sheet: Sheet, arcmin: float) -> float:
    """A sheet's sizes are a wall's, on which more has to stand."""
    cap = sheet.seat * arcmin / ARC_MINUTES / sheet.pitch
    return min(max(sheet.size(arcmin), math.ceil(cap / sheet.measure.cap)), _MOST * sheet.height)


def _lines(
    sheet: Sheet,
    room: float,
    sizes: tuple[float, float],
    place: Sequence[Output],
    names: Mapping[Output, str],
) -> list[tuple[str, float, Weight]]:
    """Each with its size: first which screen of the wall it is and where it hangs, then what it says of
    itself.
    """
    found: list[tuple[str, float, Weight]] = []
    for n, parts in enumerate(_said(place, names, sheet.words)):
        size, weight = (sizes[0], Weight.SEMIBOLD) if n == 0 else (sizes[1], Weight.REGULAR)
        whole = " · ".join(parts)
        fits = sheet.measure.width(whole, size, weight) <= room
        for part in (whole,) if fits else parts:
            found += [(line, size, weight) for line in sheet.broken(part, room, size, weight)]
    return found


def _said(
    place: Sequence[Output], names: Mapping[Output, str], words: Words
) -> list[tuple[str, ...]]:
    """Lines, each of parts that stand on lines of their own where there is no room."""
    output = place[0]
    name = names.get(output)
    ports = tuple(called(one, words) for one in place)
    _, _, width, height = output.area
    wide, tall = (round(side) for side in output.millimetres)
    measured = (f"{wide} × {tall} mm",) if wide or tall else ()
    if output.mute:
        own: tuple[str, ...] = (words.say("không tự khai gì (EDID trống)"),)
    elif output.serial:
        own = (output.maker, output.model, words.say("số sê-ri {serial}", serial=output.serial))
    else:
        own = (output.maker, output.model, words.say("không có số sê-ri"))
    return [
        (name, *ports) if name else ports,
        *((part,) for part in own if part),
        (f"{width} × {height}", *measured),
    ]
