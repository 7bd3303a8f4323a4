"""What the parts of the console are handed: the wall, what it knows, and the only way to act on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import Clock
    from services.words import Words
    from ui.acts import Acts
    from ui.deed import Deeds
    from ui.following import Following
    from ui.steering import Steering
    from ui.wall import Wall


@dataclass(frozen=True, slots=True)
class Desk:
    """Whatever changes the wall goes through `deeds`."""

    wall: Wall
    cache: Cache
    clock: Clock
    """The wall's time."""
    deeds: Deeds
    steering: Steering
    acts: Acts
    following: Following | None = None
    """None: the wall's past is told, nobody is asked."""

    @property
    def words(self) -> Words:
        """In the language that the wall speaks now."""
        return self.wall.stage.words

    def screen_title(self, name: str) -> str:
        """What a screen is called, also one that is missing; else its name."""
        every = (*self.wall.screens, *self.wall.stage.wall.screens)
        screen = next((one for one in every if one.name == name), None)
        title = None if screen is None else screen.title
        return name if title is None else title.full_in(self.words.lang)
