"""HAProxy's statistics as CSV: each backend and server is a service, its frontends have the figures.

The header begins with `# `; a row's `type` is 0 frontend, 1 backend, 2 server, 3 listener. Counters grow
since HAProxy's start (or `clear counters`): rates and shares are of what they grew by between two asks.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, override

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.haproxy.page import Page, normalise
from services.connectors.haproxy.recognition import recognised
from services.door import Request
from services.news import Covers
from services.quantities import Text
from services.settings import Source

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "Haproxy", "Page", "normalise"]


class Haproxy(Source):
    """HAProxy, trang thống kê dạng CSV."""

    path: Text = "stats;csv"
    """Nối vào sau url; url đã ghi cả trang (…;csv) thì không nối gì."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"services", "observations"})

    @override
    def listing(self) -> tuple[str, ...]:
        return ("servers_up", "servers_unchecked", "sessions", "request_rate", "error_rate",
                "frontend_sessions", "frontend_request_rate", "frontend_error_rate")  # fmt: skip


class HaproxyConnector:
    name = "haproxy"
    settings = Haproxy

    def ask(self, settings: Haproxy, door: Door, cursor: str | None) -> Answered:
        answer = door.ask(Request(path="" if ";csv" in settings.url else settings.path))
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            page = aside(normalise, left.total_seconds(), answer.body, answer.received, cursor)
        else:
            page = normalise(answer.body, answer.received, cursor)
        return Answered(
            records=page.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if page.missing else Covers.ALL,
            missing=page.missing or None,
            cursor=page.cursor,
            simulated=answer.simulated,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        return recognised(met, door)


CONNECTOR = HaproxyConnector()
