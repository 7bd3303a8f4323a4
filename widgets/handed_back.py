"""What a tile type of another package hands back: copied, each part of its own type, and no more than can be
painted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, override

from pydantic import ConfigDict, TypeAdapter, ValidationError

from services.freshness import State
from services.news import Reason
from services.phrase import Phrase
from services.records import PICTURE
from services.settings import Tile, Wording
from services.views import Standing
from widgets.drawing import (
    PRIORITY_MARKS,
    Area,
    Band,
    Curve,
    Dots,
    Hatch,
    Item,
    Moving,
    Raster,
    Rect,
    Text,
)
from widgets.tile import Json, View

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ITEMS = 5_000
MOST_POINTS = 20_000
"""Of all curves, bands and runs of one tile."""
FARTHEST = 100_000.0
"""Pixels; no wall is as wide."""
LARGEST = 4_000.0
"""Font pixels."""
LONGEST = 10_000
"""Characters of one text."""
LEAST_STEP = 2.0
"""Pixels between stripes: as many are drawn as fit."""
MOST_FIGURES = 200_000
"""Characters of a tile's own part of wall.json."""

_STRICT = ConfigDict(strict=True, allow_inf_nan=False, revalidate_instances="always")
_ITEMS = TypeAdapter[list[Item]](list[Item], config=_STRICT)


class Unfit(ValueError):  # noqa: N818 - said of what a guest handed back
    """Not what a tile type may hand back; for its author, in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestView(View):
    """What the program reads of a guest's view, copied, and the view itself for its own layout."""

    content: View
    told: dict[str, Json] = field(default_factory=dict)
    settings: Tile = field(compare=False)

    @override
    def figures(self) -> dict[str, Json]:
        return self.told


def copied(view: object, settings: Tile) -> GuestView:
    """Of what `look_up` gave; raises `Unfit`."""
    if not isinstance(view, View):
        raise Unfit(f"look_up gave {type(view).__name__}, not a View")
    told = view.figures()
    if len(json.dumps(told, ensure_ascii=False, allow_nan=False)) > MOST_FIGURES:
        raise Unfit("figures() says too much")
    copy = GuestView(
        title=view.title,
        standing=view.standing,
        period=view.period,
        priority=view.priority,
        dimmed=view.dimmed,
        content=view,
        told=told,
        settings=settings,
    )
    wrong = next((name for name, fits in _fitting(copy) if not fits), None)
    if wrong is not None:
        raise Unfit(f"{wrong} of the view is not of its type")
    return copy


def _fitting(view: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - whatever a guest gave
    standing = view.standing
    yield "title", isinstance(view.title, Wording)
    yield (
        "period",
        view.period is None or (isinstance(view.period, str) and len(view.period) < LONGEST),
    )
    yield "priority", view.priority is None or view.priority in PRIORITY_MARKS
    yield "dimmed", view.dimmed is None or isinstance(view.dimmed, bool)
    yield "standing", isinstance(standing, Standing)
    yield "standing.state", standing.state is None or isinstance(standing.state, State)
    yield "standing.age", standing.age is None or isinstance(standing.age, timedelta)
    yield "standing.reason", standing.reason is None or isinstance(standing.reason, Reason)
    yield "standing.words", standing.words is None or isinstance(standing.words, Phrase)
    for name in ("sources", "publications"):
        value = getattr(standing, name)
        texts = isinstance(value, tuple) and all(isinstance(one, str) for one in value)
        yield f"standing.{name}", texts
    yield "standing.lacks", _are_lacks(standing.lacks)
    for name in ("source_time", "received", "changed", "until"):
        yield f"standing.{name}", _is_time(getattr(standing, name))


def _are_lacks(value: object) -> bool:
    return isinstance(value, tuple) and all(
        isinstance(one, tuple)
        and len(one) == 2  # noqa: PLR2004 - a pair
        and isinstance(one[0], str)
        and (one[1] is None or type(one[1]) is int)
        for one in value
    )


def _is_time(value: object) -> bool:
    return value is None or (isinstance(value, datetime) and value.utcoffset() is not None)


def sound(items: object) -> list[Item]:
    """The items, each of its own type throughout and within what can be painted, or `Unfit`."""
    if not isinstance(items, list | tuple):
        raise Unfit(f"lay_out gave {type(items).__name__}, not a list of items")
    if len(items) > MOST_ITEMS:
        raise Unfit(f"{len(items)} items")
    try:
        made = _ITEMS.validate_python(list(items))
    except ValidationError as error:
        said = error.errors(include_url=False, include_input=False)[0]
        raise Unfit(f"items{said['loc']}: {said['msg']}") from None
    if sum(map(_points, made)) > MOST_POINTS:
        raise Unfit("too many points")
    for item in made:
        _bounded(item)
    return made


def _points(item: Item) -> int:
    match item:
        case Text(runs=runs):
            return len(runs)
        case Curve(stretches=stretches):
            return sum(map(len, stretches))
        case Band(top=top, bottom=bottom):
            return len(top) + len(bottom)
        case Area(rings=rings):
            return sum(map(len, rings))
        case Dots(places=places):
            return len(places)
        case _:
            return 0


def _bounded(item: Item) -> None:
    match item:
        case Text(runs=runs, text=text, full=full):
            if not runs or len(text) + len(full) + sum(len(run.text) for run in runs) > LONGEST:
                raise Unfit("a text without runs, or too long")
            numbers = [n for run in runs for n in (run.x, run.baseline, run.width)]
            if not all(0 < run.size <= LARGEST for run in runs):
                raise Unfit("a text of no size, or too large")
            numbers += [*_sides(item.rect), item.cap]
        case Curve() | Band():
            numbers = _of_lines(item)
        case Area() | Dots() | Raster():
            numbers = _of_map(item)
        case Moving():
            raise Unfit("a moving picture, which only the program's own tiles may show")
        case Hatch(rect=rect, radius=radius, step=step):
            numbers = [*_sides(rect), radius]
            if not LEAST_STEP <= step <= FARTHEST:
                raise Unfit("a hatch's stripes are too near")
        case _:
            numbers = [*_sides(item.rect), item.width]
    if any(abs(number) > FARTHEST for number in numbers):
        raise Unfit("farther away than any wall is wide")


def _of_lines(item: Curve | Band) -> list[float]:
    match item:
        case Curve(stretches=stretches, width=width):
            return [*(n for stretch in stretches for point in stretch for n in point), width]
        case Band(top=top, bottom=bottom, strength=strength):
            if not 0 <= strength <= 1:
                raise Unfit("a band's strength is 0..1")
            return [n for point in (*top, *bottom) for n in point]


def _of_map(item: Area | Dots | Raster) -> list[float]:
    match item:
        case Area(rings=rings, width=width):
            return [*(n for ring in rings for point in ring for n in point), width]
        case Dots(places=places, radius=radius):
            return [*(n for place in places for n in place), radius]
        case Raster(rect=rect, clip=clip, content=content):
            if len(content) > PICTURE:
                raise Unfit("a picture of more than 2 MiB")
            return [*_sides(rect), *_sides(clip)]


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.w, rect.h
