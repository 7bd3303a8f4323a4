"""A tile as large as a screen, alone or with what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.composition import alone

if TYPE_CHECKING:
    from services.settings import Tile
    from services.wall_file.shape import Screen, WallFile
    from ui.composition import Composition, Named
    from ui.layers import Form


def large(
    wall: WallFile,  # noqa: ARG001 - of which the other forms are made
    screen: Screen,
    scene: str,
    tile: Tile,
    named: Named,
    form: Form,  # noqa: ARG001
) -> Composition:
    """`scene`: whose audience it is for."""
    return alone(screen, scene, tile, named)
