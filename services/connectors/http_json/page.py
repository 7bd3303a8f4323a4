"""One answer, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from services.conversion import decimal, text
from services.door import SourceError
from services.expression import Unfit, compiled
from services.json_text import read_json
from services.mapping import items_of, records_of
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.tally import Tally
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.connectors.http_json.settings import HttpJson
    from services.records import Record

_COUNTED = 10**12
"""A total beyond it is none."""


_TRUNCATED = phrase("Nguồn báo đã cắt bớt câu trả lời; hỏi ít hơn, hoặc chia trang")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, normalised."""

    records: tuple[Record, ...]
    items: int
    at: datetime | None = None
    next: str | None = None
    """The address or the token of the page that follows."""
    total: int | None = None
    """Items that the source has, on all pages."""
    partial: bool = False
    notes: tuple[Phrase, ...] = ()


def normalise(settings: HttpJson, body: bytes, quoting: str | None = None) -> Page:
    """`quoting` is the value of a simulated answer's header: the field that names a publication;
    None for a real answer. Raises `SourceError`.
    """
    payload = read_json(body)
    _refused(settings, payload)
    writing, tally = settings.writing(), Tally()
    publication = None if quoting is None else _quotations(payload, quoting)
    records: list[Record] = []
    most, none_read = 0, False
    for name, mapping in settings.mappings().items():
        items = items_of(mapping, payload)
        most = max(most, len(items))
        made = records_of(name, mapping, items, writing, tally, publication)
        none_read = none_read or (bool(items) and not made and name != "samples")
        records += made
    if none_read and not records and not tally.nameless:
        raise _unlike(most, tally)
    notes = [*tally.notes()]
    at, unread = _answered_at(settings, payload, writing)
    truncated = _said(_searched(settings.truncated, payload))
    return Page(
        records=tuple(records),
        items=most,
        at=at,
        next=_next(settings, payload),
        total=_total(settings, payload),
        partial=tally.partial or truncated or none_read,
        notes=(*notes, *unread, *([_TRUNCATED] if truncated else [])),
    )


def _unlike(count: int, tally: Tally) -> SourceError:
    """An answer of other items than were declared empties no list."""
    why = next(iter(tally.why.values()), phrase("thiếu trường bắt buộc"))
    return SourceError(
        Reason.MALFORMED,
        phrase("Không đọc được mục nào trong {count} mục: {why}", count=count, why=why),
        remedy=phrase(
            "so các trường đã khai với câu trả lời: hệ thống có thể đã đổi dạng, hoặc trả lời một lỗi của nó"
        ),
    )


def _refused(settings: HttpJson, payload: object) -> None:
    found = _searched(settings.error, payload)
    if not _said(found):
        return
    try:
        why = text(found)
    except Unreadable:
        why = json.dumps(found, ensure_ascii=False, default=str)[:1000]
    raise SourceError(Reason.REFUSED, phrase("Nguồn báo lỗi: {why}", why=plain(why or "", 200)))


def _said(found: object) -> bool:
    """Zero is something that is said."""
    return not (found is None or found is False or found in ("", [], {}))


def _searched(expression: str | None, payload: object) -> object:
    if expression is None:
        return None
    try:
        return compiled(expression)(payload)
    except Unfit:
        return None


def _answered_at(
    settings: HttpJson, payload: object, writing: Writing
) -> tuple[datetime | None, tuple[Phrase, ...]]:
    found = _searched(settings.answered_at, payload)
    if settings.answered_at is None:
        return None, ()
    try:
        return moment(found, writing), ()
    except Unreadable:
        return None, (phrase("Không đọc được giờ của câu trả lời"),)


def _next(settings: HttpJson, payload: object) -> str | None:
    if settings.pages is None:
        return None
    found = _searched(settings.pages.link or settings.pages.cursor, payload)
    if isinstance(found, str):
        return found[:2000] or None
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else None


def _total(settings: HttpJson, payload: object) -> int | None:
    """None of what is no number of items."""
    try:
        found = decimal(_searched(settings.total, payload), settings.writing())
    except Unreadable:
        return None
    return int(found) if 0 <= found < _COUNTED and found == int(found) else None


def _quotations(payload: object, name: str) -> Callable[[object], str | None]:
    """Only an item that came as it is can quote: one that an expression made up can't."""
    genuine: dict[int, str] = {}
    ahead = [payload]
    while ahead:
        match ahead.pop():
            case list() as items:
                ahead += cast("list[object]", items)
            case dict() as item:
                fields = cast("dict[str, object]", item)
                ahead += fields.values()
                if name and isinstance(quoted := fields.get(name), str):
                    genuine[id(item)] = plain(quoted)
            case _:
                pass
    return lambda item: genuine.get(id(item)) or None
