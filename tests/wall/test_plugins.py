"""A package of somebody else's, used by the program as its users call it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, override

import pytest

from tests.plugins.packages import LINES, install, write
from tests.wall.program import UNSEEN, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.wall.program import Home

WALL = """\
wall: 1
name: cua-khau
plugins: [{plugins}]
sources:
  cong: {{connector: lines, url: "{url}", every: 1 s, deadline: 1 s}}
indicators:
  queue: {{name: Xe chờ, unit: xe, source: cong}}
screens:
  - {{name: chinh, size: [1280, 720], pitch: 0.63 mm, seat: 2 m}}
scenes:
  mot:
    chinh: {{grid: [2, 2], tiles: [{tiles}]}}
"""
BAD = """
    import threading
    from services.settings import Tile
    from widgets.tile import View

    class BadTile(Tile):
        "Ô xấu."
        bad: str
        "Kiểu xấu."

    class Bad:
        name = "bad"
        settings = BadTile
        own_notes = False

        def look_up(self, settings, knowledge):
            match settings.bad:
                case "raises":
                    raise ValueError("hỏng")
                case "loops":
                    while True:
                        pass
            return View(title=knowledge.figure("queue").indicator.name)

        def lay_out(self, view, room, sheet):
            return [None] * 1_000_000

    TILE = Bad()
"""


class _Lines(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"# gate\nqueue 12\n")

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with _serving() as address:
        yield address


@contextmanager
def _serving() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Lines) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where `pip install --target` would have put the example."""
    folder = tmp_path / "phan mo rong"
    install(LINES, folder)
    return folder


def wall_file(
    path: Path, url: str, tiles: str = "{light: queue}", plugins: str = "langbiang-lines"
) -> str:
    file = path / "tuong.yaml"
    file.write_text(WALL.format(url=url, tiles=tiles, plugins=plugins), encoding="utf-8")
    return str(file)


def tiles_of(out: Path) -> list[dict[str, Any]]:
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return list(document["screens"][0]["tiles"])


def texts(tile: dict[str, Any]) -> list[str]:
    return [text["full"] for text in tile["texts"]]


def test_a_strangers_connector_and_tile_are_checked_asked_and_drawn(
    home: Home, folder: Path, url: str, tmp_path: Path
) -> None:
    wall = wall_file(tmp_path, url)
    checked = home.run("check", wall, "--plugins", str(folder), "--connect", "--strict")
    assert (checked.status, "queue  12" in checked.out) == (0, True), checked
    out = tmp_path / "anh"
    taken = home.run("snapshot", wall, "--plugins", str(folder), "--out", str(out))
    assert taken.status == 0, taken
    (tile,) = tiles_of(out)
    assert (tile["id"], tile["type"], tile["state"]) == ("light-queue", "light", "live")
    assert tile["data"] == {"value": "12", "level": "slow"}
    assert texts(tile)[-2:] == ["Chậm", "12 xe"]


def test_the_folder_may_be_named_by_the_environment(
    home: Home, folder: Path, url: str, tmp_path: Path
) -> None:
    ended = home.run("check", wall_file(tmp_path, url), LANGBIANG_PLUGINS=str(folder))
    assert ended.status == 0, ended


def test_a_picture_of_the_past_is_drawn_by_the_plug_ins_that_its_file_names(
    home: Home, folder: Path, url: str, tmp_path: Path
) -> None:
    wall = wall_file(tmp_path, url)
    plugins = ("--plugins", str(folder))
    assert home.run("snapshot", wall, *plugins, "--out", str(tmp_path / "nay")).status == 0
    document = json.loads((tmp_path / "nay" / "wall.json").read_text(encoding="utf-8"))
    wall_file(tmp_path, url, tiles="{number: queue}", plugins="")
    past = home.run(
        "snapshot", wall, *plugins, "--out", str(tmp_path / "xua"), "--at", document["at"]
    )
    assert past.status == 0, past
    assert tiles_of(tmp_path / "xua") == document["screens"][0]["tiles"]


def test_a_folder_that_is_not_there_is_said_with_the_remedy(
    home: Home, url: str, tmp_path: Path
) -> None:
    ended = home.run("check", wall_file(tmp_path, url), "--plugins", str(tmp_path / "khong"))
    assert ended.status == 2
    assert "--plugins: không có thư mục" in ended.err
    assert "pip install --target" in ended.err


def test_the_schema_of_a_folder_completes_what_its_packages_bring(home: Home, folder: Path) -> None:
    made = home.run("schema", "--plugins", str(folder))
    assert made.status == 0, made
    schema = json.loads(made.out)
    assert "lines" in made.out
    assert "Đèn ba mức của một chỉ số." in str(schema)
    assert "Đèn ba mức" not in home.run("schema").out


FAILING = {
    "raises": "Phần mở rộng “xau” bị lỗi ở ô này",
    "loops": "Phần mở rộng “xau” chạy quá lâu ở ô này nên đã dừng",
    "million items": "Phần mở rộng “xau” bị lỗi ở ô này",
}


def test_a_strangers_tiles_that_fail_say_so_and_the_tile_beside_them_goes_on(
    home: Home, folder: Path, url: str, tmp_path: Path
) -> None:
    write(folder, "xau", BAD, tiles={"bad": "TILE"})
    tiles = "".join(f"{{bad: {kind}}}, " for kind in FAILING) + "{light: queue}"
    wall = wall_file(tmp_path, url, tiles, plugins="xau, langbiang-lines")
    checked = home.run("check", wall, "--plugins", str(folder))
    assert checked.status == 0, checked
    warnings = [line for line in checked.out.splitlines() if "cảnh báo: Phần mở rộng" in line]
    for line, words in zip(warnings, FAILING.values(), strict=True):
        assert f"cảnh báo: {words}" in line
    out = tmp_path / "anh"
    taken = home.run("snapshot", wall, "--plugins", str(folder), "--out", str(out))
    assert taken.status == 0, taken
    *failing, good = tiles_of(out)
    for tile, words in zip(failing, FAILING.values(), strict=True):
        assert words in texts(tile)
    assert (good["state"], good["data"]["value"]) == ("live", "12")


