from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Level, Observation, Round, Sample
from services.views import SEVERAL
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Box, Curve, Ink, Item, Mark, Rect, Text
from widgets.tile import Room
from widgets.tiles.number import TILE, NumberTile
from widgets.trend import trend

PAPER = "Báo Lâm Đồng 22/12/2023"


def figure(id: str = "bts", **fields: Any) -> Observation:
    return Observation(uid=id, indicator=id, **fields)


def knowledge(
    *records: Observation,
    state: State = State.LIVE,
    unit: str = "trạm",
    better: str = "up",
    due: str | None = None,
) -> Any:
    told = Told()
    told.be("s", state, list(records))
    indicators = {
        record.indicator: {
            "name": f"Chỉ số {record.indicator}",
            "unit": unit,
            "source": "s",
            "better": better,
        }
        | ({"due": due} if due else {})
        for record in records
    }
    return told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})


def settings(*ids: str, **fields: Any) -> NumberTile:
    return NumberTile.model_validate({"number": list(ids) or ["bts"], **fields})


def texts(known: Any, tile: NumberTile | None = None, box: Rect | None = None) -> list[Text]:
    items = drawn(TILE, tile or settings(), known, box or Rect(0, 0, 900, 440), sheet_of())
    assert faults(items, box or Rect(0, 0, 900, 440), sheet_of()) == []
    return [item for item in items if isinstance(item, Text)]


def value(known: Any) -> str:
    (found,) = [text for text in texts(known) if text.role == "value"]
    return found.text


@pytest.mark.parametrize(
    ("record", "unit", "shown"),
    [
        (figure(value=Decimal(1700)), "trạm", "1.700"),
        (figure(value=Decimal("93.5")), "thuê bao/100 dân", "93,5"),
        (figure(value=Decimal("91.53")), "%", "91,53%"),
        (figure(value=Decimal(4), numerator=Decimal(4), denominator=Decimal(8)), "hệ thống", "4/8"),
        (figure(value=Decimal(2850), qualifier="ước"), "tỷ đồng", "ước 2.850"),
        (figure(text="đang thử nghiệm"), "trạng thái", "đang thử nghiệm"),
        (figure(value=Decimal(0)), "trạm", "0"),
    ],
)
def test_a_figure_is_written_as_it_was_printed(record: Observation, unit: str, shown: str) -> None:
    assert value(knowledge(record, unit=unit)) == shown


def test_a_periodic_figure_shows_its_period_and_no_age() -> None:
    known = knowledge(figure(value=Decimal(1700), period="2023", publication=PAPER), due="none")
    roles = {text.role: text.text for text in texts(known)}
    assert roles["period"] == "Năm 2023"
    assert "age" not in roles
    assert PAPER in [text.text for text in texts(known)]


def test_a_comparison_names_its_base_or_says_that_none_was_stated() -> None:
    based = figure(value=Decimal(1700), delta=Decimal(70), ratio=Decimal("104.29"), base="2022")
    assert "đạt 104,29% so với năm 2022" in " ".join(t.text for t in texts(knowledge(based)))
    bare = figure(value=Decimal(2850), ratio=Decimal("105.16"))
    shown = " ".join(t.text for t in texts(knowledge(bare)))
    assert "đạt 105,16%, bài không nêu gốc so sánh" in shown


@pytest.mark.parametrize("state", [state for state in State if state is not State.NEVER])
def test_a_figure_keeps_its_value_in_every_state(state: State) -> None:
    ahead = AT + timedelta(minutes=10) if state is State.SKEWED else None
    known = knowledge(figure(value=Decimal(1700), at=ahead), state=state)
    assert TILE.look_up(settings(), known).standing.state is state
    assert value(known) == "1.700"
    badges = [text.text for text in texts(known) if text.role == "badge"]
    assert (badges == []) == (state is State.LIVE)


def test_never_is_a_dash_with_its_reason_and_not_zero() -> None:
    told = Told()
    told.asked["s"] = replace(
        told.asks("s"), words=phrase("Không tìm thấy máy chủ {host}", host="x.invalid")
    )
    known = told.knowledge(
        {
            "sources": {"s": source("s")},
            "indicators": {"bts": {"name": "Trạm", "unit": "trạm", "source": "s"}},
        }
    )
    assert value(known) == "–"
    shown = said(drawn(TILE, settings(), known, Rect(0, 0, 900, 440), sheet_of()))
    assert "Không tìm thấy máy chủ x.invalid" in shown
    assert TILE.look_up(settings(), known).standing.state is State.NEVER


