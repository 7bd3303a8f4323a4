"""A table for the keyboard: what is selected stays selected while rows come and go, typing narrows it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, override

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from services.words import Sought, fold
from ui.console.labels import plain_tip
from ui.console.widths import widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

type _Index = QModelIndex | QPersistentModelIndex

_MEASURED = 50
"""Cells of a column."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    right: bool = False
    """Figures stand at the right."""
    stretch: bool = False
    """Takes what room is left."""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    """By which it is known again; no two rows have the same."""
    cells: tuple[str, ...]
    colours: tuple[str | None, ...] = ()
    """Of the text of each cell, as #RRGGBB; None and those that are missing: as the window's."""
    bold: bool = False
    hint: str = ""
    """What has no room in its cells."""
    _folded: str | None = field(init=False, default=None, compare=False, repr=False)

    def length(self, column: int) -> int:
        """Characters."""
        return len(self.cells[column]) if column < len(self.cells) else 0

    @property
    def folded(self) -> str:
        """For finding; made when somebody first types."""
        if self._folded is None:
            object.__setattr__(self, "_folded", fold(" ".join((*self.cells, self.hint))))
        return self._folded or ""


class _Rows(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: list[Row] = []
        self._bold = QFont()

    def take(self, columns: tuple[Column, ...], rows: list[Row]) -> tuple[bool, bool]:
        """Whether they stand in other places than before, and whether anything in them is other."""
        same = len(columns) == len(self.columns) and [one.key for one in rows] == [
            one.key for one in self.rows
        ]
        if not same:
            self.beginResetModel()
            self.columns, self.rows = columns, rows
            self.endResetModel()
            return True, True
        other_columns = columns != self.columns
        if other_columns:
            self.columns = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        before, self.rows = self.rows, rows
        other = [n for n, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
        if other:
            ends = self.index(other[0], 0), self.index(other[-1], len(columns) - 1)
            self.dataChanged.emit(*ends)
        return False, other_columns or bool(other)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[column] if column < len(row.cells) else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self.columns[column].right else _LEFT
            case Qt.ItemDataRole.ForegroundRole:
                colour = row.colours[column] if column < len(row.colours) else None
                return None if colour is None else QColor(colour)
            case Qt.ItemDataRole.FontRole if row.bold:
                self._bold.setBold(True)
                return self._bold
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.hint) or None
            case _:
                return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None


class Table(QTableView):
    """One row is selected at a time; ↑ ↓ PageUp PageDown Home End move, letters are left to the page."""

    moved = Signal()
    """Another row is selected, or none."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Rows()
        self._all: tuple[Row, ...] = ()
        self._sought = Sought.typed("")
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.selectionModel().currentRowChanged.connect(self._moved)

    @property
    def current(self) -> str | None:
        """The key of the selected row."""
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else None

    @property
    def hint(self) -> str:
        """What the selected row says in full."""
        index = self.currentIndex()
        return self._model.rows[index.row()].hint if index.isValid() else ""

    @property
    def keys(self) -> list[str]:
        """Of the rows that are seen, from the top."""
        return [row.key for row in self._model.rows]

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """From now on; the selected one stays, else the first is."""
        self._all = tuple(rows)
        self._take(tuple(columns))

    def narrow(self, typed: str) -> None:
        """To the rows in which all of the words stand."""
        self._sought = Sought.typed(typed)
        self._take(self._model.columns)

    def select(self, key: str) -> bool:
        for n, row in enumerate(self._model.rows):
            if row.key == key:
                self.setCurrentIndex(self._model.index(n, 0))
                return True
        return False

    def step(self, by: int) -> None:
        """Up or down by rows, from wherever the keys are: also from a line where people type."""
        at = self.currentIndex().row() + by
        if self._model.rows:
            row = min(max(at, 0), len(self._model.rows) - 1)
            self.setCurrentIndex(self._model.index(row, 0))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page."""

    def _take(self, columns: tuple[Column, ...]) -> None:
        before, at = self.current, self.currentIndex().row()
        stood = self._top_of(self.currentIndex())
        rows = list(self._all)
        if self._sought.words:
            rows = [row for row in rows if self._sought.within(row.folded)]
        reset, other = self._model.take(columns, rows)
        if other:
            self._size()
        if reset and before is not None and self.select(before):
            self._stand(stood)
        elif reset and rows:
            # Whose row has gone stays at its height.
            self.setCurrentIndex(self._model.index(min(max(at, 0), len(rows) - 1), 0))
        if reset and self.current != before:
            self.moved.emit()

    def _top_of(self, index: QModelIndex) -> int | None:
        """Where a row is seen; None where it isn't, or where nothing is scrolled."""
        if not index.isValid() or not self.verticalScrollBar().value():
            return None
        top = self.visualRect(index).top()
        return top if 0 <= top < self.viewport().height() else None

    def _stand(self, top: int | None) -> None:
        """The selected row stays where it was, though others came or went above it."""
        if top is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.currentIndex()).top() - top)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        index = self.currentIndex()
        seen = 0 <= self.visualRect(index).top() < event.oldSize().height()
        super().resizeEvent(event)
        self._size()
        if index.isValid() and seen:
            # What is said below it may grow, and would cover the selected row.
            self.scrollTo(index)

    def _size_head(self) -> None:
        """Letters with two marks and a tail have room in it, however a style reckons."""
        self.horizontalHeader().setFixedHeight(round(self.fontMetrics().height() * 1.35) + 8)

    def _size(self) -> None:
        """Every column is in sight: where they would be too wide together, heads are cut first."""
        self._size_head()
        header, columns = self.horizontalHeader(), range(len(self._model.columns))
        cells = [self._widest(n) for n in columns]
        heads = [header.sectionSizeHint(n) for n in columns]
        stretched = [one.stretch for one in self._model.columns]
        for n, width in enumerate(
            widths(cells, heads, stretched, self.viewport().width(), self.fontMetrics().height())
        ):
            if header.sectionSize(n) != width:
                header.resizeSection(n, width)

    def _widest(self, column: int) -> int:
        """Of its cells; of very many only the longest texts are measured: Qt would ask for a thousand."""
        rows = self._model.rows
        if len(rows) <= _MEASURED:
            return self.sizeHintForColumn(column)
        longest = heapq.nlargest(_MEASURED, range(len(rows)), lambda n: rows[n].length(column))
        return max(self.sizeHintForIndex(self._model.index(n, column)).width() for n in longest)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        del now, before
        self.moved.emit()
