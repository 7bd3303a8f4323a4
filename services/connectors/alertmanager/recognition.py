"""Whether an Alertmanager answers at an address, and what to declare for it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from services.connectors.alertmanager.alerts import normalise
from services.connectors.alertmanager.settings import Alertmanager
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark, homes
from services.json_text import read_json
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_PAGES = ("/api/v2", "/api/v1", "/metrics", "/-")


def recognised(met: Met, door: Door) -> Draft | None:
    """By its status page; its version and what it alerts of now are said."""
    if met.local or not met.answers:
        return None
    for home in homes(met.address, _PAGES):
        version = _version(door, home)
        if version is not None:
            return _draft(door, home, version)
    return None


def _version(door: Door, home: str) -> str | None:
    try:
        payload = read_json(door.ask(Request(path=f"{home}/api/v2/status")).body)
    except SourceError:
        return None
    match payload:
        case {"cluster": dict(), "versionInfo": {"version": str() as version}}:
            return plain(version, 40)
        case _:
            return None


def _draft(door: Door, home: str, version: str) -> Draft:
    remarks: list[Remark] = []
    with contextlib.suppress(SourceError):
        answer = door.ask(Request(path=f"{home}/api/v2/alerts"))
        alerts, _, _ = normalise(Alertmanager(connector="alertmanager", url=home), answer.body)
        words = {alert.severity_word for alert in alerts if alert.severity is None}
        remarks.append(Remark(words=phrase("Đang có {count} cảnh báo", count=len(alerts))))
        if unknown := ", ".join(sorted(word for word in words if word)):
            said = phrase("Chưa rõ các từ này là mức mấy (0–5): {words}", words=unknown)
            choices = ("severity: {table: {critical: 5, error: 4, warning: 3, minor: 2, info: 1}}",)
            remarks.append(Remark(words=said, choices=choices))
    return Draft(
        name="alertmanager",
        found=phrase("Alertmanager {version}", version=version),
        settings={"connector": "alertmanager", "url": home, "every": "15 s"},
        certainty=Certainty.NAMED,
        remarks=tuple(remarks),
    )
