"""The colours of each theme. Nothing else in the program names a colour.

They were computed, not chosen: `widgets.colour_rules` says what they must hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.colours import contrast
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

    def changed(self, inks: Mapping[Ink, str]) -> Palette:
        """The same theme with other colours for some inks; `colour_rules.faults` tells whether they hold."""
        return replace(self, inks={**self.inks, **inks})


_COLOURS: Mapping[Ink, tuple[str, str, str]] = {
    #  in a dark room, in a bright hall, for the late shift: dimmer, with the same contrast
    Ink.GROUND: ("#0B0E12", "#E6EAEF", "#050608"),
    Ink.TILE: ("#151A21", "#FBFCFD", "#0D1014"),
    Ink.TILE_DARK: ("#0F1318", "#EDF0F3", "#090B0E"),
    Ink.HATCH: ("#1E2630", "#EEF1F5", "#141920"),
    Ink.ALARM_GROUND: ("#2A1518", "#FDECEC", "#220F12"),
    Ink.LINE: ("#222A34", "#D3DAE2", "#1A2028"),
    Ink.OUTLINE: ("#919CAA", "#54616E", "#7B8693"),
    Ink.HEADING: ("#DDE3EA", "#20262E", "#C3C9D0"),
    Ink.TEXT: ("#E9EEF4", "#20262E", "#C9CFD6"),
    Ink.SECOND: ("#A9B5C2", "#414C58", "#9BA6B2"),
    Ink.DATA: ("#86BCF0", "#1F6AB4", "#72A5D6"),
    Ink.DATA_DIM: ("#2B3A4A", "#C6D6E6", "#223040"),
    Ink.OLD: ("#7C8896", "#7C8A98", "#6F7A87"),
    Ink.URGENT: ("#FF5252", "#9D011A", "#E4494A"),
    Ink.HIGH: ("#FF9A3D", "#A94E03", "#E37F19"),
    Ink.MEDIUM: ("#FFE169", "#A48200", "#DDC14B"),
    Ink.LOW: ("#A67FFF", "#4A1FA8", "#8B68E0"),
    Ink.OVERDUE: ("#FF9A3D", "#A94E03", "#E37F19"),
    Ink.PART_1: ("#C4E0FA", "#143A5F", "#A9C4DF"),
    Ink.PART_2: ("#86BCF0", "#1F6AB4", "#72A5D6"),
    Ink.PART_3: ("#5C8EBB", "#4E8ABF", "#4C7AA1"),
    Ink.PART_4: ("#63707D", "#7D8A97", "#5A6673"),
    Ink.KIND_1: ("#1A4A8F", "#94B1FD", "#003A78"),
    Ink.KIND_2: ("#484E57", "#C3C8CE", "#363B49"),
    Ink.KIND_3: ("#33235A", "#DACEFB", "#1D1545"),
    Ink.KIND_4: ("#0F3932", "#D0EFDE", "#0C2B25"),
    Ink.KIND_5: ("#4F4A10", "#E8D98A", "#3E3B0C"),
    Ink.LESS_1: ("#3D3320", "#F0E2BE", "#302917"),
    Ink.LESS_2: ("#5A4718", "#DDBF78", "#443710"),
    Ink.GLOW: ("#C4E0FA", "#143A5F", "#A9C4DF"),
    Ink.MAP_1: ("#1B2531", "#E5EBF0", "#171D23"),
    Ink.MAP_2: ("#1D3249", "#D1E2F5", "#112133"),
    Ink.MAP_3: ("#1E4168", "#B2CDEB", "#16304E"),
    Ink.MAP_4: ("#0E4E8F", "#96C2F7", "#0C3B72"),
    Ink.PAPER: ("#E9EEF4", "#FFFFFF", "#C9CFD6"),
    Ink.PRINT: ("#0B0E12", "#20262E", "#050608"),
}

DARK, LIGHT, NIGHT = (
    Palette(name, {ink: _COLOURS[ink][column] for ink in Ink})
    for column, name in enumerate(("toi", "sang", "dem"))
)

THEMES: Mapping[str, Palette] = {palette.name: palette for palette in (DARK, LIGHT, NIGHT)}
"""By their names in wall.json, the default first."""
