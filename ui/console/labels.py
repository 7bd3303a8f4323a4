"""Labels of the console: whatever systems say stands there as plain text, never as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def plain_label(label: QLabel, *, quiet: bool = False, title: bool = False) -> QLabel:
    """Breaks its lines, and never widens its window for a long word."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if quiet or title:
        label.setProperty("part", "title" if title else "second")
    return label


def plain_tip(text: str) -> str:
    """As a tip shows it, its lines broken. Qt takes a tip in which a tag stands for markup, and would fetch
    the pictures that it names.
    """
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if text else ""
