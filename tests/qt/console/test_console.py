from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault, Place
from services.wall_file.schedule import Schedule
from services.words import fold
from tests.qt.console.at_desk import CONTROL, NONE, SHIFT, Seat, seated
from tests.qt.test_wall import AT, press
from ui.console.entry import showing
from ui.console.menu import menu
from ui.console.palette import SHOWN
from ui.console.wall_page import WallPage
from ui.face import restaged
from ui.layers import Form
from ui.terminal import Remark
from ui.trouble import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path) as made:
        yield made


def page(seat: Seat, title: str) -> None:
    """By its key."""
    titles = [one.title.text for one in seat.console.window.book.pages]
    seat.press(Key(Key.Key_1 + titles.index(title)), modifier=CONTROL)


def scheduled(seat: Seat) -> None:
    schedule = Schedule.model_validate({"scene": "một"})
    wall = seat.room.wall.stage.wall.model_copy(update={"schedule": schedule})
    seat.room.wall.restage(restaged(seat.room.wall.stage, wall))
    seat.second()


def test_a_tile_is_put_up_and_taken_down_by_keys_and_each_is_undone(seat: Seat) -> None:
    wall = seat.room.wall
    seat.press(Key.Key_Right, Key.Key_P)
    seat.press("2", "1", "5")
    assert seat.will == "Enter: đưa ô “Xã” lên màn hình phải trong 15 phút"
    assert not wall.layers.put, "nothing is done before Enter"
    seat.press(Key.Key_Return)
    assert list(wall.faces["phải"].tiles) == ["number-xa"]
    assert wall.layers.put["phải"].until == AT + timedelta(minutes=15)
    assert seat.said.endswith("Ctrl+Z: trả màn hình phải về cảnh của nó")
    seat.press("Z", modifier=CONTROL)
    assert not wall.layers.put
    seat.press("P", "2", "D", "K", Key.Key_Return)
    assert wall.layers.put["phải"].form is Form.DETAIL
    assert wall.layers.put["phải"].until is None
    seat.press("R")
    assert not wall.layers.put
    seat.press("Z", modifier=CONTROL)
    assert list(wall.layers.put) == ["phải"]
    assert [what for what, _, _ in seat.journal()] == ["put"] * 5


def test_nothing_is_put_up_when_somebody_thinks_better_of_it(seat: Seat) -> None:
    seat.press("P", "2", "B", Key.Key_Escape)
    assert seat.console.window.isVisible(), "the first Esc leaves the choice, not the console"
    assert not seat.room.wall.layers.put
    assert seat.journal() == []


def test_arrows_go_to_the_tile_that_lies_there_and_tab_to_the_next_screen(seat: Seat) -> None:
    wall_page = seat.console.window.page
    spots = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Tab):
        seat.press(key)
        spots.append(wall_page.miniature.spot)  # type: ignore[union-attr] # the first page
    assert [screen for screen, _ in spots] == ["trái", "phải", "phải", "trái", "phải"]
    assert spots[1] == spots[2] == spots[4]
    seat.press(Key.Key_Backtab, modifier=SHIFT)
    assert wall_page.miniature.spot[0] == "trái"  # type: ignore[union-attr]


def test_scenes_are_sent_to_the_wall_and_to_a_screen_by_keys_and_undone(seat: Seat) -> None:
    wall = seat.room.wall
    page(seat, "Cảnh")
    seat.press(Key.Key_Down)
    assert seat.will == "Enter: chiếu cảnh Cảnh hai"
    seat.press(Key.Key_Return)
    assert wall.setting.scene == "hai"
    seat.press("Z", modifier=CONTROL)
    assert wall.setting.scene == "một"
    seat.press("2")
    assert wall.program is not None
    assert (wall.setting.scene, wall.program.screens) == ("một", {"phải": "hai"})
    seat.press("2", modifier=SHIFT)
    assert not wall.program.screens
    seat.press("Z", modifier=CONTROL)
    assert wall.program.screens == {"phải": "hai"}
    journal = seat.journal()
    assert [(what, after) for what, _, after in journal] == [
        ("scene", "hai"),
        ("scene", "một"),
        ("scene", "hai"),
        ("scene", None),
        ("scene", "hai"),
    ]


