"""What stands in for the plug-ins of a package that is broken or not installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.door import SourceError
from services.news import Reason
from services.wall_file import installed, load_texts
from services.wall_file.stand_ins import StandInConnector, StandInSource, StandInTile, StandInType
from services.wall_file.written import without
from tests.plugins.packages import LINES, install, write
from tests.unit.wall_file.conftest import say

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file import Fault, Loaded

WALL = """\
wall: 1
plugins: [{plugins}]
sources:
  cong: {{connector: {connector}, kit: {{a: [1, 2]}}, every: 5 s}}
indicators:
  queue: {{name: Xe chờ, source: cong}}
screens:
  - {{name: chinh, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}}
scenes:
  mot:
    chinh: {{grid: [1, 1], tiles: [{{{tile}, title: Trống}}]}}
"""


def read(
    folder: Path, plugins: str, connector: str = "drums", tile: str = "drum: queue, loud: 3"
) -> Loaded:
    text = WALL.format(plugins=plugins, connector=connector, tile=tile)
    return load_texts({"w": text}, "w", installed(folder, seconds=60))


def told(fault: Fault) -> str:
    return f"{fault.line}:{fault.column}: {say(fault.what)}: {say(fault.remedy)}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the package `xau`, which raises at import."""
    folder = tmp_path / "goi"
    write(folder, "xau", "raise ValueError('hỏng')", connectors={"drums": "C"}, tiles={"drum": "T"})
    return folder


def test_what_a_broken_package_should_have_given_has_a_stand_in_that_keeps_all_its_settings(
    folder: Path,
) -> None:
    loaded = read(folder, "xau")
    assert loaded.wall is not None
    assert [told(fault) for fault in loaded.lacking if fault.line > 2] == [
        (
            "4:21: phần mở rộng “drums” không dùng được nên nguồn này chỉ báo lỗi: "
            "xem lỗi của gói ở mục plugins"
        ),
        (
            "11:36: phần mở rộng “drum” không dùng được nên ô này chỉ báo lỗi: "
            "xem lỗi của gói ở mục plugins"
        ),
    ]
    assert set(loaded.lacking) <= set(loaded.warnings)
    source = loaded.wall.sources["cong"]
    assert isinstance(source, StandInSource)
    assert source.model_extra == {"kit": {"a": [1, 2]}}
    (tile,) = loaded.wall.scenes["mot"].panels["chinh"].tiles
    assert isinstance(tile, StandInTile)
    assert tile.model_dump(include={"drum", "loud"}) == {"drum": "queue", "loud": 3}
    kind = loaded.plugins.tiles["drum"]
    assert isinstance(kind, StandInType)
    assert say(kind.words) == (
        "Gói “xau”: phần mở rộng “drum” không nạp được: ValueError: hỏng. Cách sửa: cài lại gói, "
        "hoặc báo cho người viết gói; chi tiết nằm trong nhật ký chương trình"
    )


def test_a_source_that_has_a_stand_in_is_an_outage_without_anybody_being_asked(
    folder: Path,
) -> None:
    loaded = read(folder, "xau")
    assert loaded.wall is not None
    connector, source = loaded.plugins.connectors["drums"], loaded.wall.sources["cong"]
    assert isinstance(connector, StandInConnector)
    with pytest.raises(SourceError) as caught:
        connector.ask(source, None, None)  # type: ignore[arg-type]
    assert caught.value.reason is Reason.LACKING
    assert "Gói “xau”" in say(caught.value.words)


def test_of_a_missing_package_every_unknown_name_may_be_one(tmp_path: Path) -> None:
    loaded = read(tmp_path, "thieu", "sonars", "sonar: queue, rings: 2")
    assert loaded.wall is not None
    package, source, tile = map(told, loaded.lacking)
    assert package.startswith(
        "2:11: chưa cài gói phần mở rộng nào tên “thieu”: cài gói (pip install thieu), hoặc chỉ"
    )
    assert source == (
        "4:21: không có connector “sonars” nên nguồn này chỉ báo lỗi: "
        "cài gói thieu, hoặc sửa tên connector"
    )
    assert tile == (
        "11:36: không có loại ô “sonar” nên ô này chỉ báo lỗi: cài gói thieu, hoặc sửa tên loại ô"
    )


@pytest.mark.parametrize(
    ("plugins", "connector", "tile", "faults"),
    [
        ("thieu", "prometheuz", "number: queue", "4:21: không có connector “prometheuz”"),
        ("thieu", "sonars", "numbr: queue", "11:36: không có loại ô “numbr”"),
        ("thieu", "sonars", "limit: 5, x: 1", "11:35: ô không nêu loại của nó"),
        ("thieu", "lines", "number: queue", "4:21: phần mở rộng “lines” chưa được bật"),
        ("", "sonars", "number: queue", "4:21: không có connector “sonars”"),
        ("xau", "sonars", "drum: queue", "4:21: không có connector “sonars”"),
    ],
)
def test_a_slip_stays_a_fault(
    folder: Path, plugins: str, connector: str, tile: str, faults: str
) -> None:
    install(LINES, folder)
    loaded = read(folder, plugins, connector, tile)
    (fault,) = loaded.faults
    assert told(fault).startswith(f"{faults}: ")


def test_another_file_begins_without_the_stand_ins_of_this_one(folder: Path) -> None:
    own = read(folder, "xau").plugins.own()
    assert "drums" not in own.connectors
    assert "drum" not in own.tiles
    assert own.guests == {}


def test_what_seems_a_secret_of_a_source_that_has_a_stand_in_is_not_kept(folder: Path) -> None:
    text = WALL.format(plugins="xau", connector="drums, token: CANARY", tile="drum: queue")
    loaded = load_texts({"w": text}, "w", installed(folder, seconds=60))
    assert loaded.wall is not None
    assert "CANARY" not in without(loaded.texts, loaded.written)["w"]


def test_a_tile_that_has_a_stand_in_shows_what_its_settings_name(folder: Path) -> None:
    text = WALL.format(plugins="xau", connector="drums", tile="drum: 1, of: [{it: queue}]")
    text = text.replace("every: 5 s", "sensitivity: restricted")
    text = text.replace("  mot:\n", "  mot:\n    audience: internal\n")
    (fault,) = load_texts({"w": text}, "w", installed(folder, seconds=60)).faults
    assert "cong (restricted)" in say(fault.what)
