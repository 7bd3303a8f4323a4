"""What lies over the windows of a running wall, whatever scene they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import overlay
from ui.keys import Act
from ui.trouble import together, troubles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.cache import Cache
    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.decided import Setting
    from ui.trouble import Refusal, Remarking, Troubles
    from ui.windows import WallWindow
    from widgets.drawing import Item
    from widgets.sheet import Sheet

WAY_OUT = 10.0
"""Seconds for which a wall that has just opened shows how to leave it."""

REFUSED = 8.0
"""Seconds for which it is said that somebody may not do what they wished."""


@dataclass(frozen=True, slots=True)
class _Shown:
    troubles: Troubles
    refusal: Refusal | None
    elsewhere: bool
    refused: Phrase | None
    fresh: bool
    asked: Act | None
    setting: Setting


class Notices:
    """`troubled` hears which troubles the cache or the journal of acts has that it didn't have before;
    `ran` are seconds that never stand still.
    """

    def __init__(
        self,
        cache: Cache,
        acts: Acts,
        ran: Callable[[], float],
        troubled: Callable[[Troubles], None],
    ) -> None:
        self.asked: Act | None = None
        """`HELP` or `LEAVE`, while people look at it."""
        self.met: Phrase | None = None
        """What came of the last look at a cache that could not be read."""
        self.refusal: Refusal | None = None
        """Why what the wall file says now is not in force."""
        self.gone: Phrase | None = None
        """The wall file isn't there any more. Whoever only looks at the wall misses nothing by it: it is told
        at the console.
        """
        self.defect: Phrase | None = None
        """What the program itself could not do; what it did before stays."""
        self.elsewhere = False
        """What is wrong is told at the operator's console, not on the wall."""
        self._remarking: list[Remarking] = []
        self._cache, self._acts, self._ran, self._troubled = cache, acts, ran, troubled
        self._opened = ran()
        self._refusal: tuple[Phrase, float] | None = None
        self._shown: _Shown | None = None

    def hear(self, of: Remarking) -> None:
        """What this has to say is told from now on, with what is known already."""
        self._remarking.append(of)

    @property
    def troubles(self) -> Troubles:
        """All that is wrong now, beside the refusal of a wall file."""
        ours = () if self.defect is None else (self.defect,)
        others = (one for of in self._remarking for one in of.troubles)
        known = together(troubles(self._cache, self.met), self._acts.troubles)
        return tuple(dict.fromkeys((*ours, *known, *others)))

    def refuse(self, why: Phrase) -> None:
        """Somebody may not do what they wished; shown for a while."""
        self._refusal = why, self._ran()

    def changed(self, setting: Setting) -> bool:
        """Something else is to lie over the wall than what does."""
        return self._shown != self._now(setting)

    def lay_over(self, windows: Iterable[WallWindow], setting: Setting) -> None:
        before, self._shown = self._shown, self._now(setting)
        found = self._shown.troubles
        if found and before and before.troubles != found:
            self._troubled(found)
        for window in windows:
            sheet = window.overlay_sheet()
            window.lay_over(_items(self._shown, sheet, miniature=len(window.areas) > 1))

    def _now(self, setting: Setting) -> _Shown:
        fresh = self._ran() - self._opened < WAY_OUT
        found, refusal = self.troubles, self.refusal
        return _Shown(found, refusal, self.elsewhere, self._refused(), fresh, self.asked, setting)

    def _refused(self) -> Phrase | None:
        if self._refusal is None or self._ran() - self._refusal[1] >= REFUSED:
            return None
        return self._refusal[0]


def _items(shown: _Shown, sheet: Sheet, *, miniature: bool) -> list[tuple[Item, ...]]:
    """Strips stand on each other at the foot; what people asked for lies over them."""
    over: list[tuple[Item, ...]] = []

    def foot() -> float:
        return overlay.bounds(over[-1]).y if over else float(sheet.height)

    if shown.troubles and not shown.elsewhere:
        over.append(overlay.trouble(sheet, shown.troubles, foot()))
    if shown.refusal is not None and not shown.elsewhere:
        over.append(overlay.not_in_force(sheet, shown.refusal, foot()))
    if shown.refused is not None:
        over.append(overlay.strip(sheet, sheet.words.say(shown.refused), foot()))
    if shown.fresh:
        over.append(overlay.way_out(sheet, foot()))
    if shown.asked is Act.HELP:
        over.append(overlay.keys(sheet, miniature=miniature))
    if shown.asked is Act.LEAVE:
        over.append(overlay.question(sheet))
    return over
