"""The page of sources, by key events alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from services.asking import LastAnswer, Next, Part
from services.cache import pause_of
from services.freshness import State
from services.views import Knowledge
from tests.qt.console.at_desk import CONTROL, NONE, Seat, seated
from tests.qt.console.fakes import FakeFollowing
from tests.qt.test_wall import AT
from ui.console.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def asking() -> FakeFollowing:
    return FakeFollowing(coming=Next(due=AT + timedelta(seconds=42)))


@pytest.fixture
def seat(tmp_path: Path, asking: FakeFollowing) -> Iterator[Seat]:
    with seated(tmp_path, following=asking) as made:
        titles = [one.title.text for one in made.console.window.book.pages]
        made.press(Key(Key.Key_1 + titles.index("Nguồn")), modifier=CONTROL)
        yield made


def page(seat: Seat) -> Sources:
    shown = seat.console.window.page
    assert isinstance(shown, Sources)
    return shown


def cells(seat: Seat) -> list[str]:
    (row,) = page(seat).table._all
    return list(row.cells)


def state(seat: Seat) -> State:
    with seat.room.cache.picture() as picture:
        return Knowledge(seat.room.wall.stage.wall, picture).source("so").state


def settled(seat: Seat) -> None:
    """What the writer's thread has kept has reached the wall."""
    seat.room.cache.remember("history", "", "x")
    QApplication.processEvents()
    seat.room.look(second=True)
    seat.second()


def typed(seat: Seat, text: str) -> None:
    """Letters with marks too, as an input method sends them."""
    there = QApplication.focusWidget()
    assert there is not None
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(there, QKeyEvent(kind, 0, NONE, letter))
    QApplication.processEvents()


def answered(text: str) -> LastAnswer:
    part = Part(
        url="http://10.1.0.9/so",
        status=200,
        type="application/json",
        size=len(text),
        received=AT,
        text=text,
        cut=False,
    )
    return LastAnswer(parts=(part,))


def test_each_source_says_how_it_stands_and_when_it_is_asked_next(seat: Seat) -> None:
    said = cells(seat)
    assert "Đang cập nhật" in said
    assert "0:42" in said
    seat.room.fail()
    seat.room.clock.move(timedelta(seconds=5))
    seat.room.fail()
    seat.second()
    said = cells(seat)
    assert "Mất kết nối" in said
    assert "2 lần" in said
    assert "Máy chủ từ chối kết nối" in page(seat)._why.text()


def test_a_source_is_paused_with_a_reason_resumed_and_all_of_it_undone(
    seat: Seat, asking: FakeFollowing
) -> None:
    seat.press("B")
    typed(seat, "thay ổ đĩa")
    seat.press(Key.Key_Down)
    until = AT + timedelta(minutes=60)
    assert seat.will.startswith("Enter: tạm dừng hỏi nguồn")
    assert seat.will.endswith(": thay ổ đĩa")
    assert not asking.done, "nothing is done before Enter"
    seat.press(Key.Key_Return)
    settled(seat)
    assert asking.done == [("hold", "so", until)]
    assert state(seat) is State.MAINTENANCE
    assert "thay ổ đĩa" in page(seat)._why.text()
    assert any("bảo trì" in text.lower() for text in seat.room.texts("phải"))
    seat.press("B")
    settled(seat)
    assert state(seat) is State.LIVE
    seat.press("Z", modifier=CONTROL)
    settled(seat)
    assert state(seat) is State.MAINTENANCE
    seat.press("Z", modifier=CONTROL)
    settled(seat)
    assert state(seat) is State.LIVE
    assert [what for what, _, _ in asking.done] == ["hold", "let go", "hold", "let go"]
    journal = seat.journal()
    assert [what for what, _, _ in journal] == ["pause"] * 4
    after = journal[0][2]
    assert after is not None
    assert pause_of(after).why == "thay ổ đĩa"
    assert pause_of(after).until == until
    assert journal[1][2] is None


def test_a_pause_that_has_ended_is_not_begun_anew_by_undoing_its_end(
    seat: Seat, asking: FakeFollowing
) -> None:
    seat.press("B", Key.Key_Return)
    settled(seat)
    seat.press("B")
    settled(seat)
    seat.room.clock.move(timedelta(hours=3))
    seat.press("Z", modifier=CONTROL)
    settled(seat)
    assert [what for what, _, _ in asking.done] == ["hold", "let go", "let go"]


def test_nothing_is_paused_when_somebody_thinks_better_of_it(
    seat: Seat, asking: FakeFollowing
) -> None:
    seat.press("B")
    typed(seat, "abc")
    seat.press(Key.Key_Escape)
    assert seat.console.window.isVisible()
    assert not page(seat).pausing.isVisible()
    assert asking.done == []
    assert seat.journal() == []


def test_a_source_is_asked_now_and_a_refusal_says_why(seat: Seat, asking: FakeFollowing) -> None:
    seat.press("A")
    assert asking.done == [("call", "so", None)]
    assert "Đã hỏi ngay nguồn" in seat.said
    asking.coming = Next(under_way=AT)
    seat.press("A")
    assert len(asking.done) == 1
    assert "Đang hỏi nguồn này" in seat.said
    asking.coming, asking.refuses = Next(), True
    seat.press("A")
    assert "Tường chưa hỏi nguồn này" in seat.said
    assert [what for what, _, _ in seat.journal()] == ["ask"]


def test_its_last_answer_is_read_searched_and_copied_as_it_came(
    seat: Seat, asking: FakeFollowing
) -> None:
    asking.answers.kept["so"] = answered("<b>một</b>\nhai\nba hai")
    seat.press("V")
    raw = page(seat).raw
    assert raw.isVisible()
    assert raw.text.toPlainText() == "<b>một</b>\nhai\nba hai"
    assert "10.1.0.9" in raw.about.text()
    seat.press("F", modifier=CONTROL)
    typed(seat, "hai")
    assert raw.text.textCursor().selectedText() == "hai"
    first = raw.text.textCursor().position()
    seat.press(Key.Key_Return)
    assert raw.text.textCursor().position() > first
    seat.press(Key.Key_Return)
    assert raw.text.textCursor().position() == first, "it begins at the top again"
    seat.press(Key.Key_Escape)
    assert not raw.sought.isVisible()
    shifted = CONTROL | Qt.KeyboardModifier.ShiftModifier
    seat.press("C", modifier=shifted)
    assert QApplication.clipboard().text() == "<b>một</b>\nhai\nba hai"


def test_rows_are_narrowed_by_typing_without_accents_and_sorted_by_provider(seat: Seat) -> None:
    table = page(seat).table
    seat.press("/")
    typed(seat, "khong co dau")
    assert table.keys == []
    seat.press(Key.Key_Escape)
    assert table.keys == ["so"]
    seat.press("/")
    typed(seat, "dang cap nhat")
    assert table.keys == ["so"]
    seat.press(Key.Key_Return)
    seat.press("N")
    assert table._model.columns[0].title == "Đơn vị cung cấp"
    assert cells(seat)[0] == "không khai"


def test_what_became_of_each_ask_and_how_long_it_took_is_listed(seat: Seat) -> None:
    seat.room.fail()
    seat.second()
    history = page(seat).history
    assert history is not None
    said = [row.cells[3] for row in history.asks._all]
    assert said == ["Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt", "trả lời đủ"]
    assert "hỏng 1 trong 2 lần hỏi" in history.about.text()
