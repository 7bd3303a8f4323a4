"""What is sent to Zabbix, and what of it stands alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from services.connectors.zabbix.answer import result
from services.door import Request, SourceError
from services.mapping import MOST
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

API = "api_jsonrpc.php"
OLDEST = (6, 4)
"""The first version that takes a token as `Authorization: Bearer`."""


_PROBLEM = ("eventid", "objectid", "clock", "ns", "r_eventid", "r_clock", "r_ns", "name",
            "acknowledged", "severity", "suppressed")  # fmt: skip
_HOST = ("hostid", "host", "name", "maintenance_status", "active_available")
_ITEM = ("itemid", "key_", "lastvalue", "lastclock", "lastns", "units", "value_type", "state",
         "error")  # fmt: skip


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


def problems(page: int, after: str, wanted: Mapping[str, object]) -> dict[str, object]:
    """Of `problem.get`: so many from the event `after` on."""
    return {
        "output": [*_PROBLEM],
        "selectTags": ["tag", "value"],
        "sortfield": ["eventid"],
        "sortorder": "ASC",
        "eventid_from": after,
        "limit": page,
        **wanted,
    }


def triggers(ids: Sequence[str]) -> dict[str, object]:
    """Of `trigger.get`: whose hosts they are."""
    return {
        "triggerids": [*ids],
        "output": ["triggerid"],
        "selectHosts": ["hostid", "name"],
    }


def hosts(scope: Mapping[str, object]) -> dict[str, object]:
    """Of `host.get`: how each answers."""
    return {
        "output": [*_HOST],
        "selectInterfaces": ["available", "error"],
        "monitored_hosts": True,
        "sortfield": ["hostid"],
        "limit": MOST + 1,
        **scope,
    }


def hosts_like(pattern: str, scope: Mapping[str, object]) -> dict[str, object]:
    """Of `host.get`: by their names, with * for any letters."""
    return {
        "output": ["hostid"],
        "search": {"host": pattern, "name": pattern},
        "searchByAny": True,
        "searchWildcardsEnabled": True,
        "monitored_hosts": True,
        "limit": MOST + 1,
        **scope,
    }


def items(key: str, scope: Mapping[str, object]) -> dict[str, object]:
    """Of `item.get`: by a key, with * for any letters."""
    return {
        "output": [*_ITEM],
        "selectHosts": ["hostid", "host", "name"],
        "search": {"key_": key},
        "searchWildcardsEnabled": True,
        "monitored": True,
        "sortfield": ["itemid"],
        "limit": MOST + 1,
        **scope,
    }