def bars(known: Any, tile: NumberTile | None = None) -> list[Box]:
    items = drawn(TILE, tile or settings(), known, Rect(0, 0, 900, 440), sheet_of())
    return [item for item in items if isinstance(item, Box) and item.rect.h < 20]


def test_a_small_ratio_is_counted_in_parts() -> None:
    ratio = figure(value=Decimal(10), numerator=Decimal(10), denominator=Decimal(12))
    parts = bars(knowledge(ratio, unit="đơn vị"))
    assert len(parts) == 12
    assert sum(part.fill is not None for part in parts) == 10


def test_percent_has_a_bar_to_a_hundred_and_a_rate_per_hundred_people_none() -> None:
    assert len(bars(knowledge(figure(value=Decimal("91.53")), unit="%"))) == 2
    assert bars(knowledge(figure(value=Decimal("93.5")), unit="thuê bao/100 dân")) == []
    assert bars(knowledge(figure(value=Decimal("0.4")), unit="%", better="down")) == []


def test_several_figures_stand_side_by_side_in_one_size() -> None:
    known = knowledge(figure("a", value=Decimal(3000)), figure("b", value=Decimal(23)))
    shown = texts(known, settings("a", "b"))
    values = [text for text in shown if text.role == "value"]
    assert [text.text for text in values] == ["3.000", "23"]
    assert len({text.runs[-1].size for text in values}) == 1
    assert [text.text for text in shown if text.role == "label"] == ["Chỉ số a", "Chỉ số b"]


def test_a_tile_is_dimmed_only_when_all_its_figures_are_old() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure("a", value=Decimal(1))])
    told.be("t", State.DISCONNECTED, [figure("b", value=Decimal(2))])
    known = told.knowledge(
        {
            "sources": {"s": source("s"), "t": source("t")},
            "indicators": {
                "a": {"name": "A", "source": "s"},
                "b": {"name": "B", "source": "t"},
            },
        }
    )
    view = TILE.look_up(settings("a", "b"), known)
    assert view.standing.state is State.DISCONNECTED
    assert view.dimmed is False
    assert [number.old for number in view.numbers] == [False, True]


def test_equal_knowledge_a_second_later_is_an_equal_view() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(value=Decimal(1))])
    spec: dict[str, Any] = {
        "sources": {"s": source("s")},
        "indicators": {"bts": {"name": "A", "source": "s"}},
    }
    before = TILE.look_up(settings(), told.knowledge(spec))
    told.at = AT + timedelta(seconds=1)
    assert TILE.look_up(settings(), told.knowledge(spec)) == before
    told.at = AT + timedelta(minutes=10)
    assert TILE.look_up(settings(), told.knowledge(spec)) != before


@pytest.mark.parametrize("size", [(922, 440), (608, 290), (900, 620), (1864, 280)])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", list(State))
def test_nothing_leaves_the_tile_or_meets_another_text(
    size: tuple[int, int], lang: str, state: State
) -> None:
    record = figure(
        value=Decimal(2850),
        qualifier="ước",
        delta=Decimal(70),
        ratio=Decimal("105.16"),
        base="2022",
    )
    known = knowledge(record, state=state, unit="tỷ đồng")
    box, sheet = Rect(10, 20, *size), sheet_of(lang=lang)
    assert faults(drawn(TILE, settings(), known, box, sheet), box, sheet) == []


def test_a_series_is_drawn_with_its_span_named_and_a_hole_stays_a_hole() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(value=Decimal(7))])
    minutes = [n for n in range(0, 1440, 5) if not 600 <= n < 700]
    told.series = tuple(
        Sample(uid="bts", indicator="bts", value=Decimal(n % 97), at=AT - timedelta(minutes=n))
        for n in reversed(minutes)
    )
    known = told.knowledge(
        {"sources": {"s": source("s")}, "indicators": {"bts": {"name": "A", "source": "s"}}}
    )
    tile = settings(trend="24 h")
    items = drawn(TILE, tile, known, Rect(0, 0, 900, 440), sheet_of())
    (curve,) = [item for item in items if isinstance(item, Curve)]
    assert len(curve.stretches) == 2
    assert "24 giờ qua · 0–96" in said(items)


def test_a_title_is_not_broken_for_an_age_that_has_another_place() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(value=Decimal(1))])
    name = "Mạng nhận và gửi"
    indicators = {"bts": {"name": name, "source": "s", "unit": "Mbit/s"}}
    known = told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})
    items = drawn(TILE, settings(), known, Rect(0, 0, 451, 443), sheet_of())
    [title] = [item for item in items if isinstance(item, Text) and item.role == "title"]
    assert [run.text for run in title.runs] == [name]
    assert "vừa xong" in said(items)


