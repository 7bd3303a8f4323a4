"""A table: the names of its columns and its rows, within bounds. Rows are counted as a spreadsheet
counts them, from 1, the header too; a formula is text like any other.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from services.connectors.csv.columns import WIDEST
from services.connectors.csv.text import malformed, text_of
from services.mapping import MOST
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.connectors.csv.settings import Csv
    from services.phrase import Phrase

NAME = 200
"""Characters of a column's name."""

Row = list[str]
type Numbered = Iterator[tuple[int, Row]]
"""Each row with its number."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATOR = re.compile(r'"?sep=([,;|\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""What Excel writes above, and reads itself, so that it knows its own separator."""
_CUT = "end of data"
"""In what `csv` says of a quote that isn't closed."""
_FIGURE = re.compile(r"\d")


@dataclass(slots=True)
class Odd:
    """Rows with fewer or more cells than the header has."""

    count: int = 0
    first: int = 0

    def add(self, row: int) -> None:
        self.first = self.first or row
        self.count += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    names: tuple[str, ...]
    """As they stand there, bounded."""
    rows: list[Row]
    """At most `mapping.MOST`; without blank and long ones. A short one lacks cells at its end."""
    numbers: list[int]
    """Of each of them, in the table."""
    beyond: int = 0
    """Rows that were only counted."""
    short: Odd = field(default_factory=Odd)
    long: Odd = field(default_factory=Odd)
    """Rows with cells beyond the last column: which of them stands where is not known."""


def table(settings: Csv, body: bytes, *, unfinished: bool = False) -> Table:
    """Raises `SourceError` of reason malformed. `unfinished`: the table is still being written, and
    its last row, which may be cut, is left out.
    """
    text = text_of(body, settings.encoding, unfinished=unfinished)
    mark = "\t" if settings.separator == "tab" else settings.separator
    own = _SEPARATOR.match(text)
    rows = _rows(text, own[1] if own else mark, own.end() if own else 0, unfinished=unfinished)
    if not settings.header_rows():
        first = next((one for one in rows if one[1]), (0, Row()))
        if len(first[1]) > WIDEST:
            raise malformed(
                phrase(
                    "Dòng {row} có hơn {most} cột; kiểm tra separator", row=first[0], most=WIDEST
                )
            )
        names = tuple(str(place + 1) for place in range(len(first[1])))
        return _gathered(names, chain([first], rows))
    names = _names(settings, rows)
    second = next(rows, None)
    if second is None:
        return Table(names=names, rows=[], numbers=[])
    if "header" not in settings.model_fields_set:
        _single(names, second[1])
    return _gathered(names, chain([second], rows))


def _rows(text: str, separator: str, start: int, *, unfinished: bool) -> Numbered:
    lines = (found[0] for found in _LINES.finditer(text, start))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    try:
        for row in reader:
            number += 1
            yield number, row
    except csv.Error as error:
        if unfinished and _CUT in str(error):
            return  # a cell of several lines is not yet written to its end
        raise malformed(_broken(number + 1, str(error))) from None


def _broken(row: int, said: str) -> Phrase:
    if "field limit" in said:
        return phrase(
            "Dòng {row} có một ô dài quá {most} ký tự; có thể dấu nháy mở ở đó không được đóng",
            row=row,
            most=csv.field_size_limit(),
        )
    if _CUT in said:
        return phrase("Dấu nháy mở ở dòng {row} không được đóng; hoặc bảng bị cắt cụt", row=row)
    return phrase(
        "Dòng {row}: sau dấu nháy đóng không phải dấu phân cách; kiểm tra separator và dấu nháy",
        row=row,
    )


def _names(settings: Csv, rows: Numbered) -> tuple[str, ...]:
    """Of one row, or of several joined: a blank cell of an upper one goes with its left neighbour."""
    wanted = settings.header_rows()
    above = [row for _, row in islice(rows, wanted[-1])]
    if len(above) < wanted[-1]:
        raise malformed(
            phrase(
                "Bảng chỉ có {count} dòng, không có dòng tiêu đề {row}; sửa header",
                count=len(above),
                row=wanted[-1],
            )
        )
    headers = [above[row - 1] for row in wanted]
    if headers[0] and settings.header_prefix:
        headers[0] = [headers[0][0].removeprefix(settings.header_prefix), *headers[0][1:]]
    if max(map(len, headers)) > WIDEST:
        raise malformed(
            phrase("Dòng tiêu đề có hơn {most} cột; kiểm tra separator và header", most=WIDEST)
        )
    *upper, lower = [[plain(cell, NAME) for cell in row] for row in headers]
    below = lower
    for row in reversed(upper):
        below = [
            " / ".join(filter(None, pair))
            for pair in zip_longest(_filled(row, below), below, fillvalue="")
        ]
    return tuple(below)


def _filled(upper: list[str], below: list[str]) -> list[str]:
    filled: list[str] = []
    for own, under in zip_longest(upper, below, fillvalue=""):
        left = filled[-1] if filled and under else ""
        filled.append(own or left)
    return filled


def _single(names: tuple[str, ...], second: Row) -> None:
    """A header of two rows shows where cells were merged: above a blank, below a name, and no figure."""
    merged = any(
        not name and place and names[place - 1] and place < len(second) and second[place].strip()
        for place, name in enumerate(names)
    )
    if merged and not _FIGURE.search("".join(second)):
        raise malformed(
            phrase(
                "Tiêu đề hình như có hai dòng; khai header: [1, 2], hoặc header: 1 nếu chỉ có một dòng"
            )
        )


def _gathered(names: tuple[str, ...], rows: Numbered) -> Table:
    wide, kept, numbers, beyond = len(names), list[Row](), list[int](), 0
    short, long = Odd(), Odd()
    for number, row in rows:
        if not any(map(str.strip, row)):
            continue
        if any(map(str.strip, row[wide:])):
            long.add(number)
        elif len(kept) >= MOST:
            beyond += 1
        else:
            if len(row) < wide:
                short.add(number)
            kept.append(row)
            numbers.append(number)
    return Table(names=names, rows=kept, numbers=numbers, beyond=beyond, short=short, long=long)
