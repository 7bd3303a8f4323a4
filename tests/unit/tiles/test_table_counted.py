"""Records counted by a field, and lists of those that fulfil a condition."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.phrase import phrase
from services.records import Alert, AlertState, FeedItem, Incident, SecurityEvent, Task, labels
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of
from widgets.drawing import Rect
from widgets.tiles.table import TILE
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from services.records import Record
    from services.views import Knowledge
    from widgets.tiles.table.view import TableView

HOUR = timedelta(hours=1)
SIZES = [(1864, 443), (922, 443), (922, 906), (608, 443), (451, 443), (608, 288), (451, 288)]


def tile(**settings: Any) -> TableTile:
    return TableTile.model_validate({"table": "soc", **settings})


def known(records: list[Record], ago: timedelta = timedelta(seconds=5)) -> Knowledge:
    told = Told()
    told.answer("soc", records, ago=ago)
    return told.knowledge()


def events(**counts: int) -> list[Record]:
    """So many events against each system; none where it is called `x`."""
    return [
        SecurityEvent(
            uid=f"{dst}{n}", time=AT - HOUR, signature="S", dst=None if dst == "x" else dst
        )
        for dst, count in counts.items()
        for n in range(count)
    ]


def counts(view: TableView) -> list[tuple[object, object]]:
    rows: Any = view.figures()["rows"]
    return [tuple(row.values()) for row in rows]


def test_what_is_suppressed_is_counted_in_no_row_but_said() -> None:
    told: list[Record] = [
        Alert(
            uid=str(n),
            title="x",
            entity=f"máy {n % 7}",
            state=AlertState.SUPPRESSED if n < 3 else AlertState.FIRING,
            starts=AT,
        )
        for n in range(40)
    ]
    settings = tile(count="entity")
    view = TILE.look_up(settings, known(told))
    assert sum(row[1] for row in counts(view) if isinstance(row[1], int)) == 37
    assert view.figures()["suppressed"] == 3
    for width, height in SIZES:
        box = Rect(0, 0, width, height)
        items = drawn(TILE, settings, known(told), box, sheet_of())
        assert height < 443 or "3 đang ẩn" in said(items)
        assert not faults(items, box, sheet_of())


def test_several_organs_of_a_field_are_counted_by_their_names_on_the_wall() -> None:
    told = Told()
    told.answer(
        "soc",
        [
            Task(uid="1", title="a", cooperating=("stttt", "Sở Thông tin và Truyền thông")),
            Task(uid="2", title="b", cooperating=("stttt", "Bộ khác")),
        ],
    )
    name = {"vi": "Sở Thông tin và Truyền thông"}
    wall = {"organs": {"stttt": {"name": name}}}
    view = TILE.look_up(tile(records="tasks", count="cooperating"), told.knowledge(wall))
    assert counts(view) == [("Sở Thông tin và Truyền thông", 2), ("Bộ khác", 1)]


def test_what_is_told_most_often_comes_first_and_what_is_not_said_is_counted() -> None:
    settings = tile(records="security_events", count="dst")
    view = TILE.look_up(settings, known(events(a=2, cổng=5, x=3, b=2)))
    assert counts(view) == [("cổng", 5), ("(không ghi)", 3), ("a", 2), ("b", 2)]
    assert (view.total, view.figures()["rest"]) == (4, 0)


def test_beyond_the_limit_all_others_are_one_row() -> None:
    settings = tile(records="security_events", count="dst", limit=2)
    knowledge = known(events(a=9, b=7, c=2, d=1))
    view = TILE.look_up(settings, knowledge)
    assert (counts(view), view.total, view.figures()["rest"]) == ([("a", 9), ("b", 7)], 4, 3)
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    items = drawn(TILE, settings, knowledge, box, sheet)
    assert said(items, "cell")[-2:] == ["Còn lại", "3"]


@pytest.mark.parametrize("size", SIZES)
def test_all_that_is_counted_is_in_the_picture_however_small(size: tuple[int, int]) -> None:
    many = {f"Hệ thống số {n}": 40 - n for n in range(30)}
    box, sheet = Rect(0, 0, *size), sheet_of()
    settings = tile(records="security_events", count="dst")
    items = drawn(TILE, settings, known(events(**many)), box, sheet)
    cells = said(items, "cell")
    numbers = [int(cell.replace(".", "")) for cell in cells if cell.replace(".", "").isdigit()]
    assert not faults(items, box, sheet)
    if "Còn lại" in cells:
        assert sum(numbers) == sum(many.values())
    else:
        assert len(numbers) == 1


def test_each_text_that_a_record_lists_is_counted() -> None:
    items: list[Record] = [
        FeedItem(uid="1", title="A", tags=("mưa", "Đà Lạt")),
        FeedItem(uid="2", title="B", tags=("mưa",)),
        FeedItem(uid="3", title="C"),
    ]
    view = TILE.look_up(tile(records="feed_items", count="tags"), known(items))
    assert counts(view) == [("mưa", 2), ("(không ghi)", 1), ("Đà Lạt", 1)]


def test_labels_and_priorities_are_counted_as_the_wall_says_them() -> None:
    alerts: list[Record] = [
        Alert(uid=str(n), title="A", severity=n, labels=labels({"may": "m"} if n else {}))
        for n in range(6)
    ]
    assert counts(TILE.look_up(tile(count="labels.may"), known(alerts))) == [
        ("m", 5),
        ("(không ghi)", 1),
    ]
    by_priority = TILE.look_up(tile(count="priority"), known(alerts))
    assert dict(counts(by_priority)) == {"urgent": 1, "high": 1, "medium": 2, "low": 2}


def test_priorities_stand_in_their_own_order_whatever_is_told_most_often() -> None:
    alerts: list[Record] = [
        Alert(uid=str(n), title="A", severity=severity)
        for n, severity in enumerate((2, 2, 2, 5, 4, 4, 3))
    ]
    view = TILE.look_up(tile(count="priority"), known(alerts))
    assert [name for name, _ in counts(view)] == ["urgent", "high", "medium", "low"]
    assert view.heads[1].title == phrase("Số lượng")


def test_a_condition_chooses_records_of_any_kind() -> None:
    incidents: list[Record] = [
        Incident(uid="a", title="Cũ", opened=AT - 30 * HOUR),
        Incident(uid="b", title="Mới", opened=AT - HOUR),
        Incident(uid="c", title="Xong", opened=AT - HOUR, closed=AT),
    ]
    settings = tile(records="incidents", where="closed == none and opened > now - hours(24)")
    view = TILE.look_up(settings, known(incidents))
    assert [row.cells[1] for row in view.rows] == ["Mới"]
    silent = TILE.look_up(settings, known(incidents, ago=10 * HOUR))
    assert [row.cells[1] for row in silent.rows] == ["Mới", "Cũ"]


def test_alerts_that_are_over_are_left_out_unless_the_condition_is_about_their_state() -> None:
    alerts: list[Record] = [
        Alert(uid=state, title=state, severity=4, state=state) for state in AlertState
    ]
    usual = TILE.look_up(tile(where="severity == 4"), known(alerts))
    assert (usual.total, usual.hidden) == (2, 1)
    over = TILE.look_up(tile(where='state == "resolved"'), known(alerts))
    assert (over.total, over.hidden) == (1, 0)


def test_nothing_to_count_says_what_is_empty_and_never_heard_is_a_dash() -> None:
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    items = drawn(TILE, tile(count="entity"), known([]), box, sheet)
    assert said(items, "cell") == ["Không có cảnh báo nào đang mở"]
    told = Told()
    told.be("soc", State.NEVER)
    assert said(drawn(TILE, tile(count="entity"), told.knowledge(), box, sheet), "value") == ["–"]


def test_a_condition_on_the_document_of_a_state_needs_documents() -> None:
    settings = tile(records="document_states", where="due < now")
    assert settings.kinds() == {"document_states", "documents"}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"count": "entty"}, "bản ghi alerts không có trường “entty”"),
        ({"count": "entity", "columns": [{"field": "title"}]}, "“columns” không dùng cùng count"),
        ({"count": "entity", "sort": "-starts"}, "“sort” không dùng cùng count"),
        ({"where": "severty > 1"}, "bản ghi alerts không có trường “severty”"),
        ({"where": "severity"}, "chỗ này cần điều kiện, mà đang là số"),
        ({"where": "value > 1", "records": "samples"}, "bản ghi samples không lọc được"),
        ({"table": "indicators", "where": "severity > 1"}, "“where” không dùng cho bảng chỉ số"),
        ({"table": "indicators", "count": "title"}, "“count” không dùng cho bảng chỉ số"),
    ],
)
def test_what_a_table_cant_count_or_choose_is_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        tile(**settings)
