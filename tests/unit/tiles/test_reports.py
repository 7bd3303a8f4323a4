"""Reports that units owe: what the tile says of them, and how that is drawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.duties import Filing, filed
from services.freshness import State
from services.records import ReportDue, Round
from services.words import Words
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, painted, said, sheet_of
from widgets.drawing import Box, Ink, Mark, Rect
from widgets.tiles.reports import TILE
from widgets.tiles.reports.punctual import share_said
from widgets.tiles.reports.settings import ReportsTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.records import Record
    from widgets.tiles.reports.view import ReportsView

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WIDE = Rect(0, 0, 1864, 906)
NAME = "Báo cáo chuyển đổi số"


def settings(**more: Any) -> ReportsTile:
    return ReportsTile.model_validate({"reports": "s", **more})


def report(unit: str, due: timedelta | None, **more: Any) -> ReportDue:
    when = None if due is None else AT + due
    said = {"uid": f"{unit}/{due}/{sorted(more)}", "report": NAME} | more
    return ReportDue(unit=unit, due=when, **said)


def view_of(
    records: Iterable[Record],
    tile: ReportsTile | None = None,
    rounds: Iterable[Record] | None = None,
) -> ReportsView:
    told = Told()
    told.answer("s", records)
    if rounds is not None:
        told.answer("r", rounds)
    return TILE.look_up(tile or settings(), told.knowledge())


@pytest.mark.parametrize("wanted", ["owing", "punctuality", "both"])
def test_rounds_of_another_source_do_not_make_unknown_reports_punctual(wanted: str) -> None:
    told = Told()
    told.be("s", State.NEVER)
    told.answer("r", [Round(uid="1", name="Đợt 1", expected=("A",))])
    tile = settings(rounds="r", view=wanted)
    view = TILE.look_up(tile, told.knowledge())
    assert view.figures()["counts"] is None
    for width, height in [(1864, 906), *ODD]:
        box = Rect(0, 0, width, height)
        texts = said(drawn(TILE, tile, told.knowledge(), box, sheet_of()))
        assert not any("chậm" in one or "đến hạn" in one or "đúng hạn" in one for one in texts)
    assert "–" in said(drawn(TILE, tile, told.knowledge(), WIDE, sheet_of()))


# --- what is owed


def test_the_longest_overdue_comes_first_then_what_was_returned_then_what_is_due_soon() -> None:
    view = view_of(
        (
            report("Sắp", DAY),
            report("Trả lại", -DAY, submitted=AT - 3 * DAY, returned=AT - 2 * DAY),
            report("Chậm", -2 * DAY),
            report("Rất chậm", -20 * DAY),
            report("Chưa", 30 * DAY),
            report("Xong", -DAY, submitted=AT - 2 * DAY),
        )
    )
    assert [debt.unit for debt in view.debts] == ["Rất chậm", "Chậm", "Trả lại", "Sắp"]
    assert [debt.over for debt in view.debts[:2]] == [20, 2]
    assert (view.owing, view.late, view.returned) == (4, 2, 1)


def test_nothing_becomes_late_while_the_source_is_silent() -> None:
    told = Told()
    told.answer("s", (report("A", HOUR),))
    view = TILE.look_up(settings(), told.at_a_later(5 * DAY).knowledge())
    assert [debt.filing for debt in view.debts] == [Filing.DUE_SOON]
    assert view.late == 0


def test_only_a_units_own_reports_are_told_where_the_wall_file_says_so() -> None:
    records = (report("Sở A", -DAY), report("Sở B", -DAY))
    view = view_of(records, settings(unit="Sở A"))
    assert [debt.unit for debt in view.debts] == ["Sở A"]
    assert view.unit_count == 1


# --- how many came, and in time


def test_what_came_what_came_late_what_is_owed_and_what_was_returned_make_up_what_was_due() -> None:
    reports = (
        report("A", -9 * DAY, submitted=AT - 10 * DAY, approved=AT - DAY),
        report("B", -9 * DAY, submitted=AT - 8 * DAY),
        report("C", -9 * DAY),
        report("D", -9 * DAY, submitted=AT - 12 * DAY, returned=AT - 11 * DAY),
        report("E", 9 * DAY, submitted=AT),
        report("F", None),
    )
    one = filed(reports, AT)
    assert (one.due, one.in_time, one.late, one.owed, one.returned) == (4, 1, 1, 1, 1)
    assert (one.submitted, one.approved, one.share) == (2, 1, 0.25)


def test_an_approved_report_that_nobody_says_came_came_when_it_was_approved() -> None:
    late = filed([report("A", -9 * DAY, approved=AT - DAY)], AT)
    early = filed([report("A", -9 * DAY, approved=AT - 10 * DAY)], AT)
    assert (late.in_time, early.in_time) == (0, 1)


def test_a_unit_with_nothing_due_is_not_punctual_and_comes_last() -> None:
    view = view_of(
        (
            report("Đúng", -DAY, submitted=AT - 2 * DAY),
            report("Không có gì", 30 * DAY),
            report("Chậm", -DAY, submitted=AT),
        )
    )
    assert [unit.name for unit in view.units] == ["Chậm", "Đúng", "Không có gì"]
    assert view.units[-1].filed.share is None
    texts = said(painted(TILE, view, WIDE, sheet_of()))
    assert "không có báo cáo đến hạn" in texts
    assert "0/0" not in texts


@pytest.mark.parametrize(("period", "due"), [("month", 1), ("quarter", 2), ("year", 3), ("all", 4)])
def test_reports_are_counted_over_the_period_that_they_fell_due_in(period: str, due: int) -> None:
    """The wall's clock reads 24/11/2026."""
    ago = (1, 40, 200, 500)
    records = [report("A", -n * DAY, submitted=AT - 600 * DAY) for n in ago]
    view = view_of(records, settings(period=period))
    assert view.filed.due == due
    assert view.period_of == {"month": "2026-11", "quarter": "2026-Q4", "year": "2026"}.get(period)


