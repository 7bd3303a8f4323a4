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
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from services.phrase import Phrase
    from services.records import Endpoint, SecurityEvent


MALWARE, CONNECTIONS, HOLES, SYSTEMS, SWITCHES = PARTS = (
    "Malware",
    "Connection",
    "Vulnerability",
    "OS",
    "QualityFeature",
)
"""Parts of a report, of which a product may leave out some."""
_NEEDS = {
    "protected": SWITCHES,
    "firewall_on": SWITCHES,
    "infected": MALWARE,
    "detections": MALWARE,
    "files": MALWARE,
    "connections": CONNECTIONS,
    "vulnerabilities": HOLES,
}
"""What a figure is counted in: without it, it isn't none but not known."""


def counts(
    *,
    organ: str | None,
    at: datetime | None,
    absent: Collection[str],
    machines: Iterable[Endpoint],
    firewalls: Iterable[str],
    events: Mapping[str, SecurityEvent],
    files: Mapping[str, int],
    holes: int,
    not_updated: Iterable[str | None],
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
        lacking = _part(name, absent)
        if lacking is None:
            yield _figure(name, organ, at, Decimal(count))
        else:
            yield _lacking(name, organ, at, phrase("Báo cáo không có phần {part}", part=lacking))
    yield _late(organ, at, not_updated)
    found = Counter(events[uid].signature for uid in files)
    for malware, count in found.most_common(top):
        yield _figure("malware", organ, at, Decimal(count), malware=malware)


def _part(name: str, absent: Collection[str]) -> str | None:
    """Of what a figure is counted in, the part that is absent. Either list of all machines tells how many
    there are; lists of some that have something wrong don't.
    """
    if name == "machines":
        return SYSTEMS if {SYSTEMS, SWITCHES} <= set(absent) else None
    return _NEEDS[name] if _NEEDS[name] in absent else None


def _late(organ: str | None, at: datetime | None, not_updated: Iterable[str | None]) -> Observation:
    """Of all reports together."""
    name, whole = "not_updated_15_days", Decimal(0)
    for raw in not_updated:
        late = number(raw) if raw is not None else None
        if late is None or late != late.to_integral_value():
            why = (
                phrase("Báo cáo không có NumberMachineNotUpdateOn15Day")
                if raw is None
                else phrase("Giá trị “{value}” không phải là số nguyên", value=plain(raw, 40))
            )
            return _lacking(name, organ, at, why)
        whole += late
    return _figure(name, organ, at, whole)


def _figure(
    name: str, organ: str | None, at: datetime | None, value: Decimal, **said: str
) -> Observation:
    uid = _uid(name, organ, *said.values())
    return Observation(
        uid=uid, at=at, indicator=name, organ=organ, value=value, labels=labels(said)
    )


def _lacking(name: str, organ: str | None, at: datetime | None, why: Phrase) -> Observation:
    return Observation(uid=_uid(name, organ), at=at, indicator=name, organ=organ, fault=why)


def _uid(*parts: str | None) -> str:
    return "|".join(part for part in parts if part)
