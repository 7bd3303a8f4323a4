"""What a wall file says by the time of day: colours and shifts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.wall_file import installed, load_texts, themes
from services.wall_file.shape import WallFile
from services.wall_file.shifts import coming, on_duty

if TYPE_CHECKING:
    from services.wall_file.shifts import Shift

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PLAN = {"06:00": "sang", "18:00": "toi", "22:00": "dem"}
SHIFTS = [
    {"name": "Ca sáng", "from": "06:00"},
    {"name": "Ca chiều", "from": "14:00"},
    {"name": "Ca đêm", "from": "22:00"},
]


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """By the wall's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def wall(**said: object) -> WallFile:
    return WallFile.model_validate({"wall": 1, **said})


def faults(text: str) -> list[tuple[int, int, str]]:
    loaded = load_texts({"tuong.yaml": f"wall: 1\n{text}"}, "tuong.yaml", installed())
    return [(f.line, f.column, f.what.text.format(**dict(f.what.values))) for f in loaded.faults]


@pytest.mark.parametrize(
    ("when", "theme"),
    [
        (at(5, 59), "dem"),
        (at(6), "sang"),
        (at(17, 59), "sang"),
        (at(18), "toi"),
        (at(22), "dem"),
        (at(0), "dem"),
    ],
)
def test_the_theme_is_that_of_the_hour_on_the_walls_clock(when: datetime, theme: str) -> None:
    assert themes.planned(wall(theme=PLAN), when) == theme


def test_the_plan_says_when_it_turned_and_when_it_turns_again() -> None:
    planned = wall(theme=PLAN)
    assert themes.turned(planned, at(12)) == at(6)
    assert themes.turns(planned, at(12)) == at(18)
    assert themes.turned(planned, at(3)) == at(22, day=23)
    assert themes.turns(planned, at(23)) == at(6, day=25)


def test_hours_that_change_nothing_are_no_turn() -> None:
    same = wall(theme={"00:00": "dem", "06:00": "sang", "22:00": "dem"})
    assert themes.turns(same, at(23)) == at(6, day=25)
    assert themes.turned(wall(theme={"06:00": "sang"}), at(12)) is None
    assert themes.turns(wall(theme="sang"), at(12)) is None


def test_a_choice_holds_until_the_plan_turns() -> None:
    planned = wall(theme=PLAN)
    chosen = ("dem", at(12))
    assert themes.in_force(planned, chosen, at(17, 59)) == "dem"
    assert themes.in_force(planned, chosen, at(18)) == "toi"
    assert themes.in_force(planned, ("dem", at(6)), at(12)) == "dem"
    assert themes.in_force(wall(theme="sang"), chosen, at(23)) == "dem"
    assert themes.in_force(planned, None, at(12)) == "sang"


def test_a_clock_that_is_put_forward_misses_no_turn() -> None:
    berlin = wall(zone="Europe/Berlin", theme={"02:30": "sang", "22:00": "dem"})
    before = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert themes.planned(berlin, before) == "dem"
    assert themes.planned(berlin, before + timedelta(minutes=1)) == "sang"  # 03:00 follows 01:59


def shift(when: datetime) -> Shift:
    found = on_duty(wall(shifts=SHIFTS).shifts, when, ZONE)
    assert found is not None
    return found


def test_the_last_shift_of_a_day_goes_on_into_the_next() -> None:
    assert shift(at(6)).name.vi == "Ca sáng"
    assert shift(at(21, 59)).name.vi == "Ca chiều"
    assert shift(at(22)).name.vi == shift(at(5, 59)).name.vi == "Ca đêm"
    starts = [one.start for one in wall(shifts=SHIFTS).shifts]
    assert coming(starts, at(23), ZONE) == at(6, day=25)
    assert on_duty((), at(6), ZONE) is None


def test_hours_need_no_quotes() -> None:
    assert faults("theme: {06:00: sang, 18:00: toi}\n") == []
    assert faults("shifts: [{name: Ca sáng, from: 6:00}]\n") == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("theme:\n  18:00: toi\n  06:00: sang\n", (4, 3), "giờ 06:00 đứng sau 18:00"),
        ("theme:\n  06:00: toi\n  6:00: sang\n", (4, 3), "giờ 06:00 ghi hai lần"),
        ("theme: {25:00: toi}\n", (2, 9), "“25:00” không phải giờ trong ngày"),
        ("theme: {6h: toi}\n", (2, 9), "“6h” không phải giờ trong ngày"),
        ("theme: {06:00: nắng}\n", (2, 16), "06:00: không dùng được “nắng”"),
        (
            "shifts:\n- {name: A, from: 14:00}\n- {name: B, from: 06:00}\n",
            (4, 19),
            "giờ 06:00 đứng sau 14:00",
        ),
        ("shifts: [{name: A, from: 6}]\n", (2, 26), "“6” không phải giờ trong ngày"),
    ],
)
def test_a_wrong_hour_is_told_with_its_place(text: str, place: tuple[int, int], said: str) -> None:
    (line, column, what), *more = faults(text)
    assert ((line, column), what) == (place, said)
    assert more == []
