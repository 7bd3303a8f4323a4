"""Records where two of their fields cross: the worst that they say there, or how many they are."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from services.records import ServiceHealth
from services.words import sort_key
from widgets import kinds
from widgets.counting import key_of, shared
from widgets.standings import illness
from widgets.tiles.matrix.signs import ILL, STAGED
from widgets.tiles.matrix.view import MOST_COLUMNS, Beyond, Cell, Column, Row
from widgets.values import Staged, comparable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.records import Record
    from widgets.reader import Reader
    from widgets.tiles.matrix.settings import MatrixTile
    from widgets.values import Value

NOTHING = Cell()


def crossed(
    settings: MatrixTile, reader: Reader, records: Iterable[Record]
) -> tuple[tuple[Column, ...], list[Row], Beyond]:
    """Columns as texts and numbers sort; of very many those in trouble, and what there is of the others."""
    names: dict[str, Value] = {}
    titles: dict[str, Value] = {}
    cells: dict[str, dict[str, Cell]] = {}
    for record in records:
        row, column = (
            reader.value(record, settings.row_field),
            reader.value(record, settings.column_field),
        )
        here, there = key_of(row), key_of(column)
        names.setdefault(here, shared(row))
        titles.setdefault(there, shared(column))
        own = cells.setdefault(here, {})
        own[there] = _both(own.get(there), _cell(settings.shown, reader, record))
    worst = _worst_of(cells)
    order = _kept(titles, worst)
    columns = tuple(Column(titles[key]) for key in order)
    shown = frozenset(order)
    rows = [
        Row(names[key], tuple(own.get(one, NOTHING) for one in order), _rest_of(own, shown))
        for key, own in cells.items()
    ]
    left = [worst[key] for key in titles if key not in shown]
    return columns, rows, Beyond(len(left), sum(cell.troubled for cell in left))


def _in_order(titles: dict[str, Value]) -> list[str]:
    """What says nothing last."""
    known = {key: comparable(value) for key, value in titles.items()}
    return sorted(
        titles, key=lambda key: (known[key] is None, known[key] or (9, 0, ()), sort_key(key))
    )


def _worst_of(cells: dict[str, dict[str, Cell]]) -> dict[str, Cell]:
    """Of each column."""
    worst: dict[str, Cell] = {}
    for own in cells.values():
        for key, cell in own.items():
            worst[key] = _worse(worst.get(key, cell), cell)
    return worst


def _rest_of(own: dict[str, Cell], shown: frozenset[str]) -> Cell:
    """The worst of a row in columns that aren't shown."""
    left = [cell for key, cell in own.items() if key not in shown]
    return min(left, key=lambda cell: cell.rank, default=NOTHING)


def _kept(titles: dict[str, Value], worst: dict[str, Cell]) -> list[str]:
    if len(titles) <= MOST_COLUMNS:
        return _in_order(titles)
    kept = nsmallest(MOST_COLUMNS, titles, key=lambda key: worst[key].rank)
    return _in_order({key: titles[key] for key in kept})


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
    return _worse(one, other)


def _worse(one: Cell, other: Cell) -> Cell:
    return min(one, other, key=lambda cell: (cell.rank, -(cell.figure or 0)))
