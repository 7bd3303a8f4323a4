"""A wall's own colours in each theme, as far as the rules of colours let it; what they break, and what would
do.

The accent gives its hue to bars and to the scale of maps too where those hold in it; else they stay as they
are. What breaks a rule is never shown: the nearest colour that holds stands in for it.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from widgets.colour_rules import PARTS, SEQUENTIAL, ColourFault, broken_by
from widgets.colours import difference, lab, of_lab
from widgets.drawing import Ink
from widgets.palette import THEMES, Palette

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.wall_file.look import Look
    from services.wall_file.shape import WallFile

TOKENS: Mapping[str, Ink] = {"ground": Ink.GROUND, "accent": Ink.DATA}
"""What may be changed, by its key in the wall file: never what means alarms. In the order in which they are
tried: a mark is judged on the ground.
"""
_FAMILIES = ((Ink.GLOW,), (Ink.DATA_DIM,), PARTS, SEQUENTIAL)
"""What takes the accent's hue, each as a whole or not at all."""
_LIGHTER = 2.0
"""Steps of lightness (CIELAB) in which a colour is looked for."""
_DULLER = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25)
_WIDER = (1.0, 1.06, 1.12, 1.2)
_SHIFTS = (0.0, 1.5, -1.5, 3.0, -3.0, 5.0, -5.0)
_TURNS = range(0, 181, 10)
"""Degrees of hue."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A colour of the wall file that breaks a rule in one theme."""

    key: str
    theme: str
    colour: str
    fault: ColourFault
    """The one that it breaks most."""
    instead: str
    """The nearest colour that breaks none, which is shown."""


def palettes(wall: WallFile) -> dict[str, Palette]:
    """By theme."""
    return {name: palette_of(wall, name) for name in THEMES}


def palette_of(wall: WallFile, theme: str) -> Palette:
    palette, _ = _dressed(*_asked(wall.look, theme))
    return palette


def unfit(look: Look) -> Iterator[Unfit]:
    for theme in THEMES:
        yield from _dressed(*_asked(look, theme))[1]


def _asked(look: Look, theme: str) -> tuple[str, str | None, str | None]:
    return theme, look.ground_in(theme), look.accent_in(theme)


@lru_cache(maxsize=32)
def _dressed(
    theme: str, ground: str | None, accent: str | None
) -> tuple[Palette, tuple[Unfit, ...]]:
    palette = THEMES[theme]
    found: list[Unfit] = []
    for key, colour in (("ground", ground), ("accent", accent)):
        if colour is None:
            continue
        ink = TOKENS[key]
        shown = colour
        if faults := broken_by(palette.changed({ink: colour}), (ink,)):
            shown = nearest(palette, ink, colour)
            found.append(Unfit(key, theme, colour, max(faults, key=_degree), shown))
        palette = palette.changed({ink: shown})
    if accent is not None:
        palette = _of_one_hue(palette)
    return palette, tuple(found)


def _degree(fault: ColourFault) -> float:
    """How far it is beyond its bound."""
    short = fault.bound / max(fault.measured, 0.01)
    return max(short, 1 / short)


def _of_one_hue(palette: Palette) -> Palette:
    _, _, hue = _lch(palette.inks[Ink.DATA])
    for family in _FAMILIES:
        for inks in _turned(palette, family, hue):
            changed = palette.changed(inks)
            if not broken_by(changed, (*family, Ink.DATA)):
                palette = changed
                break
    return palette


def _turned(palette: Palette, family: tuple[Ink, ...], hue: float) -> Iterator[dict[Ink, str]]:
    """The family in that hue, the nearest to what it was first: then duller, and its steps further apart."""
    known = {ink: _lch(palette.inks[ink]) for ink in family}
    middle = sum(lightness for lightness, _, _ in known.values()) / len(known)
    for duller, wider, lighter in itertools.product(_DULLER, _WIDER, _SHIFTS):
        turned = {
            ink: of_lab(
                _of_lch(middle + (lightness - middle) * wider + lighter, chroma * duller, hue)
            )
            for ink, (lightness, chroma, _) in known.items()
        }
        inks = {ink: one for ink, one in turned.items() if one is not None}
        if len(inks) == len(family):
            yield inks


@lru_cache(maxsize=64)
def _nearest(theme: str, ground: str, ink: Ink, colour: str) -> str:
    palette = THEMES[theme].changed({Ink.GROUND: ground})
    lightness, chroma, hue = _lch(colour)
    for turn in _TURNS:
        holding = [
            found
            for way in ((turn,) if turn in {0, 180} else (turn, -turn))
            for duller in _DULLER
            for found in _lights(lightness, chroma * duller, hue + math.radians(way))
            if not broken_by(palette.changed({ink: found}), (ink,))
        ]
        if holding:
            return min(holding, key=lambda found: difference(found, colour))
    return THEMES[theme].inks[ink]


def nearest(palette: Palette, ink: Ink, colour: str) -> str:
    """The colour nearest to it that breaks no rule as this ink: lighter or darker, where that isn't enough
    duller, and only then of another hue.
    """
    return _nearest(palette.name, palette.inks[Ink.GROUND], ink, colour)


def _lights(wanted: float, chroma: float, hue: float) -> Iterator[str]:
    """Every lightness of a hue that a screen can show, from the wanted one on."""
    steps = int(100 / _LIGHTER)
    for away in range(steps + 1):
        for lightness in {wanted + away * _LIGHTER, wanted - away * _LIGHTER}:
            if 0 <= lightness <= 100:  # noqa: PLR2004 - CIELAB's
                found = of_lab(_of_lch(lightness, chroma, hue))
                if found is not None:
                    yield found


def _lch(colour: str) -> tuple[float, float, float]:
    lightness, a, b = lab(colour)
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _of_lch(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    return lightness, chroma * math.cos(hue), chroma * math.sin(hue)
