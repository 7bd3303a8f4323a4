"""The part of the JSON Schema that is about presets: a source that names one needs no connector, and
of what the preset says already the wall file may say any part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.wall_file import text
from services.wall_file.faults import Fault
from services.wall_file.presets import shipped
from services.wall_file.presets.resolving import CONNECTOR, PRESET, WITH, Read, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.presets.shape import Parameter

type Node = dict[str, Any]

_FILE = r"\.ya?ml$"


def with_presets(schema: Node) -> None:
    """`schema` of a wall file, in place: its sources may also be made by a preset."""
    defined, sources = schema["$defs"], schema["properties"]["sources"]
    by_connector = {
        whole["properties"]["connector"]["const"]: whole
        for whole in defined.values()
        if "const" in whole.get("properties", {}).get("connector", {})
    }
    if not by_connector:
        return
    ways = [sources["additionalProperties"], _of_file(next(iter(by_connector.values())))]
    for name, preset in _shipped():
        whole = by_connector.get(preset.preset.source.get("connector"))
        if whole is not None:
            defined[f"Preset-{name}"] = _of_preset(name, preset, whole)
            ways.append({"$ref": f"#/$defs/Preset-{name}"})
    sources["additionalProperties"] = {"anyOf": ways, "not": {"required": [CONNECTOR, PRESET]}}


def _shipped() -> Iterator[tuple[str, Read]]:
    for name in shipped.names():
        called = shipped.called(name)
        path = shipped.path(called)
        content = text.read(path, called) if path else None
        if content is not None and not isinstance(content, Fault):
            found, _ = read(content, called)
            if found is not None:
                yield name, found


def _of_file(whole: Node) -> Node:
    """Somebody's own preset: what it says is in its file."""
    key = {**whole["properties"][PRESET], "type": "string", "pattern": _FILE}
    key.pop("anyOf", None)
    return {
        "type": "object",
        "required": [PRESET],
        "properties": {PRESET: {**key, "examples": ["./mau/cua-toi.yaml"]}},
        "examples": [{PRESET: "./mau/cua-toi.yaml"}],
    }


def _of_preset(name: str, found: Read, whole: Node) -> Node:
    preset = found.preset
    known = {key: _in_part(one) for key, one in whole["properties"].items() if key != CONNECTOR}
    needed = [name for name, one in preset.parameters.items() if one.default is None]
    example = {PRESET: name, "url": whole["properties"]["url"]["examples"][0]}
    filled = dict.fromkeys(needed, "…")
    known[PRESET] = {
        "const": name,
        "title": preset.title.vi,
        "description": whole["properties"][PRESET]["description"],
        "examples": [name],
    }
    known[WITH] = {
        "type": "object",
        "description": whole["properties"][WITH]["description"],
        "properties": {name: _of_parameter(one) for name, one in preset.parameters.items()},
        "required": needed,
        "additionalProperties": False,
        "examples": [filled],
    }
    return {
        "type": "object",
        "title": preset.title.vi,
        "description": preset.about.vi,
        "properties": known,
        "required": [
            PRESET,
            *(["url"] if "url" not in preset.source else []),
            *([WITH] if needed else []),
        ],
        "additionalProperties": False,
        "examples": [example | ({WITH: filled} if needed else {})],
    }


def _of_parameter(one: Parameter) -> Node:
    made: Node = {"description": one.about.vi}
    if one.default is not None:
        made |= {"default": one.default, "examples": [one.default]}
    if one.choices:
        made |= {"enum": [*one.choices]}
    if one.least is not None or one.most is not None:
        made |= {"type": "number"}
        made |= {"minimum": one.least} if one.least is not None else {}
        made |= {"maximum": one.most} if one.most is not None else {}
    return made


def _in_part(one: Node) -> Node:
    """A section may be given in part: its own schema would demand the rest."""
    if "$ref" not in str(one):
        return one
    return {"description": one["description"], "examples": one.get("examples") or [{}]}
