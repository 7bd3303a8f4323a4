"""A wall on its windows: opened as people left it, staged anew when its file says otherwise, ended."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from services.acts import What
from services.cache import CacheTrouble
from services.wall_file import themes
from ui.automatic import composing_of
from ui.awake import awake
from ui.connected import declared
from ui.decided import Setting
from ui.defect import written
from ui.defects import Defects
from ui.exchange import Exchange
from ui.face import staged
from ui.fonts import measure
from ui.monitors import close, hide_lost, open_windows, show
from ui.moving.feeds import Feeds
from ui.opening import speaker
from ui.placing.focus import Focus
from ui.placing.presence import OUTPUTS, Presence
from ui.placing.resending import Resending
from ui.placing.sizes import why_small
from ui.wall import Wall
from widgets.automatic import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from services.cache import Cache
    from services.clock import Clock
    from services.wall_file.shape import WallFile
    from ui.acts import Acts
    from ui.automatic import Composing
    from ui.face import Stage
    from ui.opening import Opened
    from ui.placing.present import Present
    from ui.windows import WallWindow


_LANGUAGES = frozenset(("vi", "en"))
"""What a newer program was spoken in besides, this one isn't."""


@dataclass(frozen=True, slots=True)
class _Staging:
    """A wall file as it is to be shown; `composing` where it doesn't say how."""

    stage: Stage
    setting: Setting
    composing: Composing | None


