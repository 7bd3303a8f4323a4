"""Figures as level bars in the bands that they are judged by; no dial tells more in as much room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self, override

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator

from services.phrase import phrase
from services.quantities import Identifier, WrongSetting
from services.settings import Section, Tile, Wording, plain_or_whole
from services.views import merged
from services.wall_file.statistics import Amount
from widgets.reading import Number
from widgets.tiles.gauge.drawing import drawn
from widgets.tiles.gauge.scale import day_of, scale_of, spans, year_so_far
from widgets.tiles.gauge.view import Gauge, GaugeView

if TYPE_CHECKING:
    from decimal import Decimal

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from services.views import Figure, Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

MOST = 6

Least = Annotated[Amount | None, Field(alias="from", examples=[0])]
Most = Annotated[Amount | None, Field(alias="to", examples=[100])]


class GaugeSetting(Section):
    """Một chỉ số trên thang: ghi thẳng tên chỉ số, hoặc ghi kèm hai đầu thang của riêng nó."""

    indicator: Identifier
    """Chỉ số."""
    least: Least = None
    """Đầu thấp của thang; mặc định theo ô."""
    most: Most = None
    """Đầu cao của thang; mặc định theo ô."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        whole = isinstance(value, dict | list | GaugeSetting)
        return value if whole else {"indicator": value}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.least, self.most)
        return self

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["docs_on_time"])


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Few = Annotated[tuple[GaugeSetting, ...], Field(min_length=1, max_length=MOST)]


class GaugeTile(Tile):
    """Một đến sáu chỉ số, mỗi chỉ số là một thanh ngang trên thang có các ngưỡng, kế hoạch của nó."""

    gauge: Annotated[
        tuple[GaugeSetting, ...],
        Field(min_length=1, max_length=MOST),
        BeforeValidator(_listed, json_schema_input_type=GaugeSetting | Few),
        Field(examples=["docs_on_time"]),
    ]
    """Tên một chỉ số, hoặc danh sách tối đa sáu; ngưỡng và kế hoạch khai ở bands, plans của chỉ số."""
    least: Least = None
    """Đầu thấp của thang; mặc định 0, hoặc thấp hơn khi có ngưỡng âm."""
    most: Most = None
    """Đầu cao của thang; mặc định theo ngưỡng và kế hoạch, không có thì 100% hoặc mẫu số; số không có gì
    để xét thì không vẽ thang."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for one in self.gauge:
            _ordered(*self.ends(one))
        return self

    def ends(self, one: GaugeSetting) -> tuple[Decimal | None, Decimal | None]:
        return (
            self.least if one.least is None else one.least,
            self.most if one.most is None else one.most,
        )

    @override
    def indicators(self) -> tuple[str, ...]:
        return tuple(one.indicator for one in self.gauge)


def _ordered(least: Decimal | None, most: Decimal | None) -> None:
    if least is not None and most is not None and least >= most:
        raise WrongSetting("thang có from không nhỏ hơn to", "ghi from nhỏ hơn to")


class GaugeType:
    name = "gauge"
    settings = GaugeTile
    own_notes = False

    def look_up(self, settings: GaugeTile, knowledge: Knowledge) -> GaugeView:
        figures = [knowledge.figure(one.indicator) for one in settings.gauge]
        gauges = tuple(
            _gauge(figure, *settings.ends(one), knowledge)
            for one, figure in zip(settings.gauge, figures, strict=True)
        )
        numbers = [gauge.number for gauge in gauges]
        periods = {number.period for number in numbers}
        named = figures[0].indicator.name
        return GaugeView(
            title=settings.title
            or (named if len(figures) == 1 else Wording(vi="Các chỉ số", en="Indicators")),
            standing=merged([number.standing for number in numbers]),
            period=periods.pop() if len(periods) == 1 else None,
            dimmed=all(number.old for number in numbers),
            gauges=gauges,
        )

    def lay_out(self, view: GaugeView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = GaugeType()


def _gauge(
    figure: Figure, least: Decimal | None, most: Decimal | None, knowledge: Knowledge
) -> Gauge:
    on = day_of(figure, knowledge.day)
    summed = year_so_far(figure, on)
    figure = summed or figure
    indicator, seen = figure.indicator, figure.observation
    number = Number.of(figure)
    scale = scale_of(figure, least, most, on)
    if scale is not None:
        return Gauge(
            number=number,
            scale=scale,
            spans=spans(figure, scale, on),
            so_far=summed is not None,
        )
    published = seen is not None and seen.publication is not None and bool(indicator.bands)
    why = phrase("số đã công bố thì không xét ngưỡng") if published else phrase("chưa đặt ngưỡng")
    return Gauge(number=number, scale=None, why=None if seen is None else why)
