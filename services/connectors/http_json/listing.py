"""The figures of one list as JMESPath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.http_json import spelling

if TYPE_CHECKING:
    from services.connectors.http_json.finds import Rows
    from services.survey import Column
    from services.survey.columns import Path
    from services.survey.rows import Sense


@dataclass(frozen=True, slots=True)
class Listing:
    rows: Rows
    sense: Sense

    @property
    def name(self) -> str:
        """The way to it; `items` of a payload that is one list."""
        return dotted(self.rows.path) or "items"

    def figure(self, column: Column) -> str:
        """Of a course only the latest row is a figure; where several courses are mixed, the latest row
        of each comes last and holds.
        """
        sense = self.sense
        if not sense.series:
            part = "*"
        elif sense.called or sense.telling:
            part = "*" if sense.rising else "::-1"
        else:
            part = "-1:" if sense.rising else ":1"
        return self._each(column, part)

    def sample(self, column: Column) -> str:
        return self._each(column, "*")

    def expression(self, column: Column) -> str:
        """Columns of arrays are found by their place, whatever their heading."""
        places = tuple(step for step in column.path if isinstance(step, int))
        return spelling.path(places or column.path)

    def _each(self, column: Column, part: str) -> str:
        called = self.sense.called
        name = self.expression(called) if called else spelling.said(self._titled(column))
        fields, labels = self.sense.fields()
        written = {"i": name, "v": self.expression(column)}
        written |= {field: self.expression(one) for field, one in fields.items()}
        if labels:
            named = {_label(one): self.expression(one) for one in labels}
            written["labels"] = spelling.each(named)
        return f"{spelling.rows(self.rows.path, part)}.{spelling.each(written)}"

    def _titled(self, column: Column) -> str:
        own = column.name or str(column.path[-1] if column.path else "")
        return f"{self.name}.{own}" if self.rows.path else own


def _label(column: Column) -> str:
    return spelling.key(spelling.title(column.name or str(column.path[-1])))


def dotted(path: Path) -> str:
    return ".".join(spelling.title(str(step)) for step in path)
