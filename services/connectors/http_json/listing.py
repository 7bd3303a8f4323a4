"""How the rows of one list become figures: what each is called, which columns count, when it was so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.http_json import spelling
from services.moments import moment
from services.phrase import Phrase, phrase
from services.survey import Column, Hand, Holds, Role
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.connectors.http_json.finds import Rows
    from services.survey.columns import Path
    from services.writing import Times

_MOST_NAMES = 4
"""Columns that may be needed to tell one row from another."""
_SERIES = 3
"""Rows from which on several times of one thing are a course."""
_NUMBERED = {Holds.SECONDS: "epoch", Holds.MILLISECONDS: "epoch_ms"}
_WHERE = {Role.TERRITORY: "territory", Role.ORGAN: "organ", Role.PERIOD: "period"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    rows: Rows
    name: str
    """The way to it, without places in lists; `items` of a payload that is one list."""
    dated: bool
    """Its times, where they are texts, can be read."""
    called: Column | None
    """The column whose texts are the figures' own names."""
    telling: tuple[Column, ...]
    """Columns that tell one row from another, beside `called`."""
    time: Column | None
    figures: tuple[Column, ...]
    series: bool
    """Rows differ by their times alone."""
    rising: bool = True
    """The latest row comes last."""

    @classmethod
    def of(cls, rows: Rows, hand: Hand, times: Times) -> Listing:
        columns = rows.columns
        figures = tuple(column for column in columns if column.figures)
        dated = hand.dated
        time = next((column for column in _timely(columns) if readable(column, times, hand)), None)
        called = _called(columns, figures)
        telling = _telling(columns, called, time)
        alone = _unlike(rows, [*filter(None, [called]), *telling])
        series = not alone and time is not None and len(rows.items) >= _SERIES
        return cls(
            rows=rows,
            name=dotted(rows.path) or "items",
            dated=dated,
            called=called,
            telling=telling,
            time=time,
            figures=figures,
            series=series,
            rising=not series or time is None or _rising(time, times),
        )

    def figure(self, column: Column) -> str:
        """Of a course only the latest row is a figure; where several courses are mixed, the latest row
        of each comes last and holds.
        """
        if not self.series:
            part = "*"
        elif self.called or self.telling:
            part = "*" if self.rising else "::-1"
        else:
            part = "-1:" if self.rising else ":1"
        return self._each(column, part)

    def sample(self, column: Column) -> str:
        return self._each(column, "*")

    def _each(self, column: Column, part: str) -> str:
        name = spelling.said(self._titled(column))
        fields = {"i": self.expression(self.called) if self.called else name,
                  "v": self.expression(column)}  # fmt: skip
        if self.time is not None:
            fields["at"] = self.expression(self.time)
        labels: dict[str, str] = {}
        for one in self.telling:
            where = _WHERE.get(one.role) if one.role else None
            if where is not None and where not in fields:
                fields[where] = self.expression(one)
            else:
                labels[spelling.key(spelling.title(one.name or str(one.path[-1])))] = (
                    self.expression(one)
                )
        if labels:
            fields["labels"] = spelling.each(labels)
        return f"{spelling.rows(self.rows.path, part)}.{spelling.each(fields)}"

    def _titled(self, column: Column) -> str:
        own = column.name or str(column.path[-1] if column.path else "")
        return f"{self.name}.{own}" if self.rows.path else own

    def expression(self, column: Column) -> str:
        """Columns of arrays are found by their place, whatever their heading."""
        places = tuple(step for step in column.path if isinstance(step, int))
        return spelling.path(places or column.path)

    @property
    def mentioned(self) -> frozenset[Path]:
        told = filter(None, [self.called, self.time, *self.telling])
        return frozenset(column.path for column in told)

    def words(self, figures: Iterable[Column]) -> Phrase:
        names = ", ".join(column.name or str(column.path[-1]) for column in figures)
        told = ", ".join(one.name for one in filter(None, [self.called, *self.telling])) or "–"
        count = len(self.rows.items)
        if self.time is None:
            return phrase(
                "“{name}” ({count} mục): số ở {names}; phân biệt nhau theo {told}",
                name=self.name, count=count, names=names, told=told,
            )  # fmt: skip
        if self.series:
            return phrase(
                "“{name}” ({count} mục) là chuỗi theo giờ {time}: số ở {names}; số hiện tại là mục mới nhất",
                name=self.name, count=count, names=names, time=self.time.name,
            )  # fmt: skip
        return phrase(
            "“{name}” ({count} mục): số ở {names}; phân biệt nhau theo {told}; giờ ở {time}",
            name=self.name, count=count, names=names, told=told, time=self.time.name,
        )  # fmt: skip


def dotted(path: Path) -> str:
    return ".".join(spelling.title(str(step)) for step in path)


def readable(column: Column, times: Times, hand: Hand) -> bool:
    if column.holds in _NUMBERED:
        return _NUMBERED[column.holds] == times
    if column.holds is not Holds.TIMES or not hand.dated:
        return False
    return hand.times in {None, "iso", times}


def _timely(columns: Iterable[Column]) -> list[Column]:
    found = [one for one in columns if one.holds in {Holds.TIMES, *_NUMBERED}]
    return [one for one in found if one.role is Role.TIME]


def _called(columns: Iterable[Column], figures: tuple[Column, ...]) -> Column | None:
    """Where there is one figure that is only called a value, its row's name is its name."""
    if len(figures) != 1 or figures[0].role is not Role.VALUE:
        return None
    return next(
        (one for one in columns if one.role is Role.NAME and one.holds is Holds.TEXTS), None
    )


def _telling(
    columns: tuple[Column, ...], called: Column | None, time: Column | None
) -> tuple[Column, ...]:
    """First what says where and of when, then as many more as are needed."""
    able = [
        one for one in columns
        if one not in (called, time) and not one.figures and one.holds in {Holds.TEXTS, Holds.NUMBERS}
        and one.role is not Role.UNIT
    ]  # fmt: skip
    chosen = [one for one in able if one.role in _WHERE]
    rows = len(columns[0].values) if columns else 0
    order = (Role.NAME, Role.KEY, None, Role.VALUE, Role.TIME)
    more = sorted(
        (one for one in able if one not in chosen),
        key=lambda one: order.index(one.role) if one.role in order else len(order),
    )
    given = [called, *chosen] if called else chosen
    for one in more:
        if len(chosen) >= _MOST_NAMES or _distinct(given, rows) == rows:
            break
        if _distinct([*given, one], rows) > max(_distinct(given, rows), 1) or rows == 1:
            chosen, given = [*chosen, one], [*given, one]
    return tuple(chosen)


def _distinct(columns: list[Column], rows: int) -> int:
    return len({tuple(str(one.values[at]) for one in columns) for at in range(rows)})


def _unlike(rows: Rows, columns: list[Column]) -> bool:
    looked = len(rows.columns[0].values) if rows.columns else 0
    return _distinct(columns, looked) == looked


def _rising(time: Column, times: Times) -> bool:
    writing = Writing(times=times, zone="UTC")
    try:
        return moment(time.given[0], writing) <= moment(time.given[-1], writing)
    except Unreadable:
        return True
