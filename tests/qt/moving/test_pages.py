"""Real pages, in Chromium, from a server on loopback."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from services.moving import Feed, Phase
from services.secret import Secret
from tests.qt.moving.watched import QUICK, Site, coloured, protected, until, watching
from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.xdist_group("pages")

CHANGING = coloured(
    "red", "<script>setTimeout(()=>document.body.style.background='lime', 1500)</script>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def page(site: Site, path: str = "/", **more: Any) -> Feed:
    return Feed(kind="web", url=site.url(path), allow=("127.0.0.1",), **more)


def test_a_page_is_shown_and_what_changes_in_it_is_seen(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = CHANGING
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        assert watched.phase(feed) is Phase.OPENING
        with qtbot.waitSignal(watched.feeds.moved, timeout=30_000) as moved:
            until(qtbot, lambda: watched.colour(feed) == "red")
        until(qtbot, lambda: watched.colour(feed) == "lime")
        frame = watched.frame(feed)

    assert moved.args == [feed.key]
    assert frame is not None
    assert (frame.width(), frame.height()) == (320, 240)


def test_a_page_is_zoomed_and_cropped(site: Site, tmp_path: Path, qtbot: QtBot) -> None:
    corners = (
        "<div style='position:absolute;left:{}px;top:{}px;"
        "width:100px;height:100px;background:{}'></div>"
    )
    site.pages["/"] = coloured(
        "white", corners.format(0, 0, "red") + corners.format(700, 500, "blue")
    )
    cropped = page(site, size=(800, 600), crop=(700, 500, 100, 100))
    shares = page(site, size=(800, 600), crop=(0.0, 0.0, 0.125, 0.16))
    zoomed = page(site, zoom=5.0)
    with watching(tmp_path) as watched:
        watched.show(cropped, shares, zoomed)
        for feed, colour in ((cropped, "blue"), (shares, "red"), (zoomed, "red")):
            until(qtbot, partial(lambda feed, colour: watched.colour(feed) == colour, feed, colour))
        assert watched.colour(cropped, 0.05, 0.05) == "blue"
        assert watched.colour(zoomed, 0.9, 0.9) == "red"


WITHOUT_OUR_FENCE = """
import ui.moving.page as page
page.Fence.interceptRequest = lambda fence, info: None
page.Page.acceptNavigationRequest = lambda *_: True
"""


@pytest.mark.parametrize("fenced", [True, False], ids=["both fences", "Chromium's own"])
def test_nothing_outside_of_the_allow_list_is_asked(
    site: Site, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, fenced: bool
) -> None:
    if not fenced:
        (tmp_path / "sitecustomize.py").write_text(WITHOUT_OUR_FENCE, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(ROOT))))
    out = site.url("", "127.0.0.2")
    site.pages |= {
        "/": coloured(
            "red",
            f"<img src='{out}/image'><iframe src='{out}/frame'></iframe><img src='/led-out'>"
            f"<iframe src='/led-out'></iframe><img src='{site.url('/named', 'localhost')}'>"
            f"<script>fetch('{out}/fetched').catch(()=>0);new WebSocket('{out}/socket'.replace('http','ws'));"
            f"window.open('/beside');navigator.sendBeacon('{out}/told');</script>",
        ),
        "/led-out": _sends_to(f"{out}/redirected"),
        "/beside": coloured("blue"),
    }
    strict = page(site)
    wide = Feed(kind="web", url=site.url(), allow=("127.0.0.1", "127.0.0.2"), zoom=1.1)
    with watching(tmp_path) as watched:
        watched.show(strict)
        until(qtbot, lambda: watched.colour(strict) == "red")
        until(qtbot, lambda: bool(site.asked("/led-out")))
        qtbot.wait(1000)
        asked = [(host, path) for host, path, _ in site.heard]
        watched.show(strict, wide)
        until(qtbot, lambda: bool(site.asked("/image") and site.asked("/socket")))

    assert {host for host, _ in asked} == {"127.0.0.1"}, asked
    assert ("127.0.0.1", "/beside") not in asked


def _sends_to(url: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def test_a_page_that_leads_outside_is_not_followed(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages |= {
        "/": _sends_to(site.url("/there", "127.0.0.2")),
        "/there": coloured("red"),
    }
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why = watched.why(feed)

    assert why == "Trang không mở được: trang dẫn ra ngoài danh sách được phép"
    assert not site.asked("/there")


def test_a_page_that_is_refused_says_why_and_is_there_once_it_can_be(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = 503
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why = watched.why(feed)
        assert watched.frame(feed) is None
        site.pages["/"] = coloured("lime")
        until(qtbot, lambda: watched.colour(feed) == "lime")

    assert why == "Trang không mở được: máy chủ trả mã 503"


def test_a_download_is_not_taken(site: Site, tmp_path: Path, qtbot: QtBot) -> None:
    site.pages["/"] = _attached
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why = watched.why(feed)

    assert why == "Trang không mở được: địa chỉ này là tệp tải về"
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith("x.zip")]


def _attached(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/zip")
    handler.send_header("Content-Disposition", "attachment; filename=x.zip")
    handler.send_header("Content-Length", "2")
    handler.end_headers()
    handler.wfile.write(b"PK")


def test_a_page_that_hangs_is_said_to_and_opened_again(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = coloured("red", "<script>setTimeout(()=>{while(true){}}, 300)</script>")
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.phase(feed) is Phase.MOVING)
        site.pages["/"] = coloured("lime")
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        why = watched.why(feed)
        until(qtbot, lambda: watched.colour(feed) == "lime")

    assert why == "Trang không mở được: trang treo"


def test_a_process_that_is_killed_is_started_again(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = coloured("red")
    one, other = page(site), page(site, zoom=2.0)
    with watching(tmp_path) as watched:
        watched.show(one, other)
        until(qtbot, lambda: {watched.colour(one), watched.colour(other)} == {"red"})
        before = watched.feeds.pids
        site.pages["/"] = coloured("blue")
        psutil.Process(before[one.process]).kill()
        until(qtbot, lambda: watched.phase(one) is Phase.FAILED)
        words, frame = watched.why(one), watched.frame(one)
        until(qtbot, lambda: watched.colour(one) == "blue")
        after = watched.feeds.pids

    assert words == "Trình duyệt đã dừng, mở lại sau 0 giây"
    assert frame is None
    assert after[one.process] != before[one.process]
    assert after[other.process] == before[other.process]  # each in a process of its own


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="NOT RUN: only Linux tells so simply"
)
def test_a_process_that_takes_too_much_memory_is_started_again(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = coloured("red")
    feed = page(site)
    with watching(tmp_path, replace(QUICK, memory=1, weigh=2.0)) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        before = watched.feeds.pids
        until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
        until(qtbot, lambda: watched.colour(feed) == "red")
        after = watched.feeds.pids

    assert before != after


def test_what_a_profile_logged_in_to_is_known_at_the_next_opening(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    remembering = (
        "<script>document.body.style.background=document.cookie?'lime':'red';"
        "document.cookie='phien=1;max-age=86400'</script>"
    )
    site.pages["/"] = coloured("white", remembering)
    kept, forgetful = page(site, profile="soc"), page(site)
    colours = []
    for _ in range(2):
        with watching(tmp_path) as watched:
            watched.show(kept, forgetful)
            until(
                qtbot,
                lambda: all(watched.colour(one) in {"red", "lime"} for one in (kept, forgetful)),
            )
            colours.append((watched.colour(kept), watched.colour(forgetful)))
            qtbot.wait(500)
    folder = tmp_path / "caches" / "thu.profiles" / "soc"

    assert colours == [("red", "red"), ("lime", "red")]
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_pages_of_one_profile_share_a_process_and_end_apart(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages |= {"/": coloured("red"), "/other": coloured("blue")}
    one, other = page(site, profile="soc"), page(site, "/other", profile="soc")
    with watching(tmp_path) as watched:
        watched.show(one, other)
        until(qtbot, lambda: (watched.colour(one), watched.colour(other)) == ("red", "blue"))
        together = watched.feeds.pids
        watched.show(other)
        until(qtbot, lambda: watched.frame(one) is None)
        alone = watched.feeds.pids

    assert list(together) == ["web-soc"]
    assert alone == together


def test_who_logs_in_by_a_secret_is_told_to_nobody_else(
    site: Site, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/"] = lambda handler: protected(handler, "xem", "mật-khẩu-9", coloured("lime"))
    monkeypatch.setenv("CONSOLE", "mật-khẩu-9")
    monkeypatch.setenv("WRONG", "khác")
    right = page(site, user="xem", password=Secret.model_validate("${env:CONSOLE}"))
    wrong = page(site, user="xem", password=Secret.model_validate("${env:WRONG}"))
    none = page(site, user="xem", password=Secret.model_validate("${env:NO_SUCH}"))
    with watching(tmp_path) as watched:
        watched.show(right, wrong, none)
        until(qtbot, lambda: watched.colour(right) == "lime")
        until(qtbot, lambda: watched.phase(wrong) is Phase.FAILED)
        until(qtbot, lambda: watched.phase(none) is Phase.FAILED)
        said = watched.why(wrong), watched.why(none)
        pids = list(watched.feeds.pids.values())
        lines = [" ".join(one.cmdline()) for pid in pids for one in _family(pid)]
        tried = len(site.heard)

    assert said[0] == "Trang không mở được: máy chủ không nhận tài khoản"
    assert said[1].startswith(
        "Trang không mở được: không lấy được mật khẩu: biến môi trường NO_SUCH"
    )
    assert not [line for line in lines if "mật-khẩu-9" in line or "127.0.0.1" in line]
    assert tried < 20  # nobody's account is locked by it


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def test_a_picture_that_is_left_is_kept_a_little_and_then_ended(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = coloured("red")
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        process = psutil.Process(watched.feeds.pids[feed.process])
        watched.show()
        watched.show(feed)
        qtbot.wait(round(QUICK.linger * 2000))
        stayed = process.is_running()
        watched.show()
        until(qtbot, lambda: not watched.feeds.pids)
        left = process.is_running()

    assert stayed
    assert not left


def test_another_size_of_its_place_is_another_rendering(
    site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    site.pages["/"] = coloured("red")
    feed = page(site)
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        watched.show(feed, place=Rect(0, 0, 640, 360))
        until(qtbot, lambda: (found := watched.frame(feed)) is not None and found.width() == 640)


def test_a_page_is_opened_anew_when_it_is_due(site: Site, tmp_path: Path, qtbot: QtBot) -> None:
    site.pages["/"] = coloured("red")
    feed = page(site, reload=timedelta(seconds=1))
    with watching(tmp_path) as watched:
        watched.show(feed)
        until(qtbot, lambda: watched.colour(feed) == "red")
        site.pages["/"] = coloured("blue")
        until(qtbot, lambda: watched.colour(feed) == "blue")
        phase = watched.phase(feed)

    assert phase is Phase.MOVING
