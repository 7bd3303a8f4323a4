"""A source's figures: a tile each, a row of several, or tables where they are many."""

from __future__ import annotations

import math
from collections import Counter
from itertools import batched
from operator import itemgetter
from typing import TYPE_CHECKING

from services.settings import Wording
from services.wall_file.derived import sources_behind
from services.wall_file.indicator import Indicator
from widgets.automatic.crossing import crossed
from widgets.automatic.naming import (
    apart,
    beginnings_cut,
    id_of,
    numbered,
    parts,
    source_name,
    spoken,
    titled,
    told_by,
    under_code,
    unit_of,
    unnamed,
)
from widgets.automatic.piece import BROKEN, WELL, Piece, rank
from widgets.automatic.survey import by_indicator, course, lacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from services.wall_file.shape import WallFile
    from widgets.automatic.crossing import Crossed, Key
    from widgets.automatic.room import Bearing
    from widgets.automatic.survey import Series, Surveyed

_UNNAMED = Wording(
    vi="Chỉ số chưa đặt tên", en="Figures without a name", short="Chưa đặt tên", short_en="Unnamed"
)
_FEW_SERIES = 4
"""Series of one indicator that have a tile each; more of them are a table."""
_FEW_PAGES = 8
"""Pages that figures fill as a tile each; of more those sources that have most are tables."""
_MOST_ROWS = 60
"""Of a table of indicators."""
_MOST_SERIES = 600
"""Of one source that are indicators; of more there is one list, which counts what it can't show."""


