"""A wall that runs while its file is edited: real files, real systems, real windows."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from services.acts import Journal
from services.cache import Cache, CacheTrouble
from services.clock import SystemClock
from services.phrase import phrase
from services.views import Knowledge
from services.words import Words
from tests.plugins.packages import LINES, install, write
from tests.unit.acts.telling import done
from tests.wall.system import WALL, System
from ui.acts import Acts, journal_path
from ui.canvas import part_rect
from ui.face import HEADING, staged
from ui.following import Following
from ui.layers import Form
from ui.opening import open_wall
from ui.past import force
from ui.reload import Reload
from ui.showing import Showing
from ui.terminal import Terminal
from ui.windows import WallWindow
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from ui.opening import Opened
    from widgets.drawing import Item

pytestmark = pytest.mark.usefixtures("qapp")
PATIENCE = 30.0
TAKEN = "Tệp tường vừa sửa đã có hiệu lực."
REFUSED = "Tệp tường vừa sửa chưa có hiệu lực"
MENDED = "Tệp tường lại như đang dùng."
SLOW = WALL.replace("every: 1 s", "every: 1 h")


@dataclass(frozen=True, slots=True)
class Told(Terminal):
    """What a wall says on its terminal, as it comes."""

    lines: asyncio.Queue[str] = field(kw_only=True)

    @override
    def note(self, text: str) -> None:
        self.lines.put_nowait(text)


async def waiting(seconds: float) -> None:
    """Windows go on meanwhile; an hour isn't waited for in small steps."""
    ends = asyncio.get_running_loop().time() + seconds
    while (left := ends - asyncio.get_running_loop().time()) > 0 and seconds < PATIENCE:
        QApplication.processEvents()
        await asyncio.sleep(min(left, 0.02))
    if seconds >= PATIENCE:
        await asyncio.sleep(seconds)
    QApplication.processEvents()


