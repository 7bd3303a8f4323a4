"""What time alone will bring soon, looked up and painted before its time comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import CacheTrouble
from services.program import program
from services.views import Knowledge
from services.wall_file import themes
from ui.arrangement import arranged
from ui.faces import looked_up
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Cache
    from services.program import Choices
    from services.wall_file.shape import WallFile
    from ui.face import Face
    from ui.layers import Layers
    from ui.looking import Looking
    from ui.moving.feeds import Feeds
    from ui.switching import Switching
    from ui.wall import Wall

AHEAD = timedelta(seconds=2.5)
"""Long enough for sixteen screens, short enough for hardly anything to change; pictures lie in memory
meanwhile.
"""


class Foresight:
    def __init__(
        self, cache: Cache, moving: Feeds | None, looking: Looking, switching: Switching
    ) -> None:
        self.faces: dict[str, Face] = {}
        self._cache, self._moving = cache, moving
        self._looking, self._switching = looking, switching
        self._at: datetime | None = None

    def look(self, wall: Wall, turns: datetime | None, now: datetime) -> None:
        """`turns`: when time brings something else to the wall."""
        soon = turns is not None and now < turns <= now + AHEAD
        if turns != self._at or not soon:
            self.forget()  # it won't come then, or the clock was set back
        if turns is None or not soon or turns == self._at or self._switching.waiting:
            return
        self._at = turns
        choices = without_what_is_over(wall.stage.wall, wall.choices, turns)
        layers = wall.layers.without(wall.layers.over(turns))
        try:
            self._paint(wall, choices, layers, turns)
        except CacheTrouble:
            return  # what the wall's own look meets too, and says

    def forget(self) -> None:
        """What was foreseen is there, or won't come."""
        self._at, self.faces = None, {}
        self._switching.forget()

    def _paint(self, wall: Wall, choices: Choices, layers: Layers, at: datetime) -> None:
        stage, frames = wall.stage, None if self._moving is None else self._moving.frame
        self._looking.expect()
        with self._cache.picture() as picture:
            shown = program(stage.wall, choices, at)
            composed = arranged(stage, shown, layers, wall.screens).compositions
            knowledge = Knowledge(stage.wall, picture, self._moving)
            self.faces = looked_up(stage, composed, knowledge, wall.faces.values())
        painting = Painting(palette_of(stage.wall, shown.theme), frames)
        self._switching.prepare(wall.windows, self.faces, painting)


def without_what_is_over(wall: WallFile, choices: Choices, at: datetime) -> Choices:
    """People's choice of colours holds until the wall file brings others."""
    over = choices.theme is not None and themes.holding(wall, choices.theme, at) is None
    return replace(choices, theme=None) if over else choices
