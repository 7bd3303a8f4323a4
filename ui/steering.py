"""What can be done to a running wall, each as a deed: its words, its way back, its line in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from services.acts import What
from services.cache import CacheTrouble
from services.phrase import phrase
from services.program import Choice, Hold, holds
from services.views import Knowledge
from services.wall_file import themes
from ui.arrangement import attending
from ui.deed import Deed, NotDone
from ui.deed_words import DeedWords
from ui.large import fitting
from ui.layers import PUT, Form, Put
from widgets.guest import Guest, GuestFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.cache import Cache
    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.wall import Wall

WHOLE = ""
"""Stands for the wall where a screen could stand; no screen's name is empty."""
UP = timedelta(minutes=10)
"""For how long a tile is put up, unless somebody says otherwise."""


class Steering:
    """`now` is the wall's clock."""

    def __init__(
        self, wall: Wall, acts: Acts, now: Callable[[], datetime], cache: Cache | None = None
    ) -> None:
        """`cache`: by which is judged whether a tile can have a form; None: as it was asked for."""
        self._wall, self._acts, self._now, self._cache = wall, acts, now, cache
        self._words = DeedWords(wall)

    def scene(self, name: str, screen: str = WHOLE, hold: Hold | None = None) -> Deed:
        """A scene of the wall file on one screen, or on all that show no other one of their own. `hold`:
        None: as long as the schedule says, where there is one.
        """
        return self._chosen(screen, Choice(name, self._now(), hold or self._held()))

    def release(self, screen: str = WHOLE) -> Deed:
        """What was chosen is over, and the schedule goes on; a screen shows the wall's scene again."""
        return self._chosen(screen, None)

    def _held(self) -> Hold | None:
        schedule = self._wall.stage.wall.schedule
        return None if schedule is None else Hold(self._now() + schedule.hold)

    def _chosen(self, screen: str, choice: Choice | None) -> Deed:
        choices = self._wall.choices
        before = choices.screens.get(screen) if screen else choices.scene
        # Nobody's any more, once its time is over: the schedule says what is shown.
        stood = before if self._holds(before, screen) else None
        became = choice if self._holds(choice, screen) else None
        was = None if stood is None else stood.scene
        becomes = None if became is None else became.scene
        what = What.SCENE
        if became is not None and stood is not None and was == becomes:
            # The scene that was chosen already: for how long it holds is another.
            what = What.HOLD
            was, becomes = _said(stood), _said(became)
            if was is becomes is None:
                choice = stood  # what was so already is no act, and no later choice

        def do() -> None:
            self._refuse_scene(screen, choice)
            choices = self._wall.choices.with_scene(choice, screen)
            self._wall.decide(replace(self._wall.decided, choices=choices))
            self._acts.keep_as("scene", screen, None if choice is None else choice.scene)
            self._acts.keep_as("hold", screen, None if choice is None else choice.as_kept())
            if choice is not None and not screen:
                self._wall.picked.emit(choice.scene)

        return Deed(
            what=what,
            about=screen,
            before=was,
            after=becomes,
            says=self._words.scene(
                screen,
                None if became is None else became.scene,
                None if became is None else became.hold,
                self._now(),
            ),
            do=do,
            back=lambda: self._chosen(screen, self._again(before)),
        )

    def _holds(self, choice: Choice | None, screen: str) -> bool:
        wall = self._wall.stage.wall
        return choice is not None and holds(wall, choice, screen, self._now())

    def _again(self, choice: Choice | None) -> Choice | None:
        """As it was, to its own end: a choice that is taken back to doesn't begin anew."""
        schedule = self._wall.stage.wall.schedule
        if choice is None or choice.hold is not None:
            return choice
        if schedule is None:
            return replace(choice, since=self._now())
        return replace(choice, hold=Hold(choice.since + schedule.hold))

    def _refuse_scene(self, screen: str, choice: Choice | None) -> None:
        if choice is None:
            return
        scene = self._wall.stage.wall.scenes.get(choice.scene)
        if scene is None:
            raise NotDone(phrase("Tệp tường không còn cảnh “{scene}”", scene=choice.scene))
        if screen and screen not in scene.panels:
            called = self._words.called_scene(choice.scene)
            raise NotDone(
                phrase(
                    "Cảnh “{scene}” không có gì cho màn hình {screen}", scene=called, screen=screen
                )
            )

    def theme(self, name: str) -> Deed:
        return self._coloured((name, self._now()))

    def _coloured(self, choice: tuple[str, datetime] | None) -> Deed:
        """None: as the wall file says for the hour."""
        before = self._wall.choices.theme
        becomes = themes.in_force(self._wall.stage.wall, choice, self._now())

        def do() -> None:
            choices = replace(self._wall.choices, theme=choice)
            self._wall.decide(replace(self._wall.decided, choices=choices))
            if choice is None or (before is not None and before[0] == choice[0]):
                self._acts.keep(What.THEME, None)  # the same once more holds from now on
            if choice is not None:
                self._acts.keep(What.THEME, choice[0])

        return Deed(
            what=What.THEME,
            before=self._wall.setting.theme,
            after=becomes,
            says=self._words.theme(becomes),
            do=do,
            back=lambda: self._coloured(self._colours(before)),
        )

    def _colours(self, before: tuple[str, datetime] | None) -> tuple[str, datetime] | None:
        """Those that the wall file has changed since aren't chosen anew."""
        now = self._now()
        held = themes.holding(self._wall.stage.wall, before, now)
        return None if held is None else (held, now)

    def language(self, lang: str) -> Deed:
        before = self._wall.setting.lang

        def do() -> None:
            self._wall.decide(self._wall.decided.told_in(lang))
            self._acts.keep(What.LANGUAGE, lang)

        return Deed(
            what=What.LANGUAGE,
            before=before,
            after=lang,
            says=self._words.language(lang),
            do=do,
            back=lambda: self.language(before),
        )

    def put(
        self, tile: str, screen: str, form: Form = Form.TILE, lasts: timedelta | None = UP
    ) -> Deed:
        """A tile by its id, as large as a screen; `lasts` None: until it is taken down. In a form that it
        can't have it is put up alone, and that is said beforehand.
        """
        until = None if lasts is None else self._now() + lasts
        fits, why = self._fitting(tile, form)
        deed = self._placed(screen, Put(tile, fits, until))
        why = why or self._covered(tile)
        if why is None:
            return deed
        return replace(deed, says=phrase("{deed} ({why})", deed=deed.says, why=why))

    def _covered(self, tile: str) -> Phrase | None:
        """Why it isn't seen yet: whoever attends the briefing that is on may not see it."""
        stage = self._wall.stage
        audience = attending(stage.wall, self._wall.layers)
        where = next((where for where, id in stage.ids.items() if id == tile), None)
        if audience is None or where is None:
            return None
        if stage.wall.scenes[where[0]].audience <= audience:
            return None
        return phrase(
            "buổi giao ban dành cho {audience} nên hết buổi ô mới hiện", audience=audience.eyes
        )

    def _fitting(self, tile: str, form: Form) -> tuple[Form, Phrase | None]:
        stage = self._wall.stage
        where = next((where for where, id in stage.ids.items() if id == tile), None)
        if self._cache is None or where is None or form is Form.TILE:
            return form, None
        scene, screen, number = where
        settings = stage.wall.scenes[scene].panels[screen].tiles[number]
        kind = stage.types[stage.named(*where)[1]]
        try:
            with self._cache.picture() as picture:
                known = Knowledge(stage.wall, picture)
                ask = partial(fitting, stage.wall, settings, form, known)
                return kind.asked(settings, ask) if isinstance(kind, Guest) else ask()
        except (CacheTrouble, GuestFailed):
            # The wall tells of it, or the tile; a form without rows says so itself.
            return form, None

    def take_down(self, screen: str) -> Deed:
        return self._placed(screen, None)

    def _placed(self, screen: str, put: Put | None) -> Deed:
        before = self._wall.layers.put.get(screen)

        def do() -> None:
            self._refuse_tile(screen, put)
            layers = self._wall.layers.with_put(screen, put)
            self._wall.decide(replace(self._wall.decided, layers=layers))
            self._acts.keep_as(PUT, screen, None if put is None else put.as_json())

        return Deed(
            what=What.PUT,
            about=screen,
            before=None if before is None else before.as_json(),
            after=None if put is None else put.as_json(),
            says=self._words.put(screen, put, self._now()),
            do=do,
            back=lambda: self._placed(screen, self._up(before)),
        )

    def _up(self, before: Put | None) -> Put | None:
        """A tile whose time is over meanwhile isn't put up again."""
        over = before is not None and before.until is not None and before.until <= self._now()
        return None if over else before

    def _refuse_tile(self, screen: str, put: Put | None) -> None:
        if put is None:
            return
        if put.tile not in self._wall.stage.ids.values():
            raise NotDone(phrase("Tệp tường không còn ô “{tile}”", tile=put.tile))
        if screen not in {one.name for one in self._wall.screens}:
            raise NotDone(phrase("Không thấy màn hình {screen}", screen=screen))


def _said(choice: Choice | None) -> str | None:
    """How long it holds, as the journal of acts has it."""
    return None if choice is None or choice.hold is None else choice.hold.said()
