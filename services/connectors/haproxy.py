"""HAProxy's statistics as CSV: each backend and server is a service, its frontends have the figures.

The header begins with `# `; a row's `type` is 0 frontend, 1 backend, 2 server, 3 listener. Counters grow
since HAProxy's start (or `clear counters`): rates and shares are of what they grew by between two asks.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, override
from urllib.parse import urlsplit

from services.aside import LARGE, aside
from services.connectors import Answered
from services.counters import Counts
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark
from services.mapping import MOST, bounded_uid
from services.news import Covers, Reason
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.quantities import Text
from services.records import Observation, Record, Reply, ServiceHealth, labels
from services.settings import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.door import Door
    from services.draft import Met

_FRONTEND, _BACKEND, _SERVER = "0", "1", "2"
_NEEDED = {"pxname", "svname", "type", "status"}
_STATES = {"UP": Reply.ANSWERS, "OPEN": Reply.ANSWERS, "DOWN": Reply.NONE}
"""Others are said as they are: MAINT, DRAIN, NOLB, `no check`, `UP 1/3` on its way down."""
_MINUTE = Decimal(60)
_SHARE = Decimal("0.0001")
_REQUESTS = ("req_tot", "stot")
"""What counts calls: those of HTTP, else sessions (of TCP)."""
_ANSWERS = ("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other")

type Row = Mapping[str, str]


class Haproxy(Source):
    """HAProxy, trang thống kê dạng CSV."""

    path: Text = "stats;csv"
    """Nối vào sau url; url đã ghi cả trang (…;csv) thì không nối gì."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"services", "observations"})

    @override
    def listing(self) -> tuple[str, ...]:
        return ("servers_up", "sessions", "request_rate", "error_rate", "frontend_sessions",
                "frontend_request_rate", "frontend_error_rate")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    records: tuple[Record, ...]
    cursor: str
    missing: int = 0
    """Rows beyond the cap, cut off or unreadable."""
    notes: tuple[Phrase, ...] = ()


def normalise(body: bytes, at: datetime, cursor: str | None) -> Page:
    """Of an answer that came `at`; raises `SourceError`."""
    rows, left = _rows(body)
    before, now = Counts.kept(cursor), Counts(at, dict(_counts(rows)))
    records: dict[str, Record] = {}
    for row in rows:
        if row["type"] in {_BACKEND, _SERVER}:
            service = _service(row, before, now)
            records[service.uid] = service
    for figure in _figures(rows, before, now):
        records[figure.uid] = figure
    notes = (phrase("Không đọc được {count} dòng của trang thống kê", count=left),) if left else ()
    return Page(records=tuple(records.values()), cursor=now.cursor(), missing=left, notes=notes)


def _rows(body: bytes) -> tuple[list[Row], int]:
    """And how many could not be had."""
    text = body.decode("utf-8", "replace")
    if not text.startswith("# "):
        raise _stranger(text)
    lines = csv.reader(io.StringIO(text.removeprefix("# "), newline=""))
    rows: list[Row] = []
    left = 0
    try:
        names = next(lines)
        if not _NEEDED.issubset(names):
            raise _stranger(text)
        for line in lines:
            if not line:
                continue
            # a line ends with a comma; one that is cut lacks columns at its end
            if len(line) < len(names) or len(rows) >= MOST:
                left += 1
            else:
                rows.append(dict(zip(names, line, strict=False)))
    except csv.Error:
        raise _stranger(text) from None
    if not rows:
        raise SourceError(
            Reason.MALFORMED, phrase("Trang thống kê của HAProxy không có dòng nào đọc được")
        )
    return rows, left


def _stranger(text: str) -> SourceError:
    remedy = phrase(
        "ghi url là địa chỉ của trang thống kê (stats uri) không có ;csv, ví dụ http://10.1.0.9:8404"
    )
    if text.lstrip().startswith("<"):
        return SourceError(
            Reason.MALFORMED,
            phrase("Địa chỉ này trả lời một trang web (HTML), không phải CSV của HAProxy"),
            remedy=remedy,
        )
    return SourceError(
        Reason.MALFORMED,
        phrase("Câu trả lời không phải trang thống kê CSV của HAProxy"),
        remedy=remedy,
    )


def _key(row: Row) -> str:
    return bounded_uid(f"{plain(row['pxname'], 100)}/{plain(row['svname'], 100)}")


def _number(row: Row, *names: str) -> Decimal | None:
    """The first that is there: older versions lack columns."""
    return next((found for name in names if (found := number(row.get(name, ""))) is not None), None)


def _counts(rows: list[Row]) -> Iterator[tuple[str, Decimal]]:
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


