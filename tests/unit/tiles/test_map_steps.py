from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Observation
from tests.unit.tiles.mapped import COLOURED, figure, knowledge, legend, ratio, seen
from tests.unit.tiles.world import Told, drawn, said, sheet_of, source
from widgets.drawing import Ink, Rect
from widgets.tiles.map import TILE
from widgets.tiles.map.ground import schematic
from widgets.tiles.map.settings import MapTile


def test_of_more_words_than_grounds_the_rarest_share_one_and_the_legend_says_so() -> None:
    words = ["a"] * 3 + ["b"] * 3 + ["c"] * 2 + ["d"] * 2 + ["e", "g"]
    units = [unit.code for unit in schematic(date(2023, 12, 31)).units]
    told = [figure(code, word) for code, word in zip(units, words, strict=False)]
    steps = {value.text: value.step for value in seen(COLOURED, told).values.values()}
    assert steps == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "g": 5}
    items = drawn(TILE, COLOURED, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert said(items, "legend") == ["a", "b", "c", "d", "2 giá trị khác"]


def test_what_is_most_has_the_strongest_ground_and_equal_figures_the_same() -> None:
    view = seen(
        COLOURED, [figure("672", 1), figure("673", 100), figure("674", 1), figure("675", 60)]
    )
    steps = {code: value.step for code, value in view.values.items()}
    assert steps == {"672": 1, "673": 4, "674": 1, "675": 3}
    even = seen(COLOURED, [figure("672", 5), figure("673", 5)])
    assert {value.step for value in even.values.values()} == {1}
    assert [step.ink for step in even.steps] == [Ink.MAP_2]


def test_words_colour_a_map_too_as_kinds_of_which_none_is_more() -> None:
    told = [figure("672", "có"), figure("673", "có"), figure("674", "không")]
    steps = {value.text: value.step for value in seen(COLOURED, told).values.values()}
    assert steps == {"có": 1, "không": 2}


def test_steps_are_round_numbers_and_the_legend_says_them_strongest_first() -> None:
    told = [figure(code, n) for code, n in (("672", 71), ("673", 17), ("674", 44), ("675", 53))]
    assert legend(COLOURED, told) == ["từ 60 trạm", "40–59 trạm", "dưới 20 trạm"]


def test_a_wall_may_say_where_a_step_ends() -> None:
    told = [figure("672", 19), figure("673", 20), figure("674", 34)]
    two = MapTile(map="so-do", color="bts", limits=(Decimal(20),))
    view = seen(two, told)
    assert {code: view.steps[one.step - 1].ink for code, one in view.values.items()} == {
        "672": Ink.MAP_1,
        "673": Ink.MAP_4,
        "674": Ink.MAP_4,
    }
    assert legend(two, told) == ["từ 20 trạm", "dưới 20 trạm"]


def test_a_diverging_map_has_two_grounds_on_each_side_of_its_middle() -> None:
    told = [figure(code, n) for code, n in (("672", 60), ("673", 85), ("674", 90), ("675", 120))]
    view = seen(
        MapTile.model_validate(
            {"map": "so-do", "color": "bts", "scale": "diverging", "middle": 90}
        ),
        told,
    )
    inks = {code: view.steps[one.step - 1].ink for code, one in view.values.items()}
    assert inks == {
        "672": Ink.LESS_2,
        "673": Ink.LESS_1,
        "674": Ink.MAP_2,
        "675": Ink.MAP_4,
    }


def test_numbers_may_be_kinds() -> None:
    told = [figure("672", 1), figure("673", 2), figure("674", 2)]
    kinds = MapTile.model_validate({"map": "so-do", "color": "bts", "scale": "categorical"})
    assert legend(kinds, told) == ["2", "1"]


def test_a_formula_of_other_indicators_colours_each_unit_by_their_figures_there() -> None:
    told = Told()
    figures = [figure("672", 30), figure("673", 10)]
    people = [
        Observation(uid=f"d{code}", indicator="dan", territory=code, value=Decimal(n))
        for code, n in (("672", 60), ("674", 5))
    ]
    told.be("ban-do", State.LIVE, [*figures, *people])
    known = told.knowledge(
        {
            "as_of": "2023-12-31",
            "sources": {"ban-do": source("ban-do")},
            "indicators": {
                "bts": {"name": "Trạm", "source": "ban-do"},
                "dan": {"name": "Dân", "source": "ban-do"},
                "ty-le": {"name": "Tỷ lệ", "formula": "bts / dan * 100", "unit": "%"},
            },
        }
    )
    view = TILE.look_up(MapTile(map="so-do", color="ty-le"), known)
    assert {code: one.number for code, one in view.values.items()} == {"672": 50}
    assert view.standing.sources == ("ban-do",)


def test_a_formula_of_figures_of_other_periods_colours_no_unit_and_says_why() -> None:
    people = replace(figure("672", 4, "2022"), indicator="people")
    apart = ratio([figure("672", 8, "2023"), people])
    assert (apart.values, apart.standing.state) == ({}, State.FAULTY)
    assert apart.standing.words == phrase("các chỉ số khác kỳ: {periods}", periods="2022, 2023")
    meant = ratio([figure("672", 8, "2023"), people], period="2022")
    assert meant.values["672"].number == 2
    same = ratio([figure("672", 8, "2023"), replace(people, period="Năm 2023")])
    assert same.values["672"].number == 2
    assert same.period is not None


@pytest.mark.parametrize(("sums", "middle"), [(True, False), (False, True)])
def test_a_plan_of_all_units_together_is_no_middle_for_each_of_them(
    *, sums: bool, middle: bool
) -> None:
    told = [figure("672", 100, "2023"), figure("673", 10, "2023")]
    whole = Observation(uid="all", indicator="bts", period="2023", value=Decimal(110))
    plans = [{"period": "2023", "value": 1000, "document": "Quyết định 1"}]
    settings = MapTile.model_validate({"map": "so-do", "color": "bts", "scale": "diverging"})
    view = seen(settings, [*told, whole], sums=sums, plans=plans)
    assert any(step.least == 1000 for step in view.steps) is middle


def test_what_is_counted_has_whole_steps() -> None:
    told = [figure(code, n) for code, n in (("672", 1), ("673", 4), ("674", 6), ("675", 8))]
    assert legend(COLOURED, told) == ["từ 6 trạm", "4–5 trạm", "dưới 2 trạm"]
