"""The page of sources: how each stands, when it is asked next, what it said; asked and paused from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout

from services.cache import CacheTrouble
from services.phrase import phrase
from services.views import Knowledge
from services.views.latency import SPAN
from ui.console import source_rows
from ui.console.drawn_cells import SparkCells, StateCells
from ui.console.labels import plain_label
from ui.console.offer import Offer
from ui.console.page import SOURCE, Page
from ui.console.pausing import PauseForm
from ui.console.raw import RawAnswer
from ui.console.source_keys import Labels, SourceKeys
from ui.console.source_rows import By, Latencies, SourceLine
from ui.console.table import Table
from widgets.look import palette_of

if TYPE_CHECKING:
    from datetime import datetime

    from services.freshness import State
    from services.views.latency import Latency
    from ui.console.desk import Desk
    from ui.console.drawn_cells import Spark
    from ui.console.source_history import SourceHistory
    from ui.steering_sources import SourceSteering
    from widgets.palette import Palette

_LISTED = 60
"""Asks of the selected source."""
_LABELS = Labels(
    phrase("hỏi ngay nguồn đang chọn"),
    phrase("tạm dừng nguồn đang chọn…"),
    phrase("tiếp tục hỏi nguồn đang chọn"),
)


class Sources(Page):
    title = phrase("Nguồn")
    finds = SOURCE

    def __init__(self, desk: Desk, steering: SourceSteering) -> None:
        super().__init__(desk)
        self._steering = steering
        self._by = By.SYSTEM
        self._lines: list[SourceLine] = []
        self._latencies = Latencies()
        self._dressed: object = None
        self.filter, self.table = QLineEdit(), Table()
        self.filter.textChanged.connect(self._narrow)
        self._states = StateCells(self.table, self._state_of)
        self._sparks = SparkCells(self.table, self._spark_of)
        self.table.setItemDelegateForColumn(source_rows.STATE, self._states)
        self.table.setItemDelegateForColumn(source_rows.SPARK, self._sparks)
        self.table.moved.connect(self._moved)
        self._why = plain_label(QLabel())
        self.history: SourceHistory | None = None
        self.raw = RawAnswer()
        self.pausing = PauseForm(steering, desk.clock.now)
        self.pausing.changed.connect(self._changed)
        self._keys = SourceKeys(self, self.pausing, steering, lambda: self.source, _LABELS)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        self._below = QStackedWidget()
        self._below.addWidget(self.raw)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        for part in (self.filter, split, self._why, self.pausing):
            whole.addWidget(part)
        whole.setStretch(1, 1)

    @property
    def source(self) -> str | None:
        """The one that is selected."""
        return self.table.current

    @override
    def renew(self) -> None:
        words = self.desk.words
        self.filter.setPlaceholderText(words.say("/: lọc theo tên, hệ thống, đơn vị, lý do"))
        palette = self._dress()
        try:
            with self.desk.cache.picture() as picture:
                knowledge = Knowledge(self.desk.wall.stage.wall, picture)
                self._look(knowledge, palette)
                self._show_selected(knowledge)
        except CacheTrouble:
            return  # the banner tells of it; the last rows stay
        self.pausing.renew(words)

    @override
    def offers(self) -> list[Offer]:
        if self.pausing.pausing is not None:
            return self.pausing.offers(self._end_pausing)
        offers = self._of_filter() if self.filter.hasFocus() else self._of_table()
        if self._below.currentWidget() is self.raw:
            offers = [*self.raw.offers(), *offers]
        return offers

    @override
    def seek(self, what: str) -> bool:
        self.renew()
        if self.table.select(what):
            return True
        self.filter.clear()
        return self.table.select(what)

    def _dress(self) -> Palette:
        wall = self.desk.wall
        palette = palette_of(wall.stage.wall, wall.setting.theme)
        wanted = (palette.name, self.window().font().pointSizeF())
        if wanted != self._dressed:
            self._dressed = wanted
            self._states.dress(palette)
            self._sparks.dress(palette)
            self._drawn().dress(palette, self.window().font())
            self.raw.resize_letters(self.window().font())
        return palette

    def _drawn(self) -> SourceHistory:
        if self.history is None:
            # what draws curves takes a second to come: when the page is opened first
            from ui.console.source_history import SourceHistory  # noqa: PLC0415

            self.history = SourceHistory()
            self._below.addWidget(self.history)
            self._below.setCurrentWidget(self.history)
        return self.history

    def _look(self, knowledge: Knowledge, palette: Palette) -> None:
        words, wall = self.desk.words, knowledge.wall
        none = words.say("không khai")
        following = self.desk.following
        lines = [
            SourceLine(
                id=standing.id,
                name=self._steering.called(standing.id),
                group=source_rows.group_of(standing.source, wall, self._by, words.lang, none),
                standing=standing,
                next=None if following is None else following.next(standing.id),
                latency=self._latencies.of(standing, knowledge),
            )
            for standing in knowledge.sources_of(None)
        ]
        self._lines = source_rows.ordered(lines, self._by)
        made = source_rows.rows(self._lines, self._by, wall, knowledge.at, words, palette)
        self.table.show_rows(source_rows.columns(self._by, words), made)

    def _show_selected(self, knowledge: Knowledge) -> None:
        line = self._line(self.source)
        self._below.setVisible(line is not None)
        if line is None:
            self._why.setText("")
            return
        at, words, source = knowledge.at, self.desk.words, line.standing.source
        contact = source_rows.contact_of(source, knowledge.wall)
        told = [line.name, source_rows.said_why(line, at, words)]
        if contact is not None:
            told.append(words.say("liên hệ {contact}", contact=contact))
        self._why.setText("   ·   ".join(told))
        if self._below.currentWidget() is self.raw:
            self._show_raw(line.id, at)
        else:
            asks = knowledge.picture.finished(line.id, SPAN, _LISTED)
            self._drawn().show_source(line.id, line.latency, asks, at, words)

    def _show_raw(self, source: str, at: datetime) -> None:
        following = self.desk.following
        answer = None if following is None else following.answers.of(source)
        self.raw.show_answer(answer, at, self.desk.words)

    def _of_table(self) -> list[Offer]:
        by = self._by.next
        offers = [
            Offer(
                label=phrase("xếp theo {by}", by=by.value), keys=("N",), go=partial(self._sort, by)
            ),
            Offer(label=phrase("lọc nguồn"), keys=("/", "F"), go=self._seek),
        ]
        if self.source is None:
            return offers
        raw = self._below.currentWidget() is self.raw
        other = phrase("xem câu trả lời gần nhất, nguyên văn")
        if raw:
            other = phrase("xem các lần hỏi gần nhất")
        return [
            Offer(label=other, keys=("Return", "V", *(("Escape",) if raw else ())), go=self._turn),
            *self._keys.offers(),
            *offers,
        ]

    def _of_filter(self) -> list[Offer]:
        return [
            Offer(label=phrase("nguồn trên, nguồn dưới"), keys=(key,), go=go, listed=False)
            for key, go in (
                ("Up", partial(self.table.step, -1)),
                ("Down", partial(self.table.step, 1)),
            )
        ] + [
            Offer(label=phrase("về bảng, giữ lọc"), keys=("Return",), go=self.table.setFocus),
            Offer(label=phrase("thôi lọc"), keys=("Escape",), go=self._leave_filter),
        ]

    def _end_pausing(self) -> None:
        self.pausing.end()
        self.table.setFocus()
        self.renew()

    def _turn(self) -> None:
        """Between its asks and its answer."""
        raw = self._below.currentWidget() is not self.raw
        self._below.setCurrentWidget(self.raw if raw else self._drawn())
        self._moved()

    def _sort(self, by: By) -> None:
        self._by = by
        self.renew()

    def _seek(self) -> None:
        self.filter.setFocus()
        self.offered.emit()

    def _leave_filter(self) -> None:
        self.filter.clear()
        self.table.setFocus()
        self.offered.emit()

    def _narrow(self, typed: str) -> None:
        self.table.narrow(typed)

    def _moved(self) -> None:
        try:
            with self.desk.cache.picture() as picture:
                self._show_selected(Knowledge(self.desk.wall.stage.wall, picture))
        except CacheTrouble:
            return
        self.offered.emit()

    def _changed(self) -> None:
        self.pausing.renew(self.desk.words)
        self.offered.emit()

    def _line(self, source: str | None) -> SourceLine | None:
        return next((line for line in self._lines if line.id == source), None)

    def _state_of(self, row: int) -> State | None:
        line = self._line(self.table.keys[row])
        return None if line is None else line.standing.state

    def _spark_of(self, row: int) -> Spark:
        line = self._line(self.table.keys[row])
        return () if line is None else spark(line.latency, self.desk.clock.now())


def spark(known: Latency, at: datetime) -> Spark:
    """The slowest answer is as high as the cell."""
    most = max((lasted for _, lasted, fine in known.points if fine), default=None)
    first = at - SPAN
    return [
        ((ended - first) / SPAN, (lasted / most if most else 0.0) if fine else None)
        for ended, lasted, fine in known.points
        if ended >= first
    ]
