"""clamd over TCP: whether it is there, its version, how old its signatures are, how long its queue is.

It closes the line after each answer: `PONG`, `ClamAV 1.4.3/27841/Mon Nov 23 08:01:02 2026`, and STATS' lines
`POOLS: 1`, `STATE: VALID PRIMARY`, `THREADS: live 1 idle 0 max 12 idle-timeout 30`, `QUEUE: 0 items`,
`MEMSTATS: heap 5.3M …`, `END`. Without signatures of ClamAV's own, VERSION has no number and no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Self, override
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator

from services.connectors import Answered
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.quantities import Text, WrongSetting, Zone, only_text
from services.records import Observation, Record, Reply, ServiceHealth
from services.settings import Source

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_VERSION = re.compile(r"(ClamAV \S{1,40}?)(?:/(\d{1,9})/(.{1,60}))?")
_MONTHS = {
    name: nth
    for nth, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})")
_STATE = re.compile(r"^STATE: (.{1,80}?)\s*$", re.MULTILINE)
_QUEUE = re.compile(r"^QUEUE: (\d{1,9}) items", re.MULTILINE)
_THREADS = re.compile(r"^THREADS: live (\d{1,9})\s+idle (\d{1,9})\s+max (\d{1,9})", re.MULTILINE)
_AHEAD = timedelta(hours=2)
"""How far the clocks of two computers may be apart; a wrong zone is more."""
_WELL = "VALID"
_SHOWN = 40
_UNWILLING = ("UNKNOWN COMMAND", "COMMAND UNAVAILABLE")


class Clamav(Source):
    """ClamAV: tiến trình clamd nghe TCP (TCPSocket và TCPAddr trong clamd.conf)."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["tcp://10.1.0.9:3310"]),
    ]
    """Máy và cổng của clamd: tcp://máy:cổng."""
    service: Text = "clamd"
    """Tên của dịch vụ trong bảng."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Múi giờ của máy chạy clamd: nó nói ngày giờ của bộ mẫu mà không ghi múi giờ."""

    @model_validator(mode="after")
    def _bare(self) -> Self:
        if {"auth", "ca", "proxy"} & self.model_fields_set:
            raise WrongSetting(
                "auth, ca và proxy không đi với tcp://", "bỏ chúng; clamd không có mật khẩu"
            )
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"services", "observations"})

    @override
    def listing(self) -> tuple[str, ...]:
        return ("signature_age", "signature_version", "queue", "threads", "version")

    @override
    def schemes(self) -> tuple[str, ...]:
        return ("tcp",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    program: str
    signatures: int | None = None
    made: datetime | None = None
    """When its signatures were."""


def version(body: bytes, zone: str = "UTC") -> Version:
    """`SourceError` for what no clamd says. `zone`: of the computer that it runs on."""
    said = _text(body)
    found = _VERSION.fullmatch(said)
    if found is None:
        raise _stranger(said)
    number = found[2]
    return Version(
        program=plain(found[1], 60),
        signatures=int(number) if number is not None else None,
        made=_made(found[3] or "", zone),
    )


def normalise(
    settings: Clamav, version_said: bytes, stats_said: bytes, at: datetime
) -> tuple[Record, ...]:
    """Of VERSION's and STATS' answers, which came `at`."""
    known, stats = version(version_said, settings.zone), _text(stats_said)
    if not stats.startswith("POOLS:"):
        raise _stranger(stats)
    instance = settings.url.removeprefix("tcp://").rstrip("/")
    return (_service(settings, instance, stats), *_figures(known, stats, at))


def _service(settings: Clamav, instance: str, stats: str) -> ServiceHealth:
    """By the first pool; a state that isn't `VALID PRIMARY` is said as it is."""
    found = _STATE.search(stats)
    said = plain(found[1], 80) or None if found else None
    well = said is not None and said.split()[0] == _WELL
    return ServiceHealth(
        uid=instance,
        service=settings.service,
        instance=instance,
        state=Reply.ANSWERS if well else said,
    )


def _figures(known: Version, stats: str, at: datetime) -> list[Observation]:
    unsigned = phrase("clamd không nói bộ mẫu của nó từ bao giờ; kiểm tra freshclam đã chạy chưa")
    threads = _THREADS.search(stats)
    queue = _QUEUE.search(stats)
    unread = phrase("clamd không nói số này trong STATS")
    return [
        _age(known, at, unsigned),
        _figure(
            "signature_version",
            None if known.signatures is None else Decimal(known.signatures),
            at,
            unsigned,
        ),
        _figure("queue", Decimal(queue[1]) if queue else None, at, unread),
        Observation(
            uid="threads",
            indicator="threads",
            at=at,
            value=Decimal(threads[1]) if threads else None,
            numerator=Decimal(threads[1]) if threads else None,
            denominator=Decimal(threads[3]) if threads else None,
            fault=None if threads else unread,
        ),
        Observation(uid="version", indicator="version", at=at, text=known.program),
    ]


def _age(known: Version, at: datetime, unsigned: Phrase) -> Observation:
    """Of signatures that are not made yet nobody knows how old they are."""
    value, lacking = None, unsigned
    if known.made is not None and known.made - at > _AHEAD:
        lacking = phrase(
            "Ngày của bộ mẫu ở clamd còn ở phía trước; kiểm tra zone của nguồn và đồng hồ hai máy"
        )
    elif known.made is not None:
        value = Decimal(f"{max((at - known.made) / timedelta(days=1), 0.0):.2f}")
    return _figure("signature_age", value, at, lacking, unit="ngày")


def _figure(
    name: str, value: Decimal | None, at: datetime, lacking: Phrase, unit: str | None = None
) -> Observation:
    fault = lacking if value is None else None
    return Observation(uid=name, indicator=name, value=value, at=at, unit=unit, fault=fault)


def _made(written: str, zone: str) -> datetime | None:
    """`Mon Nov 23 08:01:02 2026`."""
    found = _DATE.fullmatch(written.strip())
    if found is None or found[1] not in _MONTHS:
        return None
    day, hour, minute, second, year = (int(found[n]) for n in range(2, 7))
    try:
        local = datetime(year, _MONTHS[found[1]], day, hour, minute, second, tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(body: bytes) -> str:
    """Without its end."""
    return body.rstrip(b"\0\r\n ").decode("utf-8", "replace")


def _stranger(said: str) -> SourceError:
    if said.startswith(_UNWILLING):
        return SourceError(
            Reason.REFUSED,
            phrase("clamd không nhận lệnh này"),
            remedy=phrase(
                "xem EnableVersionCommand và EnableStatsCommand trong clamd.conf có bị tắt không"
            ),
        )
    quoted = plain(said, _SHOWN)
    return SourceError(
        Reason.MALFORMED,
        phrase("Cổng này không trả lời như clamd: “{said}”", said=quoted)
        if quoted
        else phrase("Cổng này không trả lời như clamd"),
        remedy=phrase("xem lại cổng trong url: TCPSocket trong clamd.conf, thường là 3310"),
    )


class ClamavConnector:
    name = "clamav"
    settings = Clamav

    def ask(self, settings: Clamav, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole truth
        asked = door.ask(Request(body=b"zPING\0"))
        if _text(asked.body) != "PONG":
            raise _stranger(_text(asked.body))
        said = door.ask(Request(body=b"zVERSION\0"))
        stats = door.ask(Request(body=b"zSTATS\0"))
        return Answered(
            records=normalise(settings, said.body, stats.body, stats.received),
            asked=asked.asked,
            received=stats.received,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        if not met.address.startswith("tcp://") or isinstance(met.outcome, SourceError):
            return None
        known = version(door.ask(Request(body=b"zVERSION\0")).body)
        return _draft(met.address, known)


def _draft(address: str, known: Version) -> Draft:
    found = known.program
    remarks: list[Remark] = []
    if known.made is None:
        remarks.append(
            Remark(
                words=phrase(
                    "clamd không nói bộ mẫu của nó từ bao giờ; kiểm tra freshclam đã chạy chưa"
                )
            )
        )
    return Draft(
        name="clamav",
        found=phrase("{found}, tiến trình clamd", found=found),
        settings={"connector": "clamav", "url": address, "system": "av", "every": "1 min"},
        indicators={
            "tuoi-mau": {
                "name": {"vi": "Tuổi bộ mẫu ClamAV", "en": "Age of ClamAV's signatures"},
                "metric": "signature_age",
                "unit": "ngày",
                "better": "down",
                "decimals": 1,
            },
            "hang-doi-quet": {
                "name": {"vi": "Hàng đợi quét ClamAV", "en": "ClamAV's scan queue"},
                "metric": "queue",
                "better": "down",
                "decimals": 0,
            },
        },
        certainty=Certainty.NAMED,
        remarks=tuple(remarks),
    )


CONNECTOR = ClamavConnector()
