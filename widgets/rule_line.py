"""By which rule a scene is shown, behind its name in a heading."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from services.program import MOST_COUNTED
from widgets.drawing import Box, Ink, Rect, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.program import Ruling
    from widgets.drawing import Item, Text
    from widgets.sheet import Sheet

_BESIDE, _DOT, _UP = 0.32, 0.16, 0.36
"""In ems: beside the dot between scene and rule, its size, and how high over the line its middle is."""


def lay_out_rule(
    rule: Ruling, scene: Text, ends: Sequence[float], sheet: Sheet
) -> tuple[list[Item], float]:
    """In the longest form that ends before the first of `ends` before which any does, and where it ends
    itself; nothing where none does. What counts minutes down takes the same room till the last, so that
    nothing behind it moves.
    """
    em = sheet.reading
    dot = scene.rect.right + em * _BESIDE
    x = dot + em * (_DOT + _BESIDE)
    forms = list(zip(_said(rule, sheet), _rooms(rule, sheet), strict=True))
    for form, room in (one for end in ends for one in forms if x + one[1] <= end):
        box = Rect(x, scene.rect.y, room + 1, scene.rect.h)
        line = sheet.line("rule", form, box, ink=Ink.SECOND, ground=Ink.GROUND)
        y = line.runs[0].baseline - em * (_UP + _DOT / 2)
        between = Rect(dot, y, em * _DOT, em * _DOT)
        point = Box(between, fill=Ink.SECOND, radius=em * _DOT / 2)
        return [point, replace(line, full=forms[0][0])], x + room
    return [], scene.rect.right


def _rooms(rule: Ruling, sheet: Sheet) -> list[float]:
    """How wide each of its forms is, at most, while minutes pass. The last minute has a form more, the first
    of them.
    """
    every = [rule] if rule.left is None else [rule, replace(rule, left=MOST_COUNTED)]
    widths = [[_width(form, sheet) for form in reversed(_said(one, sheet))] for one in every]
    return [max(each) for each in zip_longest(*widths, fillvalue=0.0)][::-1]


def _said(rule: Ruling, sheet: Sheet) -> list[str]:
    return [sheet.words.say(form) for form in rule.forms(sheet.words.lang)]


def _width(text: str, sheet: Sheet) -> float:
    return sheet.measure.width(text, sheet.reading, Weight.REGULAR)
