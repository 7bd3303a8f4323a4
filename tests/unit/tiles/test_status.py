"""A status board: what is not well comes first, hundreds are condensed to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Endpoint, Record, Reply, ServiceHealth
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import PRIORITY_MARKS, Mark, Rect
from widgets.tiles.status import TILE, StatusTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.status.view import StatusView

SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (451, 288), (1864, 200)]
DAY = timedelta(days=1)


def service(name: str, state: str | None, **more: Any) -> ServiceHealth:
    return ServiceHealth(uid=name, service=name, state=state, **more)


def knowledge(records: Iterable[Record], state: State = State.LIVE) -> Any:
    told = Told()
    told.be("lgsp", state, records)
    return told.knowledge({"sources": {"lgsp": source("lgsp", name="Dịch vụ LGSP")}})


BOARD = StatusTile(status=("lgsp",))


def seen(records: Iterable[Record]) -> StatusView:
    return TILE.look_up(BOARD, knowledge(records))


def shown(
    records: Iterable[Record], size: tuple[int, int] = (922, 443), lang: str = "vi"
) -> list[Any]:
    box = Rect(20, 20, *size)
    return drawn(TILE, BOARD, knowledge(records), box, sheet_of(lang=lang))


def test_what_has_stopped_comes_first_then_what_is_poorly_then_what_nobody_knows() -> None:
    view = seen(
        [
            service("a", "UP"),
            service("b", "Suy giảm"),
            service("c", "DOWN"),
            service("d", "XYZ"),
            service("e", None),
        ]
    )
    assert [one.name for one in view.services] == ["c", "b", "d", "e", "a"]
    assert view.figures()["well"] == 1


def test_of_very_many_services_the_broken_one_is_never_cut() -> None:
    many = [service(f"s{n:03}", "UP") for n in range(600)] + [service("z", "DOWN")]
    view = seen(many)
    assert view.services[0].name == "z"
    assert (view.well, view.total, view.abnormal) == (600, 601, 1)
    told = said(shown(many))
    assert "600" in " ".join(told)
    assert any("dịch vụ khác bình thường" in text for text in told)


def test_a_service_whose_certificate_is_over_is_not_counted_as_well() -> None:
    view = seen([service("a", "UP", certificate_until=AT - DAY)])
    assert (view.well, view.total) == (0, 1)
    assert "0/1 hoạt động" in said(
        shown([service("a", "UP", certificate_until=AT - DAY)], (922, 200)), "value"
    )


def test_an_unknown_word_is_shown_as_one_and_none_is_said_to_be_unknown() -> None:
    cells = said(shown([service("d", "XYZ"), service("e", None)]), "cell")
    assert "Không rõ: XYZ" in cells
    assert "Không rõ" in cells


def test_a_well_service_whose_certificate_ends_soon_is_raised() -> None:
    near = service("a", "UP", certificate_until=AT + 9 * DAY)
    gone = service("b", "UP", certificate_until=AT - DAY)
    far = service("c", "UP", certificate_until=AT + 300 * DAY)
    view = seen([far, near, gone])
    assert [one.name for one in view.services] == ["b", "a", "c"]
    cells = said(shown([far, near, gone], (1864, 443)), "cell")
    assert {"Chứng thư sắp hết hạn", "đến 03/12/2026", "Chứng thư hết hạn"} <= set(cells)
    assert any(cell.startswith("từ 23/11/2026") for cell in cells)


def test_why_and_since_when_stand_beside_what_is_down() -> None:
    down = service(
        "Cổng dịch vụ công",
        Reply.NONE,
        since=AT - timedelta(hours=2, minutes=1),
        words=phrase("Máy chủ không nhận kết nối ở cổng {port}.", port="443"),
    )
    items = shown([down, service("Thư điện tử", "UP")], (1864, 443))
    cells = said(items)
    assert "Không trả lời" in cells
    assert "từ 11:59" in cells
    short = shown([service("a", "DOWN", since=AT - timedelta(minutes=29))], (1864, 443))
    assert "từ 13:31" in said(short, "cell")
    assert any(cell.startswith("Máy chủ không nhận kết nối ở cổng") for cell in cells)
    assert "1/2" in said(items, "value")


def test_hundreds_are_condensed_and_it_is_said_whether_the_rest_is_well() -> None:
    many = [service(f"Xã {n}", "UP") for n in range(124)]
    items = shown([*many, service("Xã hỏng", "DOWN")])
    assert any("dịch vụ khác bình thường" in text for text in said(items, "context"))
    bad = [service(f"Xã {n}", "DOWN") for n in range(124)]
    assert any("có vấn đề" in text for text in said(shown(bad), "context"))


def test_an_instance_is_said_where_several_services_are_called_the_same() -> None:
    told = [
        service("Cổng", "UP", instance="may-1"),
        ServiceHealth(uid="2", service="Cổng", instance="may-2", state="UP"),
        service("Thư", "UP", instance="https://thu.example.vn"),
    ]
    assert [one.name for one in seen(told).services] == ["Cổng · may-1", "Cổng · may-2", "Thư"]


def test_wall_json_has_the_sources_word_and_no_object_of_ours() -> None:
    rows = seen([service("a", Reply.NONE), service("b", "UP"), service("c", None)]).figures()[
        "rows"
    ]
    assert rows == [
        {"name": "a", "state": "no answer"},
        {"name": "c", "state": None},
        {"name": "b", "state": "UP"},
    ]


def test_certificates_stand_by_their_end_and_sites_by_how_long_they_have_published_nothing() -> (
    None
):
    told = [
        service("a", "UP", certificate_until=AT + 20 * DAY),
        service("b", "UP", certificate_until=AT + 2 * DAY),
        service("c", "UP", certificate_until=AT - DAY),
        service("d", "UP", certificate_until=AT - 9 * DAY),
        service("e", "UP", last_published=AT - 31 * DAY),
        service("f", "UP", last_published=AT - 90 * DAY),
        service("g", "UP", last_published=AT - 2 * DAY),
        service("h", "DOWN"),
    ]
    quiet = StatusTile.model_validate({"status": "lgsp", "quiet": "30 d"})
    view = TILE.look_up(quiet, knowledge(told))
    assert [one.name for one in view.services] == ["h", "d", "c", "b", "a", "f", "e", "g"]
    assert (view.well, view.abnormal) == (5, 7)
    items = drawn(TILE, quiet, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert "Không có bài mới" in said(items, "cell")
    assert any("(89 ngày)" in text for text in said(items, "cell"))
    assert TILE.look_up(BOARD, knowledge(told)).abnormal == 5


def test_how_long_something_lasts_stands_still_while_its_source_is_silent() -> None:
    told = Told()
    told.be("lgsp", State.LIVE, [service("a", "DOWN", since=AT - 50 * DAY / 24)])
    views = [
        TILE.look_up(BOARD, each.knowledge()).services for each in (told, told.at_a_later(DAY))
    ]
    assert views[0] == views[1]
    assert views[0][0].lasted == 2 * DAY
    items = shown([service("a", "DOWN", since=AT - 50 * DAY / 24)], (1864, 443))
    assert any(cell.endswith("(2 ngày)") for cell in said(items, "cell"))


def test_hundreds_are_only_those_that_need_somebody() -> None:
    many = [service(f"Xã {n}", "UP") for n in range(124)]
    cells = said(shown([*many, service("Xã hỏng", "DOWN")], (1864, 906)), "cell")
    assert not any(cell.startswith("Xã ") and cell != "Xã hỏng" for cell in cells)
    assert "Không có gì bất thường" in said(shown(many), "cell")


COMPUTERS = StatusTile.model_validate({"status": "av", "records": "endpoints"})


def computers(records: Iterable[Record], state: State = State.LIVE) -> Any:
    told = Told()
    told.be("av", state, records)
    return told.knowledge()


def computer(name: str, av_state: str | None, ago: timedelta | None = DAY, **more: Any) -> Endpoint:
    updated = None if ago is None else AT - ago
    return Endpoint(uid=name, name=name, av_state=av_state, updated=updated, **more)


def test_infected_computers_come_first_then_unprotected_ones_then_those_of_old_protection() -> None:
    told = [
        computer("tốt", "on"),
        computer("cũ", "managed", 20 * DAY),
        computer("lạ", "XYZ"),
        computer("mất", "disconnected"),
        computer("chưa cài", "unmanaged"),
        computer("nhiễm", "on", infected=True),
        computer("nhiễm nữa", "off", infected=True),
        computer("không nói", None),
    ]
    view = TILE.look_up(COMPUTERS, computers(told))
    assert [one.name for one in view.services] == [
        "nhiễm",
        "nhiễm nữa",
        "chưa cài",
        "mất",
        "cũ",
        "không nói",
        "lạ",
        "tốt",
    ]
    assert (view.well, view.total) == (1, 8)
    items = drawn(TILE, COMPUTERS, computers(told), Rect(0, 0, 1864, 906), sheet_of())
    cells = said(items)
    assert {
        "Nhiễm mã độc",
        "Không được bảo vệ",
        "Chưa cập nhật",
        "Không rõ: XYZ",
        "Không rõ",
    } <= set(cells)
    assert any(text.startswith("được bảo vệ · Nhiễm: 2") for text in cells)


def test_when_a_computer_was_heard_or_updated_is_not_since_when_nothing_protects_it() -> None:
    told = [computer("chưa cài", "off"), computer("mất", "offline"), computer("cũ", "on", 20 * DAY)]
    begun = {one.name: one.begun for one in TILE.look_up(COMPUTERS, computers(told)).services}
    assert begun == {"chưa cài": None, "mất": AT - DAY, "cũ": AT - 20 * DAY}


def test_a_board_asks_of_its_source_what_it_shows() -> None:
    assert COMPUTERS.kinds() == {"endpoints"}
    assert BOARD.kinds() == {"services"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_text_of_computers_overlaps(size: tuple[int, int], lang: str) -> None:
    long = "Máy trạm văn phòng Ủy ban nhân dân thành phố Đà Lạt ẪỔỀẲẠỰỘ" * 3
    states = ["on", "off", None, "XYZ", "never_connected"]
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    for count in (0, 3, 600):
        told = [
            computer(f"{long} {n}", states[n % 5], n * DAY, unit=long, infected=n % 9 == 0)
            for n in range(count)
        ]
        for state in (State.LIVE, State.STALE, State.DISCONNECTED):
            items = drawn(TILE, COMPUTERS, computers(told, state), box, sheet)
            found = [one for one in faults(items, box, sheet) if not one.startswith("clipped")]
            assert found == []


def test_no_mark_is_an_alarms() -> None:
    items = shown([service(str(n), state) for n, state in enumerate(["DOWN", "slow", "?", "UP"])])
    alarms = {shape for shape, _ in PRIORITY_MARKS.values()}
    assert {item.shape for item in items if isinstance(item, Mark)}.isdisjoint(alarms)


@pytest.mark.parametrize(
    ("state", "words"), [(State.NEVER, "–"), (State.LIVE, "Không có dịch vụ nào")]
)
def test_nothing_heard_is_not_no_service(state: State, words: str) -> None:
    box = Rect(0, 0, 922, 443)
    items = drawn(TILE, BOARD, knowledge([], state), box, sheet_of())
    assert said(items, "cell") == [words]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("count", [1, 5, 200])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str, count: int) -> None:
    long = "Nền tảng tích hợp, chia sẻ dữ liệu dùng chung của Ủy ban nhân dân tỉnh ẪỔỀẲẠỰỘ"
    states = ["UP", "DOWN", "Suy giảm", None, "UP"]
    told: list[Record] = [
        service(f"{long} {n}", states[n % 5], since=AT - n * DAY, words=phrase("Máy chủ quá tải"))
        for n in range(count)
    ]
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    items = drawn(TILE, BOARD, knowledge(told), box, sheet)
    assert [fault for fault in faults(items, box, sheet) if not fault.startswith("clipped")] == []
