"""What can be done to a running wall, each as a deed: its words, its way back, its line in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.acts import What
from services.cache import CacheTrouble
from services.clock import iso
from services.phrase import phrase
from services.program import Choice, Choices, Hold
from services.views import Knowledge
from ui.deed import Deed
from ui.large import fitting
from ui.layers import PUT, Form, Put

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.cache import Cache
    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.wall import Wall

THEMES_SAID = {"toi": phrase("tối"), "sang": phrase("sáng"), "dem": phrase("đêm")}
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
        if choice is not None and choice.scene not in self._wall.stage.wall.scenes:
            choice = None  # what was before is in the wall file no more
        choices = self._wall.choices
        before = choices.screens.get(screen) if screen else choices.scene
        was = None if before is None else before.scene
        becomes = None if choice is None else choice.scene
        what = What.SCENE
        if choice is not None and before is not None and was == becomes:
            # The scene that was chosen already: for how long it holds is another.
            what, was, becomes = What.HOLD, _said(before.hold), _said(choice.hold)

        def do() -> None:
            self._wall.choose(_with(self._wall.choices, screen, choice))
            self._acts.keep_as("scene", screen, None if choice is None else choice.scene)
            self._acts.keep_as("hold", screen, None if choice is None else _said(choice.hold))
            if choice is not None and not screen:
                self._wall.picked.emit(choice.scene)

        return Deed(
            what=what,
            about=screen,
            before=was,
            after=becomes,
            says=self._said_of_scene(screen, choice),
            do=do,
            back=lambda: self._chosen(screen, before),
        )

    def _said_of_scene(self, screen: str, choice: Choice | None) -> Phrase:
        if choice is None and screen:
            return phrase("cho màn hình {screen} theo cảnh của cả tường", screen=screen)
        if choice is None:
            return phrase("trả tường về lịch chiếu")
        scene = self._scene(choice.scene)
        said = phrase("chiếu cảnh {scene}", scene=scene)
        if screen:
            said = phrase("chiếu cảnh {scene} trên màn hình {screen}", scene=scene, screen=screen)
        if choice.hold is None:
            return said
        if choice.hold.until is None:
            return phrase("{deed}, giữ đến khi có người trả", deed=said)
        left = round((choice.hold.until - self._now()) / timedelta(minutes=1))
        return phrase("{deed}, giữ {count} phút", deed=said, count=left)

    def theme(self, name: str) -> Deed:
        before = self._wall.setting.theme

        def do() -> None:
            self._wall.choose(replace(self._wall.choices, theme=(name, self._now())))
            self._acts.keep(What.THEME, name)

        return Deed(
            what=What.THEME,
            before=before,
            after=name,
            says=phrase("đổi giao diện sang {theme}", theme=THEMES_SAID[name]),
            do=do,
            back=lambda: self.theme(before),
        )

    def language(self, lang: str) -> Deed:
        before = self._wall.setting.lang

        def do() -> None:
            self._wall.speak(lang)
            self._acts.keep(What.LANGUAGE, lang)

        return Deed(
            what=What.LANGUAGE,
            before=before,
            after=lang,
            says=phrase("đổi sang tiếng Anh") if lang == "en" else phrase("đổi sang tiếng Việt"),
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
        if why is None:
            return deed
        return replace(deed, says=phrase("{deed} ({why})", deed=deed.says, why=why))

    def _fitting(self, tile: str, form: Form) -> tuple[Form, Phrase | None]:
        stage = self._wall.stage
        where = next((where for where, id in stage.ids.items() if id == tile), None)
        if self._cache is None or where is None or form is Form.TILE:
            return form, None
        scene, screen, number = where
        settings = stage.wall.scenes[scene].panels[screen].tiles[number]
        try:
            with self._cache.picture() as picture:
                return fitting(stage.wall, settings, form, Knowledge(stage.wall, picture))
        except CacheTrouble:
            return form, None  # the wall tells of it; a form without rows says so itself

    def take_down(self, screen: str) -> Deed:
        return self._placed(screen, None)

    def _placed(self, screen: str, put: Put | None) -> Deed:
        before = self._wall.layers.put.get(screen)

        def do() -> None:
            self._wall.lay(self._wall.layers.with_put(screen, put))
            self._acts.keep_as(PUT, screen, None if put is None else put.as_json())

        return Deed(
            what=What.PUT,
            about=screen,
            before=None if before is None else before.as_json(),
            after=None if put is None else put.as_json(),
            says=self._said(screen, put),
            do=do,
            back=lambda: self._placed(screen, before),
        )

    def _scene(self, name: str) -> str:
        """What it is called, in the wall's language."""
        title = self._wall.stage.wall.scenes[name].title
        return name if title is None else title.full_in(self._wall.setting.lang)

    def _said(self, screen: str, put: Put | None) -> Phrase:
        if put is None:
            return phrase("trả màn hình {screen} về cảnh của nó", screen=screen)
        title = self._wall.titled(put.tile)
        if put.until is None:
            return phrase("đưa ô “{tile}” lên màn hình {screen}", tile=title, screen=screen)
        return phrase(
            "đưa ô “{tile}” lên màn hình {screen} trong {count} phút",
            tile=title,
            screen=screen,
            count=round((put.until - self._now()) / timedelta(minutes=1)),
        )


def _with(choices: Choices, screen: str, choice: Choice | None) -> Choices:
    if not screen:
        return replace(choices, scene=choice)
    others = {name: one for name, one in choices.screens.items() if name != screen}
    return replace(choices, screens=others if choice is None else {**others, screen: choice})


def _said(hold: Hold | None) -> str | None:
    """As the cache keeps it."""
    if hold is None:
        return None
    return "" if hold.until is None else iso(hold.until)
