"""What is sent to Zabbix, and what of it stands alone."""

from __future__ import annotations

import json

from services.connectors.zabbix.answer import result
from services.door import Request, SourceError
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

API = "api_jsonrpc.php"
OLDEST = (6, 4)
"""The first version that takes a token as `Authorization: Bearer`."""


def call(method: str, params: object, path: str = API, *, anonymous: bool = False) -> Request:
    asked = {"jsonrpc": "2.0", "method": method, "params": params, "id": 1}
    return Request(
        path=path,
        method="POST",
        headers=(("Content-Type", "application/json-rpc"),),
        body=json.dumps(asked, ensure_ascii=False).encode(),
        anonymous=anonymous,
    )


def version(body: bytes) -> str:
    """Of `apiinfo.version`, which takes no key; `SourceError` of one that is too old."""
    found = result(body)
    if not isinstance(found, str):
        raise SourceError(Reason.MALFORMED, phrase("Câu trả lời không theo API của Zabbix"))
    said = plain(found, 40)
    parts = tuple(int(part) for part in said.split(".")[:2] if part.isdecimal())
    if parts and parts < OLDEST:
        raise SourceError(
            Reason.REFUSED,
            phrase("Zabbix {version} quá cũ: tường cần từ 6.4", version=said),
            remedy=phrase("nâng cấp Zabbix, hoặc đọc nó qua một hệ thống khác"),
        )
    return said
