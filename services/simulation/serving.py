"""The province's process: it serves until it is told to end, or until its parent is gone."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from services.simulation.province import SYSTEMS
from services.simulation.server import ProvinceServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType
    from typing import BinaryIO, TextIO

    from services.clock import Clock


def serve(
    *,
    port: int,
    seed: int,
    clock: Clock,
    faults: Mapping[str, str] | None = None,
    out: TextIO,
    until: BinaryIO | None = None,
) -> None:
    """Serves until SIGTERM, Ctrl+C, or the end of `until` (the pipe that a parent holds open and that
    its death closes). The first line written is the root's URL, then one a system.

    `OSError`: the port is taken.
    """
    with (
        ProvinceServer(port=port, seed=seed, clock=clock, faults=faults) as server,
        # Who has read the first line may end it at once.
        _ended_by_signals(server.ending),
        contextlib.suppress(KeyboardInterrupt),
    ):
        out.write(f"{server.root_url}\n")
        out.writelines(f"{system:<9} {server.root_url}{system}\n" for system in SYSTEMS)
        out.flush()
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
