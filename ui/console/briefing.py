"""The page of briefings: what is prepared, what the presenter is to say, where the one stands that is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console.labels import plain_label
from ui.console.offer import Offer
from ui.console.page import Page
from ui.console.preview import Preview
from ui.console.table import Column, Row, Table

if TYPE_CHECKING:
    from services.wall_file.briefing import Briefing, BriefingStep
    from ui.console.desk import Desk
    from ui.deed import Deed
    from ui.layers import Step

_NUMBERED = 9
"""Screens that have a key of their own."""
_NEXT = 3
"""The next step's picture is so much smaller than the step's."""
_KEPT = "\N{NO-BREAK SPACE}"
"""A screen stands on one line with its key."""
type _Place = tuple[str, int]
"""A briefing's name, and the number of one of its steps."""


class BriefingPage(Page):
    """What is selected is where Enter begins, or goes to; the selection goes along with a briefing that is
    on.
    """

    title = phrase("Giao ban")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen: tuple[str, ...] = ()
        """Screens on which it is to begin; none: as the wall file says."""
        self._seen: Step | None = None
        """Where the one that is on stood when the selection last went along."""
        self.table = Table()
        self.preview, self.next = Preview(desk, reflows=False), Preview(desk, reflows=False)
        self.stands, self.notes = plain_label(QLabel(), title=True), plain_label(QLabel())
        self._where, self._after = plain_label(QLabel()), plain_label(QLabel(), quiet=True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.moved.connect(self._selected)
        self._lay_out()
        self.setFocusProxy(self.table)

    @override
    def renew(self) -> None:
        words = self.desk.words
        columns = (Column(words.say("Buổi, bước"), stretch=True), Column(words.say("Đang chiếu")))
        briefings = self.desk.wall.stage.wall.briefings
        rows = [row for name, one in briefings.items() for row in self._rows(name, one)]
        self.table.show_rows(columns, rows)
        step = self._step
        if step is not None and (self._seen is None or step.number != self._seen.number):
            self.table.select(_key(step.briefing, step.number))
        self._seen = step
        self._say()

    @override
    def offers(self) -> list[Offer]:
        if self.desk.wall.briefings.lost is not None:
            return [self._end]
        if not self.desk.wall.stage.wall.briefings:
            return []
        return self._of_one_that_is_on() if self._step is not None else self._of_beginning()

    @property
    def _end(self) -> Offer:
        end = self.desk.wall.briefings.end
        return Offer(label=phrase("kết thúc giao ban"), keys=("F5",), deed=end)

    def _of_one_that_is_on(self) -> list[Offer]:
        briefings = self.desk.wall.briefings
        go = Offer(label=phrase("sang bước đang chọn"), keys=("Return",), deed=self._gone)
        return [
            *((go,) if self._gone() is not None else ()),
            Offer(
                label=phrase("bước sau"),
                keys=("PgDown", "Right", "Space"),
                deed=partial(briefings.move, 1),
            ),
            Offer(
                label=phrase("bước trước"), keys=("PgUp", "Left"), deed=partial(briefings.move, -1)
            ),
            self._end,
        ]

    def _of_beginning(self) -> list[Offer]:
        return [
            Offer(
                label=phrase("bắt đầu giao ban từ bước đang chọn"),
                keys=("Return", "F5"),
                deed=self._begun,
            ),
            *(
                Offer(
                    label=phrase("chọn, bỏ chọn một màn hình theo số"),
                    keys=(str(n),),
                    go=partial(self._choose, screen.name),
                    listed=False,
                )
                for n, screen in enumerate(self.desk.wall.screens[:_NUMBERED], start=1)
            ),
            Offer(
                label=phrase("các màn hình như tệp tường"),
                keys=("0",),
                go=partial(self._choose, None),
                listed=False,
            ),
            Offer(label=phrase("vẽ lại hình xem trước"), keys=("R",), go=self._again),
        ]

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        small = QVBoxLayout()
        small.addWidget(self._after)
        small.addWidget(self.next)
        small.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.notes, _NEXT - 1)
        below.addLayout(small, 1)
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._where)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)
        column.addLayout(below)
        column.addStretch(1)
        halves = QHBoxLayout()
        halves.addWidget(left, 2)
        halves.addWidget(right, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stands)
        whole.addLayout(halves, 1)

    # --- what is selected

    @property
    def _step(self) -> Step | None:
        return self.desk.wall.briefings.step

    @property
    def _place(self) -> _Place | None:
        return None if self.table.current is None else _place(self.table.current)

    def _told(self, place: _Place | None) -> BriefingStep | None:
        """What the wall file says of a step; None: there is none of that number."""
        briefing = None if place is None else self.desk.wall.stage.wall.briefings.get(place[0])
        if place is None or briefing is None or place[1] >= len(briefing.steps):
            return None
        return briefing.steps[place[1]]

    def _begun(self) -> Deed | None:
        place = self._place
        return None if place is None else self.desk.wall.briefings.begin(*place, self._screens)

    @property
    def _screens(self) -> tuple[str, ...]:
        """Those chosen that are still there."""
        there = {screen.name for screen in self.desk.wall.screens}
        return tuple(name for name in self._chosen if name in there)

    def _gone(self) -> Deed | None:
        """To the selected step, unless it is shown; of another briefing, that one begins."""
        place, step = self._place, self._step
        if place is None or step is None or place == (step.briefing, step.number):
            return None
        briefings = self.desk.wall.briefings
        return briefings.go(place[1]) if place[0] == step.briefing else self._begun()

    def _choose(self, screen: str | None) -> None:
        """In the order of the wall; all of them are as good as none."""
        if screen is None:
            self._chosen = ()
        else:
            taken = {*self._screens} ^ {screen}
            every = [one.name for one in self.desk.wall.screens]
            self._chosen = tuple(name for name in every if name in taken)
        self._say()
        self.offered.emit()

    def _again(self) -> None:
        self.preview.again()
        self.next.again()

    def _selected(self) -> None:
        self._say()
        self.offered.emit()

    # --- what is said

    def _rows(self, name: str, briefing: Briefing) -> list[Row]:
        lang, step, rows = self.desk.words.lang, self._step, []
        called = self._called(name)
        for n, one in enumerate(briefing.steps):
            on = step is not None and (step.briefing, step.number) == (name, n)
            title = self._step_called(one)
            where = self._said_on(step) if on and step is not None else ""
            cells = (f"{called} {n + 1}/{len(briefing.steps)}  {title}", where)
            hint = "" if one.notes is None else one.notes.full_in(lang)
            rows.append(Row(_key(name, n), cells, bold=on, hint=hint))
        return rows

    def _said_on(self, step: Step) -> str:
        """Which screens it is shown on, as the page of scenes says it."""
        names = step.screens or self.desk.wall.stage.wall.briefings[step.briefing].screens
        screens = ", ".join(self.desk.screen_title(name) for name in names)
        return f"● {screens or self.desk.words.say('tường')}"

    def _called(self, name: str) -> str:
        title = self.desk.wall.stage.wall.briefings[name].title
        return name if title is None else title.full_in(self.desk.words.lang)

    def _step_called(self, step: BriefingStep) -> str:
        """By its own title, else its scene's."""
        scene = self.desk.wall.stage.wall.scenes.get(step.scene)
        title = step.title or (None if scene is None else scene.title)
        return step.scene if title is None else title.full_in(self.desk.words.lang)

    def _say(self) -> None:
        words, place = self.desk.words, self._place
        told = self._told(place)
        self.stands.setText(self._said_standing())
        self._where.setText("" if self._step is not None else self._said_where())
        notes = None if told is None else told.notes
        self.notes.setText(
            words.say("Bước này không có lời nhắc") if notes is None else notes.full_in(words.lang)
        )
        self.notes.setVisible(told is not None)
        self.preview.want(None if told is None else told.scene)
        after = None if place is None else self._told((place[0], place[1] + 1))
        self.next.setVisible(after is not None)
        self.next.want(None if after is None else after.scene)
        self._after.setText(
            words.say("Bước sau: {title}", title=self._step_called(after))
            if after is not None
            else words.say("Hết buổi")
            if told is not None
            else ""
        )

    def _said_standing(self) -> str:
        words, step = self.desk.words, self._step
        briefings, lost = self.desk.wall.stage.wall.briefings, self.desk.wall.briefings.lost
        if lost is not None:
            return words.say(
                "Chưa kết thúc: {briefing}, không còn trong tệp tường; dành cho {eyes}",
                briefing=lost.briefing,
                eyes=words.say(lost.audience.eyes),
            )
        if not briefings:
            return words.say("Tệp tường chưa chuẩn bị buổi giao ban nào (mục briefings)")
        if step is None:
            return words.say("Chưa bắt đầu buổi nào")
        return words.say(
            "Đang giao ban: {title}, bước {n}/{total}, đã {lasted}",
            title=self._called(step.briefing),
            n=step.number + 1,
            total=len(briefings[step.briefing].steps),
            lasted=words.duration(self.desk.clock.now() - step.began),
        )

    def _said_where(self) -> str:
        """The screens with their keys; those on which it will begin are marked."""
        words, place = self.desk.words, self._place
        briefing = None if place is None else self.desk.wall.stage.wall.briefings.get(place[0])
        if briefing is None:
            return ""
        every = [screen.name for screen in self.desk.wall.screens]
        chosen = self._screens or briefing.screens or tuple(every)
        screens = "   ".join(
            f"{n} {'●' if name in chosen else '○'} {self.desk.screen_title(name)}".replace(
                " ", _KEPT
            )
            for n, name in enumerate(every, start=1)
        )
        return words.say(
            "Dành cho {eyes}   ·   Màn hình: {screens}",
            eyes=words.say(briefing.audience.eyes),
            screens=screens,
        )


def _key(briefing: str, number: int) -> str:
    return f"{briefing}/{number}"


def _place(key: str) -> _Place:
    """A name has no slash in it."""
    name, _, number = key.rpartition("/")
    return name, int(number)
