"""Records counted, or a number of theirs summed, by one of their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Observation
from widgets import kinds
from widgets.counting import key_of, shared
from widgets.tiles.bars.parts import Parts, parts_of
from widgets.tiles.bars.settings import MOST
from widgets.tiles.bars.view import UNSAID, Amount, Bar
from widgets.values import Ranked, Staged, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.records import Record
    from widgets.reader import Reader
    from widgets.tiles.bars.settings import BarsTile
    from widgets.values import Value


@dataclass(slots=True)
class Tally:
    """What some records come to, in all and in parts."""

    summed: str | None
    """The field that is summed; None: they are counted."""
    count: int = 0
    total: Decimal = Decimal(0)
    measured: int = 0
    """Records that say a number."""
    of: set[tuple[str, str | None, str | None]] = field(default_factory=set)
    """Of figures: which indicators in which units and periods."""
    parts: dict[str, Amount] = field(default_factory=dict)

    def add(self, record: Record, part: str | None) -> None:
        self.count += 1
        amount: Amount = 1
        if self.summed is not None:
            said = getattr(record, self.summed, None)
            if said is None:
                return
            amount = Decimal(said)
            self.measured += 1
            self.total += amount
            if isinstance(record, Observation):
                self.of.add((record.indicator, record.unit, record.period))
        if part is not None:
            self.parts[part] = self.parts.get(part, 0) + amount

    @property
    def amount(self) -> Amount | None:
        """None where no record says a number, and of figures that don't add up: of other indicators, units
        or periods.
        """
        if self.summed is None:
            return self.count
        return self.total if self.measured and len(self.of) <= 1 else None


@dataclass(frozen=True, slots=True)
class Counted:
    bars: tuple[Bar, ...]
    total: int
    rest: Amount | None
    """None where what lies beyond the limit is not all known, or doesn't add up."""
    alike: bool
    """False of figures of several indicators or units: no scale holds for all."""
    parts: tuple[Value, ...]
    sums: tuple[Amount, ...]
    """Of each part, in all."""


def counted(settings: BarsTile, by: str, reader: Reader, records: Sequence[Record]) -> Counted:
    tallies: dict[str, Tally] = {}
    names: dict[str, Value] = {}
    parts, whole = parts_of(settings, reader, records), Tally(settings.sum)
    for record in records:
        part = None if parts is None else parts.key(record)
        whole.add(record, part)
        for value in _values(record, by, reader):
            own = key_of(value)
            names.setdefault(own, shared(value))
            tallies.setdefault(own, Tally(settings.sum)).add(record, part)
    amounts = {own: tally.amount for own, tally in tallies.items()}
    ordered = _ordered(settings, names, amounts)
    shown = ordered[: min(settings.limit, MOST)]
    beyond = [amounts[own] for own in ordered[len(shown) :]]
    return Counted(
        bars=tuple(
            Bar(name=names[own], amount=amounts[own], parts=in_parts(tallies[own], parts))
            for own in shown
        ),
        total=len(ordered),
        rest=_rest(beyond, settings) if len(whole.of) <= 1 else None,
        alike=len({(indicator, unit) for indicator, unit, _ in whole.of}) <= 1,
        parts=() if parts is None else parts.names,
        sums=in_parts(whole, parts),
    )


def _rest(beyond: Sequence[Amount | None], settings: BarsTile) -> Amount | None:
    known = [amount for amount in beyond if amount is not None]
    if len(known) < len(beyond):
        return None
    return sum(known, start=Decimal(0) if settings.sum else 0)


def in_parts(tally: Tally, parts: Parts | None) -> tuple[Amount, ...]:
    """None of what doesn't add up."""
    if parts is None or tally.amount is None:
        return ()
    return parts.amounts(tally.parts)


def _ordered(
    settings: BarsTile, names: dict[str, Value], amounts: dict[str, Amount | None]
) -> list[str]:
    """What is not known comes last either way; equals by name."""
    by_name = sorted(names, key=lambda own: (comparable(names[own]) or (9, 0, ()), own))
    if settings.sort == "name":
        return by_name
    if settings.sort is None and all(isinstance(one, Ranked | Staged) for one in names.values()):
        # Priorities and stages have an order of their own, worst first.
        backwards = any(isinstance(one, Ranked) for one in names.values())
        return by_name[::-1] if backwards else by_name
    known = [own for own in by_name if amounts[own] is not None]
    known.sort(key=lambda own: amounts[own] or 0, reverse=settings.sort != "least")
    return known + [own for own in by_name if amounts[own] is None]


def _values(record: Record, by: str, reader: Reader) -> Iterator[Value]:
    """Each of those that the field lists; what says none is counted as such."""
    seen = getattr(record, by, None)
    texts = isinstance(seen, tuple) and all(isinstance(one, str) for one in seen)
    if texts and seen and by not in kinds.ORGANS:
        yield from dict.fromkeys(seen)
        return
    value = reader.value(record, by)
    yield UNSAID if value is None or value in {"", ()} else value
