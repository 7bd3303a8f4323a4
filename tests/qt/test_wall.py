from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.acts import Journal
from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.records import Observation
from services.wall_file import installed, load
from services.wall_file.placement import tile_ids
from services.words import Words
from tests.wall.system import WALL
from ui import canvas, overlay
from ui.acts import Acts, journal_path
from ui.asked import named_figures
from ui.canvas import panel_image
from ui.decided import Setting
from ui.face import HEADING, Face, Stage, showing
from ui.fonts import measure
from ui.geometry import areas
from ui.keys import Act, Panel, Scene
from ui.notices import WAY_OUT
from ui.trouble import IN_MEMORY, troubles
from ui.wall import Wall
from ui.windows import WallWindow
from widgets.drawing import Text
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QPainter

    from ui.keys import Wish
    from widgets.drawing import Item

pytestmark = pytest.mark.usefixtures("qapp")
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@dataclass
class Room:
    """A wall of two screens in one window, its cache and its clock."""

    wall: Wall
    window: WallWindow
    cache: Cache
    clock: HeldClock
    acts: Path
    """The journal of what people did on it."""

    def answer(self, **figures: int) -> None:
        """The source answers now with these figures, and the wall hears of it."""
        now = self.clock.now()
        records = tuple(
            Observation(uid=name, indicator=name, value=Decimal(value), at=now)
            for name, value in figures.items()
        )
        batch = Batch(source="so", records=records, asked=now, received=now)
        self.wall.refresh(self.cache.record(batch).result())

    def kept(self) -> None:
        """Waits for what was to be written: as long as a transaction is open, pictures are of before it."""
        self.cache.keep("kept", "", None).result()

    def fail(self) -> None:
        now = self.clock.now()
        words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
        outage = Outage(
            source="so", reason=Reason.UNREACHABLE, words=words, asked=now, received=now
        )
        self.wall.refresh(self.cache.record(outage).result())

    def look(self, *, second: bool = False) -> None:
        """What its timers would do now."""
        self.wall._looking._gather.stop()
        if second:
            self.wall._tick()
        else:
            self.wall._looking.again()
        QApplication.processEvents()

    def texts(self, screen: str) -> list[str]:
        face = self.wall.faces[screen]
        items = [*face.heading, *(item for tile in face.tiles.values() for item in tile.items)]
        return [item.text for item in items if isinstance(item, Text)]

    def over(self) -> list[tuple[int, int, int, int]]:
        return [one.rect.getRect() for one in self.window._over]  # type: ignore[misc] # four numbers


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path, Cache.in_memory(clock := HeldClock(AT)), clock) as made:
        yield made


