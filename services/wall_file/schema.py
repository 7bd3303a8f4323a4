"""The JSON Schema of a wall file with the plug-ins that are installed, for editors: they complete and
explain as one types, and mark what `check` would refuse.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, override

from pydantic.json_schema import GenerateJsonSchema

from services.phrase import Phrase
from services.quantities import say_duration
from services.wall_file.plugins import shape_with
from services.wall_file.presets.schema import with_presets

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file.plugins import Plugins

type Node = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KEYED = ("properties", "$defs", "patternProperties")
_VALUES = ("examples", "default", "const", "enum", "required")
_DEEPEST = 8


def schema(plugins: Plugins, say: Callable[[Phrase], str] | None = None) -> Node:
    """Titles, descriptions, defaults and examples everywhere. Descriptions are Vietnamese; `say` puts
    them into another language.
    """
    shape = shape_with(plugins)
    made = shape.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    made = {"$schema": _DIALECT, **made}
    with_presets(made)
    _Explaining(made.get("$defs", {}), say).explain(made)
    return made


class _AsWritten(GenerateJsonSchema):
    """Defaults as they would stand in the file."""

    @override
    def encode_default(self, dft: Any) -> Any:
        return say_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)


class _Explaining:
    """Adds, in place, what the settings classes leave to be said."""

    def __init__(self, defined: Node, say: Callable[[Phrase], str] | None) -> None:
        self._defined = defined
        self._say = say

    def explain(self, node: object, key: str | None = None) -> None:
        """`key` is the one that the schema is the value of."""
        if isinstance(node, list):
            for one in node:
                self.explain(one)
        if not isinstance(node, dict):
            return
        _older_pairs(node)
        self._translate(node)
        for word, below in list(node.items()):
            if word in _KEYED and isinstance(below, dict):
                for name, one in below.items():
                    self.explain(one, name if word != "$defs" else None)
            elif word not in _VALUES:
                self.explain(below)
        if key is not None:
            node.setdefault("title", key)
            if not node.get("examples"):
                node["examples"] = [self._example(node)]

    def _translate(self, node: Node) -> None:
        described = node.get("description")
        if isinstance(described, str):
            plain = Phrase(re.sub(r"\s+", " ", described))
            node["description"] = plain.text if self._say is None else self._say(plain)

    def _example(self, node: object, depth: int = 0) -> object:
        """Something that the schema takes, from what it says itself."""
        match node:
            case {"examples": [first, *_]} | {"const": first} | {"enum": [first, *_]}:
                return first
            case {"default": value} if value not in (None, [], {}):
                return value
            case _ if depth > _DEEPEST:
                return None
            case {"$ref": str() as ref}:
                return self._example(self._defined.get(ref.rpartition("/")[2]), depth + 1)
            case {"anyOf": [first, *_]} | {"oneOf": [first, *_]} | {"allOf": [first, *_]}:
                return self._example(first, depth + 1)
            case {"type": "array", "items": items}:
                return [self._example(items, depth + 1)] * _least(node)
            case {"type": "array", "prefixItems": [*items]}:
                return [self._example(one, depth + 1) for one in items]
            case {"type": "object", "additionalProperties": dict() as any_of}:
                return {self._name(node): self._example(any_of, depth + 1)}
            case {"type": "object", "properties": dict() as known, "required": [*needed]}:
                return {name: self._example(known[name], depth + 1) for name in needed}
            case _:
                return _plain_example(node)

    def _name(self, node: object) -> str:
        match node:
            case {"propertyNames": {"examples": [str() as first, *_]}}:
                return first
            case _:
                return "1"


def _least(node: object) -> int:
    match node:
        case {"minItems": int() as least}:
            return max(least, 1)
        case _:
            return 1


def _plain_example(node: object) -> object:
    match node:
        case {"type": "boolean"}:
            return True
        case {"type": "integer" | "number", "minimum": least}:
            return least
        case {"type": "integer" | "number"}:
            return 1
        case {"type": "object"}:
            return {}
        case {"type": "array"}:
            return []
        case {"type": "null"}:
            return None
        case _:
            return "…"


def _older_pairs(node: Node) -> None:
    """`prefixItems` of equal schemas as `items`, which every editor knows."""
    match node:
        case {"prefixItems": [first, *rest]} if all(one == first for one in rest):
            node["items"] = first
            del node["prefixItems"]
        case _:
            return
