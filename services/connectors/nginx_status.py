"""nginx' stub_status: how many connections are open, and what its counters grew by since the last ask.

Its page: `Active connections: 2`, `server accepts handled requests`, ` 16 16 31`,
`Reading: 0 Writing: 1 Waiting: 1`, a line each.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, override
from urllib.parse import urlsplit

from services.connectors import Answered
from services.counters import Counts
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark, homes
from services.news import Reason
from services.phrase import phrase
from services.quantities import Text
from services.records import Observation, Record, Reply, ServiceHealth
from services.remedies import CUT, EMPTY
from services.settings import Source

if TYPE_CHECKING:
    from datetime import datetime

    from services.door import Door
    from services.draft import Met

_PAGE = re.compile(
    rb"Active connections:\s*(\d{1,18})\s+server accepts handled requests(?: request_time)?\s+"
    rb"(\d{1,18})\s+(\d{1,18})\s+(\d{1,18})(?:\s+\d{1,18})?\s+"
    rb"Reading:\s*(\d{1,18})\s+Writing:\s*(\d{1,18})\s+Waiting:\s*(\d{1,18})\s*"
)
"""With the one figure more that Tengine has."""
_NAMES = ("active", "accepts", "handled", "requests", "reading", "writing", "waiting")
_COUNTED = ("accepts", "handled", "requests")
_PAGES = ("/nginx_status", "/stub_status", "/basic_status")


class NginxStatus(Source):
    """nginx, trang stub_status; url là địa chỉ của chính trang ấy."""

    service: Text = "nginx"
    """Tên của dịch vụ trong bảng."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"services", "observations"})

    @override
    def listing(self) -> tuple[str, ...]:
        return ("active", "request_rate", "connection_rate", "dropped", "reading", "writing",
                "waiting", "accepts", "handled", "requests")  # fmt: skip


def counted(body: bytes) -> dict[str, Decimal]:
    """The seven figures by their names; `SourceError` for another page."""
    found = _PAGE.fullmatch(body.strip())
    if found is None:
        raise _stranger(body)
    return {name: Decimal(int(one)) for name, one in zip(_NAMES, found.groups(), strict=True)}


def normalise(
    settings: NginxStatus, body: bytes, at: datetime, cursor: str | None
) -> tuple[tuple[Record, ...], str]:
    """The records of an answer that came `at`, and its cursor."""
    figures = counted(body)
    before = Counts.kept(cursor)
    now = Counts(at, {name: figures[name] for name in _COUNTED})
    rate = now.per_minute(before, "requests")
    instance = urlsplit(settings.url).netloc
    rates = {"request_rate": "requests", "connection_rate": "accepts"}
    records: list[Record] = [
        ServiceHealth(
            uid=instance,
            service=settings.service,
            instance=instance,
            state=Reply.ANSWERS,
            rate=rate,
        )
    ]
    dropped = max(figures["accepts"] - figures["handled"], Decimal(0))
    for name, value in ({**figures, "dropped": dropped}).items():
        records.append(Observation(uid=name, indicator=name, value=value))
    for name, counter in rates.items():
        speed = now.per_minute(before, counter)
        fault = now.lacking(before, counter) if speed is None else None
        records.append(
            Observation(uid=name, indicator=name, value=speed, unit="lượt/phút", fault=fault)
        )
    return tuple(records), now.cursor()


def _stranger(body: bytes) -> SourceError:
    remedy = phrase("ghi url là địa chỉ của trang stub_status, ví dụ http://10.1.0.9/nginx_status")
    if not body.strip():
        return SourceError(Reason.MALFORMED, phrase("Nguồn trả lời rỗng"), remedy=EMPTY)
    if body.lstrip()[:1] == b"<":
        return SourceError(
            Reason.MALFORMED,
            phrase(
                "Địa chỉ này trả lời một trang web (HTML), không phải trang stub_status của nginx"
            ),
            remedy=remedy,
        )
    if b"Active connections" in body[:200]:
        return SourceError(
            Reason.MALFORMED, phrase("Trang stub_status bị cắt cụt hoặc sai dạng"), remedy=CUT
        )
    return SourceError(
        Reason.MALFORMED,
        phrase("Câu trả lời không phải trang stub_status của nginx"),
        remedy=remedy,
    )


class NginxStatusConnector:
    name = "nginx_status"
    settings = NginxStatus

    def ask(self, settings: NginxStatus, door: Door, cursor: str | None) -> Answered:
        answer = door.ask(Request())
        records, kept = normalise(settings, answer.body, answer.received, cursor)
        return Answered(
            records=records,
            asked=answer.asked,
            received=answer.received,
            cursor=kept,
            simulated=answer.simulated,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        """The page itself, or the server that has it where most have it."""
        if met.local or not met.answers:
            return None
        if _PAGE.fullmatch(met.body.strip()):
            return _draft(met.address)
        if not _of_nginx(met):
            return None
        root = [*homes(met.address, ())][-1]
        for page in _PAGES:
            try:
                answer = door.ask(Request(path=f"{root}{page}"))
            except SourceError as error:
                if error.reason.of_connection:
                    return None
                continue
            if _PAGE.fullmatch(answer.body.strip()):
                return _draft(f"{root}{page}")
        return None


def _of_nginx(met: Met) -> bool:
    """A refusal hides its headers; its page names nginx, but doesn't get here."""
    if isinstance(met.outcome, SourceError):
        return False
    return "nginx" in met.outcome.headers.get("server", "").lower()


def _draft(address: str) -> Draft:
    return Draft(
        name="nginx",
        found=phrase("trang stub_status của nginx"),
        settings={"connector": "nginx_status", "url": address, "every": "15 s"},
        indicators={
            "nginx-luot": {
                "name": {"vi": "Lượt gọi qua nginx", "en": "Requests through nginx"},
                "metric": "request_rate",
                "unit": "lượt/phút",
                "better": "neutral",
                "decimals": 0,
            },
            "nginx-ket-noi": {
                "name": {"vi": "Kết nối đang mở", "en": "Open connections"},
                "metric": "active",
                "better": "neutral",
                "decimals": 0,
            },
        },
        certainty=Certainty.NAMED,
        remarks=(
            Remark(
                words=phrase("Nhịp được tính giữa hai lần hỏi: lần hỏi đầu chưa có"), at=("every",)
            ),
        ),
    )


CONNECTOR = NginxStatusConnector()
