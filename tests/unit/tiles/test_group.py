"""Groups of figures with their digits under one another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Observation
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Box, Ink, Mark, Rect, Text, Weight
from widgets.tiles.group import TILE, GroupTile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from widgets.drawing import Item
    from widgets.sheet import Sheet

SIZES = [
    (1864, 906),
    (1240, 700),
    (922, 906),
    (922, 443),
    (1864, 300),
    (608, 443),
    (451, 288),
    (400, 240),
    *ODD,
]


def test_figures_of_unlike_periods_have_no_age_and_each_its_own_period() -> None:
    told = (*USE[:3], figure("mobile", "93.5", period="2024"))
    view = TILE.look_up(GroupTile(group=tuple(INDICATORS)), knowledge(told))
    assert (view.period, view.standing.age) == (None, None)
    stale = TILE.look_up(GroupTile(group=tuple(INDICATORS)), knowledge(told, state=State.STALE))
    assert stale.standing.age is not None
    box = Rect(0, 0, 1864, 906)
    tile = GroupTile(group=tuple(INDICATORS))
    items = said(drawn(TILE, tile, knowledge(told), box, sheet_of()))
    assert "vừa xong" not in items
    assert {"Năm 2023", "Năm 2024"} <= set(items)


def figure(id: str, value: str | None, **more: Any) -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(uid=id, indicator=id, value=number, **{"period": "2023", **more})


USE = (
    figure("fibre", "91.53"),
    figure("stations", "1700"),
    figure("revenue", "2850", qualifier="ước"),
    figure("mobile", "93.5"),
)
INDICATORS: dict[str, Any] = {
    "fibre": {"name": {"vi": "Hộ có Internet cáp quang", "short": "Cáp quang"}, "unit": "%"},
    "stations": {"name": "Trạm BTS", "unit": "trạm"},
    "revenue": {"name": "Doanh thu bưu chính, viễn thông", "unit": "tỷ đồng"},
    "mobile": {"name": "Thuê bao băng rộng di động"},
}


def knowledge(
    told: Sequence[Observation] = USE,
    indicators: Mapping[str, Any] = INDICATORS,
    state: State = State.LIVE,
    **wall: Any,
) -> Any:
    world = Told()
    world.be("so", state, told)
    declared = {
        id: {"source": "so", "due": "none", "better": "up", "groups": ["nhom"], **one}
        for id, one in indicators.items()
    }
    groups = {"nhom": {"name": "Viễn thông"}}
    return world.knowledge(
        {"sources": {"so": source("so")}, "indicators": declared, "groups": groups, **wall}
    )


OF_GROUP = GroupTile(group="nhom")


def values(items: list[Item]) -> list[Text]:
    return [one for one in items if isinstance(one, Text) and one.role == "value"]


def decimal_mark(text: Text, sheet: Sheet) -> float:
    """Where the whole part of a figure ends, pixels."""
    digits = [one for one in text.runs if one.text[:1].isdigit()]
    run = max(digits, key=lambda one: one.size)
    whole = run.text.partition(",")[0]
    return run.x + sheet.measure.width(whole, run.size, Weight.BOLD)


@pytest.mark.parametrize("size", [(1864, 906), (922, 443), (922, 906)])
def test_decimal_marks_stand_under_one_another_in_one_size(size: tuple[int, int]) -> None:
    sheet = sheet_of()
    figures = values(drawn(TILE, OF_GROUP, knowledge(), Rect(0, 0, *size), sheet))
    assert len(figures) == 4
    assert len({max(run.size for run in one.runs) for one in figures}) == 1
    marks = [decimal_mark(one, sheet) for one in figures]
    assert max(marks) - min(marks) < 1


def test_figures_keep_their_wording_unit_and_decimals() -> None:
    items = drawn(TILE, OF_GROUP, knowledge(), Rect(0, 0, 1864, 906), sheet_of())
    told = said(items, "value")
    assert told == ["91,53", "1.700", "ước 2.850", "93,5"]
    assert said(items, "unit") == ["%", "trạm", "tỷ đồng"]


def test_units_stand_under_one_another_percent_too() -> None:
    items = drawn(TILE, OF_GROUP, knowledge(), Rect(0, 0, 1864, 906), sheet_of())
    lefts = {one.rect.x for one in items if isinstance(one, Text) and one.role == "unit"}
    assert len(lefts) == 1


def test_a_unit_stands_no_farther_away_for_a_ratio_that_has_none() -> None:
    ratio = figure("mobile", "0.0225", numerator=Decimal(9), denominator=Decimal(400))
    items = drawn(TILE, OF_GROUP, knowledge((USE[1], ratio)), Rect(0, 0, 922, 443), sheet_of())
    (unit,) = (one for one in items if isinstance(one, Text) and one.role == "unit")
    (stations,) = (one for one in values(items) if one.text == "1.700")
    assert unit.rect.x - stations.rect.right < sheet_of().reading


def test_a_name_before_a_figure_that_is_shorter_than_others_has_more_room() -> None:
    told = [figure("views", "280820280"), figure("sets", "24")]
    names = {
        "views": {"name": "Lượt xem", "unit": "lượt"},
        "sets": {"name": {"vi": "Bộ dữ liệu công bố", "short": "Bộ dữ liệu"}, "unit": "bộ"},
    }
    for width in range(600, 1000, 20):
        box = Rect(0, 0, width, 300)
        items = drawn(TILE, OF_GROUP, knowledge(told, names), box, sheet_of())
        assert faults(items, box, sheet_of()) == [], width
        (name,) = (one for one in items if isinstance(one, Text) and one.text.startswith("Bộ"))
        _, short = values(items)
        needed = sheet_of().measure.width(name.full, name.runs[0].size, Weight.REGULAR)
        assert name.text == name.full or needed > short.rect.x - sheet_of().px(28), width


WRONG = {"to": 2000, "meaning": {"vi": "chưa đủ trạm", "short": "thiếu"}, "priority": "medium"}


def flags(items: list[Item]) -> list[Mark]:
    return [one for one in items if isinstance(one, Mark) and one.shape == "pennant"]


@pytest.mark.parametrize("size", SIZES)
def test_a_figure_as_it_should_not_be_has_its_pennant_in_any_room(size: tuple[int, int]) -> None:
    wrong = {**INDICATORS, "stations": {**INDICATORS["stations"], "bands": [WRONG]}}
    items = drawn(TILE, OF_GROUP, knowledge(indicators=wrong), Rect(0, 0, *size), sheet_of())
    assert faults(items, Rect(0, 0, *size), sheet_of()) == []
    shown = any({"Trạm BTS", "1.700"} & {*text.split("\n"), text} for text in said(items))
    assert [one.ink for one in flags(items)] == [Ink.OVERDUE] * shown
    right = {**INDICATORS, "stations": {**INDICATORS["stations"], "bands": [{**WRONG, "to": 1000}]}}
    items = drawn(TILE, OF_GROUP, knowledge(indicators=right), Rect(0, 0, *size), sheet_of())
    assert flags(items) == []


def test_what_is_wrong_is_said_before_what_a_figure_is_held_against() -> None:
    told = [
        figure("stations", "1700", previous=Decimal(1692), plan=Decimal(1750)),
        figure("fibre", "91.53", previous=Decimal("89.9"), plan=Decimal(95)),
    ]
    two = {
        "stations": {**INDICATORS["stations"], "bands": [WRONG]},
        "fibre": INDICATORS["fibre"],
    }
    held: set[str] = set()
    for width in (800, 922, 1000, 1240, 1864):
        box = Rect(0, 0, width, 443)
        items = drawn(TILE, OF_GROUP, knowledge(told, two), box, sheet_of())
        held = {"Kỳ trước", "% kế hoạch"} & set(said(items, "label"))
        words = {"chưa đủ trạm", "thiếu"} & set(said(items, "band"))
        assert words or not held, width
    assert held == {"Kỳ trước", "% kế hoạch"}


def test_a_ratio_keeps_both_numbers_and_has_a_bar() -> None:
    told = [
        figure("a", "10", numerator=Decimal(10), denominator=Decimal(12)),
        figure("b", "4", numerator=Decimal(4), denominator=Decimal(8)),
    ]
    names = {"a": {"name": "IOC"}, "b": {"name": "Đám mây"}}
    items = drawn(TILE, OF_GROUP, knowledge(told, names), Rect(0, 0, 1864, 443), sheet_of())
    assert said(items, "value") == ["10/12", "4/8"]
    full = [one for one in items if isinstance(one, Box) and one.fill is Ink.DATA]
    ground = [one for one in items if isinstance(one, Box) and one.fill is Ink.DATA_DIM]
    shares = [one.rect.w / two.rect.w for one, two in zip(full, ground, strict=True)]
    assert shares == pytest.approx([10 / 12, 0.5])


def test_comparisons_stand_in_columns_where_there_is_room() -> None:
    told = [
        figure("fibre", "91.53", previous=Decimal("89.9"), plan=Decimal(95)),
        figure("stations", "1700", previous=Decimal(1692), same_period=Decimal(1630)),
    ]
    two = {id: INDICATORS[id] for id in ("fibre", "stations")}
    items = drawn(TILE, OF_GROUP, knowledge(told, two), Rect(0, 0, 1864, 443), sheet_of())
    assert {"Kỳ trước", "Cùng kỳ", "% kế hoạch"} <= set(said(items, "label"))
    assert {"89,9%", "1.692", "1.630", "96,4"} <= set(said(items, "context"))


def test_periods_that_differ_are_said_in_each_row() -> None:
    told = [figure("fibre", "91.53"), figure("stations", "1700", period="2023-11")]
    two = {id: INDICATORS[id] for id in ("fibre", "stations")}
    items = drawn(TILE, OF_GROUP, knowledge(told, two), Rect(0, 0, 1864, 443), sheet_of())
    assert {"Năm 2023", "Tháng 11/2023"} <= set(said(items, "context"))
    same = drawn(TILE, OF_GROUP, knowledge(), Rect(0, 0, 1864, 443), sheet_of())
    assert said(same, "period") == ["Năm 2023"]
    assert "Năm 2023" not in said(same, "context")


def test_a_figure_that_stands_otherwise_wears_its_own_mark() -> None:
    world = Told()
    world.be("so", State.LIVE, [figure("fibre", "91.53", period=None)])
    world.be("khac", State.DISCONNECTED, [figure("stations", "1700", period=None)])
    known = world.knowledge(
        {
            "sources": {"so": source("so"), "khac": source("khac")},
            "indicators": {
                "fibre": {"name": "Cáp quang", "source": "so"},
                "stations": {"name": "Trạm", "source": "khac"},
            },
        }
    )
    tile = GroupTile(group=("fibre", "stations"))
    items = drawn(TILE, tile, known, Rect(0, 0, 922, 443), sheet_of())
    slashes = [one for one in items if isinstance(one, Mark) and one.shape == "slash"]
    assert len(slashes) == 2  # the badge's and the row's
    alive, old = values(items)
    assert (alive.ink, old.ink) == (Ink.TEXT, Ink.SECOND)


def test_what_was_never_told_is_a_dash_without_a_unit() -> None:
    known = knowledge([figure("fibre", "91.53")])
    items = drawn(TILE, OF_GROUP, known, Rect(0, 0, 1864, 906), sheet_of())
    assert said(items, "value") == ["91,53", "–", "–", "–"]
    assert said(items, "unit") == ["%"]


def test_a_figure_in_words_is_said_in_words() -> None:
    told = [figure("fibre", "91.53"), figure("stations", None, text="đang thử nghiệm")]
    two = {id: INDICATORS[id] for id in ("fibre", "stations")}
    items = drawn(TILE, OF_GROUP, knowledge(told, two), Rect(0, 0, 922, 443), sheet_of())
    assert said(items, "value") == ["91,53", "đang thử nghiệm"]


def test_rows_without_room_are_counted_and_the_order_stays() -> None:
    told = [figure(f"c{n}", str(n)) for n in range(20)]
    names = {f"c{n}": {"name": f"Chỉ số {n}"} for n in range(20)}
    known = knowledge(told, names)
    items = drawn(TILE, OF_GROUP, known, Rect(0, 0, 922, 443), sheet_of())
    shown = said(items, "value")
    assert shown == [str(n) for n in range(len(shown))]
    assert f"và {20 - len(shown)} chỉ số khác" in said(items)
    view = TILE.look_up(OF_GROUP, known)
    assert (len(view.numbers), view.total) == (12, 20)


def test_a_group_leaves_out_what_has_a_tile_of_its_own() -> None:
    tile = GroupTile(group="nhom", without=("fibre",))
    view = TILE.look_up(tile, knowledge())
    assert [one.id for one in view.numbers] == ["stations", "revenue", "mobile"]
    assert view.title.vi == "Viễn thông"


@pytest.mark.parametrize("group", [[], ["a"], [f"c{n}" for n in range(13)], None])
def test_one_figure_or_thirteen_are_no_group(group: object) -> None:
    with pytest.raises(ValidationError):
        GroupTile.model_validate({"group": group})


def test_only_a_named_group_can_leave_any_out() -> None:
    with pytest.raises(ValidationError, match="without"):
        GroupTile.model_validate({"group": ["a", "b"], "without": ["a"]})


def test_wall_json_has_each_figure_with_what_it_is_held_against() -> None:
    told = TILE.look_up(OF_GROUP, knowledge([figure("fibre", "91.53", plan=Decimal(95))])).figures()
    figures: Any = told["figures"]
    assert figures[0]["indicator"] == "fibre"
    assert figures[0]["value"] == "91.53"
    assert figures[0]["plan"]["value"] == "95"
    assert figures[1]["value"] is None


HUGE = (
    figure("fibre", "99999999999999999999999999", qualifier="hơn " * 30),
    figure("stations", "-0.0000000001"),
    figure("revenue", None, text="rất " * 300),
    figure("mobile", "5", numerator=Decimal("1e300"), denominator=Decimal("1e-300")),
)
LONG = {
    id: {
        "name": {"vi": "Tỷ lệ ẪỔỀẲẠỰỘ " + "rất dài " * 20, "short": "Ngắn mà vẫn dài lắm"},
        "unit": {"vi": "đơn vị tính rất dài", "short": "đv"},
    }
    for id in INDICATORS
}
RICH = tuple(
    figure(
        id,
        "12345.678",
        period=f"2023-0{n + 1}",
        previous=Decimal("12000.5"),
        same_period=Decimal(9),
        plan=Decimal(15000),
    )
    for n, id in enumerate(INDICATORS)
)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    for state in (State.LIVE, State.STALE, State.DISCONNECTED, State.NEVER):
        for told, names in ((USE, INDICATORS), (RICH, INDICATORS), (HUGE, LONG), (RICH, LONG)):
            known = knowledge(told, names, state)
            items = drawn(TILE, OF_GROUP, known, box, sheet)
            assert faults(items, box, sheet) == [], (state, told[0].value)


def test_figures_are_no_larger_than_names_beside_them_have_room_for() -> None:
    sheet = sheet_of()
    for width in range(600, 1000, 20):
        items = drawn(TILE, OF_GROUP, knowledge(), Rect(0, 0, width, 443), sheet)
        cut = any(text.endswith("…") for text in said(items, "label"))
        sizes = {max(run.size for run in one.runs) for one in values(items)}
        assert not cut or sizes <= {sheet.reading}, width


@pytest.mark.parametrize("width", range(600, 1000, 20))
@pytest.mark.parametrize("height", [330, 430, 560, 720])
def test_a_pennant_goes_with_its_word_where_the_word_has_room(width: int, height: int) -> None:
    indicators = {**INDICATORS, "stations": {**INDICATORS["stations"], "bands": [WRONG]}}
    told = (*USE[:1], figure("stations", "1700"), *USE[2:])
    box, sheet = Rect(0, 0, width, height), sheet_of()
    items = drawn(TILE, OF_GROUP, knowledge(told, indicators), box, sheet)
    assert faults(items, box, sheet) == []
    words = [one for one in items if isinstance(one, Text) and one.role == "band"]
    assert {one.text for one in words} <= {"chưa đủ trạm", "thiếu"}
    marks = flags(items)
    for word, mark in zip(words, marks, strict=False):
        assert mark.rect.right <= word.rect.x
        assert word.rect.y <= mark.rect.y + mark.rect.h / 2 <= word.rect.bottom


def test_what_is_wrong_is_said_under_the_name_in_tall_rows_and_behind_it_in_low_ones() -> None:
    indicators = {**INDICATORS, "stations": {**INDICATORS["stations"], "bands": [WRONG]}}

    def under(width: int, height: int) -> bool | None:
        """None where a column of words has it, or where it has no room."""
        box = Rect(0, 0, width, height)
        items = drawn(TILE, OF_GROUP, knowledge(USE, indicators), box, sheet_of())
        words = [one.rect for one in items if isinstance(one, Text) and one.role == "band"]
        names = [one.rect for one in items if isinstance(one, Text) and one.text == "Trạm BTS"]
        return words[0].y > names[0].bottom - 5 if words and names else None

    assert True in {under(width, 720) for width in range(480, 1000, 20)}
    assert True not in {under(width, 400) for width in range(480, 1400, 20)}
    assert False in {under(width, 400) for width in range(480, 1400, 20)}


def test_a_name_is_broken_over_two_lines_before_it_is_cut() -> None:
    long = {
        "vi": "Thuê bao sử dụng điện thoại thông minh",
        "short": "Thuê bao điện thoại thông minh",
    }
    indicators = {id: {"name": long, "unit": "%"} for id in INDICATORS}
    told = [figure(id, "91.5") for id in INDICATORS]
    for height in range(360, 900, 20):
        box = Rect(0, 0, 640, height)
        items = drawn(TILE, OF_GROUP, knowledge(told, indicators), box, sheet_of())
        names = [one for one in items if isinstance(one, Text) and one.role == "label"]
        whole = len(names) == 4 and not any(one.text.endswith("…") for one in names)
        assert whole or height < 520
        assert faults(items, box, sheet_of()) == []
