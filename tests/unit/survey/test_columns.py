"""What columns hold and what they are for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.survey import Column, Holds, Role, columns, hand, role
from services.survey.kinds import fit
from services.survey.rows import sense

NOW_SECONDS = 1_795_500_000


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ((1, Decimal("2.5"), None), Holds.NUMBERS),
        (("12", "7,5"), Holds.NUMBERS),
        ((True, False), Holds.FLAGS),
        (("2026-11-24", ""), Holds.TIMES),
        (("chữ", "12"), Holds.TEXTS),
        ((None, ""), Holds.NOTHING),
        (([1], 2), Holds.OTHER),
    ],
)
def test_a_column_holds_what_all_its_values_are(values: tuple[object, ...], holds: Holds) -> None:
    assert Column(("x",), values).holds is holds


def test_a_number_is_a_time_only_under_a_name_of_times() -> None:
    assert Column(("clock",), (NOW_SECONDS,)).holds is Holds.SECONDS
    assert Column(("updated_at",), (NOW_SECONDS * 1000,)).holds is Holds.MILLISECONDS
    assert Column(("so_tien",), (NOW_SECONDS,)).holds is Holds.NUMBERS


def test_codes_are_no_figures() -> None:
    assert not Column(("ma_don_vi",), (1, 2)).figures
    assert not Column(("dien_thoai",), ("0912345678",)).figures
    assert not Column(("nam",), (2025, 2026)).figures
    assert Column(("so_vu",), ("0", "12")).figures


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Địa bàn", Role.TERRITORY),
        ("ngayCapNhat", Role.TIME),
        ("Đơn vị tính", Role.UNIT),
        ("eventid", Role.KEY),
        ("Giá trị", Role.VALUE),
        ("so_luong_xyz", None),
    ],
)
def test_names_are_understood_with_and_without_marks(name: str, found: Role | None) -> None:
    assert role(name) is found


def test_objects_inside_a_row_are_columns_of_it() -> None:
    found = columns([{"a": {"b": 1}}, {"a": {"b": 2}, "c": "x"}])
    assert [column.path for column in found] == [("a", "b"), ("c",)]
    assert found[1].values == (None, "x")


def test_rows_that_differ_by_their_time_alone_are_a_course() -> None:
    rows: list[object] = [{"time": f"2026-11-2{day}", "muc": day} for day in range(1, 6)]
    found = columns(rows)
    made = sense(found, hand([], [str(row) for row in found[0].values]), "iso")
    assert made.series
    assert made.rising


def test_rows_are_told_apart_by_their_names_before_their_codes() -> None:
    rows: list[object] = [
        {"id": 1, "ten": "Đà Lạt", "so_vu": 4},
        {"id": 2, "ten": "Bảo Lộc", "so_vu": 4},
    ]
    made = sense(columns(rows), hand([], []), "iso")
    assert [column.name for column in made.telling] == ["ten"]


def test_a_value_beside_a_name_has_that_name() -> None:
    rows: list[object] = [{"chi_tieu": "GRDP", "gia_tri": 8.1}, {"chi_tieu": "CPI", "gia_tri": 3.2}]
    called = sense(columns(rows), hand([], []), "iso").called
    assert called is not None
    assert called.name == "chi_tieu"


@pytest.mark.parametrize(
    ("called", "row", "kind"),
    [
        ("", {"so_ky_hieu": "12/QĐ", "trich_yeu": "Về…"}, "documents"),
        ("nhiem_vu", {"noi_dung": "Làm", "han": "2026-12-01"}, "tasks"),
        ("data", {"name": "Đĩa đầy", "severity": "high", "clock": NOW_SECONDS}, "alerts"),
        ("", {"ten_dich_vu": "Cổng", "trang_thai": "chạy"}, "services"),
        ("", {"title": "Bài", "link": "https://…", "published": "2026-11-24"}, "feed_items"),
        ("", {"ten": "Đà Lạt", "so_vu": 4}, None),
        ("", {"title": "Ghi chú", "state": "mở", **{f"c{n}": n for n in range(9)}}, None),
    ],
)
def test_lists_are_of_a_kind_only_where_names_say_so(
    called: str, row: dict[str, object], kind: str | None
) -> None:
    found = fit(called, columns([row]), dated=True)
    assert (found.kind if found else None) == kind
