"""What of a wall may leave it, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.audience import at_least_as_strict, sources_for, visible
from services.sensitivity import Sensitivity
from services.wall_file import installed, load_texts

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile

PUBLIC, INTERNAL, RESTRICTED = Sensitivity
KINDS = frozenset(installed().tiles)
WALL = """wall: 1
sources:
  bao:
    {connector: http_json, url: "http://10.1.0.9/a",
     observations: {each: a, indicator: ma, value: so}, sensitivity: public}
  noi-bo: {connector: http_json, url: "http://10.1.0.9/b", observations: {each: a, indicator: ma, value: so}}
  soc: {connector: alertmanager, url: "http://10.1.0.9:9093", sensitivity: restricted}
indicators:
  bts: {name: Trạm, source: bao, groups: [mang], sensitivity: public}
  xa: {name: Xã, source: bao, groups: [mang]}
  ho: {name: Hộ, source: noi-bo, sensitivity: public}
screens:
  - {name: trái, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}
maintenance:
  - {source: soc, from: 2026-01-01T00:00Z, to: 2026-01-02T00:00Z, why: Thay máy}
scenes:
  mo: {audience: public, trái: {grid: [1, 1], tiles: [{number: bts, sensitivity: public}]}}
  nha: {audience: internal, trái: {grid: [1, 1], tiles: [{number: [bts, ho]}]}}
  kin: {trái: {grid: [2, 1], tiles: [{severity: soc}, {systems: all}]}}
"""


def wall_of(before: str = "wall: 1", after: str = "wall: 1") -> WallFile:
    assert before in WALL
    loaded = load_texts({"w.yaml": WALL.replace(before, after)}, "w.yaml", installed())
    assert loaded.wall is not None, loaded.faults
    return loaded.wall


@pytest.mark.parametrize(
    ("audience", "scenes", "sources", "indicators"),
    [
        (PUBLIC, ["mo"], ["bao"], ["bts"]),
        (INTERNAL, ["mo", "nha"], ["bao", "noi-bo"], ["bts", "xa", "ho"]),
        (RESTRICTED, ["mo", "nha", "kin"], ["bao", "noi-bo", "soc"], ["bts", "xa", "ho"]),
    ],
)
def test_an_audience_sees_a_wall_as_if_there_were_nothing_else(
    audience: Sensitivity, scenes: list[str], sources: list[str], indicators: list[str]
) -> None:
    seen = visible(wall_of(), KINDS, audience)
    assert list(seen.wall.scenes) == scenes
    assert list(seen.wall.sources) == sources
    assert list(seen.wall.indicators) == indicators
    assert bool(seen.wall.maintenance) is (audience is RESTRICTED)


def test_what_is_left_out_is_known_with_whom_it_is_for() -> None:
    assert visible(wall_of(), KINDS, PUBLIC).hidden == {"nha": INTERNAL, "kin": RESTRICTED}
    assert visible(wall_of(), KINDS, RESTRICTED).hidden == {}


def test_a_way_out_that_does_not_say_for_whom_is_public() -> None:
    wall = wall_of()
    assert visible(wall, KINDS) == visible(wall, KINDS, PUBLIC)


def test_sources_are_known_to_those_who_may_see_them() -> None:
    assert sources_for(wall_of(), INTERNAL) == ("bao", "noi-bo")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  mo: {audience: public, ", "  mo: {audience: internal, "),
        ("[mang], sensitivity: public}", "[mang]}"),
        ("so}, sensitivity: public}", "so}, sensitivity: restricted}"),
    ],
)
def test_what_was_closed_since_is_closed_in_the_past_too(before: str, after: str) -> None:
    closed = "audience: public, trái", "audience: restricted, trái"
    today = WALL.replace(before, after).replace(*closed)
    loaded = load_texts(
        {"w.yaml": today.replace("audience: internal, ", "")}, "w.yaml", installed()
    )
    assert loaded.wall is not None, loaded.faults
    then = at_least_as_strict(wall_of(), loaded.wall)
    assert "mo" not in visible(then, KINDS, PUBLIC).wall.scenes


def test_a_source_that_was_closed_since_closes_the_scenes_that_showed_it() -> None:
    """Also where the scene itself is gone, or shows something else today."""
    today = WALL.replace("so}, sensitivity: public}", "so}, sensitivity: restricted}")
    kept = today[: today.index("scenes:")]
    loaded = load_texts({"w.yaml": kept}, "w.yaml", installed())
    assert loaded.wall is not None, loaded.faults
    then = at_least_as_strict(wall_of(), loaded.wall)
    seen = visible(then, KINDS, INTERNAL)
    assert seen.hidden == {"mo": RESTRICTED, "nha": RESTRICTED, "kin": RESTRICTED}
    assert list(seen.wall.sources) == ["noi-bo"]
    assert list(seen.wall.indicators) == ["ho"]


def test_what_was_opened_since_opens_no_past() -> None:
    opened = wall_of(
        'url: "http://10.1.0.9:9093", sensitivity: restricted',
        'url: "http://10.1.0.9:9093", sensitivity: public',
    )
    then = wall_of()
    assert at_least_as_strict(then, opened) == then


def test_a_source_that_today_no_longer_has_keeps_its_own_word() -> None:
    bare = load_texts({"w.yaml": "wall: 1\n"}, "w.yaml", installed()).wall
    assert bare is not None
    then = wall_of()
    assert at_least_as_strict(then, bare) == then


@pytest.mark.parametrize(
    ("formula", "audience"),
    [
        ("bts * 2", PUBLIC),
        ("bts + xa", INTERNAL),
        ("bts + ho", INTERNAL),
        ("bts + count(alerts)", RESTRICTED),
        ("kin_dao + 1", RESTRICTED),
    ],
)
def test_what_is_reckoned_is_as_strict_as_all_that_it_is_reckoned_of(
    formula: str, audience: Sensitivity
) -> None:
    source = "source: soc, " if "count" in formula else ""
    wall = wall_of(
        "screens:",
        "  kin_dao: {name: K, source: soc, formula: count(alerts), sensitivity: public}\n"
        f"  tinh: {{name: T, {source}formula: {formula}, sensitivity: public}}\nscreens:",
    )
    told = [one for one in Sensitivity if "tinh" in visible(wall, KINDS, one).wall.indicators]
    assert told == [one for one in Sensitivity if one >= audience]
