"""The default wall is complete: every metric of the nine systems, every figure, task and goal of the article
stands somewhere on it, in one snapshot of all its scenes.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from services.clock import SystemClock
from ui.command_line import obey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("the default wall")
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

type Json = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What wall.json says, by what can be looked for."""

    figures: dict[str, Json]
    """By indicator, that with a value where one of several has it."""
    tiles: dict[str, Json]
    """`data` by the tile's id."""
    texts: frozenset[str]
    """Of the rows of all tables."""

    @classmethod
    def of(cls, document: Json) -> Shown:
        tiles = [tile for screen in document["screens"] for tile in screen["tiles"]]
        figures: dict[str, Json] = {}
        for row in (row for tile in tiles for row in _rows(tile["data"])):
            if "indicator" in row and (row["indicator"] not in figures or _told(row)):
                figures[row["indicator"]] = row
        texts = {
            text
            for tile in tiles
            for row in _rows(tile["data"])
            for text in row.values()
            if isinstance(text, str)
        }
        return cls(figures, {tile["id"]: tile["data"] for tile in tiles}, frozenset(texts))


def _rows(data: Json) -> Iterator[Json]:
    for name in ("figures", "rows"):
        yield from data.get(name, ())


def _told(row: Json) -> bool:
    return row["value"] is not None or row.get("text") is not None


def metrics() -> dict[str, dict[str, Json]]:
    text = (DOMAIN / "metrics.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, Json]] = YAML(typ="safe").load(text)
    return read


def article() -> dict[str, list[Json]]:
    whole: dict[str, list[Json]] = json.loads((DOMAIN / "article.json").read_text("utf-8"))
    return whole


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Json:
    folder = tmp_path_factory.mktemp("complete")
    arguments = ["snapshot", str(at_its_clock(folder)), "--out", str(folder / "out")]
    assert obey([*arguments, "--wait", "60"], SystemClock()) == 0
    read: Json = json.loads((folder / "out" / "wall.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def shown(document: Json) -> Shown:
    return Shown.of(document)


def missing(shown: Shown) -> list[str]:
    """Metrics, figures, tasks and goals that are nowhere, or nowhere with what the province gives."""
    lacking = [
        f"{system}.{id}"
        for system, of_system in metrics().items()
        for id, metric in of_system.items()
        if not _is_shown(metric, shown)
    ]
    printed = article()
    lacking += [one["id"] for one in printed["indicators"] if not _has(shown, one["id"])]
    lacking += [one["id"] for one in printed["tasks"] if one["name"] not in shown.texts]
    lacking += [one["id"] for one in printed["goals"] if one["text"] not in shown.texts]
    return lacking


def _is_shown(metric: Json, shown: Shown) -> bool:
    named = metric.get("indicator", [])
    indicators = [named] if isinstance(named, str) else named
    tile = metric.get("tile")
    known = tile is None or _holds(shown.tiles.get(tile, {}))
    return known and bool(indicators or tile) and all(_has(shown, id) for id in indicators)


def _has(shown: Shown, id: str) -> bool:
    row = shown.figures.get(id)
    return row is not None and (_told(row) or id in OF_WHAT_MAY_NOT_BE)


def _holds(data: Json) -> bool:
    """Its source has answered; that nobody is infected is an answer, too."""
    return data.get("total") is not None or bool(data.get("units"))


def test_every_metric_of_the_nine_systems_has_its_place() -> None:
    told = {system: set(of_system) for system, of_system in metrics().items()}
    assert told == {system: set(ids.split()) for system, ids in METRICS.items()}


def test_every_source_of_the_wall_answers(document: Json) -> None:
    """Some of those that are asked every few seconds may be late when the slowest one is there."""
    states = {source["id"]: source["state"] for source in document["sources"]}
    assert {id: state for id, state in states.items() if state not in {"live", "late"}} == {}


def test_nothing_of_the_systems_or_the_article_is_missing_from_the_wall(shown: Shown) -> None:
    assert missing(shown) == []


def test_what_is_taken_out_is_missed(document: Json) -> None:
    """Of a metric its figure, of another its tile; a printed figure, a task, a goal."""
    printed = article()
    gone = {"soc_mttr", "map-bts", "cloud_systems", printed["tasks"][0]["name"]}
    gone |= {printed["goals"][0]["text"]}
    text = json.dumps(document, ensure_ascii=False)
    for name in gone:
        text = text.replace(json.dumps(name, ensure_ascii=False), '"khác"')
    lacking = {"soc.mttr", "map.bts", "cloud_systems"}
    lacking |= {printed["tasks"][0]["id"], printed["goals"][0]["id"]}
    assert set(missing(Shown.of(json.loads(text)))) == lacking


def test_every_system_has_a_scene_whose_panels_all_show_something(document: Json) -> None:
    scenes = {screen["scene"] for screen in document["screens"]}
    assert METRICS.keys() <= scenes
    assert all(screen["tiles"] for screen in document["screens"])


def test_nothing_on_the_wall_is_clipped(document: Json) -> None:
    clipped = [
        (screen["scene"], tile["id"], text["full"])
        for screen in document["screens"]
        for tile in screen["tiles"]
        for text in tile["texts"]
        if text["clipped"]
    ]
    assert clipped == []


@pytest.mark.parametrize(
    "words", ["sơ bộ", "lũy kế", "kỳ trước", "cùng kỳ", "kế hoạch", "dự báo cả năm"]
)
def test_how_final_a_figure_is_and_what_it_is_held_against_are_painted(
    document: Json, words: str
) -> None:
    assert [text for text in painted(document) if words in text]


def test_catalogues_tell_of_each_figure_how_final_it_is_and_paint_what_is_not_official(
    document: Json,
) -> None:
    tiles = [tile for screen in document["screens"] for tile in screen["tiles"]]
    catalogues = [tile for tile in tiles if tile["type"] == "catalogue"]
    for tile in catalogues:
        assert "sơ bộ" in {row["level"] for row in tile["data"]["rows"]}, tile["id"]
    texts = [text["text"] for tile in catalogues for text in tile["texts"]]
    assert [text for text in texts if text.endswith("/2026 · sơ bộ")]


def test_five_years_of_a_figure_are_one_curve(document: Json) -> None:
    tiles = (tile for screen in document["screens"] for tile in screen["tiles"])
    trend = next(tile for tile in tiles if tile["id"] == "trend-at_tan_cong")
    assert [series["points"] >= 57 for series in trend["data"]["series"]] == [True]


def at_its_clock(folder: Path) -> Path:
    """The default wall, but that it is always the same day."""
    with as_file(files("resources") / "walls") as walls:
        shutil.copytree(walls, folder / "walls")
    wall = folder / "walls" / "lam-dong.yaml"
    text = wall.read_text(encoding="utf-8")
    told = text.replace("province: {seed: 1}", f"province: {{seed: 1, clock: {NOW}}}")
    assert told != text
    wall.write_text(told, encoding="utf-8")
    return wall


def painted(document: Json) -> Iterator[str]:
    for screen in document["screens"]:
        for tile in screen["tiles"]:
            yield from (text["text"] for text in tile["texts"])
