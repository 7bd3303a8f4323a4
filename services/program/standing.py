"""What is in force on a wall at an instant, by a wall file and by what people chose."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.program.rotation import Round, round_of
from services.program.rule import Kind, Rule
from services.sensitivity import Sensitivity
from services.wall_file import parts, themes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.program.choices import Choice, Choices
    from services.wall_file.parts import Lasting
    from services.wall_file.shape import WallFile

_MOMENT = timedelta(microseconds=1)
_WHOLE = ""
"""Stands for the wall where a screen could stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Scenes, colours and rules of one instant."""

    scene: str
    screens: Mapping[str, str]
    theme: str
    rule: Rule
    rules: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class _Held:
    scene: str
    until: datetime | None
    by_hand: bool
    """Else nothing would come after it, and nothing is to be said of it."""

    def holds(self, at: datetime) -> bool:
        return self.until is None or at < self.until

    @property
    def rule(self) -> Rule:
        return Rule(kind=Kind.MANUAL if self.by_hand else Kind.KEPT, until=self.until)


class Ruled:
    """A wall file with what people chose: what stands about `since`, before and after it."""

    def __init__(self, wall: WallFile, choices: Choices, since: datetime) -> None:
        self._wall, self._schedule = wall, wall.schedule
        self._zone = ZoneInfo(wall.zone)
        self._edges = sorted(
            {
                *parts.before(wall.schedule, since, self._zone),
                *parts.after(wall.schedule, since, self._zone),
            }
        )
        self._theme = choices.theme
        self._theme_ends = None if choices.theme is None else themes.turns(wall, choices.theme[1])
        self._speaks = _follows(wall, _WHOLE)
        self._chosen: _Held | None = None
        if choices.scene is not None and choices.scene.scene in wall.scenes:
            self._chosen = _held(wall, choices.scene, _WHOLE)
        self._by_screen = {
            screen: _held(wall, one, screen)
            for screen, one in choices.screens.items()
            if self._has(one.scene, screen)
        }
        self._round = (
            None
            if wall.schedule is None
            else round_of(wall.schedule.rotation, wall.scenes, self._zone)
        )

    def at(self, at: datetime) -> Standing:
        on = parts.lasting(self._schedule, at, self._zone)
        scene, rule = self._of_the_wall(on, at)
        by_hand = {
            screen: (held.scene, held.rule)
            for screen, held in self._by_screen.items()
            if held.holds(at)
        }
        own = {**self._pinned(on), **by_hand}
        return Standing(
            scene=scene,
            screens={screen: one for screen, (one, _) in own.items() if one != scene},
            theme=self._theme_at(at),
            rule=self._titled(rule, on),
            rules={screen: self._titled(one, on) for screen, (_, one) in own.items()},
        )

    def edge(self, standing: Standing, at: datetime) -> datetime | None:
        """The next instant after `at`, where it stands so, at which something may change."""
        ahead = bisect_right(self._edges, at)
        holds = [one.until for one in (self._chosen, *self._by_screen.values()) if one is not None]
        known = [
            *self._edges[ahead : ahead + 1],
            *(one for one in (*holds, self._theme_ends) if one is not None and one > at),
        ]
        if (by_hour := themes.turns_by_hour(self._wall, at)) is not None:
            known.append(by_hour)
        if standing.rule.kind is Kind.ROTATION:
            known.append(self._next_turn(at))
        return min(known, default=None)

    def _next_turn(self, at: datetime) -> datetime:
        taken = self._taking_turns(parts.lasting(self._schedule, at, self._zone))
        assert taken is not None
        return taken.on(at)[1]

    def _of_the_wall(self, on: Lasting | None, at: datetime) -> tuple[str, Rule]:
        held = self._chosen
        title, until = (None, None) if on is None else (on.part.title, on.ends)
        if held is not None and held.by_hand and held.holds(at):
            return held.scene, held.rule
        said = self._said(on, at)
        if said is not None:
            return said
        kind = Kind.UNSAID if self._speaks else Kind.KEPT
        rule = Rule(kind=kind, title=title, until=None if title is None else until)
        return self._kept(at), rule

    def _titled(self, rule: Rule, on: Lasting | None) -> Rule:
        """Its title speaks of what the part brings, also on screens that show something else meanwhile."""
        if on is None or rule.title is None:
            return rule
        turns = [turn.scene for turn in on.part.rotation]
        brought = turns if on.part.scene is None else [on.part.scene]
        eyes = [self._wall.scenes[one].audience for one in brought if one in self._wall.scenes]
        return replace(rule, title_for=min(eyes, default=Sensitivity.PUBLIC))

    def _said(self, on: Lasting | None, at: datetime) -> tuple[str, Rule] | None:
        """By the schedule; None where it says nothing of the scene."""
        title, until = (None, None) if on is None else (on.part.title, on.ends)
        if on is not None and on.part.scene in self._wall.scenes:
            return on.part.scene, Rule(kind=Kind.SCHEDULED, title=title, until=until)
        taken = self._taking_turns(on)
        if title is None and (on is None or not on.part.rotation):
            until = None  # it goes on as it does outside the part
        if taken is not None:
            kind = Kind.ROTATION if taken.scenes > 1 else Kind.SCHEDULED
            scene, _ = taken.on(at)
            return scene, Rule(kind=kind, title=title, until=until, scenes=taken.scenes)
        usual = None if self._schedule is None else self._schedule.scene
        if usual is not None and usual in self._wall.scenes:
            return usual, Rule(kind=Kind.SCHEDULED, title=title, until=until)
        return None

    def _taking_turns(self, on: Lasting | None) -> Round | None:
        if on is None or not on.part.rotation:
            return self._round
        return round_of(on.part.rotation, self._wall.scenes, self._zone, on.begins)

    def _kept(self, at: datetime) -> str:
        """What was shown last, where nothing else is said: by the schedule, or by hand since then."""
        held = self._chosen
        last = next(self._said_before(at), None)
        if held is not None and (last is None or held.until is None or held.until > last[0]):
            return held.scene
        return next(iter(self._wall.scenes), "") if last is None else last[1]

    def _said_before(self, at: datetime) -> Iterator[tuple[datetime, str]]:
        """Ends of parts with the scene at each, latest first."""
        for edge in reversed(self._edges[: bisect_right(self._edges, at)]):
            just = edge - _MOMENT
            said = self._said(parts.lasting(self._schedule, just, self._zone), just)
            if said is not None:
                yield edge, said[0]

    def _pinned(self, on: Lasting | None) -> dict[str, tuple[str, Rule]]:
        always = {} if self._schedule is None else self._schedule.pins
        pinned = {screen: (scene, Rule(kind=Kind.PINNED)) for screen, scene in always.items()}
        if on is not None:
            rule = Rule(kind=Kind.PINNED, title=on.part.title, until=on.ends)
            pinned |= {screen: (scene, rule) for screen, scene in on.part.pins.items()}
        return {
            screen: (scene, rule)
            for screen, (scene, rule) in pinned.items()
            if self._has(scene, screen)
        }

    def _has(self, scene: str, screen: str) -> bool:
        found = self._wall.scenes.get(scene)
        return found is not None and screen in found.panels

    def _theme_at(self, at: datetime) -> str:
        if self._theme is not None and (self._theme_ends is None or at < self._theme_ends):
            return self._theme[0]
        return themes.planned(self._wall, at)


def holds(wall: WallFile, choice: Choice, screen: str, at: datetime) -> bool:
    """Whether what was chosen for a screen, or for the wall (""), is in force; else its time is over."""
    return _held(wall, choice, screen).holds(at)


def _held(wall: WallFile, choice: Choice, screen: str) -> _Held:
    follows = _follows(wall, screen)
    if choice.hold is not None:
        until = choice.hold.until
        return _Held(choice.scene, until, follows or until is not None)
    if wall.schedule is None or not follows:
        return _Held(choice.scene, None, by_hand=False)
    return _Held(choice.scene, choice.since + wall.schedule.hold, by_hand=True)


def _follows(wall: WallFile, screen: str) -> bool:
    """Something else comes when a choice is over."""
    return wall.schedule is not None and (screen != _WHOLE or wall.schedule.speaks)
