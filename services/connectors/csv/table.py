"""The rows of a text of separated values, as a table."""

from __future__ import annotations

import csv
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from services.connectors.csv.text import text_of
from services.phrase import phrase
from services.plain import plain
from services.table.columns import WIDEST
from services.table.table import Table, gathered, joined, malformed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.connectors.csv.settings import Csv
    from services.phrase import Phrase
    from services.table.table import Numbered, Row

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATOR = re.compile(r'"?sep=([,;|\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""What Excel writes above, and reads itself, so that it knows its own separator."""
_CUT = "end of data"
"""In what `csv` says of a quote that isn't closed."""
_FIGURE = re.compile(r"\d")
_MARKS = ";,\t|"


def table(settings: Csv, body: bytes, *, unfinished: bool = False) -> Table:
    """Raises `SourceError` of reason malformed. `unfinished`: the table is still being written, and
    its last row, which may be cut, is left out.
    """
    text = text_of(body, settings.encoding, unfinished=unfinished)
    mark = "\t" if settings.separator == "tab" else settings.separator
    own = _SEPARATOR.match(text)
    rows = _rows(text, own[1] if own else mark, own.end() if own else 0, unfinished=unfinished)
    if not settings.header_rows():
        nothing: tuple[int, Row] = (0, ())
        first = next((one for one in rows if one[1]), nothing)
        if len(first[1]) > WIDEST:
            raise malformed(
                phrase(
                    "Dòng {row} có hơn {most} cột; kiểm tra separator", row=first[0], most=WIDEST
                )
            )
        names = tuple(str(place + 1) for place in range(len(first[1])))
        return gathered(names, chain([first], rows))
    names = _names(settings, rows)
    second = next(rows, None)
    if second is None:
        return Table(names=names, rows=[], numbers=[], doubt=_apart(names))
    if "header" not in settings.model_fields_set:
        _single(names, second[1])
    return gathered(names, chain([second], rows), _apart(names))


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
        first, *others = headers[0]
        headers[0] = [str(first).removeprefix(settings.header_prefix), *others]
    if max(map(len, headers)) > WIDEST:
        raise malformed(
            phrase("Dòng tiêu đề có hơn {most} cột; kiểm tra separator và header", most=WIDEST)
        )
    return joined(headers)


def _single(names: tuple[str, ...], second: Row) -> None:
    """A header of two rows shows where cells were merged: above a blank, below a name, and no figure."""
    below = [str(cell).strip() for cell in second]
    merged = any(
        not name and place and names[place - 1] and place < len(below) and below[place]
        for place, name in enumerate(names)
    )
    if merged and not _FIGURE.search("".join(below)):
        raise malformed(
            phrase(
                "Tiêu đề hình như có hai dòng; khai header: [1, 2], hoặc header: 1 nếu chỉ có một dòng"
            )
        )


def _apart(names: Sequence[str]) -> Phrase | None:
    """Of one column whose name looks like several."""
    mark = next((one for one in _MARKS if len(names) == 1 and one in names[0]), None)
    if mark is None:
        return None
    return phrase(
        "Bảng chỉ có một cột là “{column}”; các cột hình như cách nhau bằng “{mark}”: khai separator",
        column=plain(names[0], 60),
        mark="tab" if mark == "\t" else mark,
    )
