"""A matrix in a room: titles over columns, a name and its signs in each row, and what the signs mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.columns import Cell as Said
from widgets.columns import Column as ListColumn
from widgets.columns import Line
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.form import Form, form
from widgets.listing import Listing, nothing
from widgets.page import Page
from widgets.shortening import at_a_word
from widgets.tiles.matrix.across import Across, hourly, titled
from widgets.tiles.matrix.key import Key
from widgets.tiles.matrix.pages import Turned, pages_of, turned
from widgets.tiles.matrix.signs import LOOKS
from widgets.tiles.matrix.told import columns_said, figure_said, names_said, rest_said
from widgets.tiles.matrix.view import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.matrix.view import Cell, MatrixView, Row

_NAMES = 0.36
"""Of the room, the most that names of rows take."""
_MOST_NAMES, _STEPS = 0.46, 6
"""The same while all columns keep their titles, and in how many steps names give way from that."""
_LEAST_NAME = 6.0
"""Ems, in which a name still says which it is."""
_AIRY = 1.3
"""Rows from one to the next where there is room enough."""
_LISTED = 2.0
"""Rows of room from which on rows are listed; below it they are counted."""
_FOLDS = (1, 2, 3, 4, 6, 8, 12)
"""Hours that one column may stand for."""


def drawn(view: MatrixView, room: Room, sheet: Sheet) -> list[Item]:
    if not view.rows or not view.columns:
        return list(_none(view, room, sheet))
    if form(room.box, sheet) is not Form.COMPACT:
        for hours in _FOLDS if view.hourly else _FOLDS[:1]:
            shown = view if hours == 1 else folded(view, hours)
            items = _Whole(shown, room, sheet, hours).items()
            if items is not None:
                return items
    return list(_listed(view, room, sheet))


def _none(view: MatrixView, room: Room, sheet: Sheet) -> Iterator[Item]:
    """What is suppressed is said all the same."""
    said = nothing(view.empty, room, sheet, known=view.known)
    yield said
    below = room.box.below(said.rect.h)
    if view.hidden and below.h >= sheet.row:
        hidden = sheet.words.say("{n} đang ẩn", n=view.hidden)
        yield Page(room, sheet).text("context", hidden, below, Ink.SECOND)


def _listed(view: MatrixView, room: Room, sheet: Sheet) -> Iterator[Item]:
    """Where there is no room for columns: each row with its worst cell, in words."""
    words = sheet.words
    if view.total > 1 and room.box.h < _LISTED * sheet.row:
        yield from _summed(view, room, sheet)
        return
    turn = _turn_of(view, Page(room, sheet).rows(room.box.h))
    view = turn.view
    names = names_said(view.rows, view.day, words)
    titles = columns_said(view.columns, view.day, words)

    def line(row: Row, name: Said) -> Line:
        cell = row.loudest
        look = None if cell.sign is None else LOOKS[cell.sign]
        figure = figure_said(cell, words)
        word = "" if look is None else words.say(look.said)
        weight = Weight.SEMIBOLD if row.troubled else Weight.REGULAR
        how = Said(
            " · ".join(filter(None, (word, figure))),
            figure or None,
            look.shape if look else None,
            look.ink if look else None,
            weight=weight,
        )
        about = titles[row.worst] if cell == row.cells[row.worst] else Said("")
        where = Said(about.text, about.short) if row.troubled and not view.hourly else Said("")
        return Line((replace(name, weight=weight), how, where), quiet=not row.troubled)

    listing = Listing(
        total=view.total,
        most=len(view.rows),
        lines=lambda shown: [
            line(row, name) for row, name in zip(view.rows[:shown], names, strict=False)
        ],
        columns=(ListColumn("", 2.0), ListColumn("", 0.0, keep=True), ListColumn("", 1.5)),
        rest=lambda shown: " · ".join(
            [*turn.said(words), *rest_said(view, shown, range(len(view.columns)), words)]
        ),
    )
    yield from listing.items(room.box, room, sheet)


def _turn_of(view: MatrixView, fits: int) -> Turned:
    """Of a list, whose last row says what has none where not all have one."""
    return turned(view, max(fits - (view.total > fits), 1))


def _summed(view: MatrixView, room: Room, sheet: Sheet) -> Iterator[Item]:
    """In one row: how many have anything to be seen to, with the sign of the worst."""
    first = view.rows[0]
    sign = first.loudest.sign if view.troubled else None
    side, lead = sheet.reading * 0.74, 0.0
    words = sheet.words
    said = words.count(view.troubled, "{n} mục có vấn đề")
    if not view.troubled:
        said = " · ".join(rest_said(view, 0, range(len(view.columns)), words))
        said = words.count(view.total, "{n} mục bình thường") if view.calm else said
    count = view.troubled or view.total
    if sign is not None:
        lead = side + sheet.px(12)
    place = room.box.beside(lead)
    text = Page(room, sheet).text(
        "value", said, place, room.ink, Weight.SEMIBOLD, short=words.count(count, "{n} mục")
    )
    if sign is not None:
        middle = text.runs[0].baseline - text.cap / 2
        look = LOOKS[sign]
        at = Rect(room.box.x, middle - side / 2, side, side)
        yield Mark(look.shape, at, look.ink, sheet.px(3.5))
    yield text


@dataclass(slots=True)
class _Whole:
    """Rows and columns; `items` is None where not even one column has room."""

    view: MatrixView
    room: Room
    sheet: Sheet
    hours: int = 1
    """That a column stands for."""

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> list[Item] | None:
        box, sheet, view = self.room.box, self.sheet, self.view
        names, across = self._across(view.rows)
        if across is None:
            return None
        key = self._key(view, across, len(view.rows))
        head, foot = across.head, key.height
        fits = self._page.rows(box.h - head - foot)
        shown = min(fits, len(view.rows))
        turn = Turned(view, 0, 1)
        if shown < view.total:
            brief = replace(view, noun="")
            shown = self._paged(view, across, box.h - head)
            if (more := self._paged(brief, across, box.h - head)) > shown:
                view, shown = brief, more  # no row gives way to a longer noun
            turn = turned(view, shown)
            key = self._key(turn.view, across, shown, turn)
            foot = key.height
        if shown < 1:
            return None
        rows = turn.view.rows[:shown]
        step = min((box.h - head - foot) / shown, sheet.row * _AIRY)
        items: list[Item] = [*across.titles(Rect(box.x + names, box.y, box.w - names, head))]
        said = self._called(names, names_said(turn.view.rows, view.day, sheet.words)[:shown])
        for n, (row, name) in enumerate(zip(rows, said, strict=False)):
            top = box.y + head + n * step
            items += self._row(row, name, Rect(box.x, top, box.w, step), names, across)
        below = Rect(box.x, box.bottom - foot, box.w, foot)
        under = box.y + head + shown * step
        items += key.items(
            below if below.y - under < sheet.row else Rect(box.x, under, box.w, foot)
        )
        return items

    def _paged(self, view: MatrixView, across: Across, height: float) -> int:
        """How many rows a page has: what isn't shown is said in the foot, which may then be higher, on one
        page more than on another.
        """
        shown = min(self._page.rows(height), len(view.rows))
        while shown > 0:
            every = (turned(view, shown, n) for n in range(pages_of(view, shown)))
            foot = max(self._key(one.view, across, shown, one).height for one in every)
            if self._page.rows(height - foot) >= shown:
                break
            shown -= 1
        return shown

    def _across(self, rows: Sequence[Row]) -> tuple[float, Across | None]:
        """How wide names are with their gap, and the columns in what is left."""
        box, gap = self.room.box, self.sheet.px(28)
        said = names_said(rows, self.view.day, self.sheet.words)
        full = max(self._page.wide(one.text, Weight.SEMIBOLD) for one in said)
        short = max(self._page.wide(one.short or one.text, Weight.SEMIBOLD) for one in said)
        least = self.sheet.reading * _LEAST_NAME
        of = hourly if self.view.hourly else titled
        usual, most = max(box.w * _NAMES, least), min(short, box.w * _MOST_NAMES)
        # Names are cut no more than columns need.
        between = (usual + (most - usual) * n / _STEPS for n in range(_STEPS, 0, -1))
        for names in (full, short, *(one for one in between if one > usual), usual):
            wide = names + gap
            bound = max(box.w * _NAMES, min(short, least)) + gap
            across = of(self.view, self.room, self.sheet, box.w - wide)
            if across is None:
                continue
            if across.whole or wide <= bound:
                return wide, across
        return 0.0, None

    def _called(self, wide: float, said: list[Said]) -> list[Said]:
        """All by their short names where one has no room for its full one."""
        room = wide - self.sheet.px(28)
        if all(self._page.wide(one.text, Weight.SEMIBOLD) <= room for one in said):
            return said
        return [replace(one, text=one.short or one.text, short=None) for one in said]

    def _key(self, view: MatrixView, across: Across, shown: int, turn: Turned | None = None) -> Key:
        rows = view.rows[: max(shown, 1)]
        cells = [(i, row.cells[i]) for row in rows for i in across.shown]
        # What a cell says in words needs no key.
        signs = {
            cell.sign for i, cell in cells if cell.figure is not None or not across.told(i, cell)
        }
        words = self.sheet.words
        said = turn.said(words) if turn else []
        said += rest_said(view, shown, across.shown, words)
        notes = [words.say(self.view.note)] if self.view.note else []
        if self.view.hidden:
            said.append(words.say("{n} đang ẩn", n=self.view.hidden))
        if self.hours > 1:
            said.append(words.count(self.hours, "mỗi cột {n} giờ"))
        days = {cell.sign for _, cell in cells if cell.unit == "days" and cell.figure}
        return Key.of(
            [(sign, across.brief and sign in days) for sign in LOOKS if sign in signs],
            said,
            notes,
            self.room,
            self.sheet,
        )

    def _row(
        self, row: Row, said: Said, place: Rect, names: float, across: Across
    ) -> Iterator[Item]:
        sheet = self.sheet
        yield Box(Rect(place.x, place.y, place.w, sheet.px(1.5)), fill=Ink.LINE)
        top = place.y + (place.h - sheet.row) / 2
        line = Rect(place.x, top, names - sheet.px(28), sheet.row)
        weight = Weight.SEMIBOLD if row.troubled else Weight.REGULAR

        def wide(text: str) -> float:
            return self._page.wide(text, weight)

        short = said.short
        if wide(said.text) > line.w and (short is None or wide(short) > line.w):
            short = at_a_word(short or said.text, line.w, wide) or short
        name = self._page.text("label", said.text, line, self.room.ink, weight, short=short)
        yield name
        middle = name.runs[0].baseline - name.cap / 2
        for i, slot in across.slots(place.x + names):
            yield from self._cell(i, row.cells[i], slot, (top, middle), across)

    def _cell(
        self, number: int, cell: Cell, slot: Rect, lines: tuple[float, float], across: Across
    ) -> Iterator[Item]:
        """`lines`: the row's top, and the middle of its capitals."""
        top, middle = lines
        look = None if cell.sign is None else LOOKS[cell.sign]
        left = slot.x
        if look is not None:
            side = across.side
            mark = Rect(slot.x, middle - side / 2, side, side)
            ink = look.ink if not self.room.dimmed or cell.troubled else Ink.SECOND
            yield Mark(look.shape, mark, ink, self.sheet.px(3.5))
            left += side + self.sheet.px(10)
        text = across.told(number, cell)
        if text:
            quiet = look is not None and look.ink is Ink.SECOND
            yield self._page.text(
                "value" if cell.figure is not None else "cell",
                text,
                Rect(left, top, slot.right - left, self.sheet.row),
                Ink.SECOND if quiet else self.room.ink,
                Weight.SEMIBOLD if cell.troubled or look is None else Weight.REGULAR,
            )
