"""Ctrl+K: one list of all that has a name here, found by typing without accents."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from services.phrase import phrase
from services.words import Sought, best
from ui.console.offer import Offer
from ui.console.table import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from services.words import Words
    from ui.console.entry import Entry

SHOWN = 50
"""Rows at most: who doesn't see it there types on."""
_RECENT = 20
_COLUMNS = (Column("", stretch=True), Column(""), Column("", right=True))
_SHARE = (0.66, 0.72)
"""Of the window."""


class Palette(QFrame):
    """Lies over its parent; what was chosen is performed by whoever hears `chosen`."""

    chosen = Signal(object)
    """An `Entry`."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._over = parent
        self.line, self.table, self._will = QLineEdit(), Table(), QLabel()
        self._words: Words | None = None
        self._entries: tuple[Entry, ...] = ()
        self._folded: list[str] = []
        self._recent: deque[tuple[str, str]] = deque(maxlen=_RECENT)
        self._found: list[int] = []
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._will.setWordWrap(True)
        self._will.setTextFormat(Qt.TextFormat.PlainText)
        whole = QVBoxLayout(self)
        whole.addWidget(self.line)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._will)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._search)
        self.table.moved.connect(self._say)
        self.table.doubleClicked.connect(self.choose)
        parent.installEventFilter(self)
        self.hide()

    @property
    def current(self) -> Entry | None:
        key = self.table.current
        return None if key is None else self._entries[int(key)]

    def open(self, entries: Sequence[Entry], words: Words) -> None:
        self._words, self._entries = words, tuple(entries)
        self._folded = [entry.folded() for entry in entries]
        self.line.setPlaceholderText(
            words.say("Gõ tên việc, cảnh, ô, nguồn, chỉ tiêu; không cần dấu")
        )
        self.line.clear()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()
        self._search("")

    def offers(self) -> list[Offer]:
        """Of keys, while it is open."""
        return [
            Offer(
                label=phrase("làm việc đang chọn"), keys=("Return",), go=self.choose, listed=False
            ),
            Offer(
                label=phrase("đóng bảng lệnh"),
                keys=("Escape", "Ctrl+K"),
                go=self.close_,
                listed=False,
            ),
        ]

    def choose(self) -> None:
        entry = self.current
        if entry is None:
            return
        if entry.known_as in self._recent:
            self._recent.remove(entry.known_as)
        self._recent.appendleft(entry.known_as)
        self.close_()
        self.chosen.emit(entry)

    def close_(self) -> None:
        self.hide()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line leaves: it moves the selected row."""
        rows = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        by = rows.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.table.step(by)

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room = self._over.size()
        width, height = (round(room.width() * _SHARE[0]), round(room.height() * _SHARE[1]))
        self.setGeometry((room.width() - width) // 2, round(room.height() * 0.08), width, height)

    def _search(self, typed: str) -> None:
        known = {entry.known_as: place for place, entry in enumerate(self._entries)}
        recent = [known[one] for one in self._recent if one in known]
        self._found = best(Sought.typed(typed), self._folded, recent, SHOWN)
        assert self._words is not None
        rows = [self._row(place, self._words) for place in self._found]
        self.table.show_rows(_COLUMNS, rows)
        self.table.step(-len(self._entries))
        self._say()

    def _row(self, place: int, words: Words) -> Row:
        entry = self._entries[place]
        return Row(str(place), (entry.name, words.say(entry.kind), entry.key), hint=entry.also)

    def _say(self) -> None:
        assert self._words is not None
        entry = self.current
        self._will.setText(
            self._words.say("Không có gì tên như vậy")
            if entry is None
            else self._words.say("Enter: {deed}", deed=entry.says())
        )