@pytest.mark.parametrize(
    ("values", "last", "expected"),
    [
        (("0.000013", "0.000072"), "0", "24 giờ qua · 0"),
        (("0.000013", "0.000072"), "0.00004", "24 giờ qua · 0,00001–0,00007"),
        (("0.2671", "1.7834"), "1", "24 giờ qua · 0,27–1,78"),
        (("26.71", "91.04"), "31.2", "24 giờ qua · 26,7–91"),
        (("-0.001", "2"), "1", "24 giờ qua · 0–2"),
    ],
)
def test_the_ends_of_a_curve_have_no_more_decimals_than_its_figure(
    values: tuple[str, ...], last: str, expected: str
) -> None:
    points = [
        Sample(uid="bts", indicator="bts", value=Decimal(v), at=AT - n * timedelta(minutes=9))
        for n, v in enumerate(values, start=1)
    ]
    known = pointed(*points[::-1], told=[figure(value=Decimal(last), period="2023")])
    assert expected in {text.full for text in texts(known, settings(trend="24 h"))}


def test_a_tremble_is_not_drawn_as_a_fall() -> None:
    box = Rect(0, 0, 600, 200)
    room, sheet = Room(box=box), sheet_of()
    points = tuple(
        (AT - timedelta(minutes=60 - n), Decimal(value))
        for n, value in enumerate(["100", "99.99", "100", "99.995"] * 15)
    )
    (curve,) = [
        i for i in trend(points, timedelta(hours=1), box, room, sheet) if isinstance(i, Curve)
    ]
    heights = [y for stretch in curve.stretches for _, y in stretch]
    assert max(heights) - min(heights) < 2


def test_where_a_source_tells_points_alone_the_last_one_is_the_figure_and_as_old_as_it_is() -> None:
    known = pointed(Sample(uid="bts", indicator="bts", value=Decimal(7), at=AT - HOUR))
    view = TILE.look_up(settings(trend="24 h"), known)
    assert view.standing.age == HOUR
    assert view.standing.state is State.LIVE
    assert {"7", "1 giờ"} <= {text.full for text in texts(known, settings(trend="24 h"))}


def test_points_that_came_too_long_ago_for_their_cadence_are_an_old_figure() -> None:
    known = pointed(
        Sample(uid="bts", indicator="bts", value=Decimal(7), at=AT - HOUR), cadence="10 min"
    )
    assert TILE.look_up(settings(trend="24 h"), known).standing.state is State.STALE


def test_points_of_several_series_are_nobody_s_figure() -> None:
    two = [Sample(uid=n, indicator="bts", value=Decimal(n), at=AT - HOUR) for n in "12"]
    view = TILE.look_up(settings(trend="24 h"), pointed(*two))
    assert view.numbers[0].observation is None
    assert (view.standing.state, view.standing.words) == (State.NEVER, SEVERAL)


def test_a_figure_that_was_told_is_not_replaced_by_its_course() -> None:
    known = pointed(
        Sample(uid="bts", indicator="bts", value=Decimal(7), at=AT), told=[figure(value=Decimal(9))]
    )
    assert TILE.look_up(settings(trend="24 h"), known).numbers[0].observation == figure(
        value=Decimal(9)
    )


def test_a_curve_ends_in_the_figure_that_was_told_after_its_last_point() -> None:
    points = [
        Sample(uid="bts", indicator="bts", value=Decimal(n), at=AT - n * timedelta(minutes=1))
        for n in (3, 2)
    ]
    known = pointed(*points, told=[figure(value=Decimal(75))])
    assert "24 giờ qua · 2–75" in {text.full for text in texts(known, settings(trend="24 h"))}
    view = TILE.look_up(settings(trend="24 h"), known)
    assert view.latest == (AT - timedelta(seconds=5), Decimal(75))
    assert view.figures()["series"] == 2


@pytest.mark.parametrize(
    "told",
    [
        figure(value=Decimal(75), at=AT - timedelta(hours=2)),
        figure(value=Decimal(75), period="2023"),
        figure(value=Decimal(75), territory="672"),
        figure(text="đang thử nghiệm"),
    ],
    ids=["earlier", "of a period", "of another place", "a word"],
)
def test_a_curve_takes_no_figure_that_is_not_its_own(told: Observation) -> None:
    points = [
        Sample(uid="bts", indicator="bts", value=Decimal(n), at=AT - n * timedelta(minutes=1))
        for n in (3, 2)
    ]
    assert TILE.look_up(settings(trend="24 h"), pointed(*points, told=[told])).latest is None


