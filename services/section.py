"""A part of a wall file: what all settings, of sources, tiles and plug-ins, derive from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, override

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator

from services.quantities import only_text

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Section(BaseModel):
    """A part of a wall file: frozen, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def plain_or_whole(
    handler: GetJsonSchemaHandler,
    core_schema: CoreSchema,
    examples: list[str],
    *,
    longest: int = 500,
) -> JsonSchemaValue:
    """The schema of a section that may also be written as one text: return it from the section's
    `__get_pydantic_json_schema__`, or editors mark the text as wrong.
    """
    whole = handler.resolve_ref_schema(handler(core_schema))
    title, description = whole.pop("title"), whole.pop("description")
    return {
        "title": title,
        "description": description,
        "examples": examples,
        "anyOf": [{"type": "string", "maxLength": longest}, whole],
    }


class OrText(Section):
    """A section that may also be written as one text: its first setting, which the others may do without."""

    example: ClassVar[str]
    """Of that text."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, dict | list | OrText) or value is None:
            return value
        return {next(iter(cls.model_fields)): only_text(value)}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, [cls.example])
