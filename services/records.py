"""The records that every system's answers are turned into, whatever its own language.

All are frozen and know neither network, SQL nor Qt. A record's key is its source and its `uid`; its
`at` is the *source time*: when the source says that this figure was made, never an alert's start or
a document's date. A record without `at` has the time of its whole answer (`Batch.at`), or none.

Source of the shapes: the protocols of the nine systems, so that edXML, Alertmanager, CKAN and a
plain JSON list end as the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from services.phrase import Phrase

type Labels = tuple[tuple[str, str], ...]
"""Pairs of name and value, sorted by name."""


class Level(StrEnum):
    """How final a statistic is."""

    ESTIMATE = "ước tính"
    PRELIMINARY = "sơ bộ"
    OFFICIAL = "chính thức"


class AlertState(StrEnum):
    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    SUPPRESSED = "suppressed"
    RESOLVED = "resolved"


class Reply(StrEnum):
    """The state of a service of which only this is known."""

    ANSWERS = "answers"
    WRONG = "wrong answer"
    """It answers, but not as it should."""
    NONE = "no answer"


class Tone(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have.

    `publication` names where the figure was printed ("Báo Lâm Đồng 22/12/2023"); such a figure is a
    quotation and is not simulated even when a simulated system hands it over.
    """

    NATURAL: ClassVar[tuple[str, ...]] = ()
    """The fields that make a uid where a source gives none."""

    uid: str
    at: datetime | None = None
    publication: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One figure of one indicator, for one place or organ and one period.

    `value` is None when the answer had no readable one; `fault` then says why, and the cache keeps
    the last value. A ratio also has both its numbers. `ratio` is in percent of `base` ("2022").
    """

    NATURAL: ClassVar[tuple[str, ...]] = ("indicator", "territory", "organ", "period", "labels")

    indicator: str
    value: Decimal | None = None
    text: str | None = None
    """The figure of an indicator that is no number ("đang thử nghiệm")."""
    territory: str | None = None
    organ: str | None = None
    period: str | None = None
    unit: str | None = None
    """Of measurement, where the source says it; the wall file's word goes before it."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: str | None = None
    """Part of the figure as it was printed: ước, hơn."""
    delta: Decimal | None = None
    ratio: Decimal | None = None
    base: str | None = None
    level: Level | None = None
    replaced: Decimal | None = None
    """The value of `replaced_level` that stood before for the same period."""
    replaced_level: Level | None = None
    previous: Decimal | None = None
    """The figure of the period before, as the source itself says it; so the next three."""
    same_period: Decimal | None = None
    """Of the same period of last year."""
    cumulative: Decimal | None = None
    """From the start of the year to the end of the period."""
    plan: Decimal | None = None
    """Assigned for the whole year, or for the period where that is all it is assigned for."""
    round: str | None = None
    """The uid of the round that the figure was asked in: then it is closed, and renewed by nobody."""
    flag: str | None = None
    """What the source itself holds against the figure; a flagged figure is faulty."""
    labels: Labels = ()
    fault: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """One point of a series: the value of an indicator at `at`, of which the wall may have learned
    much later. Its uid is that of the series; samples are only ever added.
    """

    NATURAL: ClassVar[tuple[str, ...]] = ("indicator", "territory", "labels")

    indicator: str
    value: Decimal
    territory: str | None = None
    labels: Labels = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Record):
    title: str
    severity: int | None = None
    """0 (not classified) to 5 (worst); None where the source's word is in no table."""
    severity_word: str | None = None
    """The source's own word, shown where `severity` is 0 or None."""
    state: AlertState = AlertState.FIRING
    starts: datetime | None = None
    ends: datetime | None = None
    entity: str | None = None
    labels: Labels = ()
    url: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("title", "entity", "starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    title: str
    severity: int | None = None
    opened: datetime | None = None
    detected: datetime | None = None
    contained: datetime | None = None
    closed: datetime | None = None
    unit: str | None = None
    state: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("title", "unit", "opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvent(Record):
    time: datetime
    category: str | None = None
    signature: str
    severity: int | None = None
    src: str | None = None
    dst: str | None = None
    action: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("time", "signature", "src", "dst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability(Record):
    id: str
    severity: int | None = None
    asset: str | None = None
    found: datetime | None = None
    due: datetime | None = None
    state: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("id", "asset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Record):
    name: str
    ip: str | None = None
    unit: str | None = None
    os: str | None = None
    av_state: str | None = None
    updated: datetime | None = None
    infected: bool | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "ip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    number: str
    subject: str | None = None
    sender: str | None = None
    """edXML's From."""
    to: tuple[str, ...] = ()
    promulgated: date | None = None
    priority: int | None = None
    """0 thường to 4 hỏa tốc hẹn giờ (QCVN 102)."""
    business_type: int | None = None
    due: datetime | None = None
    signed: bool | None = None
    """Digitally."""
    NATURAL: ClassVar[tuple[str, ...]] = ("number", "sender")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentState(Record):
    """Where a document stands at one organ. `code` is edXML's, a string: 01 … 16."""

    document: str
    """The document's uid."""
    organ: str | None = None
    code: str
    since: datetime | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("document", "organ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    number: str | None = None
    document: str | None = None
    assigner: str | None = None
    title: str
    lead_unit: str | None = None
    cooperating: tuple[str, ...] = ()
    assigned: date | None = None
    due: datetime | None = None
    progress: Decimal | None = None
    finished: datetime | None = None
    state: str | None = None
    group: str | None = None
    field: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("number", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDue(Record):
    report: str
    unit: str
    period: str | None = None
    due: datetime | None = None
    submitted: datetime | None = None
    approved: datetime | None = None
    returned: datetime | None = None
    round: str | None = None
    """The uid of the round that asks for it, where no period does."""
    NATURAL: ClassVar[tuple[str, ...]] = ("report", "unit", "period", "round")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """An ad-hoc collection of figures (đợt thống kê đột xuất)."""

    name: str
    asker: str | None = None
    document: str | None = None
    """Number of the document that asks for it."""
    as_of: date | None = None
    """The day that its figures are of."""
    due: datetime | None = None
    expected: tuple[str, ...] = ()
    """Units that are to answer."""
    answered: tuple[str, ...] = ()
    closed: datetime | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "as_of")


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a programme."""

    name: str
    due: date | None = None
    done: date | None = None


def _as_milestone(kept: object) -> object:
    """Caches of earlier versions have them as texts."""
    return {"name": kept} if isinstance(kept, str) else kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    name: str
    period: str | None = None
    milestones: tuple[Annotated[Milestone, BeforeValidator(_as_milestone)], ...] = ()
    planned: Decimal | None = None
    disbursed: Decimal | None = None
    state: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    year: int
    assigner: str | None = None
    text: str
    measure: str | None = None
    state: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("year", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(Record):
    name: str
    organ: str | None = None
    updated: datetime | None = None
    views: int | None = None
    downloads: int | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "organ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    time: datetime
    source: str | None = None
    topic: str | None = None
    title: str | None = None
    tone: Tone | None = None
    reach: int | None = None
    url: str | None = None
    handled: datetime | None = None
    due: datetime | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("url", "time", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem(Record):
    title: str
    url: str | None = None
    published: datetime | None = None
    text: str | None = None
    tags: tuple[str, ...] = ()
    NATURAL: ClassVar[tuple[str, ...]] = ("url", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHealth(Record):
    service: str
    instance: str | None = None
    state: str | None = None
    since: datetime | None = None
    """From when it is in that state, by whoever watches it."""
    rate: Decimal | None = None
    """Calls per minute."""
    errors: Decimal | None = None
    """Share of failed calls, 0..1."""
    latency: Decimal | None = None
    """Milliseconds: the 95th percentile, else what its source measures instead."""
    certificate_until: datetime | None = None
    last_published: datetime | None = None
    """A web site's latest article."""
    organ: str | None = None
    """Whose it is."""
    words: Phrase | None = None
    """What is wrong with it, in the words of whoever asked it."""
    labels: Labels = ()
    NATURAL: ClassVar[tuple[str, ...]] = ("service", "instance")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedSystem(Record):
    """A database or system that a committee has in its register (Ban Chỉ đạo 35)."""

    name: str
    unit: str | None = None
    """The owner."""
    committee: str | None = None
    """Whose register it is in."""
    grade: int | None = None
    """Security level 1–5 (Decree 85/2016/NĐ-CP)."""
    dossier: str | None = None
    """Number of the decision that approved the level; None: not approved."""
    availability: Decimal | None = None
    """Percent of the time."""
    soc: bool | None = None
    """Watched by the SOC."""
    antivirus: bool | None = None
    open_vulnerabilities: int | None = None
    state: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Record):
    layer: str
    fid: str
    geometry: str | None = None
    """GeoJSON geometry as text, EPSG:4326, lon-lat."""
    props: Labels = ()
    NATURAL: ClassVar[tuple[str, ...]] = ("layer", "fid")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture(Record):
    """A layer as its own server drew it (WMS), or several in one picture, from below to above."""

    layer: str
    title: str | None = None
    bbox: str
    """What it shows: west, south, east, north in degrees, between commas, in whichever reference
    system it was drawn."""
    crs: str
    """Of the drawing: CRS:84 and EPSG:4326 are even in degrees, EPSG:3857 is Mercator's."""
    width: int
    height: int
    """Pixels."""
    media_type: str
    """image/png or image/jpeg."""
    content: str = field(repr=False)
    """The file, Base64; `PICTURE` bytes at most."""
    NATURAL: ClassVar[tuple[str, ...]] = ("layer", "bbox")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ(Record):
    id: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    contact: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("id",)


KINDS: dict[str, type[Record]] = {
    "observations": Observation,
    "samples": Sample,
    "alerts": Alert,
    "incidents": Incident,
    "security_events": SecurityEvent,
    "vulnerabilities": Vulnerability,
    "endpoints": Endpoint,
    "documents": Document,
    "document_states": DocumentState,
    "tasks": Task,
    "reports_due": ReportDue,
    "rounds": Round,
    "programmes": Programme,
    "goals": Goal,
    "datasets": Dataset,
    "mentions": Mention,
    "feed_items": FeedItem,
    "services": ServiceHealth,
    "protected_systems": ProtectedSystem,
    "features": Feature,
    "pictures": MapPicture,
    "organs": Organ,
}
"""Every kind by the name that a wall file, the cache and a table tile call it by."""
MAPPED: dict[str, type[Record]] = {
    name: kind for name, kind in KINDS.items() if kind is not MapPicture
}
"""Those that a mapping can make of an answer's fields; a picture is no field of anything."""
PICTURE = 2 * 1024 * 1024
"""Bytes of a picture."""


def labels(pairs: dict[str, str]) -> Labels:
    return tuple(sorted(pairs.items()))


def natural_uid(kind: type[Record], fields: dict[str, object]) -> str:
    """A uid from the kind's natural fields: readable, and the same at each ask."""
    parts: list[str] = []
    for name in kind.NATURAL:
        value = fields.get(name)
        match value:
            case None | ():
                continue
            case tuple():
                parts.append(
                    ",".join("=".join(p) if isinstance(p, tuple) else str(p) for p in value)
                )
            case datetime():
                parts.append(value.isoformat())
            case _:
                parts.append(str(value))
    return "|".join(parts)
