"""What the connectors that are installed can give, held against what the tiles need."""

from __future__ import annotations

import pytest

from services.wall_file import installed, line, load_texts
from tests.unit.wall_file.conftest import say

HEAD = """\
wall: 1
screens: [{name: a, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}]
scenes: {a: {a: {grid: [2, 2], tiles: [TILE]}}}
indicators: {n: {name: N, source: so-lieu}}
sources:
  may: {connector: prometheus, url: 'http://a', queries: {tai: node_load1}}
  chuoi: {connector: prometheus, url: 'http://a', queries: {tai: {query: up, range: 1 h}}}
  canh-bao: {connector: alertmanager, url: 'http://a'}
  so-lieu: {connector: http_json, url: 'http://a', observations: {indicator: ma, value: v}}
  van-ban: {connector: http_json, url: 'http://a', documents: {number: so}}
"""


def _faults(tile: str, **others: str) -> list[str]:
    text = HEAD.replace("TILE", tile)
    for before, after in others.items():
        text = text.replace(before, after)
    return [line(one, say) for one in load_texts({"t": text}, "t", installed()).faults]


@pytest.mark.parametrize(
    "tile",
    [
        "{severity: canh-bao}",
        "{flow: van-ban}",
        "{table: canh-bao}",
        "{table: van-ban, records: documents}",
        "{table: indicators}",
        "{systems: all}",
        "{number: n}",
    ],
)
def test_a_tile_of_a_source_that_gives_what_it_needs_is_right(tile: str) -> None:
    assert _faults(tile) == []


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        ("{severity: may}", "“may” không cho cảnh báo: nguồn này chỉ cho observations, samples;"),
        ("{severity: [canh-bao, van-ban]}", "“van-ban” không cho cảnh báo"),
        ("{flow: so-lieu}", "“so-lieu” không cho văn bản"),
        ("{table: van-ban}", "“van-ban” không cho cảnh báo"),
        ("{table: canh-bao, records: tasks}", "“canh-bao” không cho nhiệm vụ"),
        ("{table: canh-bao, records: goals}", "“canh-bao” không cho bản ghi goals"),
    ],
)
def test_a_tile_of_a_source_that_never_gives_it_would_be_a_false_all_clear(
    tile: str, said: str
) -> None:
    (fault,) = _faults(tile)
    assert said in fault
    assert fault.startswith("t:3:")


@pytest.mark.parametrize("source", ["canh-bao", "van-ban"])
def test_an_indicator_of_a_source_without_figures_is_a_fault(source: str) -> None:
    (fault,) = _faults("{number: n}", **{"source: so-lieu": f"source: {source}"})
    assert f"t:4:35: nguồn “{source}” không cho số liệu" in fault


def test_a_source_that_maps_nothing_is_a_fault() -> None:
    faults = _faults("{number: n}", **{", observations: {indicator: ma, value: v}": ""})
    assert any("t:9:" in fault and "chưa khai loại bản ghi nào" in fault for fault in faults)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("", ["t:3:67: không có nhóm “khong”: khai nhóm này ở groups; hiện có: –"]),
        ("groups: [khac], ", ["t:3:67: không có nhóm “khong”: khai nhóm này ở groups; hiện có: khac"]),
        ("groups: [khong], ", []),
    ],
)  # fmt: skip
def test_a_table_of_a_group_that_nothing_is_in_is_a_fault(groups: str, said: list[str]) -> None:
    changed = {"{name: N, ": "{name: N, " + groups}
    assert _faults("{table: indicators, group: khong}", **changed) == said


def test_a_declared_group_may_still_be_empty() -> None:
    changed = {"wall: 1": "wall: 1\ngroups: {khong: {name: Không}}"}
    assert _faults("{table: indicators, group: khong}", **changed) == []
