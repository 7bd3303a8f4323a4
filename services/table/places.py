"""Where columns stand in a table, and how their cells are found in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.plain import plain
from services.table.table import NAME, Row, malformed
from services.writing import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.door import SourceError
    from services.phrase import Phrase
    from services.table.columns import Column

type Cell = Callable[[Row], object]

_LISTED = 12
"""Names of columns in a sentence."""


class Places:
    """By the names of a header. What is not there, or twice, is a fault of the answer."""

    def __init__(self, names: Sequence[str], doubt: Phrase | None = None) -> None:
        """`doubt`: what is said first of a column that isn't there."""
        self._names, self._doubt = names, doubt
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            self._places.setdefault(same(name), []).append(place)

    def has(self, name: str) -> bool:
        return same(name) in self._places

    def name(self, column: Column) -> str:
        """As the wall file calls it, else as the table does."""
        return plain(column.name or self._names[self._place(column)], NAME)

    def last(self, where: Column | tuple[Column, ...]) -> int:
        """The place furthest to the right; -1 of what stands in no column."""
        columns = where if isinstance(where, tuple) else (where,)
        named = (one for one in columns if one.value is None)
        return max(map(self._place, named), default=-1)

    def cell(self, column: Column) -> Cell:
        """What it holds, a text stripped. Of a row that ends before it `Unreadable`."""
        if column.value is not None:
            return lambda _: column.value
        place, name = self._place(column), self.name(column)

        def found(row: Row) -> object:
            if place >= len(row):
                raise Unreadable(phrase("Dòng thiếu ô ở cột “{column}”", column=name))
            cell = row[place]
            return cell.strip() if isinstance(cell, str) else cell

        return found

    def cells(self, columns: tuple[Column, ...]) -> Cell:
        """Those that aren't blank."""
        each = [self.cell(one) for one in columns]
        return lambda row: [said for cell in each if (said := cell(row)) != ""]

    def labels(self, columns: tuple[Column, ...]) -> Cell:
        """By the columns' names; those that aren't blank."""
        each = [(self.name(one), self.cell(one)) for one in columns]
        return lambda row: {name: said for name, cell in each if (said := cell(row)) != ""}

    def _place(self, column: Column) -> int:
        if column.column is not None:
            if column.column > len(self._names):
                raise self._missing(str(column.column))
            return column.column - 1
        places = self._places.get(same(column.name or ""), [])
        if not places:
            raise self._missing(column.name or "")
        if len(places) > 1:
            raise malformed(
                phrase(
                    "Hai cột cùng tên “{name}”: cột {first} và cột {second}; đổi tên một cột, hoặc chọn"
                    " theo số thứ tự bằng column: {first}",
                    name=plain(column.name or "", 60),
                    first=places[0] + 1,
                    second=places[1] + 1,
                )
            )
        return places[0]

    def _missing(self, name: str) -> SourceError:
        named = [plain(one, 40) for one in self._names if one]
        if self._doubt is not None:
            return malformed(self._doubt)
        more = "…" if len(named) > _LISTED else ""
        return malformed(
            phrase(
                "Bảng không có cột “{name}”; các cột có: {columns}; sửa tên cột, hoặc kiểm tra header",
                name=plain(name, 60),
                columns=(", ".join(named[:_LISTED]) + more) or "–",
            )
        )


def same(name: str) -> str:
    """Equal for names that people take for the same."""
    return plain(name, NAME).casefold()
