"""Under a matrix: what has no room, then what each sign means, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Mark, Rect
from widgets.page import Page
from widgets.shortening import at_a_word
from widgets.tiles.matrix.signs import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.matrix.signs import Sign

_TALL, _TALLEST = 4.6, 12.0
"""Rows of a room whose key may have two, and three."""


@dataclass(frozen=True, slots=True)
class _Part:
    sign: Sign | None
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Key:
    rows: tuple[tuple[_Part, ...], ...]
    page: Page

    @classmethod
    def of(
        cls,
        signs: Sequence[tuple[Sign, bool]],
        rest: Sequence[str],
        notes: Sequence[str],
        room: Room,
        sheet: Sheet,
    ) -> Key:
        """Signs each with whether a bare number of days stands by it."""
        page = Page(room, sheet)
        lead = cls._lead_of(sheet)
        parts = [_Part(None, one, page.wide(one)) for one in rest]
        for sign, days in signs:
            said = sheet.words.say(LOOKS[sign].said)
            said = sheet.words.say("{sign} (số ngày)", sign=said) if days else said
            parts.append(_Part(sign, said, page.wide(said) + lead))
        parts += [_Part(None, note, page.wide(note)) for note in notes]
        tall = room.box.h / sheet.row
        most = 1 + (tall >= _TALL) + (tall >= _TALLEST)
        rows: list[list[_Part]] = []
        x = 0.0
        for part in parts:
            if not rows or x + part.width > room.box.w:
                if len(rows) == most:
                    continue
                rows.append([])
                x = 0.0
            rows[-1].append(part)
            x += part.width + sheet.px(32)
        return cls(tuple(tuple(row) for row in rows), page)

    @staticmethod
    def _lead_of(sheet: Sheet) -> float:
        return sheet.reading * 0.7 + sheet.px(10)

    @property
    def height(self) -> float:
        sheet = self.page.sheet
        return len(self.rows) * sheet.tight + (sheet.px(10) if self.rows else 0.0)

    def items(self, box: Rect) -> Iterator[Item]:
        """From the top of `box`."""
        sheet = self.page.sheet
        lead, side = self._lead_of(sheet), sheet.reading * 0.7
        for n, row in enumerate(self.rows):
            x = box.x
            top = box.y + sheet.px(10) + n * sheet.tight
            for part in row:
                ahead = lead if part.sign else 0.0
                place = Rect(x + ahead, top, min(box.right - x, part.width + 1) - ahead, sheet.row)
                short = at_a_word(part.text, place.w, self.page.wide)
                text = self.page.text(
                    "context" if part.sign is None else "mark",
                    part.text,
                    place,
                    Ink.SECOND,
                    short=short,
                    leading=1.24,
                )
                if part.sign is not None:
                    look = LOOKS[part.sign]
                    middle = text.runs[0].baseline - text.cap / 2
                    mark = Rect(x, middle - side / 2, side, side)
                    yield Mark(look.shape, mark, look.ink, sheet.px(3.5))
                yield text
                x += part.width + sheet.px(32)
