"""The rows of a tile that is no figure, as its view tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.plain import number as read_number
from services.plain import plain
from services.section import Section
from services.settings import Wording
from ui.console import tile_heads
from ui.console.table import Column, Row
from widgets.tiles.matrix.signs import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.indicator import Indicator
    from services.words import Words
    from widgets.tile import Json, View

MOST = 300
_PARTS = 20_000
"""Of a view, in which names are looked for."""
_COLUMNS = 10
_LONG = 160
_BESIDE = 30
"""Letters of a cell beside a wider column."""
_WRITTEN = frozenset(
    {"code", "id", "name", "number", "publication", "text", "title", "what", "where", "year"}
)
"""Columns whose digits are no figure."""
_SIGNS = {str(sign): look.said for sign, look in LOOKS.items()}


def rows_of(view: View | None) -> list[dict[str, Json]]:
    """The longest list of rows among its figures; empty where it has none. Cells of a matrix stand in columns
    of their own.
    """
    if view is None:
        return []
    figures = view.figures()
    lists = [
        [row for row in told if isinstance(row, dict)]
        for told in figures.values()
        if isinstance(told, list)
    ]
    longest = max(lists, key=len, default=[])[:MOST]
    columns = figures.get("columns")
    if not isinstance(columns, list):
        return longest
    return [_in_columns(row, [str(one) for one in columns]) for row in longest]


def _in_columns(row: dict[str, Json], columns: list[str]) -> dict[str, Json]:
    """Of hours the last ones, of others the first, as many as there is room for."""
    cells = row.get("cells")
    if not isinstance(cells, list) or len(cells) != len(columns):
        return row
    kept = {name: value for name, value in row.items() if name != "cells"}
    titles = (f"{title} " if title in kept else title for title in columns)
    beside = dict(zip(titles, cells, strict=True))
    room = max(_COLUMNS - len(kept), 1)
    hours = all(map(_instant, columns))
    return kept | dict([*beside.items()][-room:] if hours else [*beside.items()][:room])


def called(view: View | None, indicators: Mapping[str, Indicator], words: Words) -> dict[str, str]:
    """What is said in place of what its rows tell: indicators and stations that a document passes have names;
    names, of which figures tell the Vietnamese one, have another in English.
    """
    names = {id: one.name.full_in(words.lang) for id, one in indicators.items()}
    others = {} if words.lang == "vi" else dict(_spoken(view, words))
    nodes = [] if view is None else view.figures().get("nodes")
    told = [one for one in nodes if isinstance(one, dict)] if isinstance(nodes, list) else []
    for one in told:
        match one:
            case {"id": str(id), "name": str(name)}:
                names[id] = others.get(name, name)
    return others | names


def _spoken(view: View | None, words: Words) -> Iterator[tuple[str, str]]:
    """Every wording in the view, as far as it is no larger than views of rows are."""
    left: list[object] = [view]
    for _ in range(_PARTS):
        if not left:
            return
        part = left.pop()
        match part:
            case Wording(vi=vi):
                yield vi, part.full_in(words.lang)
            case Phrase(text=text, values=()):
                yield text, words.say(part)
            case tuple() | list():
                left += [one for one in part[:MOST] if not isinstance(one, str | int | float)]
            case Section():
                left += [getattr(part, name) for name in type(part).model_fields]
            case _ if is_dataclass(part):
                left += [getattr(part, one.name) for one in fields(part)]
            case _ if isinstance(part, Mapping):
                left += [*part.values()][:MOST]
            case _:
                pass


def table(
    told: list[dict[str, Json]], words: Words, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Column], list[Row]]:
    """What no row has is left out. `names`: what is said in place of codes."""
    there = dict.fromkeys(
        name for row in told for name, value in row.items() if value not in (None, {}, [])
    )
    if "from" in there:
        there.pop("layer", None)  # where a link lies in the drawing
    shown = [*there][:_COLUMNS]
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
            _head(name, shown, words, names, numbered=_numbers(told, name)),
            right=_counted(told, name),
            stretch=n == widest,
        )
        for n, name in enumerate(shown)
    ]
    return columns, rows


def _head(
    name: str, beside: list[str], words: Words, names: Mapping[str, str], *, numbered: bool
) -> str:
    at = _instant(name)
    if at is not None:
        return words.time(at)
    said = names.get(name) or tile_heads.head(name, beside, words, numbered=numbered)
    return plain(said, _BESIDE)


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
        return _cell(value, words, names)
    if column == "period":
        return words.period(str(value))
    told = names.get(str(value))
    if told is None and isinstance(value, str):
        told = tile_heads.word(column, value, words)
    if told is None and column in _WRITTEN:
        told = str(value)
    return _cell(value, words, names) if told is None else plain(told, _LONG)


def _cell(value: Json, words: Words, names: Mapping[str, str]) -> str:
    match value:
        case None:
            return ""
        case bool():
            return words.say("có") if value else words.say("không")
        case int() | float():
            return words.number(value)
        case str():
            return _text(value, words, names)
        case list():
            return plain(", ".join(_cell(one, words, names) for one in value), _LONG)
        case dict():
            return plain(_of_several(value, words, names), _LONG)


def _of_several(value: dict[str, Json], words: Words, names: Mapping[str, str]) -> str:
    """In two languages, a figure with what is told of it, counts by their words, or anything else. A sign of
    a matrix is said as the tile says it.
    """
    match value:
        case {"sign": str(sign), "figure": figure} if sign in _SIGNS:
            said = words.say(_SIGNS[sign])
            return said if figure is None else f"{said} {_cell(figure, words, {})}"
    for name in (words.lang, "vi", "value", "meaning"):
        told = value.get(name)
        if told is not None and not isinstance(told, dict | list):
            return _cell(told, words, names)
    if value and all(isinstance(one, int) for one in value.values()):
        return ", ".join(
            f"{_text(name, words, names)} {_cell(count, words, {})}"
            for name, count in value.items()
            if count
        )
    return ", ".join(said for one in value.values() if (said := _cell(one, words, names)))


def _text(value: str, words: Words, names: Mapping[str, str]) -> str:
    """A name or a code in words, a number or an instant as they are written here."""
    told = names.get(value) or tile_heads.word("", value, words)
    if told is not None:
        return plain(told, _LONG)
    number = read_number(value)
    if number is not None:
        return words.number(number)
    at = _instant(value)
    return plain(value, _LONG) if at is None else words.moment(at)


def _instant(text: str) -> datetime | None:
    if len(text) <= len("2026-11-24T07:00") or text[4:5] != "-":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
