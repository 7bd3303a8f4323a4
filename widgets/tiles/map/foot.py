"""Under a map: what must be said of its boundaries, what is nowhere on it, and whose names are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Rect, Weight

if TYPE_CHECKING:
    from widgets.drawing import Item
    from widgets.page import Page
    from widgets.tiles.map.view import MapView

MANY = 24
"""Units up to which each may have its name; of more only the strongest have one."""
FEW = 8
"""Names on a map of many units."""
_LINES = 2


@dataclass(frozen=True, slots=True)
class Foot:
    view: MapView
    page: Page
    naming: bool
    """It says how many units are named."""

    def height(self, box: Rect) -> float:
        """What it may take, whichever number of names finds room."""
        return max(len(self._lines(named, box)) for named in (0, 1, FEW)) * self.page.sheet.row

    def items(self, box: Rect, named: int) -> list[Item]:
        lines, sheet = self._lines(named, box), self.page.sheet
        if not lines:
            return []
        height = len(lines) * sheet.row
        strip = Rect(box.x, box.bottom - height, box.w, height)
        return [
            sheet.paragraph(
                "context",
                " ".join(lines),
                strip,
                lines=_LINES,
                ink=Ink.SECOND,
                ground=self.page.room.ground,
            )
        ]

    def _lines(self, named: int, box: Rect) -> list[str]:
        """Whose names are missing is said last, and not at all where it would be cut."""
        sheet, said = self.page.sheet, self._said(named)
        while said:
            whole = " · ".join(said)
            lines = sheet.broken(whole, box.w, sheet.reading, Weight.REGULAR)
            if len(lines) <= _LINES or len(said) == 1:
                return list(lines)[:_LINES]
            said.pop()
        return []

    def _said(self, named: int) -> list[str]:
        words, view = self.page.sheet.words, self.view
        said = [] if view.ground.caption is None else [words.say(view.ground.caption)]
        if view.strangers:
            said.append(words.count(view.strangers, "{n} mục không nằm trong đơn vị nào"))
        if view.alarms.elsewhere:
            said.append(words.count(view.alarms.elsewhere, "{n} cảnh báo không rõ địa bàn"))
        if view.hidden:
            said.append(words.say("{n} đang ẩn", n=view.hidden))
        if self.naming and named < len(view.ground.units):
            said.append(self._naming(named, len(view.ground.units)))
        return said

    def _naming(self, named: int, units: int) -> str:
        """The strongest are tried first: only if each of them found its room are they those named."""
        words = self.page.sheet.words
        if not named:
            return words.say("không đủ chỗ ghi tên đơn vị")
        if named == FEW and units > MANY and self.view.coloured:
            return words.say("ghi tên {named}/{units} đơn vị cao nhất", named=named, units=units)
        return words.say("ghi tên {named}/{units} đơn vị", named=named, units=units)
