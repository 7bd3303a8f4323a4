"""How the poller waits on the windows' loop."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, QTimer


async def pause(seconds: float) -> None:
    """To the millisecond. The timers behind the loop's own `sleep` are coarse: they gather what is due
    within a twentieth of the wait, and so would fire together what jitter has set apart.
    """
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def end() -> None:
        if not over.done():
            over.set_result(None)

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    timer.timeout.connect(end)
    timer.start(max(round(seconds * 1000), 0))
    try:
        await over
    finally:
        timer.stop()
