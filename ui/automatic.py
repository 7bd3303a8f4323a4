"""What a wall file leaves out, filled in where this computer has screens and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.fonts import measure
from ui.opening import speaker
from widgets.automatic import STAND_IN, Composer, bearing
from widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.cache import Picture
    from services.wall_file import Plugins
    from services.wall_file.shape import Screen, WallFile
    from widgets.automatic import Bearing


def composer(wall: WallFile, plugins: Plugins, screens: Sequence[Screen] = STAND_IN) -> Composer:
    """`screens`: those that are there, for a wall that declares none. Needs a `QGuiApplication`."""
    words, letters = speaker(wall, None), measure()

    def bears(screen: Screen) -> Bearing:
        width, height = screen.size
        return bearing(Sheet(width, height, screen.pitch, screen.seat, letters, words))

    return Composer(wall, plugins.tiles, screens, bears)


def composed(wall: WallFile, plugins: Plugins, picture: Picture) -> WallFile:
    """As it is shown where there is no display: on a screen that stands in for those that are there."""
    return composer(wall, plugins).composed(picture)
