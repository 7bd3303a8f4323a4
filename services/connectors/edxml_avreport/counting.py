"""The figures of one report."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from services.connectors.edxml_avreport.settings import ON
from services.phrase import phrase
from services.plain import number, plain
from services.records import Observation, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from services.records import Endpoint, SecurityEvent


def counts(
    *,
    organ: str | None,
    at: datetime | None,
    machines: Iterable[Endpoint],
    firewalls: Iterable[str],
    events: Mapping[str, SecurityEvent],
    files: Mapping[str, int],
    holes: int,
    not_updated: str | None,
    top: int,
) -> Iterator[Observation]:
    """By organ where the packet says from whom it is. `files`: of the events that are malware."""
    ends = list(machines)
    whole = {
        "machines": len(ends),
        "protected": sum(end.av_state == ON for end in ends),
        "firewall_on": sum(state == ON for state in firewalls),
        "infected": sum(end.infected is True for end in ends),
        "detections": len(files),
        "files": sum(files.values()),
        "connections": len(events) - len(files),
        "vulnerabilities": holes,
    }
    for name, count in whole.items():
        yield _figure(name, organ, at, Decimal(count))
    late = number(not_updated) if not_updated is not None else None
    if late is not None and late == late.to_integral_value():
        yield _figure("not_updated_15_days", organ, at, late)
    else:
        yield _lacking("not_updated_15_days", organ, at, not_updated)
    found = Counter(events[uid].signature for uid in files)
    for malware, count in found.most_common(top):
        yield _figure("malware", organ, at, Decimal(count), malware=malware)


def _figure(
    name: str, organ: str | None, at: datetime | None, value: Decimal, **said: str
) -> Observation:
    uid = _uid(name, organ, *said.values())
    return Observation(
        uid=uid, at=at, indicator=name, organ=organ, value=value, labels=labels(said)
    )


def _lacking(name: str, organ: str | None, at: datetime | None, raw: str | None) -> Observation:
    fault = (
        phrase("Báo cáo không có NumberMachineNotUpdateOn15Day")
        if raw is None
        else phrase("Giá trị “{value}” không phải là số nguyên", value=plain(raw, 40))
    )
    return Observation(uid=_uid(name, organ), at=at, indicator=name, organ=organ, fault=fault)


def _uid(*parts: str | None) -> str:
    return "|".join(part for part in parts if part)
