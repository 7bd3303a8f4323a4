"""A province's own colours, as far as eyes let it; the oracle is the table of rules, never the search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.wall_file import installed, load, load_texts
from services.wall_file.look import Look
from services.wall_file.shape import WallFile
from services.words import Words
from tests.unit.wall_file.drawn import png
from ui.looks import faults_of_look
from ui.opening import Opened
from ui.terminal import Terminal
from widgets.colour_rules import PRIORITIES, Rule, faults
from widgets.colours import difference, lab, of_lab
from widgets.drawing import Ink
from widgets.look import palettes, unfit
from widgets.palette import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.palette import Palette

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def dressed(**look: Any) -> dict[str, Palette]:
    return palettes(WallFile.model_validate({"wall": 1, "look": look}))


def told(text: str) -> list[tuple[int, int, str]]:
    loaded = load_texts({"w.yaml": f"wall: 1\n{text}"}, "w.yaml", installed())
    return [(f.line, f.column, f.what.text) for f in loaded.faults]


def test_without_a_look_the_themes_are_the_programs_own() -> None:
    assert dressed() == dict(THEMES)


@pytest.mark.parametrize("colour", [c for p in THEMES.values() for c in p.inks.values()])
def test_a_colour_is_the_same_after_lab(colour: str) -> None:
    assert of_lab(lab(colour)) == colour.upper()
    assert of_lab((50.0, 200.0, 0.0)) is None


def test_a_colour_that_holds_is_shown_as_it_was_given() -> None:
    looked = dressed(accent={"sang": "#1F67AE"})
    assert looked["sang"].inks[Ink.DATA] == "#1F67AE"
    assert looked["toi"] == THEMES["toi"]
    assert list(unfit(Look(accent={"sang": "#1F67AE"}))) == []


def test_bars_and_maps_take_the_accents_hue_where_they_hold_in_it() -> None:
    changed = dressed(accent={"sang": "#1F67AE"})["sang"].inks
    assert changed[Ink.MAP_4] != THEMES["sang"].inks[Ink.MAP_4]
    assert changed[Ink.PART_1] != THEMES["sang"].inks[Ink.PART_1]


@given(accent=COLOURS, ground=COLOURS)
@settings(max_examples=12, deadline=None)
def test_whatever_is_asked_for_no_rule_is_broken_and_no_alarm_changes(
    accent: str, ground: str
) -> None:
    for name, palette in dressed(accent=accent, ground=ground).items():
        assert faults(palette) == ()
        own = THEMES[name].inks
        kept = (*PRIORITIES, Ink.OVERDUE, Ink.TEXT, Ink.TILE, Ink.PAPER, Ink.PRINT)
        assert {ink: palette.inks[ink] for ink in kept} == {ink: own[ink] for ink in kept}


def test_a_colour_that_does_not_hold_is_told_for_each_theme_with_the_nearest() -> None:
    found = {one.theme: one for one in unfit(Look(accent="#FF0000"))}
    assert set(found) == {"toi", "sang", "dem"}
    dark = found["toi"]
    assert (dark.fault.rule, dark.fault.one) == (Rule.APART, Ink.URGENT)
    assert dark.fault.measured == pytest.approx(
        difference("#FF0000", THEMES["toi"].inks[Ink.URGENT])
    )
    assert dark.fault.measured < dark.fault.bound
    shown = dressed(accent="#FF0000")["toi"]
    assert shown.inks[Ink.DATA] == dark.instead


def test_what_only_lacks_light_keeps_its_hue() -> None:
    (one,) = (one for one in unfit(Look(accent={"toi": "#1F4F2F"})))
    assert one.fault.rule is Rule.MARK
    _, a, b = lab(one.instead)
    assert a < 0 < b  # still green
    assert lab(one.instead)[0] > lab("#1F4F2F")[0]


def test_a_ground_is_judged_by_the_text_on_it() -> None:
    (light,) = (one for one in unfit(Look(ground={"sang": "#808080"})))
    assert light.fault.rule is Rule.TEXT
    assert THEMES["sang"].changed({Ink.GROUND: light.instead}).contrast(Ink.SECOND, Ink.GROUND) >= 7


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("look: {accent: '#12'}\n", (2, 16), "“{value}” không phải màu"),
        ("look: {accent: xanh}\n", (2, 16), "“{value}” không phải màu"),
        ("look: {accent: '#GGGGGG'}\n", (2, 16), "“{value}” không phải màu"),
        ("look:\n  accent: #1F67AE\n", (3, 3), "màu để trống: không có dấu nháy thì # mở đầu"),
        ("look: {accent: {toi: '#1F67A'}}\n", (2, 22), "“{value}” không phải màu"),
        ("look: {urgent: '#FF0000'}\n", (2, 8), "không có khóa “{key}”"),
        ("look: {logo: ../logo.png}\n", (2, 14), "ảnh “{path}” không nằm trong thư mục"),
    ],
)
def test_a_wrong_look_is_told_with_its_place(text: str, place: tuple[int, int], said: str) -> None:
    (line, column, what), *more = told(text)
    assert ((line, column), what.startswith(said)) == (place, True)
    assert more == []


def test_check_tells_the_place_the_number_and_the_nearest_colour(tmp_path: Path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text('wall: 1\nlook:\n  accent: {toi: "#1F67AE"}\n', encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    opened = Opened(file, loaded.wall, loaded, loaded.plugins, Terminal(words))
    (fault,) = faults_of_look(opened)
    (one,) = unfit(loaded.wall.look)
    assert (fault.file, fault.line, fault.column) == (str(file), 3, 17)
    assert words.say(fault.what).endswith("< 3")
    assert one.instead in words.say(fault.remedy)


def test_one_colour_that_fails_in_several_themes_is_told_with_one_for_each(tmp_path: Path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text('wall: 1\nlook:\n  accent: "#2A3038"\n', encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    opened = Opened(file, loaded.wall, loaded, loaded.plugins, Terminal(words))
    (remedy,) = {words.say(fault.remedy) for fault in faults_of_look(opened)}
    said = re.search(r"ghi (accent: \{toi: .*, sang: .*, dem: .*\}): mỗi giao diện một màu", remedy)
    assert said
    file.write_text(f"wall: 1\nlook:\n  {said[1]}\n", encoding="utf-8")
    mended = load(file, installed())
    assert mended.wall is not None
    assert [*unfit(mended.wall.look)] == []


def test_a_missing_emblem_is_told_and_the_wall_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text("wall: 1\nlook: {logo: {toi: a.png, sang: b.png}}\n", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(png())
    loaded = load(file, installed())
    assert loaded.wall is not None
    (fault,) = (one for one in loaded.warnings if "ảnh" in one.what.text)
    assert (fault.line, fault.column) == (2, 20)
    assert [theme for theme, _ in loaded.wall.look.logos()] == ["sang"]
