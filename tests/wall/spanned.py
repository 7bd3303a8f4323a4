"""A process that shows a map and straight lines over several panels until its input ends:
`python -m tests.wall.spanned WALL CANVAS`. CANVAS is where the whole picture goes, with what the rims hide.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from services.wall_file import installed, load
from services.words import Words
from ui.canvas import paint_part
from ui.face import HEADING, staged
from ui.fonts import measure
from ui.monitors import close, open_windows, show
from ui.placing.found import found_outputs
from ui.placing.present import present
from widgets.drawing import Curve, Ink
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile
    from ui.face import Face

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SLOPES = (0.5, 0.35, -0.42)
"""Of the lines, each through the middle of the canvas."""


def line(slope: float, width: float, height: float) -> Curve:
    middle, reach = (width / 2, height / 2), width * 0.42
    ends = [(middle[0] + x, middle[1] + slope * x) for x in (-reach, reach)]
    return Curve((tuple(ends),), ink=Ink.URGENT, width=4.0, end=False)


def faces_of(wall: WallFile) -> dict[str, Face]:
    cache = Cache.in_memory(HeldClock(AT))
    stage = staged(wall, installed(), measure(), Words("vi", ZoneInfo(wall.zone)))
    faces = stage.faces(next(iter(wall.scenes)))
    with cache.picture() as picture:
        for face in faces.values():
            face.look_up(Knowledge(wall, picture))
            for id, tile in face.tiles.items():
                lines = (line(slope, face.sheet.width, face.sheet.height) for slope in SLOPES)
                face.tiles[id] = replace(tile, items=(*tile.items, *lines))
    cache.close()
    return faces


def canvas(face: Face, painting: Painting) -> QImage:
    width, height = int(face.sheet.width), int(face.sheet.height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(painting.colour(Ink.GROUND))
    painter = QPainter(image)
    for id in (HEADING, *face.tiles):
        paint_part(painter, face, id, painting)
    painter.end()
    return image


def composed(face: Face, panels: list[QImage]) -> QImage:
    """As eyes see the wall: panels with their rims between them."""
    image = QImage(int(face.sheet.width), int(face.sheet.height), QImage.Format.Format_RGB32)
    image.fill(QColor("#2b2b2b"))
    painter = QPainter(image)
    for pane, panel in zip(face.sheet.span.panes, panels, strict=True):
        painter.drawImage(QPoint(round(pane.canvas.x), round(pane.canvas.y)), panel)
    painter.end()
    return image


def main(wall_file: str, drawn: str) -> int:
    app = QApplication(["wall"])
    wall = load(Path(wall_file), installed()).wall
    assert wall is not None
    painting = Painting(THEMES["toi"])
    faces = faces_of(wall)
    windows = open_windows(present(wall.screens, found_outputs()), measure())
    for window in windows:
        window.show_faces(faces, painting)
    show(windows, wall)
    canvas(next(iter(faces.values())), painting).save(drawn)
    app.processEvents()
    places = [list(window.geometry().getRect()) for window in windows]  # type: ignore[call-overload] # four numbers
    sys.stdout.write(json.dumps(places) + "\n")
    sys.stdout.flush()
    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ending.activated.connect(lambda: app.exit(0))  # quit() asks the windows, which ask people
    status = app.exec()
    close(windows)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
