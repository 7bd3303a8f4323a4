"""Documents by state, and when one is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services.freshness import State
from services.records import Document, DocumentState, Record
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of
from widgets.drawing import Box, Ink, Mark, Rect, Text
from widgets.tiles.flow import TILE, FlowTile

if TYPE_CHECKING:
    from widgets.tiles.flow.view import FlowView

HOUR = timedelta(hours=1)
SIZES = [
    (922, 443),
    (922, 906),
    (1864, 443),
    (1236, 443),
    (608, 443),
    (451, 443),
    (608, 288),
    (451, 288),
]


def document(
    id: int, code: str | None, due: datetime | None = None, since: datetime | None = None
) -> list[Record]:
    made: list[Record] = [Document(uid=f"d{id}", number=f"{id}/UBND", due=due)]
    if code is not None:
        made.append(DocumentState(uid=f"s{id}", document=f"d{id}", code=code, since=since))
    return made


def many(**codes: int) -> list[Record]:
    """So many of each state, every ninth open one overdue."""
    records: list[Record] = []
    for code, count in codes.items():
        for i in range(count):
            due = AT - 5 * HOUR if i % 9 == 0 else AT + 48 * HOUR
            records += document(len(records), code.removeprefix("c"), due, AT - 24 * HOUR)
    return records


def seen(records: list[Record], state: State = State.LIVE, **wall: object) -> FlowView:
    told = Told()
    told.be("docs", state, records)
    return TILE.look_up(FlowTile(flow=("docs",)), told.knowledge(dict(wall)))


def test_the_usual_way_comes_first_then_other_states_and_no_document_is_lost() -> None:
    records = [*many(c06=3, cX9=1, c13=2, c01=4), *document(999, None)]
    view = seen(records)
    assert [(s.code, s.count) for s in view.stages] == [
        ("01", 4),
        ("03", 0),
        ("04", 0),
        ("05", 0),
        ("06", 3),
        ("13", 2),
        ("X9", 1),
        ("", 1),
    ]
    assert view.total == 11


def test_unknown_codes_are_shown_raw_and_the_wall_files_labels_come_first() -> None:
    labels = {stage.code: stage.name.vi for stage in seen(many(cX9=1)).stages}
    assert labels["X9"] == "X9"
    assert labels["06"] == "Hoàn thành"
    changed = seen(many(cX9=1), document_states={"06": "Xong", "X9": "Chờ ký"})
    assert {s.code: s.name.vi for s in changed.stages}["06"] == "Xong"
    assert {s.code: s.name.vi for s in changed.stages}["X9"] == "Chờ ký"


def test_of_thousands_of_unnamed_states_the_rare_ones_are_counted_together() -> None:
    records = [one for n in range(3000) for one in document(n, f"X{n}", AT - HOUR)]
    records += document(4000, "X7")
    view = seen(records, document_states={"X2999": "Chờ ký"})
    assert len(view.stages) < 40
    assert (view.total, view.overdue) == (3001, 3000)
    assert {"X7", "X2999"} <= {stage.code for stage in view.stages}
    assert sum(stage.states for stage in view.stages) == 5 + 3000
    box = Rect(0, 0, 922, 443)
    told = Told()
    told.be("docs", State.LIVE, records)
    items = drawn(TILE, FlowTile(flow=("docs",), form="funnel"), told.knowledge(), box, sheet_of())
    full = [one.full for one in items if isinstance(one, Text) and one.role == "label"]
    counted = next(text for text in full if text.endswith("trạng thái khác"))
    assert int(counted.split()[0].replace(".", "")) > 2900


def test_a_document_stands_where_its_slowest_organ_stands() -> None:
    records = [
        *document(1, "06"),
        DocumentState(uid="other", document="d1", organ="Sở Y tế", code="03"),
    ]
    view = seen(records)
    assert {s.code: s.count for s in view.stages if s.count} == {"03": 1}


@pytest.mark.parametrize(
    ("code", "overdue"),
    [("01", 1), ("03", 1), ("05", 1), ("13", 1), ("99", 1), (None, 1)]
    + [(closed, 0) for closed in ("02", "06", "15", "16")],
)
def test_only_what_is_still_open_is_overdue(code: str | None, overdue: int) -> None:
    assert seen(document(1, code, AT - HOUR)).overdue == overdue
    assert seen(document(1, code, AT + HOUR)).overdue == 0
    assert seen(document(1, code, None)).overdue == 0


def test_overdue_is_reckoned_at_the_last_confirmation_while_the_source_is_silent() -> None:
    told = Told()
    told.answer("docs", document(1, "05", AT + HOUR))
    silent = told.at_a_later(6 * HOUR)
    view = TILE.look_up(FlowTile(flow=("docs",)), silent.knowledge())
    assert silent.at > AT + HOUR
    assert (view.overdue, view.standing.state) == (0, State.STALE)
    silent.answer("docs", document(1, "05", AT + HOUR))
    assert TILE.look_up(FlowTile(flow=("docs",)), silent.knowledge()).overdue == 1


def test_on_time_is_said_only_where_it_can_be_known() -> None:
    assert seen(document(1, "06", None, AT)).punctual is None
    assert seen(document(1, "06", AT, None)).punctual is None
    assert seen(document(1, "05", AT, AT)).punctual is None
    records = [*document(1, "06", AT, AT - HOUR), *document(2, "06", AT, AT + HOUR)]
    assert seen(records).figures()["on_time"] == {"numerator": 1, "denominator": 2}


def test_never_heard_is_no_zero_and_an_empty_answer_says_what_is_empty() -> None:
    for size in SIZES:
        never, empty = Told(), Told()
        never.be("docs", State.NEVER)
        empty.be("docs", State.LIVE, [])
        box = Rect(0, 0, *size)
        dash = drawn(TILE, FlowTile(flow=("docs",)), never.knowledge(), box, sheet_of())
        assert said(dash, "value") == ["–"]
        none = drawn(TILE, FlowTile(flow=("docs",)), empty.knowledge(), box, sheet_of())
        assert "Không có văn bản nào" in said(none)
    assert seen([], State.NEVER).figures()["total"] is None
    assert seen([]).figures()["total"] == 0


def test_what_is_overdue_wears_a_pennant_and_no_alarms_shape() -> None:
    told = Told()
    told.be("docs", State.LIVE, many(c01=20, c05=30, c06=100))
    items = drawn(
        TILE, FlowTile(flow=("docs",)), told.knowledge(), Rect(0, 0, 922, 443), sheet_of()
    )
    marks = [i for i in items if isinstance(i, Mark)]
    assert {m.shape for m in marks} == {"pennant"}
    assert "7 quá hạn" in said(items, "value")
    late = [i for i in items if isinstance(i, Box) and i.fill is Ink.OVERDUE]
    assert len(late) == 2
    assert all(box.rect.w >= 4 for box in late)


def test_small_states_are_counted_together_before_large_or_late_ones() -> None:
    told = Told()
    told.be("docs", State.LIVE, many(c01=9, c03=30, c04=1, c05=40, c06=900, c02=2, c13=1, c15=3))
    items = drawn(
        TILE, FlowTile(flow=("docs",)), told.knowledge(), Rect(0, 0, 922, 443), sheet_of()
    )
    texts = said(items, "label")
    assert "Hoàn thành" in texts
    assert "Đang xử lý" in texts
    assert any(text in {"Khác", "4 trạng thái khác", "3 trạng thái khác"} for text in texts)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_state_of_the_way_without_a_document_keeps_its_row_in_every_state_of_the_tile(
    lang: str,
) -> None:
    sheet = sheet_of(lang=lang, seat=2900)
    shown = set()
    for state in set(State) - {State.NEVER}:
        told = Told()
        told.be("docs", state, many(c01=2, c05=5, c06=9))
        box = Rect(0, 0, 451, 457)
        items = drawn(TILE, FlowTile(flow=("docs",)), told.knowledge(), box, sheet)
        assert faults(items, box, sheet) == []
        shown.add(sum(text == "0" for text in said(items, "value")))
    assert shown == {2}


def test_empty_states_give_way_first_where_there_is_no_room() -> None:
    told = Told()
    told.be("docs", State.LIVE, many(c01=2, c05=5, c06=9, c13=1))
    items = drawn(
        TILE, FlowTile(flow=("docs",)), told.knowledge(), Rect(0, 0, 922, 400), sheet_of()
    )
    texts = said(items)
    assert "0" not in texts
    assert {"Đã đến", "Đang xử lý", "Hoàn thành"} <= set(texts)


def test_bars_of_old_documents_are_paler_than_their_figures() -> None:
    told = Told()
    told.be("docs", State.DISCONNECTED, many(c01=2, c06=9))
    items = drawn(
        TILE, FlowTile(flow=("docs",)), told.knowledge(), Rect(0, 0, 922, 443), sheet_of()
    )
    fills = {item.fill for item in items if isinstance(item, Box)}
    assert Ink.OLD in fills
    assert Ink.DATA not in fills


def test_equal_knowledge_gives_equal_views() -> None:
    assert seen(many(c01=5, c06=7)) == seen(many(c01=5, c06=7))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("size", SIZES)
def test_every_text_is_whole_and_large_enough(
    size: tuple[int, int], state: State, lang: str
) -> None:
    sheet, box = sheet_of(lang=lang), Rect(20, 30, *size)
    labels = {"77": "Đang chờ ý kiến chỉ đạo của lãnh đạo Ủy ban nhân dân tỉnh"}
    for records in (
        [],
        document(1, "05", AT - HOUR),
        many(c01=120, c03=30, c06=900, c77=12, c88=1),
    ):
        told = Told()
        told.be("docs", state, records, simulated=size != (451, 288))
        knowledge = told.knowledge({"document_states": labels})
        items = drawn(TILE, FlowTile(flow=("docs",)), knowledge, box, sheet)
        assert faults(items, box, sheet) == []
