"""Tiles of screens that are missing, on those that are there: what `services.program.reflow` decides, as
compositions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.program.reflow import Shown, reflow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.program.reflow import Origin, Seat
    from ui.composition import Composition, Named
    from ui.face import Stage


def reflowed(
    stage: Stage, there: Mapping[str, Composition], missing: Mapping[str, Composition]
) -> tuple[dict[str, Composition], tuple[str, ...]]:
    """By screen, those of `there` with what moved onto them; the ids of tiles for which no screen has
    room.
    """
    if not missing:
        return dict(there), ()
    done = reflow(_shown(stage, there.values()), _shown(stage, missing.values()))
    every = {**there, **missing}
    moved = {screen: _seated(there[screen], seats, every) for screen, seats in done.seats.items()}
    return {**there, **moved}, tuple(_name(origin, every).id for origin in done.unshown)


def _shown(stage: Stage, compositions: Iterable[Composition]) -> list[Shown]:
    return [
        Shown(one.screen, one.panel, stage.wall.scenes[one.scene].audience) for one in compositions
    ]


def _seated(
    composition: Composition, seats: tuple[Seat, ...], every: Mapping[str, Composition]
) -> Composition:
    tiles = tuple(seat.tile for seat in seats)
    names = tuple(_name(seat.origin, every) for seat in seats)
    panel = composition.panel.model_copy(update={"tiles": tiles})
    return replace(composition, panel=panel, names=names)


def _name(origin: Origin, every: Mapping[str, Composition]) -> Named:
    return every[origin.screen].names[origin.number]
