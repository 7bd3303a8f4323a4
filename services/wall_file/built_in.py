"""What is known without being declared: the nine systems, and the states of documents."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from services.quantities import Code, Identifier
from services.settings import Wording
from services.wall_file.indicator import System
from services.wall_file.syntax import tree
from services.wall_file.tree import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_SYSTEMS = TypeAdapter(dict[Identifier, System])
_STATES = TypeAdapter(dict[Code, Wording])


@cache
def systems() -> Mapping[str, System]:
    """The nine systems, by the ids that wall files, `wall.json` and `/fault` call them by."""
    return MappingProxyType(_SYSTEMS.validate_python(_read("systems.yaml")))


@cache
def document_states() -> Mapping[str, Wording]:
    """The states of a document (edXML) by their codes, which are strings."""
    return MappingProxyType(_STATES.validate_python(_read("document_states.yaml")))


def _read(name: str) -> object:
    content = (files("resources") / "domain" / name).read_text(encoding="utf-8")
    root = tree(content, name).root
    return None if root is None else plain(root)
