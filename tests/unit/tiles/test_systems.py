"""Every source's state, the worst first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import WORST_FIRST, State
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Mark, Rect, Text
from widgets.frame import LOOKS
from widgets.system_row import Line
from widgets.tiles.systems import TILE, SystemsTile

if TYPE_CHECKING:
    from services.views import Knowledge

NINE = ("soc", "av", "media", "docs", "lgsp", "opendata", "reports", "sectordb", "map")
SIZES = [(922, 443), (922, 906), (1864, 443), (1864, 906), (608, 443), (451, 288)]


def nine(*states: State, simulated: bool | set[str] = False, **more: Any) -> Knowledge:
    """Nine sources in these states; those left over are live."""
    told = Told()
    sources = {}
    for i, id in enumerate(NINE):
        marked = simulated if isinstance(simulated, bool) else id in simulated
        told.be(id, states[i] if i < len(states) else State.LIVE, simulated=marked)
        sources[id] = source(id, system=id, **more)
    return told.knowledge({"sources": sources})


def test_all_sources_are_listed_the_worst_first() -> None:
    view = TILE.look_up(SystemsTile(), nine(*State))
    ranks = [WORST_FIRST.index(row.state) for row in view.rows]
    assert ranks == sorted(ranks)
    assert {row.id for row in view.rows} == set(NINE)


def test_a_choice_of_sources_is_kept() -> None:
    settings = SystemsTile.model_validate({"systems": ["docs", "soc"]})
    assert settings.sources() == ("docs", "soc")
    assert [row.id for row in TILE.look_up(settings, nine()).rows] == ["docs", "soc"]


def test_it_is_about_the_sources_and_has_no_state_of_its_own() -> None:
    view = TILE.look_up(SystemsTile(), nine(State.DISCONNECTED))
    assert view.standing.state is None
    assert view.standing.sources == ()


def test_a_paused_source_says_why_in_the_words_of_whoever_paused_it() -> None:
    told = Told(whys={"soc": "thay ổ đĩa"})
    told.be("soc", State.MAINTENANCE)
    told.be("av", State.MAINTENANCE)
    items = drawn(TILE, SystemsTile(), told.knowledge(), Rect(0, 0, 922, 906), sheet_of())
    texts = said(items)
    assert texts.count("thay ổ đĩa") == 1
    assert texts.count("Bảo trì") == 2


def test_names_are_the_wall_files_then_the_systems() -> None:
    told = Told()
    for id in ("a", "b", "c", "d"):
        told.be(id, State.LIVE)
    knowledge = told.knowledge(
        {
            "systems": {"mine": {"name": "Hệ của tôi"}},
            "sources": {
                "a": source("a", name="Tên riêng", system="soc"),
                "b": source("b", system="mine"),
                "c": source("c", system="map"),
                "d": source("d"),
            },
        }
    )
    chosen = SystemsTile.model_validate({"systems": ["a", "b", "c", "d"]})
    names = [row.name.short or row.name.vi for row in TILE.look_up(chosen, knowledge).rows]
    assert names == ["Tên riêng", "Hệ của tôi", "Bản đồ số", "d"]
    names = [row.name.short or row.name.vi for row in TILE.look_up(SystemsTile(), knowledge).rows]
    assert names == ["SOC", "Hệ của tôi", "Bản đồ số", "d"]


def test_a_system_of_several_sources_is_one_row_that_wears_the_worst() -> None:
    told = Told()
    told.be("alerts", State.LIVE)
    told.be("figures", State.DISCONNECTED)
    told.be("alone", State.LIVE)
    knowledge = told.knowledge(
        {
            "sources": {
                "alerts": source("alerts", system="soc"),
                "figures": source("figures", system="soc"),
                "alone": source("alone"),
            }
        }
    )
    rows = TILE.look_up(SystemsTile(), knowledge).rows
    assert [(row.id, row.system, row.state) for row in rows] == [
        ("figures", "soc", State.DISCONNECTED),
        ("alone", None, State.LIVE),
    ]


@pytest.mark.parametrize("size", [(922, 443), (922, 906), (1864, 443)])
@pytest.mark.parametrize("down", [0, 1, 2, 3])
def test_nine_sources_fit_a_quarter_and_a_half_panel(size: tuple[int, int], down: int) -> None:
    items = drawn(
        TILE, SystemsTile(), nine(*[State.DISCONNECTED] * down), Rect(0, 0, *size), sheet_of()
    )
    text = " ".join(said(items))
    for name in ("SOC", "Antivirus", "Báo chí", "Văn bản", "LGSP", "Dữ liệu mở", "Báo cáo", "CSDL"):
        assert name in text
    assert "nguồn khác" not in text


def test_what_is_down_says_since_when_why_and_whom_to_call() -> None:
    knowledge = nine(State.DISCONNECTED, provider="VSEC", contact="Tổ trực, 0263 3822 822")
    items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 922, 906), sheet_of())
    texts = said(items)
    assert "Mất kết nối" in texts
    assert "từ 13:20" in texts
    assert "không kết nối được · 0263 3822 822" in texts
    wide = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 1864, 906), sheet_of())
    assert "không kết nối được · VSEC · Tổ trực, 0263 3822 822" in said(wide)


def test_figures_that_are_late_though_just_asked_for_say_that_the_question_is_new() -> None:
    told = Told()
    told.be("soc", State.LATE)
    [row] = TILE.look_up(SystemsTile(), told.knowledge()).rows
    said_of = {
        state: Line(
            replace(row, state=state, age=timedelta()),
            AT.date(),
            marked=False,
            words=sheet_of().words,
        ).when
        for state in (State.LATE, State.LIVE)
    }
    assert said_of == {State.LATE: "hỏi vừa xong", State.LIVE: "vừa xong"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", [State.NEVER, State.DISCONNECTED, State.FAULTY])
@pytest.mark.parametrize("down", [1, 2, 5, 8, 9])
def test_why_is_said_of_all_nine_however_long_their_contacts_are(
    down: int, state: State, lang: str
) -> None:
    long = "Đầu mối vận hành trục liên thông văn bản, theo danh bạ trực"
    knowledge = nine(*[state] * down, contact=long, provider="Đơn vị vận hành trục liên thông")
    sheet = sheet_of(lang=lang)
    items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 922, 906), sheet)
    view = TILE.look_up(SystemsTile(), knowledge)
    reason = view.rows[0].reason
    assert reason is not None
    why = sheet.words.reason(reason)
    told = sum(why in text for text in said(items))
    grouped = [text for text in said(items) if text == why or text.endswith(f": {why}")]
    assert told == down or len(grouped) == 1
    assert "nguồn khác" not in " ".join(said(items))


def test_a_time_that_has_no_room_in_its_row_goes_before_the_reason() -> None:
    knowledge = nine(State.FAULTY, State.SKEWED, contact="Tổ trực")
    sheet = sheet_of(lang="en")
    items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 820, 906), sheet)
    assert any(text.startswith("since 13:51 · unreadable answer") for text in said(items))
    assert not any("disagrees just now" in text for text in said(items))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [520, 608, 700, 800, 922, 1236, 1864])
def test_words_of_one_row_never_run_together(width: int, lang: str) -> None:
    sheet = sheet_of(lang=lang)
    items = drawn(TILE, SystemsTile(), nine(*State), Rect(0, 0, width, 906), sheet)
    texts = [item for item in items if isinstance(item, Text) and item.role != "title"]
    for one in texts:
        for other in texts:
            if one is not other and one.rect.y == other.rect.y and one.rect.x < other.rect.x:
                assert other.rect.x - one.rect.right > 0.4 * sheet.reading


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_rows_use_the_height_of_their_tile(lang: str) -> None:
    box = Rect(0, 0, 922, 906)
    items = drawn(TILE, SystemsTile(), nine(), box, sheet_of(lang=lang))
    lowest = max(item.rect.bottom for item in items if isinstance(item, Text))
    assert lowest > box.h * 0.8


def test_live_sources_lose_their_age_before_their_rows() -> None:
    told, sources = Told(), {}
    for i in range(13):
        told.be(f"s{i}", State.LIVE)
        sources[f"s{i}"] = source(f"s{i}", name=f"Số liệu công bố {i}")
    knowledge = told.knowledge({"sources": sources})
    items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 922, 906), sheet_of())
    assert said(items, "cell") == ["Đang cập nhật"] * 13
    assert said(items, "age") == []


def test_what_is_left_out_is_counted() -> None:
    states = [State.DISCONNECTED] * 9
    items = drawn(TILE, SystemsTile(), nine(*states), Rect(0, 0, 451, 443), sheet_of())
    shown = sum(isinstance(i, Mark) and i.shape == LOOKS[State.DISCONNECTED].mark for i in items)
    assert 0 < shown < 9
    assert f"và {9 - shown} nguồn khác" in said(items, "context")


@pytest.mark.parametrize(("height", "fitting"), [(300, 2), (420, 4)])
def test_since_when_takes_no_row_from_another_source(height: int, fitting: int) -> None:
    knowledge = nine(*[State.MAINTENANCE] * 4, State.LATE)
    items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, 760, height), sheet_of())
    shown = sum(isinstance(item, Mark) for item in items)
    assert shown == fitting
    assert f"và {9 - shown} nguồn khác" in said(items, "context")


def test_every_state_has_its_mark_and_its_word() -> None:
    items = drawn(TILE, SystemsTile(), nine(*State), Rect(0, 0, 922, 906), sheet_of())
    words = sheet_of().words
    texts = said(items)
    for state in State:
        assert words.state(state) in texts
        assert any(isinstance(i, Mark) and i.shape == LOOKS[state].mark for i in items)


def test_a_simulated_source_is_marked_beside_real_ones() -> None:
    knowledge = nine(State.LATE, simulated={"soc"})
    for size in SIZES:
        items = drawn(TILE, SystemsTile(), knowledge, Rect(0, 0, *size), sheet_of())
        assert any("MÔ PHỎNG" in text for text in said(items))
    view = TILE.look_up(SystemsTile(), knowledge)
    assert not view.standing.simulated
    assert [row.simulated for row in view.rows if row.id == "soc"] == [True]


def test_where_all_are_simulated_the_tile_says_it_once() -> None:
    items = drawn(TILE, SystemsTile(), nine(simulated=True), Rect(0, 0, 922, 906), sheet_of())
    assert sum("MÔ PHỎNG" in text for text in said(items)) == 1


def test_what_never_answered_speaks_neither_for_nor_against_simulation() -> None:
    simulated = set(NINE) - {"soc"}
    view = TILE.look_up(SystemsTile(), nine(State.NEVER, simulated=simulated))
    assert view.standing.simulated
    view = TILE.look_up(SystemsTile(), nine(State.DISCONNECTED, simulated=simulated))
    assert not view.standing.simulated
    assert [row.id for row in view.rows if not row.simulated] == ["soc"]


def test_figures_name_state_and_since() -> None:
    rows = TILE.look_up(SystemsTile(), nine(State.DISCONNECTED)).figures()["rows"]
    assert isinstance(rows, list)
    assert rows[0] == {
        "id": "soc",
        "system": "soc",
        "state": "disconnected",
        "since": "2026-11-24T06:20:00.000000Z",
        "simulated": False,
    }


def test_a_wall_without_sources_says_so() -> None:
    items = drawn(TILE, SystemsTile(), Told().knowledge(), Rect(0, 0, 922, 443), sheet_of())
    assert "Không có nguồn nào" in said(items)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_text_is_whole_and_large_enough(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(20, 30, *size)
    histories = [
        [*State],
        [State.LIVE] * 9,
        [State.DISCONNECTED],
        [State.FAULTY] * 5,
        [State.NEVER] * 9,
    ]
    for states in histories:
        for simulated in (False, True, {"soc", "map"}):
            long = "Trung tâm Giám sát, điều hành thông minh huyện Đạ Tẻh"
            knowledge = nine(*states, simulated=simulated, contact=long)
            assert faults(drawn(TILE, SystemsTile(), knowledge, box, sheet), box, sheet) == []


@pytest.mark.parametrize("size", SIZES)
def test_forty_sources_with_long_names_stay_inside(size: tuple[int, int]) -> None:
    told = Told()
    sources = {}
    states = [*State]
    for i in range(40):
        told.be(f"s{i}", states[i % 8], simulated=i % 3 == 0)
        sources[f"s{i}"] = source(f"s{i}", name=f"Hệ thống thông tin chuyên ngành số {i} của tỉnh")
    sheet, box = sheet_of(), Rect(0, 0, *size)
    items = drawn(TILE, SystemsTile(), told.knowledge({"sources": sources}), box, sheet)
    assert faults(items, box, sheet) == []


WHOLE = "Máy chủ không nhận kết nối ở cổng 9093."


def cut_off(*others: str) -> Knowledge:
    told = Told()
    for id in ("soc", *others):
        told.be(id, State.LIVE if others and id == others[-1] else State.DISCONNECTED)
    return told.knowledge({"sources": {id: source(id) for id in ("soc", *others)}})


@pytest.mark.parametrize("others", [(), ("av",)])
def test_a_few_sources_say_what_was_met_in_a_whole_sentence(others: tuple[str, ...]) -> None:
    box, sheet = Rect(0, 0, 1864, 906), sheet_of()
    items = drawn(TILE, SystemsTile(), cut_off(*others), box, sheet)
    assert WHOLE in said(items)
    assert faults(items, box, sheet) == []


def test_many_sources_keep_to_few_words() -> None:
    items = drawn(TILE, SystemsTile(), cut_off(*NINE[1:]), Rect(0, 0, 1864, 906), sheet_of())
    assert WHOLE not in said(items)


def test_one_source_on_a_tile_as_tall_as_the_screen_is_not_at_its_top() -> None:
    items = drawn(TILE, SystemsTile(), cut_off(), Rect(0, 0, 1864, 906), sheet_of())
    [name] = [item for item in items if isinstance(item, Text) and item.role == "label"]
    assert name.rect.y > 200


def test_a_row_whose_sources_said_only_part_says_how_much_they_lack() -> None:
    told = Told()
    told.answer("a", partial=True, missing=20)
    told.answer("b", partial=True, missing=3, simulated=True)
    told.answer("c")
    sources = {id: source(id, system="soc" if id != "c" else "av") for id in "abc"}
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    items = drawn(TILE, SystemsTile(), told.knowledge({"sources": sources}), box, sheet)
    assert said(items, "mark") == ["Thiếu 23"]
    assert not faults(items, box, sheet)
