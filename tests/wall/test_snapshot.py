from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from services.cache import Cache, keeping
from services.cache.stores import FileStore
from services.clock import SystemClock
from tests.wall.program import LONGEST, UNSEEN
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.program import Home
    from tests.wall.system import System

KEYS = ["wall", "at", "lang", "theme", "file_hash", "sources", "alarms", "screens",
        "version"]  # fmt: skip
SOURCE = ["id", "system", "connector", "simulated", "state", "last_asked", "last_answered"]
SOURCE += ["reason", "words", "records", "partial", "missing"]
SCREEN = ["name", "scene", "png", "size", "texts", "tiles"]
SCREEN += ["panels", "overlaps", "outside", "shortened"]
TILE = ["id", "type", "title", "rect", "sources", "state", "simulated", "period", "source_time"]
TILE += ["received", "changed", "priority", "texts", "data", "reason", "words"]
TILE += ["partial", "missing", "overlaps", "outside", "across", "colours", "glow", "shortened"]
TEXT = ["role", "text", "full", "rect", "cap_px", "arcmin", "contrast", "clipped"]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def take(wall: Path, out: Path, *more: str) -> dict[str, Any]:
    """wall.json of a snapshot that went well."""
    cache = ("--cache", str(wall.parent / "cache")) if "--cache" not in more else ()
    status = obey(["snapshot", str(wall), "--out", str(out), *cache, *more], SystemClock())
    assert status == 0
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def differing(one: Path, other: Path) -> list[str]:
    """Names of files that are not equal: pictures' bytes are not to be laid side by side in a message."""
    before, after = files(one), files(other)
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def tile(document: dict[str, Any], id: str) -> dict[str, Any]:
    tiles = [one for screen in document["screens"] for one in screen["tiles"]]
    return next(one for one in tiles if one["id"] == id)


def value(tile: dict[str, Any]) -> str:
    return str(next(text["text"] for text in tile["texts"] if text["role"] == "value"))


