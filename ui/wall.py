"""The running wall: what each of its screens shows, by the programme and by what people chose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from services.acts import What
from services.cache import CacheTrouble
from services.program import Choice, Choices, choices_of
from ui.briefing import Briefings
from ui.decided import Decided, seen, told_in
from ui.deed import Deeds
from ui.foresight import Foresight
from ui.layers import PUT, TAKEN, layers_of
from ui.looking import Looking
from ui.notices import Notices
from ui.obeying import Obeying
from ui.steering import Steering
from ui.switching import Switching
from ui.titles import Titles
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from services.cache import Cache
    from services.clock import Clock
    from services.phrase import Phrase
    from services.program import Program
    from services.wall_file.shape import Screen
    from ui.acts import Acts
    from ui.decided import Setting
    from ui.face import Face, Stage
    from ui.keys import Wish
    from ui.layers import Layers
    from ui.moving.feeds import Feeds
    from ui.trouble import Refusal
    from ui.windows import WallWindow

_SLIGHT = timedelta(seconds=1)
"""By which the order of learning may be ahead of the clock."""
_PAST = 4
"""Milliseconds after a full second at which the clock is painted."""


class Wall(QObject):
    """Decides what is shown, has it looked up and tells the windows."""

    left = Signal()
    """Somebody confirmed that the wall is to end."""

    troubled = Signal(object)
    """The cache has troubles that it didn't have before: `Troubles`."""

    summoned = Signal()
    """Somebody wishes for the operator's console."""

    picked = Signal(str)
    """Somebody chose this scene, be it the one that was shown."""

    shown = Signal()
    """Something else is shown than before: another scene, a tile put up, other colours, other screens."""

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
        screens: Sequence[Screen] | None = None,
    ) -> None:
        """`setting`: what is seen at first. `screens`: those that are there, by default the wall file's.
        `clock` is the wall's time, which may stand still; `ran` are seconds that never do; `acts` is asked
        before people change something, and keeps and records it. `moving` shows pages and cameras; whoever
        made it ends it.
        """
        super().__init__()
        self.setting = setting
        there = None if screens is None else tuple(screens)
        self.decided = Decided(told_in(stage, setting.lang), there=there)
        self.faces: Mapping[str, Face] = {}
        self.windows: tuple[WallWindow, ...] = ()
        self.painting: Painting | None = None
        """In which its windows show it."""
        self.program: Program | None = None
        self._cache, self._clock, self._acts, self._moving = cache, clock, acts, moving
        self._titles = Titles(cache)
        self.unshown: tuple[str, ...] = ()
        """Ids of tiles for which no screen has room while some are missing, the most important first."""
        self.notices = Notices(cache, acts, ran, self.troubled.emit)
        self._looking, self._switching = Looking(cache, ran, self.notices, moving), Switching()
        self._foresight = Foresight(cache, moving, self._looking, self._switching)
        self.deeds, self.steering = Deeds(acts), Steering(self, acts, clock.now, cache)
        self.briefings = Briefings(self, acts, clock.now, cache)
        self.notices.hear(self.briefings)
        self._obeying = Obeying(self)
        self._ruled = clock.now()
        """The instant of the programme: before it, on a clock that was set back, it says nothing."""
        self._second = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        self._take(windows)

    @property
    def stage(self) -> Stage:
        return self.decided.stage

    @property
    def choices(self) -> Choices:
        return self.decided.choices

    @property
    def layers(self) -> Layers:
        return self.decided.layers

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Those that are there, as they are laid out."""
        return self.decided.screens

    def begin(self) -> None:
        """The first picture, from what the cache knows already."""
        with self._cache.picture() as picture:
            choices, layers = choices_of(picture), layers_of(picture)
            decided = replace(self.decided, choices=choices, layers=replace(layers, taken={}))
            self.decided = decided.showing(self.setting.scene, picture.now)
        self._acts.keep_each(TAKEN, layers.taken, {})
        self._forget()
        self._tick()

    def end(self) -> None:
        self._looking.end()
        self._switching.end()
        self._second.stop()

    def decide(
        self, decided: Decided, windows: Callable[[], Sequence[WallWindow]] | None = None
    ) -> None:
        """Shown from now on, in one picture: raises `CacheTrouble` with nothing changed. Screens that show
        what they showed are not looked up anew. `windows` hands over those from now on, by default the
        same; who made others ends them.
        """
        foreseen = self._foresight.faces
        known = (*foreseen.values(), *self.faces.values())
        if not foreseen and not self._switching.waiting:
            self._looking.expect()
        with self._cache.picture() as picture:
            ruled = picture.now
            shown = seen(decided, picture, self._moving, known)
        given = self.windows if windows is None else windows()
        self.decided, self._ruled = decided, ruled
        self.setting, self.program = shown.setting, shown.program
        self.faces, self.unshown = shown.faces, shown.unshown
        self._take(given)
        whole = not any(face in known for face in self.faces.values())
        old = any(face is foreseen.get(name) for name, face in self.faces.items())
        self._show(whole=whole, old=old, at_once=windows is not None)

    def restage(
        self,
        stage: Stage,
        setting: Setting | None = None,
        windows: Callable[[], Sequence[WallWindow]] | None = None,
        *,
        screens: Sequence[Screen] | None = None,
        chosen: bool = True,
    ) -> None:
        """Another wall file, or another composition: `decide` for it, and the cache keeps what that means
        for people's choices. `setting`: by default what people see now; a scene that is gone gives
        way to the first. `screens`: those that are there, by default the wall file's.
        `chosen`: what is shown is kept for the next opening; a page that turned by itself isn't.
        """
        wanted, before = setting or self.setting, self.decided
        scenes = stage.wall.scenes
        scene = wanted.scene if wanted.scene in scenes else next(iter(scenes))
        after = before.staged(told_in(stage, wanted.lang), screens)
        after = after.showing(scene, self._clock.now())
        self.decide(after, windows)
        if chosen and after.choices != before.choices:
            self._acts.keep(What.SCENE, scene)
            self._acts.keep_as("hold", "", None)
        self.briefings.keep(before.layers, after.layers)

    def take_over(self, scenes: Mapping[str, str]) -> None:
        """An alarm's: these screens, by name, show these scenes, over all that people chose, until it gives
        them back ({}). What has nothing for its screen takes nothing over. `CacheTrouble`: nothing changed.
        """
        before, layers = self.layers.taken, replace(self.layers, taken=dict(scenes))
        self.decide(replace(self.decided, layers=layers))
        self._acts.keep_each(TAKEN, before, scenes)

    def titled(self, tile: str) -> str:
        """What a tile is called, in the wall's language; its id where the wall file doesn't have it."""
        title = self._titles.of(tile, self.stage, self.faces.values())
        return tile if title is None else title.full_in(self.setting.lang)

    def warn(self, refusal: Refusal | None) -> None:
        """What the wall file says now can't take effect, and why; None: it is in force."""
        self.notices.refusal = refusal
        self.lay_over()

    def own_up(self, defect: Phrase | None) -> None:
        """Something failed in the program itself that is no tile's; the wall goes on as it was. None: it
        is over.
        """
        self.notices.defect = defect
        self.lay_over()

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded."""
        self._looking.refresh(changed)

    def lay_over(self) -> None:
        if self.faces:
            self.notices.lay_over(self.windows, self.setting)

    def rehearse(self, stage: Stage, setting: Setting) -> None:
        """Raises what keeps a stage from being shown; changes nothing."""
        with self._cache.picture() as picture:
            choices = Choices(scene=Choice(setting.scene, picture.now))
            seen(Decided(told_in(stage, setting.lang), choices), picture, self._moving)

    def obey(self, wanted: Wish) -> None:
        """What somebody at the wall's own windows wishes."""
        self._obeying.obey(wanted)

    def _show(self, *, whole: bool, old: bool, at_once: bool) -> None:
        """On all windows in one turn of the event loop, this or a later one. `whole`: all was looked up just
        now; `old`: some of it a while ago.
        """
        palette = palette_of(self.stage.wall, self.setting.theme)
        self.painting = Painting(palette, None if self._moving is None else self._moving.frame)
        then = partial(self._shown, whole=whole, old=old)
        self._switching.show(self.windows, self.faces, self.painting, then, at_once=at_once)
        self._foresight.forget()

    def _shown(self, late: bool, *, whole: bool, old: bool) -> None:  # noqa: FBT001 - as it is told
        self._looking.take(self.stage.wall, self.faces, self.windows, whole=whole)
        if self._moving is not None:
            screens = [screen for window in self.windows for screen in window.areas]
            still = all(window.miniature for window in self.windows)
            self._moving.show(self.faces, screens=screens, still=still)
        self.lay_over()
        self.shown.emit()
        if late or old:  # the clocks of what was painted beforehand
            self._looking.look(due=True)

    def _take(self, windows: Sequence[WallWindow]) -> None:
        for window in windows:
            if window not in self.windows:
                window.wished.connect(self.obey)
                window.resized.connect(self.lay_over)
                window.closing.connect(self.left)
        self.windows = tuple(windows)

    def _tick(self) -> None:
        """Once a second: clock and heartbeat, and what time alone has changed."""
        try:
            self._looking.look(due=True)
            now, turns = self._clock.now(), self._turns
            if now < self._ruled - _SLIGHT or (turns is not None and turns <= now):
                with suppress(CacheTrouble):
                    self._forget()  # else the look met it too, and said so; again in a second
            else:
                self._foresight.look(self, turns, now)
            if self.notices.changed(self.setting):
                self.lay_over()
        finally:
            rest = 1000 - self._clock.now().microsecond // 1000
            self._second.start(rest + _PAST)

    @property
    def _turns(self) -> datetime | None:
        """When time alone brings another scene, other colours, the end of what was put up."""
        ends = (None if self.program is None else self.program.until, self.layers.until)
        return min((end for end in ends if end is not None), default=None)

    def _forget(self) -> None:
        """What is over, which is no act."""
        at, before = self._clock.now(), self.decided
        after = before.at(at)
        self.decide(after)
        if after.choices != before.choices:
            self._acts.keep(What.THEME, None)
        self.briefings.keep(before.layers, after.layers)
        for screen in before.layers.over(at):
            self._acts.keep_as(PUT, screen, None)
