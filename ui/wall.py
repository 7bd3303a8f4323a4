"""The running wall: the scene, the language, the colours, and what has to be looked up again."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from services.acts import What
from services.cache import CacheTrouble
from services.views import Knowledge
from services.wall_file import themes
from services.words import Words
from ui import miniature
from ui.acts import KEPT
from ui.face import HEADING
from ui.keys import Act, Panel, Scene
from ui.notices import Notices
from ui.pacing import Pacing
from widgets.drawing import Moving
from widgets.look import palette_of
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from services.cache import Cache
    from services.clock import Clock
    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.face import Face, Stage
    from ui.keys import Wish
    from ui.moving.feeds import Feeds
    from ui.trouble import Refusal
    from ui.windows import WallWindow

GATHERED = 3
"""Milliseconds in which changes are gathered into one look."""
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

    picked = Signal(str)
    """Somebody chose this scene, be it the one that was shown."""

    def __init__(
        self,
        *,
        stage: Stage,
        setting: Setting,
        cache: Cache,
        windows: Sequence[WallWindow],
        clock: Clock,
        ran: Callable[[], float],
        acts: Acts,
        moving: Feeds | None = None,
    ) -> None:
        """`clock` is the wall's time, which may stand still; `ran` are seconds that never do;
        `acts` is asked before people change something, and keeps and records it. `moving` shows
        pages and cameras; whoever made it ends it.
        """
        super().__init__()
        self.setting = setting
        self.faces: dict[str, Face] = {}
        self._stage, self._cache = stage, cache
        self.windows: tuple[WallWindow, ...] = ()
        self._clock, self._ran, self._acts = clock, ran, acts
        self._moving = moving
        if moving is not None:
            moving.moved.connect(self._moved)
            moving.changed.connect(self._tell_moving)
        self._pending: set[str] = set()
        self._owed: set[tuple[str, str]] = set()
        self._pacing = Pacing()
        self._turns: datetime | None = None
        """When the wall file's hours bring other colours."""
        self._heard = False
        """News came since the headings were looked up."""
        self._notices = Notices(cache, acts, ran, self.troubled.emit)
        self._gather = QTimer(self, singleShot=True, interval=GATHERED)
        self._gather.timeout.connect(self._look_again)
        self._second = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        self._take(windows)

    def begin(self) -> None:
        """The first picture, from what the cache knows already."""
        self._build(self._stage, self.setting)
        self._colours_of_the_hour()
        self._tick()

    def end(self) -> None:
        self._gather.stop()
        self._second.stop()

    def restage(
        self,
        stage: Stage,
        setting: Setting | None = None,
        windows: Callable[[], Sequence[WallWindow]] | None = None,
        *,
        chosen: bool = True,
    ) -> None:
        """Another wall file, or another composition, from now on, in one picture; raises `CacheTrouble`
        with nothing changed. `setting`: by default what people see now; a scene that is gone gives
        way to the first. `windows` hands over those from now on, by default the same; who made others
        ends them.
        `chosen`: what is shown is kept for the next opening; a page that turned by itself isn't.
        """
        wanted = setting or self.setting
        if wanted.scene not in stage.wall.scenes:
            wanted = replace(wanted, scene=next(iter(stage.wall.scenes)))
        scene = self.setting.scene
        self._build(stage, wanted, windows)
        self._colours_of_the_hour()
        if wanted.scene != scene and chosen:
            self._acts.keep(What.SCENE, wanted.scene)

    def warn(self, refusal: Refusal | None) -> None:
        """What the wall file says now can't take effect, and why; None: it is in force."""
        self._notices.refusal = refusal
        self._lay_over()

    def own_up(self, defect: Phrase | None) -> None:
        """Something failed in the program itself that is no tile's; the wall goes on as it was. None: it
        is over.
        """
        self._notices.defect = defect
        self._lay_over()

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
                miniature.enlarge(self.windows, number)
                self._lay_over()
            case Act.NEXT_SCENE | Act.PREVIOUS_SCENE:
                scenes = list(self._stage.wall.scenes)
                step = 1 if wanted is Act.NEXT_SCENE else -1
                self._show_scene((scenes.index(self.setting.scene) + step) % len(scenes))
            case Act.LANGUAGE:
                self._set(replace(self.setting, lang=_after(("vi", "en"), self.setting.lang)))
            case Act.THEME:
                self._set(replace(self.setting, theme=_after(THEMES, self.setting.theme)))
            case Act.HELP | Act.LEAVE:
                self._ask(None if self._notices.asked is wanted else wanted)
            case Act.CONFIRM | Act.BACK:
                self._answer(confirmed=wanted is Act.CONFIRM)
            case Act.NEXT_PANEL | Act.PREVIOUS_PANEL:
                miniature.choose(self.windows, 1 if wanted is Act.NEXT_PANEL else -1)

    def _answer(self, *, confirmed: bool) -> None:
        """Enter or Esc: to what lies over the wall, else to which panel fills the window."""
        if self._notices.asked is Act.LEAVE and confirmed:
            self.left.emit()
        elif self._notices.asked is not None:
            self._ask(None)
        else:
            miniature.answer(self.windows, confirmed=confirmed)
            self._lay_over()

    def _show_scene(self, number: int) -> None:
        scenes = list(self._stage.wall.scenes)
        if number >= len(scenes):
            return
        wanted = replace(self.setting, scene=scenes[number])
        if wanted == self.setting:
            self._acts.choose(What.SCENE, wanted.scene, wanted.scene)
        else:
            self._set(wanted)
        if self.setting == wanted:
            self.picked.emit(wanted.scene)

    def _set(self, setting: Setting) -> None:
        """Each change is remembered, so that the wall comes back as it was left."""
        for what, name in KEPT.items():
            before, after = getattr(self.setting, name), getattr(setting, name)
            if before != after and (refusal := self._acts.choose(what, before, after).why):
                self._notices.refuse(refusal)
                self._lay_over()
                return
        self._build(self._stage, setting)

    def _build(
        self,
        stage: Stage,
        setting: Setting,
        windows: Callable[[], Sequence[WallWindow]] | None = None,
    ) -> None:
        """Whole or not at all: what can't be looked up has changed nothing."""
        stage, faces = self.looked_up(stage, setting)
        given = self.windows if windows is None else windows()
        self._stage, self.setting, self.faces = stage, setting, faces
        self._pending.clear()
        self._owed.clear()
        self._take(given)
        self._turns = themes.turns(stage.wall, self._clock.now())
        frames = None if self._moving is None else self._moving.frame
        painting = Painting(palette_of(stage.wall, setting.theme), frames)
        for window in self.windows:
            window.show_faces(faces, painting)
        if self._moving is not None:
            screens = [screen for window in self.windows for screen in window.areas]
            still = all(window.miniature for window in self.windows)
            self._moving.show(faces, screens=screens, still=still)
        self._lay_over()

    def looked_up(self, stage: Stage, setting: Setting) -> tuple[Stage, dict[str, Face]]:
        """The stage in the setting's language, and what it shows now, by screen. Changes nothing."""
        words = Words("en" if setting.lang == "en" else "vi", stage.words.zone)
        stage = replace(stage, words=words)
        faces = stage.faces(setting.scene)
        with self._cache.picture() as picture:
            knowledge = Knowledge(stage.wall, picture, self._moving)
            for face in faces.values():
                face.look_up(knowledge)
        return stage, faces

    def _take(self, windows: Sequence[WallWindow]) -> None:
        for window in windows:
            if window not in self.windows:
                window.wished.connect(self.obey)
                window.resized.connect(self._lay_over_again)
                window.closing.connect(self.left)
        self.windows = tuple(windows)

    def _tick(self) -> None:
        """Once a second: clock and heartbeat, and what time alone has changed."""
        try:
            self._look(due=True)
            if self._turns is not None and self._turns <= self._clock.now():
                self._colours_of_the_hour()
            if self._notices.changed(self.setting):
                self._lay_over()
        finally:
            rest = 1000 - self._clock.now().microsecond // 1000
            self._second.start(rest + _PAST)

    def _colours_of_the_hour(self) -> None:
        """A choice that is over is forgotten, so that the same may be made anew, and is no act."""
        try:
            with self._cache.picture() as picture:
                chosen = picture.chosen("theme")
                wall, at = self._stage.wall, picture.now
        except CacheTrouble:
            return  # what the look met too, and said; it is tried again at the next second
        if chosen is not None and themes.holding(wall, chosen, at) is None:
            self._acts.keep(What.THEME, None)
        if self._turns is not None and self._turns <= at:
            self._build(self._stage, replace(self.setting, theme=themes.in_force(wall, chosen, at)))

    def _moved(self, key: str) -> None:
        assert self._moving is not None
        for screen, rect in self._moving.places(key):
            for window in self.windows:
                window.moved(screen, rect)

    def _tell_moving(self, key: str) -> None:
        """Something else is to be said of a page or a camera."""
        assert self._moving is not None
        shown = {screen for screen, _ in self._moving.places(key)}
        self._owed |= {
            (screen, id)
            for screen, face in self.faces.items()
            if screen in shown
            for id, tile in face.tiles.items()
            if any(isinstance(item, Moving) and item.key == key for item in tile.items)
        }
        if self._owed and not self._gather.isActive():
            self._gather.start()

    def _look_again(self) -> None:
        self._look(due=False)

    def _look(self, *, due: bool) -> None:
        """One read transaction for all that may have changed."""
        pending, self._pending = frozenset(self._pending), set()
        self._heard = self._heard or bool(pending)
        owed = frozenset(self._owed)
        ran = self._ran()
        try:
            with self._cache.picture() as picture:
                knowledge = Knowledge(self._stage.wall, picture, self._moving)
                self._notices.met = None
                for screen, face in self.faces.items():
                    chosen = self._chosen(screen, face, pending, ran, knowledge.at if due else None)
                    ids = face.renew(knowledge, chosen)
                    for id in chosen:
                        self._pacing.looked((screen, id), ran)
                    if due and face.renew_heading(knowledge, again=self._heard):
                        ids.append(HEADING)
                    for window in self.windows:
                        window.renew(screen, ids)
            self._heard = self._heard and not due
        except CacheTrouble as trouble:
            # The last picture stays, and its clock stands still: a frozen picture looks frozen.
            self._pending |= pending
            self._owed |= owed
            if self._notices.met != trouble.words:
                _log.warning("%s", trouble)
            self._notices.met = trouble.words
        except BaseException:
            # A defect; what was news is news at the next look.
            self._pending |= pending
            self._owed |= owed
            raise

    def _chosen(
        self,
        screen: str,
        face: Face,
        pending: frozenset[str],
        ran: float,
        at: datetime | None,
    ) -> set[str]:
        """The tiles to look up again; `at`: the instant of the tick, where this is one. What comes before a
        tile's time waits for the tick.
        """
        wanted = face.showing(pending) if pending else set()
        wanted |= {id for shown, id in self._owed if shown == screen and id in face.tiles}
        if at is not None:
            wanted |= face.due(at)
        else:
            early = {id for id in wanted if not self._pacing.allows((screen, id), ran)}
            self._owed |= {(screen, id) for id in early}
            wanted -= early
        self._owed -= {(screen, id) for id in wanted}
        return wanted

    def _ask(self, what: Act | None) -> None:
        self._notices.asked = what
        self._lay_over()

    def _lay_over_again(self) -> None:
        if self.faces:
            self._lay_over()

    def _lay_over(self) -> None:
        self._notices.lay_over(self.windows, self.setting)


def _after(names: Iterable[str], name: str) -> str:
    """The one that follows, the first after the last."""
    every = list(names)
    return every[(every.index(name) + 1) % len(every)]
