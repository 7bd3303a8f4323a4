"""One to four series over one span: gaps stay gaps, few labels, each by its name and last value."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.quantities import Duration, Identifier
from services.settings import Tile
from services.views import merged
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
        series = tuple(_series(id, settings.last, knowledge) for id in settings.trend)
        return TrendView(
            title=settings.title or series[0].number.name,
            standing=merged([one.number.standing for one in series]),
            dimmed=all(one.number.old for one in series),
            series=series,
            span=settings.last,
            until=_until(series, knowledge),
        )

    def lay_out(self, view: TrendView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = TrendType()


def _series(id: str, span: timedelta, knowledge: Knowledge) -> Series:
    samples = knowledge.series(id, span)
    figure = knowledge.figure(id, samples)
    indicator = figure.indicator
    number = Number(
        id=id,
        name=indicator.name,
        unit=figure.unit,
        observation=figure.observation,
        decimals=indicator.decimals,
        standing=figure.standing,
        better=indicator.better,
    )
    points = tuple((one.at, one.value) for one in samples if one.at is not None)
    return Series(number, points)


def _until(series: tuple[Series, ...], knowledge: Knowledge) -> datetime:
    """The end of the common span: when the last of the sources answered, never the silence after it."""
    told = [one.number.standing.received for one in series]
    ends = [one.points[-1][0] for one in series if one.points]
    return max([at for at in told if at is not None] or ends, default=knowledge.at)
