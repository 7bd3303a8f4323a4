"""Services by the hours of the wall's clock: the worst that answers told of each in each of them."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.records import ServiceHealth
from widgets.standings import illness
from widgets.tiles.matrix.signs import ILL, Sign
from widgets.tiles.matrix.view import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.cache import Said, Stretch
    from services.phrase import Phrase
    from services.records import Record
    from services.views import Knowledge
    from widgets.reader import Reader
    from widgets.tiles.matrix.settings import MatrixTile


def by_hour(
    settings: MatrixTile, knowledge: Knowledge, reader: Reader, records: Sequence[Record]
) -> tuple[tuple[Column, ...], list[Row]]:
    """Of the services that the source has now. Hours before the first ask are empty: nobody knew."""
    told = knowledge.hours(settings.matrix, ServiceHealth, "state", settings.last)
    columns = tuple(Column(None, hour.begins) for hour in told)
    first = knowledge.first_asked(settings.matrix)
    rows = [
        Row(
            reader.value(record, settings.row_field),
            tuple(
                _EMPTY if first is None or hour.ends <= first else _cell(hour, record.uid)
                for hour in told
            ),
        )
        for record in records
    ]
    return columns, rows


def before(settings: MatrixTile, knowledge: Knowledge, columns: Sequence[Column]) -> Phrase | None:
    """What empty hours are, where there are any from before the first ask that is kept: while its file
    can't be written the wall remembers no earlier one.
    """
    first = knowledge.first_asked(settings.matrix)
    ends = columns[0].hour + timedelta(hours=1) if columns and columns[0].hour else None
    if first is None or ends is None or ends > first:
        return None
    return phrase("giờ để trống: tường chưa hỏi, hoặc không còn nhớ")


_EMPTY, _UNASKED = Cell(), Cell(Sign.UNASKED)
_STATED = tuple(Cell(sign) for sign in ILL)


def _cell(hour: Stretch, uid: str) -> Cell:
    """An hour in which nobody answered for it is neither well nor bad; one in which the source answered
    without having it is empty.
    """
    said = hour.told.get(uid)
    if said is None:
        return _EMPTY if hour.whole else _UNASKED
    return _STATED[_illness(said)]


@lru_cache(maxsize=256)
def _illness(said: frozenset[Said]) -> int:
    return min(illness(None if one is None else str(one)) for one in said)
