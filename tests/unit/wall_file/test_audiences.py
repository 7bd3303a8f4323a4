"""No scene shows more than its audience may see."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file import Loaded

type Lines = Callable[[Loaded], list[str]]
type Read = Callable[..., Loaded]

WALL = """wall: 1
sources:
  soc: {{connector: alertmanager, url: "http://10.1.0.9:9093"{soc}}}
  bao-cao: {{connector: http_json, url: "http://10.1.0.9/a", observations: {{each: a}}{bao_cao}}}
indicators:
  bts: {{name: Trạm, source: bao-cao, groups: [mang]{bts}}}
  xa: {{name: Xã, source: bao-cao{xa}}}
screens:
  - {{name: trái, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}}
scenes:
  mo:
    {audience}
    trái:
      grid: [3, 2]
      tiles:
        - {{{tile}}}
"""
PUBLIC = ", sensitivity: public"
BARE = dict.fromkeys(("soc", "bao_cao", "bts", "xa"), "")
OPEN = dict.fromkeys(BARE, PUBLIC)


@pytest.fixture
def told(read: Read, lines: Lines) -> Callable[..., list[str]]:
    """Faults of the wall, its warnings left out."""

    def reading(tile: str, audience: str = "audience: public", **stated: str) -> list[str]:
        loaded = read(WALL.format(tile=tile, audience=audience, **(BARE | stated)))
        return lines(loaded)[: len(loaded.faults)]

    return reading


type Told = Callable[..., list[str]]


def test_what_says_nothing_is_internal_and_a_public_scene_needs_a_word_of_each(told: Told) -> None:
    (line,) = told("number: bts")
    assert line == (
        "tuong.yaml:16:11: cảnh “mo” dành cho công chúng (public), mà ô này là internal và hiện "
        "indicators.bts (internal), sources.bao-cao (internal): ghi audience: internal ở cảnh, "
        "hoặc sensitivity: public ở ô này và ở indicators.bts, sources.bao-cao"
    )
    assert told("number: bts", audience="audience: internal") == []
    assert told("number: bts", audience="title: Mở") == []
    assert told(f"number: bts{PUBLIC}", bts=PUBLIC, bao_cao=PUBLIC) == []


@pytest.mark.parametrize(
    ("tile", "stated", "said"),
    [
        ("number: bts", OPEN, "mà ô này là internal: ghi audience: internal ở cảnh, hoặc sensitivity: public ở ô này"),
        (f"number: bts{PUBLIC}", OPEN | {"bts": ""}, "mà ô này hiện indicators.bts (internal): ghi audience: internal ở cảnh, hoặc sensitivity: public ở indicators.bts"),
        (f"number: bts{PUBLIC}", OPEN | {"bao_cao": ", sensitivity: restricted"}, "mà ô này hiện sources.bao-cao (restricted): ghi audience: restricted ở cảnh"),
        (f"severity: soc{PUBLIC}", OPEN | {"soc": ""}, "mà ô này hiện sources.soc (internal)"),
        (f"systems: all{PUBLIC}", OPEN | {"soc": ""}, "mà ô này hiện sources.soc (internal)"),
        (f"systems: [bao-cao]{PUBLIC}", OPEN | {"bao_cao": ""}, "mà ô này hiện sources.bao-cao (internal)"),
        ("number: bts, sensitivity: restricted", OPEN, "mà ô này là restricted: ghi audience: restricted ở cảnh"),
    ],
)  # fmt: skip
def test_the_strictest_of_tile_indicators_and_sources_counts(
    told: Told, tile: str, stated: dict[str, str], said: str
) -> None:
    (line,) = told(tile, **stated)
    assert line.startswith("tuong.yaml:16:11: cảnh “mo” dành cho công chúng (public), ")
    assert said in line


@pytest.mark.parametrize(
    "tile",
    [f"number: bts{PUBLIC}", f"severity: soc{PUBLIC}", f"systems: [soc]{PUBLIC}"],
)
def test_what_a_tile_does_not_show_has_no_say(told: Told, tile: str) -> None:
    others = OPEN | ({"soc": ""} if "bts" in tile else {"bao_cao": "", "bts": ""})
    assert told(tile, **(others | {"xa": ", sensitivity: restricted"})) == []


def test_an_internal_scene_shows_no_restricted_source(told: Told) -> None:
    (line,) = told("severity: soc", audience="audience: internal", soc=", sensitivity: restricted")
    assert "dành cho nội bộ cơ quan (internal), mà ô này hiện sources.soc (restricted)" in line
    assert line.endswith("hoặc sensitivity: internal ở sources.soc")


def test_a_misspelt_sensitivity_is_told_once(told: Told) -> None:
    (line,) = told("number: bts, sensitivty: public", **OPEN)
    assert "16:25: không có khóa “sensitivty”: có phải là “sensitivity”?" in line
    (line,) = told(f"number: bts{PUBLIC}", **(OPEN | {"bts": ", sensitivity: mở"}))
    assert "sensitivity: không dùng được “mở”" in line


def test_many_reasons_are_one_fault(read: Read, lines: Lines) -> None:
    names = [f"c{n:02}" for n in range(30)]
    text = WALL.format(tile=f"number: [{', '.join(names)}]", audience="audience: public", **BARE)
    more = "".join(f"  {name}: {{name: x, source: bao-cao}}\n" for name in names)
    loaded = read(text.replace("screens:\n", f"{more}screens:\n"))
    (line,) = lines(loaded)[: len(loaded.faults)]
    assert "indicators.c07 (internal), …" in line
    assert "c08" not in line
