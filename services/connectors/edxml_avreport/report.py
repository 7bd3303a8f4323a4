"""One answer, normalised: a pure function of its bytes and of what the wall file says.

    AVReport@name
      Datetime                     seconds since 1970, or a date
      Malware/Machine@ip@name/MalwareInfo{MalwareName, MalwareType, MalwareBehavior, TypeOfDevice, NumberFile}
      Connection/Machine/ConnectionInfo{Program, md5, Sha2, TargetIP}
      Vulnerability/Machine/VulnerabilityInfo{Name, OSName}
      OS/Machine{OSName, LastUpdate}
      Update/NumberMachineNotUpdateOn15Day
      QualityFeature/Machine{AutoProtect, EnableFirewall}

A machine may stand in several parts; its record is put together from all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from services.connectors.edxml_avreport.counting import MALWARE, PARTS, counts
from services.connectors.edxml_avreport.settings import OFF, ON
from services.door import SourceError
from services.mapping import MOST, bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.records import Endpoint, Organ, Record, SecurityEvent, Vulnerability
from services.writing import Unreadable, Writing
from services.xml_text import local, read_xml, text_within, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from xml.etree.ElementTree import Element

    from services.connectors.edxml_avreport.settings import AvReport

CONNECTION = "Connection"
"""The category of a connection to a control server, beside those of malware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    records: tuple[Record, ...]
    at: datetime | None
    """The earliest of the reports' own times."""
    beyond: int = 0
    """Records that were too many."""
    notes: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class _Report:
    """What the reports of one organ tell, as it is put together; of several products there are several."""

    settings: AvReport
    organ: str | None
    unit: str | None
    time: datetime
    """Of the one that is being read."""
    machines: dict[str, Endpoint] = field(default_factory=dict)
    events: dict[str, SecurityEvent] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    """Files by the event that found them."""
    firewalls: dict[str, str] = field(default_factory=dict)
    holes: dict[str, Vulnerability] = field(default_factory=dict)
    times: list[datetime] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    """Parts that one of them doesn't have."""
    not_updated: list[str | None] = field(default_factory=list)
    nameless: int = 0
    undated: int = 0
    """Machines whose last update could not be read."""


def normalise(settings: AvReport, body: bytes, received: datetime) -> Read:
    """`received` stands for the time of a report that says none. Raises `SourceError`."""
    root = read_xml(body)
    found = list(_reports(root))
    if not found:
        raise SourceError(
            Reason.MALFORMED,
            phrase("Câu trả lời XML không có phần AVReport; kiểm tra địa chỉ của báo cáo"),
        )
    records: dict[tuple[type[Record], str], Record] = {}
    notes: list[Phrase] = []
    reports: dict[str | None, _Report] = {}
    for element, organ, unit in found:
        at = _time(settings, text_within(element, "Datetime"))
        report = reports.setdefault(organ, _Report(settings, organ, unit, received))
        report.time = at or received
        if at is None:
            notes.append(phrase("Báo cáo không có giờ (Datetime); lấy giờ nhận"))
        else:
            report.times.append(at)
        _read(report, element)
    for report in reports.values():
        if report.nameless:
            notes.append(phrase("Bỏ qua {count} mục thiếu trường bắt buộc", count=report.nameless))
        if report.undated:
            notes.append(
                phrase("Không đọc được giờ cập nhật của {count} máy", count=report.undated)
            )
        for record in _records(report):
            records[type(record), record.uid] = record
    kept = tuple(records.values())
    return Read(
        records=kept[:MOST],
        at=min((at for report in reports.values() for at in report.times), default=None),
        beyond=max(len(kept) - MOST, 0),
        notes=tuple(dict.fromkeys(notes)),
    )


def _reports(root: Element) -> Iterator[tuple[Element, str | None, str | None]]:
    """Every report with the organ that its packet is from."""
    organ = unit = None
    for element in root.iter():
        match local(element):
            case "From":
                organ, unit = text_within(element, "OrganId"), text_within(element, "OrganName")
            case "AVReport":
                yield element, organ, unit
            case _:
                pass


def _records(report: _Report) -> Iterator[Record]:
    if report.organ:
        names = (report.unit,) if report.unit else ()
        yield Organ(uid=bounded_uid(report.organ), id=report.organ, names=names)
    yield from counts(
        organ=report.organ,
        at=min(report.times, default=None),
        absent=report.absent,
        machines=report.machines.values(),
        firewalls=report.firewalls.values(),
        events=report.events,
        files=report.files,
        holes=len(report.holes),
        not_updated=report.not_updated,
        top=report.settings.top,
    )
    yield from report.events.values()
    unknown = MALWARE in report.absent
    for end in report.machines.values():
        yield replace(end, infected=None) if unknown and not end.infected else end
    yield from report.holes.values()


