"""Secrets that a wall file says itself instead of naming where they lie: known so that they can be left
out of what is kept and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from services.mask import MASK, drawn
from services.wall_file.secretive import secrets_of, suspected
from services.wall_file.text import offset
from services.wall_file.tree import Items, Mapping, value_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from services.wall_file.faults import Place
    from services.wall_file.shape import WallFile
    from services.wall_file.tree import Node, Path

_LEAST = 4
"""Characters of a secret that is looked for in comments, where a chance hit harms no wall."""
_LEAST_ELSEWHERE = 8
"""Characters of one that is looked for in all of the text."""


@dataclass(frozen=True, slots=True)
class Written:
    """A secret, and where the value begins that holds it."""

    place: Place
    secret: str = field(repr=False)
    everywhere: bool = False
    """It is so surely a secret, and so long, that it is nothing else wherever it stands."""


def written_out(wall: WallFile, root: Node) -> tuple[Written, ...]:
    """`root`: the tree that the wall was made from."""
    keys = frozenset(_keys(root))
    found: list[Written] = []
    for id, source in wall.sources.items():
        at: Path = ("sources", id)
        for path, secret in secrets_of(source, at):
            if secret.kind == "literal":
                sure = len(secret.name) >= _LEAST_ELSEWHERE and secret.name not in keys
                found.append(Written(value_place(root, path), secret.name, sure))
        for path, text in suspected(source, at):
            sure = drawn(text) and text not in keys
            found.append(Written(value_place(root, path), text, sure))
    return tuple(dict.fromkeys(found))  # once, where several sources refer to it by an alias


def _keys(node: Node) -> Iterator[str]:
    """Names that the wall relies on, however much they look like a secret."""
    match node:
        case Items(nodes=nodes):
            for one in nodes:
                yield from _keys(one)
        case Mapping(entries=entries):
            for entry in entries:
                yield str(entry.key.value)
                yield from _keys(entry.node)
        case _:
            return


def without(texts: dict[str, str], written: Iterable[Written]) -> dict[str, str]:
    """The texts of a wall file, fit to be kept: they mean the same wall, which asks nobody."""
    # From the end, so that no place moves before its turn.
    found = sorted(written, key=lambda one: (one.place.line, one.place.column), reverse=True)
    kept = dict(texts)
    for one in found:
        text = kept.get(one.place.file)
        if text is not None:
            kept[one.place.file] = _masked(text, one)
    return {name: _nowhere(text, found) for name, text in kept.items()}


def _masked(text: str, one: Written) -> str:
    """From where its value begins: a short one may stand in front of it as part of something else."""
    begin = offset(text, one.place)
    tail = text[begin:]
    found = _QUOTED.match(tail) or _TO_NEXT_KEY.match(tail)
    end = found.end() if found else len(tail)
    value, rest = tail[:end], tail[end:]
    for spelt in _spelt(one.secret):
        if spelt in value:
            return text[:begin] + value.replace(spelt, MASK, 1) + rest
    # Written in a way of YAML's own (escaped, folded): the whole value goes.
    return f'{text[:begin]}"{MASK}"{rest}'


def _nowhere(text: str, written: Iterable[Written]) -> str:
    """Also where people wrote it once more: beside another key, or in a comment."""
    every = {spelt for one in written if one.everywhere for spelt in _spelt(one.secret)}
    noted = {s for one in written if len(one.secret) >= _LEAST for s in _spelt(one.secret)}
    text = _less(text, every)
    return _COMMENT.sub(lambda comment: _less(comment[0], noted), text)


def _less(text: str, secrets: Iterable[str]) -> str:
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text


_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' """, re.DOTALL | re.VERBOSE)
_TO_NEXT_KEY = re.compile(r"[^\r\n]*(?:(?:\r\n|\r|\n)(?!\s*[^\s:]+:(?:\s|$))[^\r\n]*)*")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*")


def _spelt(secret: str) -> tuple[str, ...]:
    return (
        secret,
        secret.replace("'", "''"),
        secret.replace("\\", "\\\\").replace('"', '\\"'),
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
    )
