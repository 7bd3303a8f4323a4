"""What to write into a wall file so that each monitor is found again, and no other in its stead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from services.wall_file.outputs import factory_made, folded
from ui.connected import sized

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.placing.output import Output


def marks(output: Output, every: Sequence[Output]) -> dict[str, object]:
    """`output:` of a screen, in the order of trust. Its serial where that is its own, else its model where
    no other is of it; always its connector, so that another panel in its stead is known by where it
    hangs; where there is no connector that only it has, its place.
    """
    found: dict[str, object] = {}
    serial, model = folded(output.serial), folded(output.model)
    if serial and not factory_made(serial) and _alone(serial, every, lambda one: one.serial):
        found["serial"] = output.serial
    elif model and _alone(model, every, lambda one: one.model):
        found["model"] = output.model
    if output.name and _alone(folded(output.name), every, lambda one: one.name):
        found["connector"] = output.name
    else:
        if sized(output) == output.area[2:]:
            found["size"] = [*output.area[2:]]
        found["at"] = [*output.area[:2]]
    return found


def twins(output: Output, every: Sequence[Output]) -> tuple[Output, ...]:
    """Others that say the same of themselves; of one that says nothing nobody knows."""
    if output.mute:
        return ()
    said = _said(output)
    return tuple(one for one in every if one is not output and _said(one) == said)


def _said(output: Output) -> tuple[str, str, str]:
    return folded(output.maker), folded(output.model), folded(output.serial)


def _alone(said: str, every: Sequence[Output], key: Callable[[Output], str]) -> bool:
    return Counter(folded(key(one)) for one in every)[said] == 1
