"""A section about one scene, which may be written as its name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from pydantic import GetJsonSchemaHandler, model_validator

from services.quantities import Identifier, only_text
from services.section import Section, plain_or_whole

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class OfScene(Section):
    """Một mục về một cảnh; ghi thẳng tên cảnh nếu không cần gì khác."""

    scene: Identifier
    """Cảnh nào."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, dict | list | OfScene) or value is None:
            return value
        return {"scene": only_text(value)}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["tong-quan"])