def test_what_is_owed_is_owed_whatever_the_period() -> None:
    view = view_of((report("A", -300 * DAY),), settings(period="month"))
    assert view.owing == 1
    assert view.filed.due == 0


@pytest.mark.parametrize(
    ("in_time", "due", "shown"),
    [(0, 900, "0%"), (1, 900, "1%"), (899, 900, "99%"), (900, 900, "100%"), (2, 3, "67%")],
)
def test_all_and_none_are_said_only_where_it_is_all_or_none(
    in_time: int, due: int, shown: str
) -> None:
    reports = [
        report(str(n), -9 * DAY, submitted=AT - (10 if n < in_time else 1) * DAY)
        for n in range(due)
    ]
    share, both = share_said(filed(reports, AT), Words("vi", sheet_of().words.zone))
    assert (share, both) == (shown, f"{in_time}/{due}")


# --- rounds


def test_a_round_says_how_many_answered_and_for_whom_it_waits() -> None:
    rounds = (
        Round(uid="1", name="Đợt 1", due=AT - HOUR, expected=("A", "B", "C"), answered=("B", "X")),
        Round(uid="2", name="Đợt 2", closed=AT - DAY, expected=("A",)),
    )
    view = view_of((report("A", -DAY),), settings(rounds="r"), rounds)
    (one,) = view.rounds
    assert (one.answered, one.expected, one.waits, one.overdue) == (1, 3, ("A", "C"), True)
    texts = " ".join(said(painted(TILE, view, WIDE, sheet_of())))
    assert "1/3" in texts


# --- drawn


def many(units: int) -> list[ReportDue]:
    made = []
    for n in range(units):
        unit = f"UBND huyện Thứ {n}"
        made.append(report(unit, -(n + 1) * DAY, report=f"Báo cáo số {n % 7} về hạ tầng số"))
        made.append(report(unit, -(n + 1) * DAY, submitted=AT - 90 * DAY))
        made.append(report(unit, 2 * DAY))
    return made


ROUNDS = tuple(
    Round(
        uid=str(n),
        name=f"Thống kê vùng lõm sóng di động, đợt {n}",
        due=AT + (n - 2) * DAY,
        expected=tuple(f"UBND huyện Thứ {m}" for m in range(12)),
        answered=tuple(f"UBND huyện Thứ {m}" for m in range(n)),
    )
    for n in range(5)
)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("wanted", ["owing", "punctuality", "both"])
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("size", [*ODD, (922, 443), (922, 620), (1864, 906)])
def test_every_text_has_its_place_at_any_size(
    size: tuple[int, int], state: State, wanted: str, lang: str
) -> None:
    told = Told()
    told.be("s", state, many(12))
    told.be("r", state, ROUNDS)
    knowledge = told.knowledge()
    for screen, scale in ((sheet_of(lang=lang), 1), (sheet_of(3840, 2160, lang=lang), 2)):
        place = Rect(0, 0, size[0] * scale, size[1] * scale)
        for rounds in ((), ("r",)):
            tile = settings(view=wanted, rounds=rounds)
            assert faults(drawn(TILE, tile, knowledge, place, screen), place, screen) == []


