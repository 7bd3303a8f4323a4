"""The bytes of an answer as text: in the encoding that the wall file declares, or words why not."""

from __future__ import annotations

import codecs
import re

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase

_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How .xlsx, .ods and .xls begin."""
_OF_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(body: bytes, encoding: str) -> str:
    """Never empty, without a byte order mark. Raises `SourceError` of reason malformed."""
    if body.startswith(_WORKBOOKS):
        raise malformed(
            phrase("Đây là sổ tính Excel hoặc tệp nén, không phải CSV; lưu lại thành CSV UTF-8")
        )
    try:
        text = body.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise malformed(_undecodable(body, encoding, error)) from None
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


def malformed(words: Phrase) -> SourceError:
    return SourceError(Reason.MALFORMED, words)


def _undecodable(body: bytes, encoding: str, error: UnicodeError) -> Phrase:
    if body.startswith(_OF_TWO_BYTES):
        return phrase("Bảng viết bằng UTF-16; khai encoding: utf-16")
    place = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = body[:place].decode(encoding, "replace").count("\n") + 1
    return phrase(
        "Dòng {line} (byte thứ {place}) không phải chữ {encoding}; khai encoding đúng của tệp, ví dụ"
        " windows-1258, hoặc lưu lại bằng UTF-8",
        line=line,
        place=place + 1,
        encoding=encoding,
    )
