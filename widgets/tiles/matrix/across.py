"""A matrix' columns in a width: those with titles of their own, and hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.columns import Cell as Said
from widgets.drawing import Ink, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.matrix.signs import LOOKS
from widgets.tiles.matrix.told import columns_said, figure_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.matrix.view import Cell, MatrixView

_MARK, _SMALL = 0.74, 0.5
"""Ems: a sign beside words, and the least that one is where hours stand close."""
_CLOSE = 1.28
"""Times its side that a sign of an hour needs."""
_TITLE, _CUT, _AIRY = 6.2, 4.2, 9.0
"""Ems: what a title gets before names are cut, what it keeps at worst, and the most air of a column."""
_FLAT = 3.5
"""Ems of a title that looks poor on two lines."""
_TWO_LINES = 6.0
"""Rows of a room whose titles may have two lines."""
_REGULAR, _BOLD = Weight.REGULAR, Weight.SEMIBOLD
_HAIR = 0.5
"""Pixels that are nothing."""
_STEPS = (1, 2, 3, 4, 6, 8, 12, 24)
"""Hours from one label to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Which columns are shown, how wide each is, and what it says."""

    page: Page
    shown: tuple[int, ...]
    widths: tuple[float, ...]
    said: tuple[Said, ...]
    """Titles; empty where none stands over the column."""
    lines: int
    """Of titles."""
    gap: float
    side: float
    """Of a sign."""
    running: bool = False
    """Titles may go on over the columns after their own."""
    brief: bool = False
    """Figures have no room for their words: the key says what they count."""
    whole: bool = True
    """No title had to be cut."""

    @property
    def head(self) -> float:
        """Height of the titles."""
        return self.lines * self.page.sheet.tight + self.page.sheet.px(6)

    def slots(self, left: float) -> Iterator[tuple[int, Rect]]:
        """Each column's number, and its place from left to right."""
        for i, width in zip(self.shown, self.widths, strict=True):
            yield i, Rect(left, 0.0, width, 0.0)
            left += width + self.gap

    def titles(self, box: Rect) -> Iterator[Item]:
        """Over their columns, those of one line on the last."""
        sheet = self.page.sheet
        until = box.right
        for said, (_, slot) in zip(self.said, self.slots(box.x), strict=True):
            if not said.text:
                continue
            free = until - slot.x if self.running else slot.w
            text = self._title(said, free)
            count = min(len(sheet.broken(text, free, sheet.reading, _REGULAR)), self.lines)
            top = box.y + (self.lines - count) * sheet.tight
            yield sheet.paragraph(
                "label",
                text,
                Rect(slot.x, top, free, count * sheet.tight),
                lines=count,
                ink=Ink.SECOND,
                ground=self.page.room.ground,
                leading=TIGHT,
            )

    def _title(self, said: Said, width: float) -> str:
        """Its full form, its short one, or what of that has room, cut between words."""
        for text in filter(None, (said.text, said.short)):
            if _two(text, self.page, self.lines) <= width:
                return text
        text = said.short or said.text
        words = text.split()
        for count in range(len(words) - 1, 0, -1):
            cut = " ".join(words[:count]).rstrip(" ,.;:–-·(") + "…"
            if _two(cut, self.page, self.lines) <= width:
                return cut
        return at_a_word(text, width, self.page.wide) or text

    def told(self, number: int, cell: Cell) -> str:
        """Its figure; of what is in trouble the word, where there is room for it."""
        words = self.page.sheet.words
        width = self.widths[self.shown.index(number)] - _lead(cell, self.side, self.page)
        figure = figure_said(cell, words, short=self.brief)
        if figure:
            return figure if self.page.wide(figure, _BOLD) <= width + _HAIR else ""
        word = words.say(LOOKS[cell.sign].said) if cell.sign and cell.troubled else ""
        return word if word and self.page.wide(word, _BOLD) <= width else ""


def titled(view: MatrixView, room: Room, sheet: Sheet, width: float) -> Across | None:
    """None where not even one column has room."""
    page = Page(room, sheet)
    gap, side = sheet.px(22), sheet.reading * _MARK
    lines = 2 if room.box.h >= _TWO_LINES * sheet.row else 1
    said = columns_said(view.columns, view.day, sheet.words)
    needs, cut = _needs(view, said, side, lines, page)
    spare, way = width, needs[-1]
    shown = tuple(range(len(said)))
    fitting = [one for one in needs if sum(one) + gap * (len(one) - 1) <= width + _HAIR]
    if fitting:
        way = fitting[0]
        spare = width - sum(way) - gap * (len(way) - 1)
    else:
        shown, spare = _with_room(view, way, gap, width)
    if not shown:
        return None
    full = [max(_two(one.text, page, lines), _AIRY * sheet.reading) for one in said]
    widths = _shared([way[i] for i in shown], [full[i] for i in shown], spare)
    placed = [*zip(shown, widths, strict=True)]
    return Across(
        page=page,
        shown=shown,
        widths=widths,
        said=tuple(said[i] for i in shown),
        lines=max(_count(said[i], lines, page, w) for i, w in placed),
        gap=gap,
        side=side,
        brief=not all(
            _content(_of(view, i), side, page, short=False) <= w + _HAIR for i, w in placed
        ),
        whole=bool(fitting) and way not in cut,
    )


