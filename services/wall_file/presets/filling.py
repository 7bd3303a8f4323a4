"""Parameters into a preset's source, and the wall file's own keys over it: trees in, a tree out.
Nothing is evaluated.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from services.wall_file.tree import Entry, Items, Mapping, Node, Scalar, scalars

if TYPE_CHECKING:
    from collections.abc import Mapping as Values

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def filled(node: Node, values: Values[str, Scalar]) -> Node:
    """A text that is nothing but a place becomes the value as it was written, with its own place in
    its file; within a text the value's characters stand. Other braces stay.
    """
    match node:
        case Scalar(value=str() as text):
            return _filled(node, text, values)
        case Scalar():
            return node
        case Items():
            return replace(node, nodes=tuple(filled(item, values) for item in node.nodes))
        case Mapping():
            entries = tuple(replace(e, node=filled(e.node, values)) for e in node.entries)
            return replace(node, entries=entries)


def _filled(node: Scalar, text: str, values: Values[str, Scalar]) -> Scalar:
    whole = _PLACE.fullmatch(text)
    if whole and whole[1] in values:
        return values[whole[1]]
    put = _PLACE.sub(lambda place: values[place[1]].raw if place[1] in values else place[0], text)
    return node if put == text else Scalar(node.place, put, put)


def named(node: Node) -> frozenset[str]:
    """Everything that stands in braces as a parameter would."""
    texts = (scalar.value for scalar in scalars(node))
    return frozenset(
        name for text in texts if isinstance(text, str) for name in _PLACE.findall(text)
    )


def completed(base: Mapping, own: Mapping) -> Mapping:
    """`base` with `own` over it, key by key at every depth. A list is replaced as a whole; a key that
    is left empty takes away the one of `base`.
    """
    entries = {entry.name: entry for entry in base.entries}
    for entry in own.entries:
        entries[entry.name] = _over(entries.get(entry.name), entry)
    kept = [entry for entry in entries.values() if not _emptied(entry, base)]
    return Mapping(own.place, tuple(kept))


def _over(under: Entry | None, own: Entry) -> Entry:
    match under, own.node:
        case Entry(node=Mapping() as below), Mapping() as above:
            return Entry(own.key, completed(below, above))
        case _:
            return own


def _emptied(entry: Entry, base: Mapping) -> bool:
    empty = isinstance(entry.node, Scalar) and entry.node.value is None
    return empty and base.get(entry.name) is not None
