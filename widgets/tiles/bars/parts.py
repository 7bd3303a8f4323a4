"""What bars are divided into: the values of a field, of more than four the rarest as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.records import Tone
from services.words import sort_key
from widgets.counting import key_of, shared
from widgets.tiles.bars.view import MOST_PARTS, REST, UNSAID
from widgets.values import Ranked, comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.records import Record
    from services.words.collation import SortKey
    from widgets.reader import Reader
    from widgets.tiles.bars.settings import BarsTile
    from widgets.tiles.bars.view import Amount
    from widgets.values import Value

_TONES = (Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)
_REST = ""
"""Key of what is not among the first."""


@dataclass(frozen=True, slots=True)
class Parts:
    names: tuple[Value, ...]
    keys: tuple[str, ...]
    """In the same order."""
    of: Mapping[str, str]
    """Which part a record is of, by its uid."""

    def key(self, record: Record) -> str:
        return self.of[record.uid]

    def amounts(self, told: Mapping[str, Amount]) -> tuple[Amount, ...]:
        return tuple(told.get(own, 0) for own in self.keys)


def parts_of(settings: BarsTile, reader: Reader, records: Sequence[Record]) -> Parts | None:
    """Priorities and tones worst first; of others those that occur most, in an order of their own."""
    if settings.stack is None:
        return None
    keys: dict[str, str] = {}
    names: dict[str, Value] = {}
    ranks: dict[str, tuple[float, SortKey]] = {}
    for record in records:
        said = reader.value(record, settings.stack)
        value = UNSAID if said is None or said in {"", ()} else shared(said)
        keys[record.uid] = key_of(value)
        names.setdefault(keys[record.uid], value)
        ranks.setdefault(keys[record.uid], _rank(value, getattr(record, settings.stack, None)))
    often = Counter(keys.values())
    kept = sorted(names, key=lambda own: (ranks[own][0], -often[own], own))
    kept = kept if len(kept) <= MOST_PARTS else kept[: MOST_PARTS - 1]
    # A part keeps its place and its ink while counts go up and down.
    kept.sort(key=lambda own: ranks[own])
    of = {uid: own if own in kept else _REST for uid, own in keys.items()}
    if len(kept) == len(names):
        return Parts(tuple(names[own] for own in kept), tuple(kept), of)
    return Parts((*(names[own] for own in kept), REST), (*kept, _REST), of)


def _rank(value: Value, raw: object) -> tuple[float, SortKey]:
    """Least of the worst priority, and of the worst tone; else by what the record itself says: codes of a
    process by its steps.
    """
    by_itself = sort_key("" if raw is None else str(raw))
    if isinstance(raw, Tone):
        return _TONES.index(raw), by_itself
    worth = comparable(value) if isinstance(value, Ranked) else None
    return 0.0 if worth is None else -float(worth[1]), by_itself
