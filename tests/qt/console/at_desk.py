"""A small wall with its console, steered by key events alone."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.mask import Mask
from tests.qt.test_wall import AT, opened
from tests.unit.acts.telling import done
from ui.console.console import Console
from ui.console.desk import Desk
from ui.console.notification import Desktop

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterator
    from pathlib import Path

    from services.phrase import Phrase
    from tests.qt.console.fakes import FakeFollowing
    from tests.qt.test_wall import Room
    from ui.following import Following
    from ui.terminal import Remark

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Seat:
    """Whoever sits at the desk."""

    room: Room
    console: Console
    notified: list[tuple[str, str]] = field(default_factory=list)
    """Titles and texts of a desktop that is a fake."""
    told: list[Phrase] = field(default_factory=list)
    """On the terminal."""

    def open(self) -> None:
        # Qt's unseen screens leave the keys with a window that was hidden.
        self.room.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.room.window)
        self.console.open()
        assert QTest.qWaitForWindowActive(self.console.window)
        for _ in range(1000):
            if QApplication.activeWindow() is self.console.window:
                return
            QTest.qWait(10)
        pytest.fail("the console has no keys")

    def press(self, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Keys, or letters, to whatever has the focus in the console."""
        for key in keys:
            there = QApplication.focusWidget() or self.console.window
            code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
            QTest.keyClick(there, code, modifier)
            QApplication.processEvents()

    def second(self) -> None:
        """What its timers would do in a second."""
        self.console._look()
        if self.console.window.isVisible():
            self.console.window.renew()

    def journal(self) -> list[tuple[str, str | None, str | None]]:
        """All acts; what was done a moment ago is waited for."""
        self.room.wall._acts._journal.close()
        return done(self.room.acts)

    @property
    def will(self) -> str:
        """What the line at the foot says of Enter."""
        return self.console.window._foot.will.text()

    @property
    def said(self) -> str:
        """What it says of the last act and of Ctrl+Z."""
        return self.console.window._foot.told.text()


@contextmanager
def seated(
    folder: Path,
    *,
    shown: bool = True,
    kept: Path | None = None,
    following: FakeFollowing | None = None,
    cache: Cache | None = None,
    clock: HeldClock | None = None,
    remarks: deque[Remark] | None = None,
) -> Iterator[Seat]:
    """`cache`: one that an earlier run of the wall left, with its clock; it is closed at the end."""
    clock = clock or HeldClock(AT)
    with opened(folder, cache or Cache.in_memory(clock), clock) as room:
        room.answer(tram=1700, xa=142)
        room.look(second=True)
        wall = room.wall
        asking = cast("Following | None", following)
        desk = Desk(wall, room.cache, clock, wall.deeds, wall.steering, wall._acts, asking)
        notified: list[tuple[str, str]] = []
        told: list[Phrase] = []

        def notify(program: str, title: str, text: str) -> bool:
            del program
            notified.append((title, text))
            return True

        console = Console(desk, Desktop(told.append, notify), Mask(), kept, remarks)
        console.begin()
        try:
            seat = Seat(room, console, notified, told)
            if shown:
                seat.open()
            yield seat
        finally:
            console.end()
            console.deleteLater()
            QApplication.processEvents()
