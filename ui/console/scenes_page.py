"""The page of scenes: what each would show, when the schedule shows it, and sending it to the wall."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console import keyed
from ui.console.appointments import appointments
from ui.console.holding import Holding
from ui.console.offer import Offer
from ui.console.page import SCENE, Page
from ui.console.preview import Preview
from ui.console.table import Column, Row, Table
from widgets.palette import THEMES

if TYPE_CHECKING:
    from services.phrase import Phrase
    from ui.console.desk import Desk
    from ui.deed import Deed

_NUMBERED = 9
"""Screens that have a key of their own."""


class ScenesPage(Page):
    title = phrase("Cảnh")
    finds = SCENE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._holding: Holding | None = None
        """While somebody says for how long."""
        self._held = Holding()
        self.table, self.preview = Table(), Preview(desk)
        self._rule, self._about, self._hold = QLabel(), QLabel(), QLabel()
        for label in (self._rule, self._about, self._hold):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._about.setProperty("part", "second")
        self.table.moved.connect(self._selected)
        left, right = QWidget(), QWidget()
        for side, widgets in ((left, (self.table,)), (right, (self.preview, self._about))):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for widget in widgets:
                column.addWidget(widget)
            if side is right:
                column.addStretch(1)
        halves = QHBoxLayout()
        halves.addWidget(left, 2)
        halves.addWidget(right, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._rule)
        whole.addLayout(halves, 1)
        whole.addWidget(self._hold)
        self.setFocusProxy(self.table)

    @override
    def renew(self) -> None:
        wall, words = self.desk.wall, self.desk.words
        columns = (
            Column(words.say("Cảnh"), stretch=True),
            Column(words.say("Đang chiếu")),
        )
        scenes = wall.stage.wall.scenes
        self.table.show_rows(columns, [self._row(name) for name in scenes])
        self._say()

    @override
    def offers(self) -> list[Offer]:
        return self._of_holding(self._holding) if self._holding is not None else self._of_scenes()

    @override
    def seek(self, what: str) -> bool:
        return self.table.select(what)

    def _of_scenes(self) -> list[Offer]:
        """Of the selected scene, and of the wall."""
        steering, wall = self.desk.steering, self.desk.wall
        offers = [
            Offer(
                label=phrase("chiếu cảnh đang chọn lên tường"), keys=("Return",), deed=self._sent
            ),
            *(
                Offer(
                    label=phrase("chiếu cảnh đang chọn lên một màn hình theo số"),
                    keys=(str(n),),
                    deed=partial(self._sent_to, screen.name),
                    listed=False,
                )
                for n, screen in enumerate(wall.screens[:_NUMBERED], start=1)
            ),
            Offer(label=phrase("giữ cảnh được chọn bao lâu…"), keys=("H",), go=self._hold_it),
            Offer(label=phrase("đổi giao diện"), keys=("T",), deed=self._themed),
            Offer(label=phrase("đổi ngôn ngữ"), keys=("L",), deed=self._spoken),
            Offer(label=phrase("vẽ lại hình xem trước"), keys=("R",), go=self.preview.again),
        ]
        if wall.choices.scene is not None and wall.stage.wall.schedule is not None:
            offers.append(
                Offer(label=phrase("trả tường về lịch chiếu"), keys=("G",), deed=steering.release)
            )
        offers += [
            Offer(
                label=phrase("cho một màn hình theo cảnh của cả tường, theo số"),
                keys=(f"Shift+{n}",),
                deed=partial(steering.release, screen.name),
                listed=False,
            )
            for n, screen in enumerate(wall.screens[:_NUMBERED], start=1)
            if screen.name in wall.choices.screens
        ]
        return offers

    def _of_holding(self, holding: Holding) -> list[Offer]:
        def become(other: Holding | None, held: Holding | None = None) -> None:
            self._holding = other
            self._held = held or self._held
            self._say()
            self.offered.emit()

        return [
            *keyed.offers(holding.keyed(), become),
            Offer(
                label=phrase("lấy thời gian ấy"),
                keys=("Return",),
                go=partial(become, None, holding),
                listed=False,
            ),
            Offer(label=phrase("thôi"), keys=("Escape",), go=partial(become, None), listed=False),
        ]

    def _sent(self) -> Deed | None:
        return self._sent_to("")

    def _sent_to(self, screen: str) -> Deed | None:
        """`screen` empty: to the whole wall."""
        scene = self.table.current
        if scene is None:
            return None
        hold = self._held.hold(self.desk.clock.now())
        return self.desk.steering.scene(scene, screen, hold)

    def _themed(self) -> Deed:
        themes = list(THEMES)
        now = themes.index(self.desk.wall.setting.theme)
        return self.desk.steering.theme(themes[(now + 1) % len(themes)])

    def _spoken(self) -> Deed:
        return self.desk.steering.language("en" if self.desk.words.lang == "vi" else "vi")

    def _hold_it(self) -> None:
        self._holding = self._held
        self._say()
        self.offered.emit()

    def _selected(self) -> None:
        self.preview.want(self.table.current)
        self._say()
        self.offered.emit()

    def _row(self, scene: str) -> Row:
        wall, words = self.desk.wall, self.desk.words
        shown = ""
        if scene == wall.setting.scene:
            shown = f"● {words.say('tường')}"
        elif wall.program is not None:
            on = [s for s, one in wall.program.screens.items() if one == scene]
            shown = ", ".join(f"● {self.desk.screen_title(screen)}" for screen in on)
        cells = (self.scene_title(scene), shown)
        return Row(scene, cells, bold=bool(shown), hint=scene)

    def scene_title(self, scene: str) -> str:
        title = self.desk.wall.stage.wall.scenes[scene].title
        return scene if title is None else title.full_in(self.desk.words.lang)

    def _say(self) -> None:
        words, wall = self.desk.words, self.desk.wall
        self._rule.setText(words.say(self._said_rule()))
        holding = self._holding
        schedule = wall.stage.wall.schedule
        usual = None if schedule is None else schedule.hold
        if holding is None:
            said = words.say("Cảnh chọn bằng tay: {hold}. H: đổi", hold=self._held.says(usual))
        else:
            said = words.say(
                "Gõ số phút, K: đến khi có người trả, H: như tệp tường, Enter: lấy, Esc: thôi. "
                "Đang chọn: {hold}",
                hold=holding.says(usual),
            )
        self._hold.setText(said)
        scene = self.table.current
        self._about.setText("" if scene is None else "\n".join(self._said_of(scene)))

    def _said_rule(self) -> Phrase:
        """Which rule is in force, and what comes next."""
        wall, now = self.desk.wall, self.desk.clock.now()
        program, words = wall.program, self.desk.words
        if program is None or program.scene not in wall.stage.wall.scenes:
            return phrase("Tường chưa chiếu cảnh nào")
        zone = ZoneInfo(wall.stage.wall.zone)
        rule = program.rule.words(now, zone, words.lang)
        parts = [words.say("Đang chiếu: {scene}", scene=self.scene_title(program.scene))]
        if rule is not None:
            parts[0] += f" ({words.say(rule)})"
        parts += [
            words.say("{screen}: {scene}", screen=screen, scene=self.scene_title(scene))
            for screen, scene in program.screens.items()
            if scene in wall.stage.wall.scenes
        ]
        if program.next_scene is not None and program.next_at is not None:
            parts.append(
                words.say(
                    "Tiếp theo: {scene} lúc {time}",
                    scene=self.scene_title(program.next_scene),
                    time=words.since(program.next_at, now),
                )
            )
        return phrase("{text}", text="   ·   ".join(parts))

    def _said_of(self, scene: str) -> list[str]:
        """For whom it is, when it is scheduled, and which screens it has something for."""
        words, wall = self.desk.words, self.desk.wall.stage.wall
        found = wall.scenes[scene]
        names = [s.name for s in self.desk.wall.screens]
        numbered = [f"{n} {name}" for n, name in enumerate(names, start=1) if name in found.panels]
        said = [
            words.say("Dành cho {eyes}", eyes=found.audience.eyes),
            words.say("Màn hình: {screens}", screens=", ".join(numbered)),
        ]
        when = appointments(wall.schedule, scene, words)
        return [*said, words.say("Theo lịch: {when}", when=when)] if when else said
