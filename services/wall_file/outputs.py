"""What a screen's monitor is found by among the outputs of the computer (`ui.placing`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from services.quantities import Code, WrongSetting
from services.section import Section
from services.wall_file.pixels import Corner, Size

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


_FACTORY_MADE = re.compile(r"(0x)?(0*1?|(01){4})|16843009", re.IGNORECASE)
"""Serials that makers who number nothing leave in every monitor: 0, 1, 0x01010101 and that in tens."""


def folded(text: str) -> str:
    """As marks are compared: without case, spaces as one."""
    return " ".join(text.split()).casefold()


def factory_made(serial: str) -> bool:
    """It is no monitor's own number."""
    return _FACTORY_MADE.fullmatch(serial.strip()) is not None


def _said(value: str) -> str:
    if not value.strip():
        raise WrongSetting(
            "dấu hiệu của màn hình để trống",
            "ghi đúng như main.py screens in ra, hoặc xóa khóa này",
        )
    return value.strip()


def _mute() -> WrongSetting:
    return WrongSetting(
        "output không nói nhận ra màn hình bằng gì",
        "ghi ít nhất một dấu hiệu, ví dụ: {example}",
        example="{connector: DP-2}",
    )


Mark = Annotated[Code, AfterValidator(_said)]
"""A text of a monitor's EDID, or its connector's name; compared without case."""


class OutputMark(Section):
    """Nhận ra một màn hình của máy tính bằng gì; main.py screens in ra các dấu hiệu này. Ghi ít nhất một;
    tin theo thứ tự: serial, model, maker, connector, size, at.
    """

    serial: Annotated[Mark, Field(examples=["GH85D7AG"])] | None = None
    """Số sê-ri mà màn hình tự khai (EDID)."""
    model: Annotated[Mark, Field(examples=["DELL P2419H"])] | None = None
    """Kiểu máy mà màn hình tự khai."""
    maker: Annotated[Mark, Field(examples=["Dell Inc."])] | None = None
    """Hãng mà màn hình tự khai."""
    connector: Annotated[Mark, Field(examples=["DP-2"])] | None = None
    """Tên cổng mà hệ điều hành đặt."""
    size: Size | None = None
    """Rộng và cao, bằng điểm ảnh thật."""
    at: Corner | None = None
    """Góc trên bên trái của nó trong bố trí màn hình của hệ điều hành."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, key) is None for key in type(self).model_fields):
            raise _mute()
        return self


@dataclass(frozen=True, slots=True)
class _OneOrSeveral:
    """In the schema too, a mark or a list of marks."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        several = {**handler(core_schema), "minItems": 1}
        return {"anyOf": [several["items"], several]}


def _lone(value: object) -> object:
    if value in ([], ()):
        raise _mute()
    return value if isinstance(value, list | tuple) else (value,)


OutputMarks = Annotated[
    tuple[OutputMark, ...],
    Field(max_length=64),
    BeforeValidator(_lone),
    _OneOrSeveral(),
]
"""One monitor; several for a screen of several panels, row by row."""
