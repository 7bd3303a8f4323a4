"""What an axis answers, before its items are read: three envelopes, and its own words of an error.

National: {status, ErrorCode, ErrorDesc, data[]} or {…, count}. Provincial: {success, code, message, count,
data[], errorDetail[]}. EdocService: {code, status, errors[{code, description}], and docIDs[],
pendingResult[] or organizations[]}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from services.connectors.edxml_axis.items import folded
from services.conversion import decimal, text
from services.door import SourceError
from services.json_text import read_json
from services.news import Reason
from services.phrase import phrase
from services.plain import plain
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

_GOOD = {"0", "00", "200", ""}
_BAD = {"fail", "error", "failed"}
_LISTS = ("data", "docids", "pendingresult", "organizations", "result", "items")
_WHY = ("errordesc", "message", "description", "desc", "exception", "errormessage")


def listed(body: bytes) -> tuple[list[object], int | None]:
    """The items, and how many the axis says that there are. Raises `SourceError`."""
    fields = _accepted(body)
    for name in _LISTS:
        found = fields.get(name)
        if isinstance(found, list):
            said = _number(fields, "count", "total")
            return cast("list[object]", found), None if said is None else int(said)
    if any(name in fields and fields[name] is None for name in _LISTS):
        return [], None
    raise SourceError(
        Reason.MALFORMED,
        phrase("Trục văn bản trả lời không có danh sách; kiểm tra dialect và url"),
    )


def counted(body: bytes) -> Decimal:
    """Raises `SourceError`."""
    found = _number(_accepted(body), "count", "total", "data")
    if found is None:
        raise SourceError(
            Reason.MALFORMED,
            phrase("Trục văn bản trả lời không có số đếm; kiểm tra dialect và url"),
        )
    return found


def _accepted(body: bytes) -> Mapping[str, object]:
    payload = read_json(body)
    if not isinstance(payload, dict):
        raise SourceError(
            Reason.MALFORMED,
            phrase("Trục văn bản trả lời không đúng dạng; kiểm tra dialect và url"),
        )
    fields = folded(payload)
    code = _said(fields, "errorcode", "code")
    status = (_said(fields, "status") or "").casefold()
    detailed = bool(fields.get("errordetail"))
    good = code is None or code in _GOOD
    if fields.get("success") is False or not good or detailed or (code is None and status in _BAD):
        why = _why(fields) or status
        raise SourceError(
            Reason.REFUSED,
            phrase("Trục văn bản báo lỗi {code}: {why}", code=plain(code or "–", 20), why=why),
        )
    return fields


def _why(fields: Mapping[str, object]) -> str:
    """The axis' own words."""
    for name in ("errors", "errordetail"):
        match fields.get(name):
            case [dict() as first, *_]:
                if said := _said(folded(first), *_WHY):
                    return plain(said, 200)
            case _:
                pass
    return plain(_said(fields, *_WHY) or "", 200)


def _said(fields: Mapping[str, object], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if value is None or isinstance(value, bool | list | dict):
            continue
        return text(value) or ""
    return None


def _number(fields: Mapping[str, object], *names: str) -> Decimal | None:
    for name in names:
        try:
            found = decimal(fields.get(name), Writing())
        except Unreadable:
            continue
        if 0 <= found == int(found):
            return found
    return None
