"""What a source answered last, as it came: plain text that can be searched and copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console.labels import plain_label
from ui.console.offer import Offer

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFont

    from services.asking import LastAnswer, Part
    from services.words import Words

_RULE = "─" * 8


class RawAnswer(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.about, self.text, self.sought = QLabel(), QPlainTextEdit(), QLineEdit()
        plain_label(self.about, quiet=True)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.sought.hide()
        self.sought.textChanged.connect(self._seek)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.about)
        whole.addWidget(self.text, 1)
        whole.addWidget(self.sought)
        self.setFocusProxy(self.text)
        self._shown: LastAnswer | None = None

    def resize_letters(self, beside: QFont) -> None:
        """As large as those beside."""
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPointSizeF(beside.pointSizeF())
        self.text.setFont(letters)

    def show_answer(self, answer: LastAnswer | None, now: datetime, words: Words) -> None:
        """Whoever reads or has selected something isn't disturbed while it is the same answer."""
        self.about.setText(_about(answer, now, words))
        self.sought.setPlaceholderText(words.say("Tìm trong câu trả lời"))
        if answer is None or answer != self._shown:
            self._shown = answer
            text = "" if answer is None else _text(answer, words)
            if text != self.text.toPlainText():
                self.text.setPlainText(text)

    def offers(self) -> list[Offer]:
        if self._shown is None or not self._shown.parts:
            return []
        offers = [
            Offer(label=phrase("tìm trong câu trả lời"), keys=("Ctrl+F",), go=self._find),
            Offer(label=phrase("chép cả câu trả lời"), keys=("Ctrl+Shift+C",), go=self._copy),
        ]
        if self.sought.isVisible():
            offers += [
                Offer(label=phrase("chỗ khớp tiếp theo"), keys=("Return", "F3"), go=self._next),
                Offer(label=phrase("thôi tìm"), keys=("Escape",), go=self._leave),
            ]
        return offers

    def _find(self) -> None:
        self.sought.show()
        self.sought.setFocus()
        self.sought.selectAll()

    def _leave(self) -> None:
        self.sought.hide()
        self.text.setFocus()

    def _seek(self, typed: str) -> None:
        """From the top."""
        cursor = self.text.textCursor()
        cursor.setPosition(0)
        self.text.setTextCursor(cursor)
        if typed:
            self.text.find(typed)

    def _next(self) -> None:
        """Begins at the top again behind the last."""
        typed = self.sought.text()
        if typed and not self.text.find(typed, QTextDocument.FindFlag(0)):
            self._seek(typed)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def _about(answer: LastAnswer | None, now: datetime, words: Words) -> str:
    if answer is None:
        return words.say("Từ khi tường mở chưa nhận câu trả lời nào của nguồn này")
    parts = [_head(answer.parts[0], now, words)] if len(answer.parts) == 1 else []
    if len(answer.parts) > 1:
        many = len(answer.parts) + answer.more
        parts.append(words.count(many, "{n} câu trả lời trong một lần hỏi"))
    if answer.more:
        parts.append(words.say("chỉ giữ {n} câu đầu", n=len(answer.parts)))
    said = partial(words.since, at=now)
    if answer.repeated is not None:
        parts.append(words.say("nguồn báo không đổi lúc {time}", time=said(answer.repeated)))
    if answer.failed is not None and answer.failed_at is not None:
        failed = words.say(answer.failed).rstrip(".")
        parts.append(
            words.say("lần hỏi lúc {time}: {why}", time=said(answer.failed_at), why=failed)
        )
    return "   ·   ".join(parts)


def _head(part: Part, now: datetime, words: Words) -> str:
    at = part.received
    same = words.date(at) == words.date(now)
    when = words.time(at, seconds=True) if same else words.moment(at)
    said = [when, str(part.status), part.type, words.size(part.size), part.url]
    if part.cut:
        said.insert(4, words.say("chỉ giữ phần đầu"))
    return "  ·  ".join(one for one in said if one)


def _text(answer: LastAnswer, words: Words) -> str:
    if len(answer.parts) == 1:
        return answer.parts[0].text
    return "\n\n".join(
        f"{_RULE} {n}  ·  {_head(part, part.received, words)}\n{part.text}"
        for n, part in enumerate(answer.parts, start=1)
    )
