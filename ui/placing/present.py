"""What of a wall is there. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.program.orientation import connected
from ui.placing.matching import matched, real
from ui.placing.record import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.wall_file.outputs import OutputMark
    from services.wall_file.shape import Screen
    from ui.placing.matching import Matching
    from ui.placing.output import Output


@dataclass(frozen=True, slots=True)
class Present:
    matching: Matching
    real: bool
    """Windows fill outputs; else the whole wall is shown in miniature, in one window."""
    screens: tuple[Screen, ...]
    """Those that are shown, in the order of the file, as they are laid out."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Screens of a real wall that are shown nowhere."""
        return self.matching.missing if self.real else ()

    def as_json(self) -> str:
        """For the cache: which outputs the wall's screens had, and what was there besides; read again by
        `ui.placing.record`.
        """
        found = {
            name: [None if one is None else said(one) for one in self.matching.outputs(name)]
            for name in self.matching.found
        }
        spare = [said(one) for one in self.matching.spare]
        desk = [None if one is None else said(one.output) for one in self.matching.reserved]
        told = {"real": self.real, "screens": found, "spare": spare}
        return json.dumps(told | {"desk": desk} if desk else told)


def present(
    screens: Sequence[Screen],
    outputs: Iterable[Output],
    before: Present | None = None,
    reserved: Sequence[OutputMark] = (),
) -> Present:
    """`before`: what was there last in this run. `reserved`: what outputs that are not the wall's are found
    by.
    """
    known = None if before is None else before.matching
    matching = matched(screens, outputs, known, reserved)
    is_real = real(screens, matching, before=before is not None and before.real)
    there = frozenset(matching.there)
    shown = [laid_out(one, matching.outputs(one.name)) for one in screens if one.name in there]
    return Present(matching, is_real, tuple(shown) if is_real else tuple(screens))


def laid_out(screen: Screen, outputs: Sequence[Output | None]) -> Screen:
    """A screen of several outputs keeps the canvas that was declared, whatever each of them has become."""
    if len(outputs) != 1 or outputs[0] is None:
        return screen
    return connected(screen, outputs[0].area[2:])
