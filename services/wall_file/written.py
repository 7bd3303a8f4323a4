"""Secrets that a wall file says itself instead of naming where they lie: known so that they can be left
out of what is kept and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from pydantic import BaseModel

from services.mask import MASK
from services.secret import Secret
from services.wall_file.tree import value_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.settings import Source
    from services.wall_file.faults import Place
    from services.wall_file.shape import WallFile
    from services.wall_file.tree import Node, Path

_SECRETIVE = re.compile(
    r"(?:^|[_.\-\s])(?:api_?key|access_?key|key|token|secret|passw(?:or)?d|pwd|pass|sig(?:nature)?|"
    r"auth(?:orization)?|credentials?|mat_?khau|khoa)$",
    re.IGNORECASE,
)
"""The end of a name beside which a secret stands, as people call it: `X-Api-Key`, `access_token`."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORTEST = 4
"""Characters of what is taken for a secret because of its name."""


@dataclass(frozen=True, slots=True)
class Written:
    """A secret, and where the value begins that holds it."""

    place: Place
    secret: str = field(repr=False)


def written_out(wall: WallFile, root: Node) -> tuple[Written, ...]:
    """`root`: the tree that the wall was made from."""
    found = (
        Written(value_place(root, path), secret)
        for id, source in wall.sources.items()
        for path, secret in (
            *_literals(source, ("sources", id)),
            *suspected(source, ("sources", id)),
        )
    )
    return tuple(dict.fromkeys(found))  # once, where several sources refer to it by an alias


def suspected(source: Source, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Values that are secrets by their names: in the address, and in whatever else is sent as text."""
    for name, value in parse_qsl(urlsplit(source.url).query):
        if _is_secretive(name) and len(value) >= _SHORTEST:
            yield (*at, "url"), value
    for key in type(source).model_fields:
        if key != "auth":
            yield from _named(getattr(source, key), (*at, key))


def _named(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str() if len(value) >= _SHORTEST and _is_secretive(str(at[-1])):
            yield at, value
        case dict():
            for name, below in value.items():
                yield from _named(below, (*at, str(name)))
        case list() | tuple():
            for n, below in enumerate(value):
                yield from _named(below, (*at, n))
        case _:
            return


def _literals(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case Secret(kind="literal", name=secret):
            yield at, secret
        case BaseModel():
            for name, one in type(value).model_fields.items():
                yield from _literals(getattr(value, name), (*at, one.alias or name))
        case dict():
            for name, below in value.items():
                yield from _literals(below, (*at, str(name)))
        case list() | tuple():
            for n, below in enumerate(value):
                yield from _literals(below, (*at, n))
        case _:
            return


def without(texts: Mapping[str, str], written: Iterable[Written]) -> dict[str, str]:
    """The texts of a wall file, fit to be kept: they mean the same wall, which asks nobody."""
    kept = dict(texts)
    for one in written:
        text = kept.get(one.place.file)
        if text is not None:
            kept[one.place.file] = _masked(text, one)
    return kept


def _masked(text: str, one: Written) -> str:
    """From where its value begins: a short one may stand in front of it as part of something else."""
    lines = text.split("\n")[: one.place.line - 1]
    begin = sum(len(line) + 1 for line in lines) + one.place.column - 1
    tail = text[begin:]
    found = _QUOTED.match(tail) or _TO_NEXT_KEY.match(tail)
    end = found.end() if found else len(tail)
    value, rest = tail[:end], tail[end:]
    for spelt in _spelt(one.secret):
        if spelt in value:
            return text[:begin] + value.replace(spelt, MASK, 1) + rest
    # Written in a way of YAML's own (escaped, folded): the whole value goes.
    return f'{text[:begin]}"{MASK}"{rest}'


_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' """, re.DOTALL | re.VERBOSE)
_TO_NEXT_KEY = re.compile(r"[^\n]*(?:\n(?!\s*[^\s:]+:(?:\s|$))[^\n]*)*")


def _spelt(secret: str) -> tuple[str, ...]:
    return (
        secret,
        secret.replace("'", "''"),
        secret.replace("\\", "\\\\").replace('"', '\\"'),
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
    )


def _is_secretive(name: str) -> bool:
    return bool(_SECRETIVE.search(_CAMEL.sub("_", name)))