@contextmanager
def opened(folder: Path, cache: Cache, clock: HeldClock, **setting: str) -> Iterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(WALL.format(url="http://127.0.0.1:9/"), encoding="utf-8")
    plugins = installed()
    file = load(path, plugins).wall
    assert file is not None
    cache.name_figures(named_figures(file))
    window = WallWindow(areas(file.screens), measure())
    stage = Stage(
        wall=file,
        types=showing(plugins),
        measure=measure(),
        words=Words("vi", ZoneInfo(file.zone)),
        ids=tile_ids(file, frozenset(plugins.tiles)),
    )
    file_of_acts = journal_path(folder, "tuong")
    journal = Journal(file_of_acts, clock)
    wall = Wall(
        stage=stage,
        setting=replace(Setting(scene="một", lang="vi", theme="toi"), **setting),
        cache=cache,
        windows=(window,),
        clock=clock,
        ran=clock.monotonic,
        acts=Acts(journal, cache, clock),
    )
    try:
        wall.begin()
        window.resize(1280, 360)
        window.show()
        QApplication.processEvents()
        yield Room(wall, window, cache, clock, file_of_acts)
    finally:
        wall.end()
        window.hide()
        window.deleteLater()
        wall.deleteLater()
        journal.close()
        cache.close()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the tiles that are painted anew; "" is a heading."""
    seen: list[str] = []
    paint_part = canvas.paint_part

    def noting(painter: QPainter, face: Face, id: str, *told: Any) -> None:
        seen.append(id)
        paint_part(painter, face, id, *told)

    monkeypatch.setattr("ui.sight.paint_part", noting)
    return seen


def press(room: Room, key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(room.window, key, modifier)


def test_an_answer_repaints_only_the_tiles_that_show_it(room: Room, printed: list[str]) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    assert "1.700" in room.texts("trái")
    room.clock.move(timedelta(seconds=2))
    printed.clear()
    room.answer(tram=1701, xa=142)
    room.look()
    assert "number-tram" in printed
    assert "number-xa" not in printed


def test_a_second_repaints_the_headings_alone(room: Room, printed: list[str]) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    printed.clear()
    room.clock.move(timedelta(milliseconds=500))
    room.clock.move(timedelta(milliseconds=500))
    room.look(second=True)
    assert set(printed) == {HEADING}
    assert "14:00:01" in room.texts("trái")


def test_time_alone_makes_a_figure_late_and_stale_without_changing_it(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    for after, state in ((3, "late"), (3, "stale")):
        room.clock.move(timedelta(seconds=after))
        room.look(second=True)
        tile = room.wall.faces["trái"].tiles["number-tram"]
        assert tile.view.standing.state == state
        assert "1.700" in room.texts("trái")


def test_a_tile_is_painted_at_most_once_a_second_and_loses_nothing(
    room: Room, printed: list[str]
) -> None:
    room.answer(tram=1, xa=1)
    room.look(second=True)
    room.clock.move(timedelta(seconds=1))
    room.answer(tram=2, xa=1)
    room.look()
    printed.clear()
    for figure in (3, 4):
        room.clock.move(timedelta(milliseconds=100))
        room.answer(tram=figure, xa=1)
        room.look()
    assert "number-tram" not in printed
    room.clock.move(timedelta(milliseconds=800))
    room.look(second=True)
    assert printed.count("number-tram") == 1
    assert "4" in room.texts("trái")


def test_an_outage_keeps_the_figure_and_says_since_when(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    for _ in range(2):
        room.clock.move(timedelta(seconds=1))
        room.fail()
    room.look(second=True)
    texts = room.texts("trái")
    assert "1.700" in texts
    assert any("Mất kết nối từ 14:00" in text for text in texts)


def test_what_a_window_shows_is_what_a_snapshot_writes(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.clock.move(timedelta(seconds=WAY_OUT))
    room.look(second=True)
    room.window.enlarge("trái")
    room.window.resize(640, 360)
    QApplication.processEvents()
    shown = room.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    written = panel_image(room.wall.faces["trái"], Painting(THEMES["toi"]))
    assert shown == written


def test_keys_choose_scenes_language_and_colours_and_all_is_remembered(room: Room) -> None:
    press(room, Qt.Key.Key_2)
    assert room.wall.setting.scene == "hai"
    press(room, Qt.Key.Key_9)
    assert room.wall.setting.scene == "hai"
    press(room, Qt.Key.Key_PageDown)
    assert room.wall.setting.scene == "một"
    press(room, Qt.Key.Key_PageUp)
    press(room, Qt.Key.Key_L)
    press(room, Qt.Key.Key_T)
    assert room.wall.setting == Setting(scene="hai", lang="en", theme="sang")
    assert "Scene two" in room.texts("trái")
    room.cache.remember("program", "", "1")  # comes after all that was kept before it
    with room.cache.picture() as picture:
        kept = {name: picture.setting(name) for name in ("scene", "lang", "theme")}
    assert kept == {"scene": "hai", "lang": "en", "theme": "sang"}


def test_only_a_confirmed_ctrl_q_leaves_the_wall(room: Room) -> None:
    left: list[bool] = []
    room.wall.left.connect(lambda: left.append(True))
    press(room, Qt.Key.Key_Escape)
    press(room, Qt.Key.Key_Return)
    press(room, Qt.Key.Key_Escape)
    press(room, Qt.Key.Key_Q)
    press(room, Qt.Key.Key_Q, control=True)
    press(room, Qt.Key.Key_Escape)
    press(room, Qt.Key.Key_Return)
    assert left == []
    press(room, Qt.Key.Key_Q, control=True)
    press(room, Qt.Key.Key_Return)
    assert left == [True]


def test_the_windows_own_button_asks_as_ctrl_q_does(room: Room) -> None:
    room.window.close()
    assert room.window.isVisible()
    left: list[bool] = []
    room.wall.left.connect(lambda: left.append(True))
    event = QCloseEvent()
    room.window.closeEvent(event)
    assert not event.isAccepted()
    assert left == []


def test_the_way_out_is_shown_for_the_first_ten_seconds(room: Room) -> None:
    room.look(second=True)
    assert len(room.over()) == 1
    room.clock.move(timedelta(seconds=WAY_OUT))
    room.look(second=True)
    assert room.over() == []


def test_f1_lists_the_keys_and_esc_takes_them_away(room: Room) -> None:
    room.clock.move(timedelta(seconds=WAY_OUT))
    room.look(second=True)
    press(room, Qt.Key.Key_F1)
    assert len(room.over()) == 1
    press(room, Qt.Key.Key_Escape)
    assert room.over() == []


@pytest.mark.parametrize("desk", ["desk", ""])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_lies_over_a_wall_is_legible_and_fits(room: Room, lang: str, desk: str) -> None:
    sheet = replace_words(room, lang)
    if desk:
        sheet = replace(sheet, width=1024, height=576, pitch=0.265, seat=600)
    full = phrase("Hết chỗ trên ổ đĩa, không ghi được bộ nhớ {path}.", path="/var/lib/wall.db")
    for items in (
        overlay.keys(sheet, miniature=bool(desk)),
        overlay.question(sheet),
        overlay.way_out(sheet),
        overlay.trouble(sheet, (IN_MEMORY, full)),
    ):
        _all_hold(items, sheet)


def replace_words(room: Room, lang: str) -> Any:
    page = room.wall.faces["trái"].sheet
    wide = replace(page, width=1920, height=1080, pitch=0.63, seat=4000)
    return replace(wide, words=Words("en" if lang == "en" else "vi", wide.words.zone))


def _all_hold(items: tuple[Item, ...], sheet: Any) -> None:
    texts = [item for item in items if isinstance(item, Text)]
    assert texts
    for text in texts:
        assert not text.clipped, text.text
        assert sheet.arcmin(text.least) >= 16, text.text
        for palette in THEMES.values():
            assert palette.contrast(text.ink, text.ground) >= 7


def test_a_click_brings_one_panel_to_full_size_and_another_brings_all_back(room: Room) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(room.window, left, pos=QPoint(900, 100))
    assert room.window.alone == "phải"
    QTest.mouseClick(room.window, left, pos=QPoint(10, 10))
    assert room.window.alone is None


def test_keys_bring_one_panel_to_full_size_and_esc_brings_all_back(room: Room) -> None:
    press(room, Qt.Key.Key_Return)
    assert room.window.alone == "trái"
    press(room, Qt.Key.Key_Right)
    assert room.window.alone == "phải"
    press(room, Qt.Key.Key_Escape)
    assert room.window.alone is None
    press(room, Qt.Key.Key_1, control=True)
    assert room.window.alone == "trái"
    assert room.wall.setting.scene == "một"


def test_a_miniature_keeps_the_walls_true_geometry(room: Room) -> None:
    left, right = room.window.sight.panel_rect("trái"), room.window.sight.panel_rect("phải")
    assert left.getRect() == (0, 0, 640, 360)
    assert right.getRect() == (640, 0, 640, 360)
    room.window.resize(640, 400)
    assert room.window.sight.panel_rect("phải").getRect() == (320, 110, 320, 180)


def test_a_defect_in_one_tile_is_said_on_that_tile_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room.answer(tram=1700, xa=142)
    kind = room.wall.stage.types["number"]
    look_up = type(kind).look_up

    def failing(self: Any, settings: Any, knowledge: Any) -> Any:
        if settings.number in ("xa", ("xa",)):
            raise RuntimeError("a defect of ours")
        return look_up(self, settings, knowledge)

    monkeypatch.setattr(type(kind), "look_up", failing)
    room.look(second=True)
    texts = room.texts("trái")
    assert "1.700" in texts
    assert sum("lỗi của chương trình ở ô này" in text for text in texts) == 1
    room.clock.move(timedelta(seconds=1))
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_a_defect_in_the_heading_is_said_there_once_and_the_tiles_go_on(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object, **__: object) -> object:
        raise RuntimeError("a defect of ours")

    monkeypatch.setattr("widgets.heading.look_up", failing)
    for figure in (1700, 1800):
        room.answer(tram=figure, xa=142)
        room.clock.move(timedelta(seconds=1))
        room.look(second=True)
    assert any("lỗi của chương trình ở đầu màn hình" in text for text in room.texts("trái"))
    assert "1.800" in room.texts("trái")
    assert [record.exc_info is not None for record in caplog.records] == [True, True]
    monkeypatch.undo()
    room.clock.move(timedelta(seconds=1))
    room.look(second=True)
    assert "Tường thử" in room.texts("trái")


def test_a_heading_that_cannot_be_painted_says_so_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, printed: list[str]
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    bad = room.wall.faces["trái"].heading
    paint = Painting.paint

    def failing(self: Painting, painter: Any, items: Any) -> None:
        if items == bad:
            raise RuntimeError("a defect of ours")
        paint(self, painter, items)

    monkeypatch.setattr(Painting, "paint", failing)
    room.window.enlarge(None)
    room.window.grab()
    assert any("lỗi của chương trình ở đầu màn hình" in text for text in room.texts("trái"))
    assert "1.700" in room.texts("trái")


def test_news_outlives_a_defect_of_the_look(
    room: Room, monkeypatch: pytest.MonkeyPatch, printed: list[str]
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    renew = Face.renew

    def failing(*_: object) -> object:
        raise RuntimeError("a defect of ours")

    monkeypatch.setattr(Face, "renew", failing)
    room.clock.move(timedelta(seconds=1))
    room.answer(tram=1800, xa=142)
    with pytest.raises(RuntimeError):
        room.wall._looking.again()
    monkeypatch.setattr(Face, "renew", renew)
    room.look()
    assert "1.800" in room.texts("trái")


def test_a_tile_that_cannot_be_painted_says_so_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, printed: list[str]
) -> None:
    from widgets.painting import Painting as Painter  # noqa: PLC0415 - it is patched here

    room.answer(tram=1700, xa=142)
    room.look(second=True)
    face = room.wall.faces["trái"]
    bad = face.tiles["number-xa"].items
    paint = Painter.paint

    def failing(self: Painter, painter: Any, items: Any) -> None:
        if items == bad:
            raise RuntimeError("a defect of ours")
        paint(self, painter, items)

    monkeypatch.setattr(Painter, "paint", failing)
    room.window.enlarge(None)
    room.window.grab()
    assert any("lỗi của chương trình ở ô này" in text for text in room.texts("trái"))
    assert "1.700" in room.texts("trái")


def test_a_wall_comes_back_with_its_last_picture_before_anybody_is_asked(tmp_path: Path) -> None:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.open(tmp_path, "thu", clock), clock) as before:
        before.answer(tram=1700, xa=142)
    clock.move(timedelta(hours=1))
    with opened(tmp_path, Cache.open(tmp_path, "thu", clock), clock) as after:
        tile = after.wall.faces["trái"].tiles["number-tram"]
        assert "1.700" in after.texts("trái")
        assert tile.view.standing.state == "stale"
        assert "15:00:00" in after.texts("trái")


def test_a_cache_that_can_no_longer_be_read_leaves_the_last_picture_and_says_so(
    tmp_path: Path,
) -> None:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.open(tmp_path, "thu", clock), clock) as room:
        room.answer(tram=1700, xa=142)
        clock.move(timedelta(seconds=WAY_OUT))
        room.look(second=True)
        before = room.texts("trái")
        troubles: list[object] = []
        room.wall.troubled.connect(troubles.append)
        room.cache.close()
        for _ in range(2):
            clock.move(timedelta(seconds=1))
            room.look(second=True)
        assert room.texts("trái") == before
        assert len(room.over()) == len(troubles) == 1


def test_a_wall_without_a_file_says_that_it_goes_on_in_memory(tmp_path: Path) -> None:
    clock = HeldClock(AT)
    why = phrase("Không có quyền mở hoặc ghi bộ nhớ {path}.", path="/x.db")
    with opened(tmp_path, Cache.in_memory(clock, why), clock) as room:
        sheet = room.window.overlay_sheet()
        told = overlay.trouble(sheet, troubles(room.cache))
        (text,) = [item.full for item in told if isinstance(item, Text)]
        assert "Tường tiếp tục chạy và chỉ nhớ trong RAM" in text
        assert "Không có quyền mở hoặc ghi bộ nhớ /x.db." in text
        assert len(room.over()) == 2


@pytest.mark.parametrize(("width", "height"), [(480, 300), (1024, 576), (1600, 1200)])
def test_what_lies_over_a_miniature_is_large_enough_for_a_desk(
    room: Room, width: int, height: int
) -> None:
    room.window.resize(width, height)
    sheet = room.window.overlay_sheet()
    assert sheet.reading >= max(16.0, 0.022 * height)
    texts = [item for item in overlay.question(sheet) if isinstance(item, Text)]
    assert not any(text.clipped for text in texts)


def test_the_table_of_keys_is_as_wide_as_what_it_says(room: Room) -> None:
    room.window.resize(1024, 576)
    items = overlay.keys(room.window.overlay_sheet(), miniature=True)
    assert all(item.text == item.full for item in items if isinstance(item, Text))


@pytest.mark.parametrize("wish", [Act.NEXT_SCENE, Scene(1), Panel(1), Panel(7), Scene(7)])
def test_no_wish_disturbs_a_wall(room: Room, wish: Wish) -> None:
    room.wall.obey(wish)
    room.look(second=True)
    assert room.wall.faces
