"""One answer of Prometheus' API v1, normalised: a pure function.

{"status": "success", "data": {"resultType": "vector|matrix|scalar|string", "result": …},
"warnings": […], "infos": […]}; times are seconds, values are texts ("NaN" and "+Inf" among them).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from services.door import SourceError
from services.json_text import read_json
from services.mapping import MOST, bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.records import (
    Labels,
    Observation,
    Record,
    Reply,
    Sample,
    ServiceHealth,
    natural_uid,
)
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from datetime import datetime

    from services.connectors.prometheus.settings import Query

POINTS_KEPT = 200_000
"""Of all series of one answer."""

_REPLIES = {Decimal(0): Reply.NONE, Decimal(1): Reply.ANSWERS}
_EPOCH = Writing(times="epoch")
_KINDS = {"vector", "matrix", "scalar", "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one query came to. `partial`: there was more than is kept."""

    records: tuple[Record, ...] = ()
    at: datetime | None = None
    """When an instant query was evaluated, by the server's clock."""
    partial: bool = False
    notes: tuple[Phrase, ...] = ()


def normalise(name: str, query: Query, body: bytes) -> Result:
    """`SourceError` where the query, or the answer as a whole, is wrong."""
    payload = read_json(body)
    match payload:
        case {"status": "success", "data": {"resultType": str() as kind, "result": result}}:
            notes = _notes(cast("dict[str, object]", payload))
        case {"status": "error", "error": str() as why}:
            raise _refused(phrase("Prometheus báo lỗi: {why}", why=plain(why, 200)))
        case _:
            raise _stranger()
    if kind in _KINDS and not isinstance(result, list):
        raise _stranger()
    match kind, result:
        case "vector", list() if query.range is None:
            return _vector(name, query, cast("list[object]", result), notes)
        case "scalar", [_, _] if query.range is None:
            return _vector(name, query, [{"metric": {}, "value": result}], notes)
        case "matrix", list() if query.range is not None:
            return _matrix(name, query, cast("list[object]", result), notes)
        case "matrix", _ if query.range is None:
            raise _refused(
                phrase("Câu hỏi cho cả chuỗi giá trị: khai range, hoặc hỏi giá trị tức thời")
            )
        case "string", _:
            raise _refused(phrase("Câu hỏi cho một chuỗi chữ, không phải số"))
        case _:
            raise _refused(
                phrase("Câu hỏi cho kết quả kiểu {kind}, không dùng được", kind=plain(kind, 40))
            )


def broken(name: str, words: Phrase) -> Observation:
    """The figure of a query that failed: no value, and why."""
    return Observation(
        uid=bounded_uid(natural_uid(Observation, {"indicator": name})), indicator=name, fault=words
    )


def _stranger() -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        phrase("Câu trả lời không theo API v1 của Prometheus"),
        remedy=phrase(
            "ghi url là địa chỉ của Prometheus, trước /api/v1, ví dụ http://10.1.0.9:9090"
        ),
    )


def _refused(words: Phrase) -> SourceError:
    return SourceError(Reason.REFUSED, words)


def _notes(payload: dict[str, object]) -> tuple[Phrase, ...]:
    said: list[Phrase] = []
    for key in ("warnings", "infos"):
        found = payload.get(key)
        if isinstance(found, list):
            texts = [text for text in cast("list[object]", found) if isinstance(text, str)]
            said += [
                phrase("Prometheus lưu ý: {text}", text=plain(text, 200)) for text in texts[:5]
            ]
    return tuple(said)


def _vector(name: str, query: Query, result: list[object], notes: tuple[Phrase, ...]) -> Result:
    """What has labels but no value or time that can be read is a figure without a value, or a service of
    which nothing is known. An item without labels is none at all: a figure that the wall file names is
    lacking then, and of services a part is left.
    """
    found: dict[str, Observation | ServiceHealth] = {}
    times: list[datetime] = []
    lost = 0
    for item in result[:MOST]:
        match item:
            case {"metric": dict() as metric}:
                fields = _fields(name, query, cast("dict[str, object]", metric))
            case _:
                lost += 1
                continue
        uid = bounded_uid(natural_uid(Observation, fields))
        at, figure, fault = _told(cast("dict[str, object]", item))
        if at is not None:
            times.append(at)
        if uid in found:
            figure, fault = None, phrase("Nhiều chuỗi trùng nhau sau khi bỏ nhãn")
        observed = Observation(uid=uid, value=figure, fault=fault, **fields)
        found[uid] = _service(observed) if query.records == "services" else observed
    return Result(
        records=tuple(found.values()),
        at=min(times, default=None),
        partial=len(result) > MOST or (lost > 0 and query.records == "services"),
        notes=(*notes, *_lost(name, max(len(result) - MOST, 0) + lost)),
    )


