from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.door import Request, SourceError
from services.http.doors import HttpDoors
from services.news import Reason
from services.settings import Source

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator


@pytest.fixture
def doors() -> Iterator[HttpDoors]:
    made = HttpDoors(SystemClock(), lambda secret: secret.name, Path())
    yield made
    made.close()


def add(doors: HttpDoors, name: str, port: int, deadline: str) -> None:
    url = f"http://127.0.0.1:{port}"
    doors.add(name, Source(connector="http_json", url=url, deadline=deadline), url)


def test_many_sources_share_one_thread_for_their_deadlines(liars: Any, doors: HttpDoors) -> None:
    port = liars.start(lambda line, stop: stop.wait())
    for number in range(8):
        add(doors, f"nguon-{number}", port, "300 ms" if number % 2 else "400 ms")
    reasons: list[Reason] = []

    def ask(name: str) -> None:
        with doors.open(name) as door, pytest.raises(SourceError) as caught:
            door.ask(Request())
        reasons.append(caught.value.reason)

    asking = [threading.Thread(target=ask, args=(f"nguon-{number}",)) for number in range(8)]
    for thread in asking:
        thread.start()
    watching = [thread for thread in threading.enumerate() if thread.name == "deadlines"]
    for thread in asking:
        thread.join()
    assert len(watching) <= 1
    assert reasons == [Reason.DEADLINE] * 8


def test_closing_the_doors_ends_what_hangs(liars: Any, doors: HttpDoors) -> None:
    reached = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        line.recv(65536)
        reached.set()
        stop.wait()

    add(doors, "soc", liars.start(script), "1 h")
    caught: list[SourceError] = []

    def ask() -> None:
        with pytest.raises(SourceError) as error, doors.open("soc") as door:
            door.ask(Request())
        caught.append(error.value)

    thread = threading.Thread(target=ask)
    thread.start()
    reached.wait()
    doors.close()
    thread.join()
    assert caught[0].reason is Reason.DEADLINE


def test_a_door_left_open_does_not_cut_the_next_ask(
    liars: Any, doors: HttpDoors, says: Any, reply: Any
) -> None:
    served = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        for number in range(2):
            if not line.recv(65536):
                return
            if number:
                served.wait()
            line.sendall(reply(body=b"[%d]" % number))

    add(doors, "docs", liars.start(script), "5 s")
    first = doors.open("docs")
    assert first.ask(Request()).body == b"[0]"
    second = doors.open("docs")
    first.watch.cut()
    served.set()
    assert second.ask(Request()).body == b"[1]"
    second.close()
