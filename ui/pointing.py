"""Where in a wall's files a key stands, includes followed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.wall_file import includes, tree
from services.wall_file.faults import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.opening import Opened


def key_places(opened: Opened, paths: Iterable[tree.Path]) -> list[Place]:
    """In their order; the files are read once."""
    root = includes.gathered(includes.Folder(opened.folder), opened.path.name).root
    return [_place(opened, root, path) for path in paths]


def _place(opened: Opened, root: tree.Mapping | None, path: tree.Path) -> Place:
    main = str(opened.path)
    if root is None:
        return Place(main)
    place = tree.key_place(root, path)
    named = main if place.file == opened.path.name else str(opened.folder / place.file)
    return replace(place, file=named)
