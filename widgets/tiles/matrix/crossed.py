"""Records where two of their fields cross: the worst that they say there, or how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.records import ServiceHealth
from services.words import sort_key
from widgets import kinds
from widgets.standings import illness
from widgets.tiles.matrix.signs import ILL, STAGED
from widgets.tiles.matrix.view import MOST_COLUMNS, Cell, Column, Row
from widgets.values import Staged, as_json, comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Record
    from widgets.reader import Reader
    from widgets.tiles.matrix.settings import MatrixTile
    from widgets.values import Value

NOTHING = Cell()


def crossed(
    settings: MatrixTile, reader: Reader, records: Iterable[Record]
) -> tuple[tuple[Column, ...], list[Row]]:
    """Columns as texts and numbers sort; of very many those in trouble."""
    names: dict[str, Value] = {}
    titles: dict[str, Value] = {}
    cells: dict[str, dict[str, Cell]] = {}
    for record in records:
        row, column = (
            reader.value(record, settings.row_field),
            reader.value(record, settings.column_field),
        )
        here, there = _key(row), _key(column)
        names.setdefault(here, row)
        titles.setdefault(there, column)
        own = cells.setdefault(here, {})
        own[there] = _both(own.get(there), _cell(settings.shown, reader, record))
    order = _kept(_in_order(titles), cells)
    columns = tuple(Column(titles[key]) for key in order)
    rows = [
        Row(names[key], tuple(own.get(one, NOTHING) for one in order)) for key, own in cells.items()
    ]
    return columns, rows


def _key(value: Value) -> str:
    return str(as_json(value))


def _in_order(titles: dict[str, Value]) -> list[str]:
    """What says nothing last."""
    known = {key: comparable(value) for key, value in titles.items()}
    return sorted(
        titles, key=lambda key: (known[key] is None, known[key] or (9, 0, ()), sort_key(key))
    )


def _kept(order: Sequence[str], cells: dict[str, dict[str, Cell]]) -> list[str]:
    if len(order) <= MOST_COLUMNS:
        return [*order]
    worst = {key: min(own[key].rank for own in cells.values() if key in own) for key in order}
    kept = set(sorted(order, key=lambda key: worst[key])[:MOST_COLUMNS])
    return [key for key in order if key in kept]


def _cell(shown: str, reader: Reader, record: Record) -> Cell:
    match shown:
        case "stage":
            staged = reader.value(record, kinds.STAGE)
            if not isinstance(staged, Staged):
                return NOTHING
            sign = STAGED[staged.stage]
            if staged.said.text != kinds.SAID[staged.stage].text:  # approved, but it came late
                sign = STAGED["nộp muộn"]
            return Cell(sign, staged.days or None, "days")
        case "state":
            state = record.state if isinstance(record, ServiceHealth) else None
            return Cell(ILL[illness(state)])
        case _:
            return Cell(None, 1)


def _both(one: Cell | None, other: Cell) -> Cell:
    """The worse of them, of equals with the greater figure; numbers of records add up."""
    if one is None:
        return other
    if one.sign is None and other.sign is None:
        return Cell(None, int(one.figure or 0) + int(other.figure or 0))
    return min(one, other, key=lambda cell: (cell.rank, -(cell.figure or 0)))
