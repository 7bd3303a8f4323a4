"""What a batch says, before it is compared with what stands: pure, without a database."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.cache.bodies import NAMES, Unreadable, check, encode, has_value, plain
from services.cache.dates import dated
from services.phrase import Phrase, phrase
from services.records import Observation, Record, Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.news import Batch

type Key = tuple[str, str, str]
"""Kind, uid, and the indicator of an observation, else empty: a uid that turns up under another
indicator is another figure."""

NO_VALUE = phrase("Câu trả lời không có giá trị cho số liệu này.")
NO_NUMBER = phrase("Câu trả lời có giá trị không phải là số.")


_OF_A_VALUE = (
    "numerator",
    "denominator",
    "delta",
    "ratio",
    "replaced",
    "replaced_level",
    "previous",
    "same_period",
    "cumulative",
    "plan",
)
"""Fields of an observation that mean nothing without its value."""


@dataclass(frozen=True, slots=True)
class Said:
    """One record as it is to be kept. `body` has no value where `valued` is False."""

    record: Record
    body: str
    valued: bool
    fault: Phrase | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of a batch by key, its samples, and what had to be passed over."""

    said: dict[Key, Said]
    samples: tuple[Sample, ...]
    notes: tuple[Phrase, ...]


def sort(batch: Batch, bodies: Callable[[Key], str | None]) -> Answer:
    """Of two records with one key the last counts, and it is noted. `bodies`: what stands, which
    needs no second proof that it can be read.
    """
    heard: dict[tuple[str, str], Said] = {}
    samples: list[Sample] = []
    notes: list[Phrase] = []
    doubled = undated = 0
    for record in batch.records:
        if isinstance(record, Sample):
            samples += [record] if dated(record) is record else []
            undated += dated(record) is not record
            continue
        kind, uid, _ = key = key_of(record)
        try:
            credible = dated(record)
            undated += credible is not record
            if credible is None:
                continue
            said = judge(credible)
            if said.body != bodies(key):
                check(kind, uid, said.body)
        except Unreadable:
            notes.append(phrase("Bỏ qua một bản ghi không lưu được: {uid}", uid=uid[:100]))
            continue
        doubled += (kind, uid) in heard
        heard[kind, uid] = said
    if doubled:
        notes.append(phrase("{count} bản ghi trùng khóa; chỉ giữ bản sau cùng.", count=doubled))
    if undated:
        words = phrase(
            "{count} bản ghi có ngày giờ không thể có; đã bỏ ngày giờ đó.", count=undated
        )
        notes.append(words)
    by_key = {key_of(said.record): said for said in heard.values()}
    return Answer(by_key, tuple(samples), tuple(notes))


def key_of(record: Record) -> Key:
    name = plain(record.indicator) if isinstance(record, Observation) else ""
    return NAMES.get(type(record), ""), plain(record.uid), name


def judge(record: Record) -> Said:
    """Whether a record has a value, and what is wrong with it; `Unreadable` if it can't be kept."""
    whole = finite(record)
    if not isinstance(whole, Observation):
        return Said(whole, encode(whole), valued=True, fault=None)
    fault = whole.fault if whole is record else whole.fault or NO_NUMBER
    record = whole
    empty = record.value is None and record.text is None
    valued = has_value(record) and not (empty and fault is not None)
    if not valued:
        none: dict[str, Any] = dict.fromkeys(_OF_A_VALUE)
        record = replace(record, **none)
        return Said(record, encode(record), valued=False, fault=fault or NO_VALUE)
    if fault is None and record.flag is not None:
        fault = phrase("Nguồn ghi chú về số liệu này: {flag}", flag=record.flag)
    return Said(record, encode(record), valued=True, fault=fault)


def finite[R: Record](record: R) -> R:
    """Numbers that are none (NaN, ±Inf) are no value."""
    none: dict[str, Any] = {
        f.name: None
        for f in fields(record)
        if isinstance(value := getattr(record, f.name), Decimal) and not value.is_finite()
    }
    return replace(record, **none) if none else record


def of_whole_indicator(record: Record) -> bool:
    """An observation without a value that doesn't say which of its indicator's figures it is."""
    return (
        isinstance(record, Observation)
        and not has_value(record)
        and not record.labels
        and record.territory is record.organ is record.period is None
    )


def same_figure(one: Record, other: Record) -> bool:
    """The same, whatever the source holds against it."""
    return _figure(one) == _figure(other)


def _figure(record: Record) -> Record:
    if isinstance(record, Observation):
        return replace(record, at=None, fault=None, flag=None)
    return replace(record, at=None)
