"""A wall file as its checks see it, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file import built_in
from services.wall_file.faults import Fault, Place, listed, nearest
from services.wall_file.tree import (
    Items,
    Mapping,
    Node,
    at,
    composed,
    inside,
    key_place,
    scalars,
    section,
    value_place,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Environment
    from pathlib import Path

    from services.key_store import KeyStoreTrouble
    from services.wall_file.shape import WallFile

_RENAME = phrase("đổi tên một trong hai")


@dataclass(frozen=True, slots=True)
class Seen:
    """A wall file as the checks see it."""

    wall: WallFile
    """Without what the shape refused."""
    root: Mapping
    """The tree that `wall` was made from: same keys, same numbers."""
    declared: Mapping
    """The whole tree, what was refused included: its names count as declared."""
    kinds: frozenset[str]
    """Tile types."""
    folder: Path | None
    """Where paths begin; None where there are only texts."""
    environment: Environment[str, str] | None
    """The variables that secrets may be in; None where there are only texts."""
    key_trouble: Callable[[str], KeyStoreTrouble | None] | None
    """Why a key of the system's store can't be had; None where nobody is to wait for a store."""
    whole: bool
    """Nothing was refused, so what seems unused is unused."""

    def names(self, kind: str) -> tuple[str, ...]:
        found = section(self.declared, kind)
        return found.names if found else ()

    def screens(self) -> tuple[str, ...]:
        match self.declared.get("screens"):
            case Items(nodes=nodes):
                return tuple(screen_name(node) for node in nodes)
            case _:
                return ()

    def systems(self) -> tuple[str, ...]:
        return (*built_in.systems(), *self.names("systems"))

    def groups(self) -> tuple[str, ...]:
        """Those that are declared, and those that an indicator is in; a field is a group as well."""
        used = [group for one in self.wall.indicators.values() for group in one.gathered]
        return tuple(dict.fromkeys((*self.names("groups"), *self.names("fields"), *used)))

    def place(self, *path: str | int) -> Place:
        return value_place(self.root, path)

    def within(self, column: int, *path: str | int) -> Place:
        """So many characters into the text at `path`."""
        node = at(self.root, path)
        return self.place(*path) if node is None else inside(node, column)

    def intact(self, *path: str | int) -> bool:
        """Nothing at or below `path` was refused."""
        before, after = at(self.declared, path), at(self.root, path)
        if before is None or after is None:
            return False
        return len([*scalars(before)]) == len([*scalars(after)])

    def declares(self, *path: str | int) -> bool:
        """It is said at all, be it refused."""
        return at(self.declared, path) is not None

    def key(self, *path: str | int) -> Place:
        return key_place(self.root, path)


def screen_name(node: Node) -> str:
    name = node.get("name") if isinstance(node, Mapping) else None
    return composed(getattr(name, "value", None))


def undeclared(
    place: Place, name: str, known: Iterable[str], what: Phrase, remedy: Phrase
) -> Fault:
    """`what` is wrong at `place`; the remedy is the nearest known name, else `remedy`."""
    meant = nearest(name, known)
    return Fault.at(place, what, phrase("có phải là “{meant}”?", meant=meant) if meant else remedy)


def unknown_source(place: Place, name: str, seen: Seen) -> Fault:
    known = seen.names("sources")
    return undeclared(
        place,
        name,
        known,
        phrase("không có nguồn “{name}”", name=name),
        phrase("khai nguồn này ở sources; hiện có: {names}", names=listed(known)),
    )


def unknown_group(place: Place, name: str, known: Iterable[str]) -> Fault:
    known = tuple(known)
    return undeclared(
        place,
        name,
        known,
        phrase("không có nhóm “{name}”", name=name),
        phrase("khai nhóm này ở groups; hiện có: {names}", names=listed(known)),
    )


def same(pairs: Iterable[tuple[str, Place]]) -> Iterator[Fault]:
    first: dict[str, tuple[str, Place]] = {}
    for name, place in pairs:
        folded = composed(name.casefold())
        if folded in first:
            yield Fault.at(
                place,
                phrase(
                    "tên “{name}” trùng với “{other}” ở dòng {line}",
                    name=name[:40],
                    other=first[folded][0][:40],
                    line=str(first[folded][1].line),
                ),
                _RENAME,
            )
        else:
            first[folded] = (name, place)
