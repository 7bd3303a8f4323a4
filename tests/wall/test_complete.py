"""The walls over the default centre are complete: every metric of the nine systems, every figure, task and
goal of the article can be read somewhere on each of them, in one snapshot of all its scenes.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from services.clock import SystemClock
from services.wall_file import installed, load
from tests.wall.pictures_of_a_wall import Json, Pictures, says
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("the default wall")
WALLS = ("lam-dong", "lam-dong-4k", "lam-dong-tv")
"""Four panels of an operations centre, a 4K screen of a meeting room, a TV of an office."""
NOW = "2026-11-24T14:30:00+07:00"
"""Ten months of the year have their figures, the last ones not official yet."""
DOMAIN = files("resources") / "domain"
METRICS = {
    "soc": "alerts_by_sev incidents_open incidents_overdue mttd mttr agents top_attacked cve_open ncsc_share",
    "av": "installed online outdated infections_day infected_now by_unit top_malware c2",
    "media": "mentions sentiment negative_rate topics hot handled sources",
    "docs": "sent_recv funnel on_time pending overdue rejected signed by_unit",
    "lgsp": "calls services error_rate latency_p95 top_consumers ndxp",
    "opendata": "datasets views downloads fresh units sync",
    "reports": "due submitted approved late on_time by_unit",
    "sectordb": "records complete updated dq_errors levels",
    "map": "bts g5 fibre ioc post bts_down radio",
}
"""What each system should tell, by the domain's own list."""
OF_WHAT_MAY_NOT_BE = {"media_handled", "reports_on_time"}
"""Shares of hot items and of reports due, of which there are none on some days."""
SINGLE = ("value", "cell", "label")
"""Roles of texts that say a row's content."""


