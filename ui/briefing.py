"""A briefing on a running wall: begun, stepped through, ended, each as a deed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.acts import What
from services.clock import iso
from services.phrase import phrase
from services.views import BRIEFED
from ui.deed import Deed, NotDone
from ui.deed_words import DeedWords
from ui.layers import BRIEFING, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.cache import Cache
    from ui.acts import Acts
    from ui.layers import Layers
    from ui.trouble import Troubles
    from ui.wall import Wall


@dataclass(frozen=True, slots=True)
class _Undone:
    """A deed that is taken back; `briefing` is what it ended, if any."""

    briefing: str | None = None
    began: str | None = None
    """When the one of that name began that was the last one then."""


class Briefings:
    """`now` is the wall's clock. What the wall shows besides goes on beneath, and is back at the end."""

    def __init__(self, wall: Wall, acts: Acts, now: Callable[[], datetime], cache: Cache) -> None:
        self._wall, self._acts, self._now, self._cache = wall, acts, now, cache
        self._words = DeedWords(wall)

    @property
    def step(self) -> Step | None:
        """Where the briefing stands, at one of the steps that it has now; None: there is none."""
        step = self._wall.layers.step
        briefing = None if step is None else self._wall.stage.wall.briefings.get(step.briefing)
        if step is None or briefing is None:
            return None
        return replace(step, number=min(step.number, len(briefing.steps) - 1))

    @property
    def lost(self) -> Step | None:
        """One that the wall file doesn't have any more: who attends it may still be there."""
        step = self._wall.layers.step
        return None if step is None or step.briefing in self._wall.stage.wall.briefings else step

    @property
    def troubles(self) -> Troubles:
        if self.lost is None:
            return ()
        return (
            phrase(
                "Tệp tường không còn buổi giao ban “{briefing}” đang diễn ra; người dự có thể vẫn ở đó nên "
                "tường chỉ hiện điều dành cho {eyes}. F5: kết thúc giao ban.",
                briefing=self.lost.briefing,
                eyes=self.lost.audience.eyes,
            ),
        )

    def keep(self, before: Layers, after: Layers) -> None:
        """Where one stands, if another wall file has changed that, or who attends it."""
        was, stands = (None if of.step is None else of.step.as_json() for of in (before, after))
        if was != stands:
            self._acts.keep_as(BRIEFING, "", stands)

    def begin(self, name: str, number: int = 0, screens: tuple[str, ...] = ()) -> Deed:
        """From a step, on these screens; none: on those that the wall file says."""
        briefing = self._wall.stage.wall.briefings.get(name)
        step = Step(name, number, self._now(), screens)
        return self._to(step if briefing is None else replace(step, audience=briefing.audience))

    def go(self, number: int) -> Deed | None:
        """To a step of the one that is on."""
        step = self.step
        if step is None or not 0 <= number < len(
            self._wall.stage.wall.briefings[step.briefing].steps
        ):
            return None
        return self._to(replace(step, number=number))

    def end(self) -> Deed:
        return self._to(None)

    def move(self, by: int) -> Deed | None:
        """The step after or before. There is none past the last one: a key that is pressed once too often
        must not show a room what isn't for it.
        """
        step = self.step
        return None if step is None else self.go(step.number + by)

    def first(self) -> str | None:
        """The briefing that a key alone begins: the only one, or the first of several."""
        return next(iter(self._wall.stage.wall.briefings), None)

    def _to(self, step: Step | None, undone: _Undone | None = None) -> Deed:
        """`undone`: a deed that is taken back, which ends no briefing."""
        before = self._wall.layers.step
        ended = before if undone is None and not _same(before, step) else None
        last = _Undone()

        def do() -> None:
            nonlocal last
            self._refuse(step)
            if ended is not None:
                last = _Undone(ended.briefing, self._began(ended.briefing))
            layers = replace(self._wall.layers, step=step)
            self._wall.decide(replace(self._wall.decided, layers=layers))
            self._acts.keep_as(BRIEFING, "", None if step is None else step.as_json())
            if ended is not None:
                self._acts.keep_as(BRIEFED, ended.briefing, iso(ended.began))
            if undone is not None and undone.briefing is not None:
                self._acts.keep_as(BRIEFED, undone.briefing, undone.began)

        return Deed(
            what=What.BRIEFING,
            before=None if before is None else before.as_json(),
            after=None if step is None else step.as_json(),
            says=self._words.briefing(step),
            do=do,
            back=lambda: self._to(before, last),
        )

    def _began(self, name: str) -> str | None:
        """When the last one of that name that is over began, as the cache has it."""
        with self._cache.picture() as picture:
            return picture.setting(BRIEFED, name)

    def _refuse(self, step: Step | None) -> None:
        if step is not None and step.briefing not in self._wall.stage.wall.briefings:
            raise NotDone(
                phrase("Tệp tường không còn buổi giao ban “{briefing}”", briefing=step.briefing)
            )


def _same(one: Step | None, other: Step | None) -> bool:
    """Steps of one briefing, or nothing that could be over."""
    if one is None or other is None:
        return one is None
    return (one.briefing, one.began) == (other.briefing, other.began)
