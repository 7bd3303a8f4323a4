"""The whole wall, in a process of its own, among systems on real sockets that all begin to lie.

They lie together, which is worse than one at a time: six honest systems stand beside all of them.
"""

from __future__ import annotations

import json
import ssl
import sys
import time
import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import trustme

from services.clock import SystemClock, from_iso, iso
from tests.wall import liars
from tests.wall.liars import System, figure, reply, says, titled
from tests.wall.program import LONGEST, Home
from ui.command_line import obey

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from socket import socket

pytestmark = pytest.mark.xdist_group("lies")
EVERY = 2.0
"""Seconds between two asks of an honest system."""
HONEST = [f"thật-{n}" for n in range(1, 7)]
ASKS = 4
"""Asks of each honest system during which they are judged, all liars lying."""
LEAST = 0.4
"""Of a beat that lies between two asks at least, also after an answer that took long."""
MEMORY = 150 * 1024**2
SWAPPED = "Tên\u202egnôht\u2066 hệ\u200b thống\u200f"
"""Directions turned about, and letters that nobody sees."""


@dataclass(frozen=True)
class Found:
    """What the wall has to say of a liar. `reason` and `words` are its source's, and the tile says the
    reason in short; None where the source does answer and only its figure can't be believed: then the
    words stand on the tile.
    """

    state: str
    reason: str | None
    words: str


BADGES = {
    "disconnected": "Mất kết nối",
    "faulty": "Nguồn báo lỗi",
    "never": "Chưa có dữ liệu",
}


SPOKEN = {"faulty", "never"}
"""Who is disconnected has the time since when in its badge; why stands with the source."""
REASONS = {
    "malformed": "trả lời không đọc được",
    "too_large": "câu trả lời quá lớn",
    "refused": "yêu cầu bị từ chối",
    "no_such_name": "không tìm thấy tên máy chủ",
}


def _lying(lie: Callable[[System, socket], None]) -> Callable[[], System]:
    return lambda: System(lie)


_CUT = b'{"canh_bao": [], "chi_so": [{"ma": "tram", "gia_tri": 17'
_NESTED = b"[" * 100_000 + b"]" * 100_000
_PAGE = "<!DOCTYPE html><html><body>Xin mời đăng nhập</body></html>".encode()
LIARS: dict[str, tuple[Callable[[], System], Found]] = {
    "từ-chối": (
        lambda: System(closes=True),
        Found("disconnected", "unreachable", "từ chối kết nối"),
    ),
    "im-lặng": (
        _lying(liars.stay_silent),
        Found("disconnected", "deadline", "trong 1 giây"),
    ),
    "nhỏ-giọt": (
        _lying(liars.drip),
        Found("disconnected", "deadline", "trong 1 giây"),
    ),
    "nửa-chừng": (
        _lying(says(reply(_CUT, 4000))),
        Found("faulty", "malformed", "bị cắt giữa chừng"),
    ),
    "cụt": (
        _lying(says(reply(_CUT))),
        Found("faulty", "malformed", "bị cắt cụt"),
    ),
    "trang-web": (
        _lying(says(reply(_PAGE))),
        Found("faulty", "malformed", "trang web (HTML)"),
    ),
    "hai-gb": (
        _lying(liars.announce_gigabytes),
        Found("faulty", "too_large", "2.048 KiB"),
    ),
    "đổ-mãi": (
        _lying(liars.pour_gigabytes),
        Found("faulty", "too_large", "2.048 KiB"),
    ),
    "bom-nén": (
        lambda: System(liars.gzip_bomb()),
        Found("faulty", "too_large", "2.048 KiB"),
    ),
    "lồng-nhau": (
        _lying(says(reply(_NESTED))),
        Found("faulty", "malformed", "lồng sâu quá 100 tầng"),
    ),
    "triệu-số": (
        _lying(says(figure("7" * 1_000_000))),
        Found("faulty", None, "777"),
    ),
    "nửa-chữ-thô": (
        _lying(says(titled(b"T\xed\xa0\x80n"))),
        Found("faulty", "malformed", "UTF-8"),
    ),
}
NAMELESS, ELSEWHERE, UNTRUE_NAME = "vô-danh", "chuyển-hướng", "sai-tên"
FOUND = {id: found for id, (_, found) in LIARS.items()} | {
    ELSEWHERE: Found("faulty", "refused", "chuyển hướng"),
    UNTRUE_NAME: Found("disconnected", "certificate", "mang tên khác"),
    NAMELESS: Found("never", "no_such_name", "Không tìm thấy máy nào tên “khong-co.invalid”"),
}
DISGUISED = {
    "nửa-chữ": (says(titled(rb"T\ud83d \udc00n")), "T\ufffd \ufffdn"),
    "đảo-chiều": (says(titled(SWAPPED.encode())), "Têngnôht hệ thống"),
}
"""Titles that must not be shown as they come, and as what they are shown."""


