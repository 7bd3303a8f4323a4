"""One table, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.mapping import MOST, records_from
from services.phrase import Phrase, phrase
from services.records import KINDS, Observation
from services.table.columns import LABELS, Column, Figures
from services.table.places import Places, same
from services.table.table import malformed
from services.tally import Tally
from services.writing import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.records import Record
    from services.table.columns import Rows
    from services.table.places import Cell
    from services.table.settings import Tabular
    from services.table.table import Row, Table
    from services.writing import Writing

type Searches = dict[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One table, normalised."""

    records: tuple[Record, ...]
    partial: bool = False
    """A key that the table holds may be missing among the records."""
    notes: tuple[Phrase, ...] = ()


def records_in(
    settings: Tabular, found: Table, quoting: str | None = None, *, unfinished: bool = False
) -> Page:
    """`quoting` is the value of a simulated answer's header: the column that names a publication;
    None for a real answer. Of an `unfinished` table rows are still missing. Raises `SourceError`.
    """
    if found.long.count and not found.rows:
        raise malformed(
            phrase(
                "Mọi dòng đều thừa ô so với tiêu đề ({count} dòng); kiểm tra separator, header và dấu nháy",
                count=found.long.count,
            )
        )
    places, writing, tally = Places(found.names, found.doubt), settings.writing(), Tally()
    found = _kept(found, settings.skip, places)
    records: list[Record] = []
    outside = 0
    for name, rows in settings.mappings().items():
        making = _Making(name, rows, places, quoting)
        records += making.records(found, writing, tally)
        outside = max(outside, making.outside)
    return Page(
        records=tuple(records),
        partial=tally.partial or bool(found.long.count) or unfinished,
        notes=(
            *_unfinished(unfinished=unfinished),
            *tally.notes(),
            *_outside(outside),
            *_notes(found),
            *found.notes,
        ),
    )


class _Making:
    """Records of one kind."""

    def __init__(self, name: str, rows: Rows, places: Places, quoting: str | None) -> None:
        self._kind = KINDS[name]
        fields = rows.fields()
        self._searches: Searches = {
            field: _search(field, where, places) for field, where in fields.items()
        }
        if quoting is not None:
            self._searches.pop("publication", None)
            if quoting and places.has(quoting):
                self._searches["publication"] = places.cell(Column(name=quoting))
        self._figures = [
            (places.name(one), places.cell(one))
            for one in (rows.values or () if isinstance(rows, Figures) else ())
        ]
        told = (field for field, where in fields.items() if not _fixed(where))
        self._read = [
            *(self._searches[field] for field in told if field in self._searches),
            *(cell for _, cell in self._figures),
        ]
        self.outside = 0
        """Rows in none of whose columns anything stands."""
        key = ("uid",) if "uid" in fields else self._kind.NATURAL
        self._key = max((places.last(fields[name]) for name in key if name in fields), default=-1)

    def records(self, found: Table, writing: Writing, tally: Tally) -> list[Record]:
        each = max(len(self._figures), 1)
        taken = found.rows[: MOST // each]
        tally.beyond += (len(found.rows) + found.beyond - len(taken)) * each
        # a row that ends before its key may be one that stands
        keyed = [row for row in taken if len(row) > self._key]
        tally.lost += len(taken) - len(keyed)
        tally.nameless += len(taken) - len(keyed)
        within = [row for row in keyed if self._says_something(row)]
        self.outside = len(keyed) - len(within)
        made: list[Record] = []
        for searches in self._all_searches():
            made += records_from(self._kind, searches, within, writing, tally)
        return made

    def _says_something(self, row: Row) -> bool:
        """A note or a signature under a table stands in none of the columns that are read."""
        return any(_content(cell, row) not in ("", [], {}) for cell in self._read)

    def _all_searches(self) -> Iterator[Searches]:
        if not self._figures:
            yield _measured(self._kind, self._searches)
        for name, cell in self._figures:
            more = {"indicator": _always(name), "value": cell}
            yield _measured(self._kind, self._searches | more)


def _kept(found: Table, skip: Mapping[str, str], places: Places) -> Table:
    """Without the rows that the wall file leaves out."""
    wanted = [(places.cell(Column(name=name)), same(text)) for name, text in skip.items()]
    kept = [
        (number, row)
        for number, row in zip(found.numbers, found.rows, strict=True)
        if not any(_says(row, cell, text) for cell, text in wanted)
    ]
    return replace(found, numbers=[number for number, _ in kept], rows=[row for _, row in kept])


def _content(cell: Cell, row: Row) -> object:
    try:
        return cell(row)
    except Unreadable:  # a short row is told elsewhere
        return ""


def _says(row: Row, cell: Cell, text: str) -> bool:
    try:
        return same(str(cell(row))) == text
    except Unreadable:  # it ends before
        return False


def _measured(kind: type[Record], searches: Searches) -> Searches:
    """A figure whose own cell has its unit behind it (2,8%), unless the wall file says where units stand."""
    value = searches.get("value")
    if kind is not Observation or value is None or "unit" in searches:
        return searches

    def unit(row: Row) -> object:
        try:
            return "%" if str(value(row)).endswith("%") else None
        except Unreadable:  # as the value itself
            return None

    return searches | {"unit": unit}


def _search(field: str, where: Column | tuple[Column, ...], places: Places) -> Cell:
    match where:
        case Column():
            return places.cell(where)
        case _ if field in LABELS:
            return places.labels(where)
        case _:
            return places.cells(where)


def _always(name: str) -> Cell:
    return lambda _: name


def _unfinished(*, unfinished: bool) -> Iterator[Phrase]:
    if unfinished:
        yield phrase(
            "Bảng đang được ghi: tạm bỏ dòng cuối nếu chưa trọn, các dòng khác giữ nguyên; lần hỏi sau sẽ"
            " đọc lại"
        )


def _outside(count: int) -> Iterator[Phrase]:
    if count:
        yield phrase(
            "Bỏ qua {count} dòng không có gì ở các cột được đọc (ghi chú, chữ ký)", count=count
        )


def _fixed(where: Column | tuple[Column, ...]) -> bool:
    """A text that stands in the wall file, not in the table."""
    columns = where if isinstance(where, tuple) else (where,)
    return all(one.value is not None for one in columns)


def _notes(found: Table) -> Iterator[Phrase]:
    if not found.rows:
        yield phrase("Bảng chỉ có tiêu đề, chưa có dòng nào")
    if found.short.count:
        yield phrase(
            "{count} dòng thiếu ô, đầu tiên là dòng {row}",
            count=found.short.count,
            row=found.short.first,
        )
    if found.long.count:
        yield phrase(
            "Bỏ qua {count} dòng thừa ô, đầu tiên là dòng {row}; kiểm tra separator và dấu nháy",
            count=found.long.count,
            row=found.long.first,
        )
