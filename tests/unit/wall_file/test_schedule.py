"""What a wall file says of the schedule, and what is wrong with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.wall_file import Severity, load_texts
from tests.unit.wall_file.conftest import say
from tests.unit.wall_file.small_plugins import PLUGINS

WALL = """wall: 1
screens:
- {name: trai, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}
- {name: phai, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}
sources: {s: {connector: http_json, url: "http://h/", observations: {each: "a[]"}}}
indicators: {i: {name: I, source: s}}
scenes:
  a: {trai: {grid: [1, 1], tiles: [{number: i}]}, phai: {grid: [1, 1], tiles: [{number: i}]}}
  b: {trai: {grid: [1, 1], tiles: [{number: i}]}}
"""
LINES = WALL.count("\n")


def told(text: str, wall: str = WALL) -> list[tuple[int, int, str, str, bool]]:
    """Line within `text` and column, what, remedy, whether it refuses the file."""
    loaded = load_texts({"tuong.yaml": wall + text}, "tuong.yaml", PLUGINS)
    return [
        (
            one.line - wall.count("\n"),
            one.column,
            say(one.what),
            say(one.remedy),
            one.severity is Severity.ERROR,
        )
        for one in (*loaded.faults, *loaded.warnings)
    ]


WHOLE = """schedule:
  hold: 15 min
  rotation:
  - {scene: a, dwell: 2 min}
  - b
  pins: {phai: a}
  parts:
  - {title: Giao ban, from: 07:30, to: 08:00, days: workdays, scene: b}
  - {title: {vi: Đêm, en: Night}, from: 22:00, to: 6:00, theme: dem, pins: {trai: b}}
  - {from: 09:00, to: 10:00, days: [mon, thu], rotation: [b, a]}
  - {from: 12:00, to: 13:00, days: sun, scene: a}
  holidays:
  - {from: 2027-02-05, to: 2027-02-11, title: Tết Nguyên đán}
  - 2027-09-02
