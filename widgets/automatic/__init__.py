"""The wall that a file of sources alone is: which tiles, on which screen, on which page."""

from widgets.automatic.composing import SCENE, STAND_IN, Composer, composed, is_automatic
from widgets.automatic.room import Division, divided
from widgets.automatic.turning import ahead_of, shown

__all__ = [
    "SCENE",
    "STAND_IN",
    "Composer",
    "Division",
    "ahead_of",
    "composed",
    "divided",
    "is_automatic",
    "shown",
]
