"""Real streams and files, decoded by FFmpeg: an AVI and an MJPEG stream are made of JPEG pictures here. RTSP
itself is not tried: Debian has no server of it that would come alone.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psutil
import pytest

from services.moving import Feed, Phase
from services.moving.thumbnails import Thumbnails
from services.secret import Secret
from tests.qt.moving.watched import (
    QUICK,
    Site,
    avi,
    jpeg,
    mjpeg,
    protected,
    until,
    watching,
)
from tools import debian
from tools.set_up import QT
from ui.moving.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.xdist_group("streams")


@pytest.fixture(autouse=True)
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that Qt lacks on this computer and were unpacked, for whoever starts pytest alone."""
    if found := debian.environment(QT).get("LD_LIBRARY_PATH"):
        monkeypatch.setenv("LD_LIBRARY_PATH", found)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def test_a_file_is_played_again_and_again(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cong.avi").write_bytes(avi([*[jpeg("red")] * 6, *[jpeg("lime")] * 6]))
    feed = Feed(kind="video", url="cong.avi")
    with watching(tmp_path) as watched:
        watched.show(feed)
        for colour in ("red", "lime", "red"):
            until(qtbot, lambda: watched.colour(feed) == colour)  # noqa: B023 - at once
        frame = watched.frame(feed)

    assert frame is not None
    assert (frame.width(), frame.height()) == (320, 240)


def test_where_no_frame_finds_room_the_tile_says_so_until_there_is_some(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cong.avi").write_bytes(avi([*[jpeg("red")] * 6]))
    feed = Feed(kind="video", url="cong.avi")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with watching(tmp_path) as watched:
        with monkeypatch.context() as patched:
            patched.setattr(Places, "frames", full)
            watched.show(feed)
            assert watched.phase(feed) is Phase.FAILED
            assert "không còn chỗ" in watched.why(feed)
        watched.feeds.keep()
        until(qtbot, lambda: watched.colour(feed) == "red")


def test_a_part_of_a_film_is_shown_as_large_as_its_place_lets_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "rong.avi").write_bytes(avi([jpeg("red", 640, 480)] * 12, width=640, height=480))
    whole = Feed(kind="video", url="rong.avi")
    part = Feed(kind="video", url="rong.avi", crop=(0.5, 0.5, 0.25, 0.25))
    with watching(tmp_path) as watched:
        watched.show(whole, part)
        until(qtbot, lambda: all(watched.frame(feed) is not None for feed in (whole, part)))
        sizes = [
            (frame.width(), frame.height())
            for frame in (watched.frame(whole), watched.frame(part))
            if frame is not None
        ]

    assert sizes == [(320, 240), (160, 120)]


def test_a_stream_is_shown_and_said_to_be_still_when_it_is(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    now = {"picture": jpeg("red")}
    stalls: list[bool] = []

    def pictures() -> bytes | None:
        until_told = time.monotonic() + 6
        while stalls and time.monotonic() < until_told and "over" not in now:
            time.sleep(0.05)
        return None if "over" in now else now["picture"]

    site.pages["/cam.mjpg"] = mjpeg(pictures)
    feed = Feed(kind="video", url=site.url("/cam.mjpg"))
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        now["picture"] = jpeg("blue")
        until(qtbot, lambda: watched.colour(feed) == "blue")
        stalls.append(True)
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why, frame = watched.why(feed), watched.frame(feed)
        stalls.clear()
        until(qtbot, lambda: watched.colour(feed) == "blue")
        now["over"] = b""

    assert why == "Hình không mở được: hình đứng quá lâu"
    assert frame is None


def test_a_still_is_fetched_again_and_again(site: Site, tmp_path: Path, qtbot: QtBot) -> None:
    site.pages["/anh.jpg"] = jpeg("red")
    feed = Feed(kind="video", url=site.url("/anh.jpg"), every=timedelta(milliseconds=500))
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        site.pages["/anh.jpg"] = jpeg("blue")
        until(qtbot, lambda: watched.colour(feed) == "blue")
        site.pages["/anh.jpg"] = 503
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        broken = watched.why(feed)
        site.pages["/anh.jpg"] = "<html>"
        until(qtbot, lambda: "định dạng" in watched.why(feed))
        site.pages["/anh.jpg"] = jpeg("lime")
        until(qtbot, lambda: watched.colour(feed) == "lime")

    assert broken == "Hình không mở được: máy chủ trả mã 503"


def test_a_still_that_comes_byte_by_byte_is_waited_for_no_longer_than_any_other(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    over: list[bool] = []

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        with suppress(OSError):
            while not over:
                handler.wfile.write(b"\xff")
                time.sleep(0.2)

    site.pages["/anh.jpg"] = jpeg("red")
    feed = Feed(kind="video", url=site.url("/anh.jpg"), every=timedelta(milliseconds=500))
    with watching(tmp_path, replace(QUICK, load=3.0)) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        site.pages["/anh.jpg"] = dripping
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why = watched.why(feed)
        over.append(True)

    assert why == "Hình không mở được: quá lâu không trả lời"


@pytest.mark.skipif(os.name != "posix", reason="NOT RUN: Windows has no SIGSTOP")
def test_a_hung_process_that_is_left_keeps_nobody_waiting(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/anh.jpg"] = jpeg("red")
    feed = Feed(kind="video", url=site.url("/anh.jpg"), every=timedelta(seconds=1))
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        hung = psutil.Process(watched.feeds.pids[feed.process])
        hung.suspend()
        watched.show()
        until(qtbot, lambda: watched.phase(feed) is Phase.OPENING)
        awaited = not hung.is_running()
        watched.show(feed)  # it comes back before the old one has ended
        until(qtbot, lambda: watched.colour(feed) == "red")
        gone = not hung.is_running()

    assert not awaited
    assert gone


def test_a_camera_is_told_who_looks(
    site: Site, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = avi([jpeg("red")] * 12)
    site.pages["/film.avi"] = lambda handler: protected(handler, "xem", "p@ss/9", film)
    monkeypatch.setenv("CAMERA", "p@ss/9")
    password = Secret.model_validate("${env:CAMERA}")
    feed = Feed(kind="video", url=site.url("/film.avi"), user="xem", password=password)
    asked = Feed(
        kind="video",
        url=site.url("/film.avi"),
        query=(("khoa", password),),
        user="xem",
        password=password,
    )
    with watching(tmp_path) as watched:
        watched.show(feed, asked)
        until(qtbot, lambda: watched.colour(feed) == "red")
        until(qtbot, lambda: watched.colour(asked) == "red")

    assert any(path == "/film.avi?khoa=p%40ss%2F9" for _, path, _ in site.heard)


def test_what_is_not_there_or_no_film_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "chu.avi").write_text("không phải hình", encoding="utf-8")
    missing, text = Feed(kind="video", url="khong-co.avi"), Feed(kind="video", url="chu.avi")
    with Site() as site:
        closed = Feed(kind="video", url=f"rtsp://127.0.0.1:{site.port}/x")
    with watching(tmp_path) as watched:
        watched.show(missing, text, closed)
        for feed in (missing, text, closed):
            until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)  # noqa: B023 - at once
        said = [watched.why(feed) for feed in (missing, text, closed)]

    assert said[0] == "Hình không mở được: không có tệp này"
    assert said[1] == "Hình không mở được: không đọc được định dạng hình"
    assert said[2] == "Hình không mở được: không tới được, hoặc máy chủ từ chối"


def test_thumbnails_are_dated_and_for_the_owner_alone(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/anh.jpg"] = jpeg("red")
    feed = Feed(kind="video", url=site.url("/anh.jpg"), every=timedelta(milliseconds=500))
    before = datetime.now(UTC)
    folder = tmp_path / "caches" / "thu.thumbnails"
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: len(list(folder.rglob("*.png"))) >= 2)
        watched.show(feed, still=True)
        seen, frame = watched.seen(feed), watched.frame(feed)
    kept = Thumbnails(folder)
    last = kept.seen(feed.key, datetime.now(UTC))

    assert frame is None  # a miniature shows what is kept
    assert seen.content is not None
    assert seen.phase is None
    assert seen.at is not None
    assert last.at is not None
    assert before < seen.at <= last.at
    assert kept.seen(feed.key, before).content is None
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert modes == {0o700, 0o600}


def test_a_player_that_is_killed_is_started_again(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cong.avi").write_bytes(avi([jpeg("red")] * 12))
    feed = Feed(kind="video", url="cong.avi")
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        psutil.Process(watched.feeds.pids[feed.process]).kill()
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        words = watched.why(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")

    assert words == "Trình phát đã dừng, mở lại sau 0 giây"


@pytest.mark.skipif(os.name != "posix", reason="NOT RUN: Windows has no SIGSTOP")
def test_a_process_that_hangs_is_ended_and_started_again(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cong.avi").write_bytes(avi([jpeg("red")] * 12))
    feed = Feed(kind="video", url="cong.avi")
    with watching(tmp_path, replace(QUICK, silent=4.0)) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        hung = psutil.Process(watched.feeds.pids[feed.process])
        hung.suspend()
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        until(qtbot, lambda: watched.colour(feed) == "red")

    assert not hung.is_running()
