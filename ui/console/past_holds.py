"""For how long scenes were chosen: the journal of acts doesn't have it, the cache kept it beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.acts import Act, What
from services.cache.dates import absurd
from services.program import choices_of

if TYPE_CHECKING:
    from services.cache import Picture
    from services.program import Choices, Hold

_BESIDE = timedelta(seconds=2)
"""How long before or after its act a hold was kept, at most."""
_STEPS = (timedelta(seconds=0.1), timedelta(seconds=0.5), _BESIDE)
"""After an act, until its hold is found: the first, for the next one may be of the act after."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scene was chosen, and for how long."""

    act: Act
    hold: Hold


def with_hold(act: Act, picture: Picture) -> Act | Chosen:
    """`picture`: no earlier than the act."""
    if act.what is not What.SCENE or act.after is None or absurd(act.at):
        return act
    for step in _STEPS:
        then = picture.before(act.at + step)
        kept = then.chosen("hold", act.about)
        if kept is not None and kept[1] >= act.at - _BESIDE:
            return _held(act, choices_of(then))
    return act


def _held(act: Act, choices: Choices) -> Act | Chosen:
    choice = choices.screens.get(act.about) if act.about else choices.scene
    hold = None if choice is None or choice.scene != act.after else choice.hold
    if hold is None or (hold.until is not None and hold.until <= act.at):
        return act
    return Chosen(act, hold)
