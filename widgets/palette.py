"""The colours of each theme, and the contrast between them. Nothing else in the program names a
colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme: `name` as wall.json writes it, a colour for each ink as #RRGGBB."""

    name: str
    inks: Mapping[Ink, str]

    def contrast(self, ink: Ink, ground: Ink) -> float:
        """WCAG 2 contrast ratio, 1 to 21."""
        return contrast(self.inks[ink], self.inks[ground])


DARK = Palette(
    "toi",
    {
        Ink.GROUND: "#0B0E12",
        Ink.TILE: "#151A21",
        Ink.TILE_DARK: "#0F1318",
        Ink.HATCH: "#1E2630",
        Ink.ALARM_GROUND: "#2A1518",
        Ink.LINE: "#222A34",
        Ink.OUTLINE: "#7C8896",
        Ink.HEADING: "#DDE3EA",
        Ink.TEXT: "#E9EEF4",
        Ink.SECOND: "#A9B5C2",
        Ink.DATA: "#7FB2E5",
        Ink.DATA_DIM: "#2B3A4A",
        Ink.OLD: "#7C8896",
        Ink.URGENT: "#FF5C5C",
        Ink.HIGH: "#FF9F45",
        Ink.MEDIUM: "#F2D04B",
        Ink.LOW: "#B79CFF",
        Ink.OVERDUE: "#FF9F45",
        Ink.PART_1: "#7FB2E5",
        Ink.PART_2: "#5C84AC",
        Ink.PART_3: "#3F5C79",
        Ink.PART_4: "#2B3A4A",
        Ink.KIND_1: "#223345",
        Ink.KIND_2: "#2C4C6E",
        Ink.KIND_3: "#3D3A5C",
        Ink.KIND_4: "#24463F",
        Ink.KIND_5: "#4A3B2E",
        Ink.LESS_1: "#3A3326",
        Ink.LESS_2: "#54452B",
        Ink.GLOW: "#7FB2E5",
        Ink.MAP_1: "#1D2834",
        Ink.MAP_2: "#223345",
        Ink.MAP_3: "#274059",
        Ink.MAP_4: "#2C4C6E",
        Ink.PAPER: "#E9EEF4",
        Ink.PRINT: "#0B0E12",
    },
)
"""For a dark room: the default."""

LIGHT = Palette(
    "sang",
    {
        Ink.GROUND: "#E6EAEF",
        Ink.TILE: "#FBFCFD",
        Ink.TILE_DARK: "#EDF0F3",
        Ink.HATCH: "#EEF1F5",
        Ink.ALARM_GROUND: "#FDECEC",
        Ink.LINE: "#D3DAE2",
        Ink.OUTLINE: "#6B7785",
        Ink.HEADING: "#20262E",
        Ink.TEXT: "#20262E",
        Ink.SECOND: "#414C58",
        Ink.DATA: "#1F67AE",
        Ink.DATA_DIM: "#C6D6E6",
        Ink.OLD: "#7C8A98",
        Ink.URGENT: "#C8102E",
        Ink.HIGH: "#B85C00",
        Ink.MEDIUM: "#8A7000",
        Ink.LOW: "#6A45C9",
        Ink.OVERDUE: "#B85C00",
        Ink.PART_1: "#1F67AE",
        Ink.PART_2: "#5C93C9",
        Ink.PART_3: "#95BADD",
        Ink.PART_4: "#C6D6E6",
        Ink.KIND_1: "#DCE8F4",
        Ink.KIND_2: "#B2CDE8",
        Ink.KIND_3: "#DAD3F2",
        Ink.KIND_4: "#CDE8DF",
        Ink.KIND_5: "#F0E0C8",
        Ink.LESS_1: "#F5E9D2",
        Ink.LESS_2: "#E9D2A6",
        Ink.GLOW: "#1F67AE",
        Ink.MAP_1: "#EEF3F9",
        Ink.MAP_2: "#DCE8F4",
        Ink.MAP_3: "#C8DBEE",
        Ink.MAP_4: "#B2CDE8",
        Ink.PAPER: "#FFFFFF",
        Ink.PRINT: "#20262E",
    },
)
"""For a bright hall."""

NIGHT = Palette(
    "dem",
    {
        Ink.GROUND: "#050608",
        Ink.TILE: "#0D1014",
        Ink.TILE_DARK: "#090B0E",
        Ink.HATCH: "#141920",
        Ink.ALARM_GROUND: "#220F12",
        Ink.LINE: "#1A2028",
        Ink.OUTLINE: "#6F7A87",
        Ink.HEADING: "#C3C9D0",
        Ink.TEXT: "#C9CFD6",
        Ink.SECOND: "#9BA6B2",
        Ink.DATA: "#6A98C8",
        Ink.DATA_DIM: "#223040",
        Ink.OLD: "#6F7A87",
        Ink.URGENT: "#F04F4F",
        Ink.HIGH: "#E08A38",
        Ink.MEDIUM: "#D0B23E",
        Ink.LOW: "#9C83E0",
        Ink.OVERDUE: "#E08A38",
        Ink.PART_1: "#6A98C8",
        Ink.PART_2: "#4C7095",
        Ink.PART_3: "#344E68",
        Ink.PART_4: "#223040",
        Ink.KIND_1: "#182838",
        Ink.KIND_2: "#223E59",
        Ink.KIND_3: "#302D4A",
        Ink.KIND_4: "#1B3832",
        Ink.KIND_5: "#3B2F25",
        Ink.LESS_1: "#2E291F",
        Ink.LESS_2: "#443823",
        Ink.GLOW: "#6A98C8",
        Ink.MAP_1: "#141D27",
        Ink.MAP_2: "#182838",
        Ink.MAP_3: "#1D3348",
        Ink.MAP_4: "#223E59",
        Ink.PAPER: "#C9CFD6",
        Ink.PRINT: "#050608",
    },
)
"""For the late shift: dimmer, with the same contrast."""

THEMES: Mapping[str, Palette] = {palette.name: palette for palette in (DARK, LIGHT, NIGHT)}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #RRGGBB colours (https://www.w3.org/TR/WCAG22/)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
