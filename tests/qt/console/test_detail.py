"""The detail of a tile, by key events alone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services.asking import Next
from services.news import Batch
from services.records import Observation, Sample
from tests.qt.console.at_desk import Seat, seated
from tests.qt.console.fakes import FakeFollowing
from tests.qt.test_wall import AT
from ui.console.detail import Detail
from ui.console.wall_page import WallPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
MINUTE = timedelta(minutes=1)


@pytest.fixture
def asking() -> FakeFollowing:
    return FakeFollowing(coming=Next(due=AT + timedelta(seconds=42)))


@pytest.fixture
def seat(tmp_path: Path, asking: FakeFollowing) -> Iterator[Seat]:
    with seated(tmp_path, following=asking) as made:
        yield made


def told(seat: Seat, values: list[int]) -> None:
    """Points a minute apart, the last of them now."""
    now = seat.room.clock.now()
    points = [
        Sample(uid="tram", indicator="tram", value=Decimal(value), at=now - n * MINUTE)
        for n, value in enumerate(reversed(values))
    ]
    seen = Observation(uid="tram", indicator="tram", value=Decimal(values[-1]), at=now)
    batch = Batch(source="so", records=(seen, *points), asked=now, received=now)
    seat.room.wall.refresh(seat.room.cache.record(batch).result())


def opened(seat: Seat, tile: str = "number-tram") -> Detail:
    seat.console.window.open_tile(tile)
    shown = seat.console.window.page
    assert isinstance(shown, Detail)
    return shown


def facts(detail: Detail) -> dict[str, str]:
    return dict(detail.facts.shown)


def test_enter_on_a_tile_opens_its_detail_and_escape_leads_back(seat: Seat) -> None:
    seat.press(Key.Key_Right, Key.Key_Return)
    assert isinstance(seat.console.window.page, Detail)
    seat.press(Key.Key_Escape)
    assert isinstance(seat.console.window.page, WallPage)
    assert seat.console.window.isVisible()


def test_the_cursor_goes_through_the_past_and_says_value_time_and_when_it_was_known(
    seat: Seat,
) -> None:
    told(seat, [10, 20, 30, 40])
    detail = opened(seat)
    assert detail.past is not None
    under = detail.past.under
    assert under.text().startswith("40 trạm")
    seat.press(Key.Key_Left)
    assert under.text().startswith("30 trạm")
    assert "cách đây 1 phút" in under.text()
    assert "tường biết lúc 24/11/2026 14:00:00" in under.text()
    seat.press(Key.Key_Home)
    assert under.text().startswith("10 trạm")
    seat.press(Key.Key_Left)
    assert under.text().startswith("10 trạm"), "there is nothing before the first"
    seat.press(Key.Key_End)
    assert under.text().startswith("40 trạm")


def test_a_point_that_was_corrected_says_what_it_was_before(seat: Seat) -> None:
    told(seat, [10, 20])
    seat.room.clock.move(timedelta(seconds=30))
    now = seat.room.clock.now()
    again = Sample(uid="tram", indicator="tram", value=Decimal(25), at=AT)
    batch = Batch(source="so", records=(again,), asked=now, received=now)
    seat.room.cache.record(batch).result()
    detail = opened(seat)
    assert detail.past is not None
    assert "trước 24/11/2026 14:00:30 là 20" in detail.past.under.text()


def test_a_cursor_that_stands_stays_at_its_time_while_points_come(seat: Seat) -> None:
    told(seat, [10, 20, 30])
    detail = opened(seat)
    seat.press(Key.Key_Left)
    seat.room.clock.move(MINUTE)
    told(seat, [30, 50])
    seat.second()
    assert detail.past is not None
    assert detail.past.under.text().startswith("20 trạm")
    seat.press(Key.Key_End)
    assert detail.past.under.text().startswith("50 trạm")


def test_the_curve_is_seen_from_nearer_and_farther_by_keys(seat: Seat) -> None:
    told(seat, [*range(100)])
    detail = opened(seat)
    assert detail.past is not None
    whole = detail.past.chart.sight
    seat.press("+", "+")
    assert detail.past.chart.sight.length == pytest.approx(whole.length / 4)
    seat.press("-")
    assert detail.past.chart.sight.length == pytest.approx(whole.length / 2)
    seat.press("0")
    assert detail.past.chart.sight == whole
    seat.press("-")
    assert detail.past.chart.sight.length > whole.length, "a longer span is looked up"


def test_its_three_clocks_its_source_and_whom_to_call_are_told(seat: Seat) -> None:
    detail = opened(seat)
    seat.room.clock.move(timedelta(seconds=30))
    seat.second()
    said = facts(detail)
    assert said["Giá trị"] == "1.700 trạm"
    assert said["Giờ của nguồn"] == "14:00:00, cách đây 30 giây"
    assert said["Nhận lúc"] == "14:00:00, cách đây 30 giây"
    assert said["Liên hệ"] == "không khai"
    assert said["Trạng thái"].startswith(
        "Dữ liệu cũ: 30 giây chưa có câu trả lời xác nhận, quá 5 × 1 giây"
    )


def test_a_tile_that_is_no_figure_shows_its_rows_and_its_sources(seat: Seat) -> None:
    ids = seat.room.wall.faces["phải"].tiles
    detail = opened(seat, next(iter(ids)))
    assert detail.rows.isVisible()
    (row,) = detail.rows._all
    assert "Đang cập nhật" in row.cells
    assert facts(detail)["Hỏi tiếp"] == "0:42"


def test_its_source_is_asked_and_paused_from_here_and_the_tile_put_up(
    seat: Seat, asking: FakeFollowing
) -> None:
    opened(seat)
    seat.press("A")
    seat.press("B", Key.Key_Up, Key.Key_Return)
    assert asking.done == [("call", "so", None), ("hold", "so", AT + 15 * MINUTE)]
    seat.press("P", "2", Key.Key_Return)
    assert list(seat.room.wall.faces["phải"].tiles) == ["number-tram"]
    assert [what for what, _, _ in seat.journal()] == ["ask", "pause", "put"]


def test_the_detail_speaks_english_when_the_wall_does(seat: Seat) -> None:
    detail = opened(seat)
    seat.room.wall.deeds.perform(seat.room.wall.steering.language("en"))
    seat.second()
    assert detail._head.text().startswith("Stations")


def test_a_tile_that_the_wall_file_has_no_more_is_left_as_it_was(seat: Seat) -> None:
    opened(seat)
    seat.console.window.open_tile("không-có")
    assert isinstance(seat.console.window.page, Detail)


def test_an_indicator_of_a_tile_of_several_is_the_one_that_is_looked_at(seat: Seat) -> None:
    wall = seat.room.wall
    stage = wall.stage
    panel = stage.wall.scenes["một"].panels["trái"]
    both = panel.tiles[0].model_copy(update={"number": ("tram", "xa")})
    panel.__dict__["tiles"] = (both, *panel.tiles[1:])
    detail = opened(seat)
    assert detail.indicator == "tram"
    detail.point("xa")
    assert facts(detail)["Chỉ số"] == "xa"
    seat.press("1", Key.Key_Up)
    assert facts(detail)["Chỉ số"] == "tram"