@dataclass
class Told:
    """What came of it."""

    before: dict[str, Any]
    """wall.json while all were honest."""
    pictures: list[dict[str, Any]]
    """wall.json of instants at which all liars had been found out."""
    systems: dict[str, System]
    other_host: System
    stretch: tuple[float, float]
    """From when to when the honest ones are judged, by the monotonic clock."""
    grown: int
    """Bytes by which the process's memory had grown at its highest since all were honest."""
    alive: bool
    status: int | None = None
    err: str = ""

    def tile(self, id: str, picture: int = -1) -> dict[str, Any]:
        return tile(self.pictures[picture], id)

    def source(self, id: str) -> dict[str, Any]:
        return next(one for one in self.pictures[-1]["sources"] if one["id"] == id)


def tile(document: dict[str, Any], id: str) -> dict[str, Any]:
    tiles = [one for screen in document["screens"] for one in screen["tiles"]]
    return next(one for one in tiles if one["id"] == id)


def painted(tile: dict[str, Any], role: str) -> list[str]:
    return [str(text["full"]) for text in tile["texts"] if text["role"] == role]


# --- the wall file


def _wall(systems: dict[str, System]) -> str:
    sources, indicators, tiles = [], [], []
    for id, system in systems.items():
        secure = system.tls is not None
        url = f"http{'s' if secure else ''}://127.0.0.1:{system.port}/"
        sources.append(_source(id, url, EVERY if id in HONEST else 1, ", ca: goc.pem" * secure))
    sources.append(_source(NAMELESS, "http://khong-co.invalid/", 1))
    for id in (*systems, NAMELESS):
        if id in DISGUISED:
            tiles.append(f"{{table: {id}, id: {id}, title: {{vi: {id}}}}}")
            continue
        indicators.append(f"{id}: {{name: {id}, unit: trạm, source: {id}, metric: tram}}")
        tiles.append(f"{{number: {id}, id: {id}}}")
    return _WALL.format(
        sources="\n  ".join(sources),
        indicators="\n  ".join(indicators),
        tiles="\n        - ".join(tiles),
    )


def _source(id: str, url: str, every: float, more: str = "") -> str:
    return (
        f'{id}: {{connector: http_json, url: "{url}", every: {every:g} s, deadline: 1 s{more}, '
        'observations: {each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}, '
        'alerts: {each: "canh_bao[]", uid: ma, title: ten, severity: muc}}'
    )


_WALL = """\
wall: 1
name: lies
sources:
  {sources}
indicators:
  {indicators}
screens:
  - {{name: tấm, size: [2560, 1440], pitch: 0.4 mm, seat: 1 m}}
scenes:
  một:
    tấm:
      grid: [6, 5]
      tiles:
        - {{systems: all, id: mọi-nguồn, span: [2, 3]}}
        - {tiles}
"""


# --- one wall, all liars


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("lies")
    with ExitStack() as stack:
        other_host = System()
        stack.callback(other_host.close)
        systems = _systems(folder, other_host)
        for system in systems.values():
            stack.callback(system.close)
        (folder / "tuong.yaml").write_text(_wall(systems), encoding="utf-8")
        process = stack.enter_context(
            Home(folder).start(
                *("run", "tuong.yaml", "--cache", "cache"), QT_QPA_PLATFORM="offscreen"
            )
        )
        stack.callback(process.kill)
        told = _watched(process, folder, systems, other_host)
        process.terminate()
        _, told.err = process.communicate(timeout=LONGEST)
        told.status = process.returncode
        yield told


def _systems(folder: Path, other_host: System) -> dict[str, System]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "goc.pem"))
    shown = {False: _showing(authority, "127.0.0.1"), True: _showing(authority, "khac.vidu.vn")}
    return {
        **{id: System() for id in HONEST},
        **{id: make() for id, (make, _) in LIARS.items()},
        **{id: System(lie) for id, (lie, _) in DISGUISED.items()},
        ELSEWHERE: System(liars.redirect(other_host.port)),
        UNTRUE_NAME: System(tls=shown.__getitem__),
    }


