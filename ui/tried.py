"""What one source said when it was asked once: in words, and for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.counters import FIRST
from services.news import Batch, Covers, Outage, Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import KINDS, Observation, Sample

if TYPE_CHECKING:
    from services.news import News
    from services.records import Record
    from services.words import Words

_CALLED = (
    "indicator", "title", "signature", "name", "service", "number", "document", "report", "text", "id",
)  # fmt: skip
"""By which of its fields people know a record, the first that it has."""
_WHERE = ("territory", "organ", "period", "entity", "state")
"""What tells records of one name apart."""
_UNHEARD = frozenset({Reason.UNREACHABLE, Reason.DEADLINE, Reason.NO_SUCH_NAME})
"""Of the others something answered, or they were not even asked."""
_BLANK = phrase("câu trả lời để trống mọi giá trị")
_FIRST = 3
_CELL = 60


@dataclass(frozen=True, slots=True)
class Tried:
    id: str
    news: News
    octets: int
    """Of all answers of the ask, after decompression."""
    of_files: bool = False
    """What a disk refuses is told with its own remedy."""

    @property
    def silent(self) -> bool:
        return isinstance(self.news, Outage)

    @property
    def unread(self) -> int:
        """Figures without a value: unreadable ones, and those that the source left blank."""
        return sum(map(_unread, _records(self.news))) - self.awaited

    @property
    def awaited(self) -> int:
        """Rates, which a first ask can't tell: none of the unread ones."""
        return sum(map(_awaited, _records(self.news)))

    @property
    def useless(self) -> bool:
        """It gives figures, and not one of them has a value or will have it at the next ask."""
        figures = [
            one
            for one in _records(self.news)
            if isinstance(one, Observation | Sample) and not _awaited(one)
        ]
        return bool(figures) and all(map(_unread, figures))

    @property
    def failed(self) -> bool:
        return self.silent or self.useless

    @property
    def ms(self) -> int:
        return round((self.news.received - self.news.asked) / timedelta(milliseconds=1))


def told(tried: Tried, words: Words) -> str:
    """A line, and what follows it indented."""
    match tried.news:
        case Outage(words=why, reason=reason):
            unheard = reason in _UNHEARD and not tried.of_files
            said = words.say(
                phrase(
                    "{id}: không trả lời sau {ms} ms: {why}"
                    if unheard
                    else "{id}: không lấy được dữ liệu sau {ms} ms: {why}",
                    id=tried.id,
                    ms=tried.ms,
                    why=why,
                )
            )
            remedy = _remedy(tried, words)
            return said if remedy is None else f"{said}\n  → {remedy}"
        case Batch() as batch:
            rows = [_row(record, words) for record in batch.records[:_FIRST]]
            notes = [words.say(note) for note in batch.notes]
            if tried.useless:
                notes.append(
                    words.say("không số liệu nào có giá trị đọc được: {why}", why=_why(batch))
                )
            return "\n".join(
                (_answer(tried, batch, words), *(f"  {row}" for row in (*notes, *rows)))
            )


def as_json(tried: Tried, words: Words) -> dict[str, object]:
    news = tried.news
    said: dict[str, object] = {
        "id": tried.id,
        "answered": isinstance(news, Batch),
        "failed": tried.failed,
        "unread": tried.unread,
        "awaited": tried.awaited,
        "ms": tried.ms,
        "bytes": tried.octets,
    }
    match news:
        case Outage(words=why, reason=reason):
            return said | {
                "reason": reason.value,
                "words": words.say(why),
                "remedy": _remedy(tried, words),
                "records": 0,
                "kinds": {},
                "source_time": None,
                "simulated": False,
                "notes": [],
                "first": [],
                "partial": False,
                "missing": None,
            }
        case Batch() as batch:
            at = _source_time(batch)
            return said | {
                "reason": None,
                "words": None,
                "remedy": None,
                "records": len(batch.records),
                "kinds": dict(Counter(_kind(record) for record in batch.records)),
                "source_time": at and at.astimezone(UTC).isoformat(timespec="microseconds"),
                "simulated": batch.simulated,
                "notes": [words.say(note) for note in batch.notes],
                "first": [{"kind": _kind(one), **_cells(one)} for one in batch.records[:_FIRST]],
                "partial": batch.covers is Covers.PART,
                "missing": batch.missing if batch.covers is Covers.PART else None,
            }


