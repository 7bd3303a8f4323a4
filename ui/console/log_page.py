"""The page of what happened: newest first, beyond this run too, narrowed by typing and by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from services.phrase import phrase
from ui.console.labels import plain_label
from ui.console.log import ACTS
from ui.console.log_rows import Group, LogRows, Manner, columns
from ui.console.offer import Offer
from ui.console.page import Page
from ui.console.past_lines import PastLines
from ui.console.proving import Proving
from ui.console.table import Table
from ui.deed_words import DeedWords
from widgets.drawing import Ink
from widgets.look import palette_of

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from services.acts import Act
    from services.phrase import Phrase
    from ui.console.desk import Desk
    from ui.console.log import Log

_LONGEST = 500
"""Characters of the selected line that are said below: some lines, however large the letters are."""
KEPT = phrase(
    "của các lần chạy trước chỉ giữ thao tác, nguồn, màn hình, tệp tường, lúc chạy, lúc dừng; không giữ các "
    "vướng mắc khác, như lỗi trong tệp tường"
)
"""Lest silence be taken for peace."""


class LogPage(Page):
    title = phrase("Nhật ký")

    def __init__(self, desk: Desk, log: Log) -> None:
        super().__init__(desk)
        self._log = log
        self._shown: object = None
        self._new = range(0)
        """Numbers of lines that are new to whoever sits there."""
        self._group = Group.ALL
        self._rows = LogRows(DeedWords(desk.wall))
        self.past, self.proving = PastLines(desk), Proving(desk.acts.path, desk.clock.now)
        self.past.came.connect(self._came)
        self.proving.came.connect(self._proved)
        self.line, self.table = QLineEdit(), Table()
        self.line.textEdited.connect(self._narrow)
        self.table.moved.connect(self._moved)
        self.groups, self.about = (
            plain_label(QLabel(), quiet=True),
            plain_label(QLabel(), quiet=True),
        )
        self.proof, self.full = plain_label(QLabel()), plain_label(QLabel())
        self.proof.setProperty("part", "grave")
        self._noted: Phrase | None = None
        """Of the journal, in the log."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        for part in (self.line, self.groups, self.table, self.full, self.about, self.proof):
            whole.addWidget(part)
        whole.setStretch(2, 1)
        self.setFocusProxy(self.table)

    def begin(self) -> None:
        """The log of this run begins."""
        self.past.begin()

    def end(self) -> None:
        self.past.end()
        self.proving.end()

    def recorded(self, act: Act) -> None:
        """While its log is kept, which tells of it next."""
        self.past.recorded(act.at, self._log.count)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._reach()
        super().showEvent(event)

    @override
    def renew(self) -> None:
        if not self.past.begun:
            self.past.read_on()
        if not self.proving.begun:
            self.proving.begin()
        words, theme = self.desk.words, self.desk.wall.setting.theme
        palette = palette_of(self.desk.wall.stage.wall, theme)
        self.line.setPlaceholderText(words.say("/: lọc các dòng, không cần dấu"))
        self.groups.setText(self._said_groups())
        self.about.setText(self._said_about())
        self._show_proof()
        today = words.date(self.desk.clock.now())
        inks = palette.inks
        stage, dated = self.desk.wall.stage, bool(self.line.text())
        manner = Manner(stage, today, inks[Ink.HIGH], inks[Ink.SECOND], self._new, dated)
        shown = (self._log.count, self.past.lines, self._group, manner)
        if shown == self._shown:
            return
        self._shown = shown
        rows = self._rows.rows(self._log.lines, self.past.lines, self._group, manner)
        follows = self._at_newest()
        self.table.show_rows(columns(manner), rows)
        if follows:
            self.table.step(-len(rows))
        self._show_full()

    @override
    def offers(self) -> list[Offer]:
        found = [
            Offer(
                label=group.offered,
                keys=(str(n),),
                go=partial(self._choose, group),
            )
            for n, group in enumerate(Group, start=1)
        ]
        found += [
            Offer(label=phrase("lọc các dòng"), keys=("/", "F", "Ctrl+F"), go=self._seek),
            Offer(label=phrase("về dòng mới nhất"), keys=("Home",), go=self._to_newest),
            Offer(label=self._older_said(), keys=("End",), go=self._to_oldest),
            Offer(label=phrase("kiểm lại nhật ký thao tác"), keys=("V",), go=self._prove),
        ]
        if self.line.hasFocus():
            found += [
                Offer(label=phrase("dòng trên, dòng dưới"), keys=(key,), go=go, listed=False)
                for key, go in (
                    ("Up", partial(self.table.step, -1)),
                    ("Down", partial(self.table.step, 1)),
                )
            ]
            found.append(
                Offer(label=phrase("về bảng, giữ lọc"), keys=("Return",), go=self.table.setFocus)
            )
        if self.line.text() or self.line.hasFocus():
            found.append(Offer(label=phrase("bỏ lọc"), keys=("Escape",), go=self._unfilter))
        return found

    def mark(self, new: range) -> None:
        """Lines of these numbers came while nobody saw the console."""
        self._new = new

    def _older_said(self) -> Phrase:
        if self.past.more:
            return phrase("về dòng cũ nhất, đọc cũ hơn")
        return phrase("về dòng cũ nhất")

    def _said_groups(self) -> str:
        words = self.desk.words
        said = [f"{n} {words.say(group.called)}" for n, group in enumerate(Group, start=1)]
        return "     ".join(
            f"[{one}]" if group is self._group else one
            for group, one in zip(Group, said, strict=True)
        )

    def _said_about(self) -> str:
        words, past = self.desk.words, self.past
        parts = [words.say("không đọc được hết: {why}", why=why) for why in past.troubles]
        if self._between:
            parts.append(
                words.count(self._between, "không còn hiện {n} dòng cũ hơn của lần chạy này, Home")
            )
        if past.left_out:
            parts.append(
                words.count(
                    past.left_out, "không còn hiện {n} dòng mới hơn của các lần chạy trước, Home"
                )
            )
        if past.reading:
            parts.append(words.say("đang đọc các lần chạy trước…"))
        elif past.floor is not None:
            back = words.since(past.floor, self.desk.clock.now())
            parts.append(words.say("đã đọc đến {time}; End: đọc cũ hơn", time=back))
        elif past.begun and not past.troubles:
            parts.append(words.say("hết: không còn gì cũ hơn được giữ"))
        if past.begun:
            parts.append(words.say(KEPT))
        if self.proving.broken is None:
            parts.append(self.proving.said(words))
        return "   ·   ".join(part for part in parts if part)

    @property
    def _between(self) -> int:
        """Lines of this run that its log no longer keeps, and that are not told as past yet."""
        dropped = self._log.dropped
        return 0 if dropped is None else dropped.number - self.past.reached

    def _reach(self) -> None:
        dropped, lines = self._log.dropped, self._log.lines
        if dropped is not None:
            self.past.reach_to(dropped, lines[-1])

    def _show_full(self) -> None:
        """The selected line with its day, which may have no room in its row."""
        said = self.table.hint or " "
        self.full.setText(said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")

    def _show_proof(self) -> None:
        broken = self.proving.broken is not None
        self.proof.setVisible(broken)
        if broken:
            self.proof.setText(f"▲ {self.proving.said(self.desk.words)}")

    def _came(self) -> None:
        self._renewed()

    def _proved(self) -> None:
        broken, before = self.proving.broken, self._noted
        self._noted = broken
        if broken is not None and broken != before:
            self._log.note(ACTS, broken, grave=True)
        self._renewed()

    def _renewed(self) -> None:
        if self.isVisible():
            self.renew()
            self.offered.emit()

    def _choose(self, group: Group) -> None:
        self._group = group
        self._renewed()

    def _prove(self) -> None:
        self.proving.begin()
        self._renewed()

    def _at_newest(self) -> bool:
        keys = self.table.keys
        return not keys or self.table.current == keys[0]

    def _to_newest(self) -> None:
        self._reach()
        self.past.restart()
        self._renewed()
        self.table.step(-len(self.table.keys))

    def _to_oldest(self) -> None:
        self.table.step(len(self.table.keys))
        self._read_on()

    def _moved(self) -> None:
        """Who comes to the last line reads on; who narrows them wants what is there."""
        self._show_full()
        keys = self.table.keys
        if not self.line.text() and len(keys) > 1 and self.table.current == keys[-1]:
            self._read_on()

    def _read_on(self) -> None:
        self.past.read_on()
        self.about.setText(self._said_about())

    def _seek(self) -> None:
        self.line.setFocus()
        self.offered.emit()

    def _narrow(self, typed: str) -> None:
        self.renew()
        self.table.narrow(typed)
        self.offered.emit()

    def _unfilter(self) -> None:
        self.line.clear()
        self.renew()
        self.table.narrow("")
        self.table.setFocus()
        self.offered.emit()
