"""One of several sections, chosen by what the section itself says: a source by its `connector`, a
tile by the key that names its type.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pydantic_core import CoreSchema, PydanticCustomError, ValidationError, core_schema

from services.door import Files
from services.settings import Source, Tile
from services.watch import within

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from pydantic import (
        BaseModel,
        GetCoreSchemaHandler,
        GetJsonSchemaHandler,
        ValidatorFunctionWrapHandler,
    )
    from pydantic.json_schema import JsonSchemaValue

_SECONDS = 2.0
"""How long the settings of a plug-in may take over one section."""
GUEST = "guest"
"""The error of a section that the settings of a plug-in failed over."""
_log = logging.getLogger(__name__)

TAG = "\N{RIGHTWARDS ARROW}"
"""Begins the step that a choice adds to the place of an error; no key of a wall file is one."""


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """Put beside a type in `Annotated`: the value is validated by `models[choose(value)]`, and
    where that is none of them the error's type is `otherwise`.
    """

    models: Mapping[str, type[BaseModel]]
    choose: Callable[[object], str | None]
    otherwise: str
    by: str | None = None
    """The key whose value is the choice; None where the choice is by which key is there."""
    guests: frozenset[str] = frozenset()
    """The models that are not ours: whatever they raise refuses the value and nothing else."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        if not self.models:
            return core_schema.no_info_plain_validator_function(self._none_installed)

        def tag(value: object) -> str:
            return f"{TAG}{self.choose(value)}"

        choices: dict[Hashable, CoreSchema] = {
            TAG + name: handler.generate_schema(model) for name, model in self.models.items()
        }
        for name in self.guests & self.models.keys():
            choices[TAG + name] = core_schema.no_info_wrap_validator_function(
                _guarded, choices[TAG + name]
            )
        return core_schema.tagged_union_schema(
            choices,
            tag,
            custom_error_type=self.otherwise,
            custom_error_message=self.otherwise,
        )

    def _none_installed(self, _value: object) -> object:
        raise PydanticCustomError(self.otherwise, self.otherwise)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        if not self.models:
            return {"not": {}}
        chosen = handler(schema)
        for name, way in zip(self.models, chosen.get("oneOf", [chosen]), strict=True):
            whole = handler.resolve_ref_schema(way)
            if self.by is not None:
                key = whole["properties"][self.by]
                whole["properties"][self.by] = {**_said(key), "const": name, "examples": [name]}
            elif name in whole.get("properties", {}):
                whole["required"] = sorted({*whole.get("required", ()), name})
        return chosen


def _guarded(value: object, validate: ValidatorFunctionWrapHandler) -> object:
    """A guest's settings, which have said once what the checks will ask them."""
    try:
        return within(_SECONDS, lambda: _asked(validate(value)))
    except (ValidationError, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 - a plug-in's border: its validators may raise anything
        _log.warning("settings of a plug-in could not be read", exc_info=error)
        raise PydanticCustomError(GUEST, GUEST) from None


def _asked(settings: object) -> object:
    names: tuple[object, ...] = ()
    match settings:
        case Source():
            names = tuple(settings.gives() or ())
            if not isinstance(settings.files(), Files | None):
                raise TypeError("files() gave something else")
        case Tile():
            of_file = (settings.indicators(), settings.sources(), settings.groups())
            names = (*chain.from_iterable(of_file), *settings.kinds())
    if not all(isinstance(name, str) for name in names):
        raise TypeError("names that are no text")
    return settings


def _said(key: JsonSchemaValue) -> JsonSchemaValue:
    """What a key's schema says about it, without what it allows."""
    return {word: key[word] for word in ("title", "description") if word in key}