def _answer(tried: Tried, batch: Batch, words: Words) -> str:
    said = words.say(
        "{id}: trả lời trong {ms} ms, {records}",
        id=tried.id,
        ms=tried.ms,
        records=words.count(len(batch.records), "{n} bản ghi"),
    )
    counted = Counter(_kind(record) for record in batch.records)
    kinds = ", ".join(many(words, count)[kind] for kind, count in counted.items())
    at = _source_time(batch)
    if kinds:
        said = f"{said} ({kinds})"
    if tried.unread:
        said += f", {words.count(tried.unread, '{n} không đọc được')}"
    if tried.awaited:
        said += f", {words.count(tried.awaited, '{n} cần hỏi lần thứ hai mới có')}"
    if batch.covers is Covers.PART:
        said += f", {_lacking(batch, words)}"
    more = [
        words.size(tried.octets),
        words.say("giờ của nguồn {at}", at=words.moment(at)) if at else "",
        words.say("số liệu mô phỏng") if batch.simulated else "",
    ]
    return "; ".join(filter(None, (said, *more)))


def _lacking(batch: Batch, words: Words) -> str:
    """A cap, a deadline or a lost page; the batch's notes say which."""
    if batch.missing is None:
        return words.say("thiếu một phần")
    return words.count(batch.missing, "thiếu {n} bản ghi")


def _remedy(tried: Tried, words: Words) -> str | None:
    """Of an outage, where its words don't hold one already, as a disk's do."""
    match tried.news:
        case Outage(remedy=Phrase() as remedy):
            return words.say(remedy)
        case Outage(reason=reason) if not tried.of_files:
            return words.remedy(reason)
        case _:
            return None


def _records(news: News) -> tuple[Record, ...]:
    return news.records if isinstance(news, Batch) else ()


def _unread(record: Record) -> bool:
    return isinstance(record, Observation) and record.value is None and record.text is None


def _awaited(record: Record) -> bool:
    return _unread(record) and getattr(record, "fault", None) == FIRST


def _why(batch: Batch) -> Phrase:
    """What is held against most of its figures, in the words of the first of them."""
    figures = [one for one in batch.records if isinstance(one, Observation) and not _awaited(one)]
    faults = [one.fault for one in figures if one.fault]
    said = Counter(fault.text for fault in faults).most_common(1)
    return next((f for f in faults if said and f.text == said[0][0]), _BLANK)


def many(words: Words, n: int) -> dict[str, str]:
    """`n` records of each kind, by the names of `records.KINDS`."""
    return {
        "observations": words.count(n, "{n} số liệu"),
        "samples": words.count(n, "{n} điểm của chuỗi"),
        "alerts": words.count(n, "{n} cảnh báo"),
        "incidents": words.count(n, "{n} sự cố"),
        "security_events": words.count(n, "{n} sự kiện an ninh"),
        "vulnerabilities": words.count(n, "{n} lỗ hổng"),
        "endpoints": words.count(n, "{n} máy trạm"),
        "documents": words.count(n, "{n} văn bản"),
        "document_states": words.count(n, "{n} trạng thái văn bản"),
        "tasks": words.count(n, "{n} nhiệm vụ"),
        "reports_due": words.count(n, "{n} báo cáo phải nộp"),
        "rounds": words.count(n, "{n} đợt thống kê"),
        "programmes": words.count(n, "{n} chương trình"),
        "goals": words.count(n, "{n} mục tiêu"),
        "datasets": words.count(n, "{n} bộ dữ liệu"),
        "mentions": words.count(n, "{n} tin nhắc đến"),
        "feed_items": words.count(n, "{n} tin"),
        "services": words.count(n, "{n} dịch vụ"),
        "protected_systems": words.count(n, "{n} hệ thống phải bảo vệ"),
        "features": words.count(n, "{n} đối tượng bản đồ"),
        "pictures": words.count(n, "{n} ảnh bản đồ"),
        "organs": words.count(n, "{n} cơ quan"),
    }


def _source_time(batch: Batch) -> datetime | None:
    """The latest that the source says of itself."""
    times = [record.at for record in batch.records if record.at is not None]
    return max([*times, *filter(None, [batch.at])], default=None)


def _row(record: Record, words: Words) -> str:
    """What it is called, its figure, and when it was so on the wall's clock; `--json` has all of it."""
    cells = _cells(record)
    name = next((cells[key] for key in _CALLED if key in cells), cells["uid"])
    where = [cells[key] for key in _WHERE if key in cells]
    where += [value for _, value in getattr(record, "labels", ())]
    value = getattr(record, "value", None)
    figure = (
        words.number(value)
        if isinstance(value, Decimal)
        else cells.get("text", "") * ("indicator" in cells)
    )
    fault = getattr(record, "fault", None)
    why = words.say(fault) if fault is not None else ""
    times = (getattr(record, field.name) for field in fields(record))
    at = record.at or next((time for time in times if isinstance(time, datetime)), None)
    when = words.moment(at) if at else ""
    return "  ".join(filter(None, (name, plain(", ".join(where), _CELL), figure, why, when)))


def _kind(record: Record) -> str:
    return next(name for name, kind in KINDS.items() if kind is type(record))


def _cells(record: Record) -> dict[str, str]:
    """What a record says, without what it leaves open."""
    said = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: plain(str(value), _CELL)
        for name, value in said.items()
        if value not in (None, (), "")
    }
