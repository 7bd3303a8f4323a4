from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from services.statistics import judged
from services.wall_file.statistics import Band

DAY = date(2026, 11, 24)


def bands(*said: dict[str, Any]) -> list[Band]:
    return [Band.model_validate(one) for one in said]


GROWTH = bands(
    {"from": 100, "of": "plan", "meaning": "Đạt"},
    {"from": 90, "to": 100, "of": "plan", "meaning": "Nguy cơ không đạt", "priority": "medium"},
    {"to": 90, "of": "plan", "meaning": "Chưa đạt", "priority": "high"},
)


def meaning(found: Band | None) -> str | None:
    return None if found is None else found.meaning.vi


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        ("100", "Đạt"),
        ("99.99", "Nguy cơ không đạt"),
        ("90", "Nguy cơ không đạt"),
        ("0", "Chưa đạt"),
    ],
)
def test_a_threshold_begins_with_from_and_ends_before_to(reached: str, said: str) -> None:
    assert meaning(judged(GROWTH, Decimal(1), Decimal(reached), DAY)) == said


def test_what_is_not_known_is_not_judged() -> None:
    assert judged(GROWTH, Decimal(1), None, DAY) is None
    assert judged(bands({"from": 1, "meaning": "x"}), None, Decimal(5), DAY) is None


def test_a_threshold_counts_only_while_it_is_in_force() -> None:
    changed = bands(
        {"from": 80, "meaning": "Đạt", "until": "2025-12-31"},
        {"from": 90, "meaning": "Đạt chuẩn mới", "since": "2026-01-01"},
    )
    assert meaning(judged(changed, Decimal(85), None, date(2025, 12, 31))) == "Đạt"
    assert judged(changed, Decimal(85), None, date(2026, 1, 1)) is None
    assert meaning(judged(changed, Decimal(95), None, date(2026, 1, 1))) == "Đạt chuẩn mới"


@pytest.mark.parametrize(
    "said",
    [
        {"meaning": "x"},
        {"from": 2, "to": 2, "meaning": "x"},
        {"from": "95", "meaning": "x"},
        {"from": True, "meaning": "x"},
        {"from": 1, "meaning": "x", "since": "2026-01-02", "until": "2026-01-01"},
    ],
)
def test_a_threshold_that_can_hold_nothing_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Band.model_validate(said)
