"""The rows of a tile that is no figure, as its view tells them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.plain import number as read_number
from services.plain import plain
from services.section import Section
from services.settings import Wording
from ui.console import matrix_rows, tile_heads
from ui.console.table import Column, Row
from widgets.tiles.matrix.view import MatrixView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def table_of(
    view: View | None, indicators: Mapping[str, Indicator], words: Words
) -> tuple[list[Column], list[Row]]:
    """A tile's own words where it has more of them than its figures tell."""
    if isinstance(view, MatrixView):
        return matrix_rows.table(view, words)
    return table(rows_of(view), words, called(view, indicators, words))


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
    """Wordings in the view that are said otherwise; what is nearer to its top is looked at first, and of a
    very large one not all.
    """
    left: deque[object] = deque([view])
    for _ in range(_PARTS):
        if not left:
            return
        part = left.popleft()
        match part:
            case Wording(vi=vi):
                told = vi, part.full_in(words.lang)
            case Phrase(text=text, values=()):
                told = text, words.say(part)
            case _:
                left += _within(part)
                continue
        if told[0] != told[1]:
            yield told


def _within(part: object) -> Iterator[object]:
    every: Iterable[object] = ()
    match part:
        case tuple() | list():
            every = part[:MOST]
        case Section():
            every = (getattr(part, name) for name in type(part).model_fields)
        case _ if is_dataclass(part):
            every = (getattr(part, one.name) for one in fields(part))
        case _ if isinstance(part, Mapping):
            every = islice(part.values(), MOST)
        case _:
            pass
    return (one for one in every if not isinstance(one, str | int | float | None))


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
    """In two languages, a figure with what is told of it, counts by their words, or anything else."""
    for name in (words.lang, "vi", "value", "meaning"):
        told = value.get(name)
        if told is not None and not isinstance(told, dict | list):
            return _cell(told, words, names)
    if value and all(isinstance(one, int) for one in value.values()):
        return ", ".join(
            f"{_word(name, words, names) or name} {_cell(count, words, {})}"
            for name, count in value.items()
            if count
        )
    return ", ".join(said for one in value.values() if (said := _cell(one, words, names)))


def _text(value: str, words: Words, names: Mapping[str, str]) -> str:
    """A name or a code in words, a number or an instant as they are written here."""
    told = _word(value, words, names)
    if told is not None:
        return plain(told, _LONG)
    number = read_number(value)
    if number is not None:
        return words.number(number)
    if len(value) > len("2026-11-24T07:00") and value[4:5] == "-":
        try:
            return words.moment(datetime.fromisoformat(value))
        except ValueError:
            pass
    return plain(value, _LONG)


def _word(text: str, words: Words, names: Mapping[str, str]) -> str | None:
    return names.get(text) or tile_heads.word("", text, words)
