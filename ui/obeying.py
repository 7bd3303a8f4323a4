"""What the keys of a wall's windows do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from ui import miniature
from ui.keys import Act, Panel, Scene
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.deed import Deed
    from ui.keys import Wish
    from ui.wall import Wall


class Obeying:
    def __init__(self, wall: Wall) -> None:
        self._wall = wall

    def obey(self, wanted: Wish) -> None:
        wall = self._wall
        match wanted:
            case Scene(number=number):
                self._show_scene(number)
            case Panel(number=number):
                miniature.enlarge(wall.windows, number)
                wall.lay_over()
            case Act.NEXT_SCENE | Act.PREVIOUS_SCENE:
                self._move(1 if wanted is Act.NEXT_SCENE else -1)
            case Act.BRIEFING:
                self._brief()
            case Act.LANGUAGE | Act.THEME:
                self._turn(wanted)
            case Act.CONSOLE:
                wall.summoned.emit()
            case Act.HELP | Act.LEAVE:
                self._ask(None if wall.notices.asked is wanted else wanted)
            case Act.CONFIRM | Act.BACK:
                self._answer(confirmed=wanted is Act.CONFIRM)
            case Act.NEXT_PANEL | Act.PREVIOUS_PANEL:
                miniature.choose(wall.windows, 1 if wanted is Act.NEXT_PANEL else -1)

    def _turn(self, wanted: Act) -> None:
        """The next language, or the next theme."""
        steering, setting = self._wall.steering, self._wall.setting
        if wanted is Act.LANGUAGE:
            self._perform(steering.language(_after(("vi", "en"), setting.lang)))
        else:
            self._perform(steering.theme(_after(THEMES, setting.theme)))

    def _move(self, by: int) -> None:
        """A presenter's remote sends the same keys: in a briefing they step through it."""
        wall = self._wall
        if wall.briefings.lost is not None:
            wall.notices.refuse(phrase("Buổi giao ban không còn bước nào. F5: kết thúc giao ban."))
            wall.lay_over()
        elif wall.briefings.step is None:
            scenes = list(wall.stage.wall.scenes)
            self._show_scene((scenes.index(wall.setting.scene) + by) % len(scenes))
        elif (deed := wall.briefings.move(by)) is not None:
            self._perform(deed)
        elif by > 0:
            wall.notices.refuse(phrase("Đây là bước cuối. F5: kết thúc giao ban."))
            wall.lay_over()

    def _brief(self) -> None:
        """Begins the first briefing of the wall file, or ends the one that is on."""
        briefings = self._wall.briefings
        first = briefings.first()
        if self._wall.layers.step is not None:
            self._perform(briefings.end())
        elif first is not None:
            self._perform(briefings.begin(first))

    def _answer(self, *, confirmed: bool) -> None:
        """Enter or Esc: to what lies over the wall, else to which panel fills the window."""
        wall = self._wall
        if wall.notices.asked is Act.LEAVE and confirmed:
            wall.left.emit()
        elif wall.notices.asked is not None:
            self._ask(None)
        elif wall.layers.step is not None and not confirmed:
            self._perform(wall.briefings.end())
        else:
            miniature.answer(wall.windows, confirmed=confirmed)
            wall.lay_over()

    def _show_scene(self, number: int) -> None:
        scenes = list(self._wall.stage.wall.scenes)
        if number < len(scenes):
            self._perform(self._wall.steering.scene(scenes[number]))

    def _perform(self, deed: Deed) -> None:
        answer = self._wall.deeds.perform(deed)
        if answer.why is not None:
            self._wall.notices.refuse(answer.why)
            self._wall.lay_over()

    def _ask(self, what: Act | None) -> None:
        self._wall.notices.asked = what
        self._wall.lay_over()


def _after(names: Iterable[str], name: str) -> str:
    """The one that follows, the first after the last."""
    every = list(names)
    return every[(every.index(name) + 1) % len(every)]
