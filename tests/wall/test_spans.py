"""One picture over four monitors with rims between them: what lies across goes straight on for the eye."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from services.wall_file import installed, load
from tests.wall.program import LONGEST, MAIN
from tests.wall.spanned import SLOPES, composed, faces_of
from tools.likeness import LARGEST_DIFFERENCE, brightest, difference
from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.servers.xorg import Xorg
    from tests.wall.program import Home
    from ui.face import Face

WIDE, TALL = 960, 540
RIMS = (12, 8)
"""Pixels of 1.2 mm that the bezels of the wall file hide."""
PLACES = {
    "adjoining": ((0, 0), (960, 0), (0, 540), (960, 540)),
    "askew": ((0, 0), (1100, 40), (0, 700), (1100, 660)),
}
WINDOWS = {
    1: [[0, 0, 2 * WIDE, 2 * TALL]],
    4: [[x, y, WIDE, TALL] for x, y in PLACES["askew"]],
}
"""One where the monitors adjoin as the panels do, else one each."""
WALL = """\
wall: 1
name: ghep
title: {{vi: Tường ghép bốn tấm}}
screens:
  - name: ghép
    size: [1920, 1080]
    pitch: 1.2 mm
    seat: 4 m
    panels: [2, 2]
    bezel: {bezel}
    output: [{{connector: DUMMY0}}, {{connector: DUMMY1}}, {{connector: DUMMY2}}, {{connector: DUMMY3}}]
scenes:
  bản-đồ:
    ghép: {{grid: [1, 1], tiles: [{{map: so-do, across: true, title: Sơ đồ}}]}}
"""

type Panels = list[QImage]
type Grab = Callable[[str], tuple[list[list[int]], Panels, QImage]]


def face_of(folder: Path, bezel: str) -> Face:
    path = folder / "tuong.yaml"
    path.write_text(WALL.format(bezel=bezel), encoding="utf-8")
    wall = load(path, installed()).wall
    assert wall is not None
    return faces_of(wall)["ghép"]


@pytest.fixture(params=PLACES)
def grab(request: pytest.FixtureRequest, xorg: Xorg, home: Home, tmp_path: Path) -> Iterator[Grab]:
    """Of a wall with these bezels: its windows' places, what each monitor shows, the whole canvas."""
    places = {f"DUMMY{n}": (x, y, WIDE, TALL) for n, (x, y) in enumerate(PLACES[request.param])}
    xorg.place(places)
    running: list[subprocess.Popen[str]] = []

    def grabbed(bezel: str) -> tuple[list[list[int]], Panels, QImage]:
        face_of(tmp_path, bezel)
        drawn = tmp_path / "canvas.png"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.wall.spanned", str(tmp_path / "tuong.yaml"), str(drawn)],
            cwd=MAIN.parent,
            env=home.environment(DISPLAY=xorg.display, QT_QPA_PLATFORM="xcb"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        running.append(process)
        assert process.stdout is not None
        windows = json.loads(process.stdout.readline())
        there = xorg.shown()
        panels = [image(xorg, there[name]) for name in places]
        return windows, panels, QImage(str(drawn))

    yield grabbed
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(LONGEST) == 0
        assert process.stdout is not None
        process.stdout.close()


def image(xorg: Xorg, area: tuple[int, int, int, int]) -> QImage:
    pixels = xorg.pixels(area)
    assert (pixels.width, pixels.height) == (WIDE, TALL)
    shown = QImage(pixels.bgrx, WIDE, TALL, WIDE * 4, QImage.Format.Format_RGB32)
    return shown.copy()


def height(picture: QImage, x: int, near: float) -> float:
    """Of the red line in a column, by its middle; NaN where there is none."""
    top, bottom = max(round(near) - 14, 0), min(round(near) + 14, picture.height())
    reds = [(y, picture.pixelColor(x, y)) for y in range(top, bottom)]
    weights = [(y, max(c.red() - max(c.green(), c.blue()) - 40, 0)) for y, c in reds]
    whole = sum(weight for _, weight in weights)
    return sum(y * weight for y, weight in weights) / whole if whole > 200 else float("nan")


def fitted(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept of the straight line that comes nearest."""
    n = len(points)
    mean_x, mean_y = (sum(point[axis] for point in points) / n for axis in (0, 1))
    across = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / across
    return slope, mean_y - slope * mean_x


def kinks(picture: QImage, panes: list[Rect], slope: float) -> list[float]:
    """Pixels by which a line through the middle of the picture is elsewhere in each panel than the others
    lead one to expect, at the middle.
    """
    x0, y0 = picture.width() / 2, picture.height() / 2
    fits = []
    for pane in panes:
        clear = Rect(pane.x + 4, pane.y + 4, pane.w - 8, pane.h - 8)
        points = []
        for x in range(round(clear.x), round(clear.right), 6):
            near = y0 + slope * (x - x0)
            # Nearer to the middle the other lines are in the way.
            if abs(x - x0) > 200 and clear.y + 14 < near < clear.bottom - 14:
                y = height(picture, x, near)
                if y == y:  # noqa: PLR0124 - there is one
                    points.append((x + 0.5, y + 0.5))
        if len(points) > 20:
            fits.append(fitted(points))
    assert len(fits) == 2, "the line passes two panels"
    return [fit[0] * x0 + fit[1] - y0 for fit in fits] + [fit[0] - slope for fit in fits]


def test_lines_and_maps_go_straight_on_behind_the_rims(grab: Grab, tmp_path: Path) -> None:
    windows, panels, canvas = grab("[14.4 mm, 9.6 mm]")
    face = face_of(tmp_path, "[14.4 mm, 9.6 mm]")
    span = face.sheet.span
    assert span.rims == RIMS
    assert canvas.width() == 1920 + RIMS[0]
    assert windows == WINDOWS[len(windows)]
    seen = composed(face, panels)
    seen.save(str(tmp_path / "seen.png"))
    # The map: every panel shows its part of one whole picture, but for how edges are smoothed.
    for pane, panel in zip(span.panes, panels, strict=True):
        place = QRect(round(pane.canvas.x), round(pane.canvas.y), WIDE, TALL)
        behind = canvas.copy(place).convertToFormat(panel.format())
        assert brightest(difference(panel, behind)) < 2 * LARGEST_DIFFERENCE
    for slope in SLOPES:
        assert all(abs(kink) < 0.3 for kink in kinks(seen, [p.canvas for p in span.panes], slope))


@pytest.mark.parametrize("grab", ["adjoining"], indirect=True)
def test_without_what_lies_behind_the_rims_lines_would_be_broken(
    grab: Grab, tmp_path: Path
) -> None:
    _, panels, _ = grab("0 mm")
    seen = composed(face_of(tmp_path, "[14.4 mm, 9.6 mm]"), panels)
    panes = [pane.canvas for pane in face_of(tmp_path, "[14.4 mm, 9.6 mm]").sheet.span.panes]
    for slope in SLOPES:
        # Each half is moved by half a rim away from where it should be.
        expected = abs(RIMS[1] - abs(slope) * RIMS[0]) / 2
        worst = max(abs(kink) for kink in kinks(seen, panes, slope))
        assert worst == pytest.approx(expected, abs=0.4)
        assert worst > 0.6
