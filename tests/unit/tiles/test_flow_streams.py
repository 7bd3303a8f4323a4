"""Documents as streams: none is lost on the way, what is overdue stands out, no name lies on a ribbon."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.freshness import State
from services.records import Document, DocumentState, Record
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Band, Box, Curve, Ink, Mark, Rect, Text
from widgets.tiles.flow import TILE, FlowTile
from widgets.tiles.flow.streams import fewer

if TYPE_CHECKING:
    from widgets.drawing import Item
    from widgets.tiles.flow.view import FlowView

HOUR = timedelta(hours=1)
ORGANS = {
    "tinh": {"name": "UBND tỉnh", "ids": ["H36"], "kind": "UBND tỉnh"},
    "so-tttt": {
        "name": {"vi": "Sở Thông tin và Truyền thông", "short": "Sở TT&TT"},
        "ids": ["H36.02"],
        "kind": "Sở, ngành",
    },
    "so-yt": {"name": "Sở Y tế", "ids": ["H36.12"], "kind": "Sở, ngành"},
    "di-linh": {"name": "UBND huyện Di Linh", "ids": ["H36.27"], "kind": "Huyện, thành phố"},
    "bo": {"name": "Bộ Thông tin và Truyền thông", "ids": ["G14"], "kind": "Bộ, ngành"},
}
SIZES = [(1864, 906), (1236, 620), (1236, 443), (922, 906), (922, 443), (608, 443), *ODD]


def document(
    id: str, sender: str | None, code: str | None, *, late: bool = False, to: tuple[str, ...] = ()
) -> list[Record]:
    due = AT - 5 * HOUR if late else AT + 48 * HOUR
    made: list[Record] = [Document(uid=id, number=id, sender=sender, to=to, due=due)]
    if code is not None:
        made.append(DocumentState(uid=f"s-{id}", document=id, code=code, since=AT - 24 * HOUR))
    return made


def usual() -> list[Record]:
    made: list[Record] = []
    for sender, done, working, late in (
        ("H36", 40, 12, 1),
        ("H36.02", 30, 15, 2),
        ("H36.12", 25, 9, 0),
        ("H36.27", 20, 14, 3),
        ("G14", 18, 2, 0),
    ):
        for code, count, over in (("06", done, False), ("05", working, False), ("03", late, True)):
            for n in range(count):
                made += document(f"{sender}-{code}-{n}", sender, code, late=over)
    return made


def knowledge(records: list[Record], state: State = State.LIVE, **wall: Any) -> Any:
    told = Told()
    told.be("docs", state, records)
    return told.knowledge({"organs": ORGANS, **wall})


def seen(records: list[Record], **more: Any) -> FlowView:
    return TILE.look_up(FlowTile(flow=("docs",), **more), knowledge(records))


def items(
    records: list[Record], size: tuple[int, int] = (1236, 620), lang: str = "vi", **more: Any
) -> list[Item]:
    box = Rect(20, 30, *size)
    tile = FlowTile(flow=("docs",), **more)
    return drawn(TILE, tile, knowledge(records), box, sheet_of(lang=lang))


def names(view: FlowView, layer: int = 0) -> list[tuple[str, int]]:
    return [(node.name.vi, node.count) for node in view.streams.layers[layer]]


def conserved(view: FlowView) -> None:
    streams: Any = view.streams
    while streams is not None:
        for layer in streams.layers:
            assert sum(node.count for node in layer) == view.total
        for n, links in enumerate(streams.links):
            assert all(link.count > 0 for link in links)
            for m, node in enumerate(streams.layers[n]):
                assert node.count == sum(link.count for link in links if link.start == m)
            for m, node in enumerate(streams.layers[n + 1]):
                assert node.count == sum(link.count for link in links if link.end == m)
        streams = fewer(streams)


_PAPERS = st.lists(
    st.tuples(
        st.sampled_from(["H36", "H36.02", "G14", "X1", "X2", "X3", "X4", "X5", None]),
        st.sampled_from(["01", "02", "03", "04", "05", "06", "13", "15", "99", None]),
        st.booleans(),
        st.lists(st.sampled_from(["H36", "H36.12", "Y"]), max_size=3, unique=True),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(_PAPERS, st.sampled_from(["group", "sender", "to_group", "to"]), st.booleans())
def test_as_many_documents_leave_a_node_as_reach_it(
    papers: list[tuple[Any, ...]], by: Any, through: Any
) -> None:
    records: list[Record] = []
    for n, (sender, code, late, to) in enumerate(papers):
        records += document(f"d{n}", sender, code, late=late, to=tuple(to))
    view = seen(records, by=by, through=through)
    assert view.total == len(papers)
    conserved(view)
    assert sum(node.count for node in view.streams.layers[-1] if node.id == "overdue") == (
        view.overdue
    )


def test_groups_stand_as_the_wall_file_lists_their_organs() -> None:
    assert names(seen(usual())) == [
        ("UBND tỉnh", 53),
        ("Sở, ngành", 81),
        ("Huyện, thành phố", 37),
        ("Bộ, ngành", 20),
    ]


def test_outcomes_stand_from_done_to_overdue_and_what_is_overdue_is_in_no_other() -> None:
    view = seen(usual())
    assert names(view, 1) == [("Hoàn thành", 133), ("Đang xử lý", 52), ("Quá hạn", 6)]
    declared = TILE.look_up(
        FlowTile(flow=("docs",)), knowledge(usual(), document_states={"06": "Xong"})
    )
    assert names(declared, 1)[0] == ("Xong", 133)


def test_where_no_organ_is_of_a_kind_each_stands_for_itself_and_the_least_are_taken_together() -> (
    None
):
    records: list[Record] = []
    for n in range(9):
        for m in range(20 - n):
            records += document(f"{n}-{m}", f"Cơ quan {n}", "06")
    found = names(seen(records))
    assert found[:5] == [(f"Cơ quan {n}", 20 - n) for n in range(5)]
    assert found[5] == ("Cơ quan khác", 15 + 14 + 13 + 12)


def test_an_organ_of_no_kind_is_with_the_others_and_one_that_nobody_names_is_unknown() -> None:
    records = [*document("a", "H36", "06"), *document("b", "lạ", "06"), *document("c", None, "06")]
    assert names(seen(records)) == [
        ("UBND tỉnh", 1),
        ("Chưa rõ nơi gửi", 1),
        ("Cơ quan khác", 1),
    ]


def test_recipients_are_those_who_are_least_far_with_it() -> None:
    records: list[Record] = [
        Document(uid="d", number="1", sender="H36", to=("H36.02", "H36.12")),
        DocumentState(uid="1", document="d", organ="H36.02", code="06"),
        DocumentState(uid="2", document="d", organ="H36.12", code="03"),
        *document("e", "H36", "01", to=("H36.02", "H36.27")),
    ]
    assert names(seen(records, by="to")) == [("Sở Y tế", 1), ("Nhiều nơi nhận", 1)]


def test_through_the_states_the_end_is_told_by_dates() -> None:
    view = seen([*usual(), *document("x", "H36", "02")], through=True)
    assert names(view, 1) == [
        ("Hoàn thành", 133),
        ("Đang xử lý", 52),
        ("Đã tiếp nhận", 6),
        ("Từ chối, lấy lại", 1),
    ]
    assert names(view, 2) == [
        ("Hoàn thành đúng hạn", 133),
        ("Còn trong hạn", 52),
        ("Từ chối, lấy lại", 1),
        ("Quá hạn", 6),
    ]


def test_two_axes_are_counted_together_each_as_of_its_own_confirmation() -> None:
    told = Told()
    told.answer("a", document("d", "H36", "05", late=True))
    told.answer("b", document("d", "H36", "05", late=True), ago=6 * HOUR)
    view = TILE.look_up(FlowTile(flow=("a", "b")), told.knowledge({"organs": ORGANS}))
    assert (view.total, view.overdue) == (2, 1)
    assert view.standing.sources == ("a", "b")
    told.be("b", State.NEVER)
    never = TILE.look_up(FlowTile(flow=("a", "b")), told.knowledge({"organs": ORGANS}))
    assert never.figures()["total"] is None
    assert never.figures()["nodes"] == []


def test_wall_json_has_nodes_and_links_beside_the_states() -> None:
    told: Any = seen(usual()).figures()
    assert {"layer": 0, "id": "ubnd tỉnh", "name": "UBND tỉnh", "count": 53} in told["nodes"]
    assert {"layer": 0, "from": "ubnd tỉnh", "to": "overdue", "count": 1} in told["links"]
    assert (told["total"], told["overdue"], told["completed"]) == (191, 6, 133)
    assert sum(state["count"] for state in told["states"]) == 191


def test_streams_are_drawn_where_there_is_room_and_organs_are_known() -> None:
    assert any(isinstance(one, Band) for one in items(usual()))
    assert not any(isinstance(one, Band) for one in items(usual(), (451, 288)))
    assert not any(isinstance(one, Band) for one in items(usual(), (300, 200), form="sankey"))
    assert not any(isinstance(one, Band) for one in items(usual(), form="funnel"))
    nameless = [one for n in range(9) for one in document(f"d{n}", None, "05")]
    assert not any(isinstance(one, Band) for one in items(nameless))


def test_one_overdue_document_among_thousands_is_seen_with_its_pennant_and_word() -> None:
    records = [one for n in range(4000) for one in document(f"d{n}", "H36", "06")]
    records += document("late", "G14", "05", late=True)
    found = items(records)
    [late] = [one for one in found if isinstance(one, Curve)]
    assert late.ink is Ink.OVERDUE
    assert late.width >= 3.5
    assert [one.ink for one in found if isinstance(one, Mark)] == [Ink.OVERDUE]
    assert "Quá hạn" in said(found, "label")
    [bar] = [one for one in found if isinstance(one, Box) and one.fill is Ink.OVERDUE]
    assert bar.rect.h >= 3.5


def test_nothing_overdue_is_said_and_colours_nothing() -> None:
    found = items([*document("a", "H36", "06"), *document("b", "G14", "05")])
    assert "0" in said(found, "value")
    assert [one.ink for one in found if isinstance(one, Mark)] == [Ink.OUTLINE]
    assert not any(getattr(one, "ink", None) is Ink.OVERDUE for one in found)


def test_names_and_counts_stand_beside_the_ribbons_never_on_them() -> None:
    for size in SIZES:
        found = items(usual(), size)
        texts = [one.rect for one in found if isinstance(one, Text)]
        for band in (one for one in found if isinstance(one, Band)):
            left, right = band.top[0][0], band.top[-1][0]
            top = min(y for _, y in band.top)
            around = Rect(left, top, right - left, max(y for _, y in band.bottom) - top)
            assert not any(around.meets(text) for text in texts)


def test_ribbons_have_the_width_of_their_nodes_and_leave_no_tile() -> None:
    found = items(usual(), (1864, 906))
    bands = [one for one in found if isinstance(one, Band) and one.ink is Ink.DATA]
    wide = sum(one.bottom[0][1] - one.top[0][1] for one in bands)
    assert wide == pytest.approx(sum(one.bottom[-1][1] - one.top[-1][1] for one in bands))
    for band in bands:
        for x, y in (*band.top, *band.bottom):
            assert 20 <= x <= 20 + 1864
            assert 30 <= y <= 30 + 906


def test_old_documents_flow_in_an_older_ink() -> None:
    tile = FlowTile(flow=("docs",))
    found = drawn(TILE, tile, knowledge(usual(), State.STALE), Rect(0, 0, 1236, 620), sheet_of())
    assert {one.ink for one in found if isinstance(one, Band)} == {Ink.OLD}


def test_tens_of_thousands_of_documents_of_as_many_organs_are_a_bounded_picture() -> None:
    records = [
        one
        for n in range(20_000)
        for one in document(f"d{n}", f"Cơ quan {n % 9000}", f"{n % 40:02}", late=n % 3 == 0)
    ]
    view = seen(records, by="sender", through=True)
    conserved(view)
    assert sum(map(len, view.streams.links)) < 120
    assert len([one for one in items(records) if isinstance(one, Band)]) < 60


LONG = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp ẪỔỀẲẠỰỘ " * 4


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("through", [False, True])
@pytest.mark.parametrize("by", ["group", "sender", "to"])
@pytest.mark.parametrize("size", SIZES)
def test_every_text_is_whole_and_large_enough(
    size: tuple[int, int], by: Any, through: Any, lang: str
) -> None:
    box, sheet = Rect(20, 30, *size), sheet_of(lang=lang)
    hostile = [
        one
        for n in range(60)
        for one in document(f"d{n}", f"{LONG}{n % 9}", f"{n % 17:02}", to=(LONG * 3,))
    ]
    for records in ([], usual(), hostile, document("một", "H36", "05", late=True)):
        for state in (State.LIVE, State.DISCONNECTED, State.FAULTY):
            tile = FlowTile(flow=("docs",), form="sankey", by=by, through=through)
            found = drawn(TILE, tile, knowledge(records, state), box, sheet)
            assert faults(found, box, sheet) == []


def test_an_organ_that_is_called_like_what_is_overdue_has_no_pennant() -> None:
    records = [
        *document("1", "overdue", "06"),
        *document("2", "H36", "05"),
        *document("3", "G14", "05"),
    ]
    found = items(records, by="sender", form="sankey")
    assert "overdue" in said(found, "label")
    assert len([one for one in found if isinstance(one, Mark) and one.shape == "pennant"]) == 1
