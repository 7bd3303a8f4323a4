"""How many lines each row of events has: one form for all, and room that is free goes to what is urgent,
until what it is and where are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tiles.events.view import Group

HIGH = 1
"""The rank down to which a row may have more lines, and its name is semibold."""

type Told = tuple[bool, bool, int]
"""Whether a row says the whole of what it is, and of where; how many letters it has."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a row: `double` has the name over what is known of it; how many lines either has."""

    double: bool
    name: int = 1
    under: int = 1

    def height(self, sheet: Sheet) -> float:
        if self.double:
            return (self.name + self.under) * sheet.tight + sheet.px(12)
        return sheet.row + (max(self.name, self.under) - 1) * sheet.tight

    def larger(self, *, doubled: bool) -> Iterator[Shape]:
        """From the lowest; `doubled`: a row of one line may become one of two."""
        if self.double or doubled:
            lines = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (3, 3))
            yield from (
                one
                for one in (Shape(double=True, name=a, under=b) for a, b in lines)
                if one != self
            )
        else:
            yield Shape(double=False, name=2, under=2)


@dataclass(frozen=True, slots=True)
class Plan:
    usual: Shape
    doubled: bool
    sheet: Sheet
    told: Callable[[Group, Shape], Told]

    def shapes(self, groups: Sequence[Group], free: float) -> list[Shape]:
        """`free`: pixels beyond the usual rows; the worst have the first of them."""
        shapes: list[Shape] = []
        for one in groups:
            shape = self.usual
            if one.rank <= HIGH:
                shape = self._best(one, free)
                free -= shape.height(self.sheet) - self.usual.height(self.sheet)
            shapes.append(shape)
        return shapes

    def _best(self, one: Group, free: float) -> Shape:
        """The lowest in which nothing is cut; else the one that says most."""
        best, told = self.usual, self.told(one, self.usual)
        for shape in self.usual.larger(doubled=self.doubled):
            more = shape.height(self.sheet) - self.usual.height(self.sheet)
            if all(told[:2]) or more > free + 0.5:
                break
            if (tried := self.told(one, shape)) > told:
                best, told = shape, tried
        return best
