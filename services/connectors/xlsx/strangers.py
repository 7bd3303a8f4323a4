"""What is called a workbook by mistake, by how it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.phrase import phrase

if TYPE_CHECKING:
    from services.phrase import Phrase

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How .xlsx, .xlsb and .ods begin; and .xls, or any workbook that is encrypted."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta)", re.IGNORECASE)
_OF_2003 = re.compile(rb"\s*<\?xml|\s*<\?mso", re.IGNORECASE)
_LOCK = 200
"""Bytes: what Excel leaves beside a workbook that somebody has open is shorter."""


def no_workbook(body: bytes) -> Phrase | None:
    """None of what may be one."""
    if body.startswith(WORKBOOKS):
        encrypted = body.startswith(WORKBOOKS[1]) and _ENCRYPTED in body
        return _protected() if encrypted else None
    bare = body.removeprefix(b"\xef\xbb\xbf")
    if not bare.strip(b"\0 \r\n\t"):
        return phrase("Tệp trống; nếu đang được ghi thì tường sẽ đọc lại ở lần hỏi sau")
    if _PAGE.match(bare):
        return phrase(
            "Đây là trang HTML, không phải sổ tính, dù tên có thể là .xls; có thể là trang đăng nhập. Nếu"
            " Excel mở được thì lưu lại thành .xlsx"
        )
    if _OF_2003.match(bare):
        return phrase("Đây là tệp XML, không phải sổ tính; mở bằng Excel rồi lưu lại thành .xlsx")
    if len(body) <= _LOCK and body[0] < 0x40 and b"\0" in body:  # noqa: PLR2004 - the length of a user's name
        return phrase(
            "Đây là tệp khóa (~$) mà Excel để cạnh sổ đang mở; chọn sổ cùng tên không có ~$ ở đầu"
        )
    if b"\0" not in body[:1000]:
        return phrase("Đây là bảng chữ, không phải sổ tính; nếu là CSV thì khai connector: csv")
    return phrase(
        "Tệp không phải sổ tính Excel hay LibreOffice; chọn tệp .xlsx, .xls, .xlsb hoặc .ods"
    )


def _protected() -> Phrase:
    return phrase("Sổ tính có mật khẩu mở tệp; lưu một bản không mật khẩu cho tường đọc")
