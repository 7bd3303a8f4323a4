"""What organs do for each other: documents, tasks, reports, programmes, goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from services.records.record import Record


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
class Organ(Record):
    id: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    contact: str | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("id",)
