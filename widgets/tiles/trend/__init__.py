"""One to four series over one span: gaps stay gaps, few labels, each by its name and last value."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.freshness import State
from services.quantities import Duration, Identifier
from services.settings import Tile
from services.views import SEVERAL, merged
from widgets.reading import Number
from widgets.tiles.trend.drawing import drawn
from widgets.tiles.trend.view import Series, TrendView

if TYPE_CHECKING:
    from datetime import datetime

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Few = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class TrendTile(Tile):
    """Đường biến thiên của một đến bốn chỉ số trong cùng một khoảng."""

    trend: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=4),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Few),
        Field(examples=["lgsp_calls"]),
    ]
    """Tên một chỉ số, hoặc danh sách tối đa bốn tên; nguồn phải cho chuỗi số (samples)."""
    last: Duration = timedelta(hours=24)
    """Khoảng thời gian được vẽ, tính lùi từ lần trả lời cuối của nguồn."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.trend


class TrendType:
    name = "trend"
    settings = TrendTile
    own_notes = False

    def look_up(self, settings: TrendTile, knowledge: Knowledge) -> TrendView:
        told = tuple(_series(id, settings.last, knowledge) for id in settings.trend)
        until = _until(told, knowledge)
        series = tuple(_since(until - settings.last, one) for one in told)
        return TrendView(
            title=settings.title or series[0].number.name,
            standing=merged([one.number.standing for one in series]),
            dimmed=all(one.number.old for one in series),
            series=series,
            span=settings.last,
            until=until,
        )

    def lay_out(self, view: TrendView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = TrendType()


def _series(id: str, span: timedelta, knowledge: Knowledge) -> Series:
    """Of several series that match the indicator none is drawn: joined they would be a zigzag."""
    samples = knowledge.series(id, span)
    figure = knowledge.figure(id, samples)
    indicator, standing = figure.indicator, figure.standing
    several = len({one.uid for one in samples}) > 1
    if several and standing.words != SEVERAL:
        standing = replace(standing, state=State.FAULTY, words=SEVERAL)
    number = Number(
        id=id,
        name=indicator.name,
        unit=figure.unit,
        observation=figure.observation,
        decimals=indicator.decimals,
        standing=standing,
        better=indicator.better,
    )
    if several:
        return Series(number, ())
    return Series(number, tuple((one.at, one.value) for one in samples if one.at is not None))


def _since(start: datetime, series: Series) -> Series:
    """Of a source that fell silent before the others, what lies within the common span."""
    return replace(series, points=tuple(one for one in series.points if one[0] >= start))


def _until(series: tuple[Series, ...], knowledge: Knowledge) -> datetime:
    """The end of the common span: when the last of the sources answered, never the silence after it."""
    told = [one.number.standing.received for one in series]
    ends = [one.points[-1][0] for one in series if one.points]
    return max([at for at in told if at is not None] or ends, default=knowledge.at)
