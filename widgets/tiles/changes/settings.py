"""What a tile of changes may be asked: since when, and of what."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self, override

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from services.quantities import Identifier, WrongSetting, duration
from services.settings import Tile

SINCE_BRIEFING = "briefing"
MOST = 60
"""Changes of a view: more than anybody reads out."""
_LONGEST = timedelta(days=365)
"""Beyond it nothing is kept of what was superseded."""
_LEAST = timedelta(minutes=1)


def _since(value: object) -> object:
    if isinstance(value, str) and value.strip() == SINCE_BRIEFING:
        return SINCE_BRIEFING
    try:
        long = duration(value)
    except WrongSetting as error:
        raise WrongSetting(
            "“{value}” không phải briefing, cũng không phải khoảng thời gian",
            "ghi briefing (từ buổi giao ban trước), hoặc một khoảng như 24 h, 7 d",
            value=str(value)[:40],
        ) from error
    if not _LEAST <= long <= _LONGEST:
        raise WrongSetting(
            "khoảng thời gian “{value}” ngắn hơn một phút hoặc dài quá 365 ngày, là mức bộ nhớ giữ",
            "ghi một khoảng từ 1 min đến 365 d",
            value=str(value)[:40],
        )
    return long


Since = Annotated[
    Literal["briefing"] | timedelta,
    BeforeValidator(_since),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*(briefing|\d+(\.\d+)?\s*(s|min|m|h|d))\s*$",
            "examples": ["briefing", "24 h", "7 d"],
        }
    ),
]


def _alone(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Some = Annotated[tuple[Identifier, ...], Field(max_length=200)]
Names = Annotated[
    _Some, BeforeValidator(_alone, json_schema_input_type=Identifier | _Some), AfterValidator(tuple)
]
"""Of one several are made."""


class ChangesTile(Tile):
    """Những gì đã thay đổi từ buổi giao ban trước, hoặc trong một khoảng thời gian: chỉ số, sự cố, cảnh báo,
    nhiệm vụ, báo cáo, nguồn; điều quan trọng nhất lên trước.
    """

    changes: Since
    """Từ bao giờ: briefing (từ buổi giao ban gần nhất đã xong), hoặc một khoảng như 24 h, 7 d, tính từ đầu
    giờ."""
    of: Identifier | None = None
    """Với briefing: chỉ tính các buổi mang tên này; mặc định là buổi nào cũng được."""
    indicators_: Annotated[Names, Field(alias="indicators", examples=[["bts_total"]])] = ()
    """Chỉ so những chỉ số này; không khai indicators, groups, sources thì so tất cả những gì người được xem ô
    này được xem."""
    groups_: Annotated[Names, Field(alias="groups", examples=[["ha-tang-so"]])] = ()
    """Chỉ so các chỉ số của những nhóm, lĩnh vực này."""
    sources_: Annotated[Names, Field(alias="sources", examples=[["soc", "bao-cao"]])] = ()
    """Chỉ so những nguồn này: bản ghi, trạng thái, và các chỉ số lấy từ đó."""
    most: Annotated[int, Field(strict=True, ge=1, le=MOST)] = 20
    """Nhiều nhất bao nhiêu thay đổi được liệt kê; còn lại chỉ được đếm."""

    @model_validator(mode="after")
    def _of_a_briefing(self) -> Self:
        if self.of is not None and self.changes != SINCE_BRIEFING:
            raise WrongSetting(
                "“{key}” chỉ dùng cùng changes: briefing",
                "bỏ {key}, hoặc ghi changes: briefing",
                key="of",
            )
        return self

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.indicators_

    @override
    def groups(self) -> tuple[str, ...]:
        return self.groups_

    @override
    def sources(self) -> tuple[str, ...]:
        return self.sources_

    @override
    def briefings(self) -> tuple[str, ...]:
        return () if self.of is None else (self.of,)

    @property
    def everything(self) -> bool:
        """Nothing is chosen: all that those who may see the tile may see."""
        return not (self.indicators_ or self.groups_ or self.sources_)
