"""What is known of the asks of one source: how long its answers took, what each ask brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.views.latency import SPAN
from ui.console.chart import Chart
from ui.console.labels import plain_label
from ui.console.line import Line
from ui.console.sight import Sight
from ui.console.table import Column, Row, Table
from ui.console.took import took

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFont

    from services.cache import Ask
    from services.views.latency import Latency
    from services.words import Words
    from widgets.palette import Palette


class SourceHistory(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.chart, self.asks, self.about = Chart(), Table(), QLabel()
        plain_label(self.about, quiet=True)
        drawn = QVBoxLayout()
        drawn.addWidget(self.about)
        drawn.addWidget(self.chart, 1)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addLayout(drawn, 1)
        beside.addWidget(self.asks, 1)
        self._source: str | None = None
        self._shown: tuple[Ask, ...] | None = None

    def dress(self, palette: Palette, font: QFont) -> None:
        self.chart.dress(palette, font)
        for part in (self.about, self.asks, self.asks.horizontalHeader()):
            # of a window that has a style, letters don't reach what was made later
            part.setFont(font)

    def show_source(
        self, source: str, known: Latency, asks: tuple[Ask, ...], at: datetime, words: Words
    ) -> None:
        if source != self._source:
            self._source, self._shown = source, None
            self.chart.clear()
        self.about.setText(_said(known, words))
        points = tuple(
            (ended.timestamp(), lasted.total_seconds())
            for ended, lasted, fine in known.points
            if fine
        )
        failed = tuple(ended.timestamp() for ended, _, fine in known.points if not fine)
        first = (at - SPAN).timestamp()
        whole = Sight(first, at.timestamp())
        self.chart.show_line(Line(points, failed=failed, floor=0.0), whole, words)
        if asks != self._shown:
            self._shown = asks
            self.asks.show_rows(_columns(words), [_row(ask, words) for ask in asks])


def _said(known: Latency, words: Words) -> str:
    if not known.asks:
        return words.say("Trong 6 giờ qua chưa hỏi lần nào")
    return words.say(
        "Giây chờ mỗi câu trả lời, 6 giờ qua: trung vị {median}, 95 % không quá {slow}; "
        "hỏng {failures} trong {asks} lần hỏi",
        median=took(known.median, words),
        slow=took(known.slow, words),
        failures=known.failures,
        asks=known.asks,
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.say("Xong lúc")),
        Column(words.say("Chờ"), right=True),
        Column(words.say("Bản ghi"), right=True),
        Column(words.say("Kết quả"), stretch=True),
    )


def _row(ask: Ask, words: Words) -> Row:
    return Row(
        key=f"{ask.asked.timestamp()} {ask.received.timestamp()}",
        cells=(
            words.time(ask.received, seconds=True),
            took(ask.took, words),
            words.number(ask.records) if ask.reason is None else "",
            _result(ask, words),
        ),
        bold=ask.reason is not None,
    )


def _result(ask: Ask, words: Words) -> str:
    if ask.reason is not None:
        return words.say(ask.words) if ask.words is not None else words.reason(ask.reason)
    if ask.unchanged:
        return words.say("không đổi")
    return words.say("trả lời một phần") if ask.partial else words.say("trả lời đủ")
