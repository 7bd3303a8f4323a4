"""How colours differ for eyes: contrast by luminance, difference by CIEDE2000, and the same as people see
it who lack the cones for red or for green.

A colour is #RRGGBB in sRGB.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

type Lab = tuple[float, float, float]
"""CIELAB under D65: lightness 0..100, red against green, yellow against blue."""

type Linear = tuple[float, float, float]
"""Red, green, blue in linear light, 0..1."""


class Sight(StrEnum):
    """Whose eyes: about one man in twelve sees red and green less well than others."""

    FULL = "full"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"


# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color
# Vision Deficiency, IEEE TVCG 15(6), 2009, table 1, severity 1.0; applied to linear light.
_LACKING: dict[Sight, tuple[Linear, Linear, Linear]] = {
    Sight.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Sight.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# IEC 61966-2-1: linear sRGB to XYZ, and the white of D65.
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_FROM_XYZ = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
_WHITE = (0.95047, 1.0, 1.08883)
_HAIR = 0.002
"""Of a channel, what is lost in reckoning."""


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def difference(one: str, other: str, sight: Sight = Sight.FULL) -> float:
    """CIEDE2000: some 1 is just seen side by side, some 10 at a glance."""
    return ciede2000(lab(one, sight), lab(other, sight))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0..1."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def linear(colour: str) -> Linear:
    red, green, blue = (_straight(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


@lru_cache(maxsize=1024)
def lab(colour: str, sight: Sight = Sight.FULL) -> Lab:
    light = linear(colour)
    if sight is not Sight.FULL:
        red, green, blue = (_bounded(_dot(row, light)) for row in _LACKING[sight])
        light = red, green, blue
    x, y, z = (
        _cube_root(_dot(row, light) / white) for row, white in zip(_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def of_lab(colour: Lab) -> str | None:
    """As #RRGGBB; None where no screen of sRGB shows it."""
    lightness, a, b = colour
    y = (lightness + 16) / 116
    xyz = [
        _cubed(one) * white
        for one, white in zip((y + a / 500, y, y - b / 200), _WHITE, strict=True)
    ]
    light = [_dot(row, (xyz[0], xyz[1], xyz[2])) for row in _FROM_XYZ]
    if not all(-_HAIR <= channel <= 1 + _HAIR for channel in light):
        return None
    return "#" + "".join(f"{round(255 * _bent(_bounded(channel))):02X}" for channel in light)


def _cubed(value: float) -> float:
    cube: float = value**3
    return cube if cube > 216 / 24389 else (116 * value - 16) * 27 / 24389


def _bent(channel: float) -> float:
    bent: float = 1.055 * channel ** (1 / 2.4) - 0.055
    return 12.92 * channel if channel <= 0.0031308 else bent  # noqa: PLR2004 - sRGB


def _dot(row: Linear, light: Linear) -> float:
    return sum(a * b for a, b in zip(row, light, strict=True))


def _bounded(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def ciede2000(one: Lab, other: Lab) -> float:
    """G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 Color-Difference Formula, Color Research and
    Application 30(1), 2005; all weights 1.
    """
    (l1, a1, b1), (l2, a2, b2) = one, other
    g = (1 - _saturation((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2)) / 2
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = _hue(a1, b1), _hue(a2, b2)
    turn = _turn(h1, h2) if c1 * c2 else 0.0
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = _between(h1, h2) if c1 * c2 else h1 + h2
    lightness = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    colourful = (c2 - c1) / (1 + 0.045 * chroma)
    hued = (
        2
        * math.sqrt(c1 * c2)
        * math.sin(math.radians(turn / 2))
        / (1 + 0.015 * chroma * _tint(hue))
    )
    rotated = -2 * _saturation(chroma) * math.sin(math.radians(60 * _blue(hue)))
    return math.sqrt(lightness**2 + colourful**2 + hued**2 + rotated * colourful * hued)


def _saturation(chroma: float) -> float:
    return math.sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _hue(a: float, b: float) -> float:
    """Degrees, 0 to 360; 0 of a grey."""
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0


def _turn(h1: float, h2: float) -> float:
    """From the one to the other, the shorter way: -180 to 180."""
    turn = h2 - h1
    if abs(turn) <= 180:  # noqa: PLR2004 - half a turn
        return turn
    return turn - 360 if turn > 0 else turn + 360


def _between(h1: float, h2: float) -> float:
    """The middle of the shorter way."""
    if abs(h1 - h2) <= 180:  # noqa: PLR2004 - half a turn
        return (h1 + h2) / 2
    return (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2  # noqa: PLR2004 - a turn


def _tint(hue: float) -> float:
    return (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )


def _blue(hue: float) -> float:
    """1 at blue, where hue and chroma are not independent; 0 elsewhere."""
    return math.exp(-(((hue - 275) / 25) ** 2))
