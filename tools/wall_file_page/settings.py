"""A setting's JSON Schema in plain words: what it takes, in what bounds, by default, and why."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, cast

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from services.credentials.fixed import HeaderName
from services.expression import Expression
from services.quantities import Code, Day, Duration, Identifier, Instant, Millimetres, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tools.wall_file_page.prose import Prose

type Node = dict[str, object]

_SAID = frozenset({"title", "description", "examples", "default", "minLength"})
"""Words of a schema that don't tell one type from another."""


def _bare(node: Node) -> Node:
    return {word: value for word, value in node.items() if word not in _SAID}


_TYPES = (
    ("text", Text),
    ("code", Code),
    ("name", Identifier),
    ("duration", Duration),
    ("length", Millimetres),
    ("moment", Instant),
    ("day", Day),
    ("jmespath", Expression),
    ("header", HeaderName),
)
_NAMED = tuple((name, _bare(TypeAdapter(type_).json_schema())) for name, type_ in _TYPES)
"""The types that are explained once, by the names of `Prose.explained`."""


class Settings:
    """In one language. `homes`: the headings of the sections that definitions of the schema have;
    `choices`: what is said of one of several definitions.
    """

    def __init__(
        self,
        defined: Mapping[str, Node],
        homes: Mapping[str, str],
        choices: Mapping[frozenset[str], str],
        prose: Prose,
    ) -> None:
        self._defined, self._homes, self._choices = defined, homes, choices
        self._prose = prose
        self._links = {name: _link(one.heading) for name, one in prose.explained.items()}

    def lines(self, node: Node, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """One item of a list for each setting of a section."""
        needed = required(node)
        for key, one in properties(node).items():
            if key not in without:
                yield self.line(key, one, needed=key in needed)
        others = node.get("additionalProperties")
        if isinstance(others, dict):
            yield f"- {self._prose.screen} ({self.takes(others)})"

    def line(self, key: str, node: Node, where: str = "", *, needed: bool = False) -> str:
        """`where`: in which sections, of a setting that stands apart from them."""
        more = self._prose.required if needed else self._default(node)
        facts = ", ".join(filter(None, (self.takes(node), more, self._example(node))))
        said = prosaic(str(node.get("description", "")))
        return f"- **`{key}`** ({'; '.join(filter(None, (where, facts)))}): {said}".removesuffix(
            ": "
        )

    def takes(self, node: Node) -> str:
        prose, bare = self._prose, _bare(node)
        if named := [self._links[name] for name, known in _NAMED if known == bare]:
            return named[0]
        match node:
            case {"$ref": str() as ref}:
                return self._of_definition(ref.rpartition("/")[2])
            case {"oneOf": _} if frozenset(references(node)) in self._choices:
                return self._choices[frozenset(references(node))]
            case {"anyOf": [*ways]} | {"oneOf": [*ways]}:
                said = [self.takes(way) for way in cast("list[Node]", ways) if not _is_null(way)]
                return prose.either.join(dict.fromkeys(said))
            case {"const": value}:
                return code(value)
            case {"enum": [*values]}:
                return prose.one_of.format(values=", ".join(map(code, values)))
            case {"type": [*types]}:
                return prose.either.join(self.takes({**node, "type": one}) for one in types)
            case {"type": "array"}:
                return self._list(node)
            case {"type": "object"}:
                return self._map(node)
            case _:
                return self._scalar(node)

    def _of_definition(self, name: str) -> str:
        heading = self._homes.get(name)
        if heading is None:
            return self.takes(self._defined[name])
        if heading.startswith("`"):
            return self._prose.section.format(anchor=slug(heading))
        return _link(heading)

    def _list(self, node: Node) -> str:
        least, most = node.get("minItems"), node.get("maxItems")
        item = cast("Node", node.get("items") or {})
        of = self.takes(item)
        if least == most == 2:  # noqa: PLR2004 - columns and rows, width and height, x and y
            examples = cast("list[object]", node.get("examples") or [["a", "b"]])
            return self._prose.pair.format(of=of, value=code(examples[0]))
        many = bounds(least, most)
        return self._prose.listed.format(count=f" ({many})" if many else "", of=of)

    def _map(self, node: Node) -> str:
        key = self._prose.entry
        match node:
            case {"patternProperties": dict() as by_pattern}:
                pattern, one = next(iter(by_pattern.items()))
                key = self.takes({"type": "string", "pattern": pattern})
                value = self.takes(cast("Node", one))
            case {"additionalProperties": dict() as one}:
                if names := node.get("propertyNames"):
                    key = self.takes({"type": "string", **cast("Node", names)})
                value = self.takes(cast("Node", one))
            case _:
                return self._prose.mapping
        return self._prose.each.format(key=key, value=value)

    def _scalar(self, node: Node) -> str:
        prose = self._prose
        match node:
            case {"type": "boolean"}:
                return prose.truth
            case {"type": "integer" | "number" as kind}:
                within = [bounds(node.get("minimum"), node.get("maximum"))]
                if "exclusiveMinimum" in node:
                    within.insert(0, f"> {node['exclusiveMinimum']}")
                said = prose.whole if kind == "integer" else prose.number
                return f"{said} {', '.join(filter(None, within))}".strip()
            case {"type": "string", "maxLength": most}:
                return prose.longest.format(most=most)
            case {"type": "string"}:
                return prose.text
            case _:
                return prose.anything

    def _default(self, node: Node) -> str:
        default = node.get("default")
        if default in (None, "", [], {}) or self._has_settings(node):
            return ""
        return self._prose.default.format(value=code(default))

    def _has_settings(self, node: Node) -> bool:
        """Their own defaults stand with them."""
        match node:
            case {"$ref": str() as ref}:
                return bool(properties(self._defined[ref.rpartition("/")[2]]))
            case _:
                return False

    def _example(self, node: Node) -> str:
        """Of texts, for which the schema has one of its own."""
        texts = {self._links["text"], self._links["code"], self._prose.text}
        examples = cast("list[object]", node.get("examples") or [None])
        told = self.takes(node) in texts or "maxLength" in node
        if not told or examples[0] in (None, "…", node.get("default")):
            return ""
        return self._prose.example.format(value=code(examples[0]))


def properties(node: Node) -> dict[str, Node]:
    """The settings of a section, also of one that may be written as a text."""
    return cast("dict[str, Node]", _section(node).get("properties", {}))


def required(node: Node) -> list[str]:
    return cast("list[str]", _section(node).get("required", []))


def _section(node: Node) -> Node:
    match node:
        case {"anyOf": [*_, {"properties": _} as whole]}:
            return cast("Node", whole)
        case _:
            return node


def references(node: object) -> Iterator[str]:
    """The definitions that a schema names, in order."""
    match node:
        case {"$ref": str() as ref}:
            yield ref.rpartition("/")[2]
        case dict():
            for word, below in cast("Node", node).items():
                if word not in {"default", "examples"}:
                    yield from references(below)
        case list():
            for one in cast("list[object]", node):
                yield from references(one)
        case _:
            return


def titles_of_connectors(defined: Mapping[str, Node]) -> dict[str, str]:
    """The definition of each one's settings, which say `connector: NAME`, by that name."""
    found: dict[str, str] = {}
    for title, node in defined.items():
        name = properties(node).get("connector", {}).get("const")
        if isinstance(name, str) and not title.startswith("Preset-"):
            found[name] = title
    return found


def code(value: object) -> str:
    """As one writes it in YAML."""
    file, yaml = io.StringIO(), YAML()
    yaml.default_flow_style, yaml.width = True, 10_000
    yaml.dump([value], file)
    return f"`{file.getvalue().strip()[1:-1]}`"


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _link(heading: str) -> str:
    return f"[{_lowered(heading)}](#{slug(heading)})"


def _lowered(heading: str) -> str:
    """Within a sentence; what is all capitals at its start (JMESPath, HTTP) stays."""
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]


def prosaic(text: str) -> str:
    """As Markdown shows it: signs that would be taken for its own are escaped."""
    pieces = re.split(r"(`[^`]*`)", text.strip())
    return "".join(
        piece if piece.startswith("`") else re.sub(r"[*<]|\](?=[(\[])", r"\\\g<0>", piece)
        for piece in pieces
    )


def _is_null(node: object) -> bool:
    return isinstance(node, dict) and node.get("type") == "null"


def bounds(least: object, most: object) -> str:
    """`1–24`, `≤ 12`."""
    match least, most:
        case None, None:
            return ""
        case None, _:
            return f"≤ {most}"
        case _, None:
            return f"≥ {least}"
        case _:
            return f"{least}–{most}"
