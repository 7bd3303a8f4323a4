"""What each screen would show in a scene, before anybody sends it to the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from services.cache import CacheTrouble
from services.views import Knowledge
from ui.arrangement import of_scene
from ui.console.labels import plain_label
from ui.console.lost import every_screen, said_unshown, titles_of
from ui.console.miniature import Miniature
from ui.face import HEADING, Face
from ui.geometry import areas, bounds

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from services.wall_file.shape import Screen
    from ui.console.desk import Desk
    from ui.face import Stage

_SHARE = 0.75
"""Of the window's height at most."""
_PATIENCE = 120
"""Milliseconds for which somebody stays at a scene before it is drawn."""


class Preview(QWidget):
    """Drawn from the cache as it is then, and again when it is asked for, when screens go or come, and when
    the wall file or the language is another one. Screens that are missing are named where they would be.
    """

    def __init__(self, desk: Desk, *, reflows: bool = True) -> None:
        """`reflows`: tiles of missing screens move, as in a scene of the wall and not in a briefing."""
        super().__init__()
        self._desk, self._reflows = desk, reflows
        self._wanted: str | None = None
        self.scene: str | None = None
        """Which is drawn."""
        self._miniature = Miniature(selects=False)
        self._miniature.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._trouble, self._without = plain_label(QLabel()), plain_label(QLabel())
        for label in (self._trouble, self._without):
            label.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._miniature, 1)
        whole.addWidget(self._trouble)
        whole.addWidget(self._without)
        whole.addStretch()
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self.draw)
        self._shape = (16, 9)
        self._drawing: dict[str, Face] = {}
        self._unshown: tuple[str, ...] = ()
        """Ids of tiles for which no screen that is there has room."""
        self._left: list[tuple[Face, str]] = []
        """Tiles, and headings, that are still to be looked up."""
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._look_up_one)
        self._drawn: tuple[tuple[Screen, ...], Stage] = (), desk.wall.stage
        """What was there when it was drawn, and how the wall was staged."""
        desk.wall.shown.connect(self._hear)

    def want(self, scene: str | None) -> None:
        """What is drawn in a moment, unless another one is wanted by then."""
        if scene != self._wanted:
            self._wanted = scene
            drawing = scene is not None and scene != self.scene
            self._miniature.veil(self._desk.words.say("Đang vẽ…") if drawing else "")
            self._soon.start()

    def again(self) -> None:
        """As it would be now."""
        self._soon.start()

    def draw(self) -> None:
        """A tile in each turn of the event loop: the wall's clocks don't wait for it."""
        wall, scene = self._desk.wall, self._wanted
        self._soon.stop()
        if scene is None or scene not in wall.stage.wall.scenes:
            self._miniature.veil("")
            return
        made = of_scene(wall.stage, scene, wall.screens, reflows=self._reflows)
        self._unshown, self._drawn = made.unshown, (wall.screens, wall.stage)
        self._drawing = {name: Face(one, wall.stage) for name, one in made.compositions.items()}
        self._left = [
            (face, id)
            for face in self._drawing.values()
            for id in (*(named.id for named in face.composition.names), HEADING)
        ]
        self._turn.start()

    def _hear(self) -> None:
        wall = self._desk.wall
        screens, stage = self._drawn
        if self.scene is not None and (wall.screens != screens or wall.stage is not stage):
            self.again()

    def _look_up_one(self) -> None:
        if self._left:
            face, id = self._left.pop(0)
            try:
                with self._desk.cache.picture() as picture:
                    knowledge = Knowledge(face.stage.wall, picture)
                    if id == HEADING:
                        face.renew_heading(knowledge, again=True)
                    else:
                        face.renew(knowledge, [id])
            except CacheTrouble as trouble:
                self._left.clear()
                self._turn.stop()
                why = face.stage.words.say(trouble.words)
                self._miniature.veil(why if self.scene != self._wanted else "")
                self._trouble.setText(why)
                self._trouble.show()
            return
        self._turn.stop()
        wall = self._desk.wall
        if wall.painting is not None:
            self._trouble.hide()
            placed = areas(every_screen(wall))
            self._shape = bounds(placed)[2:]
            self._fit()
            self._miniature.take(self._drawing, placed, wall.painting, self._lost())
            self.scene = self._wanted
            self._miniature.veil("")
            self._say()

    def _lost(self) -> dict[str, str]:
        """By the name of a missing screen."""
        say, title = self._desk.words.say, self._desk.screen_title
        there = {screen.name for screen in self._desk.wall.screens}
        return {
            one.name: say("Thiếu màn hình {screen}", screen=title(one.name))
            for one in every_screen(self._desk.wall)
            if one.name not in there
        }

    def _say(self) -> None:
        words = self._desk.words
        said = said_unshown(self._unshown, titles_of(self._desk, self._unshown), words)
        self._without.setText("" if said is None else words.say(said))
        self._without.setVisible(said is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No higher than the wall is in this width: what is said of it stands close below."""
        width, height = self._shape
        room = self.window().height() * _SHARE
        self._miniature.setFixedHeight(round(max(min(self.width() * height / width, room), 1)))
