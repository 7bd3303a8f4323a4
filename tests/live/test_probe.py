"""Probing real servers: what is printed is a wall that shows what they know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.connectors.prometheus.known import KNOWN
from tests.live.test_servers import awaited, ranged
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from services.connectors.prometheus.known import Known
    from tests.servers import Server


def probed(capsys: pytest.CaptureFixture[str], url: str) -> tuple[int, str, str]:
    status = obey(["probe", url], SystemClock())
    captured = capsys.readouterr()
    return int(status), captured.out, captured.err


@pytest.mark.parametrize("path", ["", "/graph", "/api/v1/query", "/metrics", "/#/alerts"])
def test_a_prometheus_is_known_by_any_of_its_addresses(
    path: str, prometheus: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    awaited(prometheus, "node_load1")
    status, out, err = probed(capsys, prometheus.url + path)
    assert status == 0, err
    assert f"url: {prometheus.url}\n" in out
    assert "node_load1" in out
    assert "Nhận ra Prometheus 2." in err


def test_the_wall_of_a_prometheus_shows_this_computer(
    prometheus: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    awaited(prometheus, "node_load1")
    wall, pictures = tmp_path / "tuong.yaml", tmp_path / "anh"
    wall.write_text(probed(capsys, prometheus.url)[1], encoding="utf-8")
    arguments = ["snapshot", str(wall), "--out", str(pictures), "--cache", str(tmp_path / "nho")]
    assert obey(arguments, SystemClock()) == 0
    whole = json.loads((pictures / "wall.json").read_text(encoding="utf-8"))
    tiles = [tile for screen in whole["screens"] for tile in screen["tiles"]]
    assert {"Bộ nhớ", "Tải một phút"} <= {tile["title"] for tile in tiles}
    assert [source["state"] for source in whole["sources"]] == ["live"]


@pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.code)
def test_a_proposed_query_gives_no_point_of_the_time_before_prometheus_lived(
    one: Known, prometheus: Server
) -> None:
    """Zeros that nobody measured would be drawn as a quiet hour."""
    (first,) = awaited(prometheus, "min(min_over_time(timestamp(up)[1h:1s]))")
    match first:
        case {"value": [float() | int() as now, str() as began]}:
            before, lived = float(began) - 1, float(now)
        case _:
            raise AssertionError(first)
    assert ranged(prometheus, one.query, before - 3600, before) == []
    if one.code == "down":
        assert ranged(prometheus, one.query, before, lived)


@pytest.mark.parametrize("path", ["", "/metrics"])
def test_an_exporter_is_known_and_sent_to_its_prometheus(
    path: str, node_exporter: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = probed(capsys, node_exporter.url + path)
    assert (status, out) == (3, "")
    assert "scrape_configs" in err


@pytest.mark.parametrize("path", ["", "/api/v2/alerts", "/#/alerts", "/metrics"])
def test_an_alertmanager_is_known_by_any_of_its_addresses(
    path: str, alertmanager: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = probed(capsys, alertmanager.url + path)
    assert status == 0, err
    assert "connector: alertmanager" in out
    assert f"url: {alertmanager.url}\n" in out
