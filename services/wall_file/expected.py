"""What a shape expects at a place: the keys that it knows there.

Follows the annotations of the settings classes along the place of an error.
"""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, TypeAliasType, Union, get_args, get_origin

from pydantic import BaseModel

from services.wall_file.choice import TAG, OneOf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

type _Way = tuple[str, object]
"""The name that an error's place may call an alternative by, and the alternative."""


def known_keys(shape: type[BaseModel], steps: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the section at `steps` (as pydantic names a place) may have."""
    ways: list[_Way] = [(shape.__name__, shape)]
    for step in steps:
        narrowed = [way for way in ways if way[0] == step]
        ways = narrowed or [below for _, way in ways for below in _below(way, step)]
    keys: dict[str, None] = {}
    for _, way in ways:
        if isinstance(way, type) and issubclass(way, BaseModel):
            keys |= dict.fromkeys(keys_of(way))
    return tuple(keys)


def keys_of(section: type[BaseModel]) -> tuple[str, ...]:
    """As they are written in a wall file."""
    return tuple(one.alias or name for name, one in section.model_fields.items())


def _below(way: object, step: str | int) -> Iterator[_Way]:
    if isinstance(way, type) and issubclass(way, BaseModel):
        for name, one in way.model_fields.items():
            if step in (name, one.alias):
                yield from _ways(one.annotation)
                for extra in one.metadata:
                    yield from _chosen(extra)
                return
        if way.model_config.get("extra") == "allow":
            # Names that the file gives, such as the screens of a scene.
            yield from _below(way.__annotations__.get("__pydantic_extra__"), step)
        return
    origin, parts = get_origin(way), get_args(way)
    if origin is dict:
        yield from _ways(parts[1])
    elif origin in (list, tuple) and isinstance(step, int):
        several = [part for part in parts if part is not Ellipsis]
        yield from _ways(several[min(step, len(several) - 1)])


def _ways(annotation: object) -> Iterator[_Way]:
    """Every alternative of an annotation."""
    if isinstance(annotation, TypeAliasType):
        yield from _ways(annotation.__value__)
        return
    origin = get_origin(annotation)
    if origin is Annotated:
        first, *rest = get_args(annotation)
        choices = [way for extra in rest for way in _chosen(extra)]
        yield from choices or _ways(first)
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _ways(part)
    else:
        yield getattr(annotation, "__name__", str(annotation)), annotation


def _chosen(extra: object) -> Iterator[_Way]:
    if isinstance(extra, OneOf):
        for name, model in extra.models.items():
            yield TAG + name, model
