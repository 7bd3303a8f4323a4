"""Whether an answer is JSON, and what a wall could take from it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from services.aside import LARGE
from services.connectors.http_json.proposal import proposed
from services.door import Answer, SourceError
from services.draft import Advice, Certainty, Draft, Met, Remark
from services.json_text import read_json
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEBIBYTE = 1024 * 1024
_LARGEST = 64 * _MEBIBYTE
_NEXT = ("next_url", "next", "next_page_url")


def recognised(met: Met) -> Draft | Advice | None:
    if met.local or not isinstance(met.outcome, Answer):
        return None
    try:
        payload = read_json(met.body)
    except SourceError as error:
        if not met.body.lstrip().startswith((b"{", b"[")):
            return None
        return Advice(
            what=error.words,
            remedy=phrase("báo đơn vị quản lý hệ thống; tường chỉ đọc JSON đúng và trọn vẹn"),
        )
    made = proposed(payload)
    if made is None:
        return Advice(
            what=phrase("Địa chỉ trả lời JSON nhưng trong đó không có số hay danh sách nào"),
            remedy=phrase("tìm trong tài liệu API của hệ thống địa chỉ trả số liệu hoặc danh sách"),
        )
    settings: dict[str, object] = {"connector": "http_json", "url": met.address, "every": "1 min"}
    remarks = list(made.remarks)
    if (size := len(met.body)) > LARGE // 2:
        settings["max_bytes"] = min(-(-size * 2 // _MEBIBYTE) * _MEBIBYTE, _LARGEST)
        said = phrase("Câu trả lời dài {count} KiB, nên nới mức lớn nhất", count=size // 1024)
        remarks.append(Remark(words=said, at=("max_bytes",)))
    if (pages := _pages(payload, met.outcome.headers)) is not None:
        settings["pages"] = pages
        remarks.append(Remark(words=phrase("Còn trang sau: tường tự sang trang"), at=("pages",)))
    return Draft(
        name=_named(met.address),
        found=phrase("một hệ thống trả lời JSON"),
        settings=settings | made.settings,
        certainty=Certainty.FORM,
        remarks=tuple(remarks),
    )


def _pages(payload: object, headers: Mapping[str, str]) -> dict[str, object] | None:
    if 'rel="next"' in headers.get("link", ""):
        return {"header": True}
    match payload:
        case {"links": {"next": str()}}:
            return {"link": "links.next"}
        case dict():
            named = (name for name in _NEXT if _leads(payload.get(name)))
            found = next(named, None)
            return None if found is None else {"link": found}
        case _:
            return None


def _leads(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://", "/", "?"))


def _named(address: str) -> str:
    """By the last part of its path, else by its host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).removesuffix(".json")
    return last or parts.hostname or "json"
