"""What the rows say: each backend and server is a service, the frontends have the figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from services.connectors.haproxy.rows import rows_of
from services.counters import Counts
from services.mapping import bounded_uid
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.records import Observation, Record, Reply, ServiceHealth, labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.connectors.haproxy.rows import Row

_FRONTEND, _BACKEND, _SERVER = "0", "1", "2"
_STATES = {"UP": Reply.ANSWERS, "OPEN": Reply.ANSWERS, "DOWN": Reply.NONE}
"""Others are said as they are: MAINT, DRAIN, NOLB, `no check`, `UP 1/3` on its way down."""
_UNKNOWN = {"no check", ""}
"""Of a server whose backend has no `check`: nobody knows whether it is there."""
_MINUTE = Decimal(60)
_SHARE = Decimal("0.0001")
_REQUESTS = ("req_tot", "stot")
"""What counts calls: those of HTTP, else sessions (of TCP)."""
_ANSWERS = ("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other")

_UNCHECKED = phrase("HAProxy không kiểm tra máy chủ nào; thêm check vào các dòng server của nó")
_SERVERLESS = phrase("HAProxy không có máy chủ nào phía sau")
_FRONTLESS = phrase("HAProxy không có frontend nào")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    records: tuple[Record, ...]
    cursor: str
    missing: int = 0
    """Rows beyond the cap, cut off or unreadable."""
    notes: tuple[Phrase, ...] = ()


def normalise(body: bytes, at: datetime, cursor: str | None) -> Page:
    """Of an answer that came `at`; raises `SourceError`."""
    found = rows_of(body)
    before, now = Counts.kept(cursor), Counts(at, dict(_counts(found.rows)))
    records: dict[str, Record] = {}
    for row in found.rows:
        if row["type"] in {_BACKEND, _SERVER}:
            service = _service(row, before, now)
            records[service.uid] = service
    for figure in _figures(found.rows, before, now):
        records[figure.uid] = figure
    notes: list[Phrase] = []
    if found.left:
        notes.append(phrase("Không đọc được {count} dòng của trang thống kê", count=found.left))
    if found.doubles:
        notes.append(phrase("{count} mục trùng khóa với mục khác", count=found.doubles))
    return Page(
        records=tuple(records.values()),
        cursor=now.cursor(),
        missing=found.left,
        notes=tuple(notes),
    )


def _key(row: Row) -> str:
    return bounded_uid(f"{plain(row['pxname'], 100)}/{plain(row['svname'], 100)}")


def _number(row: Row, *names: str) -> Decimal | None:
    """The first that is there: older versions lack columns. HAProxy counts in whole numbers."""
    read = (number(row.get(name, "")) for name in names)
    return next((one for one in read if one is not None and one == one.to_integral_value()), None)


def _counts(rows: Sequence[Row]) -> Iterator[tuple[str, Decimal]]:
    for row in rows:
        calls = _number(row, *_REQUESTS)
        if calls is not None:
            yield f"{_key(row)} calls", calls
        answers = [_number(row, name) for name in _ANSWERS]
        known = [one for one in answers if one is not None]
        if known:
            yield f"{_key(row)} answers", sum(known, Decimal(0))
            yield f"{_key(row)} failed", _number(row, "hrsp_5xx") or Decimal(0)


def _service(row: Row, before: Counts | None, now: Counts) -> ServiceHealth:
    key, status = _key(row), plain(row["status"], 40)
    failed, answers = (now.growth(before, f"{key} {name}") for name in ("failed", "answers"))
    rate = now.per_minute(before, f"{key} calls")
    if rate is None and (second := _number(row, "rate")) is not None:
        rate = second * _MINUTE
    return ServiceHealth(
        uid=key,
        service=plain(row["pxname"], 100),
        instance=plain(row["svname"], 100) if row["type"] == _SERVER else None,
        state=_STATES.get(status, status or None),
        rate=rate,
        errors=(failed / answers).quantize(_SHARE) if failed is not None and answers else None,
        latency=_number(row, "ttime") if _number(row, "stot") else None,
        words=_why(row),
    )


def _why(row: Row) -> Phrase | None:
    """What its own check of the server came to."""
    if row["status"] != "DOWN":
        return None
    said = [plain(row.get(name, ""), 100) for name in ("check_desc", "last_chk")]
    why = ": ".join(dict.fromkeys(filter(None, said)))
    return phrase("HAProxy kiểm tra thấy: {why}", why=why) if why else None


def _figures(rows: Sequence[Row], before: Counts | None, now: Counts) -> Iterator[Observation]:
    fronts = [row for row in rows if row["type"] == _FRONTEND]
    servers = [row["status"] for row in rows if row["type"] == _SERVER]
    known = [status for status in servers if status not in _UNKNOWN]
    up = Decimal(sum(status.startswith("UP") for status in known)) if known else None
    yield Observation(
        uid="servers_up",
        indicator="servers_up",
        value=up,
        numerator=up,
        denominator=Decimal(len(known)) if known else None,
        fault=None if known else _UNCHECKED if servers else _SERVERLESS,
    )
    yield _figure("servers_unchecked", Decimal(len(servers) - len(known)), {}, None)
    totals: dict[str, Decimal] = dict.fromkeys(
        ("sessions", "request_rate", "error_rate"), Decimal(0)
    )
    lacking: dict[str, Phrase | None] = dict.fromkeys(totals, None if fronts else _FRONTLESS)
    for row in fronts:
        proxy = plain(row["pxname"], 100)
        for name, (value, why) in _of_front(row, before, now).items():
            yield _figure(f"frontend_{name}", value, {"proxy": proxy}, why)
            if value is None:
                lacking[name] = lacking[name] or why
            else:
                totals[name] += value
    for name, total in totals.items():
        yield _figure(name, None if lacking[name] else total, {}, lacking[name])


def _of_front(
    row: Row, before: Counts | None, now: Counts
) -> dict[str, tuple[Decimal | None, Phrase | None]]:
    """Each figure of a frontend, and why it isn't known where it isn't."""
    key = _key(row)
    calls, failed = f"{key} calls", f"{key} failed"
    return {
        "sessions": (_number(row, "scur"), _unread(row, "scur")),
        "request_rate": (_per_minute(row, before, now), now.lacking(before, calls)),
        "error_rate": (now.per_minute(before, failed), now.lacking(before, failed)),
    }


def _unread(row: Row, name: str) -> Phrase | None:
    """Why a count that HAProxy always gives is not there."""
    if _number(row, name) is not None:
        return None
    if not row.get(name):
        return phrase("Trang thống kê không có cột {name}", name=name)
    return phrase("Giá trị “{value}” không phải là số nguyên", value=plain(row[name], 40))


def _per_minute(row: Row, before: Counts | None, now: Counts) -> Decimal | None:
    """Of the last second where nothing was counted before."""
    known = now.per_minute(before, f"{_key(row)} calls")
    second = _number(row, "req_rate", "rate")
    return known if known is not None or second is None else second * _MINUTE


def _figure(
    name: str, value: Decimal | None, where: dict[str, str], why: Phrase | None = None
) -> Observation:
    unit = "lượt/phút" if name.endswith("rate") else None
    return Observation(
        uid=bounded_uid("/".join((name, *where.values()))),
        indicator=name,
        value=value,
        unit=unit,
        labels=labels(where),
        fault=why if value is None else None,
    )
