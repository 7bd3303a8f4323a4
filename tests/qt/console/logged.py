"""The console of the morning after, its page of what happened open: what stands there."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from services import database
from services.clock import HeldClock
from tests.qt.console.at_desk import CONTROL, Seat, seated
from tests.qt.console.nights import WALL, left
from tests.qt.test_wall import AT
from ui.acts import journal_path
from ui.console.log_page import LogPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_PATIENCE = 60_000
"""Milliseconds, for a machine that has much else to do."""
Key = Qt.Key
OPENED = "mở bộ nhớ, để chạy tường hoặc để xuất ảnh"
"""What stands at the beginning of a cache that no run has begun."""


def page(seat: Seat) -> LogPage:
    shown = seat.console.window.page
    assert isinstance(shown, LogPage)
    return shown


def settled(seat: Seat) -> None:
    """What the page reads aside is there."""
    shown = page(seat)
    for _ in range(_PATIENCE // 5):
        if not shown.past.reading and not shown.proving._errand.under_way:
            seat.second()
            return
        QTest.qWait(5)
    pytest.fail("the page is still reading")


@contextmanager
def morning(folder: Path, *, at: datetime = AT) -> Iterator[Seat]:
    """The next run, its page of what happened open and read."""
    clock = HeldClock(at)
    with seated(folder, cache=left(folder, clock), clock=clock) as seat:
        open_log(seat)
        yield seat


def open_log(seat: Seat) -> None:
    titles = [one.title.text for one in seat.console.window.book.pages]
    seat.press(Key(Key.Key_1 + titles.index("Nhật ký")), modifier=CONTROL)
    settled(seat)


def lines(seat: Seat) -> list[str]:
    """What stands in the table, from the top, without days."""
    rows = page(seat).table._model.rows
    return [row.cells[2].removeprefix("▲ ") for row in rows if row.cells[0]]


def whole(seat: Seat) -> str:
    """What is said of the journal of acts that is as it was written."""
    assert not page(seat).proof.isVisible()
    return page(seat).about.text().split("   ·   ")[-1]


def end_of_all(seat: Seat) -> bool:
    return page(seat).about.text().startswith("hết: không còn gì cũ hơn được giữ")


def past(seat: Seat) -> list[str]:
    """Of earlier runs."""
    rows = page(seat).table._model.rows
    return [row.cells[2].removeprefix("▲ ") for row in rows if row.key.startswith("past")]


def tampered(folder: Path, statement: str, *values: object) -> None:
    """By somebody who knows SQLite."""
    with closing(database.writer(journal_path(folder, WALL))) as connection:
        for trigger in ("entry_UPDATE", "entry_DELETE"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute(statement, values)
