"""Thresholds and units of a table's columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Observation, ProtectedSystem, Record
from tests.unit.tiles.world import Told, drawn, faults, said, sheet_of
from widgets.drawing import Ink, Mark, Rect, Text, Weight
from widgets.tiles.table import TILE
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item

WIDE = Rect(0, 0, 1864, 443)


def tile(**settings: Any) -> TableTile:
    return TableTile.model_validate({"table": "soc", **settings})


def known(records: list[Record], **wall: Any) -> Knowledge:
    made = Told()
    made.be("soc", State.LIVE, records)
    return made.knowledge(wall)


def register(*open_vulnerabilities: int | None) -> list[Record]:
    return [
        ProtectedSystem(uid=f"{n}", name=f"Hệ thống {n}", open_vulnerabilities=count)
        for n, count in enumerate(open_vulnerabilities)
    ]


def columns(**more: Any) -> list[Any]:
    return ["name", {"field": "open_vulnerabilities", "title": "Lỗ hổng", **more}]


def asked(**more: Any) -> TableTile:
    name, *others = columns(**more)
    return tile(records="protected_systems", columns=[{"field": name}, *others])


def flags(items: list[Item]) -> int:
    return sum(isinstance(one, Mark) and one.shape == "pennant" for one in items)


def test_a_number_beyond_its_columns_threshold_has_a_flag_and_more_weight() -> None:
    items = drawn(TILE, asked(above=5), known(register(4, 5, 6, None)), WIDE, sheet_of())
    bold = [
        one.text
        for one in items
        if isinstance(one, Text) and one.role == "cell" and one.runs[0].weight is Weight.SEMIBOLD
    ]
    assert bold == ["6"]
    assert flags(items) == 1
    assert "Lỗ hổng (> 5)" in said(items, "label"), "what the flag means stands in the head"


def test_a_number_below_its_columns_threshold_is_marked_as_well() -> None:
    told: list[Record] = [
        ProtectedSystem(uid=f"{n}", name=f"Hệ thống {n}", availability=Decimal(share))
        for n, share in enumerate(("99.9", "98.4"))
    ]
    settings = tile(
        records="protected_systems",
        columns=[{"field": "name"}, {"field": "availability", "below": 99.5}],
    )
    items = drawn(TILE, settings, known(told), WIDE, sheet_of())
    assert flags(items) == 1
    assert "Sẵn sàng (< 99,5)" in said(items, "label")


def test_wall_json_names_the_columns_that_are_beyond() -> None:
    rows: Any = TILE.look_up(asked(above=5), known(register(6, 1))).figures()["rows"]
    assert [row.get("beyond") for row in rows] == [["open_vulnerabilities"], None]


def test_without_a_threshold_nothing_is_marked_and_texts_never_are() -> None:
    assert flags(drawn(TILE, asked(), known(register(10**9)), WIDE, sheet_of())) == 0
    settings = tile(
        records="protected_systems", columns=[{"field": "name", "above": 0, "below": 10**9}]
    )
    assert flags(drawn(TILE, settings, known(register(1)), WIDE, sheet_of())) == 0


@pytest.mark.parametrize("key", ["above", "below"])
def test_labels_have_no_threshold_and_a_threshold_is_a_number(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        tile(table="indicators", by=[{"field": "territory", key: 5}])
    with pytest.raises(ValidationError, match="không phải là số"):
        asked(**{key: "nhiều"})


def by_unit(*units: str | None, **more: Any) -> tuple[TableTile, Knowledge]:
    made = Told()
    told = [
        Observation(uid=f"i{n}", indicator=f"i{n}", value=Decimal(60 + n))
        for n, _ in enumerate(units)
    ]
    made.be("soc", State.LIVE, told)
    wall = {
        f"i{n}": {
            "name": f"Chỉ số {n}",
            "source": "soc",
            **({"unit": unit} if unit else {}),
            **more,
        }
        for n, unit in enumerate(units)
    }
    return tile(table="indicators"), made.knowledge({"indicators": wall})


@pytest.mark.parametrize(
    ("units", "head", "first"),
    [
        (("trạm", "trạm"), "Giá trị (trạm)", "60"),
        (("trạm", "hộ"), "Giá trị", "60 trạm"),
        (("trạm", None), "Giá trị", "60 trạm"),
        (("%", "%"), "Giá trị", "60%"),
        ((None, None), "Giá trị", "60"),
        (("trạm",), "Giá trị", "60 trạm"),
    ],
)
def test_a_unit_that_all_have_is_said_once_in_the_head(
    units: tuple[str | None, ...], head: str, first: str
) -> None:
    settings, knowledge = by_unit(*units)
    items = drawn(TILE, settings, knowledge, WIDE, sheet_of())
    assert head in said(items, "label")
    assert said(items, "value")[0] == first


def test_where_there_is_no_head_each_figure_keeps_its_unit() -> None:
    settings, knowledge = by_unit("trạm", "trạm")
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 922, 160), sheet_of())
    assert said(items, "label") == []
    assert said(items, "value")[0] == "60 trạm"


def test_a_figure_beyond_its_own_threshold_says_what_that_means() -> None:
    band = {"from": 61, "meaning": "quá ngưỡng", "priority": "high"}
    settings, knowledge = by_unit("trạm", "trạm", bands=[band])
    view = TILE.look_up(settings, knowledge)
    items = drawn(TILE, settings, knowledge, WIDE, sheet_of())
    assert said(items, "value") == ["60", "quá ngưỡng: 61"]
    [flag] = [one for one in items if isinstance(one, Mark)]
    assert (flag.shape, flag.ink) == ("pennant", Ink.OVERDUE)
    rows: Any = view.figures()["rows"]
    assert [row.get("beyond") for row in rows] == [None, "quá ngưỡng"]


@pytest.mark.parametrize("size", [(1864, 443), (922, 443), (608, 288), (451, 288), (922, 160)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    band = {"from": 61, "meaning": "quá ngưỡng " * 9, "priority": "high"}
    settings, knowledge = by_unit(*["đơn vị tính dài lắm"] * 30, bands=[band])
    assert faults(drawn(TILE, settings, knowledge, box, sheet), box, sheet) == []
    many = known(register(*range(0, 10**12, 10**11)))
    items = drawn(TILE, asked(above=5, below=10**12), many, box, sheet)
    assert faults(items, box, sheet) == []
