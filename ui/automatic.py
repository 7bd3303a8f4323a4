"""What a wall file leaves out, filled in where this computer has screens and letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from services.audience import visible
from services.cache import CacheTrouble
from services.sensitivity import Sensitivity
from ui.face import restaged
from ui.fonts import measure
from ui.opening import speaker
from widgets.automatic import STAND_IN, Composer, bearing, is_automatic, shown
from widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.cache import Cache, Picture
    from services.clock import Clock
    from services.wall_file import Plugins
    from services.wall_file.shape import Screen, WallFile
    from ui.face import Stage
    from ui.opening import Opened
    from ui.wall import Wall
    from widgets.automatic import Bearing


def composer(wall: WallFile, plugins: Plugins, screens: Sequence[Screen] = STAND_IN) -> Composer:
    """`screens`: those that are there, for a wall that declares none. Needs a `QGuiApplication`."""
    words, letters = speaker(wall, None), measure()

    def bears(screen: Screen) -> Bearing:
        width, height = screen.size
        return bearing(Sheet(width, height, screen.pitch, screen.seat, letters, words))

    return Composer(wall, plugins.tiles, screens, bears)


def composed(
    wall: WallFile,
    plugins: Plugins,
    picture: Picture,
    audience: Sensitivity = Sensitivity.RESTRICTED,
) -> WallFile:
    """As it is shown where there is no display: on a screen that stands in for those that are there,
    of what the audience may see.
    """
    if is_automatic(wall):
        wall = visible(wall, frozenset(plugins.tiles), audience).wall
    return composer(wall, plugins).composed(picture)


class Composing(QObject):
    """Keeps a running wall of sources alone composed, and turns its pages."""

    def __init__(self, composer: Composer, cache: Cache, clock: Clock) -> None:
        super().__init__()
        self._composer, self._cache, self._clock = composer, cache, clock
        with cache.picture() as picture:
            self.wall = composer.composed(picture)
            self._chosen = picture.chosen("scene")
        self._on: Wall | None = None
        self._stage: Stage | None = None
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._look)

    @property
    def page(self) -> str:
        """The scene that is to be seen now."""
        return shown(tuple(self.wall.scenes), self._chosen, self._clock.now())

    def begin(self, wall: Wall, stage: Stage) -> None:
        """`stage`: the one on which `wall` shows what was composed so far."""
        self._on, self._stage = wall, stage
        wall.picked.connect(self._picked)
        self._second.start()

    def end(self) -> None:
        self._second.stop()

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded."""
        self._compose()
        if not self._show() and self._on is not None:
            self._on.refresh(changed)

    def _picked(self, scene: str) -> None:
        self._chosen = scene, self._clock.now()

    def _look(self) -> None:
        """What time alone changes: how sources stand, and which page is up."""
        until = self._composer.until
        if until is not None and until <= self._clock.now():
            self._compose()
        self._show()

    def _compose(self) -> None:
        try:
            with self._cache.picture() as picture:
                self.wall = self._composer.composed(picture)
        except CacheTrouble:
            return  # the wall meets it too, and says so

    def _show(self) -> bool:
        """Whether the wall shows something else now; what can't be shown is owed to the next look."""
        wall, stage = self._on, self._stage
        if wall is None or stage is None:
            return False
        if stage.wall is not self.wall:
            stage = restaged(stage, self.wall)
        elif self.page == wall.setting.scene:
            return False
        try:
            wall.restage(stage, replace(wall.setting, scene=self.page), chosen=False)
        except CacheTrouble:
            return False
        self._stage = stage
        return True


def composing_of(
    opened: Opened, screens: Sequence[Screen], cache: Cache, clock: Clock
) -> Composing | None:
    """None for a wall whose file says what it shows."""
    if not is_automatic(opened.wall):
        return None
    return Composing(composer(opened.wall, opened.plugins, screens), cache, clock)
