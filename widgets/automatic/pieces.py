"""What there is to be shown, a tile each, worst first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.settings import Wording
from widgets import kinds
from widgets.automatic.figures import Figures
from widgets.automatic.naming import titled
from widgets.automatic.piece import BROKEN, WELL, Piece, rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.wall_file.indicator import Indicator
    from services.wall_file.shape import WallFile
    from widgets.automatic.room import Bearing
    from widgets.automatic.survey import Listed, Surveyed
    from widgets.automatic.telling import Column

_SEVERITY_SOURCES = 24
_STATES = 8
"""Rows of a flow of documents."""
_BY_STATE = Wording(vi="Văn bản theo trạng thái", en="Documents by state")
_ALERTS = Wording(vi="Mức cảnh báo", en="Alerts by priority")


@dataclass(frozen=True, slots=True)
class Offer:
    """All pieces of a wall, worst first, and the indicators that they name."""

    pieces: tuple[Piece, ...]
    indicators: Mapping[str, Indicator] = field(default_factory=dict)


def offer(wall: WallFile, found: Sequence[Surveyed], bearing: Bearing) -> Offer:
    """`bearing`: of the smallest screen."""
    return _Offering(wall, found, bearing).offer()


class _Offering:
    def __init__(self, wall: WallFile, found: Sequence[Surveyed], bearing: Bearing) -> None:
        self.wall, self.found, self.bearing = wall, found, bearing
        self.figures = Figures(wall, found, bearing)
        self.wide = 2 * bearing.wide
        self.tall = bearing.tallest
        self.given = Counter(one.kind for each in found for one in each.survey.lists)

    def offer(self) -> Offer:
        pieces = [*self._severity()]
        pieces += [p for each in self.found for p in self._lists(each) if p.of_alerts]
        pieces += self._systems()
        for each in self.found:
            pieces += self.figures.of(each)
            pieces += [piece for piece in self._lists(each) if not piece.of_alerts]
        pieces.sort(key=lambda piece: piece.rank)
        return Offer(tuple(pieces), self.figures.indicators)

    def _severity(self) -> Iterator[Piece]:
        alarming = [
            each for each in self.found if any(o.kind == "alerts" for o in each.survey.lists)
        ]
        for n in range(0, len(alarming), _SEVERITY_SOURCES):
            these = alarming[n : n + _SEVERITY_SOURCES]
            ids = tuple(each.survey.source for each in these)
            yield Piece(
                type="severity",
                settings=(("severity", ids), ("title", _ALERTS)),
                sources=ids,
                rank=min(rank(each, alarmed=True) for each in these),
                across=self.wide,
            )

    def _systems(self) -> Iterator[Piece]:
        """Where several sources are, or one of which nothing can be shown."""
        if len(self.found) == 1 and not self.found[0].survey.empty:
            return
        yield Piece(
            type="systems",
            settings=(("systems", "all"), ("title", Wording(vi="Các nguồn", en="Sources"))),
            sources=tuple(each.survey.source for each in self.found),
            rank=min((rank(each) for each in self.found), default=WELL),
            across=self.wide,
            halves=min(self.bearing.tall(self._system_rows() - 1), self.tall),  # no row of heads
        )

    def _system_rows(self) -> int:
        """A source where something is wrong says why, in a sentence where there is room."""
        systems: dict[str, int] = {}
        for each in self.found:
            id = each.survey.source
            system = self.wall.sources[id].system or f"source {id}"
            rows = 1 if rank(each) == WELL else 3
            systems[system] = max(systems.get(system, 0), rows)
        return sum(systems.values())

    def _lists(self, each: Surveyed) -> Iterator[Piece]:
        id = each.survey.source
        for one in each.survey.lists:
            soon = rank(each, alarmed=one.kind == "alerts")
            if one.stopped:
                soon = min(soon, BROKEN)
            if one.kind == "documents":
                title = titled(_BY_STATE, id, self.wall) if self.given[one.kind] > 1 else _BY_STATE
                settings: list[tuple[str, object]] = [("flow", id), ("title", title)]
                yield self._large("flow", settings, each, soon, _STATES)
            yield self._table(one, each, soon)

    def _table(self, one: Listed, each: Surveyed, soon: int) -> Piece:
        settings: list[tuple[str, object]] = [("table", each.survey.source), ("records", one.kind)]
        if one.columns:
            settings.append(("columns", _columns(one.columns)))
        if one.order is not None:
            settings.append(("sort", one.order))
        if self.given[one.kind] > 1:
            settings.append(
                ("title", titled(kinds.ALL[one.kind].title, each.survey.source, self.wall))
            )
        # Alerts come and go, often many at once: their table's size knows nothing of how many are open.
        rows = self._alert_rows() if one.kind == "alerts" else one.rows
        return self._large("table", settings, each, soon, rows)

    def _alert_rows(self) -> int:
        """As many as leave the counts of all priorities their place beside or above."""
        low = self.wide == self.bearing.across and self.bearing.halves == self.tall
        return 1 if low else self.bearing.lines(self.tall)

    def _large(
        self, type: str, settings: list[tuple[str, object]], each: Surveyed, soon: int, rows: int
    ) -> Piece:
        return Piece(
            type=type,
            settings=tuple(settings),
            sources=(each.survey.source,),
            rank=soon,
            across=self.wide,
            halves=min(self.bearing.tall(rows), self.tall),
        )


def _columns(columns: Sequence[Column]) -> list[dict[str, str | float]]:
    """As a wall file says them."""
    return [
        {"field": field} if weight is None else {"field": field, "weight": weight}
        for field, weight in columns
    ]
