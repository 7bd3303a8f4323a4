"""What a picture's header says: its kind and its size in pixels. Nothing is decoded."""

from __future__ import annotations

from dataclasses import dataclass

from services.connectors.wms.settings import SIDE
from services.door import SourceError
from services.jpeg import endless
from services.news import Reason
from services.ows import refused
from services.phrase import phrase
from services.records import PICTURE
from services.xml_text import fault, read_xml

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG's markers of a frame, which have its size."""
_FIRST_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Header:
    media_type: str
    width: int
    height: int


def header(body: bytes) -> Header:
    """Raises `SourceError` of what is no picture, is cut off or larger than can be shown."""
    if len(body) > PICTURE:
        raise _large()
    if body.startswith(_PNG):
        found, ended = _of_png(body), body.rstrip(b"\0\r\n").endswith(_PNG_END)
    elif body.startswith(_JPEG):
        found = None if endless(body) else _of_jpeg(body)
        ended = body.rstrip(b"\0\r\n").endswith(_JPEG_END)
    else:
        raise _no_picture(body)
    if found is None or not ended or not (found.width and found.height):
        raise SourceError(
            Reason.MALFORMED,
            phrase("Ảnh bản đồ bị cắt cụt hoặc hỏng"),
            remedy=phrase(
                "đợi lần hỏi sau; nếu vẫn thế thì giảm width, hoặc báo đơn vị quản lý máy chủ bản đồ"
            ),
        )
    if max(found.width, found.height) > SIDE:
        raise _large()
    return found


def _of_png(body: bytes) -> Header | None:
    if body[12:16] != b"IHDR":
        return None
    return Header("image/png", int.from_bytes(body[16:20]), int.from_bytes(body[20:24]))


def _of_jpeg(body: bytes) -> Header | None:
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:  # noqa: PLR2004 - a marker begins so
        marker = body[at + 1]
        if marker in _SIZES:
            height, width = body[at + 5 : at + 7], body[at + 7 : at + 9]
            return Header("image/jpeg", int.from_bytes(width), int.from_bytes(height))
        if marker == _FIRST_SCAN:
            return None
        at += 1 if marker == 0xFF else 2 + int.from_bytes(body[at + 2 : at + 4])  # noqa: PLR2004
    return None


def _no_picture(body: bytes) -> SourceError:
    """An exception, or what stands in for one."""
    if body.lstrip()[:1] != b"<":
        return SourceError(
            Reason.MALFORMED, phrase("Máy chủ bản đồ không trả ảnh PNG hay JPEG"), remedy=_FORMATS
        )
    why = fault(read_xml(body))
    if why is None:
        return SourceError(
            Reason.MALFORMED, phrase("Máy chủ bản đồ trả XML, không phải ảnh"), remedy=_FORMATS
        )
    return refused(why).cured(phrase("kiểm tra layers, styles, bbox và crs của nguồn"))


_FORMATS = phrase("kiểm tra url; đổi format của nguồn thành image/png hoặc image/jpeg")


def _large() -> SourceError:
    return SourceError(
        Reason.TOO_LARGE,
        phrase("Ảnh bản đồ lớn quá mức cho phép (2 MiB, 4096 điểm ảnh mỗi chiều)"),
        remedy=phrase("giảm width của nguồn, hoặc khai format: image/jpeg"),
    )
