"""What looks as before is neither laid out nor painted again; what just changed glows; what fails heals."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from tests.qt.test_wall import AT, Room, opened
from ui.canvas import covered
from widgets.drawing import Box, Ink, Text
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QRect

    from ui.face import Face

pytestmark = pytest.mark.usefixtures("qapp")
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path, Cache.in_memory(clock := HeldClock(AT)), clock) as made:
        yield made


@contextmanager
def counted(room: Room, monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[list[Any]]:
    """The calls of a method of the number tiles."""
    kind = type(room.wall.stage.types["number"])
    calls: list[Any] = []
    method = getattr(kind, name)

    def noting(self: Any, *args: Any) -> Any:
        calls.append(args)
        return method(self, *args)

    with monkeypatch.context() as patched:
        patched.setattr(kind, name, noting)
        yield calls


@pytest.fixture
def updated(room: Room, monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """The rectangles that the window was asked to paint again."""
    asked: list[QRect] = []
    update = room.window.update

    def noting(*where: Any) -> None:
        asked.append(where[0] if where else room.window.rect())
        update(*where)

    monkeypatch.setattr(room.window, "update", noting)
    return asked


def glows(room: Room, id: str = "number-tram") -> bool:
    face = room.wall.faces["trái"]
    lines = [item for item in face.items(id) if isinstance(item, Box) and item.line is Ink.GLOW]
    assert (face.tiles[id].glows is not None) == bool(lines)
    return bool(lines)


def test_an_equal_view_is_looked_up_but_not_laid_out_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    room.clock.move(SECOND)
    room.answer(tram=1700, xa=142)
    with (
        counted(room, monkeypatch, "look_up") as looks,
        counted(room, monkeypatch, "lay_out") as layouts,
    ):
        room.look(second=True)
    assert len(looks) == 2
    assert layouts == []


def test_an_equal_view_is_not_painted_again(room: Room, updated: list[QRect]) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    room.clock.move(SECOND)
    room.answer(tram=1700, xa=142)
    room.look()
    updated.clear()
    room.clock.move(SECOND)
    room.answer(tram=1700, xa=142)
    room.look()
    assert updated == []


def test_a_changed_tile_is_painted_in_its_own_rectangle_alone(
    room: Room, updated: list[QRect]
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    room.clock.move(2 * SECOND)
    updated.clear()
    room.answer(tram=1701, xa=142)
    room.look()
    face = room.wall.faces["trái"]
    place = covered(face.tiles["number-tram"].place.rect)
    assert updated
    assert all(place.contains(one) for one in updated)


def test_since_when_a_source_is_cut_off_is_laid_out_anew_though_all_else_is_equal(
    room: Room,
) -> None:
    """Between two looks a source may have answered once and be gone again."""
    room.answer(tram=1700, xa=142)
    for _ in range(2):
        room.clock.move(SECOND)
        room.fail()
    room.look(second=True)
    tile = room.wall.faces["trái"].tiles["number-tram"]
    room.clock.move(MINUTE)
    room.answer(tram=1700, xa=142)
    for _ in range(2):
        room.clock.move(SECOND)
        room.fail()
    room.look(second=True)
    later = room.wall.faces["trái"].tiles["number-tram"]
    assert later.view == tile.view
    assert later.items != tile.items


def test_a_value_that_had_stood_glows_for_two_seconds(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    assert not glows(room), "the first value of all is no change"
    room.clock.move(6 * MINUTE)
    room.answer(tram=1701, xa=142)
    room.look()
    assert glows(room)
    assert not glows(room, "number-xa")
    room.clock.move(SECOND)
    room.look(second=True)
    assert glows(room)
    room.clock.move(SECOND)
    room.look(second=True)
    assert not glows(room)


def test_a_glow_ends_without_news_and_without_another_layout(
    room: Room, monkeypatch: pytest.MonkeyPatch, updated: list[QRect]
) -> None:
    room.answer(tram=1700, xa=142)
    room.clock.move(6 * MINUTE)
    room.answer(tram=1701, xa=142)
    room.look(second=True)
    assert glows(room)
    updated.clear()
    room.clock.move(2 * SECOND)
    with counted(room, monkeypatch, "lay_out") as layouts:
        room.look(second=True)
    assert not glows(room)
    assert [view for view, *_ in layouts if "Trạm" in str(view.title)] == []
    assert updated


def test_a_value_that_changes_anyway_does_not_glow(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.clock.move(6 * MINUTE)
    room.answer(tram=1701, xa=142)
    room.clock.move(4 * MINUTE)
    room.answer(tram=1702, xa=142)
    room.look(second=True)
    assert not glows(room)


def test_an_equal_answer_is_no_change(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.clock.move(6 * MINUTE)
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    assert not glows(room)


def test_a_replay_glows_at_the_instants_at_which_the_wall_did(room: Room) -> None:
    room.answer(tram=1700, xa=142)
    room.clock.move(6 * MINUTE)
    room.answer(tram=1701, xa=142)
    changed = room.clock.now()
    room.clock.move(10 * MINUTE)
    room.answer(tram=1702, xa=142)
    seen: list[bool] = []
    for after in (-1, 0, 1.9, 2, 60):
        with room.cache.picture(changed + after * SECOND + timedelta(milliseconds=1)) as picture:
            face = room.wall.stage.faces("một")["trái"]
            face.look_up(Knowledge(room.wall.stage.wall, picture))
        seen.append(face.tiles["number-tram"].glows is not None)
    assert seen == [False, True, True, False, False]


def test_a_wall_file_can_do_without_glow(room: Room) -> None:
    from dataclasses import replace  # noqa: PLC0415 - of this test alone

    stage = room.wall.stage
    quiet = replace(stage, wall=stage.wall.model_copy(update={"glow": False}))
    room.answer(tram=1700, xa=142)
    room.clock.move(6 * MINUTE)
    room.answer(tram=1701, xa=142)
    for staged, wanted in ((stage, True), (quiet, False)):
        face = staged.faces("một")["trái"]
        with room.cache.picture() as picture:
            face.look_up(Knowledge(staged.wall, picture))
        assert (face.tiles["number-tram"].glows is not None) is wanted


@pytest.mark.parametrize("method", ["look_up", "lay_out"])
def test_a_tile_type_that_fails_once_shows_its_code_and_heals(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    kind = type(room.wall.stage.types["number"])

    def failing(*_: object) -> object:
        raise RuntimeError("a defect of ours")

    with monkeypatch.context() as patched:
        patched.setattr(kind, method, failing)
        for value in (1701, 1702):
            room.clock.move(SECOND)
            room.answer(tram=value, xa=142)
            room.look(second=True)
    face = room.wall.faces["trái"]
    code = face.tiles["number-tram"].defect
    assert code is not None
    assert re.fullmatch(r"L-[0-9A-F]{4}", code)
    assert any(text.startswith(code) for text in room.texts("trái"))
    told = [r for r in caplog.records if "ô number-tram" in r.getMessage()]
    assert [code in record.getMessage() for record in told] == [True]
    assert all(record.exc_info is not None for record in told)
    room.clock.move(SECOND)
    room.answer(tram=1702, xa=142)
    room.look(second=True)
    assert face.tiles["number-tram"].defect is None
    assert "1.702" in room.texts("trái")


def test_a_tile_that_could_not_be_painted_heals_though_its_view_is_equal(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    face = room.wall.faces["trái"]
    bad = face.tiles["number-tram"].items
    paint = Painting.paint

    def failing(self: Painting, painter: Any, items: Any) -> None:
        if items == bad:
            raise RuntimeError("a defect of ours")
        paint(self, painter, items)

    with monkeypatch.context() as patched:
        patched.setattr(Painting, "paint", failing)
        room.window.grab()
        assert face.tiles["number-tram"].defect is not None
    room.clock.move(SECOND)
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    QApplication.processEvents()
    assert face.tiles["number-tram"].defect is None
    assert face.items("number-tram") == bad


def test_one_defect_has_one_code_on_every_tile_and_another_place_another(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.answer(tram=1700, xa=142)
    kind = type(room.wall.stage.types["number"])

    def failing(self: object, settings: Any, knowledge: object) -> object:
        del self, knowledge
        raise RuntimeError(f"a defect of ours in {settings.number}")

    def elsewhere(*_: object) -> object:
        raise RuntimeError("a defect of ours")

    codes: list[set[str | None]] = []
    for method in (failing, elsewhere):
        with monkeypatch.context() as patched:
            patched.setattr(kind, "look_up", method)
            room.look(second=True)
            face: Face = room.wall.stage.faces("một")["trái"]
            with room.cache.picture() as picture:
                face.look_up(Knowledge(room.wall.stage.wall, picture))
        codes.append({tile.defect for tile in face.tiles.values()})
    assert [len(found) for found in codes] == [1, 1]
    assert codes[0] != codes[1]


def test_a_second_paints_the_clock_and_its_heartbeat_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, updated: list[QRect]
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    painted: list[str] = []
    paint = Painting.paint

    def noting(self: Painting, painter: Any, items: Any) -> None:
        painted.extend(item.role for item in items if isinstance(item, Text))
        paint(self, painter, items)

    monkeypatch.setattr(Painting, "paint", noting)
    updated.clear()
    room.clock.move(SECOND)
    room.look(second=True)
    assert "clock" in painted
    assert "title" not in painted
    strip = covered(room.wall.faces["trái"].strip)
    assert all(one.width() < strip.width() / 2 for one in updated)


def test_a_heading_that_was_painted_in_parts_has_the_pixels_of_one_painted_whole(
    room: Room,
) -> None:
    room.answer(tram=1700, xa=142)
    room.look(second=True)
    for seconds in (1, 1, 58, 3600, 86400):
        room.clock.move(seconds * SECOND)
        room.look(second=True)
        store = room.window.backingStore()
        assert store is not None
        kept = store.paintDevice()
        assert isinstance(kept, QImage)
        in_parts = kept.copy()
        room.window.repaint()
        assert in_parts == kept
