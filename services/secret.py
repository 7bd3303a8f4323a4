"""A secret as a wall file refers to it, never the secret itself."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import Field, GetJsonSchemaHandler, model_validator

from services.mask import drawn
from services.quantities import WrongSetting, identifier
from services.section import Section

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_SECRETIVE = re.compile(
    r"(?:^|[_.\-\s])(?:(?:api|access)?_?key|token|secret|passw(?:or)?d|pass_?(?:word|phrase|code)|pass|"
    r"pwd|pin|otp|jwt|bearer|cookie|sig(?:nature)?|auth(?:orization)?|credentials?|\w*sess(?:ion)?_?id|"
    r"mat_?khau|khoa)(?:_?(?:\d+|again|confirm|hash|value))?$",
    re.IGNORECASE,
)
"""The end of a name beside which a secret stands, as people call it: `X-Api-Key`, `access_token`."""
_AMBIGUOUS = re.compile(r"(?:^|[_.\-\s])(?:code|sid|state|id_?token)$", re.IGNORECASE)
"""Beside these stand secrets of some systems (`?code=` of Azure's functions) and words of others."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def is_secretive(name: str, value: str) -> bool:
    """Whether the value is a secret by the name beside which it stands."""
    bare = unicodedata.normalize("NFD", name).replace("\u0111", "d").replace("\u0110", "D")
    plain = "".join(one for one in bare if not unicodedata.combining(one))
    said = re.sub(r"\s+", "_", _CAMEL.sub("_", plain).strip())
    return bool(_SECRETIVE.search(said) or (_AMBIGUOUS.search(said) and drawn(value)))


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
