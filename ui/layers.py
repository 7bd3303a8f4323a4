"""What lies over the wall's programme: tiles put up as large as a screen, a briefing's step, screens that
an alarm has taken. The cache keeps them, so that a picture of the past shows them too, and the first two for
a wall that opens again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from services.cache.dates import absurd
from services.clock import iso
from services.sensitivity import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.cache import Picture
    from services.wall_file.briefing import Briefing

PUT, BRIEFING, TAKEN = "put", "briefing", "taken"
"""Kinds of what the cache keeps: by screen; of the whole wall; by screen. `services.views.briefed` has what
is kept of briefings that are over.
"""


class Form(StrEnum):
    """How a tile that is put up fills its screen."""

    TILE = "tile"
    DETAIL = "detail"
    """With its history and its sources."""
    BY_UNIT = "by_unit"
    """Its indicator unit by unit."""


@dataclass(frozen=True, slots=True)
class Put:
    """A tile on a screen, until somebody takes it down or its time is over."""

    tile: str
    """Its id."""
    form: Form = Form.TILE
    until: datetime | None = None

    def as_json(self) -> str:
        until = None if self.until is None else iso(self.until)
        return json.dumps({"tile": self.tile, "form": self.form.value, "until": until})


@dataclass(frozen=True, slots=True)
class Step:
    """Where a briefing stands."""

    briefing: str
    """Its name in the wall file."""
    number: int
    """Of its step, from 0."""
    began: datetime
    screens: tuple[str, ...] = ()
    """On which it was begun; none: as the wall file says."""
    audience: Sensitivity = field(default=Sensitivity.PUBLIC, compare=False)
    """Who attends, as the wall file said when it had the briefing last; the strictest where nobody knows."""

    def as_json(self) -> str:
        told: dict[str, object] = {
            "briefing": self.briefing,
            "step": self.number,
            "began": iso(self.began),
            "audience": self.audience.value,
        }
        return json.dumps(told | {"screens": self.screens} if self.screens else told)


@dataclass(frozen=True, slots=True)
class Layers:
    put: Mapping[str, Put] = field(default_factory=dict)
    """By screen."""
    step: Step | None = None
    taken: Mapping[str, str] = field(default_factory=dict)
    """Scenes by the screen that an alarm has taken for them. Kept for pictures of the past alone: an alarm
    that still holds takes them anew of a wall that opens again.
    """

    def over(self, at: datetime) -> frozenset[str]:
        """The screens whose tile has been up for its time."""
        return frozenset(
            screen for screen, put in self.put.items() if put.until is not None and put.until <= at
        )

    @property
    def until(self) -> datetime | None:
        """When the first of what is put up is over."""
        ends = (put.until for put in self.put.values())
        return min((end for end in ends if end is not None), default=None)

    def with_put(self, screen: str, put: Put | None) -> Layers:
        """None takes down what is there."""
        others = {name: one for name, one in self.put.items() if name != screen}
        return replace(self, put=others if put is None else {**others, screen: put})

    def known_to(self, briefings: Mapping[str, Briefing]) -> Layers:
        """A briefing that the wall file doesn't have any more is over, save that who attends it may still be
        there: what isn't for them stays covered until somebody ends it.
        """
        if self.step is None:
            return self
        briefing = briefings.get(self.step.briefing)
        audience = self.step.audience if briefing is None else briefing.audience
        over = briefing is None and audience is Sensitivity.RESTRICTED
        return replace(self, step=None if over else replace(self.step, audience=audience))

    def without(self, screens: frozenset[str]) -> Layers:
        return replace(self, put={s: one for s, one in self.put.items() if s not in screens})


def layers_of(picture: Picture) -> Layers:
    """As the cache knows them at the picture's instant; what a newer program wrote is left out."""
    read = {screen: put_of(text) for screen, text in picture.settings(PUT).items()}
    put = {screen: one for screen, one in read.items() if one is not None}
    kept = picture.setting(BRIEFING)
    step = None if kept is None else step_of(kept)
    return Layers(put=put, step=step, taken=picture.settings(TAKEN))


def put_of(text: str) -> Put | None:
    """As `Put.as_json` wrote it; None of what a newer program did."""
    try:
        match json.loads(text):
            case {"tile": str(tile), "form": str(form), "until": str() | None as until}:
                end = None if until is None else _aware(until)
                return Put(tile, Form(form), end)
            case _:
                return None
    except (ValueError, RecursionError):
        return None


def step_of(text: str) -> Step | None:
    """As `Step.as_json` wrote it; None of what a newer program did."""
    try:
        match json.loads(text):
            case {"briefing": str(name), "step": int(number), "began": str(began)} as told:
                screens = told.get("screens", ())
                chosen = screens if isinstance(screens, list) else ()
                return Step(
                    name,
                    max(number, 0),
                    _aware(began),
                    tuple(one for one in chosen if isinstance(one, str)),
                    _audience(told.get("audience")),
                )
            case _:
                return None
    except (ValueError, RecursionError):
        return None


def _audience(kept: object) -> Sensitivity:
    """What an older program didn't keep, or a newer one calls otherwise, nobody knows."""
    return next((one for one in Sensitivity if one.value == kept), Sensitivity.PUBLIC)


def _aware(text: str) -> datetime:
    """`ValueError` also where its zone isn't said: it can be compared with nothing; and of a year in which
    nothing ends: no zone has its hour.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or absurd(at):
        raise ValueError(text[:40])
    return at
