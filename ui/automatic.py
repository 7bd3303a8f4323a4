"""What a wall file leaves out, filled in where this computer has screens and letters."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from services.audience import visible
from services.cache import CacheTrouble
from services.phrase import phrase
from services.sensitivity import Sensitivity
from ui.face import restaged
from ui.fonts import measure
from ui.opening import speaker
from ui.spans import sheet_of
from widgets.automatic import STAND_IN, Composer, ahead_of, divided, is_automatic, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.cache import Cache, Picture
    from services.clock import Clock
    from services.wall_file import Plugins
    from services.wall_file.shape import Screen, WallFile
    from ui.face import Stage
    from ui.opening import Opened
    from ui.wall import Wall
    from widgets.automatic import Division

DEFECT = phrase("Lỗi của chương trình khi xếp các ô; tường giữ cách xếp trước.")
_PAGE = "page"
"""As what the cache keeps by how many pages the turns are ahead of the clock."""

_log = logging.getLogger(__name__)


def composer(wall: WallFile, plugins: Plugins, screens: Sequence[Screen] = STAND_IN) -> Composer:
    """`screens`: those that are there, for a wall that declares none. Needs a `QGuiApplication`."""
    words, letters = speaker(wall, None), measure()

    def divides(screen: Screen) -> Division:
        return divided(sheet_of(screen, letters, words))

    return Composer(wall, plugins.tiles, screens, divides)


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
    """Keeps a running wall of sources alone composed, and turns its pages. A page that is up stays until
    its turn ends, however many there are by then.
    """

    def __init__(self, composer: Composer, cache: Cache, clock: Clock) -> None:
        super().__init__()
        self._composer, self._cache, self._clock = composer, cache, clock
        with cache.picture() as picture:
            self.wall = composer.composed(picture)
            self._chosen = picture.chosen("scene")
            self._ahead = _ahead(picture)
        self._news = False
        """Something was recorded of which the wall may be composed otherwise."""
        self._defect: str | None = None
        self._on: Wall | None = None
        self._stage: Stage | None = None
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._look)

    @property
    def page(self) -> str:
        """The scene that is to be seen now."""
        return shown(tuple(self.wall.scenes), self._chosen, self._clock.now(), self._ahead)

    def begin(self, wall: Wall, stage: Stage) -> None:
        """`stage`: the one on which `wall` shows what was composed so far."""
        self._on, self._stage = wall, stage
        wall.picked.connect(self._picked)
        self._second.start()

    def end(self) -> None:
        self._second.stop()
        self._report(None)

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded: what is shown already shows it at once, what is shown
        besides is seen to within a second, however many answers come in it.
        """
        self._news = True
        if self._on is not None:
            self._on.refresh(changed)

    def _picked(self, scene: str) -> None:
        self._chosen = scene, self._clock.now()

    def _look(self) -> None:
        """Once a second: what came since the last, and what time alone changes: how sources stand, and
        which page is up.
        """
        until = self._composer.until
        try:
            if self._news or (until is not None and until <= self._clock.now()):
                self._compose()
            self._show()
        except CacheTrouble:
            return  # the wall meets it too, and says so; what is owed is done at the next look
        except Exception as error:  # noqa: BLE001 - the composition's border: the last one stays
            self._report(error)
        else:
            self._report(None)

    def _compose(self) -> None:
        before = self.page
        with self._cache.picture() as picture:
            self.wall = self._composer.composed(picture)
        self._news = False
        pages = tuple(self.wall.scenes)
        if before in pages and before != self.page:
            now = self._clock.now()
            self._ahead = ahead_of(pages, before, now), now
            self._cache.keep(_PAGE, "", str(self._ahead[0]))

    def _show(self) -> None:
        """Raises `CacheTrouble` with nothing changed: it is shown at the next look."""
        wall, stage = self._on, self._stage
        if wall is None or stage is None:
            return
        if stage.wall is not self.wall:
            stage = restaged(stage, self.wall)
        elif self.page == wall.setting.scene:
            return
        wall.restage(stage, replace(wall.setting, scene=self.page), chosen=False)
        self._stage = stage

    def _report(self, error: Exception | None) -> None:
        """A defect is told when it appears, not at every look; None: there is none any more."""
        said = None if error is None else "".join(traceback.format_exception_only(error))
        if said == self._defect:
            return
        self._defect = said
        if error is not None:
            _log.error("việc xếp ô cho tường: lỗi của chương trình", exc_info=error)
        if self._on is not None:
            self._on.own_up(None if error is None else DEFECT)


def page_of(wall: WallFile, picture: Picture) -> str:
    """The scene of a composed wall that was up at the picture's instant."""
    return shown(tuple(wall.scenes), picture.chosen("scene"), picture.now, _ahead(picture))


def _ahead(picture: Picture) -> tuple[int, datetime] | None:
    kept = picture.chosen(_PAGE)
    return None if kept is None else (int(kept[0]), kept[1])


def composing_of(
    opened: Opened, screens: Sequence[Screen], cache: Cache, clock: Clock
) -> Composing | None:
    """None for a wall whose file says what it shows."""
    if not is_automatic(opened.wall):
        return None
    return Composing(composer(opened.wall, opened.plugins, screens), cache, clock)
