"""The bytes of an answer as text: in the encoding that the wall file declares, or words why not."""

from __future__ import annotations

import codecs
import re

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase
from services.table.table import malformed

_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How .xlsx, .ods and .xls begin."""
_OF_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_TEXTS: dict[bytes, str] = {
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF-": "PDF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"SQLite format 3\0": "SQLite",
    b"PAR1": "Parquet",
    b"\x7fELF": "ELF",
}
"""How files begin that are called tables by mistake."""


_LOOKED = 64 * 1024
"""Bytes in which a NUL tells that they are no text."""


def text_of(body: bytes, encoding: str, *, unfinished: bool = False) -> str:
    """Never empty, without a byte order mark. Raises `SourceError` of reason malformed. Of a file that
    is still being written only the lines that have their end.
    """
    if (words := no_text(body)) is not None:
        raise malformed(words)
    try:
        text = _decoded(body, encoding, unfinished=unfinished).removeprefix("\ufeff")
    except UnicodeError as error:
        raise malformed(_undecodable(body, encoding, error)) from None
    if unfinished:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
        if not text:
            raise SourceError(
                Reason.UNREADABLE,
                phrase(
                    "Bảng đang được ghi, chưa có dòng nào trọn vẹn; tường sẽ đọc lại ở lần hỏi sau"
                ),
            )
    if not text.strip():
        raise malformed(phrase("Bảng trống, không có dòng nào"))
    if _PAGE.match(text):
        raise malformed(
            phrase(
                "Nguồn trả lời một trang web (HTML) hoặc XML, không phải CSV; có thể là trang đăng nhập"
            )
        )
    if (place := text.find("\0")) >= 0:
        raise malformed(
            phrase(
                "Dòng {line} có ký tự rỗng (NUL); nếu tệp là UTF-16 thì khai encoding: utf-16",
                line=text.count("\n", 0, place) + 1,
            )
        )
    return text


def no_text(body: bytes) -> Phrase | None:
    """What it is that is called a table by mistake; None of what may be text."""
    if body.startswith(WORKBOOKS):
        return phrase(
            "Đây là sổ tính Excel hoặc tệp nén, không phải CSV; sổ tính thì khai connector: xlsx"
        )
    kind = next((kind for start, kind in _NO_TEXTS.items() if body.startswith(start)), None)
    if kind is None:
        return None
    return phrase(
        "Đây là tệp {kind}, không phải bảng chữ; chọn đúng tệp CSV, hoặc xuất bảng thành CSV UTF-8",
        kind=kind,
    )


def _decoded(body: bytes, encoding: str, *, unfinished: bool) -> str:
    if not unfinished:
        return body.decode(encoding)
    # a letter of several bytes that is cut at the end is passed over
    return codecs.getincrementaldecoder(encoding)().decode(body, final=False)


def _undecodable(body: bytes, encoding: str, error: UnicodeError) -> Phrase:
    if body.startswith(_OF_TWO_BYTES):
        return phrase("Bảng viết bằng UTF-16; khai encoding: utf-16")
    if b"\0" in body[:_LOOKED]:
        return phrase(
            "Tệp có ký tự rỗng (NUL) và không phải chữ {encoding}: đây là tệp nhị phân, không phải bảng"
            " chữ; chọn đúng tệp CSV",
            encoding=encoding,
        )
    place = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = body[:place].decode(encoding, "replace").count("\n") + 1
    return phrase(
        "Dòng {line} (byte thứ {place}) không phải chữ {encoding}; khai encoding đúng của tệp, ví dụ"
        " windows-1258, hoặc lưu lại bằng UTF-8",
        line=line,
        place=place + 1,
        encoding=encoding,
    )