def test_a_snapshot_writes_a_picture_for_each_screen_of_each_scene(
    wall: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    document = take(wall, out)
    pictures = {"một--trái.png", "một--phải.png", "hai--trái.png", "hai--phải.png"}
    assert set(files(out)) == {*pictures, "wall.json"}
    assert {screen["png"] for screen in document["screens"]} == pictures
    shown = tile(document, "number-tram")
    assert (shown["state"], value(shown)) == ("live", "1.700")


def test_wall_json_has_the_contracts_keys_in_their_order(wall: Path, tmp_path: Path) -> None:
    document = take(wall, tmp_path / "out")
    assert list(document) == KEYS
    assert all(list(source) == SOURCE for source in document["sources"])
    assert document["alarms"] == []
    for screen in document["screens"]:
        assert list(screen) == SCREEN
        assert all(list(one) == TILE for one in screen["tiles"])
        texts = [*screen["texts"], *(text for one in screen["tiles"] for text in one["texts"])]
        assert all(list(text) == TEXT for text in texts)
    assert TIME.fullmatch(document["at"])
    shown = tile(document, "number-tram")
    assert all(TIME.fullmatch(shown[name]) for name in ("source_time", "received", "changed"))


def test_a_live_snapshot_and_one_of_its_own_instant_are_equal(wall: Path, tmp_path: Path) -> None:
    live, later = tmp_path / "live", tmp_path / "later"
    document = take(wall, live)
    take(wall, later, "--at", document["at"])
    assert differing(live, later) == []


def test_language_and_colours_asked_for_are_had_again_at_that_instant_and_hold_no_longer(
    wall: Path, tmp_path: Path
) -> None:
    live, later = tmp_path / "live", tmp_path / "later"
    document = take(wall, live, "--lang", "en", "--theme", "sang")
    assert (document["lang"], document["theme"]) == ("en", "sang")
    take(wall, later, "--at", document["at"])
    assert differing(live, later) == []
    after = take(wall, tmp_path / "after")
    assert (after["lang"], after["theme"]) == ("vi", "toi")


def test_a_picture_of_the_past_is_of_the_wall_file_then_in_force(
    wall: Path, tmp_path: Path
) -> None:
    before = take(wall, tmp_path / "before")
    text = wall.read_text(encoding="utf-8").replace("vi: Trạm,", "vi: Trạm BTS,")
    wall.write_text(text, encoding="utf-8")
    then = take(wall, tmp_path / "then", "--at", before["at"])
    today = take(wall, tmp_path / "today", "--at", before["at"], "--with-file")
    assert tile(then, "number-tram")["title"] == "Trạm"
    assert then["file_hash"] == before["file_hash"]
    assert tile(today, "number-tram")["title"] == "Trạm BTS"
    assert today["file_hash"] != before["file_hash"]


@pytest.mark.parametrize("today", ["wall: [\n", "wall: 1\nname: thu\nsources: 7\n", None])
def test_a_picture_of_the_past_needs_no_file_of_today(
    wall: Path, tmp_path: Path, today: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    before, then = tmp_path / "before", tmp_path / "then"
    at = take(wall, before)["at"]
    if today is None:
        wall.unlink()
    else:
        wall.write_text(today, encoding="utf-8")
    take(wall, then, "--at", at)
    assert differing(before, then) == []
    arguments = ["snapshot", str(wall), "--cache", str(wall.parent / "cache")]
    arguments += ["--out", str(tmp_path / "no"), "--at", at, "--with-file"]
    assert obey(arguments, SystemClock()) == 1
    assert f"{wall}:" in capsys.readouterr().err


def test_a_file_that_is_gone_and_that_no_cache_knows_is_wrong(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(wall, tmp_path / "out")
    gone = tmp_path / "không-có.yaml"
    arguments = ["snapshot", str(gone), "--cache", str(wall.parent / "cache")]
    arguments += ["--out", str(tmp_path / "no"), "--at", "2100-01-01T00:00"]
    assert obey(arguments, SystemClock()) == 1
    assert f"{gone}:1:1: không có tệp này" in capsys.readouterr().err


def test_a_picture_of_the_past_asks_nobody(wall: Path, tmp_path: Path, system: System) -> None:
    at = take(wall, tmp_path / "live")["at"]
    while system.asked.acquire(blocking=False):
        pass
    take(wall, tmp_path / "later", "--at", at)
    assert not system.asked.acquire(blocking=False)


def test_the_future_shows_what_would_be_shown_if_nothing_more_came(
    wall: Path, tmp_path: Path
) -> None:
    take(wall, tmp_path / "live")
    shown = tile(take(wall, tmp_path / "future", "--at", "2100-01-01T00:00"), "number-tram")
    assert (shown["state"], value(shown)) == ("stale", "1.700")


def test_before_anything_was_known_there_is_no_picture_but_words(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(wall, tmp_path / "live")
    arguments = ["snapshot", str(wall), "--cache", str(wall.parent / "cache")]
    arguments += ["--out", str(tmp_path / "none"), "--at", "2020-01-01T00:00:00Z"]
    assert obey(arguments, SystemClock()) == 3
    assert "bộ nhớ chưa biết gì" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_source_that_stays_silent_is_waited_for_no_longer_than_asked(
    wall: Path, tmp_path: Path, system: System
) -> None:
    system.silent.set()
    document = take(wall, tmp_path / "out", "--wait", "0.3")
    (source,) = document["sources"]
    assert (source["state"], source["reason"]) == ("never", "deadline")
    shown = tile(document, "number-tram")
    assert (shown["state"], value(shown)) == ("never", "–")
    system.ending.set()


def test_only_the_scenes_asked_for_are_painted_and_other_files_stay(
    wall: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "ghi-chú.txt").write_text("của người khác", encoding="utf-8")
    document = take(wall, out, "--scene", "hai")
    assert [screen["scene"] for screen in document["screens"]] == ["hai", "hai"]
    assert set(files(out)) == {"ghi-chú.txt", "hai--trái.png", "hai--phải.png", "wall.json"}


def test_pictures_that_only_the_last_wall_json_named_go_and_others_are_warned_of(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    take(wall, out)
    told = capsys.readouterr().err
    assert "Đã xóa" not in told
    assert "Trong " not in told
    for name in ("logo.png", "khác--trái.png"):
        (out / name).write_bytes(b"of others")
    take(wall, out, "--scene", "hai")
    kept = {"hai--trái.png", "hai--phải.png", "wall.json"}
    assert set(files(out)) == {*kept, "logo.png", "khác--trái.png"}
    told = capsys.readouterr().err
    assert "Đã xóa 2 ảnh của lần xuất trước" in told
    assert "một--phải.png, một--trái.png" in told
    assert "còn 1 ảnh không do lần xuất này ghi: khác--trái.png" in told


def test_a_folder_shows_one_wall_after_another(wall: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    take(wall, out)
    text = wall.read_text(encoding="utf-8").replace("name: thu", "name: khac")
    other = tmp_path / "khac.yaml"
    other.write_text(text.replace("  một:", "  mot:"), encoding="utf-8")
    document = take(other, out)
    assert set(files(out)) == {screen["png"] for screen in document["screens"]} | {"wall.json"}


def test_two_snapshots_into_one_folder_at_once_leave_one_of_them(wall: Path, home: Home) -> None:
    said = ("snapshot", str(wall), "--out", "out", "--scene")
    both = [home.start(*said, scene, **UNSEEN) for scene in ("một", "hai")]
    for process in both:
        with process:
            _, err = process.communicate(timeout=LONGEST)
        assert (process.returncode, "Traceback" in err) == (0, False)
    out = home.path / "out"
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    pictures = {screen["png"] for screen in document["screens"]}
    assert pictures in ({"một--trái.png", "một--phải.png"}, {"hai--trái.png", "hai--phải.png"})
    assert set(files(out)) == {*pictures, "wall.json"}
    assert not any(QImage(str(out / name)).isNull() for name in pictures)


def test_beside_a_running_wall_a_snapshot_uses_a_cache_of_its_own(
    wall: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data"
    monkeypatch.setattr("ui.opening.user_data_path", lambda *_, **__: data)
    running = Cache.open(data, "thu", SystemClock(), wall)
    try:
        arguments = ["snapshot", str(wall), "--out", str(tmp_path / "out")]
        assert obey(arguments, SystemClock()) == 0
        assert "bộ nhớ riêng" in capsys.readouterr().err
        assert obey([*arguments, "--cache", str(data)], SystemClock()) == 3
        assert "Tường này đang chạy (bộ nhớ" in capsys.readouterr().err
    finally:
        running.close()


def test_a_cache_of_another_wall_file_is_refused(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(wall, tmp_path / "out")
    other = tmp_path / "other.yaml"
    other.write_bytes(wall.read_bytes())
    arguments = ["snapshot", str(other), "--out", str(tmp_path / "no")]
    assert obey([*arguments, "--cache", str(wall.parent / "cache")], SystemClock()) == 3
    assert str(wall) in capsys.readouterr().err


def test_a_copy_beside_its_original_is_painted_with_a_cache_that_is_not_kept(
    wall: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data"
    monkeypatch.setattr("ui.opening.user_data_path", lambda *_, **__: data)
    other = tmp_path / "other.yaml"
    other.write_bytes(wall.read_bytes())
    for path in (wall, other):
        arguments = ["snapshot", str(path), "--out", str(tmp_path / "out")]
        assert obey(arguments, SystemClock()) == 0
    told = capsys.readouterr().err
    assert f"thuộc tệp tường {wall}, không phải {other}" in told
    assert "Ảnh này dùng bộ nhớ tạm" in told
    assert [path.name for path in data.glob("*.db")] == ["thu.db"]


def test_a_wall_that_was_renamed_keeps_its_past(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = take(wall, tmp_path / "before")
    capsys.readouterr()
    renamed = wall.rename(wall.with_name("rd.yaml"))
    take(renamed, tmp_path / "out")
    assert f"trước đây thuộc tệp tường {wall}" in capsys.readouterr().err
    take(renamed, tmp_path / "then", "--at", before["at"])
    assert differing(tmp_path / "before", tmp_path / "then") == []
    take(renamed, tmp_path / "out")
    assert "trước đây" not in capsys.readouterr().err


def test_a_shipped_wall_keeps_its_cache_when_the_program_moves_and_no_other_file_takes_it(
    wall: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--out", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")]
    for checkout in ("first", "second"):
        walls = tmp_path / checkout / "walls"
        walls.mkdir(parents=True)
        (walls / "thu.yaml").write_bytes(wall.read_bytes())
        monkeypatch.setattr("ui.opening.resources", lambda walls=walls: walls.parent)
        assert obey(["snapshot", str(walls / "thu.yaml"), *arguments], SystemClock()) == 0
    assert obey(["snapshot", str(wall), *arguments], SystemClock()) == 3
    assert "langbiang:thu.yaml" in capsys.readouterr().err


def test_a_shipped_wall_knows_the_cache_that_it_wrote_by_its_path_before(
    wall: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(wall, tmp_path / "before")
    monkeypatch.setattr("ui.opening.shipped", lambda _: "langbiang:tuong.yaml")
    take(wall, tmp_path / "after")


def test_a_cache_that_fills_its_disk_leaves_the_pictures_and_exits_3(
    wall: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_: FileStore) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileStore, "writing", full)
    out = tmp_path / "out"
    arguments = ["snapshot", str(wall), "--out", str(out), "--cache", str(tmp_path / "cache")]
    assert obey(arguments, SystemClock()) == 3
    assert "Ổ đĩa báo lỗi khi dùng bộ nhớ" in capsys.readouterr().err
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    assert value(tile(document, "number-tram")) == "1.700"


def test_an_old_sqlite_is_told_of(
    wall: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    of_old = keeping.warning("3.46.1")
    monkeypatch.setattr(keeping, "warning", lambda: of_old)
    take(wall, tmp_path / "out")
    assert "3.46.1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("taken", "đó là một tệp, hoặc nằm dưới một tệp, không phải thư mục"),
        ("taken/anh", "đó là một tệp, hoặc nằm dưới một tệp, không phải thư mục"),
        pytest.param(
            "/proc/anh",
            "hệ thống không cho tạo thư mục ở đó",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux has /proc"),
        ),
    ],
)
def test_a_folder_that_cannot_be_written_is_said_with_a_way_out(
    wall: Path, tmp_path: Path, out: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    place = tmp_path / out
    arguments = ["snapshot", str(wall), "--out", str(place), "--cache", str(tmp_path / "cache")]
    assert obey(arguments, SystemClock()) == 3
    told = capsys.readouterr().err
    assert f"Không ghi được vào {place}: {words}; hãy chọn thư mục khác" in told


def test_a_told_past_is_the_same_each_time_and_asks_nobody(tmp_path: Path) -> None:
    from ui.opening import resources  # noqa: PLC0415 - Qt comes with it

    states = resources() / "walls" / "states.yaml"
    for name in ("one", "two"):
        arguments = ["snapshot", str(states), "--out", str(tmp_path / name), "--scene", "so"]
        assert obey(arguments, SystemClock()) == 0
    assert differing(tmp_path / "one", tmp_path / "two") == []
    document = json.loads((tmp_path / "one" / "wall.json").read_text(encoding="utf-8"))
    shown = [one["state"] for one in document["screens"][0]["tiles"]]
    assert shown == [
        *("live", "late", "stale", "skewed", "faulty", "disconnected", "maintenance", "never")
    ]
    for one in document["screens"][0]["tiles"]:
        badges = [text for text in one["texts"] if text["role"] == "badge"]
        assert bool(badges) == (one["state"] != "live")


def test_what_is_shortened_is_listed_with_what_is_left_out_and_is_no_fault(
    wall: Path, tmp_path: Path
) -> None:
    long = "Số trạm thu phát sóng thông tin di động đang phát sóng trên địa bàn toàn tỉnh" * 4
    said = wall.read_text(encoding="utf-8").replace("vi: Trạm,", f"vi: {long},")
    assert long in said
    wall.write_text(said, encoding="utf-8")
    shown = tile(take(wall, tmp_path / "out"), "number-tram")
    (cut,) = shown["shortened"]
    assert (cut["text"][-1], cut["full"]) == ("…", long)
    assert cut["missing"] == len(long) - len(cut["text"].removesuffix("…").rstrip())
    (title,) = [one for one in shown["texts"] if one["role"] == "title"]
    assert (title["text"], title["clipped"]) == (cut["text"], False)
