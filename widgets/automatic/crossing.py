"""Figures of which there are many of a name: those of the same places, or machines, in one table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import sort_key
from widgets.automatic.naming import spoken, telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from widgets.automatic.room import Bearing
    from widgets.automatic.survey import Series

type Key = tuple[str, ...]
"""Values of the labels that tell a row from others."""

_SAME = 0.5
"""Share of all their rows that figures of two names have in common, to stand in one table."""
_MOST_COLUMNS = 8
"""Of figures: more are too far from the name of their row."""
_EM = 0.5
"""Of a letter, in ems."""
_GAP, _EDGES = 1.0, 1.5
"""Ems between columns, and beside the outer ones."""
_LEAST, _MOST_TEXT = 4.0, 16.0
"""Ems of a column of figures, and of one of texts."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table: its rows' labels, and which series each name has, all in their order."""

    labels: tuple[str, ...]
    series: Mapping[str, Sequence[Series]]

    @property
    def rows(self) -> list[Key]:
        every = {self.key(one) for several in self.series.values() for one in several}
        return sorted(every, key=lambda key: [sort_key(value) for value in key])

    def key(self, one: Series) -> Key:
        return tuple(one.where.get(label, "") for label in self.labels)

    def parts(self, bearing: Bearing) -> Iterator[Crossed]:
        """As many names in each as go side by side on a screen."""
        left = list(self.series)
        while left:
            fitting = (
                n
                for n in range(min(len(left), _MOST_COLUMNS), 1, -1)
                if self._ems(left[:n]) <= bearing.width / bearing.em
            )
            taken, left = left[: (n := next(fitting, 1))], left[n:]
            yield Crossed(self.labels, {name: self.series[name] for name in taken})

    def across(self, bearing: Bearing) -> int:
        """Halves of a cell's width: whole cells."""
        cells = bearing.columns * self._ems(list(self.series)) * bearing.em / bearing.width
        return min(max(2 * math.ceil(cells), bearing.half), bearing.across)

    def _ems(self, names: Sequence[str]) -> float:
        labels = [max(map(len, column)) for column in zip(self.labels, *self.rows, strict=True)]
        texts = [min(_EM * letters, _MOST_TEXT) for letters in labels]
        figures = [max(_EM * len(spoken(name)), _LEAST) for name in names]
        gaps = len(texts) + len(figures) - 1
        return sum(texts) + sum(figures) + gaps * _GAP + _EDGES


def crossed(series: Mapping[str, Sequence[Series]]) -> list[Crossed]:
    """By name; a name joins the first table whose rows are mostly its own."""
    tables: list[Crossed] = []
    for name, several in series.items():
        alone = Crossed(tuple(telling(several)), {name: several})
        for n, table in enumerate(tables):
            if table.labels == alone.labels and _alike(table.rows, alone.rows):
                tables[n] = Crossed(table.labels, {**table.series, name: several})
                break
        else:
            tables.append(alone)
    return tables


def _alike(one: Sequence[Key], other: Sequence[Key]) -> bool:
    both = len(set(one) & set(other))
    return both >= _SAME * len({*one, *other})
