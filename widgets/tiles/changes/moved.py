"""Figures that say something else than they did."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import KINDS, Observation
from services.wall_file.derived import figures_behind
from services.words.figures import ATTACHED
from widgets.reading import Number
from widgets.tiles.changes.view import Moved, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.views import Figure, Knowledge
    from services.wall_file.priority import Priority
    from services.wall_file.statistics import Band

_REACHED = 100
"""Percent of a plan."""
_DIGITS = 20
"""Before the point, of what is rounded."""
_FIGURES = next(name for name, kind in KINDS.items() if kind is Observation)

type Touched = Mapping[str, frozenset[tuple[str, str]]]
"""By source, what it told anew: kinds, and names of indicators."""


def moved(ids: Iterable[str], now: Knowledge, then: Knowledge, touched: Touched) -> Iterator[Moved]:
    """Of those, in their order, all whose value isn't what it was. What isn't known any more is none: its
    state says so.
    """
    for id in ids:
        if not _touched(id, now, touched):
            continue
        after, before = now.figure(id), then.figure(id)
        if after.observation is None or _same(before, after):
            continue
        if before.observation is None and not _heard(id, then):
            continue
        good = _good(before, after)
        yield Moved(
            weight=_weight(before, after, good=good),
            before=Number.of(before),
            after=Number.of(after),
            good=good,
        )


def size(one: Moved) -> Decimal:
    """How far it moved, as a share of what it was: the largest of those that weigh alike goes first."""
    before, after = one.before.observation, one.after.observation
    was = None if before is None else before.value
    value = None if after is None else after.value
    if was is None or value is None or one.of_other_periods:
        return Decimal(0)
    return min(abs(value - was) / abs(was), Decimal(1000)) if was else Decimal(1000)


def _touched(id: str, now: Knowledge, touched: Touched) -> bool:
    """Its source, or one that it is reckoned of, told something anew."""
    declared = now.wall.indicators
    for name in figures_behind(declared, [id]):
        one = declared[name]
        if one.formula is not None:
            if any(touched.get(source) for source in one.origins):
                return True
        elif (_FIGURES, one.metric or name) in touched.get(one.source or "", frozenset()):
            return True
    return False


def _heard(id: str, then: Knowledge) -> bool:
    """All that it is made of had answered: then it is new, else nobody knows what it was."""
    declared = then.wall.indicators
    origins = {s for name in figures_behind(declared, [id]) for s in declared[name].origins}
    return all(then.asked(source).last_answered is not None for source in origins)


def _same(before: Figure, after: Figure) -> bool:
    was, seen = before.observation, after.observation
    if was is None or seen is None:
        return was is seen
    return was.period == seen.period and _shown(was, after) == _shown(seen, after)


def _shown(seen: Observation, figure: Figure) -> tuple[object, ...]:
    """What of it is read: nobody sees a change behind the last decimal that is shown, or of the two numbers
    of a ratio that is told in percent.
    """
    value, places = seen.value, figure.indicator.decimals
    if value is not None and places is not None and value.adjusted() < _DIGITS:
        value = round(value, places)
    percent = figure.unit is not None and figure.unit.vi in ATTACHED
    both = None if percent else (seen.numerator, seen.denominator)
    return value, seen.text, both


def _good(before: Figure, after: Figure) -> bool | None:
    was, seen = before.observation, after.observation
    better = after.indicator.better
    if was is None or seen is None or was.value is None or seen.value is None:
        return None
    if better == "neutral" or was.period != seen.period or was.value == seen.value:
        return None
    return (seen.value > was.value) is (better == "up")


def _weight(before: Figure, after: Figure, *, good: bool | None) -> Weight:
    was, stands = _bad(before.band), _bad(after.band)
    if stands < was or (before.observation is not None and stands != was):
        return Weight.CROSSED if stands < was else Weight.BETTER
    fell = _against_plan(before, after)
    if fell is not None:
        return Weight.BEHIND if fell else Weight.BETTER
    if good is None:
        return Weight.MOVED
    return Weight.BETTER if good else Weight.WORSE


def _bad(band: Band | None) -> int:
    """0 the worst; what has no priority is normal, and so is what is in no band."""
    ranks: list[Priority] = [] if band is None or band.priority is None else [band.priority]
    return [*type(ranks[0])].index(ranks[0]) if ranks else _REACHED


def _against_plan(before: Figure, after: Figure) -> bool | None:
    """Whether the plan is missed now that was kept, or the other way round; None: neither."""
    was, stands = before.comparison.reached, after.comparison.reached
    better = after.indicator.better
    if was is None or stands is None or better == "neutral":
        return None
    kept, keeps = (
        (share >= _REACHED if better == "up" else share <= _REACHED) for share in (was, stands)
    )
    return None if kept is keeps else kept
