"""The frame of a tile whose source is cut off: since when, and why where there is room for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Alert, Observation
from services.settings import Wording
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Rect, Text
from widgets.tiles import number, severity

WHY = "Máy chủ không nhận kết nối ở cổng 9093"
SIZES = [(1236, 443), (922, 443), (608, 443), (451, 288), (1864, 906), (451, 906), *ODD]


def items(
    size: tuple[int, int],
    *,
    lang: str = "vi",
    simulated: bool = False,
    words: Any = None,
    title: Any = None,
) -> list[Any]:
    told = Told()
    told.be("soc", State.DISCONNECTED, [Alert(uid="a", title="a", severity=3)], simulated=simulated)
    if words is not None:
        told.asked["soc"] = replace(told.asked["soc"], words=words)
    settings = severity.SeverityTile(severity=("soc",), title=title)
    box = Rect(0, 0, *size)
    return drawn(severity.TILE, settings, told.knowledge(), box, sheet_of(lang=lang))


def test_a_tile_that_is_cut_off_says_since_when_and_why() -> None:
    shown = items((1236, 443))
    assert "Mất kết nối từ 13:20" in said(shown, "badge")
    assert WHY in said(shown, "context")


def test_where_the_whole_sentence_has_no_room_beside_the_badge_a_few_words_say_it() -> None:
    assert "không kết nối được" in said(
        items((1000, 443), title=Wording(vi="Cảnh báo đang mở của đơn vị")), "context"
    )


def test_a_low_tile_keeps_its_rows_for_what_it_shows() -> None:
    for size in ((451, 288), (1864, 120), (608, 120)):
        told = " ".join(said(items(size), "context"))
        assert "kết nối" not in told


def test_a_source_that_answers_gives_no_reason() -> None:
    told = Told()
    told.be("soc", State.LIVE, [])
    settings = severity.SeverityTile(severity=("soc",))
    shown = drawn(severity.TILE, settings, told.knowledge(), Rect(0, 0, 1236, 443), sheet_of())
    assert "kết nối" not in " ".join(said(shown))


def test_a_figure_keeps_its_unit_and_size_beside_the_reason() -> None:
    told = Told()
    told.be("soc", State.DISCONNECTED, [Observation(uid="a", indicator="a", value=Decimal(5))])
    wall = {"indicators": {"a": {"name": "Số", "unit": "trạm", "source": "soc"}}}
    settings = number.TILE.settings(number="a")
    box, sheet = Rect(0, 0, 1236, 443), sheet_of()
    shown = drawn(number.TILE, settings, told.knowledge(wall), box, sheet)
    assert WHY in said(shown, "context")
    assert said(shown, "unit") == ["trạm"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_reason_of_any_length_neither_overlaps_nor_leaves_the_tile(
    size: tuple[int, int], lang: str
) -> None:
    box, sheet = Rect(0, 0, *size), sheet_of(lang=lang)
    for words in (None, phrase("ẪỔỀẲẠỰỘ " * 60), phrase("x" * 400), phrase(".")):
        for simulated in (False, True):
            shown = items(size, lang=lang, simulated=simulated, words=words)
            found = [one for one in faults(shown, box, sheet) if not one.startswith("clipped")]
            assert found == []
            assert (
                any(isinstance(one, Text) and one.role == "value" for one in shown) or size in ODD
            )


def _simulated(width: float, height: float) -> set[str]:
    world, box = Told(), Rect(0, 0, width, height)
    world.be(
        "s", State.LIVE, [Observation(uid="o", indicator="o", value=Decimal(1))], simulated=True
    )
    names = {"vi": "Sự cố đang mở", "short": "Sự cố"}
    indicators = {"o": {"name": names, "unit": "sự cố", "source": "s"}}
    known = world.knowledge({"sources": {"s": source("s")}, "indicators": indicators})
    items = drawn(number.TILE, number.NumberTile(number=("o",)), known, box, sheet_of())
    assert faults(items, box, sheet_of()) == []
    return set(said(items))


@pytest.mark.parametrize("size", [(440, 160), (520, 160), (700, 100), (900, 100)])
def test_a_low_tile_keeps_its_title_in_short_beside_its_marks(size: tuple[int, int]) -> None:
    assert {"MÔ PHỎNG", "Sự cố", "1"} <= _simulated(*size)


@pytest.mark.parametrize("size", [(520, 160), (640, 160), (900, 100), (900, 160)])
def test_a_low_tile_keeps_its_age_beside_what_it_shows(size: tuple[int, int]) -> None:
    assert {"MÔ PHỎNG", "vừa xong", "1"} <= _simulated(*size)
