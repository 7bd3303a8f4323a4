"""What there is to be shown, a tile each, worst first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.freshness import State
from services.settings import Wording
from services.wall_file.shape import Indicator
from widgets import kinds
from widgets.automatic.naming import apart, beside, id_of, source_name, spoken, told_by, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.wall_file.shape import WallFile
    from widgets.automatic.room import Bearing
    from widgets.automatic.survey import Listed, Series, Surveyed
    from widgets.automatic.telling import Column

_FEW_SERIES = 4
"""Series of one indicator that have a tile each; more of them are a table."""
_FEW_FIGURES = 60
"""Figures of one source that have a tile each."""
_MOST_SERIES = 240
"""Of one source that are indicators; of more there is one list, which counts what it can't show."""
_SEVERITY_SOURCES = 24
_URGENT, _HIGH, _BROKEN, _OLD, _WELL = range(5)
_RANKS: Mapping[State, int] = {
    State.NEVER: _BROKEN,
    State.DISCONNECTED: _BROKEN,
    State.FAULTY: _BROKEN,
    State.STALE: _OLD,
    State.SKEWED: _OLD,
    # A beat too late is a blink: nothing moves for it.
    State.LATE: _WELL,
    State.MAINTENANCE: _WELL,
    State.LIVE: _WELL,
}
_ALERTS = Wording(vi="Mức cảnh báo", en="Alerts by priority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A tile that has no place yet."""

    type: str
    settings: tuple[tuple[str, object], ...]
    sources: tuple[str, ...]
    rank: int
    """0 is shown first."""
    columns: int = 1
    halves: int = 2
    """The least room, in cells' widths and halves of their heights."""

    @property
    def small(self) -> bool:
        return self.columns == 1 and self.halves == 2  # noqa: PLR2004 - a whole cell


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
        self.indicators: dict[str, Indicator] = {}
        self.wide = min(2, bearing.columns)
        self.tall = {1: 2, 2: 4, 3: 3}.get(bearing.rows, 4)
        self.given = Counter(one.kind for each in found for one in each.survey.lists)
        codes = Counter(
            code
            for each in found
            for code in {spoken(series.indicator) for series in each.survey.series}
        )
        self.shared = frozenset(code for code, count in codes.items() if count > 1)

    def offer(self) -> Offer:
        pieces = [*self._severity()]
        pieces += [p for each in self.found for p in self._lists(each) if _alerts(p)]
        pieces += self._systems()
        for each in self.found:
            pieces += self._figures(each)
            pieces += [piece for piece in self._lists(each) if not _alerts(piece)]
        pieces.sort(key=lambda piece: piece.rank)
        return Offer(tuple(pieces), self.indicators)

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
                rank=min(_rank(each, alarmed=True) for each in these),
                columns=self.wide,
            )

    def _systems(self) -> Iterator[Piece]:
        """Where several sources are, or one of which nothing can be shown."""
        if len(self.found) == 1 and not self.found[0].survey.empty:
            return
        yield Piece(
            type="systems",
            settings=(("systems", "all"), ("title", Wording(vi="Các nguồn", en="Sources"))),
            sources=tuple(each.survey.source for each in self.found),
            rank=min((_rank(each) for each in self.found), default=_WELL),
            columns=self.wide,
            halves=self._halves(len(self.found) + 1),  # one at least may say why
        )

    def _lists(self, each: Surveyed) -> Iterator[Piece]:
        id = each.survey.source
        for one in each.survey.lists:
            rank = _rank(each, alarmed=one.kind == "alerts")
            if one.kind == "documents":
                settings: list[tuple[str, object]] = [("flow", id)]
                if self.given[one.kind] > 1:
                    title = Wording(vi="Văn bản theo trạng thái", en="Documents by state")
                    settings.append(("title", self._titled(title, each)))
                yield self._large("flow", settings, each, rank)
            yield self._table(one, each, rank)

    def _table(self, one: Listed, each: Surveyed, rank: int) -> Piece:
        settings: list[tuple[str, object]] = [("table", each.survey.source), ("records", one.kind)]
        if one.columns:
            settings.append(("columns", _columns(one.columns)))
        if one.order is not None:
            settings.append(("sort", one.order))
        if self.given[one.kind] > 1:
            settings.append(("title", self._titled(kinds.ALL[one.kind].title, each)))
        return self._large("table", settings, each, rank)

    def _large(
        self, type: str, settings: list[tuple[str, object]], each: Surveyed, rank: int
    ) -> Piece:
        return Piece(
            type=type,
            settings=tuple(settings),
            sources=(each.survey.source,),
            rank=rank,
            columns=self.wide,
            halves=self.tall,
        )

    def _figures(self, each: Surveyed) -> Iterator[Piece]:
        """Those that the wall file names by the names that it gives, then the source's other ones."""
        id = each.survey.source
        declared = {name: one for name, one in self.wall.indicators.items() if one.source == id}
        known = {one.metric or name for name, one in declared.items()}
        yield from (self._number(name, None, each, broken=False) for name in declared)
        others = [series for series in each.survey.series if series.indicator not in known]
        if len(others) > _MOST_SERIES:
            columns = (("indicator", None), ("territory", None), ("value", None))
            settings: list[tuple[str, object]] = [("table", id), ("records", "observations")]
            settings.append(("columns", _columns(columns)))
            settings.append(("title", source_name(id, self.wall.sources[id], self.wall)))
            yield self._large("table", settings, each, _rank(each))
            return
        by_name: dict[str, list[Series]] = defaultdict(list)
        for series in others:
            by_name[series.indicator].append(series)
        few = {name for name, several in by_name.items() if len(several) <= _FEW_SERIES}
        singles = [(name, several) for name, several in by_name.items() if name in few]
        if sum(len(several) for _, several in singles) <= _FEW_FIGURES:
            for name, several in singles:
                yield from self._numbers(name, several, each)
        else:
            ids = [one for name, several in singles for one in self._named(name, several, each)]
            title = source_name(id, self.wall.sources[id], self.wall)
            yield from self._list(title, ids, each)
        for name, several in by_name.items():
            if name not in few:
                title = self._called(name, each)
                ids = self._named(name, several, each, alone=True)
                yield from self._list(title, ids, each)

    def _numbers(self, name: str, several: Sequence[Series], each: Surveyed) -> Iterator[Piece]:
        for id, series in zip(self._named(name, several, each), several, strict=True):
            yield self._number(id, series, each, broken=series.broken)

    def _number(self, id: str, series: Series | None, each: Surveyed, *, broken: bool) -> Piece:
        settings: list[tuple[str, object]] = [("number", (id,))]
        if series is not None and series.trend is not None:
            settings.append(("trend", series.trend))
        return Piece(
            type="number",
            settings=tuple(settings),
            sources=(each.survey.source,),
            rank=min(_rank(each), _BROKEN if broken else _WELL),
        )

    def _named(
        self, name: str, several: Sequence[Series], each: Surveyed, *, alone: bool = False
    ) -> list[str]:
        """Ids of the series' indicators. `alone`: their table has the indicator's name already."""
        ids: list[str] = []
        parts = apart(several) if len(several) > 1 else [""]
        for series, part in zip(several, parts, strict=True):
            id = id_of(each.survey.source, series)
            whole = self._called(name, each)
            said = Wording(vi=part) if alone else told_by(whole, part) if part else whole
            source = each.survey.source
            made = Indicator(
                name=said,
                unit=unit_of(name),
                source=source,
                sensitivity=self.wall.sources[source].sensitivity,
            )
            # As the source wrote them, however long: they are compared, not read.
            self.indicators[id] = made.model_copy(update={"metric": name, "where": series.where})
            ids.append(id)
        return ids

    def _list(self, title: Wording, ids: Sequence[str], each: Surveyed) -> Iterator[Piece]:
        """Tables of as many rows as fit, the faulty ones first in each."""
        most = min(self.bearing.lines(self.bearing.halves), _FEW_FIGURES)
        parts = [ids[n : n + most] for n in range(0, len(ids), most)]
        for n, part in enumerate(parts, start=1):
            count = f" ({n}/{len(parts)})" if len(parts) > 1 else ""
            said = Wording(vi=f"{title.vi}{count}", en=f"{title.full_in('en')}{count}")
            settings = [("table", "indicators"), ("indicators", tuple(part)), ("title", said)]
            yield Piece(
                type="table",
                settings=(*settings, ("sort", "state")),
                sources=(each.survey.source,),
                rank=_rank(each),
                columns=self.wide,
                halves=self._halves(len(part)),
            )

    def _halves(self, rows: int) -> int:
        """The least height of a table in which so many rows fit."""
        whole = self.bearing.halves
        fitting = (n for n in range(2, whole + 1) if self.bearing.lines(n) >= rows)
        return next(fitting, whole)

    def _called(self, code: str, each: Surveyed) -> Wording:
        """With its source where several have one of that name."""
        name = Wording(vi=spoken(code))
        return self._titled(name, each) if name.vi in self.shared else name

    def _titled(self, name: Wording, each: Surveyed) -> Wording:
        id = each.survey.source
        return beside(name, source_name(id, self.wall.sources[id], self.wall))


def _alerts(piece: Piece) -> bool:
    return ("records", "alerts") in piece.settings


def _columns(columns: Sequence[Column]) -> list[dict[str, str | float]]:
    """As a wall file says them."""
    return [
        {"field": field} if weight is None else {"field": field, "weight": weight}
        for field, weight in columns
    ]


def _rank(each: Surveyed, *, alarmed: bool = False) -> int:
    worst = each.survey.worst if alarmed else None
    of_state = _RANKS[each.state]
    return of_state if worst is None or worst > _HIGH else min(worst, of_state)
