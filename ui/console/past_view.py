"""An indicator's past as a curve, with what is under the cursor in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console.chart import Chart
from ui.console.labels import plain_label
from ui.console.offer import Offer
from ui.console.past_values import SPANS, PastValues, past_values, said

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from services.views import Knowledge
    from services.words import Words
    from widgets.palette import Palette


class PastView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.about, self.chart, self.under = QLabel(), Chart(), QLabel()
        plain_label(self.about, quiet=True)
        plain_label(self.under)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.about)
        whole.addWidget(self.chart, 1)
        whole.addStretch()
        whole.addWidget(self.under)
        self.past: PastValues | None = None
        self._span: int | None = None

    def dress(self, palette: Palette, font: QFont) -> None:
        self.chart.dress(palette, font)
        for label in (self.about, self.under):
            label.setFont(font)

    def show_past(self, id: str, which: str, knowledge: Knowledge, words: Words) -> None:
        """`which`: of how many indicators it is."""
        if self.past is None or self.past.indicator != id:
            self._span = None
            self.chart.clear()
        past = self.past = past_values(knowledge, id, self._span)
        self.chart.show_line(past.line, past.whole(knowledge.at), words)
        told = (*_about(past, words), which)
        self.about.setText("   ·   ".join(part for part in told if part))
        self.chart.setVisible(bool(past.points))
        self.say(knowledge, words)

    def say(self, knowledge: Knowledge, words: Words) -> None:
        """What is under the cursor."""
        at = self.chart.at
        if self.past is None or at is None:
            self.under.setText("")
        else:
            self.under.setText(said(self.past, at, knowledge, words))

    def offers(self) -> list[Offer]:
        if self.past is None:
            return []
        moves = (
            ("Left", partial(self.chart.step, -1)),
            ("Right", partial(self.chart.step, 1)),
            ("Shift+Left", partial(self.chart.page, -1)),
            ("Shift+Right", partial(self.chart.page, 1)),
            ("Home", partial(self.chart.to_end, -1)),
            ("End", partial(self.chart.to_end, 1)),
        )
        return [
            *(
                Offer(label=phrase("dời con trỏ trên đường"), keys=(key,), go=go, listed=False)
                for key, go in moves
            ),
            Offer(label=phrase("nhìn gần hơn"), keys=("+", "="), go=self.chart.nearer),
            Offer(label=phrase("nhìn xa hơn"), keys=("-",), go=self._farther),
            Offer(label=phrase("thấy cả khoảng"), keys=("0",), go=self.chart.all),
        ]

    def _farther(self) -> None:
        """Beyond what was looked up, the next longer span is."""
        if self.past is None:
            return
        if self.chart.all_seen and not self.past.told and self.past.span + 1 < len(SPANS):
            self._span = self.past.span + 1
            self.chart.moved.emit()
        else:
            self.chart.farther()


def _about(past: PastValues, words: Words) -> list[str]:
    name = past.figure.indicator.name.full_in(words.lang)
    if past.figure.indicator.formula is not None and not past.points:
        return [name, words.say("tính bằng công thức, không có quá khứ của riêng nó")]
    if not past.points:
        return [name, words.say("chưa có chuỗi giá trị để vẽ")]
    if past.told:
        return [name, words.count(len(past.points), "{n} kỳ")]
    span = words.duration(SPANS[past.span])
    points = words.count(len(past.points), "{n} điểm")
    return [name, words.say("{span} gần nhất", span=span), points]
