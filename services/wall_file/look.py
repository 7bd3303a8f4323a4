"""A province's own colours and emblem. Which colours hold is judged where colours are (`widgets.look`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator

from services.quantities import WrongSetting
from services.settings import Section
from services.wall_file.pictures import InFile, Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def _said(value: object) -> object:
    if value is None:
        raise WrongSetting(
            "màu để trống: không có dấu nháy thì # mở đầu một chú thích",
            "đặt màu trong dấu nháy, ví dụ: {example}",
            example='"#1F67AE"',
        )
    return value


def _colour(value: object) -> object:
    _said(value)
    if isinstance(value, str) and _COLOUR.fullmatch(value.strip()):
        return value.strip().upper()
    raise WrongSetting(
        "“{value}” không phải màu",
        "ghi sáu chữ số mười sáu sau dấu #, trong dấu nháy, ví dụ: {example}",
        value=str(value)[:40],
        example='"#1F67AE"',
    )


def _or_by_theme(value: object) -> object:
    return value if isinstance(value, dict) else _colour(value)


Colour = Annotated[
    str,
    BeforeValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#1F67AE"]}),
]
_Theme = Literal["toi", "sang", "dem"]
Colours = Annotated[
    Colour | Annotated[dict[_Theme, Colour], Field(min_length=1)],
    BeforeValidator(_or_by_theme),
    Field(examples=["#1F67AE", {"toi": "#86BCF0", "sang": "#1F6AB4"}]),
]
"""One for all themes, or by theme; a theme that isn't named keeps its own."""
Logo = Annotated[
    InFile | Annotated[dict[_Theme, InFile], Field(min_length=1)],
    Field(examples=["hinh/logo.svg", {"toi": "hinh/logo-trang.svg", "sang": "hinh/logo.svg"}]),
]


class Look(Section):
    """Màu và biểu trưng riêng. Màu của bốn mức ưu tiên và của quá hạn không đổi được; màu không đủ tương
    phản, hoặc quá giống một mức ưu tiên, thì check nhắc và tường dùng màu gần nhất còn đạt.
    """

    accent: Colours | None = None
    """Màu số liệu: thanh, đường, điểm trên bản đồ; một màu, hoặc mỗi giao diện một màu."""
    ground: Colours | None = None
    """Màu nền sau đầu màn hình và giữa các ô."""
    logo: Logo | None = None
    """Biểu trưng ở đầu mỗi màn hình: tệp PNG, JPEG hoặc SVG cạnh tệp tường; một tệp, hoặc mỗi giao diện một
    tệp.
    """

    @field_validator("accent", "ground", mode="before")
    @classmethod
    def _not_a_comment(cls, value: object) -> object:
        return _said(value)

    def accent_in(self, theme: str) -> str | None:
        return _of(self.accent, theme)

    def ground_in(self, theme: str) -> str | None:
        return _of(self.ground, theme)

    def logos(self) -> tuple[tuple[str | None, Picture], ...]:
        """Those that can be shown, each with the one theme that it is for; None: for all."""
        match self.logo:
            case None:
                return ()
            case Picture() as one:
                return ((None, one),) if one.sound else ()
            case several:
                return tuple((theme, one) for theme, one in several.items() if one.sound)


def _of(colours: str | Mapping[_Theme, str] | None, theme: str) -> str | None:
    if colours is None or isinstance(colours, str):
        return colours
    return next((colour for name, colour in colours.items() if name == theme), None)