def _read(report: _Report, element: Element) -> None:
    settings = report.settings
    report.absent |= {part for part in PARTS if next(within(element, part), None) is None}
    for end, machine in _machines(report, element, "OS"):
        written = text_within(machine, "LastUpdate")
        updated = _time(settings, written)
        report.undated += written is not None and updated is None
        system = text_within(machine, "OSName") or end.os
        _put(report, replace(end, os=system, updated=updated or end.updated))
    for end, machine in _machines(report, element, "QualityFeature"):
        state = _switched(settings, text_within(machine, "AutoProtect"))
        _put(report, replace(end, av_state=state or end.av_state))
        firewall = _switched(settings, text_within(machine, "EnableFirewall"))
        report.firewalls[end.uid] = firewall or report.firewalls.get(end.uid, "")
    for part, child, told in _PARTS:
        for end, machine in _machines(report, element, part):
            for said in within(machine, child):
                told(report, end, said)
    report.not_updated.append(text_within(element, "Update", "NumberMachineNotUpdateOn15Day"))


def _machines(report: _Report, element: Element, part: str) -> Iterator[tuple[Endpoint, Element]]:
    for machine in within(element, part, "Machine"):
        end = _machine(report, machine)
        if end is None:
            report.nameless += 1
        else:
            yield end, machine


def _machine(report: _Report, machine: Element) -> Endpoint | None:
    """As far as it is known; named by its address where it has no name. Not all parts say both."""
    name, ip = plain(machine.get("name", "")), plain(machine.get("ip", ""), 60)
    if not (name or ip):
        return None
    uid = bounded_uid("|".join(filter(None, (report.organ, name or ip))))
    known = report.machines.get(uid) or Endpoint(
        uid=uid, name=name or ip, unit=report.unit, infected=False
    )
    report.machines[uid] = replace(known, ip=known.ip or ip or None)
    return report.machines[uid]


def _put(report: _Report, machine: Endpoint) -> None:
    report.machines[machine.uid] = machine


def _malware(report: _Report, end: Endpoint, said: Element) -> None:
    name, kind = text_within(said, "MalwareName"), text_within(said, "MalwareType")
    if name is None and kind is None:
        report.nameless += 1
        return
    _put(report, replace(report.machines[end.uid], infected=True))
    table = {word.casefold(): level for word, level in report.settings.severities.items()}
    behaviour = text_within(said, "MalwareBehavior")
    uid = _event(
        report,
        end,
        SecurityEvent(
            uid=bounded_uid(f"{end.uid}|{name or ''}|{kind or ''}|{behaviour or ''}"),
            time=report.time,
            category=kind,
            signature=name or kind or "",
            severity=table.get((kind or "").casefold()),
            action=behaviour,
        ),
    )
    files = number(text_within(said, "NumberFile") or "")
    report.files[uid] = report.files.get(uid, 0) + _whole(files)


def _whole(files: object) -> int:
    """A detection without a readable number of files is one."""
    try:
        return max(int(str(files)), 1)
    except ValueError:
        return 1


def _connection(report: _Report, end: Endpoint, said: Element) -> None:
    program, target = text_within(said, "Program"), text_within(said, "TargetIP")
    if program is None and target is None:
        report.nameless += 1
        return
    event = SecurityEvent(
        uid=bounded_uid(f"{end.uid}|{CONNECTION}|{program or ''}|{target or ''}"),
        time=report.time,
        category=CONNECTION,
        signature=program or target or "",
        dst=target,
    )
    _event(report, end, event)


def _event(report: _Report, end: Endpoint, event: SecurityEvent) -> str:
    report.events[event.uid] = replace(event, src=end.ip or end.name)
    return event.uid


def _hole(report: _Report, end: Endpoint, said: Element) -> None:
    name = text_within(said, "Name")
    if name is None:
        report.nameless += 1
        return
    uid = bounded_uid(f"{end.uid}|{name}")
    report.holes[uid] = Vulnerability(uid=uid, id=name, asset=end.name)


_PARTS = (
    ("Malware", "MalwareInfo", _malware),
    ("Connection", "ConnectionInfo", _connection),
    ("Vulnerability", "VulnerabilityInfo", _hole),
)
"""Parts of a report that tell something of machines, the element of each, and what is made of it."""


def _switched(settings: AvReport, word: str | None) -> str | None:
    if word is None:
        return None
    known = {said.casefold(): state for said, state in settings.words.items()}
    return {ON: ON, OFF: OFF}.get(known.get(word.casefold(), word), word)


def _time(settings: AvReport, written: str | None) -> datetime | None:
    """Seconds since 1970, else a date of ISO 8601 or with its day first."""
    if written is None:
        return None
    for times in ("epoch", "iso", "day_first"):
        try:
            return moment(written, Writing(zone=settings.zone, times=times))
        except Unreadable:
            continue
    return None
