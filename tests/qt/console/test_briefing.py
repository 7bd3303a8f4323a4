"""A briefing steered at the console by keys alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from services.wall_file.briefing import Briefing
from tests.qt.console.at_desk import CONTROL, Seat, seated
from tests.qt.test_wall import AT
from ui.face import restaged
from ui.layers import Step, layers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.console.briefing import BriefingPage

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
BRIEFINGS = {
    "giao-ban": {
        "title": "Giao ban sáng",
        "audience": "restricted",
        "steps": [
            {"scene": "hai", "title": "Số liệu", "notes": "Hỏi Sở Y tế"},
            "một",
            {"scene": "hai", "title": "Kết luận"},
        ],
    },
    "khach": {"audience": "restricted", "screens": ["phải"], "steps": ["hai"]},
}


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path) as made:
        prepare(made, BRIEFINGS)
        titles = [one.title.text for one in made.console.window.book.pages]
        made.press(Key(Key.Key_1 + titles.index("Giao ban")), modifier=CONTROL)
        yield made


def prepare(seat: Seat, said: dict[str, object]) -> None:
    briefings = {name: Briefing.model_validate(one) for name, one in said.items()}
    wall = seat.room.wall.stage.wall.model_copy(update={"briefings": briefings})
    seat.room.wall.restage(restaged(seat.room.wall.stage, wall))
    seat.second()


def shown(seat: Seat) -> BriefingPage:
    return cast("BriefingPage", seat.console.window.page)


def kept(seat: Seat) -> tuple[Step | None, dict[str, str]]:
    seat.room.cache.remember("history", "", "x")  # in order: what was kept before is written
    with seat.room.cache.picture() as picture:
        return layers_of(picture).step, picture.settings("briefed")


def test_a_briefing_is_begun_stepped_through_and_ended_by_keys(seat: Seat) -> None:
    wall = seat.room.wall
    assert seat.will == "Enter: chiếu bước 1/3 của “Giao ban sáng”"
    assert wall.layers.step is None, "nothing is done before Enter"
    seat.press(Key.Key_Return)
    assert wall.faces["trái"].scene == "hai"
    seat.press(Key.Key_PageDown)
    assert wall.layers.step == Step("giao-ban", 1, AT)
    assert shown(seat).table.current == "giao-ban/1"
    seat.press(Key.Key_PageUp)
    assert wall.layers.step == Step("giao-ban", 0, AT)
    seat.press(Key.Key_Right, Key.Key_Space)
    assert wall.layers.step == Step("giao-ban", 2, AT)
    seat.press(Key.Key_PageDown)
    assert wall.layers.step == Step("giao-ban", 2, AT), "a key too many shows a room nothing else"
    seat.press(Key.Key_F5)
    assert wall.layers.step is None
    assert [what for what, _, _ in seat.journal()] == ["briefing"] * 6
    assert kept(seat) == (None, {"giao-ban": "2026-11-24T07:00:00.000000Z"})


def test_it_begins_at_the_selected_step_and_goes_to_the_selected_one(seat: Seat) -> None:
    seat.press(Key.Key_Down, Key.Key_Return)
    assert seat.room.wall.layers.step == Step("giao-ban", 1, AT)
    seat.press(Key.Key_Down)
    assert seat.will == "Enter: chiếu bước 3/3 của “Giao ban sáng”"
    seat.press(Key.Key_Return)
    assert seat.room.wall.layers.step == Step("giao-ban", 2, AT)
    seat.press(Key.Key_F5)
    assert seat.room.wall.layers.step is None


def test_it_begins_on_the_screens_that_are_chosen_and_the_others_go_on(seat: Seat) -> None:
    wall = seat.room.wall
    before = wall.faces["trái"].composition
    seat.press("2")
    assert seat.will == "Enter: chiếu bước 1/3 của “Giao ban sáng”, trên phải"
    seat.press(Key.Key_Return)
    assert wall.layers.step == Step("giao-ban", 0, AT, ("phải",))
    assert wall.faces["trái"].composition == before
    assert wall.faces["phải"].scene == "hai"
    assert kept(seat)[0] == Step("giao-ban", 0, AT, ("phải",))
    seat.press(Key.Key_F5, "1", "2", "0", Key.Key_Return)
    assert wall.layers.step == Step("giao-ban", 0, AT)


def test_a_step_s_picture_names_screens_that_are_missing_and_moves_nothing(seat: Seat) -> None:
    """As briefings do."""
    wall, page = seat.room.wall, shown(seat)
    wall.decide(replace(wall.decided, there=wall.screens[:1]), lambda: wall.windows)
    page.preview.draw()
    while page.preview._turn.isActive():
        page.preview._look_up_one()
    assert page.preview._miniature._lost == {"phải": "Thiếu màn hình phải"}
    pictured = [*page.preview._miniature._sight.faces["trái"].tiles]
    seat.press(Key.Key_Return)
    assert [*wall.faces["trái"].tiles] == pictured


def test_notes_are_for_the_console_and_the_next_step_stands_beside_them(seat: Seat) -> None:
    page = shown(seat)
    seat.press(Key.Key_Return)
    assert page.notes.text() == "Hỏi Sở Y tế"
    assert "Bước sau" in page._after.text()
    assert not any(
        "Hỏi Sở Y tế" in text for name in ("trái", "phải") for text in seat.room.texts(name)
    )
    page.preview.draw()
    page.next.draw()
    while page.preview._turn.isActive() or page.next._turn.isActive():
        page.preview._look_up_one()
        page.next._look_up_one()
    assert (page.preview.scene, page.next.scene) == ("hai", "một")
    seat.press(Key.Key_PageDown, Key.Key_PageDown)
    assert page.notes.text() == "Bước này không có lời nhắc"
    assert page._after.text() == "Hết buổi"
    assert page.next.isHidden()


def test_it_says_how_long_it_has_been_on(seat: Seat) -> None:
    page = shown(seat)
    assert page.stands.text() == "Chưa bắt đầu buổi nào"
    seat.press(Key.Key_Return)
    seat.room.clock.move(timedelta(minutes=12))
    seat.second()
    assert page.stands.text() == "Đang giao ban: Giao ban sáng, bước 1/3, đã 12 phút"


def test_a_remote_at_the_wall_moves_the_selection_and_the_mouse_may_leave_it(seat: Seat) -> None:
    seat.press(Key.Key_Return)
    deed = seat.room.wall.briefings.move(1)
    assert deed is not None
    seat.room.wall.deeds.perform(deed)
    seat.second()
    assert shown(seat).table.current == "giao-ban/1"
    seat.press(Key.Key_Down)
    seat.second()
    assert shown(seat).table.current == "giao-ban/2", "nobody takes the selection back"


def test_one_that_was_begun_by_mistake_is_none_that_was_held(seat: Seat) -> None:
    seat.press(Key.Key_Return)
    seat.press("Z", modifier=CONTROL)
    assert seat.room.wall.layers.step is None
    assert kept(seat) == (None, {})


def test_another_briefing_takes_the_place_of_the_one_that_is_on(seat: Seat) -> None:
    seat.press(Key.Key_Return)
    seat.room.clock.move(timedelta(minutes=1))
    seat.press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert seat.room.wall.layers.step == Step("khach", 0, AT + timedelta(minutes=1))
    assert set(kept(seat)[1]) == {"giao-ban"}


def test_a_wall_without_briefings_says_so_and_a_file_that_lost_its_own_leaves_the_page_in_order(
    seat: Seat,
) -> None:
    seat.press(Key.Key_Return)
    prepare(seat, {})
    page = shown(seat)
    assert "chưa chuẩn bị" in page.stands.text()
    assert page.offers() == []
    seat.press(Key.Key_Return, Key.Key_PageDown)
    prepare(seat, {"giao-ban": {"audience": "restricted", "steps": ["hai"]}})
    assert page.table.keys == ["giao-ban/0"]


def test_a_briefing_that_the_file_lost_before_visitors_is_ended_at_the_console(seat: Seat) -> None:
    prepare(seat, {"khach": {"audience": "public", "steps": ["hai"]}})
    seat.press(Key.Key_Return)
    prepare(seat, {"giao-ban": {"audience": "restricted", "steps": ["hai"]}})
    assert [*seat.room.wall.faces["trái"].tiles] == ["clock"]
    page = shown(seat)
    assert page.stands.text().startswith("Chưa kết thúc: khach, không còn trong tệp tường")
    assert "không còn buổi giao ban “khach”" in seat.console.window._banner.text.text()
    assert [offer.keys for offer in page.offers()] == [("F5",)]
    seat.press(Key.Key_Return)
    assert seat.room.wall.layers.step is not None, "nothing is begun over it"
    seat.press(Key.Key_F5)
    assert seat.room.wall.layers.step is None
    assert [*seat.room.wall.faces["trái"].tiles] != ["clock"]
    assert not seat.console.window._banner.text.text()
