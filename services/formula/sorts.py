"""The sorts of values that a formula reckons with."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from services.phrase import Phrase, phrase


class Sort(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    TEXTS = "texts"
    """Several, in a field that lists them."""
    TIME = "time"
    SPAN = "span"
    """How long: the difference of two times."""
    TRUTH = "truth"
    NONE = "none"
    """What is written as `none`."""


CALLED: dict[Sort, Phrase] = {
    Sort.NUMBER: phrase("số"),
    Sort.TEXT: phrase("chữ"),
    Sort.TEXTS: phrase("danh sách chữ"),
    Sort.TIME: phrase("thời điểm"),
    Sort.SPAN: phrase("khoảng thời gian"),
    Sort.TRUTH: phrase("điều kiện"),
    Sort.NONE: phrase("none"),
}

type Value = Decimal | str | tuple[str, ...] | datetime | timedelta | bool | None
"""None: not known. A day is its midnight in the wall's zone."""
