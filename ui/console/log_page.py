"""The page of what happened: newest first, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from services.phrase import phrase
from ui.console.offer import Offer
from ui.console.page import Page
from ui.console.table import Column, Row, Table
from widgets.drawing import Ink
from widgets.look import palette_of

if TYPE_CHECKING:
    from ui.console.desk import Desk
    from ui.console.log import Line, Log


class LogPage(Page):
    title = phrase("Nhật ký")

    def __init__(self, desk: Desk, log: Log) -> None:
        super().__init__(desk)
        self._log = log
        self._shown: object = None
        self._new = range(0)
        """Numbers of lines that are new to whoever sits there."""
        self.line, self.table = QLineEdit(), Table()
        self.line.textEdited.connect(self._narrow)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.line)
        whole.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    @override
    def renew(self) -> None:
        words, theme = self.desk.words, self.desk.wall.setting.theme
        self.line.setPlaceholderText(words.say("/: lọc các dòng, không cần dấu"))
        today = words.date(self.desk.clock.now())
        shown = (self._log.count, self._new, words.lang, theme, today)
        if shown == self._shown:
            return
        self._shown = shown
        columns = (
            Column(words.say("Lúc")),
            Column(words.say("Về")),
            Column(words.say("Việc"), stretch=True),
            Column(""),
        )
        palette = palette_of(self.desk.wall.stage.wall, theme)
        grave = palette.inks[Ink.HIGH]
        self.table.show_rows(columns, [self._row(line, grave) for line in self._log.lines])

    @override
    def offers(self) -> list[Offer]:
        found = [
            Offer(label=phrase("lọc các dòng"), keys=("/", "F", "Ctrl+F"), go=self.line.setFocus),
            Offer(label=phrase("về dòng mới nhất"), keys=("Home",), go=self._to_newest),
        ]
        if self.line.text():
            found.append(Offer(label=phrase("bỏ lọc"), keys=("Escape",), go=self._unfilter))
        return found

    def mark(self, new: range) -> None:
        """Lines of these numbers came while nobody saw the console."""
        self._new = new

    def _row(self, line: Line, grave: str) -> Row:
        words = self.desk.words
        new = line.number in self._new
        said = words.say(line.said) if not isinstance(line.said, str) else line.said
        at, now = line.at, self.desk.clock.now()
        today = words.date(at) == words.date(now)
        clock = words.time(at, seconds=True)
        cells = (
            clock if today else f"{words.date(at)} {clock}",
            words.say(line.kind),
            f"▲ {said}" if line.grave else said,
            words.say("mới") if new else "",
        )
        colours = (None, None, grave if line.grave else None)
        return Row(str(line.number), cells, colours, bold=new, hint=said)

    def _to_newest(self) -> None:
        self.table.step(-self._log.count)
        self.table.setFocus()

    def _narrow(self, typed: str) -> None:
        self.table.narrow(typed)
        self.offered.emit()

    def _unfilter(self) -> None:
        self.line.clear()
        self.table.narrow("")
        self.table.setFocus()
        self.offered.emit()
