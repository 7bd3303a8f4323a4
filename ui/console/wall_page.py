"""The wall in miniature, live: its tiles selected by arrows, put up on a screen and taken down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from services.phrase import phrase
from ui.console import keyed
from ui.console.direction import Direction
from ui.console.lost import Lost, every_screen
from ui.console.marked import marked
from ui.console.miniature import Miniature
from ui.console.offer import Offer
from ui.console.page import TILE, Page
from ui.console.putting import FORMS, begun
from ui.geometry import areas
from widgets.drawing import Ink
from widgets.frame import badge
from widgets.look import palette_of

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.views import Standing
    from ui.console.desk import Desk
    from ui.console.putting import Putting
    from ui.deed import Deed

_MOVES = {
    "Left": Direction.LEFT,
    "Right": Direction.RIGHT,
    "Up": Direction.UP,
    "Down": Direction.DOWN,
}


class WallPage(Page):
    title = phrase("Tường")
    finds = TILE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._putting: Putting | None = None
        self._shown: tuple[object, ...] = ()
        self.miniature, self._lost = Miniature(), Lost(desk)
        self.miniature.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.miniature.moved_to.connect(self._selected)
        self.miniature.entered.connect(self._detail)
        self._about, self._up = QLabel(), QLabel()
        self._up.setProperty("part", "second")
        for label in (self._about, self._up):
            label.setWordWrap(True)
        self._up.setTextFormat(Qt.TextFormat.PlainText)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.miniature, 1)
        whole.addWidget(self._about)
        whole.addWidget(self._up)
        self.setFocusProxy(self.miniature)

    @override
    def renew(self) -> None:
        wall = self.desk.wall
        if wall.painting is None:
            return
        if self._putting is not None and not self._still(self._putting):
            self._putting = None
            self.offered.emit()
        screens, lost = every_screen(wall), self._lost.said()
        shown = (wall.faces, wall.painting, screens, lost)
        if shown != self._shown:
            self._shown = shown
            self.miniature.take(wall.faces, areas(screens), wall.painting, lost)
        else:
            self.miniature.look()
        self._say()

    @override
    def offers(self) -> list[Offer]:
        return self._of_putting(self._putting) if self._putting else self._of_selected()

    @override
    def seek(self, what: str) -> bool:
        spot = next(
            ((s, what) for s, face in self.desk.wall.faces.items() if what in face.tiles), None
        )
        if spot is None:
            return False
        self.miniature.select(spot)
        return True

    def put_up(self, tile: str) -> None:
        """Begins: on which screen, in which form, for how long."""
        screens = [screen.name for screen in self.desk.wall.screens]
        spot = self.miniature.spot
        here = spot[0] if spot is not None and spot[1] == tile else screens[0]
        self._putting = begun(tile, screens, here)
        self._changed()

    def _of_selected(self) -> list[Offer]:
        offers = [
            Offer(
                label=phrase("chọn ô theo hướng"),
                keys=(key,),
                go=partial(self.miniature.go, direction),
                listed=False,
            )
            for key, direction in _MOVES.items()
        ]
        offers += [
            Offer(
                label=phrase("màn hình sau, màn hình trước"),
                keys=keys,
                go=partial(self.miniature.step_screen, step),
                listed=False,
            )
            for keys, step in ((("Tab",), 1), (("Shift+Tab", "Backtab"), -1))
        ]
        if self.miniature.spot is not None:
            offers.append(
                Offer(label=phrase("mở chi tiết ô đang chọn"), keys=("Return",), go=self._detail)
            )
            offers.append(
                Offer(label=phrase("đưa ô đang chọn lên màn hình…"), keys=("P",), go=self._put)
            )
        if self._taken_down() is not None:
            offers.append(
                Offer(
                    label=phrase("trả màn hình về cảnh của nó"),
                    keys=("R", "Backspace"),
                    deed=self._taken_down,
                )
            )
        return offers

    def _of_putting(self, putting: Putting) -> list[Offer]:
        def become(other: Putting | None) -> None:
            self._putting = other
            self._changed()

        return [
            *keyed.offers(putting.keyed(), become),
            Offer(
                label=phrase("đưa lên"),
                keys=("Return",),
                deed=partial(putting.deed, self.desk.steering),
                go=partial(become, None),
            ),
            Offer(label=phrase("thôi"), keys=("Escape",), go=partial(become, None)),
        ]

    def _still(self, putting: Putting) -> bool:
        """Whether the tile and the screens are there that somebody is choosing from."""
        wall = self.desk.wall
        there = tuple(screen.name for screen in wall.screens)
        return putting.tile in wall.stage.ids.values() and putting.screens == there

    def _taken_down(self) -> Deed | None:
        """Of what is up on the selected tile's screen, else of the only thing that is up anywhere."""
        up = self.desk.wall.layers.put
        spot = self.miniature.spot
        if spot is not None and spot[0] in up:
            return self.desk.steering.take_down(spot[0])
        return self.desk.steering.take_down(next(iter(up))) if len(up) == 1 else None

    def _put(self) -> None:
        if self.miniature.spot is not None:
            self.put_up(self.miniature.spot[1])

    def _detail(self) -> None:
        if self.miniature.spot is not None:
            self.detailed.emit(self.miniature.spot[1])

    def _selected(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self._say()
        self.offered.emit()

    def _say(self) -> None:
        words = self.desk.words
        selected = Qt.TextFormat.PlainText if self._putting is None else Qt.TextFormat.RichText
        self._about.setTextFormat(selected)
        self._about.setText(
            self._said_of_selected() if self._putting is None else self._said_of(self._putting)
        )
        up = [words.say(one) for one in self._said_up()]
        self._up.setText("   ·   ".join(up))
        self._up.setVisible(bool(up))

    def _said_of_selected(self) -> str:
        spot, words = self.miniature.spot, self.desk.words
        face = None if spot is None else self.desk.wall.faces.get(spot[0])
        if spot is None or face is None or spot[1] not in face.tiles:
            return ""
        view = face.tiles[spot[1]].view
        standing = view.standing
        parts = [f"{view.title.full_in(words.lang)} ({spot[1]})", self._called(spot[0])]
        if standing.state is not None:
            said = badge(standing, words)
            parts.append(said or words.state(standing.state))
        if standing.age is not None and view.period is None:
            parts.append(words.age(standing.age))
        if standing.sources:
            parts.append(words.say("nguồn: {sources}", sources=self._sources(standing)))
        return "   ·   ".join(parts)

    def _sources(self, standing: Standing) -> str:
        declared = self.desk.wall.stage.wall.sources
        names = [declared[id].name if id in declared else None for id in standing.sources]
        lang = self.desk.words.lang
        called = zip(standing.sources, names, strict=True)
        return ", ".join(id if name is None else name.full_in(lang) for id, name in called)

    def _said_of(self, putting: Putting) -> str:
        """What there is to choose from, with what is chosen on a ground of its own; as HTML."""
        words, wall = self.desk.words, self.desk.wall
        ground = palette_of(wall.stage.wall, wall.setting.theme).inks[Ink.DATA_DIM]
        screens = [
            (f"{n} {self._called(name)}", name == putting.screen)
            for n, name in enumerate(putting.screens, start=1)
        ]
        forms = [
            (f"{key} {words.say(name)}", form is putting.form)
            for form, (key, name) in FORMS.items()
        ]
        lasts = [
            (words.count(putting.minutes, "{n} phút"), not putting.good),
            (f"K {words.say('đến khi có người trả')}", putting.good),
        ]
        rows = (
            (words.say("Màn hình"), screens),
            (words.say("Hình thức"), forms),
            (words.say("Trong"), lasts),
        )
        return marked(rows, ground)

    def _said_up(self) -> list[Phrase]:
        words, wall, now = self.desk.words, self.desk.wall, self.desk.clock.now()
        key = QKeySequence("R").toString()
        unshown = self._lost.unshown()
        said = [] if unshown is None else [unshown]
        for screen, put in wall.layers.put.items():
            values = {"screen": self._called(screen), "tile": wall.titled(put.tile), "key": key}
            if put.until is None:
                said.append(phrase("{screen} đang hiện riêng “{tile}”; {key}: trả lại", **values))
            else:
                left = words.duration(put.until - now)
                said.append(
                    phrase(
                        "{screen} đang hiện riêng “{tile}”, còn {left}; {key}: trả lại",
                        left=left,
                        **values,
                    )
                )
        return said

    def _called(self, name: str) -> str:
        """A screen as its heading calls it."""
        return self.desk.screen_title(name)
