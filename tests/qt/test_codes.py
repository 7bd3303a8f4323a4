"""What `check` says of QR codes and of notices that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.wall_file import installed, load
from services.words import Words
from tests.unit.tiles.world import AT, sheet_of
from ui.legibility import warnings
from ui.legibility.judging import Complaint, Kind
from ui.legibility.laid import Laid
from ui.legibility.saying import what
from ui.opening import Opened
from ui.terminal import Terminal
from widgets.drawing import Rect

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
WALL = """wall: 1
screens: [{name: tam, size: [1920, 1080], pitch: 0.63 mm, seat: SEAT}]
scenes:
  canh:
    tam:
      grid: [GRID]
      tiles:
        - {TILE}
"""
CODE = 'text: Xem thêm, qr: "https://stttt.lamdong.gov.vn/dien-tap-ung-cuu-su-co"'


def told(folder: Path, tile: str, *, grid: str, seat: str = "4 m") -> list[tuple[int, str, str]]:
    file = folder / "tuong.yaml"
    said = WALL.replace("TILE", tile).replace("GRID", grid).replace("SEAT", seat)
    file.write_text(said, encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    opened = Opened(file, loaded.wall, loaded, loaded.plugins, Terminal(words))
    found = warnings(opened, AT)
    return [(one.line, words.say(one.what), words.say(one.remedy)) for one in found]


def test_a_code_too_small_for_the_farthest_seat_is_told_with_what_would_do(
    tmp_path: Path,
) -> None:
    ((line, what, remedy),) = told(tmp_path, CODE, grid="4, 4")
    assert line == 8
    assert what.startswith("mã QR trên ô “Thông báo” quá nhỏ để quét từ ghế xa nhất")
    assert remedy.startswith("cần lưới ")
    columns, _, rows = remedy.removeprefix("cần lưới ").partition(" × ")
    assert told(tmp_path, CODE, grid=f"{columns}, {rows}") == []


def test_nobody_moves_a_room_for_one_code(tmp_path: Path) -> None:
    ((_, _, remedy),) = told(tmp_path, CODE, grid="4, 4")
    assert "ghế" not in remedy
    assert told(tmp_path, CODE, grid="4, 4", seat="2 m") == []


def test_a_code_that_is_large_enough_is_not_told_of(tmp_path: Path) -> None:
    assert told(tmp_path, CODE, grid="2, 2") == []


def test_a_notice_that_is_over_lacks_no_room(tmp_path: Path) -> None:
    assert told(tmp_path, "text: Bảo trì, until: 2020-01-01, title: Thông báo", grid="2, 2") == []


def test_what_lies_hardly_below_a_bound_is_not_said_to_reach_it() -> None:
    laid = Laid(("scenes",), "Tấm", "tam", Rect(0, 0, 9, 9), sheet_of(), ())
    for measured, shown in ((15.97, "15,9′"), (15.5, "15,5′")):
        said = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh")).say(
            what(Complaint(Kind.SIZE, measured), laid)
        )
        assert f"chữ {shown} trên màn hình “Tấm” < 16′" in said
