"""Labels with their texts, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from ui.console.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence


class FactList(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLabel, QLabel]] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setVerticalSpacing(5)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        # setting the widget fills it with the style's own ground
        for ground in (inside, self.viewport()):
            ground.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: list[tuple[str, str]] = []

    @property
    def shown(self) -> list[tuple[str, str]]:
        return list(self._shown)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if list(facts) == self._shown:
            return
        self._shown = list(facts)
        while len(self._rows) < len(facts):
            self._add()
        for n, (label, text) in enumerate(self._rows):
            said = facts[n] if n < len(facts) else ("", "")
            for part, one in zip((label, text), said, strict=True):
                part.setVisible(n < len(facts))
                part.setText(one)
                part.setFont(self.window().font())

    def _add(self) -> None:
        label, text = QLabel(), plain_label(QLabel())
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("part", "second")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._rows)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(text, row, 1)
        self._rows.append((label, text))
