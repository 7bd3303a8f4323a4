"""The moving pictures that faces show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Moving, Rect
from widgets.moving import MovingView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.moving import Feed
    from ui.face import Face

type Wanted = dict[str, tuple[Feed, tuple[int, int]]]


def wanted_of(
    faces: Mapping[str, Face], screens: frozenset[str]
) -> tuple[Wanted, dict[str, list[tuple[str, Rect]]]]:
    """Feeds by key, each as large as the largest place that it has, and their places."""
    wanted: Wanted = {}
    places: dict[str, list[tuple[str, Rect]]] = {}
    for screen, face in faces.items():
        for tile in face.tiles.values():
            view = tile.view
            found = next((item for item in tile.items if isinstance(item, Moving)), None)
            if screen not in screens or found is None or not isinstance(view, MovingView):
                continue
            key, rect = found.key, found.rect
            _, (width, height) = wanted.get(key, (view.feed, (1, 1)))
            size = max(width, int(rect.w)), max(height, int(rect.h))
            wanted[key] = view.feed, size
            places.setdefault(key, []).append((screen, rect))
    return wanted, places
