"""What of a source's settings is a secret: told by its type, or by the name beside which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pydantic import BaseModel

from services.credentials import Auth, Hmac
from services.credentials.inlaid import Inlaid
from services.credentials.signature import PLACE
from services.secret import Secret, is_secretive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Source
    from services.wall_file.tree import Path

_SHORTEST = 4
"""Characters of what is taken for a secret because of its name."""


def secrets_of(value: object, path: Path = ()) -> Iterator[tuple[Path, Secret]]:
    """Every secret in a section, with its path. A plug-in's settings may have some of their own."""
    match value:
        case Secret():
            yield path, value
        case BaseModel():
            for name, one in type(value).model_fields.items():
                yield from secrets_of(getattr(value, name), (*path, one.alias or name))
        case dict():
            for key, below in value.items():
                yield from secrets_of(below, (*path, key))
        case list() | tuple():
            for n, below in enumerate(value):
                yield from secrets_of(below, (*path, n))
        case _:
            return


def suspected(source: Source, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Values that are secrets by their names: in addresses, and in whatever else is sent as text."""
    yield from _in_address(source.url, (*at, "url"))
    for key, field in type(source).model_fields.items():
        value, path = getattr(source, key), (*at, field.alias or key)
        yield from _of_auth(value, path) if isinstance(value, Auth) else _named(value, path, key)
    yield from _named(source.model_extra, at, "")  # of a package that can't be used


def _of_auth(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    """The names of its settings are the program's own; only those that people gave tell of secrets."""
    match value:
        case Secret() | Inlaid():
            return
        case Hmac(headers=headers):
            literal = {name: said for name, said in headers.items() if not PLACE.search(said)}
            yield from _named(literal, (*at, "headers"), "")
        case BaseModel():
            for name, field in type(value).model_fields.items():
                yield from _of_auth(getattr(value, name), (*at, field.alias or name))
        case dict():
            yield from _named(value, at, "")
        case str() if str(at[-1]).endswith("url"):
            yield from _in_address(value, at)
        case _:
            return


def _in_address(address: str, at: Path) -> Iterator[tuple[Path, str]]:
    query = address.partition("#")[0].partition("?")[2]
    for name, value in parse_qsl(query):
        if _is_secret(name, value):
            yield at, value


def bared(address: str, veil: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The address without its parameters that are secrets by their names, or with `veil` for what they
    say; and those names.
    """
    before, mark, rest = address.partition("?")
    query, sharp, fragment = rest.partition("#")
    kept: list[str] = []
    names: list[str] = []
    for piece in query.split("&"):
        found = [name for name, value in parse_qsl(piece) if _is_secret(name, value)]
        names += found
        if not found:
            kept.append(piece)
        elif veil is not None:
            kept.append(f"{piece.partition('=')[0]}={veil}")
    left = "&".join(kept)
    return before + (mark + left if left else "") + sharp + fragment, tuple(names)


def _is_secret(name: str, value: str) -> bool:
    return len(value) >= _SHORTEST and is_secretive(name, value)


def _named(value: object, at: Path, name: str) -> Iterator[tuple[Path, str]]:
    match value:
        case bool():
            return
        case str() | int():
            if len(said := str(value)) >= _SHORTEST and is_secretive(name, said):
                yield at, said
        case Inlaid(parts=(str() as lone,)):
            yield from _named(lone, at, name)
        case dict():
            for key, below in value.items():
                yield from _named(below, (*at, str(key)), str(key))
        case list() | tuple():
            for n, below in enumerate(value):
                yield from _named(below, (*at, n), name)
        case _:
            return
