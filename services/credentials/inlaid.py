"""Text with secrets inside: `tuong:${env:MAT_KHAU}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, cast, override

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, ValidationError, model_validator

from services.quantities import WrongSetting, only_text
from services.secret import Secret, is_secretive
from services.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_REFERENCE = re.compile(r"(\$\{[^}]*\}?)")


class Inlaid(Section):
    """Một đoạn chữ, có thể chứa tham chiếu bí mật như ${env:TÊN}, điền lúc gửi yêu cầu."""

    # Never printed: what stands around a reference may be half a secret.
    parts: Annotated[tuple[str | Secret, ...], Field(repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if isinstance(value, Inlaid):
            return value
        value = only_text(value)
        if not isinstance(value, str):
            raise WrongSetting("cần một đoạn chữ", "ghi một đoạn chữ, bí mật thì bằng ${env:TÊN}")
        return {"parts": _pieces(value)}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "title": "Inlaid",
            "description": cls.__doc__,
            "examples": ["${env:KHOA_TUONG}", "tuong"],
        }

    def filled(self, told: Callable[[Secret], str]) -> str:
        """With every secret in its place; `told` looks one up."""
        return "".join(told(part) if isinstance(part, Secret) else part for part in self.parts)


def _pieces(written: str) -> tuple[str | Secret, ...]:
    return tuple(
        _secret(piece) if piece.startswith("${") else piece
        for piece in _REFERENCE.split(written)
        if piece
    )


def _secret(written: str) -> Secret:
    try:
        return Secret.model_validate(written)
    except ValidationError as error:
        # What our own validator said, which this one's complaint would hide.
        said = error.errors()[0].get("ctx", {}).get("error")
        raise said if isinstance(said, WrongSetting) else error from None


def _inlaid(value: object, key: str = "") -> object:
    match value:
        case str() if "${" in value:
            return Inlaid.model_construct(parts=_pieces(value))
        case str() if value and is_secretive(key, value):
            return _secret(value)
        case dict():
            fields = cast("dict[str, object]", value)
            return {str(name): _inlaid(one, str(name)) for name, one in fields.items()}
        case list():
            return [_inlaid(one, key) for one in cast("list[object]", value)]
        case _:
            return value


def filled(value: object, told: Callable[[Secret], str]) -> object:
    """What `Body` holds, with every secret in its place: JSON."""
    match value:
        case Inlaid():
            return value.filled(told)
        case Secret():
            return told(value)
        case dict():
            fields = cast("dict[str, object]", value)
            return {name: filled(one, told) for name, one in fields.items()}
        case list():
            return [filled(one, told) for one in cast("list[object]", value)]
        case _:
            return value


Body = Annotated[
    dict[str, Any],
    AfterValidator(_inlaid),
    Field(examples=[{"username": "tuong", "password": "${env:MAT_KHAU}"}]),
]
"""JSON whose texts may have secrets inside; numbers and truths stay as they are."""
