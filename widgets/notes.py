"""Short texts that go with a figure: unit, period, comparison. Why its source fails is none of them: beside a
figure it would read as part of it; the badge says it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from widgets import comparisons, pennant
from widgets.drawing import Rect, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.records import Observation
    from services.words import Words
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room


@dataclass(frozen=True, slots=True)
class Note:
    """A short text that goes with a figure; the first are kept where there is room for few."""

    role: str
    text: str
    strong: bool = False
    short: str | None = None
    """Said where the whole has no room."""

    whole: str | None = None
    """What a short form stands for."""

    marked: bool = False
    """It has the pennant before it."""

    def within(self, width: float, sheet: Sheet) -> Note:
        """Itself, or its short form where only that is no wider."""
        if self.short is None or self.width(sheet) <= width:
            return self
        shorter = replace(self, text=self.short, short=None, whole=self.text)
        return shorter if shorter.width(sheet) <= width else self

    @property
    def weight(self) -> Weight:
        if self.marked:
            return Weight.SEMIBOLD
        return Weight.MEDIUM if self.strong else Weight.REGULAR

    def lead(self, sheet: Sheet) -> float:
        return pennant.lead(sheet) if self.marked else 0.0

    def width(self, sheet: Sheet) -> float:
        return self.lead(sheet) + sheet.measure.width(self.text, sheet.reading, self.weight)


def judged(number: Number, sheet: Sheet) -> Note | None:
    """What is wrong with the figure."""
    if number.band is None or not pennant.needed(number):
        return None
    lang, meaning = sheet.words.lang, number.band.meaning
    full, short = meaning.full_in(lang), meaning.short_in(lang)
    return Note("band", full, strong=True, short=short, marked=True)


def notes(number: Number, box: Rect, room: Room, sheet: Sheet) -> list[Note]:
    """What the figure must be judged by, where the source has it: never invented."""
    seen = number.observation
    said: list[Note] = []
    unit = number.unit_beside(sheet.words.lang)
    if unit and seen is not None:
        said.append(Note("unit", unit, strong=True, short=number.short_unit(sheet.words.lang)))
    if room.time is not None:
        said.append(Note(*room.time))
    if seen is None:
        return said + _unreckoned(number, sheet)
    wrong = judged(number, sheet)
    if wrong is not None:
        said.append(wrong)
        number = replace(number, band=None)
    told = [Note("context", part) for part in _compared(seen, unit, sheet.words)]
    said += _together(told, ", ", box, sheet)
    for line in comparisons.lines(number, sheet.words):
        told = [Note("context", part.text, short=part.short) for part in line]
        said += _together(told, " · ", box, sheet)
    return said


def _together(parts: Sequence[Note], between: str, box: Rect, sheet: Sheet) -> Sequence[Note]:
    """In one line where it fits, else each in its own."""
    line = Note("context", between.join(part.text for part in parts))
    return [line] if parts and line.width(sheet) <= box.w else parts


def _compared(seen: Observation, unit: str, words: Words) -> list[str]:
    """`tăng 70 trạm`, `đạt 104,29% so với năm 2022`; without a stated base it says so."""
    parts: list[str] = []
    if seen.delta is not None:
        amount = f"{words.number(abs(seen.delta))} {unit}".strip()
        way = phrase("tăng {amount}") if seen.delta >= 0 else phrase("giảm {amount}")
        parts.append(words.say(way, amount=amount))
    if seen.ratio is not None:
        ratio = f"{words.number(seen.ratio)}%"
        if seen.base:
            base = _inside(seen.base, words)
            parts.append(words.say("đạt {ratio} so với {base}", ratio=ratio, base=base))
        else:
            parts.append(words.say("đạt {ratio}, bài không nêu gốc so sánh", ratio=ratio))
    return parts


def _unreckoned(number: Number, sheet: Sheet) -> list[Note]:
    """Why there is no figure though every source answers: a denominator of nought."""
    standing = number.standing
    if standing.state is not State.LIVE or standing.words is None:
        return []
    return [Note("context", sheet.words.say(standing.words))]


def _inside(period: str, words: Words) -> str:
    """A period inside a sentence: `so với năm 2022`, `of 2022`."""
    if words.lang == "en" and period.isdigit():
        return period
    text = words.period(period)
    return text[:1].lower() + text[1:]
