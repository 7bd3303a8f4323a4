"""Whether an answer is a table, and what a wall could take from it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from services.aside import LARGE
from services.connectors.csv.settings import CsvSource
from services.connectors.csv.sniffing import Style, style
from services.connectors.csv.table import table
from services.connectors.csv.text import WORKBOOKS, text_of
from services.door import Answer, SourceError
from services.draft import Advice, Certainty, Draft, Met, Remark
from services.mapping import MOST
from services.phrase import Phrase, phrase
from services.plain import plain
from services.table.proposal import proposed
from services.table.remarks import place

if TYPE_CHECKING:
    from services.table.table import Table

_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""What is called so may be a table all the same; where it is none, others say what it lacks."""
_ENDS = (".csv", ".tsv", *_OF_WORKBOOKS)
_TYPES = {"text/csv", "application/csv", "text/tab-separated-values"}
_MEBIBYTE = 1024 * 1024
_LARGEST = 64 * _MEBIBYTE
_REGULAR = 0.8
"""Share of rows of one width from which on a text that isn't called a table is one."""
_NO_TABLE = re.compile(rb"\s*[\[{<]|# (?:HELP|TYPE) ")


def recognised(met: Met) -> Draft | Advice | None:
    outcome = met.outcome
    if not isinstance(outcome, Answer):
        return None
    name = _named(met)
    called = met.content_type in _TYPES or name.lower().endswith(_ENDS)
    if met.body.startswith(WORKBOOKS):
        return None
    if _NO_TABLE.match(met.body) and not (met.local and called):
        return None
    found = style(met.body)
    if found is None and name.lower().endswith(_OF_WORKBOOKS):
        return None
    if found is None:
        return _unreadable(met.body) if called or met.local else None
    if not called and (found.width <= 1 or found.share < _REGULAR):
        return None
    key = met.local or "url"
    settings: dict[str, object] = {"connector": "csv", key: met.address, "every": "1 min"}
    settings |= _declared(found)
    try:
        read = _table(settings, found)
    except SourceError as error:
        return _advice(error)
    return _draft(met, name, settings, found, read)


def _draft(
    met: Met, name: str, settings: dict[str, object], found: Style, read: Table
) -> Draft | Advice:
    made = proposed(read, called=PurePath(name).stem)
    if made is None:
        return Advice(
            what=phrase("Bảng chỉ có tiêu đề hoặc không có cột số nào, chưa có gì để hiện"),
            remedy=phrase("kiểm tra tệp; bảng cần ít nhất một dòng và một cột số"),
        )
    remarks = [*_style_remarks(found), *made.remarks]
    if found.lines > (most := MOST // made.each):
        said = phrase("Bảng có chừng {n} dòng; tường lấy {most} dòng đầu", n=found.lines, most=most)
        remarks.append(Remark(words=said))
    if (size := len(met.body)) > LARGE // 2:
        settings["max_bytes"] = min(-(-size * 2 // _MEBIBYTE) * _MEBIBYTE, _LARGEST)
        said = phrase("Câu trả lời dài {count} KiB, nên nới mức lớn nhất", count=size // 1024)
        remarks.append(Remark(words=said, at=("max_bytes",)))
    if isinstance(met.outcome, Answer) and met.local:
        remarks += place(met.local, met.address, _read(met.outcome))
    return Draft(
        name=PurePath(name).stem or "bang",
        found=_found(met, len(read.names), found.lines),
        settings=settings | made.settings,
        certainty=Certainty.FORM,
        remarks=tuple(remarks),
    )  # fmt: skip


def _found(met: Met, columns: int, lines: int) -> Phrase:
    if met.local != "folder" or not isinstance(met.outcome, Answer):
        return phrase("một bảng CSV ({columns} cột, chừng {n} dòng)", columns=columns, n=lines)
    return phrase(
        "các bảng CSV, mới nhất là “{file}” ({columns} cột, chừng {n} dòng)",
        file=_read(met.outcome), columns=columns, n=lines,
    )  # fmt: skip


def _read(answer: Answer) -> str:
    """The file's name."""
    return plain(unquote(answer.headers.get("content-location", "")), 120)


def _named(met: Met) -> str:
    """The last part of the path: the folder's own name of a folder."""
    path = met.address if met.local else unquote(urlsplit(met.address).path)
    return PurePath(path).name


def _declared(found: Style) -> dict[str, object]:
    settings: dict[str, object] = {"encoding": found.encoding, "separator": found.separator}
    match found.header:
        case ():
            settings["header"] = 0
        case (row,):
            settings["header"] = row
        case rows:
            settings["header"] = list(rows)
    return settings


def _table(settings: dict[str, object], found: Style) -> Table:
    """As the connector itself will read it, so far as it is looked at."""
    given = {**settings, "observations": {"values": ["?"]}}
    return table(CsvSource.model_validate(given), found.text.encode(found.encoding, "replace"))


def _style_remarks(found: Style) -> list[Remark]:
    if found.sure:
        encoding = phrase("Chữ đọc được bằng {encoding}", encoding=found.encoding)
    else:
        encoding = phrase(
            "Chữ không phải UTF-8; giả định {encoding}. Thấy chữ sai thì lưu lại tệp bằng UTF-8",
            encoding=found.encoding,
        )
    rows = ", ".join(map(str, found.header))
    header = phrase("Tiêu đề ở dòng {rows}", rows=rows) if rows else phrase(
        "Không thấy dòng tiêu đề: cột gọi theo số thứ tự"
    )  # fmt: skip
    mark = phrase(
        "Dấu giữa các cột, thấy ở {share}% số dòng đã xem", share=round(found.share * 100)
    )
    return [
        Remark(words=encoding, at=("encoding",)),
        Remark(words=mark, at=("separator",)),
        Remark(words=header, at=("header",)),
    ]


def _unreadable(body: bytes) -> Advice:
    try:
        text_of(body, "utf-8")
    except SourceError as error:
        return _advice(error)
    return Advice(
        what=phrase("Tệp không phải bảng chữ đọc được"),
        remedy=phrase("lưu lại thành CSV bằng UTF-8 rồi dò lại"),
    )


def _advice(error: SourceError) -> Advice:
    return Advice(what=error.words, remedy=phrase("sửa xong thì dò lại"))
