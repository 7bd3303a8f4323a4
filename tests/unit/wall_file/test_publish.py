"""Where a wall publishes: what the file may say, and what is told of what it may not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.sensitivity import Sensitivity
from services.wall_file import installed, load_texts
from services.wall_file.publish import Publication, publications
from services.words import Words

if TYPE_CHECKING:
    from services.wall_file import Loaded

WALL = """\
wall: 1
screens: [{name: trai, size: [640, 360], pitch: 1 mm, seat: 2 m}]
scenes:
  mo: {audience: public, trai: {grid: [1, 1], tiles: [{clock: minutes, sensitivity: public}]}}
  kin: {audience: internal, trai: {grid: [1, 1], tiles: [{clock: minutes}]}}
"""


def loaded(publish: str, text: str = WALL) -> Loaded:
    return load_texts({"tuong.yaml": f"{text}publish: {publish}\n"}, "tuong.yaml", installed())


def said(found: Loaded) -> list[tuple[int, int, str]]:
    words = Words("vi", ZoneInfo("UTC"))
    return [(f.line, f.column, words.say(f.what)) for f in (*found.faults, *found.warnings)]


def test_one_folder_is_enough_and_it_is_for_the_public_every_minute() -> None:
    found = loaded("{to: cong-bo}")
    assert said(found) == []
    assert found.wall is not None
    [one] = publications(found.wall.publish)
    assert one == Publication(to="cong-bo")
    assert (one.every, one.audience) == (timedelta(minutes=1), Sensitivity.PUBLIC)


def test_several_are_a_list() -> None:
    found = loaded("[{to: cong-bo}, {to: /srv/noi-bo, audience: internal, every: 1 h}]")
    assert said(found) == []
    assert found.wall is not None
    assert [one.to for one in publications(found.wall.publish)] == ["cong-bo", "/srv/noi-bo"]


@pytest.mark.parametrize(
    ("publish", "column", "what"),
    [
        ("{to: a, every: 9 s}", 25, "nhịp xuất ảnh phải từ 10 giây đến 1 giờ"),
        ("{to: a, every: 2 h}", 25, "nhịp xuất ảnh phải từ 10 giây đến 1 giờ"),
        ("{to: a, scenes: [mo, kim]}", 31, "không có cảnh “kim”"),
        (
            "{to: a, scenes: [kin]}",
            27,
            "cảnh “kin” chỉ dành cho nội bộ cơ quan (internal), không xuất cho công chúng (public) được",
        ),
        (
            "[{to: a}, {to: ./A/}]",
            25,
            "hai lần xuất ảnh vào cùng thư mục “./A/” sẽ xóa ảnh của nhau",
        ),
        ("{to: .}", 15, "“.” là chính thư mục của tệp tường"),
        ("{to: a/..}", 15, "“a/..” là chính thư mục của tệp tường"),
        ("{to: ''}", 15, "nơi xuất ảnh để trống"),
        ("{every: 1 min}", 1, "thiếu khóa “to”"),
        ("{to: a, evry: 1 min}", 18, "không có khóa “evry”"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(publish: str, column: int, what: str) -> None:
    assert said(loaded(publish)) == [(6, column, what)]


def test_a_wall_of_which_nothing_is_for_the_audience_is_warned_of() -> None:
    closed = WALL.replace("audience: public, ", "audience: internal, ")
    found = loaded("{to: cong-bo}", closed)
    assert found.faults == ()
    ((_, _, what),) = said(found)
    assert what.startswith("không cảnh nào dành cho công chúng (public) nên không xuất ảnh nào: ")


def test_scenes_of_a_wall_that_composes_its_own_pages_cannot_be_named() -> None:
    sources = "wall: 1\nsources: {so: {connector: csv, file: a.csv}}\n"
    fault = loaded("{to: cong-bo, scenes: [trang-1]}", sources).faults[-1]
    assert fault.remedy.text.startswith("bỏ scenes")
