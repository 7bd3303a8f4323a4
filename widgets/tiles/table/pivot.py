"""The figures of indicators by labels: a row for each of their values, a column for each name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from services.settings import Wording
from services.views import merged
from widgets.heads import HEADS
from widgets.tiles.table.orders import ORDERS, arranged
from widgets.tiles.table.readings import reading_of, unit_of
from widgets.tiles.table.settings import MOST
from widgets.tiles.table.view import Head, Listed, Row
from widgets.tiles.table.when import common, told_of, when_head
from widgets.values import OLD, Crossing, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.views import Figure, Standing
    from widgets.tiles.table.settings import ColumnSetting, TableTile
    from widgets.values import Comparable, Value, When

type _Column = tuple[Wording, int]
"""A name, and how many columns of that name come before: two figures of one name and one row are
not the same.
"""


@dataclass(frozen=True, slots=True)
class _Line:
    labels: tuple[str, ...]
    figures: dict[_Column, Figure] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        return merged([figure.standing for figure in self.figures.values()])

    @property
    def when(self) -> When:
        """States are said of each figure; a period of all that are known, or of each."""
        seen = [one for f in self.figures.values() if (one := f.observation) is not None]
        period = common(one.period for one in seen)
        return replace(told_of(self.standing, period), state=None)

    def told(self, order: str, first: _Column) -> Comparable | None:
        """What it is sorted by: its labels, the figure in the first column, or its worst state."""
        if order == "name":
            return comparable(" ".join(self.labels))
        figure = self.figures.get(first)
        if order == "state":
            worst = self.standing.state
            figure = next(f for f in self.figures.values() if f.standing.state is worst)
        return None if figure is None else ORDERS[order](figure)


def pivoted(settings: TableTile, figures: Sequence[Figure], standing: Standing) -> Listed:
    """`figures`: at least one; `standing`: the tile's."""
    lines = _lines([column.field for column in settings.by], figures)
    columns = tuple(dict.fromkeys(column for line in lines for column in line.figures))
    if settings.sort is not None:
        order, first = settings.sort.removeprefix("-"), columns[0]
        backwards = settings.sort.startswith("-")
        lines = arranged(lines, lambda line: line.told(order, first), backwards=backwards)
    shown = lines[: min(settings.limit, MOST)]
    whens = [line.when for line in shown]
    period = common(when.period for when in whens)
    when = when_head(whens, replace(told_of(standing, period), state=None))
    heads = (
        *(_label_head(column, n) for n, column in enumerate(settings.by)),
        *_figure_heads(columns, lines, settings.title),
        *((when,) if when else ()),
    )
    rows = tuple(_row(line, columns, timed=when is not None) for line in shown)
    return Listed(heads, rows, len(lines), period)


def _lines(labels: Sequence[str], figures: Sequence[Figure]) -> list[_Line]:
    """In the order of the figures; a label that one lacks is empty."""
    lines: dict[tuple[str, ...], _Line] = {}
    for figure in figures:
        said = tuple(figure.indicator.where.get(label, "") for label in labels)
        line = lines.setdefault(said, _Line(said))
        columns = ((figure.indicator.name, n) for n in count())
        line.figures[next(column for column in columns if column not in line.figures)] = figure
    return list(lines.values())


def _label_head(column: ColumnSetting, n: int) -> Head:
    title = column.title or HEADS.get(column.field) or Wording(vi=column.field[:60])
    usual = 1.5 if n else 3.0
    return Head(column.field, title, column.weight or usual, column.align or "left")


def _figure_heads(
    columns: Sequence[_Column], lines: Sequence[_Line], title: Wording | None
) -> Iterator[Head]:
    """`title`: the tile's, which one column alone doesn't repeat."""
    for column in columns:
        name, n = column
        said = HEADS["value"] if len(columns) == 1 and name == title else name
        unit = unit_of([line.figures[column] for line in lines if column in line.figures])
        called = f"{name.vi} {n + 1}" if n else name.vi
        yield Head(called, said, 0.0, "right", crossed=True, unit=unit)


def _row(line: _Line, columns: Sequence[_Column], *, timed: bool) -> Row:
    when = line.when
    cells = [_cell(line.figures.get(column), when.period) for column in columns]
    said: tuple[Value, ...] = (*line.labels, *cells, *((when,) if timed else ()))
    states = {figure.standing.state for figure in line.figures.values()}
    return Row(said, line.standing.state if len(states) == 1 or states <= OLD else None)


def _cell(figure: Figure | None, period: str | None) -> Crossing | None:
    """`period`: the row's, which its figures don't repeat."""
    if figure is None:
        return None
    seen = figure.observation
    own = seen.period if seen is not None and seen.period != period else None
    return Crossing(reading_of(figure), figure.standing.state, own)
