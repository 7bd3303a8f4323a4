"""Two to twelve figures as one block: names left, values right with their digits under one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self, override

from pydantic import Field, model_validator

from services.quantities import Identifier, WrongSetting
from services.settings import Tile, Wording
from widgets.reading import Number, together
from widgets.tiles.group.drawing import drawn
from widgets.tiles.group.view import GroupView

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

MOST = 12

Few = Annotated[tuple[Identifier, ...], Field(min_length=2, max_length=MOST)]


class GroupTile(Tile):
    """Hai đến mười hai chỉ số thành một khối, thẳng hàng chữ số; chỗ rộng thì kèm kỳ trước, cùng kỳ, kế
    hoạch.
    """

    group: Annotated[Few | Identifier, Field(examples=[["bts_total", "revenue"], "ha-tang-2"])]
    """Danh sách hai đến mười hai chỉ số, hoặc tên một nhóm chỉ số hay lĩnh vực: lấy mười hai chỉ số đầu."""
    without: tuple[Identifier, ...] = ()
    """Với tên nhóm: những chỉ số không ghi, vì đã có ô riêng."""

    @model_validator(mode="after")
    def _chosen(self) -> Self:
        if self.without and not isinstance(self.group, str):
            raise WrongSetting(
                "“{key}” chỉ dùng cùng tên một nhóm",
                "bỏ {key}, và bỏ chỉ số khỏi danh sách",
                key="without",
            )
        return self

    @override
    def indicators(self) -> tuple[str, ...]:
        return () if isinstance(self.group, str) else self.group

    @override
    def groups(self) -> tuple[str, ...]:
        return (self.group,) if isinstance(self.group, str) else ()


class GroupType:
    name = "group"
    settings = GroupTile
    own_notes = False

    def look_up(self, settings: GroupTile, knowledge: Knowledge) -> GroupView:
        chosen = _chosen(settings, knowledge)
        numbers = tuple(Number.of(knowledge.figure(id)) for id in chosen[:MOST])
        periods = {number.period for number in numbers if number.observation is not None}
        return GroupView(
            title=settings.title or _title(settings, knowledge),
            standing=together(numbers),
            period=periods.pop() if len(periods) == 1 else None,
            dimmed=bool(numbers) and all(number.old for number in numbers),
            numbers=numbers,
            total=len(chosen),
        )

    def lay_out(self, view: GroupView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = GroupType()
_TITLE = Wording(vi="Các chỉ số", en="Indicators")


def _chosen(settings: GroupTile, knowledge: Knowledge) -> list[str]:
    if not isinstance(settings.group, str):
        return list(dict.fromkeys(settings.group))
    day = knowledge.wall.as_of or knowledge.day
    return [
        id
        for id, one in knowledge.wall.indicators.items()
        if settings.group in one.gathered_on(day) and id not in settings.without
    ]


def _title(settings: GroupTile, knowledge: Knowledge) -> Wording:
    if not isinstance(settings.group, str):
        return _TITLE
    wall = knowledge.wall
    group = wall.groups.get(settings.group) or wall.fields.get(settings.group)
    return group.name if group is not None else _TITLE
