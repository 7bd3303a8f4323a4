"""What an answer is made of: which fields, of which types, which of them are always there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, fromstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

_NAMES = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}


@dataclass
class Shape:
    types: set[str] = field(default_factory=set)
    fields: dict[str, Shape] = field(default_factory=dict)
    always: set[str] = field(default_factory=set)
    """Fields that every example has."""
    items: Shape | None = None


def shape(examples: Iterable[Any]) -> Shape:
    """Of examples of the same thing."""
    made, objects, lists = Shape(), [], []
    for one in examples:
        made.types.add(kind(one))
        if isinstance(one, dict):
            objects.append(one)
        elif isinstance(one, list):
            lists += one
    values: defaultdict[str, list[Any]] = defaultdict(list)
    for one in objects:
        for name, value in one.items():
            values[name].append(value)
    made.fields = {name: shape(seen) for name, seen in values.items()}
    met = Counter(name for one in objects for name in one)
    made.always = {name for name, many in met.items() if many == len(objects)}
    made.items = shape(lists) if lists else None
    return made


def misfits(
    said: Any, known: Shape, lacking: AbstractSet[str] = frozenset(), at: str = ""
) -> Iterator[str]:
    """Where `said` differs. `lacking`: paths of fields that need not be there, and of those whose fields
    are nobody's business (`labels.*`).
    """
    if kind(said) not in known.types:
        yield f"{at or 'all'} is {kind(said)}, not {sorted(known.types)}"
        return
    if isinstance(said, dict) and f"{at}.*".lstrip(".") not in lacking:
        for name in sorted(said.keys() - known.fields.keys()):
            yield f"{at}.{name} is not there".lstrip(".")
        for name in sorted(known.always - said.keys()):
            path = f"{at}.{name}".lstrip(".")
            if path not in lacking:
                yield f"{path} is missing"
        for name in said.keys() & known.fields.keys():
            yield from misfits(said[name], known.fields[name], lacking, f"{at}.{name}".lstrip("."))
    if isinstance(said, list) and known.items is not None:
        for one in said:
            yield from misfits(one, known.items, lacking, f"{at}[]")


def kind(value: Any) -> str:
    return "object" if isinstance(value, dict) else _NAMES.get(type(value), "array")


def of_xml(text: bytes) -> dict[str, Any]:
    """Elements as lists under their names without namespaces, attributes with an @; text is not looked at."""
    return _element(fromstring(text[text.index(b"<") :]))


def _element(element: Element) -> dict[str, Any]:
    made: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        made.setdefault(child.tag.rpartition("}")[2], []).append(_element(child))
    return made
