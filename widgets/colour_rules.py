"""What the colours of a theme must hold, and which of it a palette breaks.

- Text has 7:1 on every ground on which it stands, and glares on none. On the grounds of scales (maps,
  matrices) only `Ink.TEXT` holds that; what is dimmed stands on a plate of the tile's ground.
- Marks and lines have 3:1, borders on the grounds of scales too. A priority's mark on a map or in a cell
  has a rim of the bare ground: a theme has no room for four priorities over four blues.
- The priorities and the data colour differ by 20 (CIEDE2000), and by 10 for eyes without the cones for red
  or for green. Overdue may look like "high": it is told by its pennant.
- Kinds, of which any two may be neighbours, differ by 14 and 10; the second is a grey, for what isn't
  known. Parts of a bar differ by 10 each, and from priorities by 15 and 10; the two sides of a diverging
  scale by 15.
- Neighbouring steps of one scale differ by 6 only: text needs 7:1 on each of its four steps, so that all
  lie within 25 of 100 degrees of lightness, at the dark end of which eyes tell little apart. Therefore
  steps two apart differ by 11, the ends by 16, each area has a border of 3:1, and its figure stands on it.
- Grid lines say nothing alone and have no bound.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from widgets.colours import Sight, difference
from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from widgets.palette import Palette

TEXT_LEAST = 7.0
MARK_LEAST = 3.0
GLARE = 16.0
"""Above this, bright letters on black blur for tired eyes."""

GROUNDS = (Ink.GROUND, Ink.TILE, Ink.TILE_DARK, Ink.HATCH, Ink.ALARM_GROUND)
SEQUENTIAL = (Ink.MAP_1, Ink.MAP_2, Ink.MAP_3, Ink.MAP_4)
DIVERGING = (Ink.LESS_2, Ink.LESS_1, Ink.MAP_2, Ink.MAP_4)
KINDS = (Ink.KIND_1, Ink.KIND_2, Ink.KIND_3, Ink.KIND_4, Ink.KIND_5)
PARTS = (Ink.PART_1, Ink.PART_2, Ink.PART_3, Ink.PART_4)
PRIORITIES = (Ink.URGENT, Ink.HIGH, Ink.MEDIUM, Ink.LOW)
SCALES = (*SEQUENTIAL, Ink.LESS_1, Ink.LESS_2, *KINDS)
"""The grounds of areas and cells."""


class Rule(StrEnum):
    TEXT = "text"
    """Contrast of a text on a ground: not less than the bound."""
    GLARE = "glare"
    """The same: not more."""
    MARK = "mark"
    """Contrast of a mark, line or border: not less."""
    APART = "apart"
    """CIEDE2000 of two colours that mean different things: not less."""


@dataclass(frozen=True, slots=True)
class ColourFault:
    """A rule that two colours of a palette break."""

    rule: Rule
    one: Ink
    other: Ink
    """The ground, where `one` stands on it."""
    measured: float
    bound: float
    sight: Sight = Sight.FULL
    """Whose eyes don't tell them apart."""


@dataclass(frozen=True, slots=True)
class _Contrast:
    rule: Rule
    ink: Ink
    ground: Ink
    bound: float


@dataclass(frozen=True, slots=True)
class _Apart:
    one: Ink
    other: Ink
    full: float
    lacking: float
    """For eyes that lack cones."""


def faults(palette: Palette) -> tuple[ColourFault, ...]:
    """Every rule that the palette breaks; none of the program's own themes breaks any."""
    return (*_too_faint(palette, CONTRASTS), *_too_alike(palette, DIFFERENCES))


def broken_by(palette: Palette, inks: Iterable[Ink]) -> tuple[ColourFault, ...]:
    """The faults in which any of `inks` has a part: of a wall that changes these only."""
    contrasts, differences = _about(frozenset(inks))
    return (*_too_faint(palette, contrasts), *_too_alike(palette, differences))


@lru_cache(maxsize=64)
def _about(inks: frozenset[Ink]) -> tuple[tuple[_Contrast, ...], tuple[_Apart, ...]]:
    """A colour that is looked for is judged some hundred times."""
    return (
        tuple(rule for rule in CONTRASTS if {rule.ink, rule.ground} & inks),
        tuple(rule for rule in DIFFERENCES if {rule.one, rule.other} & inks),
    )


def _too_faint(palette: Palette, rules: Iterable[_Contrast]) -> Iterator[ColourFault]:
    for rule in rules:
        measured = palette.contrast(rule.ink, rule.ground)
        if measured > rule.bound if rule.rule is Rule.GLARE else measured < rule.bound:
            yield ColourFault(rule.rule, rule.ink, rule.ground, measured, rule.bound)


