"""A secret as a wall file refers to it, never the secret itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import Field, GetJsonSchemaHandler, model_validator

from services.quantities import WrongSetting, identifier
from services.section import Section

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Secret(Section):
    """Một bí mật: tham chiếu tới biến môi trường, tệp hay kho khóa của máy; chỉ đọc lúc gửi yêu cầu."""

    # Never printed: `name` of a literal is the secret itself.
    kind: Literal["env", "file", "keyring", "literal"]
    name: Annotated[str, Field(repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _reference(cls, value: object) -> object:
        if isinstance(value, Secret):
            return value
        if not isinstance(value, str) or not value:  # and it isn't repeated: it may be the secret
            raise WrongSetting(
                "bí mật phải là một tham chiếu",
                "ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}",
            )
        if found := re.fullmatch(r"\$\{(env|file|keyring):([^}]+)\}", value.strip()):
            name = found[2].strip()
            return {
                "kind": found[1],
                "name": identifier(name) if found[1] == "keyring" else name,
            }
        if value.startswith("${"):
            raise WrongSetting(
                "tham chiếu bí mật không đọc được",
                "ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}",
            )
        return {"kind": "literal", "name": value}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "title": "Secret",
            "description": cls.__doc__,
            "examples": [
                "${env:BAO_CAO}",
                "${file:/run/credentials/langbiang/bao-cao}",
                "${keyring:bao-cao}",
            ],
        }
