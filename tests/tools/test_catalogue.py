"""The catalogue of indicators: what walls include is what the province tells."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.simulation.lore import catalogue, offices
from services.wall_file import installed, load_texts
from tools.catalogue import SOURCE, WALLS, written

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile

pytestmark = pytest.mark.xdist_group("catalogue")
LONGEST_SHORT = 24
_SOURCE = f"""
sources:
  {SOURCE}:
    connector: http_json
    url: /reports/chi-so
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri}}
screens: [{{name: tam, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}}]
scenes:
  chinh: {{tam: {{grid: [1, 1], tiles: [{{catalogue: indicators}}]}}}}
"""


@pytest.fixture(scope="module")
def wall() -> WallFile:
    texts = {
        f"catalogue/{one.name}": one.read_text(encoding="utf-8") for one in WALLS.glob("*.yaml")
    }
    main = f"wall: 1\ninclude: catalogue/danh-muc.yaml\nprovince: {{seed: 1}}\n{_SOURCE}"
    loaded = load_texts({"tuong.yaml": main, **texts}, "tuong.yaml", installed())
    assert loaded.wall is not None
    assert not loaded.faults
    assert not loaded.warnings
    return loaded.wall


@pytest.mark.parametrize("name", written())
def test_the_files_that_walls_include_are_those_that_the_script_writes(name: str) -> None:
    assert (WALLS / name).read_text(encoding="utf-8") == written()[name]


def test_the_catalogue_has_some_three_hundred_indicators_of_all_seven_fields(
    wall: WallFile,
) -> None:
    assert len(wall.indicators) >= 280
    assert {one.field for one in wall.indicators.values()} == {*wall.fields}
    groups = {group.group for one in wall.indicators.values() for group in one.groups}
    assert groups == {*wall.groups}


def test_the_five_headings_of_digital_infrastructure_stand_in_the_articles_order(
    wall: WallFile,
) -> None:
    headings = [group.name.vi for id, group in wall.groups.items() if id.startswith("ha-tang-")]
    assert headings == [
        "Hạ tầng viễn thông băng rộng",
        "Sử dụng dịch vụ viễn thông",
        "Hạ tầng điện toán đám mây",
        "Hạ tầng công nghệ số",
        "Nền tảng số",
    ]


def test_every_name_has_both_languages_and_a_form_for_narrow_tiles(wall: WallFile) -> None:
    for id, one in wall.indicators.items():
        assert one.name.en, id
        for lang in ("vi", "en"):
            short = one.name.short_in(lang) or one.name.full_in(lang)
            assert len(short) <= LONGEST_SHORT, (id, short)


def test_no_plan_of_the_catalogue_is_the_walls_own(wall: WallFile) -> None:
    assert not any(one.plans for one in wall.indicators.values())


def test_every_organ_that_the_province_names_is_known_by_name_and_code(wall: WallFile) -> None:
    names = {one.name.vi for one in wall.organs.values()}
    codes = {code for one in wall.organs.values() for code in one.ids}
    assert names == {office.name for office in offices()}
    assert codes == {office.code for office in offices()}


def test_rounds_that_indicators_name_are_in_the_catalogue(wall: WallFile) -> None:
    named = {one.round for one in wall.indicators.values() if one.round is not None}
    assert named == {one["id"] for one in catalogue()["rounds"]}


def test_the_article_has_twenty_figures_thirteen_tasks_and_eighteen_goals() -> None:
    path = Path(str(files("resources") / "domain" / "article.json"))
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert [len(whole[key]) for key in ("indicators", "tasks", "goals")] == [20, 13, 18]
