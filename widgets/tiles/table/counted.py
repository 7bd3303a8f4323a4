"""Records counted by one of their fields: what is told most often comes first, the worst where it is
priorities.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Wording
from widgets import kinds
from widgets.counting import key_of, shared
from widgets.heads import HEADS
from widgets.tiles.table.settings import MOST
from widgets.tiles.table.view import Head, Row, TableView
from widgets.values import Ranked, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.records import Record
    from services.views import Standing
    from widgets.reader import Reader
    from widgets.tiles.table.settings import TableTile
    from widgets.values import Value

UNSAID = phrase("(không ghi)")
REST = phrase("Còn lại")
HOW_MANY = phrase("Số lượng")


def counted(
    settings: TableTile, field: str, reader: Reader, records: Sequence[Record], standing: Standing
) -> TableView:
    kind, knowledge = kinds.ALL[settings.records], reader.knowledge
    counts: Counter[str] = Counter()
    values: dict[str, Value] = {}
    for record in records:
        for value in _values(record, field, reader):
            own = key_of(value)
            counts[own] += 1
            values.setdefault(own, shared(value))
    ranked = sorted(
        counts,
        key=lambda own: (_rank(values[own]), -counts[own], comparable(values[own]) or (), own),
    )
    shown = ranked[: min(settings.limit, MOST)]
    named = field.removeprefix(kinds.LABEL)
    return TableView(
        title=settings.title or kind.title,
        standing=standing,
        kind=settings.records,
        heads=(
            Head(field, HEADS.get(field) or Wording(vi=named[:60]), 3.0),
            Head("count", HOW_MANY, 0.0, "right"),
        ),
        rows=tuple(Row((values[own], counts[own])) for own in shown),
        total=len(ranked),
        known=knowledge.asked(settings.table).last_answered is not None,
        empty=kind.empty,
        day=knowledge.day,
        counts=tuple(counts[key] for key in shown),
        rest=sum(counts[key] for key in ranked[len(shown) :]),
    )


def _rank(value: Value) -> float:
    """Least of the worst priority; alike for what has none."""
    worth = value.comparable() if isinstance(value, Ranked) else None
    return 0.0 if worth is None else -float(worth[1])


def _values(record: Record, field: str, reader: Reader) -> Iterator[Value]:
    """Each of those that the field lists; what says none is counted as such."""
    seen = getattr(record, field, None)
    if isinstance(seen, tuple) and seen and all(isinstance(one, str) for one in seen):
        if field in kinds.ORGANS:
            named = (reader.naming.organ(one, record) for one in dict.fromkeys(seen))
            yield from {key_of(one): one for one in named}.values()
            return
        yield from dict.fromkeys(seen)
        return
    value = reader.value(record, field)
    yield UNSAID if value is None or value in {"", ()} else value