def test_a_large_tile_shows_who_owes_what_beside_how_punctual_each_unit_is() -> None:
    items = painted(TILE, view_of(many(12)), WIDE, sheet_of())
    texts = said(items)
    assert any(text.startswith("quá ") or text.endswith(" ngày") for text in texts)
    assert any("theo đơn vị" in text for text in texts)
    assert any(isinstance(item, Box) and item.fill is Ink.DATA for item in items)
    assert {item.ink for item in items if isinstance(item, Mark)} >= {Ink.OVERDUE}


def test_a_small_tile_says_how_many_are_late() -> None:
    texts = said(painted(TILE, view_of(many(12)), Rect(0, 0, 420, 200), sheet_of()))
    assert any(text.startswith("12 ") for text in texts)


def test_nothing_owed_is_said_and_never_heard_is_a_dash() -> None:
    calm = view_of((report("A", -DAY, submitted=AT - 2 * DAY),))
    assert "Không đơn vị nào chậm" in said(painted(TILE, calm, WIDE, sheet_of()))
    assert "Không có báo cáo nào" in said(painted(TILE, view_of(()), WIDE, sheet_of()))
    told = Told()
    told.be("s", State.NEVER)
    whole = drawn(TILE, settings(), told.knowledge(), WIDE, sheet_of())
    assert "–" in said(whole)
    assert not any("chậm" in text for text in said(whole, "value"))
    assert TILE.look_up(settings(), told.knowledge()).figures()["counts"] is None


def test_a_filter_that_leaves_none_says_so_instead_of_that_nobody_is_late() -> None:
    view = view_of(many(3), settings(where='unit == "khác"'))
    assert "Không có báo cáo nào" in said(painted(TILE, view, WIDE, sheet_of()))


# --- hostile answers, wrong settings

_texts = st.one_of(st.text(max_size=30), st.just("Ẫ" * 3000), st.just("a b " * 900))
_names = st.lists(_texts, max_size=4)
_days = st.one_of(st.none(), st.integers(-4000, 4000))


@given(
    st.lists(st.tuples(_texts, _texts, _days, _days, _days), max_size=25),
    st.lists(
        st.tuples(_texts, st.lists(_texts, max_size=4), st.lists(_texts, max_size=4), _days),
        max_size=5,
    ),
    st.sampled_from([*ODD, (922, 443), (1864, 906)]),
)
def test_whatever_a_source_says_has_its_place(
    told: list[tuple[str, str, int | None, int | None, int | None]],
    asked: list[tuple[str, list[str], list[str], int | None]],
    size: tuple[int, int],
) -> None:
    def at(days: int | None) -> Any:
        return None if days is None else AT + days * DAY

    records = [
        ReportDue(
            uid=str(n), unit=unit, report=name, due=at(due), submitted=at(sent), returned=at(back)
        )
        for n, (unit, name, due, sent, back) in enumerate(told)
    ]
    rounds = [
        Round(uid=str(n), name=name, expected=tuple(wanted), answered=tuple(came), due=at(due))
        for n, (name, wanted, came, due) in enumerate(asked)
    ]
    box, sheet = Rect(0, 0, *map(float, size)), sheet_of()
    view = view_of(records, settings(rounds="r"), rounds)
    assert faults(painted(TILE, view, box, sheet), box, sheet) == []


def test_thousands_of_reports_make_a_bounded_view() -> None:
    view = view_of([report(f"u{n}", -DAY) for n in range(9000)])
    assert view.owing == 9000
    assert view.unit_count == 9000
    assert max(len(view.debts), len(view.units)) <= 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"view": "all"},
        {"period": "week"},
        {"where": "unit =="},
        {"rounds": ["a b"]},
        {"reports": ["s"]},
    ],
)
def test_a_wrong_setting_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**wrong)
