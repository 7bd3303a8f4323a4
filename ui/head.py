"""The heading of a screen, looked up and laid out, and only where it changed: mostly that is its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.audience import sources_for
from services.sensitivity import Sensitivity
from services.settings import Wording
from ui.extent import around, differing
from widgets import heading
from widgets.drawing import Rect
from widgets.panel import heading_box, heading_clock, heading_still

if TYPE_CHECKING:
    from datetime import datetime

    from services.views import Knowledge
    from ui.composition import Composition
    from ui.face import Stage
    from widgets.drawing import Item
    from widgets.sheet import Sheet

_AIR = 8.0
"""At 1080 lines, around what changed: letters lean out of their boxes."""


class Head:
    def __init__(self, composition: Composition, stage: Stage, sheet: Sheet) -> None:
        self.strip = Rect(0, 0, sheet.width, float(int(heading_box(sheet).bottom + sheet.px(10))))
        """The pixels that belong to it, down to the first tiles."""
        self.items: tuple[Item, ...] = ()
        self.touched = self.strip
        """What of it changed last."""
        self._sheet, self._shifts = sheet, stage.wall.shifts
        self._rule = composition.rule
        self._title = composition.panel.title or composition.screen.title
        shown, covers = stage.wall.scenes[composition.scene], composition.covers
        audience = shown.audience if covers is None else covers
        self._scene = shown.title or Wording(vi=composition.scene)
        if covers is not None:
            self._scene = Wording(vi=stage.words.say("Giao ban"))
        everything = audience is Sensitivity.RESTRICTED
        self._spoken_of = None if everything else sources_for(stage.wall, audience)
        self._told: heading.HeadingView | None = None
        self._still: tuple[Item, ...] = ()
        """All but the clock."""
        self._told_until: datetime | None = None

    def looked_up(self, knowledge: Knowledge, *, again: bool, simulated: bool) -> tuple[Item, ...]:
        """`again`: the sources may stand otherwise than at the last time. `simulated`: a tile is."""
        if again or self._told is None or (self._told_until and self._told_until <= knowledge.at):
            rule, at = self._rule, knowledge.at
            told = heading.look_up(
                knowledge,
                title=self._title,
                scene=self._scene,
                simulated=simulated,
                spoken_of=self._spoken_of,
                rule=None if rule is None else rule.ruling(at, knowledge.zone),
            )
            if told != self._told:
                self._still = heading_still(told, self._shifts, self._sheet)
            self._told = told
            ends = [source.until for source in knowledge.sources_of(self._spoken_of)]
            ends.append(None if rule is None else rule.turns(at))
            self._told_until = min((end for end in ends if end is not None), default=None)
        return (*self._still, *heading_clock(knowledge, self._sheet))

    def become(self, items: tuple[Item, ...]) -> bool:
        """False when it looks as before."""
        if items == self.items:
            return False
        air = self._sheet.px(_AIR)
        self.touched = around(differing(self.items, items), air) or self.strip
        self.items = items
        return True

    def give_way(self, items: tuple[Item, ...]) -> None:
        """It could not be painted: these are, in its place."""
        self.items, self.touched = items, self.strip

    def forget(self) -> None:
        """It could not be looked up: the next time all of it is."""
        self._told = None
