"""What is said of a table that nobody declared yet: rows, cells and columns of which people should know."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from services.draft import Remark
from services.phrase import phrase
from services.plain import plain
from services.table.columns import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from services.draft import Local
    from services.survey import Column
    from services.table.sample import Cell
    from services.table.table import Table

_NAMED = 12
"""Columns that one remark lists."""
_ODD = 6
"""Odd cells that are named."""


def ragged(table: Table) -> Iterator[Remark]:
    if table.short.count:
        said = phrase(
            "{count} dòng thiếu ô, đầu tiên là dòng {row}: ô thiếu coi như trống",
            count=table.short.count, row=table.short.first,
        )  # fmt: skip
        yield Remark(words=said)
    if table.long.count:
        said = phrase(
            "{count} dòng thừa ô, đầu tiên là dòng {row}: tường bỏ qua các dòng ấy",
            count=table.long.count, row=table.long.first,
        )  # fmt: skip
        yield Remark(words=said)


def left(names: Iterable[str], key: str) -> Iterator[Remark]:
    known = list(dict.fromkeys(filter(None, names)))
    if known:
        more = ", …" if len(known) > _NAMED else ""
        said = phrase("Không lấy: {names}", names=", ".join(known[:_NAMED]) + more)
        yield Remark(words=said, at=(key,))


def beyond(more: Sequence[Column], key: str) -> Iterator[Remark]:
    """Columns of figures for which a source has no room."""
    if more:
        said = phrase(
            "Một nguồn lấy nhiều nhất {most} cột số. Còn {count} cột chưa lấy, cần thì khai thêm một nguồn"
            " cho chúng: {names}",
            most=VALUES, count=len(more), names=", ".join(one.name for one in more),
        )  # fmt: skip
        yield Remark(words=said, at=(key,))


def odd(cells: Sequence[Cell], key: str) -> Iterator[Remark]:
    for one in cells[:_ODD]:
        said = phrase(
            "Cột “{column}”, dòng {row}: “{text}” không phải là số; ô ấy báo lỗi cho tới khi có số",
            column=one.column, row=one.row, text=plain(one.text, 40),
        )  # fmt: skip
        yield Remark(words=said, at=(key,))
    if (count := len(cells) - _ODD) > 0:
        said = phrase("Còn {count} ô nữa trong các cột số không phải là số", count=count)
        yield Remark(words=said, at=(key,))


def total(cell: Cell | None, key: str) -> Iterator[Remark]:
    if cell is not None:
        said = phrase(
            "Dòng {row} (“{text}”) hình như là dòng cộng: nó hiện như một đơn vị nữa. Không muốn thế thì"
            " khai trong nguồn:",
            row=cell.row, text=plain(cell.text, 40),
        )  # fmt: skip
        skip = json.dumps({cell.column: cell.text}, ensure_ascii=False)
        yield Remark(words=said, at=(key,), choices=(f"skip: {skip}",))


def place(local: Local, path: str, file: str) -> Iterator[Remark]:
    """Of a table on a disk: `path` as it was given, `file` is the name of the one that was looked at."""
    said = phrase(
        "Đường dẫn tính từ thư mục của tệp tường này; lúc dò thì ở {path}. Lưu tệp tường ở thư mục khác thì"
        " sửa lại, hoặc ghi đường dẫn đầy đủ ấy",
        path=plain(os.path.abspath(path), 300),  # noqa: PTH100 - without `..`
    )  # fmt: skip
    yield Remark(words=said, at=(local,))
    if local == "folder":
        said = phrase(
            "Đã xem tệp “{file}”, tệp sửa sau cùng; tường cũng chỉ đọc tệp sửa sau cùng. Muốn đọc mọi tệp,"
            " chúng phải có cùng các cột, thì khai:",
            file=file,
        )  # fmt: skip
        yield Remark(words=said, at=(local,), choices=("take: all",))
