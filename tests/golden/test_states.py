"""The eight states of every tile type, against pictures that somebody looked at and found right.

After a wanted change of look: `python -m tools.golden`, look at each picture, commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from services.clock import SystemClock
from tools.likeness import LARGEST_DIFFERENCE, brightest, difference
from ui.command_line import obey

if TYPE_CHECKING:
    from _pytest.tmpdir import TempPathFactory

pytestmark = pytest.mark.xdist_group("golden states")
GOLDEN = Path(__file__).parent / "states"
PICTURES = sorted(path.name for path in GOLDEN.glob("*.png"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("states")
    wall = "resources/walls/states.yaml"
    assert obey(["snapshot", wall, "--out", str(out), "--lang", "vi"], SystemClock()) == 0
    return out


def test_every_scene_has_its_picture(drawn: Path) -> None:
    assert sorted(path.name for path in drawn.glob("*.png")) == PICTURES
    assert PICTURES


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was_found_right(name: str, drawn: Path, tmp_path: Path) -> None:
    wanted, actual = QImage(str(GOLDEN / name)), QImage(str(drawn / name))
    assert actual.size() == wanted.size()
    between = difference(wanted, actual)
    worst = brightest(between)
    if worst > LARGEST_DIFFERENCE:
        actual.save(str(tmp_path / f"actual-{name}"))
        between.save(str(tmp_path / f"difference-{name}"))
    assert worst <= LARGEST_DIFFERENCE, f"actual and difference are in {tmp_path}"


def test_the_texts_are_as_they_were_found_right(drawn: Path) -> None:
    assert _told(drawn / "wall.json") == _told(GOLDEN / "wall.json")


def test_a_moved_letter_would_be_seen(drawn: Path) -> None:
    image = QImage(str(drawn / PICTURES[0]))
    moved = image.copy(3, 0, image.width(), image.height())
    assert brightest(difference(image, moved)) > LARGEST_DIFFERENCE


def _told(path: Path) -> object:
    """Everything but the hash of the file, whose comments may change."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in document.items() if key != "file_hash"}
