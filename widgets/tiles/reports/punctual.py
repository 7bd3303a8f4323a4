"""How punctual each unit is: its share as a bar and in words, with both numbers, the least punctual first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Rect, Weight
from widgets.page import Page
from widgets.shortening import at_a_word
from widgets.tiles.reports.lists import heading, name_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.duties import Filed
    from services.words import Words
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.reports.view import ReportsView, Unit

_NAMES, _BAR = 0.5, 4.0
"""Of the room what names may take, and the ems below which no bar is worth drawing."""
_AIRY = 1.2


def share_said(filed: Filed, words: Words) -> tuple[str, str]:
    """`83%` and `10/12`; all and none are said only where it is all or none."""
    if not filed.due:
        return "", words.say("không có báo cáo đến hạn")
    percent = round(100 * filed.in_time / filed.due)
    if filed.in_time < filed.due:
        percent = min(percent, 99)
    if filed.in_time:
        percent = max(percent, 1)
    return f"{words.number(percent)}%", f"{words.number(filed.in_time)}/{words.number(filed.due)}"


@dataclass(frozen=True, slots=True)
class Punctual:
    view: ReportsView
    room: Room
    sheet: Sheet

    def rows(self, *, headed: bool) -> int:
        return self.view.unit_count + headed

    def items(self, box: Rect, *, headed: bool) -> Iterator[Item]:
        view, words, page = self.view, self.sheet.words, Page(self.room, self.sheet)
        if headed:
            said = words.say("Gửi đúng hạn theo đơn vị")
            when = "" if view.period_of is None else words.period(view.period_of)
            full = f"{said}, {when[:1].lower()}{when[1:]}" if when else said
            fits = page.wide(full) <= box.w
            head, box = heading(full if fits else said, box, self.room, self.sheet)
            yield head
        fits_rows = page.rows(box.h)
        if fits_rows < 1:
            return
        shown = view.unit_count if view.unit_count <= fits_rows else max(fits_rows - 1, 1)
        units = view.units[:shown]
        step = min(box.h / min(view.unit_count, fits_rows), self.sheet.row * _AIRY)
        yield from self._units(units, box, step, page)
        if len(units) < view.unit_count and len(units) < fits_rows:
            place = Rect(box.x, box.y + len(units) * step, box.w, self.sheet.row)
            rest = words.say("và {n} đơn vị khác", n=view.unit_count - len(units))
            yield page.text("context", rest, place, Ink.SECOND)

    def _units(self, units: Sequence[Unit], box: Rect, step: float, page: Page) -> Iterator[Item]:
        sheet, words = self.sheet, self.sheet.words
        gap = sheet.px(20)
        cells = [name_cell(unit.name, sheet) for unit in units]
        said = [share_said(unit.filed, words) for unit in units]
        counted = [pair for pair in said if pair[0]]
        percent = max((page.wide(one, Weight.SEMIBOLD) for one, _ in counted), default=0.0)
        ratio = max((page.wide(two) for _, two in counted), default=0.0)
        tail = percent + ratio + 2 * gap
        most = (
            max(box.w * _NAMES, box.w - tail) if tail + box.w * _NAMES > box.w else box.w * _NAMES
        )
        names = min(max(page.wide(cell.text) for cell in cells), most, max(box.w - tail, 0.0))
        bar = box.w - names - tail - gap
        for n, (unit, cell, (share, count)) in enumerate(zip(units, cells, said, strict=True)):
            row = Rect(box.x, box.y + n * step, box.w, sheet.row)
            none = unit.filed.share is None
            ink = Ink.SECOND if none else self.room.ink
            yield self._fitted("label", cell.text, cell.short, row.left(names), ink)
            right = row.beside(names + gap)
            if none:
                yield self._fitted("context", count, "–", right, Ink.SECOND)
                continue
            if bar >= _BAR * sheet.reading:
                yield from self._bar(unit.filed, Rect(right.x, row.y, bar, row.h))
                right = right.beside(bar + gap)
            yield page.text(
                "value",
                share,
                right.left(percent + 1),
                self.room.ink,
                Weight.SEMIBOLD,
                align="right",
            )
            yield page.text(
                "value",
                count,
                right.beside(percent + gap).left(ratio + 1),
                Ink.SECOND,
                align="right",
            )

    def _fitted(self, role: str, text: str, short: str | None, box: Rect, ink: Ink) -> Item:
        page = Page(self.room, self.sheet)
        if page.wide(text) > box.w and (short is None or page.wide(short) > box.w):
            short = at_a_word(short or text, box.w, page.wide) or short
        return page.text(role, text, box, ink, short=short)

    def _bar(self, filed: Filed, place: Rect) -> Iterator[Item]:
        sheet = self.sheet
        height = sheet.px(14)
        strip = Rect(place.x, place.y + (place.h - height) / 2 + sheet.px(2), place.w, height)
        radius = sheet.px(5)
        yield Box(strip, fill=Ink.DATA_DIM, radius=radius)
        if filed.in_time:
            full = Rect(strip.x, strip.y, max(strip.w * filed.in_time / filed.due, height), height)
            yield Box(full, fill=Ink.OLD if self.room.dimmed else Ink.DATA, radius=radius)
