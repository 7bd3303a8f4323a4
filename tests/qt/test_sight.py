"""What a window shows of a screen that is made of several panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from services.wall_file import installed, load_texts
from tests.wall.spanned import faces_of
from tools.likeness import LARGEST_DIFFERENCE, brightest, difference
from ui.canvas import panel_image
from ui.fonts import measure
from ui.overlay import way_out
from ui.sight import Sight
from ui.windows import WallWindow
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.face import Face

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1280, 720)
WALL = """
wall: 1
screens:
  - {name: ghép, size: [1280, 720], pitch: 1.8 mm, seat: 4 m, panels: [2, 2], bezel: 18 mm}
scenes:
  bản-đồ:
    ghép: {grid: [1, 1], tiles: [{map: so-do, across: true, title: Sơ đồ}]}
"""


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    wall = load_texts({"tuong.yaml": WALL}, "tuong.yaml", installed()).wall
    assert wall is not None
    return faces_of(wall)


def painted(sight: Sight, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sight.paint(painter, Painting(THEMES["toi"]), QRegion(0, 0, width, height))
    painter.end()
    return image


def test_the_whole_span_is_what_its_picture_in_a_file_is(faces: dict[str, Face]) -> None:
    sight = Sight(faces, {"ghép": (0, 0, *SIZE)}, SIZE, part=(0, 0, *SIZE))
    assert painted(sight, *SIZE) == panel_image(faces["ghép"], Painting(THEMES["toi"]))


def test_a_window_of_one_panel_shows_that_part_of_the_picture(faces: dict[str, Face]) -> None:
    whole = panel_image(faces["ghép"], Painting(THEMES["toi"]))
    for x, y in ((0, 0), (640, 0), (0, 360), (640, 360)):
        sight = Sight(faces, {"ghép": (0, 0, *SIZE)}, (640, 360), part=(x, y, 640, 360))
        # But for how edges that are cut are smoothed.
        between = difference(painted(sight, 640, 360), whole.copy(x, y, 640, 360))
        assert brightest(between) < 2 * LARGEST_DIFFERENCE


def test_a_monitor_of_another_resolution_fills_its_glass(faces: dict[str, Face]) -> None:
    sight = Sight(faces, {"ghép": (0, 0, *SIZE)}, (320, 200), part=(640, 360, 640, 360))
    part = sight.panel_rect("ghép")
    assert part.getRect() == (-320, -200, 640, 400)
    turned = Sight(faces, {"ghép": (0, 0, *SIZE)}, (360, 640), part=(640, 360, 640, 360))
    shown = turned.panel_rect("ghép")
    assert (shown.width(), shown.height()) == (720, 405)


def test_what_changed_in_a_tile_across_is_one_rectangle_without_rims(
    faces: dict[str, Face],
) -> None:
    sight = Sight(faces, {"ghép": (0, 0, *SIZE)}, SIZE, part=(0, 0, *SIZE))
    face = faces["ghép"]
    (id,) = face.tiles
    place, canvas = sight.place("ghép", id), face.tiles[id].place.rect
    assert place.width() == canvas.w - face.sheet.rims[0]
    assert QRect(0, 0, *SIZE).contains(place)


@pytest.fixture
def window(faces: dict[str, Face]) -> Iterator[WallWindow]:
    made = WallWindow({"ghép": (0, 0, *SIZE)}, measure(), output=(0, 0, *SIZE), part=(0, 0, *SIZE))
    made.resize(*SIZE)
    made.show_faces(faces, Painting(THEMES["toi"]))
    yield made
    made.deleteLater()


def test_what_lies_over_a_span_lies_on_one_of_its_panels(window: WallWindow) -> None:
    sheet = window.overlay_sheet()
    assert (sheet.width, sheet.height) == (640, 360)
    window.lay_over([way_out(sheet)])
    (over,) = window._over
    assert QRect(0, 360, 640, 360).contains(over.rect)


def test_a_miniature_shows_it_as_it_is_seen(faces: dict[str, Face]) -> None:
    sight = Sight(faces, {"ghép": (0, 0, *SIZE)}, (640, 360))
    assert sight.panel_rect("ghép").getRect() == (0, 0, 640, 360)
