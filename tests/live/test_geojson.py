"""A layer of features through a wall file alone: from a web server, and from a file."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from services.clock import SystemClock
from services.news import Covers, Reason
from services.records import Feature
from tests.live.reading import Wall
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.servers import Nginx


def layer(*names: str) -> str:
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"ma_xa": name, "dan": 1000 + at},
            "geometry": {"type": "Point", "coordinates": [108 + at / 10, 11.5]},
        }
        for at, name in enumerate(names)
    ]
    return json.dumps({"type": "FeatureCollection", "name": "xa", "features": features})


def test_a_served_layer_is_read_confirmed_and_lets_go_of_what_it_lost(
    nginx: Nginx, tmp_path: Path
) -> None:
    file = nginx.root / "xa.geojson"
    file.write_text(layer("A", "B"), encoding="utf-8")
    text = f"wall: 1\nsources:\n  xa: {{connector: geojson, url: {nginx.url}/xa.geojson, fid: ma_xa}}\n"
    made = Wall(tmp_path, text)
    assert [one.fid for one in made.records("xa", Feature)] == ["A", "B"]
    assert made.answered("xa").unchanged
    file.write_text(layer("B", "C", "D"), encoding="utf-8")
    batch = made.answered("xa")
    assert ([one.uid for one in batch.records], batch.covers) == (
        ["xa|B", "xa|C", "xa|D"],
        Covers.ALL,
    )
    nginx.kill()
    assert made.refused("xa").reason is Reason.UNREACHABLE
    nginx.start()
    assert made.answered("xa").unchanged


def test_a_layer_in_a_file_is_read_beside_its_wall(tmp_path: Path) -> None:
    file = tmp_path / "xa.geojson"
    file.write_text(layer("A"), encoding="utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))  # long written: one look is enough
    text = "wall: 1\nsources:\n  xa: {connector: geojson, file: xa.geojson, fid: ma_xa}\n"
    assert [one.uid for one in Wall(tmp_path, text).records("xa", Feature)] == ["xa|A"]


def test_probe_names_the_layer_and_what_makes_an_id(
    nginx: Nginx, capsys: pytest.CaptureFixture[str]
) -> None:
    (nginx.root / "xa.geojson").write_text(layer("A", "B"), encoding="utf-8")
    status = obey(["probe", f"{nginx.url}/xa.geojson"], SystemClock())
    captured = capsys.readouterr()
    assert status == 0, captured.err
    assert "connector: geojson\n" in captured.out
    assert "fid: ma_xa" in captured.out
