"""What is watched: alerts, incidents, events, computers, services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from services.phrase import Phrase
from services.records.record import Labels, Record


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
