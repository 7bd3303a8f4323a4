"""The detail of a tile: its past with a cursor, its rows, the raw answers of its sources, and why it is as
it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from services.cache import CacheTrouble
from services.phrase import phrase
from services.views import Knowledge
from ui.console import facts, tile_rows
from ui.console.fact_list import FactList
from ui.console.labels import plain_label
from ui.console.offer import Offer
from ui.console.page import Page
from ui.console.past_values import has_points
from ui.console.pausing import PauseForm
from ui.console.raw import RawAnswer
from ui.console.source_keys import Labels, SourceKeys
from ui.console.subject import Subject, subject
from ui.console.table import Table
from widgets.look import palette_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.console.desk import Desk
    from ui.console.past_view import PastView
    from ui.steering_sources import SourceSteering

PAST, ROWS, RAW = range(3)
_CALLED = (phrase("Diễn biến"), phrase("Các dòng"), phrase("Câu trả lời"))
_LABELS = Labels(
    phrase("hỏi ngay nguồn của ô"),
    phrase("tạm dừng nguồn của ô…"),
    phrase("tiếp tục hỏi nguồn của ô"),
)


class Detail(Page):
    title = phrase("Chi tiết ô")

    def __init__(self, desk: Desk, steering: SourceSteering) -> None:
        super().__init__(desk)
        self._steering = steering
        self._tile: str | None = None
        self.subject: Subject | None = None
        self._shown, self._nth, self._source = PAST, 0, 0
        self._dressed: object = None
        self.past: PastView | None = None
        self.rows, self.raw, self.facts = Table(), RawAnswer(), FactList()
        self._head, self._parts = (
            plain_label(QLabel(), title=True),
            plain_label(QLabel(), quiet=True),
        )
        self.pausing = PauseForm(steering, desk.clock.now)
        self.pausing.changed.connect(self._changed)
        self._keys = SourceKeys(self, self.pausing, steering, lambda: self.source, _LABELS)
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.raw)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._parts)
        left.addWidget(self._stack, 1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addLayout(left, 3)
        beside.addWidget(self.facts, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self._head)
        whole.addLayout(beside, 1)
        whole.addWidget(self.pausing)

    @override
    def seek(self, what: str) -> bool:
        if what not in self.desk.wall.stage.ids.values():
            return False
        if what != self._tile:
            self._tile, self._nth, self._source = what, 0, 0
            self.subject = None
            self.pausing.end()
        self.renew()
        return self.subject is not None

    def point(self, indicator: str) -> None:
        """To one of those that the tile shows."""
        if self.subject is not None and indicator in self.subject.indicators:
            self._nth = self.subject.indicators.index(indicator)
            self._again()

    @override
    def renew(self) -> None:
        if self._tile is None:
            return
        self._dress()
        try:
            with self.desk.cache.picture() as picture:
                self._look(Knowledge(self.desk.wall.stage.wall, picture))
        except CacheTrouble:
            return  # the banner tells of it; what was seen last stays
        self.pausing.renew(self.desk.words)

    @override
    def offers(self) -> list[Offer]:
        if self.pausing.pausing is not None:
            return self.pausing.offers(self._end_pausing)
        if self.subject is None:
            return []
        shown = {PAST: self._drawn().offers, RAW: self.raw.offers}.get(self._shown)
        return [*(shown() if shown is not None else ()), *self._of_tile(), *self._of_source()]

    @property
    def indicator(self) -> str | None:
        if self.subject is None or not self.subject.indicators:
            return None
        return self.subject.indicators[self._nth % len(self.subject.indicators)]

    @property
    def source(self) -> str | None:
        if self.subject is None or not self.subject.sources:
            return None
        return self.subject.sources[self._source % len(self.subject.sources)]

    def _look(self, knowledge: Knowledge) -> None:
        first = self.subject is None
        self.subject = subject(self.desk.wall.stage, self._tile or "", knowledge)
        if self.subject is None:
            return
        told = tile_rows.rows_of(self.subject.view)
        if first:
            has_past = self.indicator is not None and has_points(knowledge, self.indicator)
            self._shown = PAST if has_past else ROWS if told else RAW
        words = self.desk.words
        self._head.setText(
            f"{facts.title_of(self.subject, words)}   ·   {self.subject.id} ({self.subject.type})"
        )
        self._parts.setText(self._said_parts())
        self._stack.setCurrentWidget(self._widget())
        match self._shown:
            case 0:
                self._show_past(knowledge)
            case 1:
                indicators = self.desk.wall.stage.wall.indicators
                self.rows.show_rows(*tile_rows.table_of(self.subject.view, indicators, words))
            case _:
                self._show_raw(knowledge)
        self.facts.show_facts(self._facts(knowledge))

    def _show_past(self, knowledge: Knowledge) -> None:
        many, words = len(self.subject.indicators) if self.subject else 0, self.desk.words
        if self.indicator is None:
            return
        which = ""
        if many > 1:
            which = words.say("chỉ số {n} trong {many}, ↑ ↓ đổi", n=self._nth % many + 1, many=many)
        self._drawn().show_past(self.indicator, which, knowledge, words)

    def _show_raw(self, knowledge: Knowledge) -> None:
        following = self.desk.following
        known = following is not None and self.source is not None
        answer = following.answers.of(self.source or "") if known and following else None
        self.raw.show_answer(answer, knowledge.at, self.desk.words)

    def _facts(self, knowledge: Knowledge) -> facts.Facts:
        words, shown = self.desk.words, self.subject
        assert shown is not None
        told: facts.Facts = []
        if self.indicator is not None:
            figure = knowledge.figure(self.indicator)
            told += facts.of_figure(figure, words)
            told += facts.of_standing(figure.standing, knowledge, words)
        elif shown.view is not None and shown.view.standing.state is not None:
            told += facts.of_standing(shown.view.standing, knowledge, words)
        if self.source is not None:
            following = self.desk.following
            coming = None if following is None else following.next(self.source)
            called = self._steering.called(self.source)
            told += facts.of_source(self.source, knowledge, coming, called, words)
        return told

    def _said_parts(self) -> str:
        words = self.desk.words
        parts = [
            f"[{n + 1} {words.say(called)}]" if n == self._shown else f"{n + 1} {words.say(called)}"
            for n, called in enumerate(_CALLED)
        ]
        many = len(self.subject.sources) if self.subject is not None else 0
        if many > 1 and self.source is not None:
            called = self._steering.called(self.source)
            nth = self._source % many + 1
            parts.append(words.say("S nguồn {n}/{many}: {source}", n=nth, many=many, source=called))
        return "     ".join(parts)

    def _of_tile(self) -> list[Offer]:
        offers = [
            Offer(
                label=phrase("xem {part}", part=called),
                keys=(str(n + 1),),
                go=partial(self._turn, n),
            )
            for n, called in enumerate(_CALLED)
        ]
        tile = self._tile or ""
        offers.append(
            Offer(
                label=phrase("đưa ô này lên màn hình…"),
                keys=("P",),
                go=partial(self.sent_up.emit, tile),
            )
        )
        if self.subject is not None and len(self.subject.indicators) > 1 and self._shown == PAST:
            offers += [
                Offer(label=phrase("chỉ số khác của ô"), keys=(key,), go=partial(self._other, by))
                for key, by in (("Down", 1), ("Up", -1))
            ]
        return offers

    def _of_source(self) -> list[Offer]:
        if self.source is None or self.subject is None:
            return []
        offers = self._keys.offers()
        if len(self.subject.sources) > 1:
            offers.append(
                Offer(label=phrase("nguồn khác của ô"), keys=("S",), go=self._other_source)
            )
        return offers

    def _end_pausing(self) -> None:
        self.pausing.end()
        self._widget().setFocus()
        self._again()

    def _turn(self, shown: int) -> None:
        self._shown = shown
        self._again()
        self._widget().setFocus()

    def _other(self, by: int) -> None:
        self._nth += by
        self._again()

    def _other_source(self) -> None:
        self._source += 1
        self._again()

    def _again(self) -> None:
        self.renew()
        self.offered.emit()

    def _changed(self) -> None:
        self.pausing.renew(self.desk.words)
        self.offered.emit()

    def _widget(self) -> QWidget:
        return {ROWS: self.rows, RAW: self.raw}.get(self._shown) or self._drawn()

    def _drawn(self) -> PastView:
        if self.past is None:
            # what draws curves takes a second to come: when it is wanted first
            from ui.console.past_view import PastView  # noqa: PLC0415

            self.past = PastView()
            self._stack.addWidget(self.past)
            self.past.chart.moved.connect(self._moved)
            self._dressed = None
            self._dress()
        return self.past

    def _moved(self) -> None:
        self.renew()

    def _dress(self) -> None:
        wall = self.desk.wall
        palette = palette_of(wall.stage.wall, wall.setting.theme)
        wanted = (palette.name, self.window().font().pointSizeF())
        if wanted != self._dressed:
            self._dressed = wanted
            self.raw.resize_letters(self.window().font())
            if self.past is not None:
                self.past.dress(palette, self.window().font())
