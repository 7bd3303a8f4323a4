"""The page of statistics as rows by the names of its columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.door import SourceError
from services.mapping import MOST
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.remedies import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = {"pxname", "svname", "type", "status"}

type Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    rows: tuple[Row, ...]
    left: int
    """Rows beyond the cap, cut off or unreadable."""
    doubles: int
    """Rows of a proxy's server that stood there before."""


def rows_of(body: bytes) -> Rows:
    """Raises `SourceError`."""
    text = body.decode("utf-8", "replace")
    if not text.startswith("# "):
        raise _stranger(text)
    lines = csv.reader(io.StringIO(text.removeprefix("# "), newline=""))
    rows: dict[tuple[str, str], Row] = {}
    left = doubles = 0
    try:
        names = next(lines)
        _judge(names, text)
        for line in filter(None, lines):
            # a line ends with a comma; one that is cut lacks columns at its end
            if len(line) < len(names) or len(rows) >= MOST:
                left += 1
                continue
            row = dict(zip(names, line, strict=False))
            key = row["pxname"], row["svname"]
            doubles += key in rows
            rows[key] = row
    except csv.Error:
        raise _stranger(text) from None
    if not rows:
        raise _unfit(phrase("Trang thống kê của HAProxy không có dòng nào đọc được"))
    return Rows(tuple(rows.values()), left, doubles)


def _judge(names: list[str], text: str) -> None:
    if not _NEEDED.issubset(names):
        raise _stranger(text)
    if doubles := [name for name in names if name and names.count(name) > 1]:
        words = phrase(
            "Trang thống kê của HAProxy có hai cột cùng tên “{name}”", name=plain(doubles[0], 40)
        )
        raise _unfit(words)


def _unfit(words: Phrase) -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        words,
        remedy=phrase(
            "mở trang ấy (;csv) bằng trình duyệt xem có đủ dòng và cột; xem cả proxy ở giữa"
        ),
    )


def _stranger(text: str) -> SourceError:
    if not text.strip():
        return SourceError(Reason.MALFORMED, phrase("Nguồn trả lời rỗng"), remedy=EMPTY)
    remedy = phrase(
        "ghi url là địa chỉ của trang thống kê (stats uri) không có ;csv, ví dụ http://10.1.0.9:8404"
    )
    if text.lstrip().startswith("<"):
        return SourceError(
            Reason.MALFORMED,
            phrase("Địa chỉ này trả lời một trang web (HTML), không phải CSV của HAProxy"),
            remedy=remedy,
        )
    return SourceError(
        Reason.MALFORMED,
        phrase("Câu trả lời không phải trang thống kê CSV của HAProxy"),
        remedy=remedy,
    )