def test_several_unreadable_figures_say_why_once() -> None:
    why = phrase("“{value}” có thể là hai số khác nhau; khai decimals", value="1.234")
    known = knowledge(figure("a", fault=why), figure("b", fault=why))
    said = [text.full for text in texts(known, settings("a", "b"))]
    assert said.count("“1.234” có thể là hai số khác nhau; khai decimals") == 1


HOUR = timedelta(hours=1)


def pointed(*points: Sample, told: list[Observation] | None = None, **more: str) -> Any:
    history = Told()
    history.be("s", State.LIVE, told or [])
    history.series = points
    indicator = {"name": "A", "source": "s", **more}
    return history.knowledge({"sources": {"s": source("s")}, "indicators": {"bts": indicator}})


@pytest.mark.parametrize(
    ("width", "printed"),
    [(530, "Báo Lâm… 22/12/2023"), (330, "22/12/2023")],
)
def test_in_a_narrow_tile_the_name_of_a_paper_gives_way_to_its_date(
    width: float, printed: str
) -> None:
    known = knowledge(figure(value=Decimal(1700), publication=PAPER), due="none")
    assert printed in [text.text for text in texts(known, box=Rect(0, 0, width, 440))]


def shown_beside(*, wide: bool = True, **more: Any) -> list[str]:
    """What stands with the figure of August of a source that told the year and the last one."""
    told = Told()
    months = [(2025, n, 10 * n + 160) for n in range(1, 13)]
    months += [(2026, n, v) for n, v in enumerate((240, 236, 251, 262, 249, 258, 270, 255), 1)]
    records = [
        figure(value=Decimal(v), period=f"{y}-{n:02}", level=Level.PRELIMINARY)
        for y, n, v in months
    ]
    told.be("s", State.LIVE, [replace(one, uid=f"bts|{one.period}") for one in records])
    indicator = {"name": "Doanh thu", "unit": "tỷ đồng", "source": "s", "better": "up", **more}
    known = told.knowledge({"sources": {"s": source("s")}, "indicators": {"bts": indicator}})
    box, sheet = Rect(0, 0, 1240 if wide else 608, 440), sheet_of()
    items = drawn(TILE, settings(), known, box, sheet)
    assert faults(items, box, sheet) == []
    return said(items, "context")


PLAN = {"value": 3000, "period": "2026", "document": "Nghị quyết 12/NQ-HĐND"}


def test_a_figure_says_its_level_its_plan_its_other_periods_and_where_the_year_goes() -> None:
    assert shown_beside(sums=True, plans=[PLAN], forecast={"method": "trend"}) == [
        "số sơ bộ",
        "đạt 67,4% kế hoạch năm (3.000) · lũy kế 2.021",
        "kỳ trước 270 (giảm 15) · cùng kỳ 240 (tăng 15)",
        "dự báo cả năm 3.036 ± 38, theo xu hướng 8 kỳ",
    ]


def test_where_there_is_little_room_the_short_words_are_said_and_the_last_lines_go() -> None:
    short = shown_beside(wide=False, sums=True, plans=[PLAN], forecast={})
    assert short[:2] == ["số sơ bộ", "67,4% kế hoạch năm"]


def test_the_meaning_of_a_threshold_stands_with_the_figure() -> None:
    band = {"from": 250, "meaning": "Đạt"}
    assert "số sơ bộ · Đạt" in shown_beside(bands=[band])


def test_a_difference_in_percent_is_in_points() -> None:
    now = figure(value=Decimal("91.5"), period="2026", previous=Decimal("90.2"))
    known = knowledge(now, unit="%")
    shown = said(drawn(TILE, settings(), known, Rect(0, 0, 900, 440), sheet_of()))
    assert "kỳ trước 90,2% (tăng 1,3 điểm %)" in shown


def test_an_official_figure_says_what_it_replaced() -> None:
    final = figure(
        value=Decimal(2855),
        level=Level.OFFICIAL,
        replaced=Decimal(2840),
        replaced_level=Level.PRELIMINARY,
    )
    shown = said(drawn(TILE, settings(), knowledge(final), Rect(0, 0, 1240, 440), sheet_of()))
    assert "số chính thức, thay số sơ bộ 2.840" in shown
    data: Any = TILE.look_up(settings(), knowledge(final)).figures()
    (told,) = data["figures"]
    assert (told["level"], told["replaced"]) == (
        "chính thức",
        {"value": "2840", "level": "sơ bộ"},
    )