@dataclass
class Room:
    """A running wall, what it says on its terminal, and of which sources it has news."""

    path: Path
    opened: Opened
    cache: Cache
    showing: Showing
    lines: asyncio.Queue[str]
    changed: asyncio.Queue[str]

    @property
    def window(self) -> WallWindow:
        return self.showing.wall.windows[0]

    @property
    def file(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    async def says(self, words: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while words not in (line := await self.lines.get()):
                pass
        return line

    async def hears_of(self, source: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while await self.changed.get() != source:
                pass
        self.showing.wall._looking.look(due=True)

    def texts(self, screen: str = "trái") -> list[str]:
        face = self.showing.wall.faces[screen]
        items = [*face.heading, *(item for tile in face.tiles.values() for item in tile.items)]
        return [item.text for item in items if isinstance(item, Text)]

    def place(self, screen: str, id: str) -> QRect:
        face = self.showing.wall.faces[screen]
        return self.window.sight.covered(screen, part_rect(face, id))


@pytest.fixture
def systems() -> Iterator[tuple[System, System]]:
    with System() as one, System() as other:
        yield one, other


@asynccontextmanager
async def running(
    folder: Path,
    text: str,
    *,
    lang: str | None = None,
    status: Callable[[Path], os.stat_result] = os.stat,
    plugins: Path | None = None,
) -> AsyncIterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(text, encoding="utf-8")
    lines: asyncio.Queue[str] = asyncio.Queue()
    told = Told(Words("vi", ZoneInfo("UTC")), lines=lines)
    opened = open_wall(path, None, told, plugins=plugins)
    clock = SystemClock()
    cache = Cache.in_memory(clock)
    journal = Journal(journal_path(folder, "thu"), clock)
    acts = Acts(journal, cache, clock)
    force(opened, cache)
    showing = Showing(opened, cache, acts, clock, ran=clock.monotonic, lang=lang)
    changed: asyncio.Queue[str] = asyncio.Queue()

    def refresh(sources: frozenset[str]) -> None:
        showing.refresh(sources)
        for source in sources:
            changed.put_nowait(source)

    following = Following(opened, cache, clock, refresh, waiting=waiting)
    reload = Reload(
        opened,
        showing,
        cache,
        acts,
        following,
        now=clock.now,
        monotonic=clock.monotonic,
        status=status,
        waiting=waiting,
    )
    showing.begin()
    following.begin()
    reload.begin()
    try:
        yield Room(path, opened, cache, showing, lines, changed)
    finally:
        await reload.end()
        await following.end()
        showing.end()
        showing.wall.deleteLater()
        showing.deleteLater()
        journal.close()
        cache.close()


def asked(system: System) -> int:
    """How often since the last time."""
    times = 0
    while system.asked.acquire(blocking=False):
        times += 1
    return times


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """The rectangles that windows painted."""
    seen: list[QRect] = []
    paint = WallWindow.paintEvent

    def noting(self: WallWindow, event: QPaintEvent) -> None:
        seen.extend(rect for rect in event.region())  # type: ignore[attr-defined] # it has an __iter__ in fact
        paint(self, event)

    monkeypatch.setattr(WallWindow, "paintEvent", noting)
    return seen


async def test_a_good_edit_changes_the_pixels_of_its_tile_and_of_no_other(
    tmp_path: Path, systems: tuple[System, System], painted: list[QRect]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        room.showing.wall.notices._opened -= 60  # the way out has been shown
        room.showing.wall.lay_over()
        await waiting(0)
        asked(systems[0])
        tram, heading = room.place("trái", "number-tram"), room.place("trái", HEADING)
        headings = heading.united(room.place("phải", HEADING))
        before = room.window.grab().toImage()
        painted.clear()
        room.write(room.file.replace("{number: xa}]", "{number: xa, title: Xã phường}]", 1))
        await room.says(TAKEN)
        await waiting(0)
        edited = room.place("trái", "number-xa")
        assert "Xã phường" in room.texts()
        # A second passes meanwhile: headings have a clock.
        assert any(edited.contains(rect) for rect in painted)
        assert all(edited.contains(rect) or headings.contains(rect) for rect in painted)
        after = room.window.grab().toImage()
        assert before.copy(edited) != after.copy(edited)
        assert before.copy(tram) == after.copy(tram)
        assert asked(systems[0]) == 0
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert "Xã phường" in text.texts["tuong.yaml"]


async def test_a_bad_edit_shows_its_first_fault_and_changes_nothing_until_it_is_mended(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        asked(systems[0])
        good, faces = room.file, room.showing.wall.faces
        room.write(good.replace("number: tram", "number: tran"))
        line = await room.says(REFUSED)
        assert f"{room.path}:21:43:" in line
        over = texts_over(room)
        assert any("tường giữ bản trước. tuong.yaml dòng 21:" in text for text in over)
        assert room.showing.wall.faces is faces
        room.write(good)
        await room.says(MENDED)
        assert not any("tuong.yaml" in text for text in texts_over(room))
        assert room.showing.wall.faces is faces
        assert asked(systems[0]) == 0
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash


def texts_over(room: Room) -> list[str]:
    """What lies over the wall, whole."""
    wall = room.showing.wall
    from ui import notices  # noqa: PLC0415 - its inside is looked at here alone

    shown = wall.notices._shown
    assert shown is not None
    sheet = room.window.overlay_sheet()
    items: list[Item] = [
        item for over in notices._items(shown, sheet, miniature=False) for item in over
    ]
    return [item.full for item in items if isinstance(item, Text)]


async def test_a_deleted_file_changes_nothing_and_is_compared_when_it_is_back(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        good, faces = room.file, room.showing.wall.faces
        room.path.unlink()
        await room.says("Không còn thấy tệp tường")
        assert room.showing.wall.faces is faces
        assert not any("tuong.yaml" in text for text in texts_over(room))
        room.write(good)
        await room.says(MENDED)
        assert room.showing.wall.faces is faces


async def test_a_source_is_asked_again_only_when_it_is_asked_otherwise(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    one, other = systems
    second = SLOW.format(url=one.url).replace(
        "indicators:", SOURCE.format(id="hai", url=one.url) + "indicators:"
    )
    async with running(tmp_path, second) as room:
        await room.hears_of("so")
        await room.hears_of("hai")
        assert asked(one) == 2
        room.write(room.file.replace("system: reports", "system: reports\n    contact: Tổ trực"))
        await room.says(TAKEN)
        room.write(room.file.replace(SOURCE.format(id="hai", url=one.url), ""))
        await room.says(TAKEN)
        three = SOURCE.format(id="ba", url=other.url)
        room.write(room.file.replace("indicators:", three + "indicators:"))
        await room.says(TAKEN)
        await room.hears_of("ba")
        assert (asked(one), asked(other)) == (0, 1)
        other.figures["tram"] = 1800
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says(TAKEN)
        await room.hears_of("so")
        assert (asked(one), asked(other)) == (0, 1)
        assert "1.800" in room.texts()


SOURCE = """\
  {id}:
    connector: http_json
    url: "{url}"
    every: 1 h
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
"""


async def test_an_answer_to_a_question_that_was_changed_meanwhile_is_not_recorded(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    one, other = systems
    one.silent.set()
    text = SLOW.format(url=one.url).replace("deadline: 1 s", "deadline: 1 min")
    async with running(tmp_path, text) as room:
        while not one.asked.acquire(blocking=False):
            await waiting(0.02)
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says(TAKEN)
        await room.hears_of("so")
        one.ending.set()
        with room.cache.picture() as picture:
            asks = picture.asks("so")
        assert asks.reason is None
        assert asks.outages == ()


async def test_a_name_of_another_cache_is_refused_and_the_wall_goes_on(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("name: thu", "name: khac"))
        line = await room.says(REFUSED)
        assert f"{room.path}:2:1: tên tường đổi từ “thu” thành “khac”" in line
        assert "đóng rồi mở lại tường" in line
        assert "Tường thử" in room.texts()


async def test_what_people_chose_stays_and_what_they_did_not_choose_is_the_files(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        wall = room.showing.wall
        wall.deeds.perform(wall.steering.scene("hai"))
        room.write(room.file.replace("wall: 1", "wall: 1\nlang: en\ntheme: sang"))
        await room.says(TAKEN)
        assert (wall.setting.scene, wall.setting.lang, wall.setting.theme) == ("hai", "en", "sang")
        wall.deeds.perform(wall.steering.language("vi"))
        room.write(room.file.replace("theme: sang", "theme: dem"))
        await room.says(TAKEN)
        assert (wall.setting.scene, wall.setting.lang, wall.setting.theme) == ("hai", "vi", "dem")
        room.write(room.file[: room.file.index("  hai:")] + "# một cảnh\n")
        await room.says(TAKEN)
        assert wall.setting.scene == "một"


async def test_other_screens_come_into_the_same_window_with_a_picture_at_once(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        window = room.window
        more = "  - {name: ba, size: [640, 360], pitch: 2 mm, seat: 4 m}\nscenes:"
        tiles = "    ba: {grid: [1, 1], tiles: [{number: xa}]}\n  hai:"
        room.write(room.file.replace("scenes:", more).replace("  hai:", tiles))
        await room.says(TAKEN)
        assert room.showing.wall.windows == (window,)
        assert list(window.areas) == ["trái", "phải", "ba"]
        assert list(room.showing.wall.faces) == ["trái", "phải", "ba"]
        assert window.isVisible()


async def gone(window: WallWindow) -> None:
    async with asyncio.timeout(PATIENCE):
        while shiboken6.isValid(window) and window.isVisible():
            await waiting(0.02)


async def test_a_window_that_goes_stays_until_the_one_that_comes_is_painted(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        miniature, good = room.window, room.file
        size = QApplication.primaryScreen().size()
        lines = good.splitlines(keepends=True)
        right = [n for n, line in enumerate(lines) if "phải" in line]
        alone = "".join(line for n, line in enumerate(lines) if n not in right)
        room.write(alone.replace("[640, 360]", f"[{size.width()}, {size.height()}]"))
        await room.says(TAKEN)
        assert room.window is not miniature
        assert not room.window.miniature
        await gone(miniature)
        assert room.window._seen
        full = room.window
        room.write(good)
        await room.says(TAKEN)
        await gone(full)
        assert room.window._seen
        assert room.window.miniature


async def test_a_wall_of_sources_alone_becomes_one_that_says_what_it_shows_and_back(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    whole = SLOW.format(url=systems[0].url)
    sources = whole[: whole.index("indicators:")]
    async with running(tmp_path, sources) as room:
        await room.hears_of("so")
        asked(systems[0])
        made = list(room.showing.wall.faces)
        room.write(whole)
        await room.says(TAKEN)
        assert list(room.showing.wall.faces) == ["trái", "phải"]
        assert room.showing.wall.setting.scene == "một"
        room.write(sources + "# như trước\n")
        await room.says(TAKEN)
        assert list(room.showing.wall.faces) == made
        assert asked(systems[0]) == 0


async def test_twenty_saves_a_second_are_shown_while_they_go_on(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        good, over = room.file, asyncio.Event()

        async def save() -> None:
            n = 0
            while not over.is_set():
                n += 1
                fresh = tmp_path / "fresh"
                fresh.write_text(good.replace("Tường thử", f"Tường thử {n}"), encoding="utf-8")
                fresh.replace(room.path)
                await asyncio.sleep(0.05)

        saving = asyncio.create_task(save())
        for _ in range(2):
            await room.says(TAKEN)
        over.set()
        await saving
        room.write(good.replace("Tường thử", "Tường cuối"))
        await room.says(TAKEN)
        while "Tường cuối" not in room.texts():
            await room.says(TAKEN)


async def test_a_reload_is_an_act(tmp_path: Path, systems: tuple[System, System]) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("Tường thử", "Tường khác"))
        await room.says(TAKEN)
    ((what, before, after),) = done(journal_path(tmp_path, "thu"))
    assert what == "reload"
    assert (before == room.opened.loaded.hash, after == before) == (True, False)


async def test_a_reload_that_no_journal_takes_says_so(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.reload.RECORDED", 0.05)
    journal_path(tmp_path, "thu").mkdir()
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("Tường thử", "Tường khác"))
        await room.says("đã có hiệu lực, nhưng chưa ghi được vào nhật ký thao tác")
        assert "Tường khác" in room.texts()


async def test_what_fails_while_it_is_shown_is_told_and_tried_again_and_nobody_goes_unasked(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = systems
    monkeypatch.setattr("ui.reload.REST", 0.5)
    async with running(tmp_path, SLOW.format(url=one.url)) as room:
        failing = Failing(room.showing.restage)
        monkeypatch.setattr(room.showing, "restage", failing)
        await room.hears_of("so")
        asked(one)
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says("lỗi của chương trình khi đưa tệp vào dùng")
        assert any("tường giữ bản trước" in text for text in texts_over(room))
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash
        async with asyncio.timeout(PATIENCE):
            while not asked(one):
                await waiting(0.02)
        failing.over = True
        await room.says(TAKEN)
        assert not any("tường giữ bản trước" in text for text in texts_over(room))
        async with asyncio.timeout(PATIENCE):
            while not other.asked.acquire(blocking=False):
                await waiting(0.02)


@dataclass
class Failing[**P, T]:
    """A fake of a defect that ends."""

    call: Callable[P, T]
    error: Exception = field(default_factory=lambda: KeyError("a defect"))
    over: bool = False
    failed: int = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if not self.over:
            self.failed += 1
            raise self.error
        return self.call(*args, **kwargs)


async def test_what_cannot_be_laid_out_changes_nothing_at_all(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        asked(systems[0])
        good, faces = room.file, room.showing.wall.faces
        monkeypatch.setattr("ui.showing.staged", Failing(staged))
        room.write(good.replace(f'"{systems[0].url}"', f'"{systems[1].url}"'))
        await room.says("lỗi của chương trình khi đưa tệp vào dùng")
        room.write(good)
        await room.says(MENDED)
        assert not any("tuong.yaml" in text for text in texts_over(room))
        assert room.showing.wall.faces is faces
        assert (asked(systems[0]), asked(systems[1])) == (0, 0)


async def test_a_file_is_in_force_once_it_is_shown_and_a_bad_edit_meanwhile_is_noticed(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.reload.AGAIN", 0.05)
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        unread = Failing(room.showing._restaging, CacheTrouble(phrase("Không đọc được bộ nhớ")))
        monkeypatch.setattr(room.showing, "_restaging", unread)
        good = room.file
        edited = good.replace("Tường thử", "Tường khác")
        room.write(edited)
        async with asyncio.timeout(PATIENCE):
            while unread.failed < 2:
                await waiting(0.02)
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash
        said = [room.lines.get_nowait() for _ in range(room.lines.qsize())]
        assert not any("Tệp tường" in line for line in said)
        room.write(edited.replace("number: tram", "number: tran"))
        await room.says(REFUSED)
        unread.over = True
        room.write(edited)
        await room.says(TAKEN)
        assert "Tường khác" in room.texts()


def with_lights(text: str, plugins: str, tile: str = "{light: tram}") -> str:
    named = text.replace("name: thu", f"name: thu\nplugins: [{plugins}]")
    return named.replace("{number: tram}, {number: xa}", f"{tile}, {{number: xa}}", 1)


async def test_a_package_named_while_the_wall_runs_has_its_tile_and_one_no_longer_named_has_none(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder = tmp_path / "phan mo rong"
    install(LINES, folder)
    async with running(tmp_path, SLOW.format(url=systems[0].url), plugins=folder) as room:
        await room.hears_of("so")
        good = room.file
        room.write(with_lights(good, "langbiang-lines"))
        await room.says(TAKEN)
        assert {"Tắc", "1.700 trạm"} <= set(room.texts())
        systems[0].figures["tram"] = 12
        faces = room.showing.wall.faces
        line, column = place_of(room.file, "light: tram")
        for dropped in ("", "langbiang-linse"):
            room.write(with_lights(good, dropped))
            assert f"{room.path}:{line}:{column}:" in await room.says(REFUSED)
            assert room.showing.wall.faces is faces
        room.write(with_lights(good, "langbiang-lines", "{lihgt: tram}"))
        line, column = place_of(room.file, "lihgt: tram")
        assert f"{room.path}:{line}:{column}:" in await room.says(REFUSED)
        assert "Tắc" in room.texts()
        room.write(good)
        await room.says(TAKEN)
        assert "Tắc" not in room.texts()


def place_of(text: str, part: str) -> tuple[int, int]:
    line, said = next((n, one) for n, one in enumerate(text.splitlines(), 1) if part in one)
    return line, said.index(part) + 1


MOODY = """
    from pathlib import Path
    from services.settings import Tile, Wording
    from widgets.drawing import Weight
    from widgets.tile import View

    class MoodyTile(Tile):
        "Ô thất thường."
        moody: str
        "Tệp mà khi có thì ô hỏng."

        def sources(self):
            if Path(self.moody).exists():
                raise ValueError("hỏng")
            return ("so",)

    class Moody:
        name = "moody"
        settings = MoodyTile
        own_notes = False

        def look_up(self, settings, knowledge):
            return View(title=Wording(vi=", ".join(settings.sources())))

        def lay_out(self, view, room, sheet):
            return [sheet.line("badge", "bình thường", room.box, weight=Weight.BOLD)]

    TILE = Moody()
"""


async def test_a_guests_settings_that_answered_once_may_fail_later_in_their_own_tile(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder, mood = tmp_path / "phan mo rong", tmp_path / "hong"
    write(folder, "langbiang-moody", MOODY, tiles={"moody": "TILE"})
    tile = f'{{moody: "{mood}"}}'
    text = with_lights(SLOW.format(url=systems[0].url), "langbiang-moody", tile)
    async with running(tmp_path, text, plugins=folder) as room:
        wall = room.showing.wall
        assert "bình thường" in room.texts()
        mood.touch()
        wall.restage(replace(wall.stage))
        (id,) = wall.faces["trái"].failed
        assert "Phần mở rộng “langbiang-moody” bị lỗi ở ô này" in room.texts()
        assert "142" in " ".join(room.texts()) or "Xã" in room.texts()
        mood.unlink()
        with room.cache.picture() as picture:
            wall.faces["trái"].look_up(Knowledge(wall.stage.wall, picture))
        assert id not in wall.faces["trái"].failed
        assert "bình thường" in room.texts()


async def test_a_share_that_hangs_holds_up_neither_the_wall_nor_its_end(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    hung, entered = threading.Event(), threading.Event()

    def hanging(_path: Path) -> os.stat_result:
        """A fake of `os.stat` on a network share whose server is gone."""
        entered.set()
        hung.wait()
        raise OSError

    try:
        text = WALL.format(url=systems[0].url)
        async with running(tmp_path, text, status=hanging) as room:
            while not entered.is_set():
                await waiting(0.02)
            for _ in range(2):
                await room.hears_of("so")
            assert sum(t.name == "asking wall file" for t in threading.enumerate()) == 1
    finally:
        hung.set()


async def test_a_guest_that_is_put_up_with_its_sources_may_fail_later_in_its_own_tile(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder, mood = tmp_path / "phan mo rong", tmp_path / "hong"
    write(folder, "langbiang-moody", MOODY, tiles={"moody": "TILE"})
    text = with_lights(
        SLOW.format(url=systems[0].url), "langbiang-moody", f'{{moody: "{mood}", id: buồn}}'
    )
    async with running(tmp_path, text, plugins=folder) as room:
        wall = room.showing.wall
        assert wall.deeds.perform(wall.steering.put("buồn", "phải", Form.DETAIL))
        assert len(wall.faces["phải"].tiles) == 2
        mood.touch()
        wall.restage(replace(wall.stage))
        assert list(wall.faces["phải"].tiles) == ["buồn"]
        wall.steering.put("buồn", "trái", Form.DETAIL)


async def test_a_language_that_the_disk_has_not_taken_yet_outlasts_another_wall_file(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        wall = room.showing.wall
        late: list[Future[object]] = []

        def held_up(*_: object) -> Future[object]:
            late.append(Future())
            return late[-1]

        monkeypatch.setattr(room.cache, "keep", held_up)
        wall.deeds.perform(wall.steering.language("en"))
        room.showing.restage(room.opened)
        assert wall.setting.lang == "en"
        wall.deeds.undo()
        room.showing.restage(room.opened)
        assert wall.setting.lang == "vi"
        for one in late:
            one.cancel()


async def test_a_language_that_a_newer_program_kept_is_that_of_the_wall_file(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.cache.remember("lang", "", "fr")
        room.showing.restage(room.opened)
        assert room.showing.wall.setting.lang == "vi"
