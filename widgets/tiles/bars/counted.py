"""Records counted, or a number of theirs summed, by one of their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Observation
from widgets import kinds
from widgets.tiles.bars.parts import Parts, parts_of
from widgets.tiles.bars.settings import MOST
from widgets.tiles.bars.view import UNSAID, Amount, Bar
from widgets.values import Ranked, Staged, as_json, comparable

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
    of: set[tuple[str, str | None]] = field(default_factory=set)
    """Of figures: which indicators in which periods."""
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
                self.of.add((record.indicator, record.period))
        if part is not None:
            self.parts[part] = self.parts.get(part, 0) + amount

    @property
    def amount(self) -> Amount | None:
        """None where no record says a number, and of figures that don't add up: of other indicators or
        other periods.
        """
        if self.summed is None:
            return self.count
        return self.total if self.measured and len(self.of) <= 1 else None


@dataclass(frozen=True, slots=True)
class Counted:
    bars: tuple[Bar, ...]
    total: int
    rest: Amount
    parts: tuple[Value, ...]


def counted(settings: BarsTile, by: str, reader: Reader, records: Sequence[Record]) -> Counted:
    tallies: dict[str, Tally] = {}
    names: dict[str, Value] = {}
    parts = parts_of(settings, reader, records)
    for record in records:
        part = None if parts is None else parts.key(record)
        for value in _values(record, by, reader):
            key = str(as_json(value))
            names.setdefault(key, value)
            tallies.setdefault(key, Tally(settings.sum)).add(record, part)
    amounts = {key: tally.amount for key, tally in tallies.items()}
    ordered = _ordered(settings, names, amounts)
    shown = ordered[: min(settings.limit, MOST)]
    beyond = [amount for key in ordered[len(shown) :] if (amount := amounts[key]) is not None]
    return Counted(
        bars=tuple(
            Bar(name=names[key], amount=amounts[key], parts=_in_parts(tallies[key], parts))
            for key in shown
        ),
        total=len(ordered),
        rest=sum(beyond, start=Decimal(0) if settings.sum else 0),
        parts=() if parts is None else parts.names,
    )


def _in_parts(tally: Tally, parts: Parts | None) -> tuple[Amount, ...]:
    if parts is None or tally.amount is None:
        return ()
    return parts.amounts(tally.parts)


def _ordered(
    settings: BarsTile, names: dict[str, Value], amounts: dict[str, Amount | None]
) -> list[str]:
    """What is not known comes last either way; equals by name."""
    by_name = sorted(names, key=lambda key: (comparable(names[key]) or (9, 0, ()), key))
    if settings.sort == "name":
        return by_name
    if settings.sort is None and all(isinstance(one, Ranked | Staged) for one in names.values()):
        # Priorities and stages have an order of their own, worst first.
        backwards = any(isinstance(one, Ranked) for one in names.values())
        return by_name[::-1] if backwards else by_name
    known = [key for key in by_name if amounts[key] is not None]
    known.sort(key=lambda key: amounts[key] or 0, reverse=settings.sort != "least")
    return known + [key for key in by_name if amounts[key] is None]


def _values(record: Record, by: str, reader: Reader) -> Iterator[Value]:
    """Each of those that the field lists; what says none is counted as such."""
    seen = getattr(record, by, None)
    texts = isinstance(seen, tuple) and all(isinstance(one, str) for one in seen)
    if texts and seen and by not in kinds.ORGANS:
        yield from dict.fromkeys(seen)
        return
    value = reader.value(record, by)
    yield UNSAID if value is None or value in {"", ()} else value