def metrics() -> dict[str, dict[str, Json]]:
    text = (DOMAIN / "metrics.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, Json]] = YAML(typ="safe").load(text)
    return read


def article() -> dict[str, list[Json]]:
    whole: dict[str, list[Json]] = json.loads((DOMAIN / "article.json").read_text("utf-8"))
    return whole


@pytest.fixture(scope="module", params=WALLS)
def pictures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    folder = tmp_path_factory.mktemp("complete")
    file = at_its_clock(folder, request.param)
    arguments = ["snapshot", str(file), "--out", str(folder / "out"), "--wait", "60"]
    assert obey(arguments, SystemClock()) == 0
    wall = load(file, installed()).wall
    assert wall is not None
    return Pictures(wall, json.loads((folder / "out" / "wall.json").read_text(encoding="utf-8")))


def at_its_clock(folder: Path, name: str) -> Path:
    """The wall, but that it is always the same day."""
    with as_file(files("resources") / "walls") as walls:
        shutil.copytree(walls, folder / "walls")
    wall = folder / "walls" / f"{name}.yaml"
    text = wall.read_text(encoding="utf-8")
    told = text.replace("province: {seed: 1}", f"province: {{seed: 1, clock: {NOW}}}")
    assert told != text
    wall.write_text(told, encoding="utf-8")
    return wall


def missing(pictures: Pictures) -> list[str]:
    """Metrics, figures, tasks and goals that nobody can read, and where they would stand."""
    lacking = [
        f"{system}.{id}: {why}"
        for system, of_system in metrics().items()
        for id, metric in of_system.items()
        if (why := _why_not(metric, pictures))
    ]
    printed = article()
    told = {one["id"]: one["name"] for one in printed["tasks"]}
    told |= {one["id"]: one["text"] for one in printed["goals"]}
    ids = [one["id"] for one in printed["indicators"]]
    lacking += [pictures.why_not(id) for id in ids if not pictures.told(id)]
    lacking += [f"{id}: {text}" for id, text in told.items() if not pictures.listed(text)]
    return lacking


def _why_not(metric: Json, pictures: Pictures) -> str | None:
    named = metric.get("indicator", [])
    indicators = [named] if isinstance(named, str) else named
    for id in indicators:
        if not pictures.told(id):
            return pictures.why_not(id)
        if not pictures.known(id) and id not in OF_WHAT_MAY_NOT_BE:
            return f"{id} has no value anywhere"
    tile = metric.get("tile")
    if tile is None:
        return None if indicators else "neither an indicator nor a tile"
    hung = pictures.tile(tile)
    if hung is None:
        return f"no tile {tile}"
    data = hung.tile["data"]
    if not (data.get("total") is not None or data.get("units") or data.get("columns")):
        return f"{hung.place} knows nothing"
    return None if _tells(data, hung.said) else f"{hung.place} paints no row of what it knows"


def _tells(data: Json, said: list[Json]) -> bool:
    """The first row of a list is painted; that there is none is an answer, too."""
    listed = [data[name] for name in ("bars", "units", "states", "rows") if data.get(name)]
    if not listed:
        return bool(said)
    first = listed[0][0]
    number = first.get("value", first.get("count"))
    if number is not None:
        return any(says(text["text"], str(number)) for text in said)
    return any(text["role"] in SINGLE and text["text"] for text in said)


def test_every_metric_of_the_nine_systems_has_its_place() -> None:
    told = {system: set(of_system) for system, of_system in metrics().items()}
    assert told == {system: set(ids.split()) for system, ids in METRICS.items()}


def test_every_source_of_a_wall_answers(pictures: Pictures) -> None:
    """Some of those that are asked every few seconds may be late when the slowest one is there."""
    states = {source["id"]: source["state"] for source in pictures.document["sources"]}
    assert {id: state for id, state in states.items() if state not in {"live", "late"}} == {}


def test_nothing_of_the_systems_or_the_article_is_missing_from_a_wall(pictures: Pictures) -> None:
    assert missing(pictures) == []


def test_what_is_taken_out_is_missed(pictures: Pictures) -> None:
    """Of a metric its figure, of another its tile; a printed figure, a task, a goal."""
    printed = article()
    gone = {"soc_mttr", "map-bts", "cloud_systems", printed["tasks"][0]["name"]}
    gone |= {printed["goals"][0]["text"]}
    text = json.dumps(pictures.document, ensure_ascii=False)
    for name in gone:
        text = text.replace(json.dumps(name, ensure_ascii=False), '"khác"')
    lacking = {"soc.mttr", "map.bts", "cloud_systems"}
    lacking |= {printed["tasks"][0]["id"], printed["goals"][0]["id"]}
    found = missing(replace(pictures, document=json.loads(text)))
    assert {line.split(":")[0] for line in found} == lacking


@pytest.mark.parametrize("id", ["bts_total", "soc_mttr", "docs_on_time", "opendata_downloads"])
def test_what_is_known_and_not_painted_is_missed(pictures: Pictures, id: str) -> None:
    document = json.loads(json.dumps(pictures.document))
    for tile in (tile for screen in document["screens"] for tile in screen["tiles"]):
        if json.dumps(id) in json.dumps(tile["data"]):
            tile["texts"] = [text for text in tile["texts"] if text["role"] == "title"]
    found = missing(replace(pictures, document=document))
    assert any(f"{id}: not painted on " in line for line in found)


def test_every_panel_of_every_scene_shows_something(pictures: Pictures) -> None:
    screens = pictures.document["screens"]
    assert {screen["scene"] for screen in screens} == set(pictures.wall.scenes)
    assert all(screen["tiles"] for screen in screens)


def test_every_text_is_whole_large_enough_and_in_its_place(pictures: Pictures) -> None:
    assert pictures.faults() == []


def test_no_figure_of_a_group_is_only_counted(pictures: Pictures) -> None:
    """“và 2 chỉ số khác” says that there are figures, and not what they are."""
    assert [text for text in pictures.texts if text.endswith("chỉ số khác")] == []


@pytest.mark.parametrize(
    "words", ["sơ bộ", "lũy kế", "kỳ trước", "cùng kỳ", "kế hoạch", "dự báo cả năm"]
)
def test_how_final_a_figure_is_and_what_it_is_held_against_are_painted(
    pictures: Pictures, words: str
) -> None:
    assert [text for text in pictures.texts if words in text]


def test_catalogues_tell_of_each_figure_how_final_it_is_and_paint_what_is_not_official(
    pictures: Pictures,
) -> None:
    catalogues = [hung for hung in pictures.tiles if hung.tile["type"] == "catalogue"]
    for hung in catalogues:
        assert "sơ bộ" in {row["level"] for row in hung.tile["data"]["rows"]}, hung.place
        texts = [text["text"] for text in hung.tile["texts"]]
        early = [row["indicator"] for row in hung.tile["data"]["rows"] if row["level"] == "sơ bộ"]
        called = [pictures.wall.indicators[id].name for id in early]
        names = {name.short_in("vi") or name.full_in("vi") for name in called}
        painted = [one for one in names if any(t in {one, f"sơ bộ: {one}"} for t in texts)]
        assert sum("sơ bộ" in text for text in texts) >= len(painted), hung.place


def test_five_years_of_a_figure_are_one_curve(pictures: Pictures) -> None:
    trend = pictures.tile("trend-at_tan_cong")
    assert trend is not None
    assert [series["points"] >= 57 for series in trend.tile["data"]["series"]] == [True]
