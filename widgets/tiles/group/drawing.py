"""A group of figures in rows: name, bar, value and unit, and what each is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from widgets import pennant
from widgets.bar import share
from widgets.columns import Cell, Column, Line
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.listing import Listing
from widgets.page import Page
from widgets.sheet import BASELINE, FIGURE_ASCENT, FIGURE_HEIGHT, TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.group.names import Names
from widgets.tiles.group.parts import split
from widgets.tiles.group.planner import Planner
from widgets.values import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Text
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.group.parts import Extra, Value
    from widgets.tiles.group.plan import Plan
    from widgets.tiles.group.view import GroupView


def drawn(view: GroupView, room: Room, sheet: Sheet) -> list[Item]:
    if not view.numbers:
        said = sheet.words.say("Không có chỉ số nào")
        return [Page(room, sheet).text("cell", said, room.box, Ink.SECOND)]
    planner = Planner.of(view.numbers, room.box, sheet, dated=view.period is not None)
    plan = planner.best(view.total)
    if plan.narrow:
        return list(_listed(view, room, sheet))
    return list(_Group(view, room, sheet, planner, plan).items())


def _listed(view: GroupView, room: Room, sheet: Sheet) -> Iterator[Item]:
    """As a plain list: what has no room is said in short."""
    day, words = date.min, sheet.words

    def line(number: Number) -> Line:
        reading = Reading(number.id, number.observation, number.unit, number.decimals)
        lang = words.lang
        name = Cell(number.name.full_in(lang), number.name.short_in(lang))
        if pennant.needed(number):
            name = replace(name, mark="pennant", colour=Ink.OVERDUE)
        return Line((name, reading.cell(day, words)), quiet=number.old and not room.dimmed)

    def rest(shown: int) -> str:
        return words.count(view.total - shown, "và {n} chỉ số khác")

    listing = Listing(
        total=view.total,
        most=len(view.numbers),
        lines=lambda shown: [line(number) for number in view.numbers[:shown]],
        columns=(Column("", 3.0), Column("", 0.0, keep=True, firm=True, align="right")),
        rest=rest,
    )
    yield from listing.items(room.box, room, sheet)


@dataclass(frozen=True, slots=True)
class _Group:
    view: GroupView
    room: Room
    sheet: Sheet
    planner: Planner
    plan: Plan

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _names(self) -> Names:
        return Names(self.view, self.room, self.sheet, self.planner, self.plan)

    def items(self) -> Iterator[Item]:
        box, plan, sheet = self.room.box, self.plan, self.sheet
        if plan.headed:
            yield from self._heads(box.top(sheet.tight))
            box = box.below(sheet.tight)
        hidden = self.view.total - plan.shown
        said = hidden > 0 and box.h >= 2 * sheet.row - 0.5
        rows = box.above(sheet.row) if said else box
        height = rows.h / plan.rows
        columns = rows.columns(plan.columns, self.planner.between)
        for n, number in enumerate(self.view.numbers[: plan.shown]):
            column, at = columns[n // plan.rows], n % plan.rows
            place = Rect(column.x, rows.y + at * height, column.w, height)
            if at or plan.headed:
                rule = Rect(place.x, place.y, place.w, sheet.px(1.5))
                yield Box(rule, fill=Ink.LINE)
            yield from self._row(n, number, place)
        if said:
            text = sheet.words.count(hidden, "và {n} chỉ số khác")
            yield self._page.text("context", text, box.below(rows.h), Ink.SECOND)

    def _heads(self, row: Rect) -> Iterator[Item]:
        for one, left, width in self._beside(row):
            if one.title is not None:
                said = self.sheet.words.say(one.title)
                place = Rect(left, row.y, width, self.sheet.row)
                yield self._page.text(
                    "label", said, place, Ink.SECOND, align="right", leading=TIGHT
                )

    def _beside(self, row: Rect) -> Iterator[tuple[Extra, float, float]]:
        """Each column beside the values, with its left edge and width."""
        x = row.right - sum(self.plan.widths) - self.planner.gap * (len(self.plan.widths) - 1)
        for one, width in zip(self.plan.extras, self.plan.widths, strict=True):
            yield one, x, width
            x += width + self.planner.gap

    def _row(self, n: int, number: Number, place: Rect) -> Iterator[Item]:
        plan, planner, size = self.plan, self.planner, self.plan.size
        middle = place.y + place.h / 2
        baseline = middle + size * self.sheet.measure.cap / 2
        extra = sum(plan.widths) + planner.gap * len(plan.widths)
        unit = place.right - extra - plan.unit
        mark = unit - (planner.gap * 0.4 if plan.unit else 0.0) - plan.right
        old = number.old
        value = planner.values_of(brief=plan.brief)[n]
        figure = self._value(value, mark, baseline, old=old)
        named = Rect(place.x, place.y, self._named(place.x, figure, value), place.h)
        yield from self._names.items(number, named, baseline)
        if plan.bar:
            right = mark - plan.left - planner.gap
            bar = Rect(right - plan.bar, middle, plan.bar, 0)
            yield from self._bar(number, bar)
        yield figure
        said = planner.unit(number, brief=plan.brief)
        if said and not value.word:
            wide = planner.wide(said, Weight.MEDIUM) + 1
            left = figure.rect.right + planner.gap * 0.4 if plan.brief else unit
            at = Rect(left, 0, wide, 0)
            yield self._on_line("unit", said, at, baseline, old, Weight.MEDIUM)
        for one, left, width in self._beside(place):
            yield from self._extra(one, n, Rect(left, place.y, width, place.h), baseline)

    def _named(self, x: float, figure: Text, value: Value) -> float:
        """Pixels of a name: before a figure that is shorter than others it has more."""
        if self.plan.bar or value.word:
            return self.plan.name
        return max(self.plan.name, figure.rect.x - self.planner.gap - x)

    def _pennant(self, x: float, baseline: float) -> Mark:
        middle = baseline - self.sheet.reading * self.sheet.measure.cap / 2
        return pennant.at_middle(x, middle, self.sheet)

    # --- how much it is

    def _value(self, value: Value, mark: float, baseline: float, *, old: bool) -> Text:
        """`mark`: where the decimal marks of all stand."""
        plan, sheet = self.plan, self.sheet
        ink = Ink.SECOND if old else Ink.TEXT
        if value.word:
            end = mark + plan.right + (self.planner.gap * 0.4 + plan.unit if plan.unit else 0.0)
            left = mark - plan.left
            place = Rect(left, 0, end - left, 0)
            return self._on_line(
                "value", value.main, place, baseline, old, Weight.SEMIBOLD, "right"
            )
        left = value.left(plan.size, sheet.reading)
        right = value.right(plan.size, sheet.reading)
        place = Rect(
            mark - left,
            baseline - plan.size * FIGURE_ASCENT,
            left + right + sheet.px(8),
            plan.size * FIGURE_HEIGHT,
        )
        return sheet.figure(
            "value",
            value.main,
            place,
            before=value.before,
            after=value.after,
            size=plan.size,
            least=plan.size,
            ink=ink,
            ground=self.room.ground,
        )

    def _bar(self, number: Number, place: Rect) -> Iterator[Item]:
        """To the natural end of a ratio or of percent; nothing where there is none."""
        told = share(number)
        if told is None:
            return
        reached, _ = told
        height, radius = self.sheet.px(14), self.sheet.px(5)
        strip = Rect(place.x, place.y - height / 2, place.w, height)
        old = self.room.dimmed or number.old
        yield Box(strip, fill=Ink.DATA_DIM, radius=radius)
        full = Rect(strip.x, strip.y, strip.w * float(reached), height)
        if full.w >= 1:
            yield Box(full, fill=Ink.OLD if old else Ink.DATA, radius=radius)

    # --- what it is held against

    def _extra(self, one: Extra, n: int, place: Rect, baseline: float) -> Iterator[Item]:
        said = one.cells[n]
        if not said:
            return
        if not one.digits:
            marked = bool(one.marked) and one.marked[n]
            if marked:
                yield self._pennant(place.x, baseline)
            at = place.beside(pennant.lead(self.sheet) if one.marked else 0.0)
            role = "band" if marked else "context"
            yield self._on_line(role, said, at, baseline, not marked, one.weights[n])
            return
        lang, wide = self.sheet.words.lang, self._page.wide
        tail = max(wide(split(cell, lang)[1]) for cell in one.cells)
        whole, rest = split(said, lang)
        left = place.right - tail - wide(whole)
        cell = Rect(left, place.y, wide(whole) + wide(rest) + 2, place.h)
        yield self._on_line("context", said, cell, baseline, quiet=True)

    def _on_line(
        self,
        role: str,
        text: str,
        place: Rect,
        baseline: float,
        quiet: bool,  # noqa: FBT001 - a cell's
        weight: Weight = Weight.REGULAR,
        align: str = "left",
    ) -> Text:
        """At reading size on the figure's own line."""
        line = Rect(place.x, baseline - self.sheet.reading * BASELINE, place.w, self.sheet.row)

        def wide(said: str) -> float:
            return self._page.wide(said, weight)

        short = at_a_word(text, place.w, wide) if wide(text) > place.w else None
        ink = Ink.SECOND if quiet else self.room.ink
        return self._page.text(
            role, text, line, ink, weight, align=align, short=short, leading=TIGHT
        )