def test_a_scene_holds_for_minutes_that_are_typed_or_for_good(seat: Seat) -> None:
    scheduled(seat)
    wall = seat.room.wall
    page(seat, "Cảnh")
    seat.press(Key.Key_Down, "H", "2", "5", Key.Key_Return)
    assert seat.will == "Enter: chiếu cảnh Cảnh hai, giữ 25 phút"
    seat.press(Key.Key_Return)
    assert wall.choices.scene is not None
    assert wall.choices.scene.hold is not None
    assert wall.choices.scene.hold.until == AT + timedelta(minutes=25)
    seat.press("H", "K", Key.Key_Return, Key.Key_Return)
    assert wall.choices.scene.hold is not None
    assert wall.choices.scene.hold.until is None
    seat.press("Z", modifier=CONTROL)
    assert wall.choices.scene.hold.until == AT + timedelta(minutes=25)
    seat.press("G")
    assert (wall.choices.scene, wall.setting.scene) == (None, "một")
    seat.press("Z", modifier=CONTROL)
    assert wall.setting.scene == "hai"
    whats = [what for what, _, _ in seat.journal()]
    assert whats == ["scene", "hold", "hold", "scene", "scene"]


def test_colours_and_language_are_turned_by_keys_and_undone(seat: Seat) -> None:
    wall = seat.room.wall
    page(seat, "Cảnh")
    seat.press("T")
    assert wall.setting.theme == "sang"
    seat.press("L")
    assert wall.setting.lang == "en"
    assert seat.console.window.windowTitle().endswith("Trial wall")
    seat.press("Z", modifier=CONTROL)
    seat.press("Z", modifier=CONTROL)
    assert (wall.setting.theme, wall.setting.lang) == ("toi", "vi")
    assert [what for what, _, _ in seat.journal()] == ["theme", "language", "language", "theme"]


def test_every_key_that_is_listed_is_bound_and_every_action_has_one(seat: Seat) -> None:
    window = seat.console.window
    for number in range(len(window.book.pages)):
        window.open_page(number)
        offers = window.offers()
        bound = {key for key, one in window._keys._shortcuts.items() if one.isEnabled()}
        for offer in offers:
            assert offer.keys, offer.label.text
            for key in offer.keys:
                assert QKeySequence(key).toString(), key
                assert key in bound
        seat.press(Key.Key_F1)
        rows = window.over.keys.table.keys
        assert set(rows) == {seat.room.wall.stage.words.say(one.label) for one in offers}
        seat.press(Key.Key_F1)
        assert not window.over.keys.isVisible()


def test_the_palette_finds_by_typing_without_accents_and_does_what_it_says(seat: Seat) -> None:
    seat.press("K", modifier=CONTROL)
    seat.press(*"canh hai")
    palette = seat.console.window.over.palette
    entry = palette.current
    assert entry is not None
    assert entry.name == "Cảnh hai"
    assert palette._will.text() == "Enter: chiếu cảnh Cảnh hai"
    seat.press(Key.Key_Return)
    assert seat.room.wall.setting.scene == "hai"
    assert not palette.isVisible()
    seat.press("Z", modifier=CONTROL)
    assert seat.room.wall.setting.scene == "một"


def test_the_palette_begins_with_what_was_chosen_lately(seat: Seat) -> None:
    seat.press("K", modifier=CONTROL)
    seat.press(*"xa", Key.Key_Return)
    seat.press(Key.Key_Escape)
    seat.open()
    seat.press("K", modifier=CONTROL)
    palette = seat.console.window.over.palette
    first = palette.current
    assert first is not None
    assert "xa" in fold(f"{first.name} {first.also}")
    seat.press(Key.Key_Escape)
    assert not palette.isVisible()
    assert seat.console.window.isVisible()


