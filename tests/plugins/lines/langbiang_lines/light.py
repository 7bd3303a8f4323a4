"""A traffic light: one figure as clear, slow or jammed, by lamp, word and number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import Field

from services.quantities import Identifier
from services.settings import Tile, Wording
from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.sheet import FIGURE_LEAST
from widgets.tile import Json, Room, View

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.sheet import Sheet

type Level = Literal["jammed", "slow", "clear"]

LEVELS: dict[Level, Wording] = {
    "jammed": Wording(vi="Tắc", en="Jammed"),
    "slow": Wording(vi="Chậm", en="Slow"),
    "clear": Wording(vi="Thông", en="Clear"),
}
"""From the top lamp to the lowest. Unknown is none of them."""


class LightTile(Tile):
    """Đèn ba mức của một chỉ số."""

    light: Annotated[Identifier, Field(examples=["queue"])]
    """Tên chỉ số."""
    slow: float = 10
    """Từ giá trị này là chậm."""
    jammed: float = 50
    """Từ giá trị này là tắc."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return (self.light,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightView(View):
    value: Decimal | None
    unit: Wording | None
    level: Level | None

    @override
    def figures(self) -> dict[str, Json]:
        return {"value": None if self.value is None else str(self.value), "level": self.level}


def level_of(settings: LightTile, value: Decimal | None) -> Level | None:
    if value is None:
        return None
    if value >= Decimal(str(settings.jammed)):
        return "jammed"
    return "slow" if value >= Decimal(str(settings.slow)) else "clear"


class LightType:
    name = "light"
    settings = LightTile
    own_notes = False

    def look_up(self, settings: LightTile, knowledge: Knowledge) -> LightView:
        figure = knowledge.figure(settings.light)
        value = figure.observation.value if figure.observation else None
        return LightView(
            title=settings.title or figure.indicator.name,
            standing=figure.standing,
            value=value,
            unit=figure.indicator.unit,
            level=level_of(settings, value),
        )

    def lay_out(self, view: LightView, room: Room, sheet: Sheet) -> list[Item]:
        gap = sheet.px(10)
        side = min((room.box.h - 2 * gap) / 3, room.box.w / 3)
        column = Rect(room.box.x, room.box.y, side, 3 * side + 2 * gap)
        lamps = dict(zip(LEVELS, column.rows(3, gap), strict=True))
        lit = Ink.OLD if room.dimmed else Ink.DATA
        items: list[Item] = [
            Box(lamp, lit if level == view.level else None, Ink.OUTLINE, sheet.px(3), side / 2)
            for level, lamp in lamps.items()
        ]
        if view.level is None:
            return items  # the frame says why there is nothing
        beside = room.box.beside(side + 2 * gap).below(lamps[view.level].y - room.box.y)
        word = sheet.line(
            "value",
            LEVELS[view.level].full_in(sheet.words.lang),
            beside,
            size=sheet.size(FIGURE_LEAST),
            weight=Weight.BOLD,
            ink=room.ink,
            ground=room.ground,
        )
        unit = view.unit.full_in(sheet.words.lang) if view.unit else ""
        number = sheet.line(
            "context",
            f"{sheet.words.number(view.value)} {unit}".rstrip(),
            beside.below(word.rect.h),
            ink=room.ink,
            ground=room.ground,
        )
        return [*items, word, number]


TILE = LightType()
