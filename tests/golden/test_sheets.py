"""Every tile type, in every state, form, theme and language, against sheets that somebody looked at and found
right.

After a wanted change of look: `python -m tools.sheets` and `python -m tools.tiles_page`, look at each
picture, commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from services.wall_file import installed
from tools.likeness import LARGEST_DIFFERENCE, brightest, difference
from tools.set_up import ROOT
from tools.sheets import GOLDEN, save, sheets
from tools.specimens import names
from tools.tiles_page.page import pages, pictures

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 10 * 1024 * 1024
"""Bytes of all golden pictures."""
PICTURES = ROOT / "docs" / "tiles" / "pictures"


@pytest.fixture(autouse=True)
def letters(qapp: QGuiApplication) -> None:
    """Painting needs Qt's fonts."""
    del qapp


def unlike(wanted: Path, actual: Path, tmp_path: Path) -> str:
    """What differs; empty where eyes see no difference. Writes the difference beside the actual."""
    one, other = QImage(str(wanted)), QImage(str(actual))
    if one.isNull():
        return f"{wanted.name} is not there; what was drawn: {actual}"
    if one.size() != other.size():
        return f"{wanted.name} has another size; what was drawn: {actual}"
    between = difference(one, other)
    if brightest(between) <= LARGEST_DIFFERENCE:
        return ""
    between.save(str(tmp_path / f"difference-{wanted.name}"))
    return f"{wanted.name} differs; actual and difference are in {tmp_path}"


def test_every_tile_type_has_specimens() -> None:
    assert sorted(names()) == sorted(installed().tiles)


@pytest.mark.parametrize("name", names())
def test_a_sheet_is_as_it_was_found_right(name: str, tmp_path: Path) -> None:
    made = sheets(name)
    save(made, tmp_path)
    found = [
        unlike(ROOT / GOLDEN / f"{one}.png", tmp_path / f"{one}.png", tmp_path) for one in made
    ]
    assert [said for said in found if said] == []


def test_no_sheet_is_left_of_what_is_gone() -> None:
    kept = {path.stem.partition("--")[0] for path in (ROOT / GOLDEN).glob("*.png")}
    assert kept == set(names())


def test_all_pictures_together_stay_small() -> None:
    golden = ROOT / "tests" / "golden"
    assert 0 < sum(path.stat().st_size for path in golden.rglob("*.png")) < LARGEST


def test_the_reference_of_tile_types_is_what_the_declarations_say() -> None:
    for path, text in pages(installed()).items():
        assert (ROOT / "docs" / path).read_text(encoding="utf-8") == text, path


def test_the_reference_shows_each_type_as_it_is_drawn(tmp_path: Path) -> None:
    made = pictures(installed())
    save(made, tmp_path)
    found = [unlike(PICTURES / f"{one}.png", tmp_path / f"{one}.png", tmp_path) for one in made]
    assert [said for said in found if said] == []
