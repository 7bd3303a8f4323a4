"""Whether a Zabbix answers at an address. Its version is asked for without a key; what it holds only with
one, which `probe` may have been given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.zabbix.answer import result
from services.connectors.zabbix.calls import API, call, version
from services.door import SourceError
from services.draft import Certainty, Draft, Remark, homes
from services.news import Reason
from services.phrase import phrase
from services.plain import number

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_PAGES = (f"/{API}", "/zabbix.php", "/index.php", "/tr_events.php")
_LIKE = (b"zabbix", b"Zabbix", b"ZABBIX")


def recognised(met: Met, door: Door) -> Draft | None:
    if met.local or not met.answers or not _likely(met):
        return None
    for home in homes(met.address, _PAGES):
        for place in dict.fromkeys((home, f"{home}/zabbix")):
            try:
                asked = call("apiinfo.version", [], f"{place}/{API}", anonymous=True)
                said = version(door.ask(asked).body)
            except SourceError as error:
                if error.reason.of_connection:
                    return None
                continue
            return _draft(door, place, said)
    return None


def _likely(met: Met) -> bool:
    """Its pages name it; its API refuses what is no POST (412)."""
    return API in met.address or any(word in met.body[:50_000] for word in _LIKE)


def _draft(door: Door, home: str, said: str) -> Draft:
    return Draft(
        name="zabbix",
        found=phrase("Zabbix {version}", version=said),
        settings={"connector": "zabbix", "url": home, "every": "30 s"},
        indicators={
            "zabbix-van-de": {
                "name": {"vi": "Vấn đề đang mở ở Zabbix", "en": "Open problems in Zabbix"},
                "metric": "problems",
                "better": "down",
                "decimals": 0,
            },
            "zabbix-may": {
                "name": {"vi": "Máy trả lời Zabbix", "en": "Hosts that Zabbix reaches"},
                "metric": "hosts_up",
                "better": "up",
                "decimals": 0,
            },
        },
        certainty=Certainty.NAMED,
        remarks=(_problems(door, home),),
    )


def _problems(door: Door, home: str) -> Remark:
    try:
        asked = call("problem.get", {"countOutput": True}, f"{home}/{API}")
        count = number(str(result(door.ask(asked).body)))
    except SourceError as error:
        if error.reason is not Reason.UNAUTHORISED:
            return Remark(words=error.words)
        return Remark(
            words=phrase(
                "Zabbix cần API token (Users, API tokens) của một tài khoản chỉ được xem; ghi ở auth:"
            ),
            at=("every",),
            choices=('auth: {bearer: "${env:ZABBIX_TOKEN}"}',),
        )
    return Remark(words=phrase("Đang có {count} vấn đề mở", count=int(count or 0)))
