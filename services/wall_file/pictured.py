"""Checks of the pictures that a wall file shows: a wall without one goes on and says so in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.seen import Seen
    from services.wall_file.tree import Path


def checks_of_pictures(seen: Seen) -> Iterator[Fault]:
    """Not of texts that were kept: there is no folder to put anything into."""
    if seen.folder is None:
        return
    for key in ("look", "scenes"):
        for path, picture in _pictures(getattr(seen.wall, key, None), (key,)):
            if picture.fault is not None and picture.remedy is not None:
                what = phrase(
                    "không hiện được ảnh “{name}”: {why}", name=picture.name[:80], why=picture.fault
                )
                yield Fault.warning(seen.place(*path), what, picture.remedy)


def _pictures(value: object, path: Path) -> Iterator[tuple[Path, Picture]]:
    """Every picture in a section, with its path; settings of plug-ins may have some of their own."""
    match value:
        case Picture():
            yield path, value
        case BaseModel():
            for name, one in type(value).model_fields.items():
                yield from _pictures(getattr(value, name), (*path, one.alias or name))
            for name, below in (value.model_extra or {}).items():
                yield from _pictures(below, (*path, name))
        case dict():
            for key, below in value.items():
                yield from _pictures(below, (*path, key))
        case list() | tuple():
            for n, below in enumerate(value):
                yield from _pictures(below, (*path, n))
        case _:
            return
