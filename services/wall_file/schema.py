"""The JSON Schema of a wall file with the plug-ins that are installed, for editors: they complete and
explain as one types, and mark what `check` would refuse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.wall_file.plugins import shape_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file.plugins import Plugins

type Node = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(plugins: Plugins, say: Callable[[Phrase], str] | None = None) -> Node:
    """Titles, descriptions, defaults and examples everywhere. Descriptions are Vietnamese; `say` puts
    them into another language.
    """
    made: Node = shape_with(plugins).model_json_schema(by_alias=True, mode="validation")
    made = {"$schema": _DIALECT, **made}
    _completed(made, None, say)
    return made


def _completed(node: object, name: str | None, say: Callable[[Phrase], str] | None) -> None:
    """Every schema in the tree, in place. `name` is the key that it is the value of."""
    if isinstance(node, list):
        for one in node:
            _completed(one, None, say)
        return
    if not isinstance(node, dict):
        return
    _older_pairs(node)
    described = node.get("description")
    if isinstance(described, str):
        plain = re.sub(r"\s+", " ", described)
        node["description"] = plain if say is None else say(Phrase(plain))
    if name is not None:
        node.setdefault("title", name)
        if not any(word in node for word in ("examples", "$ref", "oneOf")):
            node["examples"] = [_example(node)]
    for word, below in list(node.items()):
        if word in {"properties", "$defs"} and isinstance(below, dict):
            for key, one in below.items():
                _completed(one, key if word == "properties" else None, say)
        elif word not in {"examples", "default", "const", "enum", "required"}:
            _completed(below, None, say)


def _older_pairs(node: Node) -> None:
    """`prefixItems` of equal schemas as `items`, which every editor knows."""
    several = node.get("prefixItems")
    if isinstance(several, list) and several and all(one == several[0] for one in several):
        node["items"] = several[0]
        del node["prefixItems"]


def _example(node: Node) -> object:
    """Something that the schema takes, from what it says itself."""
    match node:
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"default": value} if value is not None:
            return value
        case {"anyOf": [dict() as first, *_]}:
            examples = first.get("examples")
            return examples[0] if isinstance(examples, list) else _example(first)
        case {"type": "boolean"}:
            return True
        case {"type": "integer" | "number", "minimum": least}:
            return least
        case {"type": "integer" | "number"}:
            return 1
        case {"type": "array", "items": dict() as items}:
            examples = items.get("examples")
            return [examples[0] if isinstance(examples, list) else _example(items)]
        case {"type": "object" | "array" as kind}:
            return {} if kind == "object" else []
        case _:
            return "…"
