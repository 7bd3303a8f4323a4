"""The report that the server makes for the ministry (Công văn 2290/BTTTT-CATTT), anew each quarter of an
hour: one packet an office. No product's real report could be had; the names are those of public code.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from services.simulation.day import DAY, local
from services.simulation.dialect import Dialect
from services.simulation.lore import invented, own_offices
from services.simulation.systems.av import fleet
from services.simulation.web_file import WebFile, refuse, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.simulation.answers import Question, Response
    from services.simulation.chance import Chance
    from services.simulation.lore import Office
    from services.simulation.systems.av.fleet import Computer

_EVERY = timedelta(minutes=15)
_LATE = 15 * DAY
_NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


def report(question: Question) -> Response:
    """`GET /avreport.xml`."""
    at = question.made(_EVERY)
    body = _written(question.chance, at, question.ahead)
    modified = at + question.ahead
    return serve(question, WebFile(body=body, modified=modified, content_type="text/xml"))


@lru_cache(maxsize=4)
def _written(chance: Chance, at: datetime, ahead: timedelta) -> bytes:
    by_office: defaultdict[str, list[Computer]] = defaultdict(list)
    for computer in fleet.computers(chance):
        if computer.managed:
            by_office[computer.office.name].append(computer)
    told = _Day(chance, at, ahead)
    packets = [
        _packet(office, told.of(by_office[office.name]))
        for office in own_offices()
        if by_office[office.name]
    ]
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edXML:edXML xmlns:edXML="{_NAMESPACE}">\n{"".join(packets)}</edXML:edXML>\n'
    )
    return text.encode()


def _packet(office: Office, report_: str) -> str:
    return (
        "<edXML:edXMLEnvelope><edXML:edXMLHeader><edXML:MessageHeader><edXML:From>"
        f"<edXML:OrganId>{office.code}</edXML:OrganId>"
        f"<edXML:OrganName>{escape(office.name)}</edXML:OrganName></edXML:From>"
        "<Subject>Báo cáo phòng, chống mã độc</Subject></edXML:MessageHeader></edXML:edXMLHeader>"
        f"<edXML:edXMLBody>{report_}</edXML:edXMLBody></edXML:edXMLEnvelope>\n"
    )


class _Day:
    """What is to be reported at one instant."""

    def __init__(self, chance: Chance, at: datetime, ahead: timedelta) -> None:
        self._chance, self._at, self._ahead = chance, at, ahead
        self._malware: defaultdict[int, list[str]] = defaultdict(list)
        self._calls: defaultdict[int, list[str]] = defaultdict(list)
        self._holes: defaultdict[int, list[str]] = defaultdict(list)
        for one in fleet.detections(chance, at):
            outcome = one.outcome if one.handled <= at else fleet.UNHANDLED
            self._malware[one.computer.number].append(
                f"<MalwareInfo><MalwareName>{one.malware}</MalwareName>"
                f"<MalwareType>{invented()['malware_kinds'][one.malware]}</MalwareType>"
                f"<MalwareBehavior>{outcome}</MalwareBehavior>"
                f"<TypeOfDevice>{one.device}</TypeOfDevice>"
                f"<NumberFile>{one.files}</NumberFile></MalwareInfo>"
            )
        for call in fleet.calls(chance, at):
            self._calls[call.computer.number].append(
                f"<ConnectionInfo><Program>{call.program}</Program><md5>{call.md5}</md5>"
                f"<Sha2>{call.sha2}</Sha2><TargetIP>{call.target}</TargetIP></ConnectionInfo>"
            )
        for computer, hole in fleet.holed(chance):
            self._holes[computer.number].append(
                f"<VulnerabilityInfo><Name>{hole['id']}</Name>"
                f"<OSName>{computer.system}</OSName></VulnerabilityInfo>"
            )

    def of(self, computers: list[Computer]) -> str:
        late = sum(self._at - self._updated(one) > _LATE for one in computers)
        return (
            '<AVReport name="Phòng, chống mã độc tập trung">'
            f"<Datetime>{int((self._at + self._ahead).timestamp())}</Datetime>"
            f"<Malware>{_some(computers, self._malware)}</Malware>"
            f"<Connection>{_some(computers, self._calls)}</Connection>"
            f"<Vulnerability>{_some(computers, self._holes)}</Vulnerability>"
            f"<OS>{_all(computers, self._system)}</OS>"
            f"<Update><NumberMachineNotUpdateOn15Day>{late}</NumberMachineNotUpdateOn15Day></Update>"
            f"<QualityFeature>{_all(computers, self._quality)}</QualityFeature></AVReport>"
        )

    def _updated(self, computer: Computer) -> datetime:
        return fleet.updated(self._chance, computer, self._at)

    def _system(self, computer: Computer) -> str:
        """The form's LastUpdate is that of the signatures, without a zone: the province's own."""
        written = local(self._updated(computer) + self._ahead).replace(tzinfo=None).isoformat()
        return f"<OSName>{computer.system}</OSName><LastUpdate>{written}</LastUpdate>"

    def _quality(self, computer: Computer) -> str:
        on = int(fleet.guarded(self._chance, computer, self._at))
        wall = "true" if fleet.walled(self._chance, computer) else "false"
        return f"<AutoProtect>{on}</AutoProtect><EnableFirewall>{wall}</EnableFirewall>"


def _some(computers: Iterable[Computer], told: dict[int, list[str]]) -> str:
    return "".join(
        _machine(one, "".join(told[one.number])) for one in computers if one.number in told
    )


def _all(computers: Iterable[Computer], told: Callable[[Computer], str]) -> str:
    return "".join(_machine(one, told(one)) for one in computers)


def _machine(computer: Computer, inside: str) -> str:
    return f'<Machine ip="{computer.ip}" name="{computer.name}">{inside}</Machine>'


REPORT = Dialect(answer=report, refuse=refuse)
