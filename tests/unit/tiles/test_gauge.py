"""Gauges: the scale that a figure has, how its thresholds part it, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Observation
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Box, Curve, Ink, Mark, Rect
from widgets.tile import Room
from widgets.tiles.gauge import TILE, GaugeTile

if TYPE_CHECKING:
    from services.records import Record
    from widgets.drawing import Item
    from widgets.tiles.gauge.view import GaugeView

BOX = Rect(0, 0, 866, 340)
SIZES = [
    *((1864, 906), (1864, 443), (922, 906), (922, 443), (608, 443), (451, 443), (420, 260)),
    *ODD,
]
LONG = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn ẪỔỀẲẠỰỘ toàn tỉnh"
LESS: dict[str, Any] = {"to": 85, "meaning": "không đạt", "priority": "high"}
MIDDLE: dict[str, Any] = {"from": 85, "to": 95, "meaning": "nguy cơ", "priority": "medium"}
REACHED: dict[str, Any] = {"from": 95, "meaning": "đạt"}
SLOW: dict[str, Any] = {"from": 1000, "to": 3000, "meaning": "chậm", "priority": "medium"}
WORSE: dict[str, Any] = {"from": 3000, "meaning": "rất chậm", "priority": "high"}


def tile(gauge: Any = "a", **settings: Any) -> GaugeTile:
    return GaugeTile.model_validate({"gauge": gauge, **settings})


def seen(value: float | str | None, **more: Any) -> Observation:
    told = None if value is None else Decimal(str(value))
    return Observation(uid="a", indicator="a", value=told, **more)


def looked(
    record: Observation | None, settings: GaugeTile | None = None, **said_: Any
) -> GaugeView:
    told = Told()
    told.answer("so", [] if record is None else [record])
    indicator = {"source": "so", "name": "Chỉ số", **said_}
    return TILE.look_up(settings or tile(), told.knowledge({"indicators": {"a": indicator}}))


def ends(view: GaugeView) -> object:
    figures: Any = view.figures()["figures"]
    return figures[0]["scale"]


def bands(view: GaugeView) -> list[tuple[object, object, object]]:
    figures: Any = view.figures()["figures"]
    return [(one["from"], one["to"], one["meaning"]) for one in figures[0]["bands"]]


def items(view: GaugeView, box: Rect = BOX) -> list[Item]:
    return TILE.lay_out(view, Room(box=box), sheet_of())


def strips(drawn_: list[Item], ink: Ink = Ink.DATA) -> list[Rect]:
    return [one.rect for one in drawn_ if isinstance(one, Box) and one.fill is ink]


# --- scales


def test_percent_goes_to_a_hundred_and_its_thresholds_part_it() -> None:
    view = looked(seen("97.4"), unit="%", bands=[LESS, MIDDLE, REACHED])
    assert ends(view) == ["0", "100"]
    assert bands(view) == [("0", "85", "không đạt"), ("85", "95", "nguy cơ"), ("95", "100", "đạt")]


def test_a_small_percentage_has_a_scale_on_which_its_thresholds_are_seen() -> None:
    high = {"from": 5, "meaning": "cao", "priority": "high"}
    assert ends(looked(seen("0.4"), unit="%", bands=[high])) == ["0", "8"]


def test_a_scale_hangs_on_thresholds_and_never_on_the_value() -> None:
    few, many = (looked(seen(n), unit="ms", bands=[SLOW, WORSE]) for n in (3, 99_000))
    assert ends(few) == ends(many) == ["0", "5000"]
    assert bands(few) == [("0", "1000", ""), ("1000", "3000", "chậm"), ("3000", "5000", "rất chậm")]


def test_a_ratio_goes_to_its_denominator_and_says_so() -> None:
    view = looked(seen("0.8333", numerator=Decimal(10), denominator=Decimal(12)))
    assert ends(view) == ["0", "1"]
    assert said(items(view), "axis") == ["0", "12"]


def test_a_plan_gives_a_scale_and_a_tick_and_percent_of_it_are_thresholds() -> None:
    risk = {"to": 90, "of": "plan", "meaning": "nguy cơ không đạt", "priority": "medium"}
    record = seen(202_794, period="2023-11", plan=Decimal(230_000))
    view = looked(record, unit="tài khoản", bands=[risk], better="up")
    assert ends(view) == ["0", "300000"]
    assert bands(view) == [("0", "207000", "nguy cơ không đạt"), ("207000", "300000", "")]
    made = items(view)
    assert strips(made, Ink.TEXT)
    assert "đạt 88,2% kế hoạch 230.000" in said(made, "legend")


def test_what_is_only_a_month_of_a_years_plan_is_held_to_it_by_the_sum_of_the_year_so_far() -> None:
    risk = {"to": 90, "of": "plan", "meaning": "chậm", "priority": "medium"}
    month = {"from": 9, "meaning": "tháng cao", "priority": "medium"}
    record = seen(10, period="2023-11", plan=Decimal(230), cumulative=Decimal(180))
    view = looked(record, bands=[risk, month], sums=True)
    assert view.gauges[0].value == 180
    assert bands(view) == [("0", "207.0", "chậm"), ("207.0", "300", "")]
    assert "lũy kế đạt 78,3% kế hoạch 230" in said(items(view), "legend")


def test_the_year_so_far_stands_under_its_own_period_and_is_not_judged_by_what_a_month_is() -> None:
    month = {"to": 100, "meaning": "tháng thấp", "priority": "high"}
    late = {"to": 50, "of": "plan", "meaning": "chậm kế hoạch", "priority": "high"}
    reached = {"from": 50, "of": "plan", "meaning": "đúng kế hoạch"}
    told = {"plan": Decimal(1000), "cumulative": Decimal(900), "previous": Decimal(88)}
    record = seen(90, period="2026-10", **told)
    view = looked(record, bands=[month, late, reached], sums=True)
    drawn_ = said(items(view, Rect(0, 0, 1864, 906)))
    assert view.period == "2026-01/2026-10"
    assert not view.gauges[0].abnormal
    assert "đúng kế hoạch" in drawn_
    assert not any("tháng thấp" in one or "kỳ trước" in one for one in drawn_)
    published = looked(replace(record, publication="Báo Lâm Đồng"), bands=[late], sums=True)
    assert published.gauges[0].number.band is None


def test_what_nothing_judges_has_no_scale_and_says_so() -> None:
    view = looked(seen(1920), unit="lượt/phút")
    assert (ends(view), view.gauges[0].scale) == ("", None)
    made = items(view)
    assert said(made, "context") == ["chưa đặt ngưỡng"]
    assert not strips(made)


def test_no_threshold_of_ours_is_held_to_a_published_figure() -> None:
    view = looked(seen(1700, publication="Báo Lâm Đồng 22/12/2023"), unit="trạm", bands=[SLOW])
    assert view.gauges[0].scale is None
    assert said(items(view), "context") == ["số đã công bố thì không xét ngưỡng"]
    percent = looked(seen(91, publication="Báo Lâm Đồng"), unit="%", bands=[LESS])
    assert (ends(percent), bands(percent)) == (["0", "100"], [])


def test_thresholds_that_are_not_in_force_are_not_drawn() -> None:
    over = {**LESS, "until": "2020-12-31"}
    assert bands(looked(seen(50, period="2023"), unit="%", bands=[over])) == []
    assert bands(looked(seen(50, period="2020"), unit="%", bands=[over]))


def test_ends_of_the_wall_file_go_first_and_those_of_one_gauge_before_the_tiles() -> None:
    assert ends(looked(seen(5), tile(**{"from": 2, "to": 9}))) == ["2", "9"]
    own = tile([{"indicator": "a", "to": 20}], **{"from": 2, "to": 9})
    assert ends(looked(seen(5), own)) == ["2", "20"]


def test_a_threshold_below_0_lowers_the_scale_and_the_strip_begins_at_0() -> None:
    cold = {"to": -10, "meaning": "rất thấp", "priority": "low"}
    warm = {"from": 30, "meaning": "cao", "priority": "low"}
    view = looked(seen(-5), unit="°C", bands=[cold, warm])
    assert ends(view) == ["-15", "50"]
    (strip,) = strips(items(view))
    grounds = [one.rect for one in items(view) if isinstance(one, Box) and one.line is Ink.OUTLINE]
    bar = Rect(grounds[0].x, 0, grounds[2].right - grounds[0].x, 1)
    assert strip.right == pytest.approx(bar.x + bar.w * 15 / 65, abs=2)


# --- what is drawn


def test_the_strip_is_as_long_as_the_value() -> None:
    lengths = [strips(items(looked(seen(value), unit="%")))[0].w for value in (80, 20)]
    assert lengths[0] / lengths[1] == pytest.approx(4, rel=0.02)


@pytest.mark.parametrize("value", [9000, -5])
def test_a_value_beyond_the_scale_has_an_arrow_and_says_so(value: int) -> None:
    view = looked(seen(value), tile(**{"from": 0, "to": 100}))
    made = items(view)
    assert [one for one in made if isinstance(one, Curve)]
    assert said(made, "band") == ["ngoài thang"]
    within = items(looked(seen(50), tile(**{"from": 0, "to": 100})))
    assert not [one for one in within if isinstance(one, Curve)]


def test_what_is_abnormal_has_a_pennant_its_word_and_the_ink_of_abnormal_things() -> None:
    made = items(looked(seen(90), unit="%", bands=[LESS, MIDDLE, REACHED]))
    assert [one.shape for one in made if isinstance(one, Mark)] == ["pennant"]
    assert said(made, "band") == ["nguy cơ"]
    assert strips(made, Ink.OVERDUE)
    fine = items(looked(seen(99), unit="%", bands=[LESS, MIDDLE, REACHED]))
    assert not [one for one in fine if isinstance(one, Mark)]
    assert strips(fine)


def test_the_words_of_all_bands_stand_by_their_grounds() -> None:
    made = items(looked(seen(99), unit="%", bands=[LESS, MIDDLE, REACHED]))
    assert set(said(made, "legend")) == {
        "dưới 85%: không đạt",
        "85%–95%: nguy cơ",
        "từ 95%: đạt",
    }


def test_never_known_is_a_dash_on_an_empty_scale() -> None:
    told = Told()
    told.be("so", State.NEVER)
    indicator = {"source": "so", "name": "A", "unit": "%", "bands": [LESS]}
    view = TILE.look_up(tile(), told.knowledge({"indicators": {"a": indicator}}))
    made = items(view)
    assert said(made, "value") == ["–"]
    assert not strips(made)
    assert said(made, "axis")[:2] == ["0", "100%"]


def test_each_of_several_has_its_own_state_and_period() -> None:
    told = Told()
    told.be("so", State.LIVE, [Observation(uid="a", indicator="a", value=Decimal(40))])
    old = Observation(uid="b", indicator="b", value=Decimal(60), period="2022")
    told.be("cu", State.STALE, [old])
    usual = {"unit": "%", "name": "A"}
    wall = {"indicators": {"a": {**usual, "source": "so"}, "b": {**usual, "source": "cu"}}}
    view = TILE.look_up(tile(["a", "b"]), told.knowledge(wall))
    made = items(view)
    assert view.dimmed is False
    assert [one.shape for one in made if isinstance(one, Mark)] == ["hourglass"]
    assert (len(strips(made)), len(strips(made, Ink.OLD))) == (1, 1)
    assert said(made, "label") == ["A", "A · Năm 2022"]


def test_bars_of_several_stand_under_each_other() -> None:
    told = Told()
    records: list[Record] = [
        Observation(uid="a", indicator="a", value=Decimal(40)),
        Observation(uid="b", indicator="b", value=Decimal(900)),
    ]
    told.answer("so", records)
    a = {"source": "so", "unit": "%", "name": "A"}
    b = {"source": "so", "unit": "ms", "name": "B", "bands": [SLOW, WORSE]}
    view = TILE.look_up(tile(["a", "b"]), told.knowledge({"indicators": {"a": a, "b": b}}))
    made = items(view)
    lefts = {round(rect.x) for rect in strips(made)}
    assert len(strips(made)) == 2
    assert len(lefts) == 1


# --- rooms, languages, hostile answers


def six(state: State, value: Decimal) -> Any:
    told = Told()
    told.be(
        "so",
        state,
        [Observation(uid=f"i{n}", indicator=f"i{n}", value=value * (n + 1)) for n in range(6)],
        simulated=True,
    )
    meaning = {"vi": f"{LONG} một", "en": f"{LONG} two", "short": "ngắn"}
    long = [{**SLOW, "meaning": meaning}, WORSE]
    indicators = {
        f"i{n}": {
            "source": "so",
            "name": LONG if n % 2 else f"Chỉ số {n}",
            "unit": "%" if n == 3 else {"vi": "nghìn tỷ đồng Việt Nam", "short": "ng. tỷ"},
            "bands": long if n < 4 else [],
        }
        for n in range(6)
    }
    return told.knowledge({"indicators": indicators})


@pytest.mark.parametrize("state", [*State])
@pytest.mark.parametrize("size", SIZES)
def test_gauges_fit_in_every_room_and_state(size: tuple[int, int], state: State) -> None:
    knowledge, box = six(state, Decimal("611.25")), Rect(0, 0, *size)
    for lang in ("vi", "en"):
        sheet = sheet_of(lang=lang)
        for count in (1, 2, 4, 6):
            settings = tile([f"i{n}" for n in range(count)])
            made = drawn(TILE, settings, knowledge, box, sheet)
            assert not faults(made, box, sheet), count


@pytest.mark.parametrize(("width", "height", "seat"), [(3840, 2160, 6000), (1280, 720, 3000)])
def test_other_screens_and_seats_are_no_trouble(width: int, height: int, seat: float) -> None:
    sheet, knowledge = sheet_of(width, height, seat=seat), six(State.LIVE, Decimal(7))
    for share in (1, 2, 3):
        box = Rect(0, 0, width / share, height / share)
        for count in (1, 3, 6):
            made = drawn(TILE, tile([f"i{n}" for n in range(count)]), knowledge, box, sheet)
            assert not faults(made, box, sheet)


@pytest.mark.parametrize("value", ["1E+40", "-1E+40", "1E-30", "0"])
def test_no_number_breaks_a_layout(value: str) -> None:
    knowledge, sheet = six(State.LIVE, Decimal(value)), sheet_of()
    for size in SIZES:
        box = Rect(0, 0, *size)
        made = drawn(TILE, tile([f"i{n}" for n in range(6)]), knowledge, box, sheet)
        assert not faults(made, box, sheet)
        assert not faults(drawn(TILE, tile("i0"), knowledge, box, sheet), box, sheet)


def test_a_figure_that_is_a_word_has_no_strip() -> None:
    view = looked(seen(None, text="đang thử nghiệm"), unit="%", bands=[LESS])
    assert not strips(items(view))


# --- settings


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"gauge": []}, "gauge"),
        ({"gauge": ["a"] * 7}, "gauge"),
        ({"gauge": "a", "from": 5, "to": 5}, "thang có from không nhỏ hơn to"),
        ({"gauge": [{"indicator": "a", "from": 9}], "to": 5}, "thang có from không nhỏ hơn to"),
        ({"gauge": "a", "to": "100"}, "“100” không phải là số"),
        ({"gauge": [{"from": 1}]}, "indicator"),
    ],
)
def test_what_a_gauge_cant_show_is_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        GaugeTile.model_validate(settings)


def test_a_tile_names_its_indicators() -> None:
    assert tile(["a", {"indicator": "b", "to": 5}]).indicators() == ("a", "b")


@pytest.mark.parametrize(
    ("width", "label"),
    [
        (1600, "Doanh thu dịch vụ viễn thông · 10 tháng năm 2026"),
        (1120, "Doanh thu viễn thông · 10 tháng năm 2026"),
        (980, "Doanh thu viễn thông · 10 tháng/2026"),
        (800, "Doanh thu… · 10 tháng/2026"),
    ],
)
def test_of_what_has_no_room_the_name_gives_way_before_its_period(width: int, label: str) -> None:
    told = Told()
    name = {"vi": "Doanh thu dịch vụ viễn thông", "short": "Doanh thu viễn thông"}
    of = {"a": "10 tháng năm 2026", "b": "2022"}
    records = [
        Observation(uid=id, indicator=id, value=Decimal(40), period=period)
        for id, period in of.items()
    ]
    told.be("so", State.LIVE, records)
    usual = {"unit": "%", "name": name, "source": "so", "due": "none"}
    wall = {"indicators": dict.fromkeys(of, usual)}
    view = TILE.look_up(tile(["a", "b"]), told.knowledge(wall))
    made = drawn(TILE, tile(["a", "b"]), told.knowledge(wall), Rect(0, 0, width, 400), sheet_of())
    assert view.period is None
    assert said(made, "label")[0] == label
