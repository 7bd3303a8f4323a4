"""What people saw on real outputs, had again from the cache of the wall that showed it, while it runs."""

from __future__ import annotations

import json
import random
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from services.clock import HeldClock
from tests.wall.transitions.matrix import image, matrix
from tests.wall.transitions.model import FOUR, at_home
from tests.wall.transitions.walk import DESK, off, walk
from tests.wall.transitions.watched import AT
from tests.wall.transitions.watching import PATIENCE
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Xorg
    from tests.wall.transitions.matrix import Matrix

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are Linux's"),
]
STEPS = 10


def had(matrix: Matrix, out: Path) -> dict[str, QImage]:
    """By screen; none where the wall was nowhere."""
    arguments = ["snapshot", str(matrix.folder / "tuong.yaml"), "--cache", str(matrix.folder)]
    status = obey([*arguments, "--out", str(out), "--shown"], HeldClock(AT))
    if status == 3:
        return {}
    assert status == 0
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return {
        one["name"]: QImage(str(out / one["png"])).convertToFormat(QImage.Format.Format_RGB32)
        for one in document["screens"]
    }


def seen(matrix: Matrix) -> dict[str, QImage]:
    areas = matrix.xorg.shown()
    return {
        screen: image(matrix.xorg.pixels(areas[name]))
        for screen, name in matrix.world.outputs(matrix.screens).items()
    }


def judge(matrix: Matrix, out: Path) -> None:
    """What the wall keeps of its outputs may be written a moment after they show it."""
    began, now = time.monotonic(), seen(matrix)
    while (then := had(matrix, out)) != now:
        assert time.monotonic() - began < PATIENCE, (
            sorted(then),
            sorted(now),
            matrix.world.history,
        )
        time.sleep(0.1)


def test_what_outputs_show_is_had_again_wherever_cables_hang(xorg: Xorg, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with matrix(xorg, tmp_path, FOUR, at_home(FOUR, DESK)) as four:
        home = four.world
        judge(four, out)
        for _, world in zip(range(STEPS), walk(home, random.Random(11)), strict=False):
            four.move(world)
            judge(four, out)
        four.move(off(home, "DUMMY0", "DUMMY1"))
        judge(four, out)
        assert len(seen(four)) == 2
        four.move(off(home, *home.cables))
        judge(four, out)
        assert seen(four) == {}
