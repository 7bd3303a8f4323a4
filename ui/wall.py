"""The running wall: what each of its screens shows, by the programme and by what people chose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from services.acts import What
from services.cache import CacheTrouble
from services.program import Choice, Choices, choices_of, program
from services.views import Knowledge
from services.words import Words
from ui.arrangement import arranged
from ui.briefing import Briefings
from ui.deed import Deeds
from ui.faces import looked_up
from ui.foresight import Foresight, without_what_is_over
from ui.layers import BRIEFING, PUT, Layers, layers_of
from ui.looking import Looking
from ui.notices import Notices
from ui.obeying import Obeying
from ui.steering import Steering
from ui.switching import Switching
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
    from ui.face import Face, Stage
    from ui.keys import Wish
    from ui.moving.feeds import Feeds
    from ui.trouble import Refusal
    from ui.windows import WallWindow

_SLIGHT = timedelta(seconds=1)
"""By which the order of learning may be ahead of the clock."""
_PAST = 4
"""Milliseconds after a full second at which the clock is painted."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What people see."""

    scene: str
    """Of the wall; single screens may show another one."""
    lang: str
    theme: str


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
        self.setting, self.stage = setting, stage
        self.faces: dict[str, Face] = {}
        self.windows: tuple[WallWindow, ...] = ()
        self.choices, self.layers = Choices(), Layers()
        self.painting: Painting | None = None
        """In which its windows show it."""
        self.program: Program | None = None
        self.spoken: str | None = None
        """The language that somebody chose since the wall opened; its cache may not know yet."""
        self._cache, self._clock, self._acts, self._moving = cache, clock, acts, moving
        self.unshown: tuple[str, ...] = ()
        """Ids of tiles for which no screen has room while some are missing, the most important first."""
        self._screens = None if screens is None else tuple(screens)
        """Those that are there, as they are laid out; None: the wall file's."""
        self.notices = Notices(cache, acts, ran, self.troubled.emit)
        self._looking, self._switching = Looking(cache, ran, self.notices, moving), Switching()
        self._foresight = Foresight(cache, moving, self._looking, self._switching)
        self.deeds, self.steering = Deeds(acts), Steering(self, acts, clock.now, cache)
        self.briefings = Briefings(self, acts, clock.now, cache)
        self._obeying = Obeying(self)
        self._ruled = clock.now()
        """The instant of the programme: before it, on a clock that was set back, it says nothing."""
        self._second = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        self._take(windows)

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Those that are there, as they are laid out."""
        return self.stage.wall.screens if self._screens is None else self._screens

    def begin(self) -> None:
        """The first picture, from what the cache knows already."""
        with self._cache.picture() as picture:
            self.choices, self.layers = choices_of(picture), layers_of(picture)
            kept = self.choices.scene
            if self.stage.wall.schedule is None and (
                kept is None or kept.scene != self.setting.scene
            ):
                chosen = Choice(self.setting.scene, picture.now)
                self.choices = replace(self.choices, scene=chosen)
        self._forget()
        self._tick()

    def end(self) -> None:
        self._looking.end()
        self._switching.end()
        self._second.stop()

    def restage(
        self,
        stage: Stage,
        setting: Setting | None = None,
        windows: Callable[[], Sequence[WallWindow]] | None = None,
        *,
        screens: Sequence[Screen] | None = None,
        chosen: bool = True,
    ) -> None:
        """Another wall file, or another composition, from now on, in one picture; raises `CacheTrouble`
        with nothing changed. `setting`: by default what people see now; a scene that is gone gives
        way to the first. `windows` hands over those from now on, by default the same; who made others
        ends them. `screens`: those that are there, by default the wall file's.
        `chosen`: what is shown is kept for the next opening; a page that turned by itself isn't.
        """
        wanted = setting or self.setting
        if wanted.scene not in stage.wall.scenes:
            wanted = replace(wanted, scene=next(iter(stage.wall.scenes)))
        choices, layers = self.choices, self.layers.known_to(stage.wall.briefings)
        other = stage.wall.schedule is None and (
            choices.scene is None or choices.scene.scene != wanted.scene
        )
        if other:
            choices = replace(choices, scene=Choice(wanted.scene, self._clock.now()))
        over = layers.step != self.layers.step
        self._build(
            stage, choices, layers=layers, lang=wanted.lang, windows=windows, screens=screens
        )
        if other and chosen:
            self._acts.keep(What.SCENE, wanted.scene)
            self._acts.keep_as("hold", "", None)
        if over:
            self._acts.keep_as(BRIEFING, "", None)

    def place(self, screens: Sequence[Screen], windows: Callable[[], Sequence[WallWindow]]) -> None:
        """Other outputs are there: these screens, as they are to be laid out, on these windows. Raises
        `CacheTrouble` with nothing changed.
        """
        self._build(self.stage, windows=windows, screens=screens)

    def choose(self, choices: Choices) -> None:
        """What people chose, from now on; raises `CacheTrouble` with nothing changed."""
        self._build(self.stage, choices)

    def lay(self, layers: Layers) -> None:
        """What lies over the programme, from now on; raises `CacheTrouble` with nothing changed."""
        self._build(self.stage, layers=layers)

    def take_over(self, scenes: Mapping[str, str]) -> None:
        """An alarm's: these screens, by name, show these scenes, over all that people chose, until the alarm
        gives them back ({}). Raises `CacheTrouble` with nothing changed.
        """
        self.lay(replace(self.layers, taken=dict(scenes)))

    def speak(self, lang: str) -> None:
        self._build(self.stage, lang=lang)
        self.spoken = lang

    def titled(self, tile: str) -> str:
        """What a tile that is shown is called, in the wall's language; else its id."""
        for face in self.faces.values():
            if tile in face.tiles:
                return face.tiles[tile].view.title.full_in(self.setting.lang)
        return tile

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

    def looked_up(self, stage: Stage, setting: Setting) -> None:
        """Raises what keeps a stage from being shown; changes nothing."""
        words = Words("en" if setting.lang == "en" else "vi", stage.words.zone)
        spoken = replace(stage, words=words)
        with self._cache.picture() as picture:
            choices = Choices(scene=Choice(setting.scene, picture.now))
            shown = program(stage.wall, choices, picture.now)
            composed = arranged(spoken, shown, Layers(), stage.wall.screens).compositions
            looked_up(spoken, composed, Knowledge(stage.wall, picture, self._moving))

    def obey(self, wanted: Wish) -> None:
        """What somebody at the wall's own windows wishes."""
        self._obeying.obey(wanted)

    def _build(
        self,
        stage: Stage,
        choices: Choices | None = None,
        *,
        layers: Layers | None = None,
        lang: str | None = None,
        windows: Callable[[], Sequence[WallWindow]] | None = None,
        screens: Sequence[Screen] | None = None,
    ) -> None:
        """Whole or not at all: what can't be looked up has changed nothing. Screens that show what they
        showed are not looked up anew.
        """
        choices = self.choices if choices is None else choices
        layers = self.layers if layers is None else layers
        there = tuple(screens) if screens is not None else self._there(stage)
        lang = lang or self.setting.lang
        if lang != stage.words.lang:
            stage = replace(stage, words=Words("en" if lang == "en" else "vi", stage.words.zone))
        foreseen = self._foresight.faces
        known = (*foreseen.values(), *self.faces.values())
        if not foreseen and not self._switching.waiting:
            self._looking.expect()
        with self._cache.picture() as picture:
            ruled = picture.now
            shown = program(stage.wall, choices, ruled)
            made = arranged(stage, shown, layers, there)
            knowledge = Knowledge(stage.wall, picture, self._moving)
            faces = looked_up(stage, made.compositions, knowledge, known)
        given = self.windows if windows is None else windows()
        self.stage, self.choices, self.layers, self.program = stage, choices, layers, shown
        self._ruled = ruled
        self._screens = None if screens is None and self._screens is None else there
        self.setting, self.faces = Setting(shown.scene, lang, shown.theme), faces
        self.unshown = made.unshown
        self._take(given)
        whole = not any(face in known for face in faces.values())
        old = any(face is foreseen.get(name) for name, face in faces.items())
        self._show(whole=whole, old=old, at_once=windows is not None)

    def _there(self, stage: Stage) -> tuple[Screen, ...]:
        """Of another wall file all that it declares, until somebody says what of that is there."""
        if self._screens is None or stage.wall is not self.stage.wall:
            return stage.wall.screens
        return self._screens

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
                self._turn()
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

    def _turn(self) -> None:
        with suppress(
            CacheTrouble
        ):  # what the look met too, and said; it is tried again in a second
            self._forget()

    def _forget(self) -> None:
        """What is over is forgotten, so that the same may be chosen anew, and is no act."""
        at, before = self._clock.now(), self.layers
        over = before.over(at)
        layers = before.without(over).known_to(self.stage.wall.briefings)
        choices = without_what_is_over(self.stage.wall, self.choices, at)
        forgotten = choices != self.choices
        self._build(self.stage, choices, layers=layers)
        if forgotten:
            self._acts.keep(What.THEME, None)
        if layers.step != before.step:
            self._acts.keep_as(BRIEFING, "", None)
        for screen in over:
            self._acts.keep_as(PUT, screen, None)