class Showing(QObject):
    """`clock` is the wall's time; `ran` are seconds that never stand still. `lang`: as whoever started the
    wall asked for it.
    """

    def __init__(
        self,
        opened: Opened,
        cache: Cache,
        acts: Acts,
        clock: Clock,
        *,
        ran: Callable[[], float],
        lang: str | None,
        kept: Path | None = None,
    ) -> None:
        """`kept`: the folder in which thumbnails and logins of pages and cameras are kept; None: they aren't
        shown.
        """
        super().__init__()
        self._remark = opened.terminal.remark
        self._cache, self._clock = cache, clock
        self._page = measure()
        self._awake = ExitStack()
        self._held = False
        self._exchange = Exchange()
        mask = opened.terminal.mask
        self._defects = Defects(lambda error, code: written(error, clock, mask, code))
        words = speaker(opened.wall, lang)
        with cache.picture() as picture:
            self.presence = Presence(acts, words, ran, picture.setting(OUTPUTS))
        self.opened = opened
        """The wall file that is shown."""
        staging = self._staging(opened, lang)
        stage, setting, self._composing = staging.stage, staging.setting, staging.composing
        shown = stage.wall
        self._keep(acts, staging, lang)
        self._moving = None if kept is None else Feeds(kept, opened.name, opened.folder, clock.now)
        there = self.presence.of(shown.screens, shown.console)
        self.wall = Wall(
            stage=stage,
            setting=setting,
            cache=cache,
            windows=open_windows(there, self._page),
            clock=clock,
            ran=ran,
            acts=acts,
            moving=self._moving,
            screens=there.screens,
        )
        self._focus = Focus(lambda: self.wall.windows)
        self._resending = Resending(lambda: self.wall.windows)
        self.presence.take(shown.screens, there)
        self.presence.stirred.connect(self._hide_lost)
        self.presence.settled.connect(self._place)
        if self._composing is not None:
            self._composing.begin(self.wall, stage)

    def _keep(self, acts: Acts, staging: _Staging, lang: str | None) -> None:
        """What the wall opens with: its language is the choice of who started it, the rest is nobody's."""
        shown, setting = staging.stage.wall, staging.setting
        if staging.composing is None and shown.schedule is None:
            acts.keep(What.SCENE, setting.scene)
        if lang is not None:
            acts.choose(What.LANGUAGE, _setting(shown, self._cache, None).lang, setting.lang)

    def begin(self) -> None:
        """The last picture, before anything is started or asked."""
        self.wall.begin()
        assert self.presence.present is not None
        self._show(self.wall.windows, self.wall.windows, self.presence.present)
        self.presence.begin()

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded."""
        (self._composing or self.wall).refresh(changed)

    def rehearse(self, opened: Opened) -> None:
        """Raises what keeps another wall file from being shown: a cache that can't be read, a defect.
        Changes nothing.
        """
        staging = self._restaging(opened)
        self.wall.rehearse(staging.stage, staging.setting)

    def restage(self, opened: Opened) -> None:
        """Another wall file: scene, language and colours stay as people chose them. Windows of monitors
        that it has too stay, others are closed once the new ones are painted. Raises `CacheTrouble`
        with nothing changed.
        """
        before = self.wall.windows
        staging = self._restaging(opened)
        stage, composing = staging.stage, staging.composing
        there = self.presence.of(stage.wall.screens, stage.wall.console)
        self.wall.restage(
            stage,
            staging.setting,
            lambda: open_windows(there, self._page, before),
            screens=there.screens,
            chosen=composing is None,
        )
        if self._composing is not None:
            self._composing.end()
            self._composing.deleteLater()
        self._composing = composing
        if composing is not None:
            composing.begin(self.wall, stage)
        self.opened = opened
        self._change(before, there)
        self.presence.take(stage.wall.screens, there)

    def _place(self) -> None:
        """Outputs came, went or changed. While none is there, the windows wait unseen."""
        try:
            found = declared(self.presence.free(self.opened.wall.console))
            if self._composing is not None and found not in {(), self.wall.stage.wall.screens}:
                self.restage(self.opened)
            else:
                self._place_screens()
        except CacheTrouble:
            self.presence.again()
        self._resending.soon()

    def _place_screens(self) -> None:
        before, screens = self.wall.windows, self.wall.stage.wall.screens
        there = self.presence.of(screens, self.wall.stage.wall.console)
        if there.screens and there != self.presence.present:
            decided = replace(self.wall.decided, there=there.screens)
            self.wall.decide(decided, lambda: open_windows(there, self._page, before))
        if there.screens:
            self._change(before, there)
        self.presence.take(screens, there)

    def _hide_lost(self) -> None:
        assert self.presence.present is not None
        hide_lost(self.wall.windows, self.presence.present, self.presence.outputs)

    def _composing_of(self, opened: Opened) -> Composing | None:
        """For the screens that are there; for those that are drawn where nobody knows which, as long as none
        is.
        """
        screens = declared(self.presence.free(opened.wall.console)) or STAND_IN
        return composing_of(opened, screens, self._cache, self._clock)

    def _restaging(self, opened: Opened) -> _Staging:
        """As people have the wall before them."""
        return self._staging(opened, self.wall.decided.spoken, self.wall.setting.scene)

    def _staging(self, opened: Opened, lang: str | None, scene: str | None = None) -> _Staging:
        composing = self._composing_of(opened)
        shown = opened.wall if composing is None else composing.wall
        setting = _setting(shown, self._cache, lang, scene)
        if composing is not None:
            setting = replace(setting, scene=composing.page)
        words = speaker(shown, setting.lang)
        stage = staged(shown, opened.plugins, self._page, words, self._defects)
        return _Staging(stage, setting, composing)

    def end(self) -> None:
        self.presence.end()
        self._resending.end()
        if self._composing is not None:
            self._composing.end()
        self.wall.end()
        if self._moving is not None:
            self._moving.end()
        close(self.wall.windows)
        self._exchange.end()
        self._awake.close()

    def _change(self, before: Sequence[WallWindow], there: Present) -> None:
        now = self.wall.windows
        self._show(now, self._exchange.begin(before, now), there)
        self._exchange.go_on()

    def _show(
        self, windows: Sequence[WallWindow], fresh: Sequence[WallWindow], there: Present
    ) -> None:
        show(windows, self.opened.wall)
        if any(window.output is None for window in fresh):
            self._remark(why_small(there), grave=False)
        if not self._held and any(window.output is not None for window in windows):
            self._held = True
            words = self._awake.enter_context(awake())
            if words is not None:
                self._remark(words)


def _setting(wall: WallFile, cache: Cache, lang: str | None, scene: str | None = None) -> Setting:
    """As people left the wall, else as its file says; `scene`: what they see now."""
    with cache.picture() as picture:
        kept, spoken = (scene, picture.setting("scene")), picture.setting("lang")
        return Setting(
            scene=next((one for one in kept if one in wall.scenes), next(iter(wall.scenes))),
            lang=lang or (spoken if spoken in _LANGUAGES else wall.lang),
            theme=themes.in_force(wall, picture.chosen("theme"), picture.now),
        )