def _told(
    item: dict[str, object],
) -> tuple[datetime | None, Decimal | None, Phrase | None]:
    """When, how much, and why it isn't known how much."""
    match item:
        case {"value": [seconds, value]}:
            figure, fault = _figure(value)
        case {"histogram": [seconds, _]}:
            figure, fault = _figure(None)
        case _:
            return None, None, phrase("Không đọc được giá trị và giờ của số liệu")
    try:
        return moment(seconds, _EPOCH), figure, fault
    except Unreadable:
        words = phrase("Không đọc được giờ “{at}” của số liệu", at=_quoted(seconds))
        return None, None, words


def _service(observed: Observation) -> ServiceHealth:
    """By its job and instance, else by what labels it has; what is neither 0 nor 1 is said as it is."""
    said = dict(observed.labels)
    service = said.pop("job", "") or " · ".join(said.values()) or observed.indicator
    instance = said.get("instance") if "job" in dict(observed.labels) else None
    state = None if observed.value is None else _REPLIES.get(observed.value, str(observed.value))
    return ServiceHealth(
        uid=observed.uid, service=service, instance=instance, state=state, words=observed.fault
    )


def _matrix(name: str, query: Query, result: list[object], notes: tuple[Phrase, ...]) -> Result:
    samples: list[Sample] = []
    lost = unread = 0
    for item in result:
        match item:
            case {"metric": dict() as metric, "values": list() as values}:
                pass
            case _:
                lost += 1
                continue
        fields = _fields(name, query, cast("dict[str, object]", metric))
        fields.pop("organ", None)
        uid = bounded_uid(natural_uid(Sample, fields))
        for point in cast("list[object]", values):
            sample = _sample(uid, fields, point)
            if sample is None:
                unread += 1
            elif len(samples) < POINTS_KEPT:
                samples.append(sample)
            else:
                lost += 1
    return Result(
        records=tuple(samples), partial=lost > 0, notes=(*notes, *_lost(name, lost + unread))
    )


def _sample(uid: str, fields: dict[str, Any], point: object) -> Sample | None:
    match point:
        case [seconds, str() as written] if (value := number(written)) is not None:
            try:
                return Sample(uid=uid, at=moment(seconds, _EPOCH), value=value, **fields)
            except Unreadable:
                return None
        case _:
            return None


def _quoted(raw: object) -> str:
    return plain(str(raw), 40) if isinstance(raw, str | int | Decimal) else "…"


def _lost(name: str, count: int) -> tuple[Phrase, ...]:
    if not count:
        return ()
    return (
        phrase(
            "{name}: bỏ qua {count} giá trị không đọc được hoặc quá nhiều", name=name, count=count
        ),
    )


def _figure(value: object) -> tuple[Decimal | None, Phrase | None]:
    if isinstance(value, str) and (figure := number(value)) is not None:
        return figure, None
    if isinstance(value, str):
        return None, phrase("Giá trị “{value}” không phải là số", value=plain(value, 40))
    return None, phrase("Giá trị là biểu đồ phân bố, không phải một số")


def _fields(name: str, query: Query, metric: dict[str, object]) -> dict[str, Any]:
    kept = {
        plain(key, 100): plain(value)
        for key, value in list(metric.items())[:200]
        if isinstance(value, str)
        and key != "__name__"
        and (query.labels is None or key in query.labels)
    }
    pairs: Labels = tuple(sorted(kept.items()))
    found: dict[str, Any] = {"indicator": name, "labels": pairs}
    for field, label in (("territory", query.territory), ("organ", query.organ)):
        if label is not None and isinstance(value := metric.get(label), str) and value:
            found[field] = plain(value)
    return found
