"""The records of a source as a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.records import KINDS, Alert
from services.settings import Wording
from widgets import kinds
from widgets.chosen import chosen
from widgets.heads import HEADS
from widgets.reader import NAMES, Reader
from widgets.tiles.table.counted import counted
from widgets.tiles.table.settings import MOST, ColumnSetting
from widgets.tiles.table.view import Head, Row, TableView
from widgets.values import Percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Record
    from services.views import Knowledge
    from widgets.tiles.table.settings import TableTile
    from widgets.values import Value

_FEW_LETTERS = 16


def of_records(settings: TableTile, knowledge: Knowledge) -> TableView:
    sources, kind = (settings.table,), kinds.ALL[settings.records]
    facts = knowledge.facts(sources, KINDS[settings.records])
    records = [fact.record for fact in facts]
    shown, hidden = chosen(settings.condition, settings.table, knowledge, records)
    reader = Reader(settings.records, knowledge, settings.table, shown)
    if settings.count is not None:
        standing = knowledge.standing(sources, facts)
        whole = counted(settings, settings.count, reader, shown, standing)
        return replace(whole, hidden=hidden)
    order = settings.sort or kind.order
    shown = reader.ordered(shown, order)
    wanted = settings.columns or tuple(ColumnSetting(field=name) for name in kind.columns)
    heads = tuple(_head(column, reader, shown) for column in wanted)
    rows = tuple(
        Row(tuple(reader.value(record, head.field) for head in heads))
        for record in shown[: min(settings.limit, MOST)]
    )
    worst = min((reader.rank(r) for r in shown if isinstance(r, Alert)), default=None)
    return TableView(
        title=settings.title or kind.title,
        standing=knowledge.standing(sources, facts),
        priority=None if worst is None else NAMES[worst],
        kind=settings.records,
        heads=heads,
        rows=rows,
        total=len(shown),
        known=knowledge.asked(settings.table).last_answered is not None,
        empty=kind.empty,
        hidden=hidden,
        day=knowledge.day,
    )


def _head(column: ColumnSetting, reader: Reader, shown: Sequence[Record]) -> Head:
    field = column.field
    values = [reader.value(record, field) for record in shown[:MOST]]
    numbers = any(
        isinstance(v, int | Decimal | Percent) and not isinstance(v, bool) for v in values
    )
    texts = any(isinstance(v, str | Wording | Phrase) for v in values)
    usual = 3.0 if field in kinds.MAIN else 1.5 if texts or not values else 0.0
    if field == kinds.STATE and reader.kind in kinds.STATED and _few_words(values):
        usual = 0.0
    named = field.removeprefix(kinds.LABEL)
    return Head(
        field=field,
        title=column.title or HEADS.get(field) or Wording(vi=named[:60]),
        weight=column.weight or usual,
        align=column.align or ("right" if numbers and not texts else "left"),
        above=column.above,
        below=column.below,
    )


def _few_words(values: Iterable[Value]) -> bool:
    """As wide as they are they leave the others their room."""
    return all(not isinstance(value, str) or len(value) <= _FEW_LETTERS for value in values)
