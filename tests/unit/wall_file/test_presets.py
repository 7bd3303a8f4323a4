"""Presets: what the wall file completes and overrides, and where each fault is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator as Validator

from services.wall_file import installed, load, load_texts
from services.wall_file.presets import shipped
from services.wall_file.schema import schema
from services.wall_file.syntax import tree
from services.wall_file.tree import plain
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.settings import Source
    from services.wall_file import Loaded

    type Lines = Callable[[Loaded], list[str]]

MINE = """\
preset: 1
title: Của tôi
about: Một hệ thống của chúng tôi
vendor: Chúng tôi
version: "1"
documentation: https://tai-lieu.example
tested: none
parameters:
  bang: {about: Tên bảng}
  trang: {about: Số mục, default: 50, least: 1, most: 100}
  kieu: {about: Kiểu, default: thang, choices: [thang, nam]}
source:
  connector: http_json
  url: "https://a.example/{bang}/{kieu}.json"
  max_pages: "{trang}"
  every: 5 min
  observations: {each: "{bang}[]", indicator: ma, value: gia_tri}
"""
WALL = "wall: 1\nsources:\n  a: {preset: ./mau.yaml, with: {bang: so_lieu}}\n"


def read(wall: str = WALL, mine: str = MINE) -> Loaded:
    return load_texts({"w.yaml": wall, "mau.yaml": mine}, "w.yaml", PLUGINS)


def made(wall: str = WALL, mine: str = MINE) -> Source:
    loaded = read(wall, mine)
    assert loaded.wall is not None, loaded.faults
    return loaded.wall.sources["a"]


def test_a_preset_gives_its_keys_with_parameters_in_their_places() -> None:
    source = made()
    assert source.connector == "http_json"
    assert source.url == "https://a.example/so_lieu/thang.json"
    assert source.max_pages == 50
    assert source.model_dump()["observations"]["each"] == "so_lieu[]"
    assert source.preset == "./mau.yaml"


def test_the_wall_file_overrides_key_by_key_at_every_depth() -> None:
    source = made(
        WALL.replace(
            "so_lieu}}", "so_lieu}, every: 1 h, observations: {value: tri_so, period: ky}}"
        )
    )
    assert source.every.total_seconds() == 3600
    mapped = source.model_dump()["observations"]
    assert (mapped["indicator"], mapped["value"], mapped["period"]) == ("ma", "tri_so", "ky")


def test_a_key_that_is_left_empty_takes_the_presets_away() -> None:
    assert made(WALL.replace("so_lieu}}", "so_lieu}, every: }")).every.total_seconds() == 60


def test_braces_that_are_no_parameter_stay() -> None:
    mine = MINE.replace("indicator: ma,", 'indicator: "{a: ma}.a", period: "{khac}",')
    mapped = made(mine=mine).model_dump()["observations"]
    assert (mapped["indicator"], mapped["period"]) == ("{a: ma}.a", "{khac}")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("./mau.yaml", "datasete", "w.yaml:3:15: không có mẫu “datasete”: có phải là “datasette”?"),
        ("./mau.yaml", "gi-do", "không có mẫu “gi-do”: dùng một trong: ckan_table, "),
        ("./mau.yaml", "./khac.yaml", "w.yaml:3:15: không có tệp này: xem lại đường dẫn"),
        ("./mau.yaml", "../mau.yaml", "w.yaml:3:15: mẫu “../mau.yaml” không nằm trong thư mục"),
        ("./mau.yaml", "5", "w.yaml:3:15: preset phải là một tên"),
        ("./mau.yaml", "[a]", "w.yaml:3:15: preset phải là một tên"),
        (
            ", with: {bang: so_lieu}",
            "",
            "w.yaml:3:7: mẫu “./mau.yaml” cần tham số “bang”: ghi trong with, bang: … (Tên bảng)",
        ),
        ("bang: so_lieu", "bnag: x, bang: y", "w.yaml:3:34: mẫu “./mau.yaml” không có tham số “bnag”"),
        ("{bang: so_lieu}", "so_lieu", "w.yaml:3:33: with phải gồm tên và giá trị của các tham số"),
        ("so_lieu}", "[a]}", "w.yaml:3:40: giá trị của tham số phải là chữ hoặc số"),
        ("so_lieu", '"a/b?c"', "w.yaml:3:40: tham số “bang”: giá trị dài quá hoặc có ký tự"),
        ("so_lieu}", "x, trang: 101}", "w.yaml:3:50: tham số “trang”: số 101 lớn quá: ghi số không"),
        ("so_lieu}", "x, trang: 0}", "tham số “trang”: số 0 nhỏ quá: ghi số từ 1 trở lên"),
        ("so_lieu}", "x, trang: nhiều}", "tham số “trang”: cần một số, không phải “nhiều”"),
        ("so_lieu}", "x, trang: .nan}", "tham số “trang”: số .nan nhỏ quá"),
        ("so_lieu}", "x, kieu: quy}", "tham số “kieu”: không dùng được “quy”: dùng một trong: nam, thang"),
        ("so_lieu}}", "x}, evry: 1 h}", "không có khóa “evry”: có phải là “every”?"),
        ("so_lieu}}", "x}, every: 5}", "w.yaml:3:51: “5” không phải khoảng thời gian"),
    ],
)  # fmt: skip
def test_what_the_wall_file_says_wrong_is_told_at_its_place(
    lines: Lines, before: str, after: str, said: str
) -> None:
    assert before in WALL
    loaded = read(WALL.replace(before, after))
    assert loaded.wall is None
    (line,) = lines(loaded)
    assert said in line


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("every: 5 min", "evry: 5 min", "mau.yaml:16:3: không có khóa “evry”: có phải là “every”?"),
        ("every: 5 min", "every: 5", "mau.yaml:16:10: “5” không phải khoảng thời gian"),
        ("http_json", "http_jsn", "mau.yaml:13:14: không có connector “http_jsn”: có phải là"),
        ("vendor: Chúng tôi\n", "", "mau.yaml:1:1: thiếu khóa “vendor”: thêm dòng “vendor: …”"),
        ("vendor:", "vendr:", "mau.yaml:4:1: không có khóa “vendr”: có phải là “vendor”?"),
        ('"1"', "1.0", "mau.yaml:5:10: “1.0” không nằm trong dấu nháy"),
        ("preset: 1", "preset: 2", "mau.yaml:1:9: preset: không dùng được “2”: dùng một trong: 1"),
        ("tested: none", "tested: có", "mau.yaml:7:9: tested: không dùng được “có”: dùng một trong:"),
        ("{kieu}", "thang", "mau.yaml:11:3: tham số “kieu” không có chỗ nào trong source: ghi {kieu}"),
        ("connector:", "preset: zabbix_problems\n  connector:", "mau.yaml:13:3: mẫu không dựa trên mẫu khác"),
        ("source:", "source: 5\nx:", "mau.yaml:12:9: source: cần một mục gồm các khóa"),
        (MINE, "", "mau.yaml:1:1: tệp mẫu không gồm các khóa: bắt đầu bằng dòng preset: 1"),
        ("title: Của tôi", "title: [", "mau.yaml:"),
    ],
)  # fmt: skip
def test_what_a_preset_says_wrong_is_told_in_its_own_file(
    lines: Lines, before: str, after: str, said: str
) -> None:
    assert before in MINE
    loaded = read(mine=MINE.replace(before, after))
    assert loaded.wall is None
    assert any(line.startswith("mau.yaml:") and said in line for line in lines(loaded)), lines(
        loaded
    )


def test_a_source_that_could_not_be_made_still_counts_as_declared(lines: Lines) -> None:
    wall = WALL.replace("./mau.yaml", "zabix") + (
        "indicators:\n  b: {name: B, source: a}\n"
        "screens:\n  - {name: s, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}\n"
        "scenes:\n  c: {title: C, s: {grid: [1, 1], tiles: [{number: b}]}}\n"
    )
    (line,) = lines(read(wall))
    assert "không có mẫu “zabix”" in line


def test_one_preset_serves_several_sources_and_its_faults_are_told_once(lines: Lines) -> None:
    wall = WALL + "  b: {preset: ./mau.yaml, with: {bang: khac}}\n"
    loaded = read(wall)
    assert loaded.wall is not None
    assert loaded.wall.sources["b"].url == "https://a.example/khac/thang.json"
    assert len(lines(read(wall, MINE.replace("every: 5 min", "evry: 5 min")))) == 1


def test_a_preset_lies_beside_the_file_that_names_it(tmp_path: Path, lines: Lines) -> None:
    (tmp_path / "phan").mkdir()
    (tmp_path / "w.yaml").write_text("wall: 1\ninclude: phan/nguon.yaml\n", encoding="utf-8")
    (tmp_path / "phan" / "nguon.yaml").write_text(WALL.removeprefix("wall: 1\n"), encoding="utf-8")
    (tmp_path / "phan" / "mau.yaml").write_text(MINE, encoding="utf-8")
    loaded = load(tmp_path / "w.yaml", PLUGINS, {})
    assert lines(loaded) == []
    assert list(loaded.texts) == ["w.yaml", "phan/nguon.yaml", "phan/mau.yaml"]
    (tmp_path / "phan" / "mau.yaml").write_text(MINE.replace("every:", "evry:"), encoding="utf-8")
    (line,) = lines(load(tmp_path / "w.yaml", PLUGINS, {}))
    assert line.startswith(f"{tmp_path / 'phan' / 'mau.yaml'}:16:3: ")


def test_the_text_of_a_preset_is_kept_for_replays_and_counts_in_the_hash() -> None:
    loaded = read()
    assert loaded.texts["mau.yaml"] == MINE
    assert read(mine=MINE + "#\n").hash != loaded.hash


def test_presets_beside_the_wall_file_are_watched_and_the_programs_own_are_not() -> None:
    wall = (
        WALL
        + '  b: {preset: zabbix_problems, url: "https://z.example"}\n  c: {preset: ./khac.yaml}\n'
    )
    assert load_texts({"w.yaml": wall, "mau.yaml": MINE}, "w.yaml", installed()).names == (
        "w.yaml",
        "mau.yaml",
        "khac.yaml",
    )


def test_a_replay_shows_the_shipped_preset_that_was_in_force() -> None:
    wall = 'wall: 1\nsources:\n  a: {preset: zabbix_problems, url: "https://z.example"}\n'
    plugins = installed()
    today = load_texts({"w.yaml": wall}, "w.yaml", plugins)
    name = shipped.called("zabbix_problems")
    assert today.wall is not None
    assert name in today.texts
    older = {"w.yaml": wall, name: today.texts[name].replace("every: 30 s", "every: 45 s")}
    then = load_texts(older, "w.yaml", plugins)
    assert then.wall is not None
    assert then.wall.sources["a"].every.total_seconds() == 45
    assert then.hash != today.hash


def test_a_connector_beside_a_preset_is_one_fault_at_its_own_line(lines: Lines) -> None:
    loaded = read("wall: 1\nsources:\n  a:\n    preset: zabbix_problems\n    connector: csv\n")
    assert lines(loaded) == ["w.yaml:5:5: đã ghi preset thì không ghi connector: bỏ một trong hai"]


@pytest.mark.parametrize(
    "source",
    [
        '{preset: zabbix_problems, url: "https://z.example"}',
        '{preset: zabbix_problems, url: "https://z.example", with: {page: 20}, alerts: {title: x}}',
        "{preset: ./mau.yaml, with: {bang: so_lieu}}",
        '{connector: http_json, url: "https://z.example"}',
    ],
)
def test_editors_ask_for_no_connector_where_a_preset_is_named(source: str) -> None:
    assert _valid(source)


@pytest.mark.parametrize(
    "source",
    [
        "{preset: zabbix_problems}",
        '{preset: zabix, url: "https://z.example"}',
        '{preset: zabbix_problems, url: "https://z.example", with: {pgae: 20}}',
        '{preset: zabbix_problems, url: "https://z.example", with: {page: 1}}',
        '{preset: zabbix_problems, url: "https://z.example", evry: 1 h}',
        '{preset: ckan_table, url: "https://c.example"}',
        '{url: "https://z.example"}',
        '{preset: zabbix_problems, connector: http_json, url: "https://z.example"}',
        "{preset: ./mau.yaml, connector: http_json}",
    ],
)
def test_editors_know_the_shipped_presets_and_their_parameters(source: str) -> None:
    assert not _valid(source)


def _valid(source: str) -> bool:
    root = tree(f"wall: 1\nsources:\n  a: {source}\n", "w.yaml").root
    assert root is not None
    return Validator(schema(installed())).is_valid(plain(root))
