"""What a change says in one language: what it is about, from what to what, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.words import MISSING
from widgets.columns import Cell, Line
from widgets.comparisons import percent
from widgets.drawing import PRIORITY_MARKS, Ink, Weight
from widgets.frame import LOOKS
from widgets.shortening import brief_period
from widgets.tiles.changes.view import Event, Happened, Moved
from widgets.tiles.changes.view import Weight as Weighs

if TYPE_CHECKING:
    from services.settings import Wording
    from services.words import Words
    from widgets.drawing import Shape
    from widgets.reading import Number
    from widgets.tiles.changes.view import Change

_SINGLE = {
    Happened.LOST: phrase("mất kết nối"),
    Happened.BACK: phrase("trả lời lại"),
    Happened.OPENED: phrase("sự cố mới"),
    Happened.CLOSED: phrase("sự cố đã đóng"),
}
_ABNORMAL = frozenset({Weighs.CROSSED, Weighs.BEHIND, Weighs.LATE})


@dataclass(frozen=True, slots=True)
class Sentences:
    words: Words
    units: bool = True
    """There is room for what a figure is measured in."""

    def alone(self, one: Change) -> Line:
        """All of it in one cell."""
        what, said, _ = self.line(one).cells
        mark = what if what.mark is not None else said
        text = f"{what.text}: {said.text}"
        brief = self._went(one) if isinstance(one, Moved) else said.text
        short = f"{what.short or what.text}: {brief}"
        return Line((Cell(text, short, mark.mark, mark.colour),))

    def line(self, one: Change) -> Line:
        """What, from what to what, what that means."""
        return self._figure(one) if isinstance(one, Moved) else self._event(one)

    def _name(self, called: Wording | str) -> tuple[str, str | None]:
        if isinstance(called, str):
            return called, None
        return called.full_in(self.words.lang), called.short_in(self.words.lang)

    def _what(self, called: Wording | str, weight: Weighs) -> Cell:
        full, short = self._name(called)
        if weight in _ABNORMAL:
            return Cell(full, short, "pennant", Ink.OVERDUE)
        return Cell(full, short)

    # --- figures

    def _figure(self, one: Moved) -> Line:
        full, short = self._from_to(one)
        said = Cell(full, short, _arrow(one), role="value", weight=Weight.SEMIBOLD)
        means = self._means(one)
        note = Cell(" · ".join(means), means[0] if means else None, role="context", quiet=True)
        return Line((self._what(one.after.name, one.weight), said, note))

    def _from_to(self, one: Moved) -> tuple[str, str]:
        words, before, after = self.words, self._value(one.before), self._value(one.after)
        whole = self._value(one.after, unit=self.units)
        if one.before.observation is None:
            return words.say("mới có: {after}", after=whole), after
        if one.of_other_periods:
            then, now = (self._period(number) for number in (one.before, one.after))
            return (
                words.say(
                    "{before} ({then}), nay {after} ({now})",
                    before=before,
                    then=then,
                    after=whole,
                    now=now,
                ),
                f"{after} ({now})",
            )
        match _arrow(one):
            case "up":
                return words.say("{before} lên {after}", before=before, after=whole), after
            case "down":
                return words.say("{before} xuống {after}", before=before, after=whole), after
            case _:
                return words.say("{before}, nay {after}", before=before, after=whole), after

    def _went(self, one: Moved) -> str:
        """Where to, with no room for where from."""
        after = self._value(one.after)
        match _arrow(one):
            case "up":
                return self.words.say("lên {after}", after=after)
            case "down":
                return self.words.say("xuống {after}", after=after)
            case _:
                return self._from_to(one)[1]

    def _value(self, number: Number, *, unit: bool = False) -> str:
        if number.observation is None:
            return MISSING
        called = None if number.unit is None else number.unit.full_in(self.words.lang)
        said = self.words.figure(number.observation, called, number.decimals)
        return said.full if unit else said.text

    def _period(self, number: Number) -> str:
        """Of a figure without one: it is of when it was told."""
        if number.period is None:
            return self.words.say("không nêu kỳ")
        return brief_period(number.period) or self.words.period(number.period)

    def _means(self, one: Moved) -> list[str]:
        """The threshold that it is in, how much of the plan that is, which way it went, of which period."""
        words, after = self.words, one.after
        parts: list[str] = []
        if after.band is not None and after.band != one.before.band:
            parts.append(after.band.meaning.full_in(words.lang))
        if after.comparison.reached is not None:
            parts.append(
                words.say("{reached} kế hoạch", reached=percent(after.comparison.reached, words))
            )
        if one.good is not None and not parts:
            parts.append(words.say("tốt lên") if one.good else words.say("xấu đi"))
        if after.period is not None and not one.of_other_periods:
            parts.append(words.period(after.period))
        return parts

    # --- what began and ended

    def _event(self, one: Event) -> Line:
        said = self._happened(one)
        mark, ink = self._mark(one)
        cell = Cell(said, None, mark, ink, weight=Weight.SEMIBOLD)
        note = Cell(self._note(one), role="context", quiet=True)
        return Line((self._what(one.what, one.weight), cell, note))

    def _mark(self, one: Event) -> tuple[Shape | None, Ink | None]:
        if one.priority is not None:
            return PRIORITY_MARKS[one.priority]
        if one.state is not None:
            return LOOKS[one.state].mark, None
        return None, None

    def _happened(self, one: Event) -> str:
        words, n = self.words, one.count
        if one.state is not None:
            return words.state(one.state)
        match one.how:
            case Happened.OPENED if one.kind == "alerts":
                return words.count(n, "{n} cảnh báo mới")
            case Happened.CLOSED if one.kind == "alerts":
                return words.count(n, "{n} cảnh báo đã hết")
            case Happened.OVERDUE:
                return words.count(n, "thêm {n} nhiệm vụ quá hạn")
            case Happened.FINISHED:
                return words.count(n, "xong {n} nhiệm vụ")
            case Happened.LATE:
                return words.count(n, "thêm {n} báo cáo chậm nộp")
            case Happened.CAME:
                return words.count(n, "nhận {n} báo cáo")
            case _:
                return words.say(_SINGLE[one.how])

    def _note(self, one: Event) -> str:
        words = self.words
        if one.since is not None:
            return words.say("trả lời lần cuối {time}", time=words.moment(one.since))
        if one.kind == "alerts" and one.urgent:
            return words.count(one.urgent, "{n} khẩn cấp hoặc cao")
        return "" if one.unit is None else self._name(one.unit)[0]


def _arrow(one: Moved) -> Shape | None:
    """Which way a figure went; none where there are not two of one period."""
    was = None if one.before.observation is None else one.before.observation.value
    seen = None if one.after.observation is None else one.after.observation.value
    if was is None or seen is None or one.of_other_periods or was == seen:
        return None
    return "up" if seen > was else "down"
