"""Settings as the text of a wall file, for what the program writes for people."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString, SingleQuotedScalarString

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INDENT = 2
_SHORT = 90
"""Characters of a mapping, as Python writes it, that stands on one line."""

_MISREAD = frozenset(":?-")
"""What ruamel writes bare at the beginning of a text, and may not read again between braces."""


def mapping(settings: Mapping[str, object]) -> CommentedMap:
    return CommentedMap({key: _node(value) for key, value in settings.items()})


def dumped(whole: CommentedMap) -> str:
    """It ends with a line's end."""
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.indent(mapping=INDENT, sequence=2 * INDENT, offset=INDENT)
    text = io.StringIO()
    yaml.dump(whole, text)
    return text.getvalue()


def on_one_line(settings: Mapping[str, object]) -> str:
    """A mapping between braces, without an indent or a line's end. Its texts have no lines."""
    one = mapping(settings)
    one.fa.set_flow_style()
    return dumped(CommentedMap({"a": one})).removeprefix("a: ").removesuffix("\n")


def _node(value: object) -> object:
    """What is short and flat stays on its line."""
    match value:
        case dict():
            made = mapping(value)
            if _flat(value.values()) and len(str(value)) < _SHORT:
                made.fa.set_flow_style()
            return made
        case list() | tuple():
            items = CommentedSeq(_node(one) for one in value)
            if _flat(value):
                items.fa.set_flow_style()
            return items
        case str() if "\n" in value:
            return LiteralScalarString(value)
        case str() if value[:1] in _MISREAD:
            return SingleQuotedScalarString(value)
        case _:
            return value


def _flat(values: Iterable[object]) -> bool:
    return not any(
        isinstance(one, dict | list | tuple) or (isinstance(one, str) and "\n" in one)
        for one in values
    )
