from __future__ import annotations

import http.client
import io
import json
import socket
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, override

import pytest

from services.clock import HeldClock
from services.simulation import temper
from services.simulation.answers import ProvinceRequest
from services.simulation.chance import Chance
from services.simulation.day import HOME
from services.simulation.province import SYSTEMS, Province
from services.simulation.server import ProvinceServer
from services.simulation.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)


@pytest.fixture
def server() -> Iterator[ProvinceServer]:
    with ProvinceServer(port=0, seed=1, clock=HeldClock(NOON)) as running:
        yield running


class Told:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.body = response.status, response.read()
        self.headers = {name.lower(): value for name, value in response.getheaders()}

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    server: ProvinceServer,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Told:
    line = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    try:
        line.request(method, path, body, headers or {})
        return Told(line.getresponse())
    finally:
        line.close()


def set_fault(server: ProvinceServer, system: object, kind: object) -> Told:
    return ask(server, "/fault", "POST", json.dumps({"system": system, "kind": kind}).encode())


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_root_of_a_system_answers_or_lists_what_lies_under_it(system: str) -> None:
    for path in (f"/{system}", f"/{system}/"):
        told = Province(1).respond(ProvinceRequest(path=path), NOON)
        assert told.status == 200
        if "" not in SYSTEMS[system]:
            paths = json.loads(told.body)["paths"]
            assert paths
            assert paths == [f"/{system}{below}" for below in SYSTEMS[system]]


def test_the_socket_answers_what_the_province_says(server: ProvinceServer) -> None:
    told = ask(server, "/docs/van-ban")
    said = Province(1).respond(ProvinceRequest(path="/docs/van-ban"), NOON)

    assert (told.status, told.body) == (said.status, said.body)
    assert told.headers["langbiang-simulated"] == "cong_bo"
    assert told.headers["date"] == "Tue, 24 Nov 2026 07:05:37 GMT"


def test_the_root_lists_the_nine_systems_with_their_urls(server: ProvinceServer) -> None:
    listed = ask(server, "/").json["systems"]

    assert [one["id"] for one in listed] == list(SYSTEMS)
    assert len(listed) == 9
    assert all(one["url"] == f"{server.root_url}{one['id']}" for one in listed)


def test_one_connection_carries_many_requests(server: ProvinceServer) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    for path in ("/av", "/map", "/nowhere", "/av"):
        line.request("GET", path)
        assert line.getresponse().read()
    line.close()


def test_a_known_etag_gets_a_304_over_the_socket(server: ProvinceServer) -> None:
    tag = ask(server, "/av").headers["etag"]
    again = ask(server, "/av", headers={"If-None-Match": tag})

    assert (again.status, again.body) == (304, b"")


def test_a_head_tells_the_length_and_sends_no_body(server: ProvinceServer) -> None:
    told = ask(server, "/av", "HEAD")

    assert told.body == b""
    assert int(told.headers["content-length"]) == len(ask(server, "/av").body)


def test_a_system_that_is_down_resets_the_connection(server: ProvinceServer) -> None:
    assert set_fault(server, "docs", "down").status == 200

    with pytest.raises(ConnectionResetError):
        ask(server, "/docs/van-ban")
    assert ask(server, "/av").status == 200


def test_a_fault_ends_with_none(server: ProvinceServer) -> None:
    set_fault(server, "docs", "down")
    set_fault(server, "docs", "none")

    assert ask(server, "/docs/van-ban").status == 200


def test_a_system_that_stalls_accepts_and_stays_silent_until_the_province_ends() -> None:
    server = ProvinceServer(port=0, seed=1, clock=HeldClock(NOON), faults={"av": "stall"})
    line = socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=30)
    line.sendall(b"GET /av HTTP/1.1\r\nHost: x\r\n\r\n")
    line.settimeout(0.3)
    with pytest.raises(TimeoutError):
        line.recv(1)
    line.settimeout(30)
    server.close()

    assert line.recv(1) == b""
    line.close()


def test_garbage_is_a_page_or_half_an_answer_with_a_good_status(server: ProvinceServer) -> None:
    clock = server.clock
    assert isinstance(clock, HeldClock)
    set_fault(server, "av", "garbage")
    kinds = set()
    for _ in range(12):
        told = ask(server, "/av")
        assert told.status == 200
        with pytest.raises(ValueError):
            json.loads(told.body)
        kinds.add(told.headers["content-type"].partition(";")[0])
        clock.move(timedelta(minutes=1))

    assert kinds == {"text/html", "application/json"}


def test_a_stale_system_repeats_an_old_body_with_its_old_time(server: ProvinceServer) -> None:
    clock = server.clock
    assert isinstance(clock, HeldClock)
    set_fault(server, "av", "stale")
    first = ask(server, "/av")
    clock.move(timedelta(minutes=30))

    assert ask(server, "/av").body == first.body
    age = NOON - datetime.fromisoformat(first.json["cap_nhat"])
    assert timedelta(minutes=45) <= age < timedelta(minutes=46)


def test_a_stale_gateway_repeats_prometheus_answers_too(server: ProvinceServer) -> None:
    set_fault(server, "lgsp", "stale")
    asked = f"/lgsp/api/v1/query?query=up&time={NOON.timestamp()}"
    at = ask(server, asked).json["data"]["result"][0]["value"][0]

    assert at == (NOON - timedelta(minutes=45)).timestamp()


