"""How punctual each unit is: its share as a bar and in words, with both numbers, the least punctual first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import MISSING
from widgets.drawing import Box, Ink, Rect, Weight
from widgets.page import Page
from widgets.shortening import at_a_word, without_shared
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
_LEAST = 5.0
"""Ems in which a name still says which it is."""
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
            full = f"{said} · {when}" if when else said
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
        sheet, gap = self.sheet, self.sheet.px(20)
        cells = [name_cell(unit.name, sheet) for unit in units]
        shorts = without_shared([cell.text for cell in cells])
        said = [share_said(unit.filed, sheet.words) for unit in units]
        counted = [pair for pair in said if pair[0]]
        percent = max((page.wide(one, Weight.SEMIBOLD) + gap for one, _ in counted), default=0.0)
        ratio = max((page.wide(two) + gap for _, two in counted), default=0.0)
        wanted = max(page.wide(cell.text) for cell in cells)
        least = min(wanted, _LEAST * sheet.reading)
        # The share says nothing without both of its numbers, but they do without it.
        if box.w - percent - ratio < least:
            percent = 0.0
        if box.w - ratio < least:
            ratio = 0.0
        tail = percent + ratio
        most = max(box.w * _NAMES, least)
        names = min(wanted, most, box.w - tail)
        bar = box.w - names - tail - gap
        barred = bar >= _BAR * sheet.reading and percent > 0
        names = names if barred else min(wanted, box.w - tail)
        for n, (unit, cell, short) in enumerate(zip(units, cells, shorts, strict=True)):
            row = Rect(box.x, box.y + n * step, box.w, sheet.row)
            ink = Ink.SECOND if unit.filed.share is None else self.room.ink
            yield self._fitted("label", cell.text, short, row.left(names), ink)
            right = row.beside(names + gap)
            if unit.filed.share is None:
                if right.w > _LEAST * sheet.reading:
                    yield self._fitted("context", said[n][1], MISSING, right, Ink.SECOND)
                continue
            if barred:
                yield from self._bar(unit.filed, Rect(right.x, row.y, bar, row.h))
                right = right.beside(bar + gap)
            yield from self._share(said[n], right, (percent - gap, ratio - gap), page)

    def _share(
        self, said: tuple[str, str], place: Rect, wide: tuple[float, float], page: Page
    ) -> Iterator[Item]:
        """Share and both numbers, as far as they have room."""
        (share, both), (percent, ratio) = said, wide
        if percent > 0:
            left = place.left(percent + 1)
            bold = Weight.SEMIBOLD
            yield page.text("value", share, left, self.room.ink, bold, align="right")
            place = place.beside(percent + self.sheet.px(20))
        if ratio > 0:
            place = place.left(ratio + 1)
            yield page.text("value", both, place, Ink.SECOND, align="right")

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