def _figures(rows: list[Row], before: Counts | None, now: Counts) -> Iterator[Observation]:
    fronts = [row for row in rows if row["type"] == _FRONTEND]
    servers = [row["status"] for row in rows if row["type"] == _SERVER]
    up = Decimal(sum(status.startswith("UP") or status == "no check" for status in servers))
    whole = Decimal(len(servers))
    yield Observation(
        uid="servers_up", indicator="servers_up", value=up, numerator=up, denominator=whole
    )
    totals: dict[str, list[Decimal]] = {"sessions": [], "request_rate": [], "error_rate": []}
    for row in fronts:
        proxy = plain(row["pxname"], 100)
        rates = {
            "sessions": _number(row, "scur"),
            "request_rate": _per_minute(row, before, now),
            "error_rate": now.per_minute(before, f"{_key(row)} failed"),
        }
        for name, value in rates.items():
            yield _figure(f"frontend_{name}", value, {"proxy": proxy})
            totals[name] += [] if value is None else [value]
    for name, values in totals.items():
        whole_known = len(values) == len(fronts) and fronts
        yield _figure(name, sum(values, Decimal(0)) if whole_known else None, {})


def _per_minute(row: Row, before: Counts | None, now: Counts) -> Decimal | None:
    """Of the last second where nothing was counted before."""
    known = now.per_minute(before, f"{_key(row)} calls")
    second = _number(row, "req_rate", "rate")
    return known if known is not None or second is None else second * _MINUTE


def _figure(name: str, value: Decimal | None, where: dict[str, str]) -> Observation:
    unit = None if name.endswith("sessions") else "lượt/phút"
    return Observation(
        uid=bounded_uid("/".join((name, *where.values()))),
        indicator=name,
        value=value,
        unit=unit,
        labels=labels(where),
        fault=phrase("Nhịp cần hai lần hỏi; lần hỏi sau sẽ có") if value is None else None,
    )


class HaproxyConnector:
    name = "haproxy"
    settings = Haproxy

    def ask(self, settings: Haproxy, door: Door, cursor: str | None) -> Answered:
        answer = door.ask(Request(path="" if ";csv" in settings.url else settings.path))
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            page = aside(normalise, left.total_seconds(), answer.body, answer.received, cursor)
        else:
            page = normalise(answer.body, answer.received, cursor)
        return Answered(
            records=page.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if page.missing else Covers.ALL,
            missing=page.missing or None,
            cursor=page.cursor,
            simulated=answer.simulated,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        """By its page of statistics, as people see it or as CSV, or where its documents put it."""
        if met.local or not met.answers:
            return None
        for home in _homes(met):
            try:
                body = door.ask(Request(path=f"{home};csv")).body
                page = normalise(body, door.now(), None)
            except SourceError as error:
                if error.reason.of_connection:
                    return None
                continue
            return _draft(home, page)
        return None


def _homes(met: Met) -> list[str]:
    """The page itself; the usual one of a server that has nothing else to say at its root."""
    parts = urlsplit(met.address.removesuffix(";csv"))
    root, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    if b"HAProxy" in met.body or met.body.startswith(b"# pxname"):
        return [f"{root}{path or '/'}"]
    return [f"{root}/stats"] if isinstance(met.outcome, SourceError) else []


def _draft(home: str, page: Page) -> Draft:
    services = [record for record in page.records if isinstance(record, ServiceHealth)]
    down = sum(service.state == Reply.NONE for service in services)
    return Draft(
        name="haproxy",
        found=phrase("HAProxy, trang thống kê"),
        settings={"connector": "haproxy", "url": f"{home};csv", "every": "15 s"},
        indicators={
            "haproxy-may-chu": {
                "name": {"vi": "Máy chủ sau HAProxy đang chạy", "en": "Servers up behind HAProxy"},
                "metric": "servers_up",
                "better": "up",
                "decimals": 0,
            },
            "haproxy-luot": {
                "name": {"vi": "Lượt gọi qua HAProxy", "en": "Requests through HAProxy"},
                "metric": "request_rate",
                "unit": "lượt/phút",
                "better": "neutral",
                "decimals": 0,
            },
            "haproxy-loi": {
                "name": {"vi": "Lỗi 5xx qua HAProxy", "en": "5xx errors through HAProxy"},
                "metric": "error_rate",
                "unit": "lượt/phút",
                "better": "down",
                "decimals": 0,
            },
        },
        certainty=Certainty.NAMED,
        remarks=(
            Remark(
                words=phrase(
                    "Có {count} cụm và máy chủ, {down} không trả lời",
                    count=len(services),
                    down=down,
                )
            ),
            Remark(
                words=phrase("Nhịp được tính giữa hai lần hỏi: lần hỏi đầu chưa có"), at=("every",)
            ),
        ),
    )


CONNECTOR = HaproxyConnector()
