"""Which address has HAProxy's page of statistics, and what to declare for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.connectors.haproxy.page import normalise
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark
from services.phrase import phrase
from services.records import Reply, ServiceHealth

if TYPE_CHECKING:
    from services.connectors.haproxy.page import Page
    from services.door import Door
    from services.draft import Met


def recognised(met: Met, door: Door) -> Draft | None:
    """By its page of statistics, as people see it or as CSV, or where its documents put it."""
    if met.local or not met.answers:
        return None
    for home in _homes(met):
        try:
            body = door.ask(Request(path=f"{home};csv")).body
            page = normalise(body, door.now(), None)
        except SourceError as error:
            if error.reason.of_connection:
                return None
            continue
        return _draft(home, page)
    return None


def _homes(met: Met) -> list[str]:
    """The page itself; the usual one of a server that has nothing else to say at its root."""
    parts = urlsplit(met.address.removesuffix(";csv"))
    root, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    if b"HAProxy" in met.body or met.body.startswith(b"# pxname"):
        return [f"{root}{path or '/'}"]
    return [f"{root}/stats"] if isinstance(met.outcome, SourceError) else []


def _draft(home: str, page: Page) -> Draft:
    services = [record for record in page.records if isinstance(record, ServiceHealth)]
    down = sum(service.state == Reply.NONE for service in services)
    return Draft(
        name="haproxy",
        found=phrase("HAProxy, trang thống kê"),
        settings={"connector": "haproxy", "url": f"{home};csv", "every": "15 s"},
        indicators=_indicators(),
        certainty=Certainty.NAMED,
        remarks=(
            Remark(
                words=phrase(
                    "Có {count} cụm và máy chủ, {down} không trả lời",
                    count=len(services),
                    down=down,
                )
            ),
            Remark(
                words=phrase("Nhịp được tính giữa hai lần hỏi: lần hỏi đầu chưa có"), at=("every",)
            ),
        ),
    )


def _indicators() -> dict[str, dict[str, object]]:
    return {
        "haproxy-may-chu": {
            "name": {"vi": "Máy chủ sau HAProxy đang chạy", "en": "Servers up behind HAProxy"},
            "metric": "servers_up",
            "better": "up",
            "decimals": 0,
        },
        "haproxy-luot": {
            "name": {"vi": "Lượt gọi qua HAProxy", "en": "Requests through HAProxy"},
            "metric": "request_rate",
            "unit": "lượt/phút",
            "better": "neutral",
            "decimals": 0,
        },
        "haproxy-loi": {
            "name": {"vi": "Lỗi 5xx qua HAProxy", "en": "5xx errors through HAProxy"},
            "metric": "error_rate",
            "unit": "lượt/phút",
            "better": "down",
            "decimals": 0,
        },
    }
