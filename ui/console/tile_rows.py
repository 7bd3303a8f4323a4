"""The rows of a tile that is no figure, as its view tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from services.plain import number as read_number
from services.plain import plain
from ui.console import tile_heads
from ui.console.table import Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.wall_file.indicator import Indicator
    from services.words import Lang, Words
    from widgets.tile import Json, View

MOST = 300
_COLUMNS = 10
_LONG = 160
_BESIDE = 30
"""Letters of a cell beside a wider column."""
_WRITTEN = frozenset(
    {"code", "id", "name", "number", "publication", "text", "title", "what", "where", "year"}
)
"""Columns whose digits are no figure."""


def rows_of(view: View | None) -> list[dict[str, Json]]:
    """The longest list of rows among its figures; empty where it has none."""
    if view is None:
        return []
    lists = [
        [row for row in told if isinstance(row, dict)]
        for told in view.figures().values()
        if isinstance(told, list)
    ]
    return max(lists, key=len, default=[])[:MOST]


def called(view: View | None, indicators: Mapping[str, Indicator], lang: Lang) -> dict[str, str]:
    """What codes in its rows stand for: indicators, and stations that a document passes."""
    names = {id: one.name.full_in(lang) for id, one in indicators.items()}
    nodes = [] if view is None else view.figures().get("nodes")
    if not isinstance(nodes, list):
        return names
    told = [(one.get("id"), one.get("name")) for one in nodes if isinstance(one, dict)]
    return names | {id: name for id, name in told if isinstance(id, str) and isinstance(name, str)}


def table(
    told: list[dict[str, Json]], words: Words, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Column], list[Row]]:
    """What no row has is left out. `names`: what is said in place of codes."""
    fields = dict.fromkeys(
        name for row in told for name, value in row.items() if value not in (None, {}, [])
    )
    if "from" in fields:
        fields.pop("layer", None)  # where a link lies in the drawing
    shown = [*fields][:_COLUMNS]
    rows = [
        Row(
            key=str(n),
            cells=tuple(_in_column(name, row.get(name), words, names) for name in shown),
        )
        for n, row in enumerate(told)
    ]
    widest = _widest(rows)
    rows = [_narrowed(row, widest) for row in rows]
    columns = [
        Column(
            tile_heads.head(name, shown, words, numbered=_numbers(told, name)),
            right=_counted(told, name),
            stretch=n == widest,
        )
        for n, name in enumerate(shown)
    ]
    return columns, rows


def _counted(told: list[dict[str, Json]], name: str) -> bool:
    values = [row[name] for row in told if row.get(name) is not None]
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)


def _numbers(told: list[dict[str, Json]], name: str) -> bool:
    """Also such as are written as texts."""
    values = [row[name] for row in told if row.get(name) is not None]
    return _counted(told, name) or all(str(one).isdecimal() for one in values)


def _widest(rows: list[Row]) -> int:
    lengths = [max(map(len, column)) for column in zip(*(row.cells for row in rows), strict=True)]
    return max(range(len(lengths)), key=lengths.__getitem__, default=0)


def _narrowed(row: Row, widest: int) -> Row:
    """Beside the widest column long texts are cut, so that every column is in sight; the hint has them."""
    cells = tuple(
        cell if n == widest or len(cell) <= _BESIDE else f"{cell[: _BESIDE - 1].rstrip()}…"
        for n, cell in enumerate(row.cells)
    )
    return row if cells == row.cells else replace(row, cells=cells, hint="\n".join(row.cells))


def _in_column(column: str, value: Json, words: Words, names: Mapping[str, str]) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        return _cell(value, words)
    if column == "period":
        return words.period(str(value))
    told = names.get(str(value))
    if told is None and isinstance(value, str):
        told = tile_heads.word(column, value, words)
    if told is None and column in _WRITTEN:
        told = str(value)
    return _cell(value, words) if told is None else plain(told, _LONG)


def _cell(value: Json, words: Words) -> str:
    match value:
        case None:
            return ""
        case bool():
            return words.say("có") if value else words.say("không")
        case int() | float():
            return words.number(value)
        case str():
            return _text(value, words)
        case list():
            return plain(", ".join(_cell(one, words) for one in value), _LONG)
        case dict():
            return plain(_of_several(value, words), _LONG)


def _of_several(value: dict[str, Json], words: Words) -> str:
    """In two languages, a figure with what is told of it, counts by their words, or anything else."""
    for name in (words.lang, "vi", "value", "meaning"):
        told = value.get(name)
        if told is not None and not isinstance(told, dict | list):
            return _cell(told, words)
    if value and all(isinstance(one, int) for one in value.values()):
        return ", ".join(f"{name} {_cell(count, words)}" for name, count in value.items() if count)
    return ", ".join(said for one in value.values() if (said := _cell(one, words)))


def _text(value: str, words: Words) -> str:
    """A number or an instant as they are written here."""
    number = read_number(value)
    if number is not None:
        return words.number(number)
    if len(value) > len("2026-11-24T07:00") and value[4:5] == "-":
        try:
            return words.moment(datetime.fromisoformat(value))
        except ValueError:
            pass
    return plain(value, _LONG)
