"""What a gauge says in one language: figure, the band that it is in, the ends of its scale, its legend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from services.words.figures import ATTACHED
from widgets.shortening import short_period
from widgets.tiles.gauge.strip import ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.words import Words
    from widgets.drawing import Ink
    from widgets.tiles.gauge.scale import Scale, Span
    from widgets.tiles.gauge.view import Gauge


_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Entry:
    """Of a legend."""

    text: str
    short: str
    """Without the thresholds, which stand under the bar as well."""
    ink: Ink | None = None
    """The ground of a band; None: the tick of the plan."""
    strong: bool = False
    """The band that the figure is in."""


def names(gauge: Gauge, words: Words, *, dated: bool) -> tuple[str, ...]:
    """What it is called, the longest form first, with its period unless the tile says the one of all
    (`dated`): that is no part to be cut off.
    """
    number = gauge.number
    full, short = number.name.full_in(words.lang), number.name.short_in(words.lang)
    called = (full,) if short is None else (full, short)
    if dated or number.period is None:
        return called
    brief = short_period(number.period, words)
    ends = [words.period(number.period), *([] if brief is None else [brief])]
    return tuple(f"{name} · {end}" for end in ends for name in called)


def figure(gauge: Gauge, words: Words) -> str:
    """`97,4%`, `44/47`, `2.850 tỷ đồng`."""
    number = gauge.number
    unit = number.unit.full_in(words.lang) if number.unit else None
    if number.observation is None:
        return words.number(None)
    return words.figure(number.observation, unit, number.decimals).full


def short_figure(gauge: Gauge, words: Words) -> str:
    """Without a unit that stands beside it."""
    number = gauge.number
    if number.observation is None:
        return words.number(None)
    unit = number.unit.full_in(words.lang) if number.unit else None
    return words.figure(number.observation, unit, number.decimals).text


def meaning(gauge: Gauge, words: Words) -> tuple[str, str | None]:
    """What its value means; why it means nothing; or that it lies beyond the scale."""
    band, scale, value = gauge.number.band, gauge.scale, gauge.value
    if band is not None:
        return band.meaning.full_in(words.lang), band.meaning.short_in(words.lang)
    if gauge.why is not None:
        return words.say(gauge.why), None
    if scale is not None and value is not None and not scale.holds(value):
        return words.say("ngoài thang"), None
    return "", None


def ends(gauge: Gauge, words: Words) -> tuple[str, str]:
    scale = gauge.scale
    if scale is None:
        return "", ""
    most = _amount(scale.most, gauge, scale, words)
    if scale.whole is not None:
        most = words.number(scale.whole)
    return _amount(scale.least, gauge, scale, words), most


def edges(gauge: Gauge, words: Words) -> Iterator[tuple[Decimal, str]]:
    """Where one band ends and the next begins."""
    if gauge.scale is not None:
        for span in gauge.spans[1:]:
            yield span.least, _amount(span.least, gauge, gauge.scale, words)


def legend(gauge: Gauge, words: Words) -> list[Entry]:
    entries: list[Entry] = []
    scale = gauge.scale
    if scale is None:
        return entries
    for span in gauge.spans:
        if span.band is not None:
            meaning = span.band.meaning.full_in(words.lang)
            ends = {_amount(end, gauge, scale, words) for end in (span.least, span.most)} - {"0"}
            told = any(end in meaning for end in ends)
            said = meaning if told else f"{_stretch(span, gauge, scale, words)}: {meaning}"
            own = span.band is gauge.number.band
            entries.append(Entry(said, meaning, ground(span.band), strong=own))
    if gauge.plan is not None:
        amount = _amount(gauge.plan, gauge, scale, words)
        entries.append(
            Entry(_planned(gauge, amount, words), words.say("kế hoạch {amount}", amount=amount))
        )
    return entries


def _planned(gauge: Gauge, amount: str, words: Words) -> str:
    """How much of the plan is reached, and by what."""
    reached = gauge.number.comparison.reached
    if reached is None:
        return words.say("kế hoạch {amount}", amount=amount)
    percent = words.number(reached.quantize(_TENTH))
    if gauge.so_far:
        return words.say("lũy kế đạt {percent}% kế hoạch {amount}", percent=percent, amount=amount)
    return words.say("đạt {percent}% kế hoạch {amount}", percent=percent, amount=amount)


def _stretch(span: Span, gauge: Gauge, scale: Scale, words: Words) -> str:
    low = _amount(span.least, gauge, scale, words)
    high = _amount(span.most, gauge, scale, words)
    if span.least == scale.least:
        return words.say("dưới {amount}", amount=high)
    if span.most == scale.most:
        return words.say("từ {amount}", amount=low)
    return f"{low}–{high}"


def _amount(value: Decimal, gauge: Gauge, scale: Scale, words: Words) -> str:
    """As the figure is written; shares of one in percent."""
    if scale.ratio:
        return f"{words.number((value * 100).normalize() if value else value)}%" if value else "0"
    unit = gauge.number.unit
    attached = unit.vi if unit is not None and unit.vi in ATTACHED and value else ""
    return f"{words.shortened(value)}{attached}"
