"""The console's letters and colours: those of the wall's theme, at a desk's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QPalette

from widgets.drawing import Ink
from widgets.fonts import FALLBACK, FAMILY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.palette import Palette

POINTS = 11.0
LEAST, MOST = 1.0, 2.5
"""Times `POINTS`, as people zoom."""


def letters(zoom: float) -> QFont:
    made = QFont([FAMILY, FALLBACK])
    made.setPointSizeF(POINTS * zoom)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


def colours(palette: Palette) -> QPalette:
    inks = {ink: QColor(value) for ink, value in palette.inks.items()}
    made = QPalette(inks[Ink.TILE], inks[Ink.GROUND])
    for role, ink in (
        (QPalette.ColorRole.Window, Ink.GROUND),
        (QPalette.ColorRole.WindowText, Ink.TEXT),
        (QPalette.ColorRole.Base, Ink.TILE),
        (QPalette.ColorRole.AlternateBase, Ink.TILE_DARK),
        (QPalette.ColorRole.Text, Ink.TEXT),
        (QPalette.ColorRole.PlaceholderText, Ink.SECOND),
        (QPalette.ColorRole.Button, Ink.TILE),
        (QPalette.ColorRole.ButtonText, Ink.TEXT),
        (QPalette.ColorRole.Highlight, Ink.DATA_DIM),
        (QPalette.ColorRole.HighlightedText, Ink.TEXT),
        (QPalette.ColorRole.ToolTipBase, Ink.TILE),
        (QPalette.ColorRole.ToolTipText, Ink.TEXT),
        (QPalette.ColorRole.Link, Ink.DATA),
        (QPalette.ColorRole.Accent, Ink.DATA),
        (QPalette.ColorRole.Mid, Ink.LINE),
        (QPalette.ColorRole.Dark, Ink.LINE),
        (QPalette.ColorRole.Midlight, Ink.LINE),
        (QPalette.ColorRole.Light, Ink.LINE),
        (QPalette.ColorRole.Shadow, Ink.GROUND),
    ):
        made.setColor(role, inks[ink])
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, inks[Ink.OLD])
    return made


def sheet(palette: Palette, zoom: float) -> str:
    """Qt's style sheet: quiet grounds, thin lines, and a frame around whatever has the keys. It names the
    letters too: a style sheet forgets those of `QWidget.setFont` when it becomes another one.
    """
    ink = palette.inks
    parts = (_letters(ink, zoom), _fields(ink), _own(ink), _buttons(ink), _bars(ink))
    return "".join(parts)


def _letters(ink: Mapping[Ink, str], zoom: float) -> str:
    return f"""
* {{ outline: 0; font-family: "{FAMILY}", "{FALLBACK}"; font-size: {POINTS * zoom:.2f}pt; }}
#console {{ background: {ink[Ink.GROUND]}; }}
QLabel {{ background: transparent; color: {ink[Ink.TEXT]}; }}
QLabel[part="title"] {{ font-weight: 600; }}
QLabel[part="second"] {{ color: {ink[Ink.SECOND]}; }}
QLabel[part="grave"] {{ color: {ink[Ink.HIGH]}; font-weight: 600; }}
"""


def _fields(ink: Mapping[Ink, str]) -> str:
    """Lists, tables, and where something is typed."""
    return f"""\
QAbstractItemView, QLineEdit, QSpinBox, QComboBox, QPlainTextEdit {{
    background: {ink[Ink.TILE]}; color: {ink[Ink.TEXT]};
    border: 2px solid {ink[Ink.LINE]}; border-radius: 4px;
    selection-background-color: {ink[Ink.DATA_DIM]}; selection-color: {ink[Ink.TEXT]};
}}
QLineEdit, QSpinBox, QComboBox {{ padding: 3px 8px; }}
QAbstractItemView:focus, QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {{
    border-color: {ink[Ink.DATA]};
}}
QAbstractItemView::item {{ padding: 3px 8px; border: 0; }}
QAbstractItemView::item:selected {{
    background: {ink[Ink.DATA_DIM]}; color: {ink[Ink.TEXT]};
}}
QHeaderView {{ background: {ink[Ink.TILE]}; border: 0; }}
QHeaderView::section {{
    background: {ink[Ink.TILE]}; color: {ink[Ink.SECOND]};
    border: 0; border-bottom: 1px solid {ink[Ink.LINE]}; padding: 4px 8px; font-weight: 500;
}}
"""


def _own(ink: Mapping[Ink, str]) -> str:
    """Parts of the console by their names."""
    return f"""\
#pages {{ background: {ink[Ink.GROUND]}; border-color: {ink[Ink.GROUND]}; }}
#pages:focus {{ border-color: {ink[Ink.DATA]}; }}
#pages::item {{ padding: 7px 8px; }}
#foot {{ background: {ink[Ink.TILE]}; border-top: 1px solid {ink[Ink.LINE]}; }}
#palette {{
    background: {ink[Ink.TILE]}; border: 2px solid {ink[Ink.OUTLINE]}; border-radius: 8px;
}}
#banner {{
    background: {ink[Ink.TILE]}; border: 0; border-left: 6px solid {ink[Ink.HIGH]};
}}
"""


def _buttons(ink: Mapping[Ink, str]) -> str:
    return f"""\
QPushButton {{
    background: {ink[Ink.TILE]}; color: {ink[Ink.TEXT]};
    border: 2px solid {ink[Ink.LINE]}; border-radius: 4px; padding: 4px 12px;
}}
QPushButton:focus {{ border-color: {ink[Ink.DATA]}; }}
QPushButton:checked, QPushButton:pressed {{ background: {ink[Ink.DATA_DIM]}; }}
QPushButton:disabled {{ color: {ink[Ink.OLD]}; }}
"""


def _bars(ink: Mapping[Ink, str]) -> str:
    """What scrolls, parts and explains."""
    return f"""\
QScrollBar {{ background: {ink[Ink.TILE]}; border: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{
    background: {ink[Ink.OUTLINE]}; border-radius: 5px; min-height: 24px; min-width: 24px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {ink[Ink.GROUND]}; }}
QToolTip {{
    background: {ink[Ink.TILE]}; color: {ink[Ink.TEXT]}; border: 1px solid {ink[Ink.OUTLINE]};
}}
"""
