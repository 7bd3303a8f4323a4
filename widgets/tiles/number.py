"""One to four figures: value, unit, wording, period or age, comparison, and a trend where the data
has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.quantities import Duration, Identifier
from services.settings import Tile
from widgets.comparisons import figure_json
from widgets.reading import Number, together
from widgets.several import FIGURE_AND_NAME, several
from widgets.single import single
from widgets.tile import ONE_ROW, View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from decimal import Decimal

    from services.records import Sample
    from services.views import Figure, Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


FewIdentifiers = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class NumberTile(Tile):
    """Một đến bốn chỉ số bằng số."""

    number: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=4),
        BeforeValidator(_listed, json_schema_input_type=Identifier | FewIdentifiers),
        Field(examples=["bts_total"]),
    ]
    """Tên một chỉ số, hoặc danh sách tối đa bốn tên."""
    trend: Duration | None = None
    """Vẽ đường biến thiên của chỉ số đầu trong khoảng này, nếu nguồn có."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView(View):
    numbers: tuple[Number, ...]
    trend: tuple[tuple[datetime, Decimal], ...] = ()
    span: timedelta | None = None
    latest: tuple[datetime, Decimal] | None = None
    """The first figure as it was told after the last sample: where its curve ends."""

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "figures": [figure_json(number) for number in self.numbers],
            "series": len(self.trend),
        }


class NumberType:
    name = "number"
    settings = NumberTile
    own_notes = True

    def look_up(self, settings: NumberTile, knowledge: Knowledge) -> NumberView:
        first, *others = settings.number
        span = settings.trend
        samples = knowledge.series(first, span) if span else ()
        figures = [knowledge.figure(first, samples), *(knowledge.figure(id) for id in others)]
        numbers = tuple(Number.of(figure) for figure in figures)
        periods = {number.period for number in numbers}
        return NumberView(
            title=settings.title or figures[0].indicator.name,
            standing=together(numbers),
            least_rows=ONE_ROW if len(numbers) == 1 else FIGURE_AND_NAME,
            period=periods.pop() if len(periods) == 1 else None,
            numbers=numbers,
            dimmed=all(number.old for number in numbers),
            trend=tuple((s.at, s.value) for s in samples if s.at is not None),
            span=span,
            latest=_told_since(samples, figures[0]),
        )

    def lay_out(self, view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
        if len(view.numbers) > 1:
            return several(view.numbers, room, sheet)
        points = view.trend if view.latest is None else (*view.trend, view.latest)
        return single(view.numbers[0], points, view.span, room, sheet)


TILE = NumberType()


def _told_since(samples: Sequence[Sample], figure: Figure) -> tuple[datetime, Decimal] | None:
    """The figure belongs to its curve, which would else contradict it: samples lie up to a step apart.
    None where it is no later than they are, or of something else.
    """
    seen, standing = figure.observation, figure.standing
    if not samples or seen is None or seen.value is None or seen.period is not None:
        return None
    last = samples[-1]
    times = [at for at in (standing.source_time, standing.received) if at is not None]
    if not times or last.at is None or min(times) <= last.at:
        return None
    same = (last.labels, last.territory) == (seen.labels, seen.territory)
    return (min(times), seen.value) if same else None
