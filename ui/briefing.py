"""A briefing on a running wall: begun, stepped through, ended, each as a deed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.acts import What
from services.clock import iso
from services.phrase import phrase
from services.views import BRIEFED
from ui.deed import Deed
from ui.layers import BRIEFING, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.wall import Wall


class Briefings:
    """`now` is the wall's clock. What the wall shows besides goes on beneath, and is back at the end."""

    def __init__(self, wall: Wall, acts: Acts, now: Callable[[], datetime]) -> None:
        self._wall, self._acts, self._now = wall, acts, now

    @property
    def step(self) -> Step | None:
        """Where the briefing stands; None: there is none."""
        step = self._wall.layers.step
        return (
            step if step is not None and step.briefing in self._wall.stage.wall.briefings else None
        )

    def begin(self, name: str, number: int = 0, screens: tuple[str, ...] = ()) -> Deed:
        """From a step, on these screens; none: on those that the wall file says."""
        return self._to(Step(name, number, self._now(), screens))

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
        """The step after or before; past the last one it ends, before the first one there is none."""
        step = self.step
        if step is None or step.number + by < 0:
            return None
        steps = self._wall.stage.wall.briefings[step.briefing].steps
        number = step.number + by
        return self.end() if number >= len(steps) else self._to(replace(step, number=number))

    def first(self) -> str | None:
        """The briefing that a key alone begins: the only one, or the first of several."""
        return next(iter(self._wall.stage.wall.briefings), None)

    def _to(self, step: Step | None, *, finished: bool = True) -> Deed:
        """`finished`: what was on and isn't any more is one that was held, not one begun by mistake."""
        before = self._wall.layers.step

        def do() -> None:
            self._wall.lay(replace(self._wall.layers, step=step))
            self._acts.keep_as(BRIEFING, "", None if step is None else step.as_json())
            if finished and before is not None and (step is None or step.began != before.began):
                self._acts.keep_as(BRIEFED, before.briefing, iso(before.began))

        return Deed(
            what=What.BRIEFING,
            before=None if before is None else before.as_json(),
            after=None if step is None else step.as_json(),
            says=self._said(step),
            do=do,
            back=lambda: self._to(before, finished=False),
        )

    def _said(self, step: Step | None) -> Phrase:
        if step is None:
            return phrase("kết thúc giao ban, tường trở về chỗ cũ")
        briefing = self._wall.stage.wall.briefings[step.briefing]
        title = briefing.title
        said = phrase(
            "giao ban “{title}”, bước {n}/{total}",
            title=step.briefing if title is None else title.full_in(self._wall.setting.lang),
            n=step.number + 1,
            total=len(briefing.steps),
        )
        if not step.screens:
            return said
        return phrase("{deed}, trên {screens}", deed=said, screens=", ".join(step.screens))
