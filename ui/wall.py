"""The running wall: the scene, the language, the colours, and what has to be looked up again."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from services.cache import CacheTrouble
from services.views import Knowledge
from services.words import Words
from ui import overlay
from ui.face import HEADING
from ui.keys import Act, Panel, Scene
from ui.trouble import troubles
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from services.cache import Cache
    from services.clock import Clock
    from services.phrase import Phrase
    from ui.face import Face, Stage
    from ui.keys import Wish
    from ui.trouble import Troubles
    from ui.windows import WallWindow
    from widgets.drawing import Item
    from widgets.panel import Place

type _Overlaid = tuple[Troubles, bool, Act | None, Setting]

GATHERED = 30
"""Milliseconds in which changes are gathered into one look."""
WAY_OUT = 10.0
"""Seconds for which a wall that has just opened shows how to leave it."""
_PAST = 4
"""Milliseconds after a full second at which the clock is painted."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """What people choose on a wall; each change is remembered by its name."""

    scene: str
    lang: str
    theme: str


class Wall(QObject):
    """Looks up what changed, and nothing else, and tells the windows."""

    left = Signal()
    """Somebody confirmed that the wall is to end."""

    troubled = Signal(object)
    """The cache has troubles that it didn't have before: `Troubles`."""

    def __init__(
        self,
        *,
        stage: Stage,
        setting: Setting,
        cache: Cache,
        windows: Sequence[WallWindow],
        clock: Clock,
        ran: Callable[[], float],
        remember: Callable[[str, str], None],
    ) -> None:
        """`clock` is the wall's time, which may stand still; `ran` are seconds that never do;
        `remember` keeps a setting.
        """
        super().__init__()
        self.setting = setting
        self.faces: dict[str, Face] = {}
        self._stage, self._cache, self._windows = stage, cache, windows
        self._clock, self._ran, self._remember = clock, ran, remember
        self._pending: set[str] = set()
        self._owed: set[tuple[str, str]] = set()
        self._painted: dict[tuple[str, str], float] = {}
        self._asked: Act | None = None
        self._opened = ran()
        self._laid_over: _Overlaid | None = None
        self._trouble: Phrase | None = None
        self._gather = QTimer(self, singleShot=True, interval=GATHERED)
        self._gather.timeout.connect(self._look_again)
        self._second = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        for window in windows:
            window.wished.connect(self.obey)
            window.resized.connect(self._lay_over_again)
            window.closing.connect(self.left)

    def begin(self) -> None:
        """The first picture, from what the cache knows already."""
        self._build()
        self._tick()

    def end(self) -> None:
        self._gather.stop()
        self._second.stop()

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded."""
        self._pending |= changed
        if self._pending and not self._gather.isActive():
            self._gather.start()

    def obey(self, wanted: Wish) -> None:
        match wanted:
            case Scene(number=number):
                self._show_scene(number)
            case Panel(number=number):
                self._enlarge(number)
            case Act.NEXT_SCENE | Act.PREVIOUS_SCENE:
                scenes = list(self._stage.wall.scenes)
                step = 1 if wanted is Act.NEXT_SCENE else -1
                self._show_scene((scenes.index(self.setting.scene) + step) % len(scenes))
            case Act.LANGUAGE:
                self._set(replace(self.setting, lang=_after(("vi", "en"), self.setting.lang)))
            case Act.THEME:
                self._set(replace(self.setting, theme=_after(THEMES, self.setting.theme)))
            case Act.HELP | Act.LEAVE:
                self._ask(None if self._asked is wanted else wanted)
            case Act.CONFIRM | Act.BACK:
                self._answer(confirmed=wanted is Act.CONFIRM)
            case Act.NEXT_PANEL | Act.PREVIOUS_PANEL:
                for window in self._many():
                    window.choose(1 if wanted is Act.NEXT_PANEL else -1)

    def _answer(self, *, confirmed: bool) -> None:
        """Enter or Esc: to what lies over the wall, else to which panel fills the window."""
        if self._asked is Act.LEAVE and confirmed:
            self.left.emit()
        elif self._asked is not None:
            self._ask(None)
        else:
            for window in self._many():
                window.enlarge(window.chosen if confirmed else None)
            self._lay_over()

    def _many(self) -> list[WallWindow]:
        return [window for window in self._windows if len(window.areas) > 1]

    def _enlarge(self, number: int) -> None:
        for window in self._many():
            names = list(window.areas)
            if number < len(names):
                window.enlarge(names[number])
        self._lay_over()

    def _show_scene(self, number: int) -> None:
        scenes = list(self._stage.wall.scenes)
        if number < len(scenes):
            self._set(replace(self.setting, scene=scenes[number]))

    def _set(self, setting: Setting) -> None:
        """Each change is remembered, so that the wall comes back as it was left."""
        before, self.setting = self.setting, setting
        for name in ("scene", "lang", "theme"):
            if getattr(before, name) != getattr(setting, name):
                self._remember(name, getattr(setting, name))
        self._build()

    def _build(self) -> None:
        words = Words("en" if self.setting.lang == "en" else "vi", self._stage.words.zone)
        self._stage = replace(self._stage, words=words)
        faces = self._stage.faces(self.setting.scene)
        with self._knowing() as knowledge:
            for face in faces.values():
                face.look_up(knowledge)
        self.faces = faces
        self._pending.clear()
        self._owed.clear()
        painting = Painting(THEMES[self.setting.theme])
        for window in self._windows:
            window.show_faces(faces, painting)
        self._lay_over()

    def _tick(self) -> None:
        """Once a second: clock and heartbeat, and what time alone has changed."""
        try:
            self._look(due=True)
            if self._laid_over != self._overlaid():
                self._lay_over()
        finally:
            rest = 1000 - self._clock.now().microsecond // 1000
            self._second.start(rest + _PAST)

    def _look_again(self) -> None:
        self._look(due=False)

    def _look(self, *, due: bool) -> None:
        """One read transaction for all that may have changed."""
        pending, self._pending = frozenset(self._pending), set()
        owed = frozenset(self._owed)
        ran = self._ran()
        try:
            with self._knowing() as knowledge:
                self._trouble = None
                for screen, face in self.faces.items():
                    ids = face.renew(
                        knowledge,
                        lambda place, s=screen, f=face: self._wants(  # type: ignore[misc] # mypy infers no default's type
                            s, f, place, pending, ran, knowledge.at if due else None
                        ),
                    )
                    for id in ids:
                        self._painted[screen, id] = ran
                    if (due or pending) and face.renew_heading(knowledge, again=bool(pending)):
                        ids.append(HEADING)
                    for window in self._windows:
                        window.renew(screen, ids)
        except CacheTrouble as trouble:
            # The last picture stays, and its clock stands still: a frozen picture looks frozen.
            self._pending |= pending
            self._owed |= owed
            if self._trouble != trouble.words:
                _log.warning("%s", trouble)
            self._trouble = trouble.words
        except BaseException:
            # A defect; what was news is news at the next look.
            self._pending |= pending
            self._owed |= owed
            raise

    def _wants(
        self,
        screen: str,
        face: Face,
        place: Place,
        pending: frozenset[str],
        ran: float,
        at: datetime | None,
    ) -> bool:
        """A tile is painted again at most once a second; what comes earlier waits for the tick."""
        key = screen, place.id
        wanted = (
            (bool(pending) and face.shows(place, pending))
            or key in self._owed
            or (at is not None and face.due(place, at))
        )
        if wanted and at is None and ran - self._painted.get(key, ran - 1.0) < 1.0:
            self._owed.add(key)
            return False
        if wanted:
            self._owed.discard(key)
        return wanted

    @contextmanager
    def _knowing(self) -> Iterator[Knowledge]:
        with self._cache.picture() as picture:
            yield Knowledge(self._stage.wall, picture)

    def _ask(self, what: Act | None) -> None:
        self._asked = what
        self._lay_over()

    def _overlaid(self) -> _Overlaid:
        fresh = self._ran() - self._opened < WAY_OUT
        return troubles(self._cache, self._trouble), fresh, self._asked, self.setting

    def _lay_over_again(self) -> None:
        if self.faces:
            self._lay_over()

    def _lay_over(self) -> None:
        before, self._laid_over = self._laid_over, self._overlaid()
        found, fresh, _, _ = self._laid_over
        if found and before and before[0] != found:
            self.troubled.emit(found)
        for window in self._windows:
            sheet = window.overlay_sheet()
            over: list[tuple[Item, ...]] = []
            if found:
                over.append(overlay.trouble(sheet, found))
            if fresh:
                over.append(overlay.way_out(sheet))
            if self._asked is Act.HELP:
                over.append(overlay.keys(sheet, miniature=len(window.areas) > 1))
            if self._asked is Act.LEAVE:
                over.append(overlay.question(sheet))
            window.lay_over(over)


def _after(names: Iterable[str], name: str) -> str:
    """The one that follows, the first after the last."""
    every = list(names)
    return every[(every.index(name) + 1) % len(every)]
