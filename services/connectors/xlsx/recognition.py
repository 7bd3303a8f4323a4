"""Whether an answer is a workbook, and what a wall could take from it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from services.aside import LARGE, aside
from services.connectors.xlsx.layout import found_header, table
from services.connectors.xlsx.strangers import WORKBOOKS, no_workbook
from services.connectors.xlsx.workbook import sheet
from services.door import Answer, SourceError
from services.draft import Advice, Certainty, Draft, Met, Remark
from services.phrase import phrase
from services.plain import plain
from services.table.proposal import proposed
from services.table.remarks import place

if TYPE_CHECKING:
    from services.table.table import Table

_ENDS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_MEBIBYTE = 1024 * 1024
_LARGEST = 64 * _MEBIBYTE
_SECONDS = 15.0


def recognised(met: Met) -> Draft | Advice | None:
    outcome = met.outcome
    if not isinstance(outcome, Answer):
        return None
    read = unquote(outcome.headers.get("content-location", ""))
    path = met.address if met.local == "file" else unquote(urlsplit(met.address).path)
    name = PurePath(read or path).name
    if not met.body.startswith(WORKBOOKS):
        words = no_workbook(met.body) if name.lower().endswith(_ENDS) else None
        return None if words is None else Advice(what=words, remedy=phrase("sửa xong thì dò lại"))
    try:
        found, header, chosen = aside(looked_at, _SECONDS, met.body)
    except SourceError as error:
        return Advice(what=error.words, remedy=phrase("sửa xong thì dò lại"))
    return _draft(met, name, found, header, chosen)


def looked_at(body: bytes) -> tuple[Table, tuple[int, ...], str | None]:
    """The table of the first sheet, its header's rows, and the sheet's name where there are others."""
    first = sheet(body, None)
    rows = found_header(first, max(map(len, first.rows), default=0))
    return table(first, None), rows, first.name if first.others else None


def _draft(
    met: Met, name: str, found: Table, header: tuple[int, ...], chosen: str | None
) -> Draft | Advice:
    made = proposed(found, called=PurePath(name).stem)
    if made is None:
        return Advice(
            what=phrase("Trang tính chỉ có tiêu đề hoặc không có cột số nào, chưa có gì để hiện"),
            remedy=phrase("kiểm tra sổ; trang cần ít nhất một dòng và một cột số"),
        )
    settings: dict[str, object] = {"connector": "xlsx", met.local or "url": met.address}
    settings["every"] = "1 min"
    remarks: list[Remark] = [Remark(words=words) for words in found.notes]
    if chosen is not None:
        settings["sheet"] = chosen
    if header:
        said = phrase("Tiêu đề ở dòng {rows}", rows=", ".join(map(str, header)))
    else:
        said = phrase("Không thấy dòng tiêu đề: cột gọi theo số thứ tự")
        settings["header"] = 0
    remarks.append(Remark(words=said))
    if (size := len(met.body)) > LARGE // 2:
        settings["max_bytes"] = min(-(-size * 2 // _MEBIBYTE) * _MEBIBYTE, _LARGEST)
        said = phrase("Câu trả lời dài {count} KiB, nên nới mức lớn nhất", count=size // 1024)
        remarks.append(Remark(words=said, at=("max_bytes",)))
    if met.local:
        remarks += place(met.local, met.address, plain(name, 120))
    return Draft(
        name=PurePath(name).stem or "bang",
        found=phrase(
            "một sổ tính ({columns} cột, {n} dòng)",
            columns=sum(map(bool, found.names)),
            n=len(found.rows) + found.beyond,
        ),
        settings=settings | made.settings,
        certainty=Certainty.FORM,
        remarks=(*remarks, *made.remarks),
    )