"""


def test_a_whole_schedule_is_read() -> None:
    assert told(WHOLE) == []
    wall = load_texts({"t.yaml": WALL + WHOLE}, "t.yaml", PLUGINS).wall
    assert wall is not None
    schedule = wall.schedule
    assert schedule is not None
    assert [turn.dwell for turn in schedule.rotation] == [
        timedelta(minutes=2),
        timedelta(minutes=1),
    ]
    assert schedule.parts[2].days == ("mon", "thu")
    assert [one.last for one in schedule.holidays] == [date(2027, 2, 11), date(2027, 9, 2)]


def test_one_holiday_needs_no_list() -> None:
    assert told("schedule: {scene: a, holidays: 2027-09-02}\n") == []


@pytest.mark.parametrize(
    ("text", "place", "what", "remedy"),
    [
        ("{scene: c}", (1, 19), "không có cảnh “c”", "khai cảnh này ở scenes; hiện có: a, b"),
        ("{rotation: [a, c]}", (1, 26), "không có cảnh “c”", "khai cảnh này ở scenes"),
        (
            "{rotation: [a, {scene: c, dwell: 9 s}]}",
            (1, 34),
            "không có cảnh “c”",
            "khai cảnh này ở scenes",
        ),
        ("{pins: {trái: a}}", (1, 19), "không có màn hình “trái”", "có phải là “trai”?"),
        ("{pins: {trai: c}}", (1, 25), "không có cảnh “c”", "khai cảnh này ở scenes"),
        (
            "{pins: {phai: b}}",
            (1, 25),
            "cảnh “b” không có màn hình “phai” nên không ghim được ở đó",
            "thêm phai: vào cảnh “b”, hoặc ghim một trong: a",
        ),
        (
            "{scene: a, parts: [{from: 1:00, to: 2:00, scene: c}]}",
            (1, 60),
            "không có cảnh “c”",
            "khai cảnh này ở scenes",
        ),
        (
            "{holidays: [{from: 2027-02-05, to: 2027-02-04}]}",
            (1, 46),
            "kỳ nghỉ kết thúc trước khi bắt đầu",
            "ghi from không muộn hơn to",
        ),
        ("{holidays: [2027-02-30]}", (1, 23), "“2027-02-30” không phải ngày", "ghi năm"),
        (
            "{hold: 25 h}",
            (1, 18),
            "khoảng thời gian “25 h” không nằm trong 1 min – 1 d",
            "ghi từ 1 min đến 1 d",
        ),
        ("{rotation: [{scene: a, dwell: 4 s}]}", (1, 41), "khoảng thời gian “4 s”", "ghi từ 5 s"),
        ("{parts: [{from: 7:30}]}", (1, 20), "thiếu khóa “to”", "thêm dòng “to: …”"),
        (
            "{parts: [{from: 25:00, to: 2:00, scene: a}]}",
            (1, 27),
            "“25:00” không phải giờ trong ngày",
            "ghi giờ và phút",
        ),
        (
            "{parts: [{from: 22:00, to: 24:00, scene: a}]}",
            (1, 38),
            "nửa đêm không ghi là 24:00",
            "ghi 00:00",
        ),
        (
            "{parts: [{from: 1:00, to: 2:00, days: monday, scene: a}]}",
            (1, 49),
            "days: không dùng được “monday”",
            "dùng một trong: all, workdays",
        ),
        (
            "{parts: [{from: 1:00, to: 2:00, scene: a, rotation: [a, b]}]}",
            (1, 20),
            "phần này có cả scene lẫn rotation",
            "giữ scene cho một cảnh, hoặc rotation",
        ),
        ("{scene: a, rotation: [a, b]}", (1, 11), "lịch có cả scene lẫn rotation", "giữ scene"),
        ("{rotation: [[a]]}", (1, 23), "", ""),
        ("{rotation: [01, a]}", (1, 23), "số “01” có số 0 ở đầu", ""),
        ("{day_parts: []}", (1, 12), "không có khóa “day_parts”", ""),
    ],
)
def test_what_cant_be_is_refused_with_its_place(
    text: str, place: tuple[int, int], what: str, remedy: str
) -> None:
    (line, column, said, do, refused), *more = told(f"schedule: {text}\n")
    assert (line, column) == place
    assert said.startswith(what)
    assert do.startswith(remedy)
    assert refused
    assert more == []


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("  rotation: [a]", (2, 14), "vòng luân phiên chỉ có một cảnh nên không bao giờ đổi"),
        ("  rotation: [a, a, b]", (2, 17), "cảnh “a” đứng hai lần liền nhau"),
        (
            "  scene: a\n  parts: [{from: 8:00, to: 8:00, scene: b}]",
            (3, 28),
            "from và to cùng là 08:00 nên phần này kéo dài cả 24 giờ",
        ),
        (
            "  scene: a\n  parts: [{from: 8:00, to: 9:00, title: A}]",
            (3, 11),
            "phần này không đổi gì trên tường",
        ),
        (
            "  scene: a\n  parts: [{from: 8:00, to: 9:00, scene: b, days: holidays}]",
            (3, 50),
            "phần này dành cho ngày nghỉ mà lịch không khai ngày nghỉ nào",
        ),
        (
            "  holidays: [2027-09-02, {from: 2027-09-01, to: 2027-09-03}]",
            (2, 26),
            "ngày nghỉ 2027-09-02 ghi hai lần",
        ),
        (
            (
                "  scene: a\n  parts:\n"
                "  - {from: 22:00, to: 6:00, days: weekends, scene: b}\n"
                "  - {from: 5:30, to: 7:00, days: mon, theme: sang}"
            ),
            (5, 5),
            "phần thứ 2 trùng với phần thứ 1 lúc 05:30–06:00",
        ),
        (
            "  parts: [{from: 7:30, to: 8:00, days: workdays, scene: b}]",
            (2, 3),
            (
                "lịch không nói hiện cảnh nào lúc 00:00–07:30, 08:00–24:00 (workdays); "
                "00:00–24:00 (weekends)"
            ),
        ),
        (
            (
                "  parts:\n  - {from: 0:00, to: 0:00, days: workdays, scene: b}\n"
                "  - {from: 0:00, to: 0:00, days: weekends, scene: b}\n"
                "  holidays: [2027-09-01]"
            ),
            (2, 3),
            "lịch không nói hiện cảnh nào lúc 00:00–24:00 (holidays)",
        ),
    ],
)
def test_what_leaves_a_doubt_is_a_warning_with_its_place(
    text: str, place: tuple[int, int], what: str
) -> None:
    (line, column, said, _, refused), *more = told(f"schedule:\n{text}\n")
    assert ((line, column), said, refused) == (place, what, False)
    assert more == []


def test_parts_that_touch_or_fall_on_other_days_dont_overlap() -> None:
    parts = (
        "schedule:\n  scene: a\n  parts:\n"
        "  - {from: 22:00, to: 6:00, days: weekends, scene: b}\n"
        "  - {from: 6:00, to: 7:00, days: mon, scene: b}\n"
        "  - {from: 5:00, to: 6:00, days: tue, scene: b}\n"
        "  - {from: 6:30, to: 7:00, days: holidays, scene: b}\n"
        "  holidays: [2027-02-05]\n"  # a Friday
    )
    assert told(parts) == []


def test_an_hour_of_the_plan_that_a_part_hides_is_told() -> None:
    plan = "theme: {6:00: sang, 22:00: dem}\n"
    part = "schedule:\n  scene: a\n  parts: [{from: 21:00, to: 23:00, theme: toi}]\n"
    ((line, column, said, do, refused),) = told(plan + part)
    assert (line, column, refused) == (4, 43, False)
    assert said.startswith("theme: dem lúc 22:00 không có tác dụng")
    assert do.endswith("kết thúc trước 22:00")
    assert told(plan + part.replace("toi", "dem")) == []


def test_days_at_the_ends_of_the_calendar_break_nothing() -> None:
    parts = "  parts: [{from: 0:00, to: 0:00, days: holidays, scene: b}]\n"
    ends = "  holidays: [0001-01-01, 9999-12-31, {from: 0001-01-02, to: 9999-12-30}]\n"
    assert told(f"schedule:\n  scene: a\n{parts}{ends}") == []
