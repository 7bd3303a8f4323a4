"""Which monitors a wall had when it was open last, as its cache keeps it, so that a cable that is dead in
the morning makes no miniature of a wall that was on its monitors the evening before. Pure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.placing.evidence import ASIDE, Memory
from ui.placing.matching import matched
from ui.placing.present import present
from ui.placing.record import output_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.wall_file.outputs import OutputMark
    from services.wall_file.shape import Screen
    from ui.placing.evidence import Place
    from ui.placing.output import Output
    from ui.placing.present import Present


def opened(
    screens: Sequence[Screen],
    outputs: Iterable[Output],
    kept: str | None,
    reserved: Sequence[OutputMark] = (),
) -> Present:
    """What is there when a wall opens. `kept`: `Present.as_json` of the last time, whatever wrote it. A wall
    that finds none of the monitors that it had begins anew, and one that finds all it needs without taking
    what was the desk's.
    """
    there = tuple(outputs)
    fresh = present(screens, there, None, reserved)
    memory = _memory(screens, kept, reserved)
    if memory is None:
        return fresh
    nothing = matched(screens, (), None, reserved)
    # Also a wall that begins anew takes nothing of its console's.
    console = Memory({place: one for place, one in memory.held.items() if place[0] == ASIDE})
    alone = replace(fresh, matching=replace(nothing, memory=console), real=False)
    fresh = present(screens, there, alone, reserved)
    known = replace(nothing, memory=memory)
    again = present(screens, there, replace(fresh, matching=known, real=True), reserved)
    if again.matching.whole:
        return again
    desk = {output.name for output in memory.spare}
    taken = {
        one.name for name in fresh.matching.found for one in fresh.matching.outputs(name) if one
    }
    anew = fresh.matching.whole and desk.isdisjoint(taken)
    return fresh if anew or not again.matching.there else again


def _memory(
    screens: Sequence[Screen], kept: str | None, reserved: Sequence[OutputMark]
) -> Memory | None:
    """None: the wall wasn't on monitors of its own."""
    try:
        match json.loads(kept or "null"):
            case {"real": True, "screens": dict(said), **rest}:
                desk, aside = rest.get("spare"), rest.get("desk")
            case _:
                return None
    except (ValueError, RecursionError):
        return None
    held: dict[Place, Output] = {}
    places = [(one.name, said.get(one.name), one.outputs or (None,)) for one in screens]
    for name, panels, marks in (*places, (ASIDE, aside, reserved)):
        if isinstance(panels, list) and len(panels) == len(marks):
            for n, (mark, panel) in enumerate(zip(marks, panels, strict=True)):
                output = output_of(panel)
                if output is not None:
                    held[name, n, mark] = output
    spare = [output_of(one) for one in desk] if isinstance(desk, list) else []
    ours = any(name != ASIDE for name, _, _ in held)
    return Memory(held, tuple(one for one in spare if one)) if ours else None


@dataclass(frozen=True, slots=True)
class Change:
    """Which screens went and came between what was kept and what was kept after it."""

    gone: tuple[tuple[str, str], ...]
    """With the connectors that they had, empty where that isn't known."""
    came: tuple[str, ...]


def change(before: str | None, after: str | None) -> Change | None:
    """Of what `Present.as_json` says; None where no screen went or came. A wall that isn't on monitors of its
    own lacks none.
    """
    earlier, later = _connectors(before), _connectors(after)
    gone = tuple(
        (screen, earlier.get(screen) or "")
        for screen, connector in later.items()
        if not connector and earlier.get(screen, "?")
    )
    came = tuple(
        screen for screen, connector in later.items() if connector and not earlier.get(screen, "?")
    )
    return Change(gone, came) if gone or came else None


def _connectors(kept: str | None) -> dict[str, str]:
    """By screen where it hangs; empty where nothing of it is there."""
    try:
        match json.loads(kept or "null"):
            case {"real": True, "screens": dict(said)}:
                panels = {str(name): one for name, one in said.items() if isinstance(one, list)}
            case _:
                return {}
    except (ValueError, RecursionError):
        return {}
    return {
        name: ", ".join(output.name for output in map(output_of, one) if output is not None)
        for name, one in panels.items()
    }
