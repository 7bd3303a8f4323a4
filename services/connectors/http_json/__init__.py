"""Any system that answers JSON over HTTP: one address, JMESPath to every kind of record, pages.

The cursor holds the validators of the last answer that was recorded, so that a 304 can only ever
confirm what stands in the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.http_json.page import Page, normalise
from services.connectors.http_json.recognition import recognised
from services.connectors.http_json.settings import HttpJson, HttpJsonSource, Pages
from services.connectors.http_json.walk import Walk

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door, Request
    from services.draft import Advice, Draft, Met

__all__ = ["CONNECTOR", "HttpJson", "HttpJsonSource", "Page", "Pages", "normalise"]


class HttpJsonConnector:
    name = "http_json"
    settings = HttpJsonSource

    def ask(self, settings: HttpJson, door: Door, cursor: str | None) -> Answered:
        walk = Walk(settings, door, cursor)
        request: Request | None = walk.first()
        while request is not None:
            request = walk.step(request)
        return walk.answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        del door  # the answer says all
        return recognised(met)


CONNECTOR = HttpJsonConnector()