def test_a_palette_of_thousands_shows_no_more_than_people_read(seat: Seat) -> None:
    seat.press("K", modifier=CONTROL)
    palette = seat.console.window.over.palette
    many = [*palette._entries] * 500
    assert len(many) > 5000
    palette.open(many, seat.room.wall.stage.words)
    assert len(palette.table.keys) == SHOWN
    seat.press(*"khong co gi nhu vay dau")
    assert palette.table.keys == []
    assert palette._will.text() == "Không có gì tên như vậy"
    seat.press(Key.Key_Return)
    assert palette.isVisible(), "Enter does nothing where nothing was found"
    palette.close_()


def test_closing_hides_the_console_and_f2_on_the_wall_brings_it_back(seat: Seat) -> None:
    left: list[None] = []
    seat.room.wall.left.connect(lambda: left.append(None))
    seat.console.window.close()
    assert not seat.console.window.isVisible()
    assert seat.room.window.isVisible()
    press(seat.room, Key.Key_F2)
    assert seat.console.window.isVisible()
    seat.press(Key.Key_Escape)
    assert not seat.console.window.isVisible()
    assert left == []


def test_ctrl_q_asks_before_the_wall_ends(seat: Seat) -> None:
    left: list[None] = []
    seat.room.wall.left.connect(lambda: left.append(None))
    seat.press("Q", modifier=CONTROL)
    seat.press(Key.Key_Escape)
    assert left == []
    assert seat.console.window.isVisible()
    seat.press("Q", modifier=CONTROL)
    seat.press(Key.Key_Return)
    assert left == [None]


def test_what_is_wrong_is_told_at_the_console_and_not_on_the_wall(seat: Seat) -> None:
    room = seat.room
    room.look(second=True)
    before = room.over()
    fault = Fault.at(Place("tuong.yaml", 3, 1), phrase("sai"), phrase("sửa"))
    room.wall.warn(Refusal(fault, AT))
    room.look(second=True)
    seat.second()
    assert room.over() == before
    banner = seat.console.window._banner
    assert banner.isVisible()
    assert "tuong.yaml" in banner.text.text()
    room.wall.warn(None)
    seat.second()
    assert not banner.isVisible()


def test_without_a_console_it_is_told_on_the_wall(seat: Seat) -> None:
    seat.console.end()
    room = seat.room
    before = room.over()
    fault = Fault.at(Place("tuong.yaml", 3, 1), phrase("sai"), phrase("sửa"))
    room.wall.warn(Refusal(fault, AT))
    assert len(room.over()) == len(before) + 1


def test_as_long_as_nobody_has_opened_the_console_it_is_told_on_the_wall(tmp_path: Path) -> None:
    with seated(tmp_path, shown=False) as seat:
        room = seat.room
        before = room.over()
        fault = Fault.at(Place("tuong.yaml", 3, 1), phrase("sai"), phrase("sửa"))
        room.wall.warn(Refusal(fault, AT))
        for _ in range(12):
            seat.second()
        assert len(room.over()) == len(before) + 1
        assert seat.notified == [], "a notification would lie over the wall"
        seat.open()
        room.look(second=True)
        assert room.over() == before
        assert seat.console.window._banner.isVisible()


def test_a_remark_of_any_part_is_told_as_long_as_it_is_so(seat: Seat) -> None:
    class Cable:
        troubles: tuple[Phrase, ...] = (phrase("Mất màn hình phải."),)

    cable = Cable()
    seat.room.wall.notices.hear(cable)
    seat.second()
    assert "Mất màn hình phải." in seat.console.window._banner.text.text()
    cable.troubles = ()
    seat.second()
    assert not seat.console.window._banner.isVisible()
    assert texts(seat)[:2] == ["Đã hết: Mất màn hình phải.", "Mất màn hình phải."]


def test_a_wall_file_that_is_gone_is_told_at_the_console_alone(seat: Seat) -> None:
    room, notices = seat.room, seat.room.wall.notices
    room.look(second=True)
    before = room.over()
    notices.gone = phrase("Không còn thấy tệp tường.")
    room.look(second=True)
    seat.second()
    assert room.over() == before
    assert "Không còn thấy tệp tường." in seat.console.window._banner.text.text()
    notices.gone = None
    seat.second()
    assert not seat.console.window._banner.isVisible()
    assert texts(seat)[:2] == ["Đã hết: Không còn thấy tệp tường.", "Không còn thấy tệp tường."]


