"""What a payload holds that a wall could show: single numbers, and lists."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.survey import handwriting
from services.survey.columns import Column, Path, columns
from services.survey.roles import Role, role

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 8
NUMBERS = 200
LISTS = 20
_SHORT = 12
"""Items up to which each number of a bare list is a figure of its own."""


@dataclass(frozen=True, slots=True)
class Single:
    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of objects, or of arrays whose columns may be named beside them."""

    path: Path
    items: Sequence[object] = field(repr=False)
    columns: tuple[Column, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bare:
    """A list of texts or of numbers: only their count is a figure."""

    path: Path
    length: int


@dataclass(slots=True)
class Finds:
    singles: list[Single] = field(default_factory=list)
    times: list[Single] = field(default_factory=list)
    """Texts, or numbers, that say when the answer was made."""
    rows: list[Rows] = field(default_factory=list)
    bare: list[Bare] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)
    """Lists that hold nothing now."""
    keys: list[Path] = field(default_factory=list)
    """Numbers that are codes by their names."""
    beyond: int = 0
    """What lies too deep, or is too many."""

    @property
    def nothing(self) -> bool:
        return not (self.singles or self.rows or self.bare)


def finds(payload: object) -> Finds:
    """Breadth first, so that what lies near the root is kept where there is too much."""
    found = Finds()
    ahead: deque[tuple[Path, object, dict[str, object]]] = deque([((), payload, {})])
    while ahead:
        path, value, beside = ahead.popleft()
        if len(path) > DEPTH:
            found.beyond += 1
            continue
        match value:
            case dict():
                inner = cast("dict[str, object]", value)
                ahead.extend(((*path, name), one, inner) for name, one in inner.items())
            case list():
                _list(found, path, cast("list[object]", value), beside)
            case _:
                _single(found, path, value)
    return found


def _single(found: Finds, path: Path, value: object) -> None:
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    timely = Column(path, (value,))
    if value is not None and timely.holds in {"times", "seconds", "milliseconds"}:
        if timely.role is Role.TIME or timely.holds == "times":
            found.times.append(Single(path, value))
        return
    numeric = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not numeric and not (isinstance(value, str) and handwriting.number(value)):
        return
    if role(name) in {Role.KEY, Role.PROTOCOL} or (isinstance(value, str) and not timely.figures):
        found.keys.append(path)
    elif len(found.singles) < NUMBERS:
        found.singles.append(Single(path, value))
    else:
        found.beyond += 1


def _list(found: Finds, path: Path, items: list[object], beside: dict[str, object]) -> None:
    if not items:
        found.empty.append(path)
    elif len(found.rows) + len(found.bare) >= LISTS:
        found.beyond += 1
    elif all(isinstance(item, dict) for item in items):
        found.rows.append(Rows(path, items, tuple(columns(items))))
    elif all(isinstance(item, list) and item for item in items):
        width = max(len(cast("list[object]", item)) for item in items)
        headings = _headings(beside, width)
        named = [
            Column((*(headings[at : at + 1] if headings else ()), at), column.values)
            for column in columns(items)
            if isinstance(at := column.path[0], int)
        ]
        found.rows.append(Rows(path, items, tuple(named)))
    elif len(items) <= _SHORT and all(
        isinstance(item, int | Decimal) and not isinstance(item, bool) for item in items
    ):
        for at, item in enumerate(items):
            _single(found, (*path, at), item)
    else:
        found.bare.append(Bare(path, len(items)))


def _headings(beside: dict[str, object], width: int) -> tuple[str, ...]:
    """Names of a table's columns, as `columns`, `fields` or `header` beside its rows."""
    for value in beside.values():
        match value:
            case [*names] if len(names) == width and all(isinstance(name, str) for name in names):
                return tuple(cast("list[str]", names))
            case _:
                continue
    return ()