def _needs(
    view: MatrixView, said: Sequence[Said], side: float, lines: int, page: Page
) -> tuple[list[list[float]], list[list[float]]]:
    """Each column's width in ways that get narrower, and those of them that cut titles: titles in full,
    their short forms on one line, on two, figures without their words, titles cut.
    """
    em = page.sheet.reading
    full = [_two(one.text, page, lines) for one in said]
    flat = [page.wide(one.short or one.text) for one in said]
    two = [
        wide if wide <= _FLAT * em else _two(one.short or one.text, page, lines)
        for one, wide in zip(said, flat, strict=True)
    ]
    cells = [_of(view, i) for i in range(len(said))]
    long = [_content(one, side, page, short=False) for one in cells]
    brief = [_content(one, side, page, short=True) for one in cells]
    ways = [
        [max(a, b) for a, b in zip(long, titles, strict=True)]
        for titles in (full, [min(a, b) for a, b in zip(full, flat, strict=True)], two)
    ]
    bound = [min(one, _TITLE * em) for one in two]
    cut = [
        [max(a, b) for a, b in zip(brief, bound, strict=True)],
        [max(a, min(b, _CUT * em)) for a, b in zip(brief, two, strict=True)],
    ]
    return [*ways, *cut], cut


def hourly(view: MatrixView, room: Room, sheet: Sheet, width: float) -> Across | None:
    """Columns as close as signs may stand, with labels at full hours; None where they'd be too close."""
    page, count = Page(room, sheet), len(view.columns)
    slot = width / count
    side = min(slot / _CLOSE, sheet.reading * _MARK)
    if side < sheet.reading * _SMALL:
        return None
    slot = min(slot, sheet.reading * 1.6)
    starts = [column.hour.astimezone(sheet.words.zone) for column in view.columns if column.hour]
    label = page.wide("00") + sheet.px(16)
    every = (starts[1] - starts[0]).seconds // 3600 or 1 if count > 1 else 1
    step = next((one for one in _STEPS if one % every == 0 and one / every * slot >= label), 24)
    said: list[Said] = []
    for n, start in enumerate(starts):
        fits = start.hour % step < every and n * slot + label <= width + sheet.px(16)
        said.append(Said(f"{start:%H}" if fits else ""))
    return Across(
        page=page,
        shown=tuple(range(count)),
        widths=(slot,) * count,
        said=tuple(said),
        lines=1,
        gap=0.0,
        side=side,
        running=True,
    )


def _count(said: Said, lines: int, page: Page, width: float) -> int:
    return 1 if page.wide(said.text) <= width else lines


def _of(view: MatrixView, column: int) -> set[Cell]:
    return {row.cells[column] for row in view.rows}


def _lead(cell: Cell, side: float, page: Page) -> float:
    return 0.0 if cell.sign is None else side + page.sheet.px(10)


def _content(cells: set[Cell], side: float, page: Page, *, short: bool) -> float:
    """Of the widest cell of a column."""
    words = page.sheet.words
    wide = 0.0
    for cell in cells:
        figure = figure_said(cell, words, short=short)
        text = page.wide(figure, _BOLD) + (_lead(cell, side, page) if figure else side)
        wide = max(wide, text)
    return wide


def _two(text: str, page: Page, lines: int) -> float:
    """The least width in which a text takes so many lines."""
    words = text.split()
    if lines < 2 or len(words) < 2:  # noqa: PLR2004 - one word has no second line
        return page.wide(text)
    return min(
        max(page.wide(" ".join(words[:n])), page.wide(" ".join(words[n:])))
        for n in range(1, min(len(words), 30))
    )


def _with_room(
    view: MatrixView, needs: Sequence[float], gap: float, width: float
) -> tuple[tuple[int, ...], float]:
    """As many columns as go into the width, those with the worst cell first, then in their order; what is
    left.
    """
    worst = [
        min((row.cells[i].rank for row in view.rows), default=len(LOOKS)) for i in range(len(needs))
    ]
    kept: list[int] = []
    left = width + gap
    for i in sorted(range(len(needs)), key=lambda i: (worst[i], i)):
        if needs[i] + gap <= left + _HAIR:
            kept.append(i)
            left -= needs[i] + gap
    return tuple(sorted(kept)), max(left, 0.0)


def _shared(needs: Sequence[float], most: Sequence[float], spare: float) -> tuple[float, ...]:
    """What is left goes to all alike, to none more than it can use."""
    got = list(needs)
    hungry = [i for i in range(len(got)) if most[i] - got[i] > _HAIR]
    while hungry and spare > _HAIR:
        share = spare / len(hungry)
        for i in hungry:
            more = min(share, most[i] - got[i])
            got[i], spare = got[i] + more, spare - more
        hungry = [i for i in hungry if most[i] - got[i] > _HAIR]
    return tuple(got)
