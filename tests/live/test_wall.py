"""What a wall publishes, served by nginx, read by another wall through its wall file alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.clock import SystemClock
from services.news import Reason
from services.records import Observation, ServiceHealth
from tests.live.reading import of, reading
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Nginx

WALL = """\
wall: 1
name: da-lat
sources:
  bao-cao: {connector: csv, file: bao-cao.csv, observations: {territory: Phường, values: [Số vụ]}}
indicators:
  so-vu: {name: Số vụ, source: bao-cao, metric: Số vụ, where: {territory: Xuân Hương}}
screens:
  - {name: chinh, size: [640, 360], pitch: 1 mm, seat: 3 m}
scenes:
  mot: {title: Một, chinh: {grid: [1, 1], tiles: [{number: so-vu}]}}
"""


def published(folder: Path, count: int) -> None:
    """What the other wall's own `snapshot` writes."""
    (folder / "bao-cao.csv").write_text(f"Phường,Số vụ\nXuân Hương,{count}\n", encoding="utf-8")
    wall, out = str(folder / "tuong.yaml"), str(folder / "anh")
    assert (
        obey(["snapshot", wall, "--out", out, "--cache", str(folder / "nho")], SystemClock()) == 0
    )


def test_a_wall_reads_what_another_one_published(nginx: Nginx, tmp_path: Path) -> None:
    other, own = tmp_path / "kia", tmp_path / "minh"
    other.mkdir()
    own.mkdir()
    (other / "tuong.yaml").write_text(WALL, encoding="utf-8")
    published(other, 12)
    url = f"{nginx.serve(other / 'anh')}/wall.json"
    with reading(own, f"{{connector: wall, url: '{url}'}}") as wall:
        batch = wall.batch()
        assert {one.indicator: one.value for one in of(Observation, batch).values()} == {
            "so-vu": 12
        }
        assert [one.state for one in of(ServiceHealth, batch).values()]
        published(other, 7)
        assert [one.value for one in of(Observation, wall.batch()).values()] == [7]
        nginx.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        nginx.start()
        assert of(Observation, wall.batch())