def test_what_only_the_terminal_was_told_stands_in_the_log_once(tmp_path: Path) -> None:
    remarks = deque(
        (Remark(phrase("Chạy qua X11."), grave=False), Remark("dòng 3: sai", grave=True))
    )
    with seated(tmp_path, remarks=remarks) as seat:
        assert {"Chạy qua X11.", "dòng 3: sai"} <= set(texts(seat))
        remarks.append(Remark(phrase("Không báo được."), grave=True))
        for _ in range(2):
            seat.second()
        assert texts(seat).count("Không báo được.") == 1
        grave = [line.grave for line in seat.console.log.lines if "X11" in str(line.said)]
        assert grave == [False]
        assert seat.console.log.lines[0].grave


def texts(seat: Seat) -> list[str]:
    """Of the log, the latest first."""
    said = [line.said for line in seat.console.log.lines]
    return [one if isinstance(one, str) else seat.console.desk.words.say(one) for one in said]


def test_while_it_is_hidden_the_desktop_is_told_once_of_what_came(seat: Seat) -> None:
    class Many:
        troubles = tuple(phrase("Mất màn hình {n}.", n=str(n)) for n in range(5))

    seat.press(Key.Key_Escape)
    seat.room.wall.notices.hear(Many())
    for _ in range(12):
        seat.second()
    assert len(seat.notified) == 1
    title, text = seat.notified[0]
    assert "Tường thử" in title
    assert text.startswith("Mất màn hình 4.")
    assert text.endswith("và 3 điều khác")


def test_nothing_is_notified_while_somebody_sees_the_console(seat: Seat) -> None:
    class Cable:
        troubles = (phrase("Mất màn hình phải."),)

    seat.room.wall.notices.hear(Cable())
    for _ in range(12):
        seat.second()
    assert seat.notified == []