def _too_alike(palette: Palette, rules: Iterable[_Apart]) -> Iterator[ColourFault]:
    for rule in rules:
        one, other = palette.inks[rule.one], palette.inks[rule.other]
        for sight in Sight:
            bound = rule.full if sight is Sight.FULL else rule.lacking
            measured = difference(one, other, sight)
            if measured < bound:
                yield ColourFault(Rule.APART, rule.one, rule.other, measured, bound, sight)


def _pairs(inks: Iterable[Ink], full: float, lacking: float) -> Iterator[_Apart]:
    for one, other in itertools.combinations(inks, 2):
        yield _Apart(one, other, full, lacking)


def _across(
    ones: Iterable[Ink], others: Iterable[Ink], full: float, lacking: float
) -> list[_Apart]:
    return [_Apart(one, other, full, lacking) for one in ones for other in others]


def _on(
    rule: Rule, inks: Iterable[Ink], grounds: Iterable[Ink], bound: float
) -> Iterator[_Contrast]:
    grounds = tuple(grounds)
    for ink in inks:
        for ground in grounds:
            yield _Contrast(rule, ink, ground, bound)


CONTRASTS: tuple[_Contrast, ...] = (
    *_on(Rule.TEXT, (Ink.HEADING, Ink.TEXT, Ink.SECOND), GROUNDS, TEXT_LEAST),
    *_on(Rule.TEXT, (Ink.TEXT,), SCALES, TEXT_LEAST),
    *_on(Rule.TEXT, (Ink.PRINT,), (Ink.PAPER,), TEXT_LEAST),
    *_on(Rule.GLARE, (Ink.HEADING, Ink.SECOND), GROUNDS, GLARE),
    *_on(Rule.GLARE, (Ink.TEXT,), (*GROUNDS[1:], *SCALES), GLARE),
    *_on(Rule.MARK, (*PRIORITIES, Ink.OVERDUE, Ink.DATA, Ink.OUTLINE), GROUNDS, MARK_LEAST),
    *_on(Rule.MARK, (Ink.OLD, *PARTS), (Ink.TILE, Ink.TILE_DARK, Ink.HATCH), MARK_LEAST),
    *_on(Rule.MARK, (Ink.GLOW,), (Ink.GROUND, Ink.TILE, Ink.TILE_DARK, Ink.HATCH), MARK_LEAST),
    *_on(Rule.MARK, (Ink.OUTLINE,), SCALES, MARK_LEAST),
    *_on(Rule.MARK, (Ink.DATA, Ink.SECOND), (*SEQUENTIAL, Ink.LESS_1, Ink.LESS_2), MARK_LEAST),
    *_on(Rule.MARK, (Ink.DATA,), (Ink.DATA_DIM,), MARK_LEAST),
)

DIFFERENCES: tuple[_Apart, ...] = (
    *_pairs((*PRIORITIES, Ink.DATA), 20.0, 10.0),
    _Apart(Ink.OVERDUE, Ink.DATA, 20.0, 10.0),
    *_pairs(PARTS, 10.0, 10.0),
    *_across(PARTS, PRIORITIES, 15.0, 10.0),
    *_pairs(KINDS, 14.0, 10.0),
    *(_Apart(one, other, 6.0, 6.0) for one, other in itertools.pairwise(SEQUENTIAL)),
    _Apart(Ink.MAP_1, Ink.MAP_3, 11.0, 11.0),
    _Apart(Ink.MAP_2, Ink.MAP_4, 11.0, 11.0),
    _Apart(Ink.MAP_1, Ink.MAP_4, 16.0, 16.0),
    _Apart(Ink.LESS_2, Ink.LESS_1, 6.0, 6.0),
    *_across((Ink.LESS_1, Ink.LESS_2), SEQUENTIAL, 15.0, 15.0),
    # What is coloured isn't what has no figure, nor what rings.
    *_across((Ink.TILE,), (*SEQUENTIAL, Ink.LESS_1, Ink.LESS_2), 4.0, 4.0),
    *_across((Ink.TILE,), KINDS, 8.0, 6.0),
    *_across((Ink.ALARM_GROUND,), (Ink.LESS_1, Ink.LESS_2, *KINDS), 10.0, 0.0),
    *_across((Ink.GLOW,), (Ink.OUTLINE, *PRIORITIES), 15.0, 10.0),
    _Apart(Ink.DATA, Ink.OLD, 10.0, 10.0),
)
