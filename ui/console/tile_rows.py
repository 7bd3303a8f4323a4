"""The rows of a tile that is no figure, as its view tells them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from services.plain import number as read_number
from services.plain import plain
from ui.console.table import Column, Row
from widgets.heads import HEADS

if TYPE_CHECKING:
    from services.words import Words
    from widgets.tile import Json, View

MOST = 300
_COLUMNS = 10
_LONG = 160
_HEADS = {
    "count": phrase("Số lượng"),
    "indicator": phrase("Chỉ số"),
    "name": phrase("Tên"),
    "period": phrase("Kỳ"),
    "priority": phrase("Mức"),
    "simulated": phrase("Mô phỏng"),
    "state": phrase("Trạng thái"),
    "system": phrase("Hệ thống"),
    "text": phrase("Nội dung"),
    "title": phrase("Tiêu đề"),
    "unit": phrase("Đơn vị"),
    "value": phrase("Giá trị"),
}
_STATES = frozenset(state.value for state in State)


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


def table(told: list[dict[str, Json]], words: Words) -> tuple[list[Column], list[Row]]:
    """What no row has is left out."""
    fields = dict.fromkeys(name for row in told for name, value in row.items() if value is not None)
    names = [*fields][:_COLUMNS]
    columns = [
        Column(_head(name, words), right=_numbers(told, name), stretch=n == _widest(told, names))
        for n, name in enumerate(names)
    ]
    rows = [
        Row(key=str(n), cells=tuple(_cell(row.get(name), words) for name in names))
        for n, row in enumerate(told)
    ]
    return columns, rows


def _head(name: str, words: Words) -> str:
    """As it is called where records are shown; else as wall.json calls it."""
    heads = {**HEADS, **_HEADS}
    return words.say(heads[name]) if name in heads else name


def _numbers(told: list[dict[str, Json]], name: str) -> bool:
    values = [row[name] for row in told if row.get(name) is not None]
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)


def _widest(told: list[dict[str, Json]], names: list[str]) -> int:
    lengths = [max(len(str(row.get(name) or "")) for row in told) for name in names]
    return max(range(len(names)), key=lengths.__getitem__, default=0)


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
            here = value.get(words.lang) or value.get("vi")
            if isinstance(here, str):
                return plain(here, _LONG)
            return plain(", ".join(_cell(one, words) for one in value.values()), _LONG)


def _text(value: str, words: Words) -> str:
    """A number or an instant as they are written here."""
    if value in _STATES:
        return words.state(State(value))
    number = read_number(value)
    if number is not None:
        return words.number(number)
    if len(value) > len("2026-11-24T07:00") and value[4:5] == "-":
        try:
            return words.moment(datetime.fromisoformat(value))
        except ValueError:
            pass
    return plain(value, _LONG)
