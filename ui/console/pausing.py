"""A pause on its way: why, and for how long, as keys say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from services.cache import LONGEST_WHY
from services.phrase import phrase
from ui.console.labels import plain_label
from ui.console.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.words import Words
    from ui.deed import Deed
    from ui.steering_sources import SourceSteering

MINUTES: tuple[int | None, ...] = (15, 30, 60, 120, None)
"""None: until somebody resumes it."""


@dataclass(frozen=True, slots=True)
class Pausing:
    """Each key gives another one; nothing happens before its `deed` is performed."""

    source: str
    why: str = ""
    choice: int = 1
    """Of `MINUTES`."""

    def longer(self, by: int) -> Pausing:
        return replace(self, choice=min(max(self.choice + by, 0), len(MINUTES) - 1))

    def deed(self, steering: SourceSteering, now: datetime) -> Deed:
        minutes = MINUTES[self.choice]
        until = None if minutes is None else now + timedelta(minutes=minutes)
        return steering.pause(self.source, self.why, until)


class PauseForm(QFrame):
    """A line for the reason; below it for how long, which ↑ and ↓ change."""

    changed = Signal()

    def __init__(self, steering: SourceSteering, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._steering, self._now = steering, now
        self.pausing: Pausing | None = None
        self._asked, self._lasts = QLabel(), QLabel()
        self.why = QLineEdit()
        self.why.setMaxLength(LONGEST_WHY)
        self.why.textEdited.connect(self._typed)
        plain_label(self._lasts)
        self._asked.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout()
        line.addWidget(self._asked)
        line.addWidget(self.why, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(line)
        whole.addWidget(self._lasts)
        self.hide()

    def begin(self, source: str, words: Words) -> None:
        self.pausing = Pausing(source)
        self.why.clear()
        self.show()
        self.why.setFocus()
        self.renew(words)

    def end(self) -> None:
        self.pausing = None
        self.hide()

    def longer(self, by: int) -> None:
        if self.pausing is not None:
            self.pausing = self.pausing.longer(by)
            self.changed.emit()

    def deed(self) -> Deed | None:
        return None if self.pausing is None else self.pausing.deed(self._steering, self._now())

    def offers(self, end: Callable[[], None]) -> list[Offer]:
        """`end` puts the form away."""
        return [
            Offer(
                label=phrase("tạm dừng nguồn đang chọn"), keys=("Return",), deed=self.deed, go=end
            ),
            Offer(label=phrase("lâu hơn"), keys=("Down",), go=partial(self.longer, 1)),
            Offer(label=phrase("ngắn hơn"), keys=("Up",), go=partial(self.longer, -1)),
            Offer(label=phrase("thôi tạm dừng"), keys=("Escape",), go=end),
        ]

    def renew(self, words: Words) -> None:
        if self.pausing is None:
            return
        called = self._steering.called(self.pausing.source)
        self._asked.setText(words.say("Tạm dừng hỏi “{source}”, lý do:", source=called))
        self.why.setPlaceholderText(words.say("chẳng hạn: đơn vị báo bảo trì máy chủ"))
        every = (
            words.say("đến khi có người tiếp tục")
            if minutes is None
            else words.count(minutes, "{n} phút")
            for minutes in MINUTES
        )
        said = [f"[{text}]" if n == self.pausing.choice else text for n, text in enumerate(every)]
        self._lasts.setText(words.say("↑ ↓ trong: {lasts}", lasts=" · ".join(said)))

    def _typed(self, text: str) -> None:
        if self.pausing is not None:
            self.pausing = replace(self.pausing, why=text)
            self.changed.emit()
