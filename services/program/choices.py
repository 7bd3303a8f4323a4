"""What people chose on a wall, as its cache remembers it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from services.cache.dates import absurd
from services.clock import iso
from services.wall_file import themes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.cache.picture import Picture

_FOR_GOOD = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """How long somebody said that a choice is to hold."""

    until: datetime | None
    """None: for good."""

    def said(self) -> str:
        """As the journal of acts has it; empty: for good."""
        return _FOR_GOOD if self.until is None else iso(self.until)


@dataclass(frozen=True, slots=True)
class Choice:
    """A scene that somebody chose."""

    scene: str
    since: datetime
    hold: Hold | None = None
    """None: as long as the schedule says that choices hold."""

    def as_kept(self) -> str:
        """As `choices_of` reads it from the setting `hold`. It says itself since when: the cache knows since
        when a scene is the one that was chosen, and not when that was chosen once more, or taken back to.
        """
        told = {"scene": self.scene, "since": iso(self.since)}
        return json.dumps(told if self.hold is None else told | {"until": self.hold.said()})


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
    takes a choice back takes its hold back too; a hold of another scene is an earlier choice's.
    """
    chosen = {key: _choice(picture, key) for key in picture.settings("scene")}
    theme = picture.chosen("theme")
    return Choices(
        scene=chosen.get(""),
        screens={key: one for key, one in chosen.items() if key and one is not None},
        theme=theme if theme is not None and themes.known(theme[0]) else None,
    )


def _choice(picture: Picture, key: str) -> Choice | None:
    found = picture.chosen("scene", key)
    if found is None:
        return None
    scene, since = found
    kept = picture.chosen("hold", key)
    told = None if kept is None else _told(kept[0])
    if told is not None and told.scene == scene:
        return told
    return Choice(scene, since, _hold(kept, since))


def _told(kept: str) -> Choice | None:
    """None where it is no choice, or an older program's, which kept the hold alone."""
    try:
        match json.loads(kept):
            case {"scene": str(scene), "since": str(since), "until": str(until)}:
                hold = Hold(None if until == _FOR_GOOD else _instant(until))
                return Choice(scene, _instant(since), hold)
            case {"scene": str(scene), "since": str(since)}:
                return Choice(scene, _instant(since))
            case _:
                return None
    except (ValueError, RecursionError):
        return None


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
        until = _instant(said)
    except ValueError:
        return None
    return Hold(until) if until > since or learned > since else None


def _instant(text: str) -> datetime:
    """`ValueError` also for one without a zone, which is none, and for one with which nobody can reckon."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or absurd(found):
        raise ValueError(text[:40])
    return found