def test_a_refused_act_says_why_and_changes_nothing(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.acts import Answer  # noqa: PLC0415

    why = phrase("Anh chưa được phép.")
    monkeypatch.setattr(seat.room.wall._acts, "may", lambda what: Answer(why))
    page(seat, "Cảnh")
    seat.press(Key.Key_Down, Key.Key_Return)
    assert seat.room.wall.setting.scene == "một"
    assert seat.said == "Anh chưa được phép."
    assert seat.console.log.lines[0].grave


def test_the_miniature_shows_what_the_wall_shows_and_paints_nothing_while_hidden(
    seat: Seat,
) -> None:
    miniature = seat.console.window.page.miniature  # type: ignore[union-attr] # the first page
    before = miniature.grab().toImage()
    seat.room.clock.move(timedelta(seconds=2))
    seat.room.answer(tram=1999, xa=142)
    seat.room.look(second=True)
    seat.second()
    assert miniature.grab().toImage() != before
    seat.press(Key.Key_Escape)
    assert not seat.console.window._beat.isActive()


def test_zoom_is_bounded_and_comes_back(seat: Seat) -> None:
    window = seat.console.window
    usual = window.font().pointSizeF()
    for _ in range(40):
        seat.press("+", modifier=CONTROL)
    assert usual < window.font().pointSizeF() <= 2.5 * usual
    for _ in range(80):
        seat.press("-", modifier=CONTROL)
    assert window.font().pointSizeF() == usual, "never less than 11 points"
    seat.press("+", modifier=CONTROL)
    seat.press("0", modifier=CONTROL)
    assert window.font().pointSizeF() == usual


def test_its_place_is_remembered(tmp_path: Path) -> None:
    kept = tmp_path / "thu.console.json"
    with seated(tmp_path, kept=kept) as first:
        first.console.window.setGeometry(20, 30, 1000, 640)
        first.press("+", modifier=CONTROL)
        zoom = first.console.window.dressing.zoom
    with seated(tmp_path, kept=kept) as second:
        there = second.console.window.geometry()
        assert (there.x(), there.y()) == (20, 30)
        assert (there.width(), there.height()) == (1000, 640)
        assert second.console.window.dressing.zoom == zoom


def test_a_place_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    kept = tmp_path / "nowhere" / "thu.console.json"
    with seated(tmp_path, kept=kept) as seat:
        seat.press(Key.Key_Escape)
        lines = seat.console.log.lines
    assert "không ghi được chỗ của bàn điều khiển" in str(lines[0].said)


def test_a_preview_changes_nothing_on_the_wall(seat: Seat) -> None:
    page(seat, "Cảnh")
    faces = dict(seat.room.wall.faces)
    seat.press(Key.Key_Down)
    preview = seat.console.window.page.preview  # type: ignore[union-attr] # the page of scenes
    preview.draw()
    while preview._turn.isActive():
        preview._look_up_one()
    assert preview.scene == "hai"
    shown = preview._miniature._sight.faces
    assert list(shown["trái"].tiles) == ["number-xa-2"]
    assert seat.room.wall.faces == faces
    assert seat.room.wall.setting.scene == "một"
    assert seat.journal() == []


def test_lines_that_came_while_it_was_hidden_are_new(seat: Seat) -> None:
    seat.press(Key.Key_Escape)
    seat.room.wall.deeds.perform(seat.room.wall.steering.theme("dem"))
    seat.open()
    page(seat, "Nhật ký")
    table = seat.console.window.page.table  # type: ignore[union-attr] # the page of the log
    rows = table._model.rows
    assert rows[0].cells[3] == "mới"
    assert rows[-1].cells[3] == ""
    seat.press("F")
    seat.press(*"doi giao dien")
    assert [row.cells[2] for row in table._model.rows] == ["đổi giao diện sang đêm"]
    seat.press(Key.Key_Escape)
    assert len(table._model.rows) == len(rows)
    QApplication.processEvents()


def test_the_palette_leads_to_a_source_and_to_a_tile_of_an_indicator(seat: Seat) -> None:
    window = seat.console.window
    seat.press("K", modifier=CONTROL)
    palette = window.over.palette
    kinds = {entry.kind.text for entry in palette._entries}
    assert kinds == {"việc", "cảnh", "ô", "nguồn", "chỉ tiêu"}
    for entry in palette._entries:
        if (entry.kind.text, entry.also) == ("nguồn", "so"):
            entry.perform(seat.room.wall.deeds)
            assert window.page is not None
            assert window.page.title.text == "Nguồn"
        if (entry.kind.text, entry.also) == ("chỉ tiêu", "tram"):
            assert showing(seat.room.wall, "tram") == "number-tram"
            assert showing(seat.room.wall, "không có") is None
    palette.close_()


def test_another_wall_file_leaves_every_page_in_order(seat: Seat) -> None:
    wall = seat.room.wall
    window = seat.console.window
    for scene in ("một", "hai"):
        wall.deeds.perform(wall.steering.scene(scene))
        wall.deeds.perform(wall.steering.scene(scene, "phải"))
    wall.deeds.perform(wall.steering.put("systems-all", "trái"))
    page(seat, "Cảnh")
    seat.press(Key.Key_Down)
    page(seat, "Tường")
    seat.press(Key.Key_Right, Key.Key_Right, "P")
    fewer = wall.stage.wall.model_copy(update={"scenes": {"hai": wall.stage.wall.scenes["hai"]}})
    wall.restage(restaged(wall.stage, fewer))
    for number in range(len(window.book.pages)):
        window.open_page(number)
        seat.second()
    seat.press("K", modifier=CONTROL)
    assert all(entry.also != "một" for entry in window.over.palette._entries)
    seat.press(Key.Key_Escape)
    assert wall.setting.scene == "hai"
    page(seat, "Tường")
    seat.press(Key.Key_Return)
    assert "phải" not in wall.layers.put, "what was to be put up is not there any more"
    for _ in range(6):
        seat.press("Z", modifier=CONTROL)
    assert wall.setting.scene == "hai"


def test_the_mouse_has_the_same_offers_in_a_menu(seat: Seat) -> None:
    window = seat.console.window
    page(seat, "Cảnh")
    seat.press(Key.Key_Down)
    made = menu(window, window.offers(), seat.console.desk.words, window.perform)
    texts = [action.text() for action in made.actions()]
    assert "chiếu cảnh đang chọn lên tường\tEnter" in texts
    made.actions()[texts.index("chiếu cảnh đang chọn lên tường\tEnter")].trigger()
    made.close()
    assert seat.room.wall.setting.scene == "hai"


def test_a_row_that_is_clicked_twice_is_as_enter(seat: Seat) -> None:
    page(seat, "Cảnh")
    table = seat.console.window.page.table  # type: ignore[union-attr] # the page of scenes
    place = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert seat.room.wall.setting.scene == "hai"


def test_a_tile_is_selected_by_a_click_and_opened_by_two(seat: Seat) -> None:
    window = seat.console.window
    miniature = window.page.miniature  # type: ignore[union-attr] # the first page
    spot = ("trái", "number-xa")
    place = miniature._sight.place(*spot).center()
    QTest.mouseClick(miniature, Qt.MouseButton.LeftButton, NONE, place)
    assert miniature.spot == spot
    QTest.mouseDClick(miniature, Qt.MouseButton.LeftButton, NONE, place)
    assert window.book.on_detail
    seat.press(Key.Key_Escape)
    assert not window.book.on_detail
    assert window.isVisible()


def test_every_deed_that_a_page_offers_has_a_key_that_does_it_and_is_undone(seat: Seat) -> None:
    """Whatever the state of the wall; what changes nothing is no act and has nothing to undo."""
    scheduled(seat)
    window, wall = seat.console.window, seat.room.wall
    wall.deeds.perform(wall.steering.put("number-xa", "trái"))
    wall.deeds.perform(wall.steering.scene("hai", "phải"))
    wall.deeds.perform(wall.steering.scene("hai"))
    played = set()
    for title in ("Tường", "Cảnh"):
        page(seat, title)
        seat.press(Key.Key_Down)
        for offer in [one for one in window._offers() if one.deed is not None]:
            for key in offer.keys:
                before = (wall.choices, wall.layers, wall.setting)
                deed = offer.deed() if offer.deed is not None else None
                assert deed is not None
                pressed = QKeySequence(key)[0]  # type: ignore[index] # PySide6's stub lacks it
                seat.press(Key(pressed.key()), modifier=pressed.keyboardModifiers())
                after = (wall.choices, wall.layers, wall.setting)
                assert (after != before) is (deed.before != deed.after), (title, key)
                if after != before:
                    seat.press("Z", modifier=CONTROL)
                    back = (wall.choices.scene, wall.choices.screens, wall.layers, wall.setting)
                    assert back[2:] == before[1:]
                    assert (wall.setting.theme, wall.setting.lang) == ("toi", "vi")
                played.add((title, key))
    assert {key for title, key in played if title == "Tường"} == {"R", "Backspace"}
    scenes = {key for title, key in played if title == "Cảnh"}
    assert scenes == {"Return", "1", "2", "T", "L", "G", "Shift+2"}


def test_where_a_scene_turns_the_tile_in_the_same_place_is_selected(seat: Seat) -> None:
    miniature = seat.console.window.page.miniature  # type: ignore[union-attr] # the first page
    seat.press(Key.Key_Right, Key.Key_Right)
    assert miniature.spot == ("phải", "systems-all")
    seat.room.wall.deeds.perform(seat.room.wall.steering.scene("hai"))
    seat.second()
    assert miniature.spot == ("phải", "number-tram-2")


def test_a_screen_that_is_missing_is_named_where_it_was_with_the_time(seat: Seat) -> None:
    wall = seat.room.wall
    page(seat, "Tường")
    seat.second()
    shown = seat.console.window.book.pages[0]
    assert isinstance(shown, WallPage)
    miniature = shown.miniature
    there = wall.screens
    wall.decide(replace(wall.decided, there=there[:1]), lambda: wall.windows)
    seat.second()
    assert miniature._lost == {"phải": "Mất màn hình phải, từ 14:00"}
    assert set(miniature._areas) == {"trái", "phải"}, "where it was nothing else is shown"
    assert shown._up.text() == "Chưa có chỗ hiện: “Nguồn”"
    wall.decide(replace(wall.decided, there=there), lambda: wall.windows)
    seat.second()
    assert miniature._lost == {}