class Figures:
    """Of all sources together: what tells them apart, and which are a tile each, depends on all."""

    def __init__(self, wall: WallFile, found: Sequence[Surveyed], bearing: Bearing) -> None:
        self.wall, self.found, self.bearing = wall, found, bearing
        self.indicators: dict[str, Indicator] = {}
        """Those that the pieces name, as far as they were made."""
        codes = Counter(
            code
            for each in found
            for code in {spoken(series.indicator) for series in each.survey.series}
        )
        self.short = {
            each.survey.source: beginnings_cut({s.indicator for s in each.survey.series})
            for each in found
        }
        # Of several names: alone they tell no figure apart.
        self.parts = Counter(
            part
            for each in found
            for several in by_indicator(each.survey.series).values()
            if 1 < len(several) <= _FEW_SERIES
            for part in apart(several)
        )
        self.apart = self._apart()
        self.shared = frozenset(code for code, count in codes.items() if count > 1)

    def of(self, each: Surveyed) -> Iterator[Piece]:
        """Those that the wall file names by the names that it gives, then the source's other ones."""
        id = each.survey.source
        for name, one in self.wall.indicators.items():
            if one.formula is not None:
                if self._home(name) == id:
                    yield self._number(name, None, each)
            elif one.source == id:
                yield self._number(name, course(one.metric or name, one.where, each.survey), each)
        others = self._others(each)
        if len(others) > _MOST_SERIES:
            yield self._all(others, each)
            return
        by_name = by_indicator(others)
        few = {name for name, several in by_name.items() if len(several) <= _FEW_SERIES}
        singles = [(name, several) for name, several in by_name.items() if name in few]
        if id in self.apart:
            coded = unnamed(singles, self.wall.sources[id].listing())
            for name, several in singles:
                if name not in coded:
                    yield from self._numbers(name, several, each)
            yield from self._unnamed(coded, each)
        else:
            ids = [one for name, several in singles for one in self._named(name, several, each)]
            title = source_name(id, self.wall.sources[id], self.wall)
            yield from self._list(title, ids, each)
        yield from self._tables({n: s for n, s in by_name.items() if n not in few}, each)

    def _home(self, name: str) -> str | None:
        """The first source that has a say in it: what is reckoned of several stands there."""
        behind = sources_behind(self.wall.indicators, [name])
        return next((id for id in self.wall.sources if id in behind), None)

    def _all(self, others: Sequence[Series], each: Surveyed) -> Piece:
        id = each.survey.source
        return Piece(
            type="table",
            settings=(
                ("table", id),
                ("records", "observations"),
                ("columns", [{"field": field} for field in ("indicator", "territory", "value")]),
                ("title", source_name(id, self.wall.sources[id], self.wall)),
            ),
            sources=(id,),
            rank=rank(each),
            across=2 * self.bearing.wide,
            halves=min(self.bearing.tall(len(others)), self.bearing.tallest),
        )

    def _unnamed(self, coded: Mapping[str, Sequence[Series]], each: Surveyed) -> Iterator[Piece]:
        """Under their codes as they are: read aloud as words they would pass for names."""
        ids = [
            self._indicator(name, one, under_code(name, part), several, each)
            for name, several in coded.items()
            for one, part in zip(several, parts(several), strict=True)
        ]
        alone = len(self.found) == 1
        title = _UNNAMED if alone else titled(_UNNAMED, each.survey.source, self.wall)
        yield from self._list(title, ids, each)

    def _numbers(self, name: str, several: Sequence[Series], each: Surveyed) -> Iterator[Piece]:
        if self._is_row(several):
            yield self._row(name, several, each)
            return
        for id, series in zip(self._named(name, several, each), several, strict=True):
            yield self._number(id, series.trend, each, broken=series.broken)

    def _is_row(self, several: Sequence[Series]) -> bool:
        """Other figures are of the same places too: `Số vụ` and `Tỷ lệ` of three districts each."""
        if any(series.trend is not None for series in several):
            return False
        return len(several) > 1 and any(self.parts[part] > 1 for part in apart(several))

    def _row(self, name: str, several: Sequence[Series], each: Surveyed) -> Piece:
        """Figures of one name side by side, each over what tells it apart."""
        ids = self._named(name, several, each, alone=True)
        broken = any(series.broken for series in several)
        return Piece(
            type="number",
            settings=(("number", tuple(ids)), ("title", self._called(name, each))),
            sources=(each.survey.source,),
            rank=min(rank(each), BROKEN if broken else WELL),
            across=2 * self.bearing.wide,
            figures=len(ids),
        )

    def _number(
        self, id: str, trend: timedelta | None, each: Surveyed, *, broken: bool = False
    ) -> Piece:
        settings: list[tuple[str, object]] = [("number", (id,))]
        if trend is not None:
            settings.append(("trend", trend))
        return Piece(
            type="number",
            settings=tuple(settings),
            sources=(each.survey.source,),
            rank=min(rank(each), BROKEN if broken else WELL),
        )

    def _named(
        self, name: str, several: Sequence[Series], each: Surveyed, *, alone: bool = False
    ) -> list[str]:
        """Ids of the series' indicators. `alone`: their table has the indicator's name already."""
        ids: list[str] = []
        for series, part in zip(several, parts(several), strict=True):
            whole = self._called(name, each)
            said = Wording(vi=part) if alone else told_by(whole, part) if part else whole
            ids.append(self._indicator(name, series, said, several, each))
        return ids

    def _indicator(
        self,
        code: str,
        series: Series,
        name: Wording,
        several: Sequence[Series],
        each: Surveyed,
    ) -> str:
        """The id of the one made of a series of `several` of that code."""
        source = each.survey.source
        made = Indicator(
            name=name,
            unit=unit_of(code),
            decimals=series.decimals,
            source=source,
            sensitivity=self.wall.sources[source].sensitivity,
        )
        # As the source wrote them, however long: they are compared, not read.
        where = series.where | lacked(series, several)
        id = id_of(source, series)
        self.indicators[id] = made.model_copy(update={"metric": code, "where": where})
        return id

    def _list(self, title: Wording, ids: Sequence[str], each: Surveyed) -> Iterator[Piece]:
        """Tables of as many rows as fit, the faulty ones first in each."""
        tables = self._evenly(ids)
        for n, part in enumerate(tables, start=1):
            said = numbered(title, n, len(tables))
            settings = [("table", "indicators"), ("indicators", tuple(part)), ("title", said)]
            yield Piece(
                type="table",
                settings=(*settings, ("sort", "state")),
                sources=(each.survey.source,),
                rank=rank(each),
                across=self.bearing.half,
                halves=self.bearing.tall(len(part)),
            )

    def _tables(self, many: Mapping[str, Sequence[Series]], each: Surveyed) -> Iterator[Piece]:
        """A row for each place or machine, a column for each name; those of one name are called by
        it, the others by their source, and by their number where they are several.
        """
        tables = [part for table in crossed(many) for part in table.parts(self.bearing)]
        parted = [(table, keys) for table in tables for keys in self._evenly(table.rows)]
        titles = [self._title(table, each) for table, _ in parted]
        for n, ((table, keys), title) in enumerate(zip(parted, titles, strict=True)):
            number, of = titles[:n].count(title) + 1, titles.count(title)
            yield self._crossed(table, keys, numbered(title, number, of), each)

    def _evenly[T](self, rows: Sequence[T]) -> list[tuple[T, ...]]:
        """In as few tables as there can be, each about as long."""
        most = min(self.bearing.lines(self.bearing.halves), _MOST_ROWS)
        tables = math.ceil(len(rows) / most)
        return list(batched(rows, math.ceil(len(rows) / tables))) if rows else []

    def _title(self, table: Crossed, each: Surveyed) -> Wording:
        if len(table.series) == 1:
            return self._called(next(iter(table.series)), each)
        source = each.survey.source
        return source_name(source, self.wall.sources[source], self.wall)

    def _crossed(
        self, table: Crossed, keys: Sequence[Key], title: Wording, each: Surveyed
    ) -> Piece:
        source = each.survey.source
        own = self.wall.sources[source].called
        said = Counter(spoken(code) for code in table.series)
        names = {code: spoken(code) if said[spoken(code)] == 1 else code for code in table.series}
        ids = [
            self._indicator(code, one, Wording(vi=names[code]), several, each)
            for code, several in table.series.items()
            for one in several
            if table.key(one) in keys
        ]
        by = [{"field": one, "title": own(one)} for one in table.labels]
        return Piece(
            type="table",
            settings=(
                ("table", "indicators"),
                ("indicators", tuple(ids)),
                ("by", by),
                ("title", title),
                ("sort", "state"),
            ),
            sources=(source,),
            rank=rank(each),
            across=table.across(self.bearing),
            halves=self.bearing.tall(len(keys)),
        )

    def _called(self, code: str, each: Surveyed) -> Wording:
        """With its source where several have one of that name."""
        said = spoken(code)
        short = self.short[each.survey.source].get(said)
        name = Wording(vi=said, short=short, short_en=short)
        return titled(name, each.survey.source, self.wall) if name.vi in self.shared else name

    def _apart(self) -> frozenset[str]:
        """The sources whose figures have a tile each."""
        counts = {each.survey.source: self._few(each) for each in self.found}
        room = _FEW_PAGES * self.bearing.columns * self.bearing.rows
        kept: set[str] = set()
        for id, count in sorted(counts.items(), key=itemgetter(1)):
            room -= count
            if room >= 0:
                kept.add(id)
        return frozenset(kept)

    def _few(self, each: Surveyed) -> int:
        """Its figures that the wall file doesn't name and that no table must hold."""
        few = [
            one for one in by_indicator(self._others(each)).items() if len(one[1]) <= _FEW_SERIES
        ]
        coded = unnamed(few, self.wall.sources[each.survey.source].listing())
        return sum(len(several) for name, several in few if name not in coded)

    def _others(self, each: Surveyed) -> list[Series]:
        declared = self.wall.indicators.items()
        id = each.survey.source
        known = {
            one.metric or name for name, one in declared if one.source == id and one.formula is None
        }
        return [series for series in each.survey.series if series.indicator not in known]
