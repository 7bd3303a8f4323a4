"""Another clock: a function of the instant, of its zone and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.settings import Wording
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Rect
from widgets.tiles.clock import TILE, ClockTile

if TYPE_CHECKING:
    from widgets.tiles.clock import ClockView

AT = datetime(2023, 12, 22, 7, 5, 37, 250_000, tzinfo=UTC)
"""14:05:37 at Đà Lạt."""
SHIFTS = [
    {"name": "Ca sáng", "from": "06:00"},
    {"name": {"vi": "Ca chiều của Trung tâm", "short": "Ca chiều"}, "from": "14:00"},
    {"name": "Ca đêm", "from": "22:00"},
]
SIZES = [(1240, 700), (922, 443), (608, 288), (420, 260), *ODD]


def knowledge(at: datetime = AT, **wall: Any) -> Any:
    return Told(at=at).knowledge(wall)


def seen(at: datetime = AT, *, wall: dict[str, Any] | None = None, **more: Any) -> ClockView:
    return TILE.look_up(ClockTile(**{"clock": "seconds", **more}), knowledge(at, **(wall or {})))


def shown(size: tuple[int, int] = (922, 443), lang: str = "vi", **more: Any) -> list[str]:
    settings = ClockTile(**{"clock": "seconds", **more})
    items = drawn(TILE, settings, knowledge(shifts=SHIFTS), Rect(0, 0, *size), sheet_of(lang=lang))
    return said(items)


def test_it_shows_the_walls_time_the_official_date_and_the_shift() -> None:
    texts = shown(lunar=True)
    assert texts[:3] == ["Giờ hiện tại", "14:05:37", "Thứ Sáu, ngày 22 tháng 12 năm 2023"]
    assert texts[3:] == ["Ca chiều của Trung tâm, đến 22:00", "Âm lịch 10/11 (Quý Mão)"]


def test_another_zone_has_its_own_day_and_says_how_far_it_is() -> None:
    late = datetime(2023, 12, 22, 16, 30, tzinfo=UTC)
    view = seen(late, zone="Asia/Tokyo", wall={"shifts": SHIFTS})
    assert (view.day, view.hour, view.minute) == (date(2023, 12, 23), 1, 30)
    assert view.ahead == timedelta(hours=2)
    assert view.shift is None
    assert "sớm hơn tường này 2 giờ" in shown(zone="Asia/Tokyo")
    assert "chậm hơn tường này 7 giờ" in shown(zone="UTC")


def test_a_zone_by_another_name_that_agrees_with_the_wall_says_so() -> None:
    assert "cùng giờ với tường này" in shown(zone="Asia/Bangkok")


def test_its_picture_holds_for_a_second_or_for_a_minute() -> None:
    assert seen().standing.until == datetime(2023, 12, 22, 7, 5, 38, tzinfo=UTC)
    minutes = seen(clock="minutes")
    assert minutes.standing.until == datetime(2023, 12, 22, 7, 6, tzinfo=UTC)
    assert minutes == seen(AT + timedelta(seconds=22), clock="minutes")
    assert minutes != seen(AT + timedelta(seconds=23), clock="minutes")


def test_zones_that_are_half_an_hour_off_turn_at_their_own_minute() -> None:
    view = seen(clock="minutes", zone="Asia/Kolkata")
    assert (view.hour, view.minute) == (12, 35)
    assert view.standing.until == datetime(2023, 12, 22, 7, 6, tzinfo=UTC)


def test_it_depends_on_no_source_and_tells_its_figures() -> None:
    view = seen(wall={"shifts": SHIFTS})
    assert view.standing.sources == ()
    assert view.standing.state is None
    assert view.figures() == {
        "zone": "Asia/Ho_Chi_Minh",
        "day": "2023-12-22",
        "time": "14:05:37",
        "shift": "Ca chiều của Trung tâm",
    }


def test_what_is_switched_off_is_not_said() -> None:
    assert shown(date=False, shift=False) == ["Giờ hiện tại", "14:05:37"]


def test_where_room_is_short_the_date_is_short_before_it_is_gone() -> None:
    assert shown((420, 260))[2] == "T6, 22/12/2023"
    assert shown((922, 200))[2] == "T6, 22/12/2023"
    assert shown((451, 160))[1] == "14:05:37"


def test_outside_the_years_of_the_lunar_calendar_none_is_said() -> None:
    told = Told(at=datetime(2101, 3, 1, tzinfo=UTC)).knowledge()
    settings = ClockTile(clock="minutes", lunar=True)
    texts = said(drawn(TILE, settings, told, Rect(0, 0, 922, 443), sheet_of()))
    assert not any("lịch" in text for text in texts)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("zone", [None, "America/Argentina/ComodRivadavia"])
def test_nothing_overlaps_or_is_cut_at_any_size(
    size: tuple[int, int], lang: str, zone: str | None
) -> None:
    title = Wording(vi="Giờ của Trung tâm Giám sát an toàn an ninh tập trung ẪỔỀẲẠỰỘ")
    settings = ClockTile(clock="seconds", lunar=True, zone=zone, title=title)
    box = Rect(0, 0, *size)
    for sheet in (sheet_of(lang=lang), sheet_of(3840, 2160, lang=lang, seat=3000)):
        told = knowledge(shifts=SHIFTS)
        place = box if sheet.width < 2000 else Rect(0, 0, 2 * box.w, 2 * box.h)
        assert faults(drawn(TILE, settings, told, place, sheet), place, sheet) == []


def test_no_digit_moves_another() -> None:
    view, sheet = seen(), sheet_of()
    from widgets.panel import draw  # noqa: PLC0415

    places = {
        tuple(item.rect.x for item in draw(TILE, one, Rect(0, 0, 922, 443), sheet)[1:3])  # type: ignore[arg-type, union-attr] # texts
        for one in (view, replace(view, hour=1, minute=11, second=11))
    }
    assert len(places) == 1


@pytest.mark.parametrize(
    "wrong", [{"clock": "hours"}, {"clock": "seconds", "zone": "Mars/Olympus"}, {"clock": True}]
)
def test_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ClockTile(**wrong)
