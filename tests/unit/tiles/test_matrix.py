"""Matrices: what stands in their cells, and how that is drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.cache import Stretch
from services.freshness import State
from services.records import Alert, AlertState, ProtectedSystem, ReportDue, ServiceHealth, Task
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, painted, said, sheet_of
from widgets.drawing import PRIORITY_MARKS, Mark, Rect
from widgets.tiles.matrix import TILE
from widgets.tiles.matrix.settings import MatrixTile
from widgets.tiles.matrix.signs import LOOKS, Sign
from widgets.tiles.matrix.view import MOST_COLUMNS, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.records import Record
    from services.views import Knowledge
    from widgets.tiles.matrix.view import MatrixView

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WIDE = Rect(0, 0, 1864, 906)
UNITS = ("Lâm Hà", "Di Linh", "Đức Trọng", "Đam Rông")
REPORTS = ("Báo cáo bưu chính", "Báo cáo viễn thông")


def settings(**more: Any) -> MatrixTile:
    return MatrixTile.model_validate({"matrix": "s", **more})


def report(unit: str, name: str, due: timedelta | None, **more: Any) -> ReportDue:
    when = None if due is None else AT + due
    return ReportDue(uid=f"{unit}/{name}", unit=unit, report=name, due=when, **more)


def view_of(
    records: Iterable[Record], tile: MatrixTile | None = None, wall: dict[str, Any] | None = None
) -> MatrixView:
    told = Told()
    told.answer("s", records)
    return TILE.look_up(tile or settings(), told.knowledge(wall))


def signs(view: MatrixView, name: str) -> list[Sign | None]:
    row = next(row for row in view.rows if row.name == name)
    return [cell.sign for cell in row.cells]


# --- records by two fields


def test_trouble_in_columns_for_which_a_view_has_no_place_is_counted_all_the_same() -> None:
    told = [report(f"U{n}", f"R{n}", -3 * DAY) for n in range(100)]
    view = view_of(told)
    assert len(view.columns) == MOST_COLUMNS
    assert (view.total, view.troubled) == (100, 100)
    assert view.figures()["columns_beyond"] == 100 - MOST_COLUMNS
    items = said(painted(TILE, view, WIDE, sheet_of()))
    shown = sum(text in {f"R{n}" for n in range(100)} for text in items)
    assert shown > 0
    assert f"{100 - shown} cột khác, {100 - shown} có vấn đề" in items
    assert not any("bình thường" in text for text in items)
    for width, height in ODD:
        box = Rect(0, 0, width, height)
        assert not any("bình thường" in t for t in said(painted(TILE, view, box, sheet_of())))


def test_a_row_whose_only_trouble_has_no_column_is_listed_with_its_sign() -> None:
    told = [report("Đủ", f"R{n}", -3 * DAY) for n in range(MOST_COLUMNS)]
    told.append(report("Riêng", "Khác", -2 * DAY))
    view = view_of(told)
    [row] = [one for one in view.rows if one.name == "Riêng"]
    assert row.troubled
    assert (row.loudest.sign, row.loudest.figure) == (Sign.UNSENT, 2)
    small = said(painted(TILE, view, Rect(0, 0, 451, 288), sheet_of()))
    assert any("2 ngày" in text for text in small)


def test_what_a_source_suppresses_is_in_no_cell_but_said() -> None:
    def alert(n: int, state: AlertState) -> Alert:
        return Alert(uid=str(n), title="x", entity="máy", state=state, starts=AT)

    tile = settings(records="alerts", rows="entity", columns="severity")
    some = [alert(n, AlertState.SUPPRESSED if n < 3 else AlertState.FIRING) for n in range(5)]
    for records in (some, some[:3]):
        view = view_of(records, tile)
        assert view.figures()["suppressed"] == 3
        assert "3 đang ẩn" in said(painted(TILE, view, WIDE, sheet_of()))


def test_units_by_reports_show_how_each_stands_and_how_many_days_it_is_over() -> None:
    first, second = REPORTS
    view = view_of(
        (
            report("Lâm Hà", first, -3 * DAY),
            report("Lâm Hà", second, -DAY, submitted=AT - 2 * DAY),
            report("Di Linh", first, DAY),
            report("Di Linh", second, -DAY, submitted=AT - HOUR),
            report("Đức Trọng", first, -5 * DAY, submitted=AT - 6 * DAY, returned=AT - DAY),
            report("Đức Trọng", second, 9 * DAY),
        )
    )
    assert [column.title for column in view.columns] == list(REPORTS)
    assert signs(view, "Lâm Hà") == [Sign.UNSENT, Sign.FILED]
    assert signs(view, "Di Linh") == [Sign.DUE_SOON, Sign.SUBMITTED_LATE]
    assert signs(view, "Đức Trọng") == [Sign.RETURNED, Sign.OWED]
    assert view.rows[0].cells[0].figure == 3


def test_a_cell_of_several_records_has_the_worst_of_them() -> None:
    name = REPORTS[0]
    one = report("Lâm Hà", name, -2 * DAY)
    other = replace(report("Lâm Hà", name, -9 * DAY), uid="9")
    well = replace(report("Lâm Hà", name, -40 * DAY, submitted=AT - 41 * DAY), uid="40")
    cell = view_of((one, other, well)).rows[0].cells[0]
    assert (cell.sign, cell.figure) == (Sign.UNSENT, 9)


def test_what_came_late_and_was_approved_did_not_come_in_time() -> None:
    late = report("Lâm Hà", REPORTS[0], -5 * DAY, submitted=AT - DAY, approved=AT - HOUR)
    assert signs(view_of((late,)), "Lâm Hà") == [Sign.SUBMITTED_LATE]


def test_where_no_record_crosses_nothing_is_claimed() -> None:
    view = view_of((report("Lâm Hà", REPORTS[0], -DAY), report("Di Linh", REPORTS[1], -DAY)))
    assert signs(view, "Lâm Hà") == [Sign.UNSENT, None]
    rows = cast("list[dict[str, Any]]", view.figures()["rows"])
    assert rows[0]["cells"] == [None, {"sign": "late", "figure": 1}]


def test_rows_in_trouble_come_first_then_by_how_many_and_how_long() -> None:
    first, second = REPORTS
    view = view_of(
        (
            report("Lâm Hà", first, 20 * DAY),
            report("Di Linh", first, -2 * DAY),
            report("Đức Trọng", first, -9 * DAY),
            report("Đam Rông", first, -2 * DAY),
            report("Đam Rông", second, -2 * DAY),
        )
    )
    assert [row.name for row in view.rows] == ["Đam Rông", "Đức Trọng", "Di Linh", "Lâm Hà"]
    assert view.troubled == 3


def test_nothing_becomes_late_while_the_source_is_silent() -> None:
    told = Told()
    told.answer("s", (report("Lâm Hà", REPORTS[0], HOUR),))
    later = told.at_a_later(5 * DAY)
    assert signs(TILE.look_up(settings(), later.knowledge()), "Lâm Hà") == [Sign.DUE_SOON]


def test_an_organ_by_two_names_is_one_row() -> None:
    wall = {"organs": {"lam-ha": {"name": "UBND huyện Lâm Hà", "names": ["Lâm Hà"]}}}
    view = view_of(
        (
            report("Lâm Hà", REPORTS[0], -DAY),
            report("UBND huyện Lâm Hà", REPORTS[1], -DAY, submitted=AT - 2 * DAY),
        ),
        wall=wall,
    )
    assert view.total == 1
    assert [cell.sign for cell in view.rows[0].cells] == [Sign.UNSENT, Sign.FILED]


def test_tasks_and_counts_cross_as_well() -> None:
    tasks = (
        Task(uid="1", title="a", lead_unit="Sở", group="an-ninh", due=AT - DAY),
        Task(uid="2", title="b", lead_unit="Sở", group="an-ninh", due=AT + 30 * DAY),
        Task(uid="3", title="c", lead_unit="Ban", group="an-ninh", due=AT + 30 * DAY),
    )
    staged = view_of(tasks, settings(records="tasks"))
    assert signs(staged, "Sở") == [Sign.OVERDUE]
    assert signs(staged, "Ban") == [Sign.RUNNING]
    counted = view_of(tasks, settings(records="tasks", show="count"))
    assert [(row.name, row.cells[0].figure) for row in counted.rows] == [("Sở", 2), ("Ban", 1)]
    assert counted.troubled == 0


def test_only_what_fulfils_the_condition_is_crossed() -> None:
    name = REPORTS[0]
    records = (report("Lâm Hà", name, -DAY), report("Di Linh", name, -DAY, period="2026-10"))
    view = view_of(records, settings(where="period != none"))
    assert [row.name for row in view.rows] == ["Di Linh"]


# --- protected systems


def test_holding_failing_and_unknown_are_three_signs_with_three_shapes() -> None:
    system = ProtectedSystem(
        uid="1",
        name="Cổng dữ liệu mở",
        dossier="12/QĐ",
        soc=False,
        antivirus=None,
        availability=Decimal("98.99"),
        open_vulnerabilities=0,
    )
    view = view_of((system,), settings(records="protected_systems"))
    wanted = [Sign.PASSES, Sign.FAILS, Sign.UNKNOWN, Sign.FAILS, Sign.PASSES]
    assert signs(view, "Cổng dữ liệu mở") == wanted
    assert len({LOOKS[sign].shape for sign in wanted}) == 3
    assert view.rows[0].cells[3].figure == Decimal("98.99")


def test_limits_are_the_walls_and_are_said() -> None:
    system = ProtectedSystem(
        uid="1", name="A", availability=Decimal("98.99"), open_vulnerabilities=2
    )
    loose = settings(records="protected_systems", availability="98.5", vulnerabilities=2)
    view = view_of((system,), loose)
    assert signs(view, "A")[3:] == [Sign.PASSES, Sign.PASSES]
    whole = painted(TILE, view, WIDE, sheet_of())
    assert "ngưỡng của tường: sẵn sàng 98,5%, lỗ hổng 2" in said(whole, "context")


# --- services by hours


class Hourly(Told):
    """A picture that knows hours, the last one that of `at`."""

    told_of: tuple[frozenset[str | None] | None, ...] = ()
    """Of service a, oldest first; None: nobody answered."""
    first: Any = None

    def first_asked(self, source: str) -> Any:
        return self.first

    def stretches(self, source: str, kind: type[Record], field: str, edges: Any) -> Any:
        assert (source, kind, field) == ("s", ServiceHealth, "state")
        past = (None,) * (len(edges) - 1 - len(self.told_of)) + self.told_of
        return tuple(
            Stretch(
                begins=begins,
                ends=ends,
                asks=1,
                answers=one is not None,
                whole=one is not None,
                told={} if not one else {"a": one},
            )
            for begins, ends, one in zip(edges, edges[1:], past, strict=False)
        )


def hours(*told_of: frozenset[str | None] | None, known: int = 24) -> Knowledge:
    told = Hourly()
    told.answer("s", (ServiceHealth(uid="a", service="Trục", state="answers"),))
    told.told_of = told_of
    told.first = AT - known * HOUR
    return told.knowledge()


BY_HOUR = settings(records="services", last="4 h")


def test_an_hour_shows_the_worst_that_was_told_in_it() -> None:
    told = (
        frozenset({"answers"}),
        frozenset({"answers", "no answer"}),
        frozenset({"chậm", "answers"}),
        frozenset({None}),
    )
    view = TILE.look_up(BY_HOUR, hours(*told))
    assert signs(view, "Trục") == [Sign.WELL, Sign.STOPPED, Sign.POORLY, Sign.UNKNOWN]
    assert [column.hour for column in view.columns] == [AT - n * HOUR for n in (4, 3, 2, 1)]


def test_an_hour_without_an_answer_is_neither_well_nor_bad_nor_empty() -> None:
    told = (None, frozenset({"answers"}), frozenset[str | None](), frozenset({"answers"}))
    view = TILE.look_up(BY_HOUR, hours(*told))
    assert signs(view, "Trục") == [Sign.UNASKED, Sign.WELL, None, Sign.WELL]
    assert not view.troubled
    assert not view.calm


def test_hours_before_the_wall_knew_of_the_source_are_empty() -> None:
    view = TILE.look_up(BY_HOUR, hours(frozenset({"answers"}), known=2))
    assert signs(view, "Trục") == [None, None, Sign.UNASKED, Sign.WELL]
    assert "giờ để trống: tường chưa hỏi, hoặc không còn nhớ" in said(
        painted(TILE, view, WIDE, sheet_of())
    )
    known = TILE.look_up(BY_HOUR, hours(frozenset({"answers"})))
    assert known.note is None


def test_many_hours_in_one_column_show_the_worst_of_them_and_say_how_many_they_are() -> None:
    told = [frozenset[str | None]({"answers"})] * 24
    told[3] = frozenset({"no answer"})
    view = TILE.look_up(settings(records="services"), hours(*told))
    assert next(cell.sign for cell in folded(view, 4).rows[0].cells) is Sign.STOPPED
    items = painted(TILE, view, Rect(0, 0, 520, 443), sheet_of())
    assert any("mỗi cột" in text for text in said(items))
    whole = painted(TILE, view, WIDE, sheet_of())
    assert not any("mỗi cột" in text for text in said(whole))


# --- drawn


def many(units: int, reports: int) -> list[ReportDue]:
    return [
        report(f"UBND huyện Thứ {unit}", f"Báo cáo số {number} về hạ tầng", (unit - 3) * DAY)
        for unit in range(units)
        for number in range(reports)
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("size", [*ODD, (922, 443), (922, 620), (1864, 906)])
def test_every_text_has_its_place_at_any_size(
    size: tuple[int, int], state: State, lang: str
) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *map(float, size))
    told = Told()
    told.be("s", state, many(12, 7))
    for screen in (sheet, sheet_of(3840, 2160, lang=lang)):
        scale = screen.width / 1920
        place = Rect(0, 0, box.w * scale, box.h * scale)
        items = drawn(TILE, settings(), told.knowledge(), place, screen)
        assert faults(items, place, screen) == []


@pytest.mark.parametrize("size", [*ODD, (922, 443), (1864, 906)])
def test_hours_and_checks_have_their_place_at_any_size(size: tuple[int, int]) -> None:
    box = Rect(0, 0, *map(float, size))
    view = TILE.look_up(settings(records="services"), hours(*[frozenset({"no answer"})] * 24))
    assert faults(painted(TILE, view, box, sheet_of()), box, sheet_of()) == []
    systems = [
        ProtectedSystem(uid=str(n), name=f"Hệ thống thông tin số {n}", availability=Decimal(n))
        for n in range(40)
    ]
    checked = view_of(systems, settings(records="protected_systems"))
    assert faults(painted(TILE, checked, box, sheet_of()), box, sheet_of()) == []


def test_rows_without_room_are_counted_and_those_in_trouble_among_them() -> None:
    view = view_of(many(12, 2))
    items = painted(TILE, view, Rect(0, 0, 922, 443), sheet_of())
    assert any("mục khác bình thường" in text for text in said(items))  # a row more for it
    items = painted(TILE, view, Rect(0, 0, 922, 500), sheet_of())
    assert any("đơn vị khác bình thường" in text for text in said(items))
    crowded = view_of([report(f"Đơn vị {n}", REPORTS[0], -DAY) for n in range(300)])
    items = painted(TILE, crowded, Rect(0, 0, 922, 443), sheet_of())
    rest = next(text for text in said(items) if "đơn vị khác" in text)
    assert "có vấn đề" in rest
    assert crowded.total == 300


def test_what_is_not_known_of_the_others_is_not_called_normal() -> None:
    systems = [ProtectedSystem(uid=str(n), name=f"Hệ thống {n}") for n in range(40)]
    view = view_of(systems, settings(records="protected_systems"))
    items = painted(TILE, view, Rect(0, 0, 922, 443), sheet_of())
    assert not any("bình thường" in text for text in said(items))


def test_columns_in_trouble_stay_when_not_all_have_room() -> None:
    names = [f"{chr(65 + n) * 6} trong tháng" for n in range(12)]
    records = [report("Lâm Hà", name, -DAY, submitted=AT - 2 * DAY) for name in names[:-1]]
    view = view_of([*records, report("Lâm Hà", names[-1], -DAY)])
    items = painted(TILE, view, Rect(0, 0, 922, 443), sheet_of())
    assert any(text.startswith("LLLLLL") for text in said(items, "label"))
    assert any("cột khác" in text for text in said(items))


def test_no_cell_wears_the_shape_or_colour_of_an_alarm() -> None:
    for look in LOOKS.values():
        assert look.shape not in {shape for shape, _ in PRIORITY_MARKS.values()}
        assert look.ink not in {ink for _, ink in PRIORITY_MARKS.values()}


def test_every_sign_that_is_drawn_is_explained() -> None:
    view = view_of(many(9, 3))
    items = painted(TILE, view, WIDE, sheet_of())
    shapes = {item.shape for item in items if isinstance(item, Mark)}
    words = " ".join(said(items))
    for row in view.rows:
        for cell in row.cells:
            if cell.sign is not None and LOOKS[cell.sign].shape in shapes:
                assert LOOKS[cell.sign].said.text in words


def test_never_heard_is_a_dash_and_heard_without_any_is_said() -> None:
    told = Told()
    told.be("s", State.NEVER)
    assert "–" in said(drawn(TILE, settings(), told.knowledge(), WIDE, sheet_of()))
    assert "Không có báo cáo nào" in said(painted(TILE, view_of(()), WIDE, sheet_of()))


def test_in_one_row_it_says_how_many_have_trouble() -> None:
    items = painted(TILE, view_of(many(6, 2)), Rect(0, 0, 922, 160), sheet_of())
    assert any(text == "3 mục có vấn đề" for text in said(items))


# --- hostile answers, wrong settings

_texts = st.one_of(st.text(max_size=30), st.just("Ẫ" * 3000), st.just("a b " * 900))
_days = st.one_of(st.none(), st.integers(-4000, 4000))


@given(
    st.lists(st.tuples(_texts, _texts, _days, st.booleans()), max_size=30),
    st.sampled_from([*ODD, (922, 443), (1864, 906)]),
    st.sampled_from(["vi", "en"]),
)
def test_whatever_a_source_says_has_its_place(
    told: list[tuple[str, str, int | None, bool]], size: tuple[int, int], lang: str
) -> None:
    records = [
        ReportDue(
            uid=str(n),
            unit=unit,
            report=name,
            due=None if days is None else AT + days * DAY,
            submitted=AT if sent else None,
        )
        for n, (unit, name, days, sent) in enumerate(told)
    ]
    box, sheet = Rect(0, 0, *map(float, size)), sheet_of(lang=lang)
    assert faults(painted(TILE, view_of(records), box, sheet), box, sheet) == []


def test_thousands_of_records_make_a_bounded_view() -> None:
    records = [report(f"u{n % 2000}", f"r{n % 97}", -DAY) for n in range(20_000)]
    view = view_of(records)
    assert view.total == 2000
    assert len(view.rows) <= 120
    assert len(view.columns) <= 72


def test_numbers_without_end_are_shown_within_their_place() -> None:
    systems = [
        ProtectedSystem(uid="1", name="A", availability=Decimal("1e30")),
        ProtectedSystem(uid="2", name="B", open_vulnerabilities=10**40),
    ]
    box = Rect(0, 0, 922, 443)
    view = view_of(systems, settings(records="protected_systems"))
    assert faults(painted(TILE, view, box, sheet_of()), box, sheet_of()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"records": "endpoints"},
        {"records": "endpoints", "rows": "unit"},
        {"records": "reports_due", "rows": "reprot"},
        {"records": "reports_due", "columns": "hours"},
        {"records": "services", "columns": "checks"},
        {"records": "services", "show": "count"},
        {"records": "services", "last": "1 h"},
        {"records": "services", "last": "90 h"},
        {"last": "24 h"},
        {"availability": 98},
        {"records": "services", "columns": "organ", "show": "stage"},
        {"records": "protected_systems", "availability": 101},
        {"records": "protected_systems", "vulnerabilities": -1},
        {"where": "unit =="},
    ],
)
def test_a_wrong_setting_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**wrong)


def test_explicit_fields_count_any_kind() -> None:
    tile = settings(records="endpoints", rows="unit", columns="av_state")
    assert tile.shown == "count"
    assert tile.kinds() == frozenset({"endpoints"})


def test_every_row_in_trouble_has_its_turn_and_the_worst_are_on_the_first_page() -> None:
    records = [report(f"U{n:02}", REPORTS[0], -(40 - n) * DAY) for n in range(30)]
    records += [report(f"Đúng hạn {n}", REPORTS[0], 9 * DAY) for n in range(9)]
    view = view_of(records)
    for box in (Rect(0, 0, 922, 443), Rect(0, 0, 608, 443), Rect(0, 0, 451, 443)):
        met: list[str] = []
        for turn in range(60):
            items = painted(TILE, replace(view, turn=turn), box, sheet_of())
            assert faults(items, box, sheet_of()) == []
            met += re.findall(r"U\d\d", " ".join(said(items)))
        assert met[0] == "U00"
        assert len(set(met)) == 30


def test_a_matrix_turns_only_while_many_are_in_trouble() -> None:
    few = view_of([report("Lâm Hà", REPORTS[0], -DAY)])
    many_late = view_of([report(f"Đơn vị {n}", REPORTS[0], -DAY) for n in range(9)])
    assert few.turn == 0
    assert many_late.turn > 0
    assert many_late.standing.until is not None
    assert many_late.standing.until > AT


def test_a_column_with_anything_that_deviates_stays_before_one_in_which_all_is_well() -> None:
    names = [f"{chr(65 + n) * 6} trong tháng" for n in range(12)]
    records = [report("Lâm Hà", name, -DAY, submitted=AT - 2 * DAY) for name in names[:-1]]
    view = view_of([*records, report("Lâm Hà", names[-1], -3 * DAY, submitted=AT - DAY)])
    items = painted(TILE, view, Rect(0, 0, 922, 443), sheet_of())
    assert any(text.startswith("LLLLLL") for text in said(items, "label"))
