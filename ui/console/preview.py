"""What each screen would show in a scene, before anybody sends it to the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from services.cache import CacheTrouble
from services.views import Knowledge
from ui.console.miniature import Miniature
from ui.face import HEADING, Face
from ui.geometry import areas, bounds

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.console.desk import Desk

_SHARE = 0.75
"""Of the window's height at most."""
_PATIENCE = 120
"""Milliseconds for which somebody stays at a scene before it is drawn."""


class Preview(QWidget):
    """Drawn from the cache as it is then, and again only when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: str | None = None
        self.scene: str | None = None
        """Which is drawn."""
        self._miniature, self._trouble = Miniature(selects=False), QLabel()
        self._miniature.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._miniature, 1)
        whole.addWidget(self._trouble)
        whole.addStretch()
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._soon.timeout.connect(self.draw)
        self._shape = (16, 9)
        self._drawing: dict[str, Face] = {}
        self._left: list[tuple[Face, str]] = []
        """Tiles, and headings, that are still to be looked up."""
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._look_up_one)

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
        composed = [wall.stage.composition(scene, screen) for screen in wall.screens]
        self._drawing = {
            one.screen.name: Face(one, wall.stage) for one in composed if one is not None
        }
        self._left = [
            (face, id)
            for face in self._drawing.values()
            for id in (*(named.id for named in face.composition.names), HEADING)
        ]
        self._turn.start()

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
            placed = areas(wall.screens)
            self._shape = bounds(placed)[2:]
            self._fit()
            self._miniature.take(self._drawing, placed, wall.painting)
            self.scene = self._wanted
            self._miniature.veil("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No higher than the wall is in this width: what is said of it stands close below."""
        width, height = self._shape
        room = self.window().height() * _SHARE
        self._miniature.setFixedHeight(round(max(min(self.width() * height / width, room), 1)))
