"""What somebody decided on what a wall shows, and what that comes to at an instant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from services.program import Choice, Choices, program
from services.views import Knowledge
from services.wall_file import themes
from services.words import Words
from ui.arrangement import arranged
from ui.faces import looked_up
from ui.layers import Layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from services.cache import Picture
    from services.program import Program
    from services.wall_file.shape import Screen
    from ui.face import Face, Stage
    from ui.moving.feeds import Feeds


@dataclass(frozen=True, slots=True)
class Decided:
    """A wall takes it whole or not at all; what is to be otherwise is replaced, the rest stays as it is."""

    stage: Stage
    """The wall file, in the language that the wall speaks."""
    choices: Choices = field(default_factory=Choices)
    """Of people, which the programme heeds."""
    layers: Layers = field(default_factory=Layers)
    """Over the programme."""
    there: tuple[Screen, ...] | None = None
    """Screens that are there, as they are laid out; None: all that the wall file declares."""
    spoken: str | None = None
    """The language that somebody chose since the wall opened; its cache may not know yet."""

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Those that are there, as they are laid out."""
        return self.stage.wall.screens if self.there is None else self.there

    def staged(self, stage: Stage, screens: Sequence[Screen] | None = None) -> Decided:
        """Another wall file. Of its screens all are there, until somebody says which."""
        there = self.there if stage.wall is self.stage.wall else None
        layers = self.layers.known_to(stage.wall.briefings)
        there = there if screens is None else tuple(screens)
        return replace(self, stage=stage, layers=layers, there=there)

    def showing(self, scene: str, since: datetime) -> Decided:
        """Of a wall without a schedule this scene, chosen now if it is another; a schedule decides by
        itself.
        """
        chosen = self.choices.scene
        if self.stage.wall.schedule is not None or (chosen is not None and chosen.scene == scene):
            return self
        return replace(self, choices=self.choices.with_scene(Choice(scene, since)))

    def told_in(self, lang: str) -> Decided:
        """In a language that somebody chose."""
        return replace(self, stage=told_in(self.stage, lang), spoken=lang)

    def at(self, instant: datetime) -> Decided:
        """Without what is over by then, so that the same may be chosen anew: tiles whose time is up,
        briefings that the wall file doesn't have any more and that cover nothing, colours since when it
        brought others.
        """
        wall, layers = self.stage.wall, self.layers
        layers = layers.without(layers.over(instant)).known_to(wall.briefings)
        choices = self.choices
        if choices.theme is not None and themes.holding(wall, choices.theme, instant) is None:
            choices = replace(choices, theme=None)
        return replace(self, choices=choices, layers=layers)


def told_in(stage: Stage, lang: str) -> Stage:
    """The same stage where it speaks that language already."""
    if lang == stage.words.lang:
        return stage
    return replace(stage, words=Words("en" if lang == "en" else "vi", stage.words.zone))


@dataclass(frozen=True, slots=True)
class Setting:
    """What people see."""

    scene: str
    """Of the wall; single screens may show another one."""
    lang: str
    theme: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was decided, at an instant."""

    setting: Setting
    program: Program
    faces: Mapping[str, Face]
    """By screen, all of them looked up."""
    unshown: tuple[str, ...]
    """Ids of tiles for which no screen has room while some are missing, the most important first."""


def seen(
    decided: Decided,
    picture: Picture,
    moving: Feeds | None,
    known: Iterable[Face] = (),
    at: datetime | None = None,
) -> Seen:
    """`at`: the instant of the programme, by default the picture's; what tiles tell is always the picture's.
    Those of `known` that show what they are to show are not looked up anew.
    """
    stage = decided.stage
    shown = program(stage.wall, decided.choices, picture.now if at is None else at)
    made = arranged(stage, shown, decided.layers, decided.screens)
    knowledge = Knowledge(stage.wall, picture, moving)
    faces = looked_up(stage, made.compositions, knowledge, known)
    setting = Setting(shown.scene, stage.words.lang, shown.theme)
    return Seen(setting, shown, faces, made.unshown)