@pytest.mark.parametrize(
    ("path", "time"),
    [
        ("/av", lambda b: b["cap_nhat"]),
        ("/opendata", lambda b: b["chi_so"][0]["cap_nhat"]),
        ("/soc/api/v2/alerts", lambda b: max(a["updatedAt"] for a in b)),
        (
            "/lgsp/api/v1/query?query=up",
            lambda b: datetime.fromtimestamp(b["data"]["result"][0]["value"][0], HOME).isoformat(),
        ),
    ],
)
def test_a_skewed_system_writes_times_of_the_future(
    server: ProvinceServer, path: str, time: Any
) -> None:
    set_fault(server, path.split("/")[1], "skew")
    ahead = datetime.fromisoformat(time(ask(server, path).json)) - NOON

    assert timedelta(minutes=9) <= ahead <= timedelta(minutes=10)


@pytest.mark.parametrize(
    ("kind", "status"), [("401", 401), ("403", 403), ("429", 429), ("500", 500)]
)
def test_a_refusing_system_refuses_with_its_status(
    server: ProvinceServer, kind: str, status: int
) -> None:
    set_fault(server, "media", kind)
    told = ask(server, "/media")

    assert told.status == status
    assert told.json["loi"]
    assert ("retry-after" in told.headers) == (kind == "429")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"system": "docs"}',
        b'{"system": "nobody", "kind": "down"}',
        b'{"system": "docs", "kind": "tired"}',
        b'{"system": "docs", "kind": 500}',
        b'{"system": "docs", "kind": "down", "why": "x"}',
        b"[" * 60_000,
    ],
)
def test_a_wrong_fault_is_a_bad_request_in_words(server: ProvinceServer, body: bytes) -> None:
    told = ask(server, "/fault", "POST", body)

    assert told.status == 400
    assert told.json["loi"]
    assert told.json["error"].isascii() or "“" in told.json["error"]
    assert all(one["fault"] == "none" for one in ask(server, "/").json["systems"])


def test_a_fault_is_set_by_post_alone(server: ProvinceServer) -> None:
    told = ask(server, "/fault")
    assert told.status == 405
    assert told.json == {"loi": "đặt lỗi bằng POST", "error": "set a fault with POST"}


def test_a_body_that_is_too_long_is_refused(server: ProvinceServer) -> None:
    told = ask(server, "/fault", "POST", headers={"Content-Length": "9999999"})

    assert told.status == 400


def test_the_slow_system_takes_three_to_six_seconds() -> None:
    waits = {temper.delay(Chance(1), NOON + timedelta(seconds=s)) for s in range(300)}

    assert min(waits) >= timedelta(seconds=3)
    assert max(waits) <= timedelta(seconds=6)
    assert len(waits) > 200


def test_one_system_is_slow_without_any_fault(
    server: ProvinceServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float | None] = []
    wait = server.ending.wait

    def hurry(timeout: float | None = None) -> bool:
        waited.append(timeout)
        return wait(0)

    monkeypatch.setattr(server.ending, "wait", hurry)

    assert ask(server, "/sectordb").status == 200
    assert ask(server, "/av").status == 200
    set_fault(server, "av", "slow")
    assert ask(server, "/av").status == 200
    assert len(waited) == 2
    assert all(seconds is not None and 3 <= seconds <= 6 for seconds in waited)


def test_one_system_fails_now_and_then_but_not_in_its_first_two_minutes() -> None:
    minutes = [NOON + timedelta(minutes=m) for m in range(24 * 60)]
    away = [at for at in minutes if temper.fails(Chance(1), temper.FAILING, at, NOON)]

    assert 30 < len(away) < 300
    assert not any(temper.fails(Chance(1), "docs", at, NOON) for at in minutes)
    for at in away:
        assert not temper.fails(Chance(1), temper.FAILING, at, at - timedelta(seconds=119))


def test_while_it_fails_its_connections_are_reset() -> None:
    at = next(
        at
        for at in (NOON + timedelta(minutes=m) for m in range(24 * 60))
        if temper.fails(Chance(1), temper.FAILING, at, NOON)
    )
    clock = HeldClock(at - timedelta(hours=1))
    with ProvinceServer(port=0, seed=1, clock=clock) as server:
        clock.jump(at)
        with pytest.raises(ConnectionResetError):
            ask(server, "/media")


def test_serving_says_its_root_first_then_a_line_a_system_and_ends_with_its_pipe() -> None:
    class Out(io.StringIO):
        @override
        def flush(self) -> None:
            said.set()

    said, out = threading.Event(), Out()
    reading, writing = socket.socketpair()
    pipe = reading.makefile("rb")
    serving = threading.Thread(
        target=serve,
        kwargs={"port": 0, "seed": 1, "clock": HeldClock(NOON), "out": out, "until": pipe},
    )
    serving.start()
    assert said.wait(30)
    root, *lines = out.getvalue().splitlines()
    writing.close()
    serving.join(30)

    assert not serving.is_alive()
    assert root.startswith("http://127.0.0.1:")
    assert [line.split() for line in lines] == [[s, f"{root}{s}"] for s in SYSTEMS]
    pipe.close()
    reading.close()


def test_a_taken_port_is_an_os_error(server: ProvinceServer) -> None:
    with pytest.raises(OSError):
        ProvinceServer(port=server.server_address[1], seed=1, clock=HeldClock(NOON))
