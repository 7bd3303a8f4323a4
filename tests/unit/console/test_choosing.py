"""How long, where and in which form, as keys say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.program import Hold
from services.wall_file.schedule import Schedule
from services.words import Words
from ui.console.appointments import appointments
from ui.console.holding import Holding
from ui.console.putting import MINUTES, begun
from ui.layers import Form

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
SCREENS = ("trái", "phải", "bàn")


def test_the_first_digit_is_a_screen_and_those_after_it_are_minutes() -> None:
    putting = begun("o", SCREENS, "trái")
    assert (putting.screen, putting.minutes) == ("trái", MINUTES)
    putting = putting.digit(2).digit(4).digit(5)
    assert (putting.screen, putting.minutes) == ("phải", 45)
    assert putting.back().minutes == 4
    assert putting.back().back().back().digit(3).screen == "bàn"
    assert begun("o", SCREENS, "không có").screen == "trái"


@given(st.lists(st.integers(0, 9), max_size=40))
def test_whatever_is_typed_names_a_screen_that_is_there_and_a_bounded_time(
    typed: list[int],
) -> None:
    putting = begun("o", SCREENS, "trái")
    for digit in typed:
        putting = putting.digit(digit)
    assert putting.screen in SCREENS
    assert 0 < putting.minutes <= 9999


def test_for_good_is_taken_back_by_the_same_key_and_by_minutes() -> None:
    putting = begun("o", SCREENS, "trái").digit(1).kept()
    assert putting.good
    assert not putting.kept().good
    assert not putting.digit(5).good
    assert putting.formed(Form.DETAIL).form is Form.DETAIL
    assert [putting.beside(step).screen for step in (1, -1, 4)] == ["phải", "bàn", "phải"]


def test_a_scene_holds_as_it_was_typed() -> None:
    assert Holding().hold(AT) is None
    assert Holding().digit(0).digit(9).digit(0).hold(AT) == Hold(AT + timedelta(minutes=90))
    assert Holding(good=True).hold(AT) == Hold(None)
    assert Holding().digit(9).back().hold(AT) is None
    assert WORDS.say(Holding().says(timedelta(minutes=15))) == "giữ 15 phút, như tệp tường"
    assert WORDS.say(Holding().says(None)) == "giữ đến khi có người chọn cảnh khác"


def test_when_a_scene_is_shown_is_said_by_hours_and_days() -> None:
    schedule = Schedule.model_validate(
        {
            "rotation": ["a", {"scene": "b", "dwell": "2 min"}],
            "pins": {"phải": "c"},
            "parts": [
                {"from": "07:30", "to": "08:00", "days": "workdays", "scene": "c"},
                {"from": "22:00", "to": "06:00", "days": ["mon", "sun"], "scene": "c"},
                {"from": "12:00", "to": "13:00", "scene": "d"},
            ],
        }
    )
    assert appointments(schedule, "b", WORDS) == "luân phiên 2 phút"
    assert appointments(schedule, "d", WORDS) == "12:00–13:00"
    assert appointments(schedule, "c", WORDS) == (
        "07:30–08:00 ngày làm việc; 22:00–06:00 T2, CN; ghim ở phải"
    )
    assert appointments(schedule, "không có", WORDS) == ""
    assert appointments(None, "b", WORDS) == ""
