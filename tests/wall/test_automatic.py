"""A file of nothing but sources, as its owner tries it: pictures, the past, two monitors, real servers."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import TYPE_CHECKING, Any

from tests.wall.program import FIRST_PICTURE, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Server
    from tests.wall.program import Home
    from tests.wall.system import System

SOURCES = """\
wall: 1
sources:
  so:
    connector: http_json
    url: "{url}"
    every: 1 s
    deadline: 1 s
    name: {{vi: Một cửa, en: One-stop desk}}
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
"""


def told(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "wall.json").read_text(encoding="utf-8"))
    return said


def texts(said: dict[str, Any], role: str | None = None) -> list[str]:
    return [
        text["full"]
        for screen in said["screens"]
        for one in (*screen["tiles"], screen)
        for text in one["texts"]
        if role is None or text["role"] == role
    ]


def clipped(said: dict[str, Any]) -> list[str]:
    return [
        text["full"]
        for screen in said["screens"]
        for tile in screen["tiles"]
        for text in tile["texts"]
        if text["clipped"] or text["arcmin"] < 16
    ]


def written(folder: Path, text: str) -> Path:
    path = folder / "nguon.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_sources_alone_are_a_wall(home: Home, system: System, tmp_path: Path) -> None:
    path = written(tmp_path, SOURCES.format(url=system.url))
    assert home.run("check", str(path), "--strict").status == 0
    ended = home.run("snapshot", str(path), "--out", "a", "--lang", "en")
    assert ended.status == 0, ended.err
    said = told(home.path / "a")
    assert [screen["size"] for screen in said["screens"]] == [[1920, 1080]]
    assert [screen["scene"] for screen in said["screens"]] == ["tu-dong"]
    assert texts(said, "title") == ["Tram", "Xa"]
    assert {"One-stop desk", "Automatic"} <= set(texts(said))
    assert not clipped(said)


def test_sixty_figures_are_pages_with_a_picture_each_and_the_past_has_them_too(
    home: Home, system: System, tmp_path: Path
) -> None:
    system.figures = {f"chi so {n}": n for n in range(1, 61)}
    path = written(tmp_path, SOURCES.format(url=system.url))
    assert home.run("snapshot", str(path), "--out", "a").status == 0
    now = told(home.path / "a")
    assert [screen["png"] for screen in now["screens"]] == [
        "tu-dong--man-hinh.png",
        *(f"tu-dong-{n}--man-hinh.png" for n in range(2, 6)),
    ]
    assert "Tự động · trang 5/5" in texts(now, "scene")
    assert len(texts(now, "title")) == 60
    system.figures = {"khac": 1}
    assert home.run("snapshot", str(path), "--out", "b").status == 0
    assert texts(told(home.path / "b"), "title") == ["Khac"]
    assert home.run("snapshot", str(path), "--out", "c", "--at", now["at"]).status == 0
    assert told(home.path / "c") == now


def test_a_source_where_nobody_answers_says_so_on_the_wall(home: Home, tmp_path: Path) -> None:
    path = written(tmp_path, SOURCES.format(url="http://127.0.0.1:9/"))
    assert home.run("snapshot", str(path), "--out", "a").status == 0
    said = told(home.path / "a")
    assert {"Một cửa", "Chưa có dữ liệu", "không kết nối được"} <= set(texts(said))


def test_a_file_of_nothing_is_still_refused(home: Home, tmp_path: Path) -> None:
    path = written(tmp_path, "wall: 1\n")
    ended = home.run("snapshot", str(path), "--out", "a")
    assert ended.status == 1
    assert ended.err.endswith("nên không có gì để hiện.\n")
    checked = home.run("check", str(path))
    assert "nên không có gì để hiện: thêm sources: với ít nhất một nguồn\n" in checked.out


def test_a_wall_of_sources_alone_fills_every_monitor_that_is_there(
    home: Home, system: System, tmp_path: Path
) -> None:
    path = written(tmp_path, SOURCES.format(url=system.url))
    monitors = [
        {"name": name, "x": x, "y": 0, "width": 1280, "height": 720, "dpr": 1}
        | {"logicalDpi": 96, "logicalBaseDpi": 96}
        for name, x in (("DP-1", 0), ("HDMI-1", 1280))
    ]
    described = tmp_path / "screens.json"
    described.write_text(json.dumps({"screens": monitors}))
    unseen = {"QT_QPA_PLATFORM": f"offscreen:configfile={described}"}
    with running(home, str(path), **unseen) as wall:
        wall.wait_for(FIRST_PICTURE)
        for _ in range(3):
            assert system.asked.acquire(timeout=30)
        wall.process.terminate()
        assert wall.ended() == 0
    assert not any("thu nhỏ" in line for line in wall.said)


def test_real_servers_are_a_wall_of_their_own(
    home: Home, prometheus: Server, alertmanager: Server, tmp_path: Path
) -> None:
    """Whatever their metrics are called, nothing is clipped and every source is seen."""
    path = written(
        tmp_path,
        f"""\
wall: 1
sources:
  may-chu:
    connector: prometheus
    url: {prometheus.url}
    name: Máy chủ
    queries:
      up: up
      tải_1_phút: node_load1
      bộ_nhớ_còn: node_memory_MemAvailable_bytes
      cpu_theo_chế_độ: sum by (mode) (node_cpu_seconds_total)
  canh-bao:
    connector: alertmanager
    url: {alertmanager.url}
    name: Cảnh báo
""",
    )
    labels = [{"alertname": f"Đĩa đầy {n}", "severity": "critical"} for n in range(30)]
    post = urllib.request.Request(
        alertmanager.url + "/api/v2/alerts",
        data=json.dumps([{"labels": one} for one in labels]).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(post, timeout=10):
        pass
    scraped(prometheus)
    assert home.run("snapshot", str(path), "--out", "a").status == 0
    said = told(home.path / "a")
    assert {"Tải 1 phút", "Cpu theo chế độ"} <= set(texts(said, "title"))
    assert said["screens"][0]["tiles"][0]["type"] == "severity"
    assert not clipped(said)


def scraped(prometheus: Server) -> None:
    """Prometheus has asked its node exporter."""
    give_up = time.monotonic() + 30
    url = f"{prometheus.url}/api/v1/query?query=node_load1"
    while time.monotonic() < give_up:
        with urllib.request.urlopen(url, timeout=10) as answer:
            if json.loads(answer.read())["data"]["result"]:
                return
        time.sleep(0.1)
