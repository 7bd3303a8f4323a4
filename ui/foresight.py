"""What time alone will bring soon, looked up and painted before its time comes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import CacheTrouble
from ui.decided import seen
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from services.cache import Cache
    from ui.face import Face
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
        self.faces: Mapping[str, Face] = {}
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
        try:
            self._paint(wall, turns)
        except CacheTrouble:
            return  # what the wall's own look meets too, and says

    def forget(self) -> None:
        """What was foreseen is there, or won't come."""
        self._at, self.faces = None, {}
        self._switching.forget()

    def _paint(self, wall: Wall, at: datetime) -> None:
        frames = None if self._moving is None else self._moving.frame
        self._looking.expect()
        with self._cache.picture() as picture:
            known = wall.faces.values()
            shown = seen(wall.decided.at(at), picture, self._moving, known, at)
        self.faces = shown.faces
        painting = Painting(palette_of(wall.stage.wall, shown.program.theme), frames)
        self._switching.prepare(wall.windows, self.faces, painting)
