"""What people do on a running wall passes the gate and stands in the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services import database
from services.acts import Answer
from services.cache import Cache
from services.clock import HeldClock
from services.phrase import phrase
from tests.qt.test_wall import AT, opened, press
from tests.unit.acts.telling import done
from ui import acts
from ui.notices import REFUSED, WAY_OUT
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.qt.test_wall import Room
    from widgets.drawing import Item

SECONDS = 30_000


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A wall that has been open for a while: nothing lies over it."""
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        clock.move(timedelta(seconds=WAY_OUT))
        made.look(second=True)
        assert made.over() == []
        yield made


@pytest.fixture
def over(room: Room, monkeypatch: pytest.MonkeyPatch) -> Over:
    made = Over(room)
    monkeypatch.setattr(room.window, "lay_over", made.lay)
    return made


def test_what_people_choose_stands_in_the_journal_and_what_was_so_already_does_not(
    tmp_path: Path,
) -> None:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        for key in (Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_T, Qt.Key.Key_L):
            press(room, key)
        journal = room.acts
    assert done(journal) == [
        ("scene", "một", "hai"),
        ("theme", "toi", "sang"),
        ("language", "vi", "en"),
    ]


def test_an_act_that_is_refused_changes_nothing_and_it_is_said_why(
    room: Room, over: Over, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = phrase("Chỉ trưởng ca được đổi cảnh.")
    monkeypatch.setattr(acts, "may", lambda _person, _what: Answer(why))
    press(room, Qt.Key.Key_2)
    assert room.wall.setting.scene == "một"
    with room.cache.picture() as picture:
        assert picture.setting("scene") is None
    assert over.said == [why.text]
    room.clock.move(timedelta(seconds=REFUSED))
    assert over.each_second() == []


def test_a_wall_whose_acts_are_not_recorded_goes_on_and_says_so_until_they_are(
    room: Room, over: Over, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(room, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: room.acts.exists() and len(done(room.acts)) == 1, timeout=SECONDS)
    monkeypatch.setattr(database, "BUSY", 0.01)
    other = database.writer(room.acts)
    other.execute("BEGIN IMMEDIATE")
    press(room, Qt.Key.Key_2)
    assert room.wall.setting.scene == "hai"
    qtbot.waitUntil(lambda: over.each_second() != [], timeout=SECONDS)
    (said,) = over.said
    assert "Số thao tác chưa ghi được vào nhật ký: 1." in said
    assert "đang bị một chương trình khác khóa" in said
    other.execute("ROLLBACK")
    other.close()
    press(room, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: over.each_second() == [], timeout=SECONDS)
    assert [act for act, _, _ in done(room.acts)] == ["theme", "scene", "scene"]


@dataclass
class Over:
    """What lies over a wall, in words."""

    room: Room
    said: list[str] = field(default_factory=list)

    def lay(self, overlays: Iterable[tuple[Item, ...]]) -> None:
        self.said = [
            item.full or item.text for items in overlays for item in items if isinstance(item, Text)
        ]

    def each_second(self) -> list[str]:
        self.room.clock.move(timedelta(seconds=1))
        self.room.look(second=True)
        return self.said
