"""How the rows of one list or table become figures: what each is called, which columns count, what
tells one row from another, when it was so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.moments import moment
from services.phrase import Phrase, phrase
from services.survey.columns import Column, Holds
from services.survey.roles import Role
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.survey.columns import Path
    from services.survey.handwriting import Hand
    from services.writing import Times

_MOST_NAMES = 4
"""Columns that may be needed to tell one row from another."""
_SERIES = 3
"""Rows from which on several times of one thing are a course."""
_SPOKEN = frozenset({Holds.TEXTS, Holds.NUMBERS})
_NUMBERED = {Holds.SECONDS: "epoch", Holds.MILLISECONDS: "epoch_ms"}
WHERE = {Role.TERRITORY: "territory", Role.ORGAN: "organ", Role.PERIOD: "period"}
"""Fields of a figure that say where it is of, and of when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What is made of rows."""

    figures: tuple[Column, ...]
    called: Column | None
    """The column whose texts are the figures' own names."""
    telling: tuple[Column, ...]
    """Columns that tell one row from another, beside `called`."""
    time: Column | None
    unit: Column | None
    """Of the one figure of each row."""
    notes: tuple[Column, ...]
    """Columns that would tell rows apart by what somebody wrote beside them, and don't."""
    series: bool
    """Rows differ by their times alone."""
    rising: bool
    """The latest row comes last."""

    @property
    def mentioned(self) -> frozenset[Path]:
        told = filter(None, [self.called, self.time, self.unit, *self.telling, *self.notes])
        return frozenset(column.path for column in told)

    def fields(self) -> tuple[dict[str, Column], list[Column]]:
        """Fields of a figure with the columns that fill them, and the columns that are its labels."""
        found: dict[str, Column] = {}
        labels: list[Column] = []
        if self.time is not None:
            found["at"] = self.time
        if self.unit is not None:
            found["unit"] = self.unit
        for one in self.telling:
            field = WHERE.get(one.role) if one.role else None
            if field is None or field in found:
                labels.append(one)
            else:
                found[field] = one
        return found, labels

    def words(self, name: str, count: int, figures: Iterable[Column]) -> Phrase:
        names = ", ".join(column.name or str(column.path[-1]) for column in figures)
        told = ", ".join(one.name for one in filter(None, [self.called, *self.telling])) or "–"
        if self.time is None:
            return phrase(
                "“{name}” ({count} mục): số ở {names}; phân biệt nhau theo {told}",
                name=name, count=count, names=names, told=told,
            )  # fmt: skip
        if self.series:
            return phrase(
                "“{name}” ({count} mục) là chuỗi theo giờ {time}: số ở {names}; số hiện tại là mục mới nhất",
                name=name, count=count, names=names, time=self.time.name,
            )  # fmt: skip
        return phrase(
            "“{name}” ({count} mục): số ở {names}; phân biệt nhau theo {told}; giờ ở {time}",
            name=name, count=count, names=names, told=told, time=self.time.name,
        )  # fmt: skip


def sense(columns: Sequence[Column], hand: Hand, times: Times) -> Sense:
    figures = tuple(column for column in columns if column.figures)
    time = next((one for one in _timely(columns) if readable(one, times, hand)), None)
    called = _called(columns, figures)
    notes = _notes(columns)
    telling = _telling([one for one in columns if one not in notes], called, time)
    rows = len(columns[0].values) if columns else 0
    alone = _distinct([*filter(None, [called]), *telling], rows) == rows
    series = not alone and time is not None and rows >= _SERIES
    return Sense(
        figures=figures,
        called=called,
        telling=telling,
        time=time,
        unit=_unit(columns) if len(figures) == 1 else None,
        notes=notes,
        series=series,
        rising=time is None or not series or _rising(time, times),
    )


def readable(column: Column, times: Times, hand: Hand) -> bool:
    """Whether its times can be read once `times` is declared."""
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
    named = (one for one in columns if one.role is Role.NAME and one.holds is Holds.TEXTS)
    return next(named, None)


def _unit(columns: Iterable[Column]) -> Column | None:
    units = (one for one in columns if one.role is Role.UNIT and one.holds is Holds.TEXTS)
    return next(units, None)


def _notes(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Notes by their name; and texts that most rows leave empty or that no two rows share, where the
    others tell the rows apart: as a label each of them would be a series of its own.
    """
    named = [one for one in columns if one.role is Role.NOTE and one.holds in _SPOKEN]
    loose = [
        one for one in columns
        if one.role is None and one.holds is Holds.TEXTS and len(one.values) >= _SERIES
        and (2 * len(one.given) < len(one.values) or one.unlike)
    ]  # fmt: skip
    rows = len(columns[0].values) if columns else 0
    others = [
        one for one in columns
        if one not in named and one not in loose and not one.figures
        and one.role is not Role.UNIT and one.holds in {*_SPOKEN, Holds.TIMES, *_NUMBERED}
    ]  # fmt: skip
    apart = bool(loose) and _distinct(others, rows) == rows
    return tuple(one for one in columns if one in named or (apart and one in loose))


def _telling(
    columns: Sequence[Column], called: Column | None, time: Column | None
) -> tuple[Column, ...]:
    """First what says where and of when, then as many more as are needed."""
    able = [
        one for one in columns
        if one not in (called, time) and not one.figures and one.role is not Role.UNIT
        and one.holds in _SPOKEN
    ]  # fmt: skip
    chosen = [one for one in able if one.role in WHERE]
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
        if _distinct([*given, one], rows) > max(_distinct(given, rows), 1):
            chosen, given = [*chosen, one], [*given, one]
    return tuple(chosen)


def _distinct(columns: list[Column], rows: int) -> int:
    return len({tuple(str(one.values[at]) for one in columns) for at in range(rows)})


def _rising(time: Column, times: Times) -> bool:
    writing = Writing(times=times, zone="UTC")
    try:
        return moment(time.given[0], writing) <= moment(time.given[-1], writing)
    except Unreadable:
        return True
