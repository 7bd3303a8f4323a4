from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.door import Request, SourceError
from services.http.deadlines import Deadlines
from services.http.source import SourceHttp
from services.news import Reason
from services.settings import Source

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from services.http.door import HttpDoor


class Doors:
    """Sources by name that share one `Deadlines`, as a wall's do."""

    def __init__(self) -> None:
        clock = SystemClock()
        self._clock, self._deadlines = clock, Deadlines(clock.monotonic)
        self._sources: dict[str, SourceHttp] = {}

    def add(self, name: str, port: int, deadline: str) -> None:
        url = f"http://127.0.0.1:{port}"
        settings = Source.model_validate({"connector": "x", "url": url, "deadline": deadline})
        self._sources[name] = SourceHttp(
            settings, url, self._clock, lambda secret: secret.name, Path(), self._deadlines
        )

    def open(self, name: str) -> HttpDoor:
        return self._sources[name].open()

    def close(self) -> None:
        for source in self._sources.values():
            source.close()
        self._deadlines.close()


@pytest.fixture
def doors() -> Iterator[Doors]:
    made = Doors()
    yield made
    made.close()


def test_many_sources_share_one_thread_for_their_deadlines(liars: Any, doors: Doors) -> None:
    port = liars.start(lambda line, stop: stop.wait())
    for number in range(8):
        doors.add(f"nguon-{number}", port, "300 ms" if number % 2 else "400 ms")
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


def test_closing_the_doors_ends_what_hangs(liars: Any, doors: Doors) -> None:
    reached = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        line.recv(65536)
        reached.set()
        stop.wait()

    doors.add("soc", liars.start(script), "1 h")
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
    liars: Any, doors: Doors, says: Any, reply: Any
) -> None:
    served = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        for number in range(2):
            if not line.recv(65536):
                return
            if number:
                served.wait()
            line.sendall(reply(body=b"[%d]" % number))

    doors.add("docs", liars.start(script), "5 s")
    first = doors.open("docs")
    assert first.ask(Request()).body == b"[0]"
    second = doors.open("docs")
    first.exchange.watch.cut()
    served.set()
    assert second.ask(Request()).body == b"[1]"
    second.close()
