"""Lists of records and of figures."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.phrase import phrase
from services.quantities import WrongSetting
from services.records import (
    KINDS,
    Alert,
    AlertState,
    Document,
    DocumentState,
    Goal,
    Incident,
    Milestone,
    Observation,
    Programme,
    Record,
    ReportDue,
    Round,
    ServiceHealth,
    Task,
)
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of
from widgets import kinds
from widgets.drawing import Ink, Mark, Rect, Text
from widgets.tiles.table import TILE
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.tiles.table.view import TableView

HOUR = timedelta(hours=1)
SIZES = [(1864, 443), (922, 443), (922, 906), (608, 443), (451, 443), (608, 288), (451, 288)]
TITLES = (
    "Mã độc tống tiền trên máy chủ tệp của Văn phòng Ủy ban nhân dân huyện Di Linh",
    "Dò quét mật khẩu",
    "Đăng nhập từ địa chỉ lạ",
)


def tile(**settings: Any) -> TableTile:
    return TableTile.model_validate({"table": "soc", **settings})


def told(records: list[Record], state: State = State.LIVE, **more: Any) -> Knowledge:
    made = Told()
    made.be("soc", state, records, **more)
    return made.knowledge()


def seen(known: list[Record], state: State = State.LIVE, /, **settings: Any) -> TableView:
    return TILE.look_up(tile(**settings), told(known, state))


def rows(view: TableView) -> list[dict[str, Any]]:
    found = view.figures()["rows"]
    assert isinstance(found, list)
    return [row for row in found if isinstance(row, dict)]


def column(view: TableView, field: str) -> list[Any]:
    return [row[field] for row in rows(view)]


def alert(id: int, severity: int | None = 3, **more: Any) -> Alert:
    return Alert(uid=f"a{id:04}", severity=severity, **{"title": TITLES[id % 3], **more})


def refused(**settings: Any) -> tuple[str, ...]:
    """What the fault says is to be done, as values of its sentence."""
    with pytest.raises(ValidationError) as error:
        tile(**settings)
    (wrong,) = error.value.errors()
    cause = wrong["ctx"]["error"]
    assert isinstance(cause, WrongSetting)
    return tuple(cause.values.values())


# --- what is listed, and in which order


def test_the_worst_alert_comes_first_then_the_newest() -> None:
    records: list[Record] = [
        alert(1, 1, starts=AT),
        alert(2, 5, starts=AT - 2 * HOUR),
        alert(3, 5, starts=AT - HOUR),
        alert(4, 5, starts=None),
        alert(5, None, starts=AT),
    ]
    view = seen(records, columns=[{"field": "uid"}])
    assert column(view, "uid") == ["a0003", "a0002", "a0004", "a0005", "a0001"]
    assert view.priority == "urgent"


def test_resolved_alerts_are_gone_and_hidden_ones_are_counted_apart() -> None:
    records: list[Record] = [
        alert(1, state=AlertState.RESOLVED),
        alert(2, state=AlertState.SUPPRESSED),
        alert(3, state=AlertState.ACKNOWLEDGED),
    ]
    view = seen(records)
    assert (view.total, view.hidden) == (1, 1)
    items = drawn(TILE, tile(), told(records), Rect(0, 0, 922, 443), sheet_of())
    assert "1 đang ẩn" in said(items, "context")


def test_what_is_overdue_comes_first_and_what_is_done_last() -> None:
    records: list[Record] = []
    for id, code, due in (
        (1, "05", AT + HOUR),
        (2, "06", AT - 9 * HOUR),
        (3, "01", AT - HOUR),
        (4, "05", AT - 2 * HOUR),
        (5, "05", None),
    ):
        records.append(Document(uid=f"d{id}", number=f"{id}", due=due))
        records.append(DocumentState(uid=f"s{id}", document=f"d{id}", code=code))
    view = seen(records, records="documents")
    assert column(view, "number") == ["4", "3", "1", "5", "2"]
    assert column(view, "state") == [
        "Đang xử lý",
        "Đã đến",
        "Đang xử lý",
        "Đang xử lý",
        "Hoàn thành",
    ]
    items = drawn(TILE, tile(records="documents"), told(records), Rect(0, 0, 1864, 906), sheet_of())
    assert sum(isinstance(i, Mark) and i.shape == "pennant" for i in items) == 2


def test_a_task_becomes_overdue_only_when_its_source_confirms_that_it_is_open() -> None:
    made = Told()
    task = Task(uid="t", title="Việc", due=AT + HOUR)
    made.answer("soc", [task])
    later = made.at_a_later(5 * HOUR)
    box = Rect(0, 0, 922, 443)
    silent = drawn(TILE, tile(records="tasks"), later.knowledge(), box, sheet_of())
    assert not any(isinstance(i, Mark) and i.shape == "pennant" for i in silent)
    later.answer("soc", [task])
    heard = drawn(TILE, tile(records="tasks"), later.knowledge(), box, sheet_of())
    assert any(isinstance(i, Mark) and i.shape == "pennant" for i in heard)


def test_open_incidents_come_first_and_closed_ones_are_no_alarm() -> None:
    records: list[Record] = [
        Incident(uid="c", title="Đã qua", severity=5, opened=AT, closed=AT),
        Incident(uid="w", title="Bằng lời", severity=5, opened=AT - HOUR, state="Đã đóng"),
        Incident(uid="o", title="Còn mở", severity=3, opened=AT - 9 * HOUR),
    ]
    view = seen(records, records="incidents")
    assert column(view, "title") == ["Còn mở", "Đã qua", "Bằng lời"]
    assert column(view, "state") == ["Chưa đóng", "Đã đóng", "Đã đóng"]
    settings: dict[str, Any] = {"records": "incidents", "sort": "-priority"}
    assert column(seen(records, **settings), "title") == ["Còn mở", "Đã qua", "Bằng lời"]
    items = drawn(TILE, tile(**settings), told(records), Rect(0, 0, 1864, 906), sheet_of())
    assert [i.shape for i in items if isinstance(i, Mark) and i.ink is not Ink.TEXT] == ["square"]


def test_the_service_that_stopped_comes_first_then_what_fails_most() -> None:
    records: list[Record] = [
        ServiceHealth(
            uid=name, service=name, state=state, errors=None if share is None else Decimal(share)
        )
        for name, state, share in (
            ("a", "Hoạt động", "0.01"),
            ("b", "Hoạt động", "0.02"),
            ("c", "Dừng", None),
            ("d", "lạ", None),
            ("e", "Suy giảm", "0.05"),
            ("f", "no answer", None),
        )
    ]
    view = seen(records, records="services")
    assert column(view, "service") == ["c", "f", "e", "d", "b", "a"]
    assert column(view, "state")[:2] == ["Dừng", "Không trả lời"]


def test_a_report_that_nobody_sent_comes_before_the_latest_that_was() -> None:
    records: list[Record] = [
        ReportDue(uid=name, report=name, unit="Sở", due=AT - ago * HOUR, submitted=sent)
        for name, ago, sent in (("cũ", 900, AT), ("mới", 9, AT), ("thiếu", 5, None))
    ]
    view = seen(records, records="reports_due")
    assert column(view, "report") == ["thiếu", "mới", "cũ"]
    for size in SIZES:
        box = Rect(0, 0, *size)
        items = drawn(TILE, tile(records="reports_due"), told(records), box, sheet_of())
        assert "Chưa nộp" in said(items, "cell")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("entity", ["Ân", "Đạt", "Én", "Zét", None]),
        ("-entity", ["Zét", "Én", "Đạt", "Ân", None]),
        ("starts", ["Ân", "Zét", "Én", "Đạt", None]),
        ("-starts", ["Đạt", "Én", "Zét", "Ân", None]),
    ],
)
def test_an_order_can_be_asked_for_and_what_has_no_value_comes_last(
    order: str, expected: list[str | None]
) -> None:
    records: list[Record] = [
        alert(1, entity="Zét", starts=AT - 3 * HOUR),
        alert(2, entity="Đạt", starts=AT - HOUR),
        alert(3, entity="Ân", starts=AT - 4 * HOUR),
        alert(4, entity="Én", starts=AT - 2 * HOUR),
        alert(5, entity=None, starts=None),
    ]
    assert column(seen(records, sort=order), "entity") == expected


def test_equals_in_an_order_keep_the_usual_one() -> None:
    records: list[Record] = [
        alert(1, 4, starts=AT - 2 * HOUR),
        alert(2, 4, starts=AT - HOUR),
        alert(3, 5, starts=AT - 3 * HOUR),
    ]
    view = seen(records, sort="-priority", columns=[{"field": "uid"}])
    assert column(view, "uid") == ["a0003", "a0002", "a0001"]


def test_columns_titles_labels_and_a_limit_are_the_wall_files() -> None:
    records: list[Record] = [alert(i, labels=(("may", f"m{i}"),)) for i in range(5)]
    settings: dict[str, Any] = {
        "columns": [
            {"field": "labels.may", "title": {"vi": "Máy chủ", "en": "Host"}},
            {"field": "title", "weight": 2},
        ],
        "limit": 2,
    }
    view = seen(records, **settings)
    assert column(view, "labels.may") == ["m0", "m1"]
    assert view.total == 5
    items = drawn(TILE, tile(**settings), told(records), Rect(0, 0, 922, 443), sheet_of())
    assert "Máy chủ" in said(items, "label")
    assert "và 3 mục khác" in said(items, "context")


def test_rows_that_have_no_room_are_counted() -> None:
    records: list[Record] = [alert(i) for i in range(500)]
    for size in SIZES[:5]:
        items = drawn(TILE, tile(), told(records), Rect(0, 0, *size), sheet_of())
        shown = sum(isinstance(i, Mark) and i.shape == "square" for i in items)
        assert f"và {500 - shown} mục khác" in said(items, "context")


# --- what cells say


def test_cells_speak_the_walls_language() -> None:
    zone = UTC
    records: list[Record] = [
        alert(
            1,
            None,
            severity_word="lạ",
            starts=datetime(2026, 11, 24, 3, 5, tzinfo=zone),
            ends=datetime(2026, 11, 22, 20, 0, tzinfo=zone),
            entity=None,
        )
    ]
    fields = ["priority", "state", "starts", "ends", "entity"]
    settings = {"columns": [{"field": field} for field in fields]}
    box = Rect(0, 0, 1864, 443)
    vi = said(drawn(TILE, tile(**settings), told(records), box, sheet_of()), "cell")
    assert vi == ["Trung bình (lạ)", "Đang mở", "10:05", "23/11/2026 03:00", "–"]


def test_numbers_dates_and_truth_values_are_words() -> None:
    task = Task(
        uid="t",
        title="Việc",
        progress=Decimal("62.5"),
        assigned=date(2023, 12, 1),
        cooperating=("A", "B"),
    )
    settings = {
        "records": "tasks",
        "columns": [{"field": f} for f in ("title", "progress", "assigned", "cooperating")],
    }
    items = drawn(TILE, tile(**settings), told([task]), Rect(0, 0, 1864, 443), sheet_of())
    assert said(items, "cell") == ["Việc", "62,5%", "01/12/2023", "A, B"]


def test_shares_are_percent_and_sorted_by_value() -> None:
    records: list[Record] = [
        ServiceHealth(uid=name, service=name, errors=Decimal(share))
        for name, share in (("a", "0.025"), ("b", "0.1"), ("c", "0.003"))
    ]
    settings: dict[str, Any] = {
        "records": "services",
        "columns": [{"field": "service"}, {"field": "errors"}],
        "sort": "-errors",
    }
    view = seen(records, **settings)
    assert column(view, "service") == ["b", "a", "c"]
    assert [Decimal(share) for share in column(view, "errors")] == [
        Decimal(10),
        Decimal("2.5"),
        Decimal("0.3"),
    ]
    items = drawn(TILE, tile(**settings), told(records), Rect(0, 0, 1864, 443), sheet_of())
    assert said(items, "cell") == ["b", "10%", "a", "2,5%", "c", "0,3%"]


@pytest.mark.parametrize("height", [288, 350, 443, 906])
def test_several_columns_have_titles_wherever_two_rows_are_left(height: int) -> None:
    records: list[Record] = [
        Task(uid=f"t{i}", title=f"Việc {i}", progress=Decimal(i), due=AT + i * HOUR)
        for i in range(30)
    ]
    settings: dict[str, Any] = {
        "records": "tasks",
        "columns": [{"field": "title"}, {"field": "due"}, {"field": "progress"}],
    }
    box, sheet = Rect(0, 0, 1864, height), sheet_of()
    items = drawn(TILE, tile(**settings), told(records), box, sheet)
    assert said(items, "label") == ["Nội dung", "Hạn", "Tiến độ"]
    below = [text for text in said(items) if text.startswith(("Việc", "và"))]
    assert len(below) >= 2
    assert faults(items, box, sheet) == []


def test_a_text_that_is_too_long_is_cut_between_words() -> None:
    for width in range(460, 1300, 40):
        items = drawn(TILE, tile(), told([alert(0)]), Rect(0, 0, width, 443), sheet_of())
        cut = [text for text in said(items) if text.endswith("…")]
        for text in cut:
            begun = text.rpartition(": ")[2].removesuffix("…")
            assert f"{TITLES[0]} ".startswith(f"{begun} ")


def test_a_priority_keeps_shape_and_word_in_the_narrowest_tile() -> None:
    records: list[Record] = [alert(1, 5), alert(2, 4)]
    for size in SIZES:
        items = drawn(TILE, tile(), told(records), Rect(0, 0, *size), sheet_of())
        assert any(isinstance(i, Mark) and i.shape == "diamond" for i in items)
        assert any("Khẩn cấp" in text for text in said(items, "cell"))


def test_a_hostile_title_is_one_plain_line() -> None:
    records: list[Record] = [alert(1, title="<b>ổ\u202egnơđ</b>\n" + "x" * 9000)]
    items = drawn(TILE, tile(), told(records), Rect(0, 0, 922, 443), sheet_of())
    cells = said(items, "cell")
    assert any(text.startswith("<b>ổ") for text in cells)
    assert not any("\u202e" in text or "\n" in text for text in cells)
    assert all(len(i.full) < 1000 for i in items if isinstance(i, Text))


# --- nothing


def test_never_heard_and_confirmed_empty_are_told_apart() -> None:
    for size in SIZES:
        box = Rect(0, 0, *size)
        never = drawn(TILE, tile(), told([], State.NEVER), box, sheet_of())
        assert said(never, "value") == ["–"]
        empty = drawn(TILE, tile(), told([]), box, sheet_of())
        assert "Không có cảnh báo nào đang mở" in [
            i.full for i in empty if isinstance(i, Text) and i.role == "cell"
        ]
    assert seen([], State.NEVER).figures()["total"] is None
    assert seen([]).figures()["total"] == 0


# --- figures of indicators


def figures(states: dict[str, State], **settings: Any) -> tuple[TableTile, Knowledge]:
    made = Told()
    wall: dict[str, Any] = {"indicators": {}, "groups": {"ha-tang": {"name": "Hạ tầng số"}}}
    for i, (id, state) in enumerate(states.items()):
        records = (
            []
            if state is State.NEVER
            else [Observation(uid=id, indicator=id, value=Decimal(1700 + i), qualifier="ước")]
        )
        made.be(f"s-{id}", state, records)
        wall["indicators"][id] = {
            "name": f"Chỉ số {id}",
            "unit": "trạm",
            "source": f"s-{id}",
            "groups": ["ha-tang"] if i else [],
        }
    return tile(table="indicators", **settings), made.knowledge(wall)


def test_indicators_are_listed_by_name_by_group_or_all() -> None:
    states = dict.fromkeys(("a", "b", "c"), State.LIVE)
    for settings, expected in (
        ({"indicators": ["c", "a"]}, ["c", "a"]),
        ({"group": "ha-tang"}, ["b", "c"]),
        ({"indicators": ["c"], "group": "ha-tang"}, ["c", "b"]),
        ({}, ["a", "b", "c"]),
        ({"sort": "-value"}, ["c", "b", "a"]),
    ):
        asked, knowledge = figures(states, **settings)
        view = TILE.look_up(asked, knowledge)
        assert column(view, "indicator") == expected
    assert tile(table="indicators", indicators=["c"]).indicators() == ("c",)
    assert tile(table="indicators").sources() == ()


def test_each_figure_wears_its_own_state_and_the_tile_dims_only_when_all_are_old() -> None:
    asked, knowledge = figures({"a": State.LIVE, "b": State.DISCONNECTED})
    view = TILE.look_up(asked, knowledge)
    assert column(view, "state") == ["live", "disconnected"]
    assert column(view, "value") == ["1700", "1701"]
    assert (view.dimmed, view.standing.state) == (False, State.DISCONNECTED)
    items = drawn(TILE, asked, knowledge, Rect(0, 0, 1864, 443), sheet_of())
    values = [i for i in items if isinstance(i, Text) and i.role == "value"]
    assert [(v.text, v.ink) for v in values] == [
        ("ước 1.700", Ink.TEXT),
        ("ước 1.701", Ink.SECOND),
    ]
    asked, knowledge = figures({"a": State.STALE, "b": State.DISCONNECTED})
    assert TILE.look_up(asked, knowledge).dimmed


def test_an_unknown_figure_is_a_dash_beside_known_ones() -> None:
    asked, knowledge = figures({"a": State.LIVE, "b": State.NEVER})
    items = drawn(TILE, asked, knowledge, Rect(0, 0, 922, 443), sheet_of())
    values = [i.full for i in items if isinstance(i, Text) and i.role == "value"]
    assert values == ["ước 1.700 trạm", "–"]
    assert column(TILE.look_up(asked, knowledge), "value") == ["1700", None]


def test_a_table_says_why_a_figure_was_never_readable() -> None:
    made = Told()
    why = phrase("“{value}” có thể là hai số khác nhau; khai decimals", value="1.234")
    made.be("s", State.LIVE, [Observation(uid="a", indicator="a", fault=why)])
    known = made.knowledge({"indicators": {"a": {"name": "A", "source": "s"}}})
    for height in (443, 360):
        items = drawn(TILE, tile(table="indicators"), known, Rect(0, 0, 922, height), sheet_of())
        assert "“1.234” có thể là hai số khác nhau; khai decimals" in said(items, "context")
        assert faults(items, Rect(0, 0, 922, height), sheet_of()) == []


def test_when_figures_are_is_said_only_where_it_is_not_what_the_tile_says() -> None:
    def heads(states: dict[str, State]) -> list[str]:
        asked, knowledge = figures(states)
        return [head.field for head in TILE.look_up(asked, knowledge).heads]

    assert heads({"a": State.LIVE, "b": State.LIVE}) == ["name", "value"]
    assert heads({"a": State.LATE, "b": State.LATE}) == ["name", "value"]
    assert heads({"a": State.LIVE, "b": State.LATE}) == ["name", "value", "when"]
    asked, knowledge = figures({"a": State.LIVE, "b": State.LATE})
    items = drawn(TILE, asked, knowledge, Rect(0, 0, 922, 443), sheet_of())
    assert said(items, "label") == ["Chỉ số", "Giá trị (trạm)", "Trạng thái"]


# --- settings


def test_unknown_fields_kinds_and_orders_are_faults_that_name_the_nearest() -> None:
    assert "starts" in refused(columns=[{"field": "strats"}])
    assert "documents" in refused(records="document")
    assert "starts" in refused(sort="-start")
    assert "labels.x" in refused(records="documents", columns=[{"field": "labels.x"}])
    assert "name" in refused(table="indicators", sort="nam")


def test_what_belongs_to_the_other_sort_of_table_is_a_fault() -> None:
    assert "records" in refused(table="indicators", records="tasks")
    assert "columns" in refused(table="indicators", columns=[{"field": "title"}])
    assert "group" in refused(group="g")
    assert "indicators" in refused(indicators=["a"])
    assert "by" in refused(by="territory")


def test_every_kind_of_record_has_a_way_of_being_listed() -> None:
    assert set(kinds.ALL) == set(KINDS)
    for name, kind in kinds.ALL.items():
        known = kinds.fields_of(name)
        assert set(kind.columns) <= set(known)
        assert kind.order in {"urgent", "due", "worst"} or kind.order.removeprefix("-") in known
        assert kind.time is None or kind.time in known
        assert {f.name for f in fields(KINDS[name])} - {"content"} <= set(known), (
            "no picture's bytes"
        )
        tile(records=name, columns=[{"field": field} for field in kind.columns])


# --- how it stands


def test_equal_knowledge_gives_equal_views() -> None:
    records: list[Record] = [alert(i, i % 6, starts=AT - i * HOUR) for i in range(20)]
    assert seen(records) == seen(list(reversed(records)))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("size", SIZES)
def test_every_text_is_whole_and_large_enough(
    size: tuple[int, int], state: State, lang: str
) -> None:
    sheet, box = sheet_of(lang=lang), Rect(20, 30, *size)
    histories: list[list[Record]] = [
        [],
        [alert(0, 5, entity="Sở Y tế", starts=AT)],
        [alert(i, i % 6, entity=f"Đơn vị {i}", starts=AT - i * HOUR) for i in range(80)],
    ]
    for records in histories:
        made = Told()
        made.be("soc", state, records, simulated=size != (451, 288))
        items = drawn(TILE, tile(), made.knowledge(), box, sheet)
        assert faults(items, box, sheet) == []
    asked, knowledge = figures({"a": state, "b": State.LIVE, "c": State.NEVER})
    assert faults(drawn(TILE, asked, knowledge, box, sheet), box, sheet) == []


def test_a_goal_without_a_figure_to_judge_it_by_says_so() -> None:
    goals: list[Record] = [
        Goal(uid="a", year=2024, text="Thương mại hóa 5G"),
        Goal(uid="b", year=2024, text="Nâng số tài khoản", measure="ít nhất 50%"),
    ]
    known = told(goals)
    items = drawn(TILE, tile(records="goals"), known, Rect(0, 0, 1864, 443), sheet_of())
    assert {"chưa có số đo", "ít nhất 50%"} <= {*said(items)}


def test_a_round_says_how_many_of_those_asked_have_answered() -> None:
    asked = Round(uid="r", name="Trạm mất điện", expected=("A", "B", "C"), answered=("A", "C"))
    columns = [{"field": "name"}, {"field": "answered"}]
    assert column(seen([asked], records="rounds", columns=columns), "answered") == ["2/3"]


def test_a_programme_says_how_many_milestones_are_reached_and_which_comes_next() -> None:
    steps = (Milestone("Khảo sát", done=date(2026, 1, 5)), Milestone("Dựng trạm"))
    programmes: list[Record] = [
        Programme(uid="a", name="A", milestones=steps, state="đúng tiến độ"),
        Programme(uid="b", name="B", milestones=steps[:1], state="Đang Họp"),
    ]
    columns = [{"field": "name"}, {"field": "milestones"}, {"field": "state"}]
    view = seen(programmes, records="programmes", columns=columns)
    next_one = phrase("{done}/{count} mốc, tới: {name}", done=1, count=2, name="Dựng trạm")
    assert [row.cells[1] for row in view.rows] == [next_one, phrase("đủ {count} mốc", count=1)]
    assert [row.cells[2] for row in view.rows] == [phrase("đúng tiến độ"), "Đang Họp"]