def test_a_running_wall_opens_beside_a_tile_that_loops(
    home: Home, folder: Path, url: str, tmp_path: Path
) -> None:
    write(folder, "xau", BAD, tiles={"bad": "TILE"})
    wall = wall_file(tmp_path, url, "{bad: loops}, {light: queue}", plugins="xau, langbiang-lines")
    with running(home, wall, "--plugins", str(folder), **UNSEEN) as live:
        live.wait_for("chạy quá lâu")
        live.wait_for("hình đầu tiên")
        live.process.terminate()
        assert live.ended() == 0


LACKING = """\
wall: 1
name: cua-khau
plugins: [xau, vong, langbiang-lines, thieu]
sources:
  cong: {{connector: lines, url: "{url}", every: 1 s, deadline: 1 s}}
  trong: {{connector: drums, kit: [1, 2]}}
  xoay: {{connector: whirls, url: "http://127.0.0.1:1/"}}
  mat: {{connector: sonars, depth: 3}}
indicators:
  queue: {{name: Xe chờ, unit: xe, source: cong}}
  beat: {{name: Nhịp trống, source: trong}}
  turn: {{name: Vòng xoay, source: xoay}}
  deep: {{name: Độ sâu, source: mat}}
screens:
  - {{name: chinh, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}}
scenes:
  mot:
    chinh:
      grid: [4, 2]
      tiles: [{{light: queue}}, {{drum: beat, loud: 3}}, {{whirl: turn}}, {{sonar: deep, rings: 2}},
              {{number: queue}}, {{number: beat}}, {{number: turn}}, {{number: deep}}]
"""
PACKAGES = {
    "xau": "Gói “xau”: phần mở rộng “{name}” không nạp được: ValueError: hỏng. Cách sửa: ",
    "vong": "Gói “vong”: phần mở rộng “{name}” không nạp xong trong 5 giây. Cách sửa: ",
    "thieu": "Chưa cài gói thieu. Cách sửa: cài gói (pip install thieu)",
}


@pytest.fixture
def lacking(folder: Path, url: str, tmp_path: Path) -> str:
    """A wall that needs a package that raises, one that hangs, one that isn't there, and a good one."""
    write(folder, "xau", "raise ValueError('hỏng')", connectors={"drums": "C"}, tiles={"drum": "T"})
    hangs = "import threading\nthreading.Event().wait()"
    write(folder, "vong", hangs, connectors={"whirls": "C"}, tiles={"whirl": "T"})
    file = tmp_path / "tuong.yaml"
    file.write_text(LACKING.format(url=url), encoding="utf-8")
    return str(file)


def test_packages_that_raise_hang_or_lack_harm_their_own_sources_and_tiles_only(
    home: Home, folder: Path, lacking: str, tmp_path: Path
) -> None:
    out = tmp_path / "anh"
    taken = home.run("snapshot", lacking, "--plugins", str(folder), "--out", str(out))
    assert taken.status == 0, taken
    for line in (
        "3:11: cảnh báo: phần mở rộng “drums” không nạp được: ValueError: hỏng: cài lại gói",
        "3:16: cảnh báo: phần mở rộng “whirl” không nạp xong trong 5 giây: báo cho người viết gói",
        "3:39: cảnh báo: chưa cài gói phần mở rộng nào tên “thieu”: cài gói (pip install thieu)",
    ):
        assert line in taken.err
    good, drum, whirl, sonar, *numbers = tiles_of(out)
    assert (good["state"], good["data"]["value"]) == ("live", "12")
    for tile, package, name in (
        (drum, "xau", "drum"),
        (whirl, "vong", "whirl"),
        (sonar, "thieu", "sonar"),
    ):
        assert any(t.startswith(PACKAGES[package].format(name=name)) for t in texts(tile)), tile
    assert [tile["state"] for tile in numbers] == ["live", "never", "never", "never"]
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    words = {one["id"]: one["words"] for one in document["sources"]}
    for id, package, name in (
        ("trong", "xau", "drums"),
        ("xoay", "vong", "whirls"),
        ("mat", "thieu", "sonars"),
    ):
        assert words[id].startswith(PACKAGES[package].format(name=name))


def test_lacking_packages_are_warnings_that_a_strict_check_takes_for_faults(
    home: Home, folder: Path, lacking: str
) -> None:
    checked = home.run("check", lacking, "--plugins", str(folder))
    assert checked.status == 0, checked
    assert "cảnh báo: phần mở rộng “drum” không dùng được nên ô này chỉ báo lỗi" in checked.out
    assert home.run("check", lacking, "--plugins", str(folder), "--strict").status == 1


def test_a_running_wall_takes_an_edit_that_names_a_broken_package(
    home: Home, folder: Path, url: str, lacking: str, tmp_path: Path
) -> None:
    file = tmp_path / "tuong.yaml"
    broken = file.read_text(encoding="utf-8")
    wall_file(tmp_path, url)
    with running(home, lacking, "--plugins", str(folder), **UNSEEN) as live:
        live.wait_for("hình đầu tiên")
        file.write_text(broken, encoding="utf-8")
        live.wait_for("“whirl” không dùng được nên ô này chỉ báo lỗi")
        live.wait_for("Tệp tường vừa sửa đã có hiệu lực.")
        live.process.terminate()
        assert live.ended() == 0
