"""The province's process: it serves until it is told to end, or until its parent is gone."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from services.simulation.province import SYSTEMS
from services.simulation.server import ProvinceServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType
    from typing import BinaryIO, TextIO

    from services.clock import Clock


_URL = len("http://127.0.0.1:65535/") + max(map(len, SYSTEMS))


def serve(
    *,
    port: int,
    seed: int,
    clock: Clock,
    faults: Mapping[str, str] | None = None,
    out: TextIO,
    until: BinaryIO | None = None,
    names: Mapping[str, str] | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serves until SIGTERM, Ctrl+C, or the end of `until` (the pipe that a parent holds open and that
    its death closes). The first line written is the root's URL, then one a system: its id, its URL and
    what `names` calls it. Then `ready` gets the root's URL.

    `OSError`: the port is taken.
    """
    with (
        ProvinceServer(port=port, seed=seed, clock=clock, faults=faults) as server,
        # Who has read the first line may end it at once.
        _ended_by_signals(server.ending),
        contextlib.suppress(KeyboardInterrupt),
    ):
        out.write(f"{server.root_url}\n")
        for system in SYSTEMS:
            url = f"{server.root_url}{system}"
            name = (names or {}).get(system, "")
            out.write(f"{system:<9} {url:<{_URL}}  {name}".rstrip() + "\n")
        out.flush()
        if ready is not None:
            ready(server.root_url)
        if until is not None:
            threading.Thread(
                target=_end_with, args=(until, server.ending), name="parent", daemon=True
            ).start()
        # A wait without an end can't be interrupted on Windows.
        while not server.ending.wait(0.5):
            pass


def _end_with(pipe: BinaryIO, ending: threading.Event) -> None:
    with contextlib.suppress(OSError, ValueError):
        while pipe.read(4096):
            pass
    ending.set()


@contextlib.contextmanager
def _ended_by_signals(ending: threading.Event) -> Iterator[None]:
    """Only a main thread hears signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
