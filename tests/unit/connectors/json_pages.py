"""Answers in JSON, read as a wall file says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from services.connectors.http_json import HttpJson, HttpJsonSource, Page, normalise
from services.records import Dataset, Record

NOON = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
FIGURES = {"each": "chi_so[]", "indicator": "ma", "value": "gia_tri", "time": "luc"}


def settings(**more: Any) -> HttpJson:
    return HttpJsonSource.model_validate({"connector": "http_json", "url": "http://x", **more})


def page(payload: object, quoting: str | None = None, **more: Any) -> Page:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return normalise(settings(**more), body, quoting)


def only(read: Page) -> Any:
    (record,) = read.records
    return record


# --- simulation and quotation ----------------------------------------------------------------------


QUOTED = {"ma": "bts", "gia_tri": 1700, "cong_bo": "Báo Lâm Đồng 22/12/2023"}
# --- pages -----------------------------------------------------------------------------------------

NAMES = {"each": "m[]", "name": "n"}


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.name for record in records if isinstance(record, Dataset)]


def items(*found: str, **more: object) -> bytes:
    return json.dumps({"m": [{"n": name} for name in found], **more}).encode()
