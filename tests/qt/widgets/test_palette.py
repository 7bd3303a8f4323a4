from __future__ import annotations

import itertools
import math

import pytest

from widgets.drawing import Ink
from widgets.palette import THEMES, Palette

GROUNDS = (Ink.GROUND, Ink.TILE, Ink.TILE_DARK, Ink.HATCH, Ink.ALARM_GROUND)
TEXTS = (Ink.HEADING, Ink.TEXT, Ink.SECOND)
PRIORITIES = (Ink.URGENT, Ink.HIGH, Ink.MEDIUM, Ink.LOW)


@pytest.fixture(params=list(THEMES.values()), ids=list(THEMES))
def palette(request: pytest.FixtureRequest) -> Palette:
    theme = request.param
    assert isinstance(theme, Palette)
    return theme


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_has_seven_to_one_on_every_ground(
    palette: Palette, text: Ink, ground: Ink
) -> None:
    assert palette.contrast(text, ground) >= 7


def test_no_text_glares(palette: Palette) -> None:
    assert palette.contrast(Ink.HEADING, Ink.GROUND) <= 15.5
    assert all(palette.contrast(Ink.TEXT, ground) <= 16 for ground in GROUNDS[1:])


@pytest.mark.parametrize("ink", [*PRIORITIES, Ink.OVERDUE, Ink.DATA, Ink.OUTLINE, Ink.OLD])
def test_marks_and_lines_have_three_to_one_on_tiles(palette: Palette, ink: Ink) -> None:
    assert palette.contrast(ink, Ink.TILE) >= 3
    assert palette.contrast(ink, Ink.TILE_DARK) >= 3


def test_priorities_and_the_data_colour_are_told_apart(palette: Palette) -> None:
    for one, other in itertools.combinations((*PRIORITIES, Ink.DATA), 2):
        assert _distance(palette.inks[one], palette.inks[other]) >= 20, (one, other)


def test_what_is_old_never_stands_out_more_than_what_lives(palette: Palette) -> None:
    assert palette.contrast(Ink.OLD, Ink.TILE) < palette.contrast(Ink.DATA, Ink.TILE)


def test_a_theme_names_every_ink(palette: Palette) -> None:
    assert set(palette.inks) == set(Ink)


def _distance(one: str, other: str) -> float:
    """CIE 1976 difference of two sRGB colours (D65)."""
    return math.dist(_lab(one), _lab(other))


def _lab(colour: str) -> tuple[float, float, float]:
    r, g, b = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (_root(v) for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
