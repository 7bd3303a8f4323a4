"""What is made public: data sets, and what is said of the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from services.records.record import Record


class Tone(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


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