def test_a_figure_of_a_round_shows_the_day_that_it_is_of() -> None:
    told = Told()
    asked = Round(uid="dot-3", name="rà soát trạm BTS", as_of=date(2026, 11, 15))
    told.be("s", State.STALE, [figure(value=Decimal(412), round="dot-3"), asked])
    indicator = {"name": "Điểm lõm", "source": "s"}
    known = told.knowledge({"sources": {"s": source("s")}, "indicators": {"bts": indicator}})
    shown = said(drawn(TILE, settings(), known, Rect(0, 0, 900, 440), sheet_of()))
    assert "Ngày 15/11/2026" in shown
    assert "đợt rà soát trạm BTS" in shown


def test_figures_of_unlike_periods_each_say_their_own() -> None:
    known = knowledge(
        figure("a", value=Decimal(5), period="2023"), figure("b", value=Decimal(6), period="2024")
    )
    tile = settings("a", "b")
    for box in (Rect(0, 0, 900, 440), Rect(0, 0, 1864, 120), Rect(0, 0, 608, 288)):
        shown = [text.full for text in texts(known, tile, box)]
        assert "vừa xong" not in shown
        assert any("Năm 2023" in one for one in shown)
        assert box.w < 900 or any("Năm 2024" in one for one in shown)
    alike = knowledge(
        figure("a", value=Decimal(5), period="2023"), figure("b", value=Decimal(6), period="2023")
    )
    assert [text.text for text in texts(alike, tile)].count("Năm 2023") == 1


# --- a figure as it shouldn't be

WRONG = {"to": 2000, "meaning": {"vi": "chưa đủ trạm", "short": "thiếu"}, "priority": "medium"}
ROOMS = [(900, 440), (461, 150), (440, 220), (340, 200), *ODD]


def judged(*records: Observation, **band: Any) -> Any:
    told = Told()
    told.be("s", State.LIVE, list(records))
    indicators = {
        record.indicator: {
            "name": f"Chỉ số {record.indicator}",
            "unit": "trạm",
            "source": "s",
            "bands": [{**WRONG, **band}],
        }
        for record in records
    }
    return told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})


def shown(known: Any, tile: NumberTile, size: tuple[float, float]) -> list[Item]:
    items = drawn(TILE, tile, known, Rect(0, 0, *size), sheet_of())
    assert faults(items, Rect(0, 0, *size), sheet_of()) == []
    return items


def flags(items: list[Item]) -> list[Ink]:
    marks = [one for one in items if isinstance(one, Mark) and one.shape == "pennant"]
    return [one.ink for one in marks]


@pytest.mark.parametrize("size", ROOMS)
def test_a_figure_as_it_should_not_be_has_its_pennant_in_any_room(size: tuple[int, int]) -> None:
    wrong = judged(figure(value=Decimal(1700), previous=Decimal(1692), plan=Decimal(1800)))
    assert flags(shown(wrong, settings(), size)) == [Ink.OVERDUE]
    assert flags(shown(judged(figure(value=Decimal(2000))), settings(), size)) == []


@pytest.mark.parametrize("size", [(900, 440), (1864, 300), (922, 200), (1864, 120), (686, 288)])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_of_several_figures_has_its_own_pennant(size: tuple[int, int], count: int) -> None:
    ids = ["a", "b", "c", "d"][:count]
    wrong = judged(*(figure(id, value=Decimal(1900 + 100 * (id == "b"))) for id in ids))
    items = shown(wrong, settings(*ids), size)
    values = [one.text for one in items if isinstance(one, Text) and one.role == "value"]
    assert len(flags(items)) == values.count("1.900") > 0


def test_what_is_wrong_with_a_figure_is_said_before_what_it_is_held_against() -> None:
    seen = figure(value=Decimal(1700), previous=Decimal(1692), plan=Decimal(1800))
    roles: set[str] = set()
    for height in range(120, 500, 20):
        items = shown(judged(seen), settings(), (460, height))
        roles = {one.role for one in items if isinstance(one, Text)}
        assert "band" in roles or "context" not in roles, height
    assert {"band", "context"} <= roles


def test_a_rule_stands_between_figures_that_else_read_as_one() -> None:
    items = shown(
        judged(*(figure(id, value=Decimal(415055)) for id in "ab")), settings("a", "b"), (900, 300)
    )
    (rule,) = [one for one in items if isinstance(one, Box) and one.fill is Ink.LINE]
    first, second = [one for one in items if isinstance(one, Text) and one.role == "value"]
    assert first.rect.right < rule.rect.x < second.rect.x
    assert second.rect.x - rule.rect.x >= sheet_of().px(28)
