"""What changed since the last briefing, or over a span of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.clock import iso
from services.freshness import State
from services.news import Reason
from services.records import Alert, AlertState, Incident, Observation, Record, ReportDue, Task
from tests.unit.tiles.world import AT, ODD, Told, faults, painted, said, sheet_of, source
from widgets.drawing import Mark, Rect
from widgets.tiles.changes import TILE
from widgets.tiles.changes.settings import MOST, ChangesTile
from widgets.tiles.changes.view import Event, Happened, Moved, Outcome, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.views import Knowledge
    from widgets.tiles.changes.view import ChangesView

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGAN = AT - DAY
"""14:00 of the day before on the wall."""
SINCE = ChangesTile.model_validate({"changes": "briefing"})
SIZES = [(1864, 906), (1240, 700), (922, 906), (922, 443), (608, 443), (451, 288), (400, 240), *ODD]
RISK = {"to": 60, "meaning": "nguy cơ không đạt", "priority": "high"}
PLAN = {"value": 100, "period": "2026", "document": "Nghị quyết 12"}
WALL: dict[str, Any] = {
    "sources": {"so": source("so", name="Báo cáo"), "soc": source("soc", name="SOC")},
    "indicators": {
        "ho_so": {"name": "Hồ sơ trực tuyến", "unit": "%", "source": "so", "better": "up"},
        "lom": {"name": "Vùng lõm", "unit": "điểm", "source": "so", "better": "down"},
        "tram": {"name": "Trạm BTS", "unit": "trạm", "source": "so"},
        "rui_ro": {
            "name": "Giải ngân",
            "unit": "%",
            "source": "so",
            "better": "up",
            "bands": [RISK],
        },
        "thu": {"name": "Thu", "unit": "tỷ", "source": "so", "better": "up", "plans": [PLAN]},
    },
}


def figure(id: str, value: str | None, period: str | None = "2026", **more: Any) -> Observation:
    number = None if value is None else Decimal(value)
    return replace(Observation(uid=id, indicator=id, value=number, period=period), **more)


def alert(uid: str, severity: int = 3, **more: Any) -> Alert:
    return replace(Alert(uid=uid, title="Dò quét cổng", severity=severity), **more)


def told(
    then: Iterable[Record] | None,
    now: Iterable[Record],
    *,
    soc: tuple[Iterable[Record], Iterable[Record]] = ((), ()),
    began: datetime | None = BEGAN,
    wall: dict[str, Any] | None = None,
    state: State = State.LIVE,
) -> Knowledge:
    """`then`: None: the wall had heard of nothing."""
    earlier = Told(at=BEGAN - HOUR)
    if then is not None:
        earlier.be("so", State.LIVE, then)
        earlier.be("soc", State.LIVE, soc[0])
    whole = Told(earlier=replace(earlier, at=BEGAN) if then is not None else None)
    whole.be("so", state, now)
    whole.be("soc", State.LIVE, soc[1])
    whole.kept = {} if began is None else {"giao-ban": iso(began)}
    return whole.knowledge(wall or WALL)


def seen(knowledge: Knowledge, settings: ChangesTile = SINCE) -> ChangesView:
    return TILE.look_up(settings, knowledge)


def figures(view: ChangesView) -> dict[str, Moved]:
    return {one.after.id: one for one in view.changes if isinstance(one, Moved)}


def events(view: ChangesView) -> list[Event]:
    return [one for one in view.changes if isinstance(one, Event)]


def test_a_figure_is_held_against_itself_as_the_wall_knew_it_then() -> None:
    view = seen(told([figure("tram", "12")], [figure("tram", "15")]))
    (one,) = figures(view).values()
    assert one.before.observation is not None
    assert one.before.observation.value == Decimal(12)
    assert one.after.observation is not None
    assert one.after.observation.value == Decimal(15)
    assert (view.outcome, view.since, view.total) == (Outcome.CHANGED, BEGAN, 1)


def test_better_and_worse_are_said_only_where_the_indicator_says_which_way_is_good() -> None:
    then = [figure("ho_so", "70"), figure("lom", "4"), figure("tram", "1")]
    now = [figure("ho_so", "80"), figure("lom", "9"), figure("tram", "2")]
    view = seen(told(then, now))
    assert {id: one.good for id, one in figures(view).items()} == {
        "ho_so": True,
        "lom": False,
        "tram": None,
    }
    assert [one.weight for one in view.changes] == [Weight.WORSE, Weight.BETTER, Weight.MOVED]


def test_a_figure_of_another_period_is_no_change_of_the_same_figure() -> None:
    view = seen(told([figure("ho_so", "70", "2025")], [figure("ho_so", "40", "2026")]))
    one = figures(view)["ho_so"]
    assert one.of_other_periods
    assert (one.good, one.weight) == (None, Weight.MOVED)
    items = painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of())
    assert "70% (2025), nay 40% (2026)" in said(items)


def test_what_crossed_a_threshold_and_what_fell_behind_its_plan_come_first() -> None:
    then = [figure("lom", "1"), figure("thu", "101"), figure("rui_ro", "61")]
    now = [figure("lom", "90"), figure("thu", "99"), figure("rui_ro", "59")]
    view = seen(told(then, now))
    assert [*figures(view)] == ["rui_ro", "thu", "lom"]
    assert [one.weight for one in view.changes] == [Weight.CROSSED, Weight.BEHIND, Weight.WORSE]
    items = painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of())
    assert sum(isinstance(one, Mark) and one.shape == "pennant" for one in items) == 3
    assert "nguy cơ không đạt · Năm 2026" in said(items)
    assert "99,0% kế hoạch · Năm 2026" in said(items)
    back = seen(told(now, then))
    assert {one.weight for one in back.changes} == {Weight.BETTER}


def test_a_figure_that_is_new_is_one_only_where_its_source_had_answered() -> None:
    assert [*figures(seen(told([], [figure("tram", "5")])))] == ["tram"]
    view = seen(told(None, [figure("tram", "5")]))
    assert (view.outcome, view.total) == (Outcome.UNKNOWN_THEN, 0)


def test_a_figure_that_is_new_and_beyond_a_threshold_needs_somebody() -> None:
    view = seen(told([], [figure("rui_ro", "59"), figure("tram", "5")]))
    assert [one.weight for one in view.changes] == [Weight.CROSSED, Weight.MOVED]


def test_a_figure_that_is_not_told_any_more_is_no_change() -> None:
    gone = figure("tram", None)
    assert seen(told([figure("tram", "5")], [gone])).outcome is Outcome.NOTHING


def test_a_change_that_nobody_could_read_is_none() -> None:
    wall = {
        **WALL,
        "indicators": {"hs": {"name": "Hồ sơ", "unit": "%", "source": "so", "decimals": 1}},
    }
    then = figure("hs", "99.51", numerator=Decimal(9951), denominator=Decimal(10000))
    now = figure("hs", "99.54", numerator=Decimal(9954), denominator=Decimal(10000))
    assert seen(told([then], [now], wall=wall)).outcome is Outcome.NOTHING
    more = figure("hs", "99.61", numerator=Decimal(9961), denominator=Decimal(10000))
    assert seen(told([then], [more], wall=wall)).total == 1


def test_nothing_changed_no_briefing_and_no_knowledge_are_three_results() -> None:
    same = [figure("tram", "5")]
    texts = {
        outcome: said(painted(TILE, seen(known), Rect(0, 0, 1864, 906), sheet_of()), "cell")
        for outcome, known in {
            "nothing": told(same, same),
            "briefing": told(same, same, began=None),
            "unknown": told(None, same),
        }.items()
    }
    assert texts == {
        "nothing": ["Không có gì thay đổi từ buổi giao ban 23/11/2026 14:00"],
        "briefing": ["Chưa có buổi giao ban nào đã xong"],
        "unknown": ["Chưa có dữ liệu của lúc 23/11/2026 14:00 để so"],
    }
    never = seen(told(None, (), state=State.NEVER))
    assert never.outcome is Outcome.UNKNOWN_THEN


def test_alerts_are_counted_with_their_worst_priority_and_what_is_over_comes_last() -> None:
    then = [alert("cu"), alert("xong")]
    now = [alert("cu"), alert("m1", 5), alert("m2"), alert("xong", state=AlertState.RESOLVED)]
    view = seen(told([], [], soc=(then, now)))
    opened, closed = events(view)
    assert (opened.how, opened.count, opened.urgent, opened.priority) == (
        Happened.OPENED,
        2,
        1,
        "urgent",
    )
    assert (opened.weight, closed.weight) == (Weight.URGENT, Weight.DONE)
    assert (closed.how, closed.count) == (Happened.CLOSED, 1)
    assert view.priority == "urgent"


def test_an_incident_is_told_by_its_title_and_its_unit() -> None:
    one = Incident(uid="i", title="Trang thông tin bị sửa", severity=4, unit="UBND huyện Di Linh")
    view = seen(told([], [], soc=((), [one])))
    items = said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))
    assert {"Trang thông tin bị sửa", "sự cố mới", "UBND huyện Di Linh"} <= {*items}
    closed = replace(one, closed=AT - HOUR)
    (over,) = events(seen(told([], [], soc=([one], [closed]))))
    assert (over.how, over.weight) == (Happened.CLOSED, Weight.DONE)


def test_tasks_become_overdue_by_the_last_word_of_their_source_not_by_the_clock() -> None:
    task = Task(uid="t", title="Việc", lead_unit="Sở Y tế", due=AT - timedelta(minutes=20))
    late = events(seen(told([task], [task])))
    assert [(one.how, one.what, one.count) for one in late] == [(Happened.OVERDUE, "Sở Y tế", 1)]
    # The source's last answer is older than the due date: nobody knows whether it was done in time.
    assert not [
        one
        for one in events(seen(told([task], [task], state=State.DISCONNECTED)))
        if one.kind == "tasks"
    ]


def test_a_task_that_was_overdue_then_is_no_news_and_one_that_is_done_is() -> None:
    old = Task(uid="t", title="Việc", lead_unit="Sở Y tế", due=BEGAN - DAY)
    assert seen(told([old], [old])).outcome is Outcome.NOTHING
    (done,) = events(seen(told([old], [replace(old, finished=AT - HOUR)])))
    assert (done.how, done.count) == (Happened.FINISHED, 1)


def test_reports_are_late_by_unit_and_those_that_came_are_counted() -> None:
    def report(n: int, unit: str, **more: Any) -> ReportDue:
        return replace(ReportDue(uid=f"r{n}", report="Tháng 11", unit=unit, due=AT - HOUR), **more)

    then = [report(1, "Di Linh"), report(2, "Di Linh"), report(3, "Lâm Hà"), report(4, "Đạ Tẻh")]
    now = [*then[:3], report(4, "Đạ Tẻh", submitted=AT - 2 * HOUR)]
    found = events(seen(told(then, now)))
    assert [(one.how, one.what, one.count) for one in found[:2]] == [
        (Happened.LATE, "Di Linh", 2),
        (Happened.LATE, "Lâm Hà", 1),
    ]
    assert (found[2].how, found[2].count) == (Happened.CAME, 1)


def test_a_source_that_was_lost_is_told_with_its_last_answer_and_one_that_is_back_too() -> None:
    same = [figure("tram", "5")]
    (lost,) = events(seen(told(same, same, state=State.DISCONNECTED)))
    assert (lost.how, lost.state) == (Happened.LOST, State.DISCONNECTED)
    assert lost.since is not None
    known = told(same, same)
    before = known.then(BEGAN).picture
    before.asked["soc"] = replace(  # type: ignore[attr-defined] # made by hand
        before.asked["soc"],  # type: ignore[attr-defined] # made by hand
        outages=(Reason.UNREACHABLE, Reason.UNREACHABLE),
        reason=Reason.UNREACHABLE,
    )
    (back,) = events(seen(known))
    assert (back.how, back.what.vi) == (Happened.BACK, "SOC")  # type: ignore[union-attr] # named


def test_a_source_of_which_nothing_was_known_then_is_named() -> None:
    known = told([figure("tram", "5")], [figure("tram", "5")], soc=((), [alert("a", 5)]))
    del known.then(BEGAN).picture.asked["soc"]  # type: ignore[attr-defined] # made by hand
    view = seen(known)
    assert [one.vi for one in view.unheard] == ["SOC"]
    assert view.outcome is Outcome.NOTHING
    items = said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))
    assert "khi ấy chưa có dữ liệu của SOC" in items


def test_what_stricter_eyes_alone_may_see_is_not_compared_unless_it_is_named() -> None:
    secret = {**WALL["sources"]["soc"], "sensitivity": "restricted"}
    wall = {**WALL, "sources": {**WALL["sources"], "soc": secret}}
    known = told([], [], soc=((), [alert("a", 5)]), wall=wall)
    assert seen(known).outcome is Outcome.NOTHING
    open_to_all = ChangesTile.model_validate({"changes": "briefing", "sensitivity": "restricted"})
    assert seen(known, open_to_all).total == 1
    named = ChangesTile.model_validate({"changes": "briefing", "sources": "soc"})
    assert named.sources() == ("soc",)
    assert seen(known, named).total == 1


def test_only_what_is_chosen_is_compared() -> None:
    then, now = [figure("tram", "1"), figure("lom", "1")], [figure("tram", "2"), figure("lom", "2")]
    known = told(then, now, soc=((), [alert("a")]))
    one = ChangesTile.model_validate({"changes": "briefing", "indicators": ["lom"]})
    assert [*figures(seen(known, one))] == ["lom"]
    assert seen(known, one).total == 1
    of = ChangesTile.model_validate({"changes": "briefing", "sources": ["so"]})
    assert {*figures(seen(known, of))} == {"tram", "lom"}


def test_a_span_begins_at_a_full_hour_and_says_until_when_it_does() -> None:
    settings = ChangesTile.model_validate({"changes": "24 h"})
    known = told([figure("tram", "1")], [figure("tram", "2")])
    view = seen(known, settings)
    assert view.since == BEGAN
    assert view.standing.until is not None
    assert view.standing.until <= AT + HOUR
    assert "từ 23/11/2026 14:00" in said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))


def test_only_briefings_of_the_name_count_where_one_is_given() -> None:
    settings = ChangesTile.model_validate({"changes": "briefing", "of": "khach"})
    wall = {**WALL, "briefings": {"khach": {"title": "Đón khách", "steps": ["a"]}}}
    view = seen(told([], [], wall=wall), settings)
    assert view.outcome is Outcome.NO_BRIEFING
    items = said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))
    assert "Chưa có buổi giao ban “Đón khách” nào đã xong" in items


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("seat", [2500, 4000])
def test_every_text_is_whole_at_any_size(lang: str, seat: int) -> None:
    then, now = _much()
    soc = ([alert(f"c{n}") for n in range(50)], [alert(f"n{n}", n % 6) for n in range(400)])
    for state in (State.LIVE, State.FAULTY, State.DISCONNECTED, State.NEVER):
        known = told(then, now, soc=soc, state=state)
        views = [
            seen(known),
            seen(told(now, now)),
            seen(told(None, now)),
            seen(told((), (), began=None)),
        ]
        for width, height in SIZES:
            sheet = sheet_of(lang=lang, seat=seat)
            box = Rect(0, 0, width, height)
            for view in views:
                assert not faults(painted(TILE, view, box, sheet), box, sheet), (
                    state,
                    width,
                    height,
                )


def _much() -> tuple[list[Record], list[Record]]:
    long = "Trang thông tin điện tử của Ủy ban nhân dân huyện bị thay đổi giao diện " * 20
    then: list[Record] = [
        figure("ho_so", "99.5"),
        figure("lom", "3"),
        figure("tram", "1" * 40),
        figure("rui_ro", "61", "2025"),
        figure("thu", "101"),
    ]
    now: list[Record] = [
        figure("ho_so", "3"),
        figure("lom", None, text="đang thử nghiệm " * 30),
        figure("tram", "9" * 60),
        figure("rui_ro", "59"),
        figure("thu", "0.00000001"),
        Incident(uid="i", title=long, unit=long, severity=5),
    ]
    now += [
        Task(uid=f"t{n}", title=long, lead_unit=f"{long} {n % 90}", due=AT - timedelta(minutes=30))
        for n in range(300)
    ]
    return then, now


def test_a_view_holds_a_bounded_number_of_changes_and_says_how_many_there_are() -> None:
    view = seen(told(*_much()), ChangesTile.model_validate({"changes": "briefing", "most": MOST}))
    assert len(view.changes) == MOST
    assert view.total > MOST
    items = said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))
    assert any(text.endswith("thay đổi khác") for text in items)


def test_wall_json_tells_both_values_as_texts() -> None:
    rows = seen(told([figure("tram", "12.50")], [figure("tram", "15")])).figures()["rows"]
    assert isinstance(rows, list)
    (row,) = rows
    assert isinstance(row, dict)
    before, after = row["before"], row["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert (before["value"], after["value"], after["indicator"]) == ("12.50", "15", "tram")


@pytest.mark.parametrize(
    "said",
    [
        {"changes": "hôm qua"},
        {"changes": "400 d"},
        {"changes": "1 s"},
        {"changes": 24},
        {"changes": "24 h", "of": "giao-ban"},
        {"changes": "briefing", "most": 0},
        {"changes": "briefing", "most": MOST + 1},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ChangesTile.model_validate(said)
