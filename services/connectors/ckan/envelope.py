"""CKAN's actions and their envelope: a result, or an error in words."""

from __future__ import annotations

from typing import cast

from services.door import Request, SourceError
from services.json_text import read_json
from services.news import Reason
from services.phrase import phrase
from services.plain import plain


def action(name: str, *params: tuple[str, str], home: str = "") -> Request:
    """`home` where it isn't the source's own address."""
    return Request(
        path=f"{home}/api/3/action/{name}" if home else f"api/3/action/{name}", params=params
    )


def result(body: bytes) -> object:
    """Raises `SourceError`: of what is no envelope, and of an error in one."""
    match read_json(body):
        case {"success": True, "result": found}:
            return found
        case {"success": False, **more}:
            why = _why(more.get("error"))
            denied = "Authorization Error" in str(more.get("error"))
            raise SourceError(
                Reason.UNAUTHORISED if denied else Reason.REFUSED,
                phrase("Nguồn báo lỗi: {why}", why=why),
            )
        case _:
            raise SourceError(
                Reason.MALFORMED,
                phrase("Câu trả lời không phải của CKAN (không có success và result)"),
                remedy=phrase("url phải là địa chỉ gốc của cổng, trước /api/3"),
            )


def _why(error: object) -> str:
    match error:
        case {"message": str() as message}:
            return plain(message, 200)
        case {"__type": str() as kind}:
            return plain(kind, 200)
        case str():
            return plain(error, 200)
        case _:
            return "success=false"


def listed(found: object) -> list[object]:
    """The list that a result is."""
    if not isinstance(found, list):
        raise SourceError(
            Reason.MALFORMED, phrase("Câu trả lời của CKAN không có danh sách như tài liệu ghi")
        )
    return cast("list[object]", found)
