"""Suricata's log on nginx, read through a wall file alone and compared with the log itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from services.clock import SystemClock
from tests.servers.suricata import ping, question
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.servers import Suricata

WALL = """\
wall: 1
sources:
  cam-bien: {{connector: eve, {place}, system: soc}}
indicators:
  tat-ca: {{name: Cảnh báo, unit: cảnh báo, source: cam-bien, metric: alerts_24h}}
  nang: {{name: Nặng, unit: cảnh báo, source: cam-bien, metric: alerts_24h, where: {{severity: "5"}}}}
  nhe: {{name: Nhẹ, unit: cảnh báo, source: cam-bien, metric: alerts_24h, where: {{severity: "2"}}}}
screens:
  - {{name: chinh, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}}
scenes:
  soc:
    title: SOC
    chinh:
      title: SOC
      grid: [3, 3]
      tiles:
        - {{number: tat-ca, at: [1, 1]}}
        - {{number: nang, at: [2, 1]}}
        - {{number: nhe, at: [3, 1]}}
        - {{table: cam-bien, records: security_events, at: [1, 2], span: [3, 2]}}
"""


def shown(folder: Path, place: str) -> dict[str, Any]:
    """wall.json of a snapshot that goes on with the cache of the one before."""
    wall = folder / "tuong.yaml"
    wall.write_text(WALL.format(place=place), encoding="utf-8")
    out = folder / "anh"
    obey(
        ["snapshot", str(wall), "--out", str(out), "--cache", str(folder / "nho")],
        SystemClock(),
    )
    whole: dict[str, Any] = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return whole


def numbers(whole: dict[str, Any]) -> list[str]:
    tiles = [tile for screen in whole["screens"] for tile in screen["tiles"]]
    return [tile["data"]["figures"][0]["value"] for tile in tiles if tile["type"] == "number"]


def state(whole: dict[str, Any]) -> str:
    (source,) = whole["sources"]
    return str(source["state"])


def truth(suricata: Suricata) -> list[str]:
    """All alerts, the worst, the least, as Suricata itself wrote them."""
    events = [json.loads(line) for line in suricata.eve.read_text("utf-8").splitlines()]
    found = [one["alert"]["severity"] for one in events if one["event_type"] == "alert"]
    return [str(len(found)), str(found.count(1)), str(found.count(3))]


def recent(minutes: int) -> float:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()


def test_the_wall_counts_what_suricata_saw_and_reads_on(suricata: Suricata, tmp_path: Path) -> None:
    place = f"url: {suricata.url}"
    suricata.clear()
    suricata.watch(
        [question("10.1.2.3", "a.c2.example", recent(9)), ping("10.9.9.9", "10.1.2.3", recent(8))]
    )
    first = shown(tmp_path, place)
    assert (state(first), numbers(first)) == ("live", truth(suricata))
    asked = len(suricata.server.asked())
    suricata.watch([ping("10.9.9.8", "10.1.2.3", recent(5))])
    second = shown(tmp_path, place)
    assert numbers(second) == truth(suricata)
    assert numbers(second) != numbers(first)
    assert all(" 206 " in line for line in suricata.server.asked()[asked:])
    asked = len(suricata.server.asked())
    assert numbers(shown(tmp_path, place)) == truth(suricata)
    assert [line.split()[2] for line in suricata.server.asked()[asked:]] == ["304"]


def test_a_log_that_is_rotated_is_read_anew_and_nothing_is_forgotten(
    suricata: Suricata, tmp_path: Path
) -> None:
    place = f"url: {suricata.url}"
    suricata.clear()
    suricata.watch([ping("10.9.9.9", "10.1.2.3", recent(n)) for n in (9, 8)])
    before = int(numbers(shown(tmp_path, place))[0])
    suricata.clear()
    suricata.watch([question("10.1.2.3", "b.c2.example", recent(3))])
    after = shown(tmp_path, place)
    assert int(numbers(after)[0]) == before + int(truth(suricata)[0])


def test_a_sensor_s_server_that_dies_and_comes_back_is_told_so(
    suricata: Suricata, tmp_path: Path
) -> None:
    place = f"url: {suricata.url}"
    suricata.clear()
    suricata.watch([ping("10.9.9.9", "10.1.2.3", recent(9))])
    first = shown(tmp_path, place)
    suricata.kill()
    gone = shown(tmp_path, place)
    assert numbers(gone) == numbers(first)
    assert gone["sources"][0]["reason"] == "unreachable"
    suricata.start()
    assert state(shown(tmp_path, place)) == "live"


def test_the_log_is_read_from_its_file_as_well(suricata: Suricata, tmp_path: Path) -> None:
    suricata.clear()
    suricata.watch([ping("10.9.9.9", "10.1.2.3", recent(9))])
    assert numbers(shown(tmp_path, f"file: {suricata.eve}")) == truth(suricata)


def test_probe_names_the_log(suricata: Suricata, capsys: pytest.CaptureFixture[str]) -> None:
    suricata.clear()
    suricata.watch([ping("10.9.9.9", "10.1.2.3", recent(9))])
    for place in (suricata.url, str(suricata.eve)):
        assert obey(["probe", place], SystemClock()) == 0
        said = capsys.readouterr()
        assert "connector: eve" in said.out
        assert "Suricata" in said.err
