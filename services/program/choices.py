"""What people chose on a wall, as its cache remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from services.clock import iso
from services.wall_file import themes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.cache.picture import Picture
    from services.wall_file.shape import WallFile

_FOR_GOOD = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """How long somebody said that a choice is to hold."""

    until: datetime | None
    """None: for good."""

    def as_kept(self) -> str:
        """As `choices_of` reads it from the setting `hold`."""
        return _FOR_GOOD if self.until is None else iso(self.until)


@dataclass(frozen=True, slots=True)
class Choice:
    """A scene that somebody chose."""

    scene: str
    since: datetime
    hold: Hold | None = None
    """None: as long as the schedule says that choices hold."""


@dataclass(frozen=True, slots=True)
class Choices:
    scene: Choice | None = None
    """For the whole wall."""
    screens: Mapping[str, Choice] = field(default_factory=dict)
    """For single screens."""
    theme: tuple[str, datetime] | None = None

    def with_scene(self, choice: Choice | None, screen: str = "") -> Choices:
        """For a screen, or ("") for the whole wall; None: nobody chose."""
        if not screen:
            return replace(self, scene=choice)
        others = {name: one for name, one in self.screens.items() if name != screen}
        return replace(self, screens=others if choice is None else {**others, screen: choice})


def choices_of(picture: Picture) -> Choices:
    """The settings `scene` and `hold`, of the wall ("") and of each screen by its name, and `theme`. Who
    takes a choice back takes its hold back too.
    """
    chosen = {key: _choice(picture, key) for key in picture.settings("scene")}
    theme = picture.chosen("theme")
    return Choices(
        scene=chosen.get(""),
        screens={key: one for key, one in chosen.items() if key and one is not None},
        theme=theme if theme is not None and themes.known(theme[0]) else None,
    )


def said_hold(wall: WallFile, at: datetime) -> str | None:
    """What is kept as `hold` beside a scene that is chosen at `at`, so that the same scene again is held
    anew; None where the wall has no schedule.
    """
    return None if wall.schedule is None else iso(at + wall.schedule.hold)


def _choice(picture: Picture, key: str) -> Choice | None:
    found = picture.chosen("scene", key)
    if found is None:
        return None
    scene, since = found
    return Choice(scene, since, _hold(picture.chosen("hold", key), since))


def _hold(kept: tuple[str, datetime] | None, since: datetime) -> Hold | None:
    """One that was kept and ended before the choice was made is an earlier choice's. What is kept after the
    choice is its own, be it over: somebody took back a later choice.
    """
    if kept is None:
        return None
    said, learned = kept
    if said == _FOR_GOOD:
        return Hold(None)
    try:
        until = datetime.fromisoformat(said)
    except ValueError:
        return None
    own = until.tzinfo is not None and (until > since or learned > since)
    return Hold(until) if own else None