def _showing(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def _watched(
    process: subprocess.Popen[str], folder: Path, systems: dict[str, System], other_host: System
) -> Told:
    """All are honest until every one of them is live; then all liars lie until each is found out;
    then the honest ones are counted."""

    def look() -> dict[str, Any]:
        return _look(folder, datetime.now(UTC))

    before = _until_states(look, dict.fromkeys(systems, "live"))
    memory = psutil.Process(process.pid).memory_info().rss
    for id in {*systems} - {*HONEST}:
        systems[id].start_to_lie()
    expected = {id: found.state for id, found in FOUND.items()}
    instants = [_until_states(look, expected)["at"]]
    began, asked = time.monotonic(), {id: len(systems[id].asked) for id in HONEST}
    for more in range(1, ASKS + 1):
        for id in HONEST:
            systems[id].wait_for(asked[id] + more, LONGEST)
        instants.append(iso(datetime.now(UTC)))
    return Told(
        before=before,
        pictures=[_look(folder, from_iso(at)) for at in instants],
        systems=systems,
        other_host=other_host,
        stretch=(began, time.monotonic()),
        grown=_highest(process.pid) - memory,
        alive=process.poll() is None,
    )


def _look(folder: Path, at: datetime) -> dict[str, Any]:
    """What the wall shows at that instant: read from its cache beside it, as it reads itself."""
    out = folder / "out"
    wall, cache = str(folder / "tuong.yaml"), str(folder / "cache")
    wanted = ["snapshot", wall, "--cache", cache, "--out", str(out), "--at", iso(at)]
    status = obey(wanted, SystemClock())
    if status != 0:
        return {}
    document: dict[str, Any] = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return document


def _until_states(look: Callable[[], dict[str, Any]], expected: dict[str, str]) -> dict[str, Any]:
    """The first wall.json that shows these states; fails with the others."""
    give_up = time.monotonic() + LONGEST
    while True:
        seen = look()
        states = {id: tile(seen, id)["state"] if seen else "" for id in expected}
        if states == expected:
            return seen
        assert time.monotonic() < give_up, states.items() - expected.items()
        time.sleep(0.1)


def _highest(pid: int) -> int:
    """Bytes of memory that the process held at its worst."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        taken = psutil.Process(pid).memory_info()
        return int(getattr(taken, "peak_wset", taken.rss))
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


# --- what has to hold


@pytest.mark.parametrize("id", FOUND)
def test_a_liar_is_named_on_its_tile_in_words(told: Told, id: str) -> None:
    found, shown, source = FOUND[id], told.tile(id), told.source(id)
    assert shown["state"] == found.state
    assert source["reason"] == found.reason
    (badge,) = painted(shown, "badge")
    assert badge.startswith(BADGES[found.state])
    spoken = painted(shown, "context")
    if found.reason is None:
        assert any(found.words in text for text in spoken)
        return
    assert found.words in source["words"]
    if found.state in SPOKEN:
        assert any(REASONS[found.reason] in text for text in (badge, *spoken))


@pytest.mark.parametrize("id", [id for id in FOUND if id != NAMELESS])
def test_the_last_true_value_stays_on_a_liars_tile(told: Told, id: str) -> None:
    assert [painted(tile(seen, id), "value") for seen in told.pictures] == [
        painted(tile(told.before, id), "value")
    ] * len(told.pictures)
    assert painted(told.tile(id), "value") == ["1.700"]


def test_what_was_never_known_is_a_dash(told: Told) -> None:
    assert painted(told.tile(NAMELESS), "value") == ["–"]


@pytest.mark.parametrize("id", DISGUISED)
def test_a_title_comes_without_what_would_disguise_it(told: Told, id: str) -> None:
    shown = told.tile(id)
    assert shown["state"] == "live"
    assert DISGUISED[id][1] in painted(shown, "cell")
    assert [row["title"] for row in shown["data"]["rows"]] == [DISGUISED[id][1]]
    written = json.dumps(told.pictures, ensure_ascii=False)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in written)


@pytest.mark.parametrize("id", HONEST)
def test_the_others_stay_live_all_the_while(told: Told, id: str) -> None:
    shown = [tile(seen, id) for seen in told.pictures]
    assert [one["state"] for one in shown] == ["live"] * (ASKS + 1)
    assert {*painted(shown[0], "value")} == {"1.700"}
    assert [painted(one, "badge") for one in shown] == [[]] * (ASKS + 1)


@pytest.mark.parametrize("id", HONEST)
def test_the_others_are_asked_on_and_on_and_never_in_haste(told: Told, id: str) -> None:
    """However busy the machine is: it can make the wall ask later, but not more often."""
    began, ended = told.stretch
    asks = sum(began <= at <= ended for at in told.systems[id].asked)
    assert ASKS <= asks <= (ended - began) / (EVERY * LEAST) + 2


def test_where_a_liar_sends_the_wall_nobody_is_asked(told: Told) -> None:
    assert len(told.systems[ELSEWHERE].asked) > 1
    assert told.other_host.asked == []


@pytest.mark.parametrize("id", ["hai-gb", "đổ-mãi"])
def test_a_flood_is_cut_off_long_before_its_end(told: Told, id: str) -> None:
    system = told.systems[id]
    assert 0 < system.sent < len(system.asked) * 32 * 1024**2


def test_memory_stays_bounded(told: Told) -> None:
    assert told.grown < MEMORY


def test_the_wall_lives_and_ends_in_order(told: Told) -> None:
    assert told.alive
    assert "Traceback" not in told.err
    assert told.status == (1 if sys.platform == "win32" else 0)
