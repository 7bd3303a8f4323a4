"""Plans, thresholds, forecasts, organs and committees of a wall file, and what is wrong with them."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.settings import Wording
from services.wall_file.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file import Loaded

type Lines = Callable[[Loaded], list[str]]
type Read = Callable[..., Loaded]

BETTER = "better: up"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (BETTER, "plans: [{value: 1, period: năm sau, document: NQ 1}]", "“năm sau” không phải một kỳ thống kê"),
        (BETTER, "plans: [{value: '1.800', period: '2026', document: NQ 1}]", "“1.800” không phải là số"),
        (BETTER, "plans: [{value: 1800, period: '2026'}]", "thiếu khóa “document”"),
        (BETTER, "bands: [{meaning: Đạt}]", "ngưỡng không có from, cũng không có to"),
        (BETTER, "bands: [{from: 5, to: 5, meaning: Đạt}]", "ngưỡng có from không nhỏ hơn to"),
        (BETTER, "history: 20 years", "khoảng thời gian “20 years” ngắn hơn một ngày hoặc dài quá mười năm"),
        (BETTER, "forecast: {method: share}", "cách dự báo share cần số cộng dồn được, mà chỉ số “bts_total” thì không"),
        (BETTER, "forecast: {}, round: dot-1", "chỉ số “bts_total” thuộc một đợt đã chốt nên không dự báo được"),
        ("[ctmtqg]", "[{group: ctmtqg, from: 2026-01-01, to: 2025-12-31}]", "chỉ số ra khỏi nhóm trước khi vào"),
        ("[ctmtqg]", "[{group: ctmtqg, form: 2026-01-01}]", "from"),
        ("[ctmtqg]", "[{from: 2026-01-01}]", "thiếu khóa “group”"),
        ("[ctmtqg]", "[5]", "“5” không nằm trong dấu nháy"),
        ("wall: 1", "wall: 1\ncommittees: {bcd: {name: Ban, systems: [scc]}}", "không có hệ thống “scc”: dùng một trong: av, docs, lgsp"),
        ("wall: 1", "wall: 1\norgans: {a: {name: A, successor: b}}", "cơ quan kế tục “b” của “A” không khai ở organs"),
        ("wall: 1", "wall: 1\norgans: {a: {name: A, from: 2025-01-01, to: 2024-01-01}}", "cơ quan hết hoạt động trước khi có"),
        ("wall: 1", "wall: 1\nterritories: {mapping: {681: '682'}}", "681"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(
    read: Read, lines: Lines, before: str, after: str, said: str
) -> None:
    found = lines(read(before, after))
    assert any(said in line for line in found), found


TO_OR_FROM = (
    "ghi to: 70 cho ngưỡng thứ {}, hoặc from: 80 cho ngưỡng thứ {}; hai ngưỡng chạm nhau thì được"
)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("from: 50, to: 80", "from: 70", f"từ 70 đến dưới 80: {TO_OR_FROM.format(1, 2)}"),
        ("from: 70", "from: 50, to: 80", f"từ 70 đến dưới 80: {TO_OR_FROM.format(2, 1)}"),
        ("from: 0.5", "from: 70", "từ 70 trở lên: ghi to: 70 cho ngưỡng thứ 1; hai"),
        ("to: 80", "to: 70.5", "dưới 70.5: ghi from: 70.5 cho ngưỡng thứ 1; hai"),
        ("from: 50, to: 80", "from: 60, to: 70", "từ 60 đến dưới 70: bỏ một trong hai ngưỡng"),
        ("from: 50, to: 80", "from: 50, to: 80", "từ 50 đến dưới 80: bỏ một trong hai ngưỡng"),
        ("from: 50, until: 2026-01-01", "from: 50, since: 2026-01-01", "từ 50 trở lên: bỏ một"),
    ],
)
def test_a_value_that_two_thresholds_claim_is_told_with_the_bounds_that_would_do(
    read: Read, lines: Lines, first: str, second: str, said: str
) -> None:
    bands = f"bands: [{{{first}, meaning: A}}, {{{second}, meaning: B}}]"
    (found,) = lines(read(BETTER, bands))
    assert re.search(
        r"^tuong\.yaml:16:\d+: ngưỡng thứ 2 chồng lên ngưỡng thứ 1 ở các giá trị ", found
    )
    assert said in found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("from: 50, to: 70", "from: 70"),
        ("from: 50, to: 80", "from: 70, of: plan"),
        ("from: 50, until: 2025-12-31", "from: 70, since: 2026-01-01"),
    ],
)
def test_thresholds_may_touch_and_differ_in_what_they_judge_or_when(
    read: Read, lines: Lines, first: str, second: str
) -> None:
    bands = f"bands: [{{{first}, meaning: A}}, {{{second}, meaning: B}}]"
    assert lines(read(BETTER, bands)) == []


def test_what_is_declared_is_what_was_written(read: Read, lines: Lines) -> None:
    loaded = read(
        BETTER,
        "sums: true, history: 5 years, round: dot-1, "
        "plans: [{value: 1800.50, period: '2026', document: Nghị quyết 12, date: 2025-12-09}], "
        "bands: [{of: plan, to: 80, meaning: {vi: Chưa đạt, en: Not met}, priority: high}]",
    )
    assert lines(loaded) == []
    assert loaded.wall is not None
    one = loaded.wall.indicators["bts_total"]
    assert (one.sums, one.round, one.history) == (True, "dot-1", timedelta(days=5 * 366))
    (plan,), (band,) = one.plans, one.bands
    assert (plan.value, plan.date) == (Decimal("1800.5"), date(2025, 12, 9))
    assert (band.under, band.of, band.priority) == (Decimal(80), "plan", Priority.HIGH)
    assert band.meaning == Wording(vi="Chưa đạt", en="Not met")


def test_organs_providers_and_committees_are_declared_by_name(read: Read, lines: Lines) -> None:
    loaded = read(
        "wall: 1",
        "wall: 1\n"
        "organs: {stc: {name: Sở Tài chính, ids: ['H36.5'], kind: sở}}\n"
        "providers: {vsec: {name: VSEC, contact: 'Trực 24/7'}}\n"
        "committees: {bcd35: {name: Ban Chỉ đạo 35, systems: [soc, media, docs]}}\n"
        "duties: {soon: 5 d}\n"
        "territories: {mapping: {'681': '682'}}",
    )
    assert lines(loaded) == []
    wall = loaded.wall
    assert wall is not None
    assert wall.organs["stc"].ids == ("H36.5",)
    assert wall.providers["vsec"].contact == "Trực 24/7"
    assert wall.committees["bcd35"].systems == ("soc", "media", "docs")
    assert wall.duties.soon == timedelta(days=5)
    assert wall.territories.mapping == {"681": "682"}


def test_a_figure_is_in_a_group_from_one_day_to_another(read: Read, lines: Lines) -> None:
    loaded = read(
        "groups: [ctmtqg]",
        "groups: [khac, {group: ctmtqg, from: 2023-01-01, to: 2025-12-31}, {group: ctmtqg, from: 2027-01-01}]",
    )
    assert lines(loaded) == []
    assert loaded.wall is not None
    one = loaded.wall.indicators["bts_total"]
    assert one.gathered == ("khac", "ctmtqg", "ha-tang-so")
    for day, within in [
        (date(2022, 12, 31), False),
        (date(2023, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2027, 1, 1), True),
    ]:
        assert ("ctmtqg" in one.gathered_on(day)) is within
        assert {"khac", "ha-tang-so"} <= {*one.gathered_on(day)}


def test_a_group_that_nobody_declared_has_the_place_of_its_name(
    read: Read, lines: Lines, example: str
) -> None:
    text = example.replace("[ctmtqg]", "[{group: ctmtqq, to: 2025-12-31}]")
    (found,) = lines(read(f"{text}groups: {{ctmtqg: {{name: Chương trình}}}}\n"))
    column = next(one for one in text.splitlines() if "ctmtqq" in one).index("ctmtqq") + 1
    assert f":{column}: không có nhóm “ctmtqq”: có phải là “ctmtqg”?" in found
