"""What the cache keeps of the outputs that a wall had, read again. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.placing.output import Output

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 16384
"""Pixels of an output in either direction that are believed."""
_FARTHEST = 1 << 20
"""Pixels from the desktop's corner, and millimetres."""


@dataclass(frozen=True, slots=True)
class Record:
    """Which outputs a wall had from an instant on."""

    real: bool
    """Windows filled outputs; else all of the wall was shown in miniature."""
    panels: Mapping[str, tuple[Output | None, ...]]
    """Of every screen that the wall file had then."""
    spare: tuple[Output, ...]
    """Neither the wall's nor its console's."""
    desk: tuple[Output, ...] = ()
    """The console's."""

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All but the console's."""
        ours = (one for panels in self.panels.values() for one in panels if one is not None)
        return (*ours, *self.spare)


def read(kept: str) -> Record | None:
    """What `Present.as_json` wrote; None: a newer program's, of which this one understands too little. What
    that wrote besides is left out.
    """
    try:
        match json.loads(kept):
            case {"real": bool(real), "screens": dict(screens), "spare": list(spare), **rest}:
                desk = _panels(rest.get("desk")) or ()
            case _:
                return None
    except (ValueError, RecursionError):
        return None
    panels = {name: _panels(panels) for name, panels in screens.items()}
    others = _panels(spare)
    known = {name: one for name, one in panels.items() if one is not None}
    if others is None or None in others or len(known) < len(panels):
        return None
    return Record(
        real, known, *(tuple(one for one in of if one is not None) for of in (others, desk))
    )


def _panels(told: object) -> tuple[Output | None, ...] | None:
    if not isinstance(told, list):
        return None
    found = [None if one is None else output_of(one) for one in told]
    unread = any(one is None and said is not None for one, said in zip(found, told, strict=True))
    return None if unread else tuple(found)


def said(output: Output) -> dict[str, object]:
    marks = {"maker": output.maker, "model": output.model, "serial": output.serial}
    size = {"area": list(output.area), "millimetres": list(output.millimetres)}
    return {"connector": output.name, **size, **marks}


def output_of(told: object) -> Output | None:
    """None: nobody can have had such a one. Its size in millimetres was not always kept."""
    match told:
        case {
            "connector": str(name),
            "area": [int(x), int(y), int(width), int(height)],
            "maker": str(maker),
            "model": str(model),
            "serial": str(serial),
            **rest,
        } if 0 < width <= _LARGEST and 0 < height <= _LARGEST and abs(x) + abs(y) < _FARTHEST:
            return Output(
                name,
                (x, y, width, height),
                millimetres=_millimetres(rest.get("millimetres")),
                maker=maker,
                model=model,
                serial=serial,
            )
        case _:
            return None


def _millimetres(told: object) -> tuple[float, float]:
    match told:
        case [int() | float() as wide, int() | float() as tall] if _length(wide) and _length(tall):
            return float(wide), float(tall)
        case _:
            return 0.0, 0.0


def _length(millimetres: float) -> bool:
    """Also of what is no number."""
    return 0 <= millimetres < _FARTHEST
