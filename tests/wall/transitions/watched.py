"""A running wall in a process of its own that tells on its standard output what it is made of: a line of JSON
for each line of its standard input. `python -m tests.wall.transitions.watched WALL FOLDER`; its clock stands
still, and what its source told lies in the folder's cache.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

import psutil
import shiboken6
from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from services.acts import Journal
from services.cache import Cache
from services.clock import HeldClock, SystemClock
from services.news import Batch
from services.records import Observation
from services.words import Words
from ui.acts import Acts, journal_path
from ui.notices import WAY_OUT
from ui.opening import open_wall
from ui.past import force
from ui.showing import Showing
from ui.terminal import Terminal
from ui.windows import WallWindow

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NAME = "thu"

_HEARD = {
    QEvent.Type.Show: "show",
    QEvent.Type.Hide: "hide",
    QEvent.Type.Move: "move",
    QEvent.Type.Resize: "resize",
}


def told(wall: WallFile, cache: Cache) -> None:
    """Every indicator has a number of its own."""
    records = tuple(
        Observation(uid=name, indicator=name, value=Decimal(100 + n), at=AT)
        for n, name in enumerate(wall.indicators)
    )
    cache.record(Batch(source="so", records=records, asked=AT, received=AT)).result()


class Touched(QObject):
    """Counts what happens to each window, by the screens that it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, WallWindow):
            screens = ",".join(watched.areas)
            if (what := _HEARD.get(event.type())) is not None:
                self.counts[f"{screens} {what}"] += 1
            elif isinstance(event, QPaintEvent) and self._whole(watched, event):
                self.counts[f"{screens} whole"] += 1
        return False

    @staticmethod
    def _whole(window: WallWindow, event: QPaintEvent) -> bool:
        return event.region().rectCount() == 1 and event.rect() == window.rect()


class Said(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def state(showing: Showing, touched: Touched, said: Said) -> dict[str, object]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    timers = [one for one in shiboken6.getAllValidWrappers() if isinstance(one, QTimer)]
    return {
        "windows": [
            {
                "screens": list(window.areas),
                "geometry": window.geometry().getRect(),
                "visible": window.isVisible(),
                "exposed": window.isVisible() and window.windowHandle().isExposed(),
            }
            for window in showing.wall.windows
        ],
        "outputs": {one.name: (*one.area, one.serial) for one in showing.presence.outputs},
        "unsettled": showing.presence.unsettled,
        "unshown": list(showing.wall.unshown),
        "counts": {
            "widgets": len(QApplication.allWidgets()),
            "native": len(list(QApplication.allWindows())),
            "timers": len(timers),
            "active": len([one for one in timers if one.isActive()]),
            "threads": len(threading.enumerate()),
            "of the system": psutil.Process().num_threads(),
        },
        "touched": dict(touched.counts),
        "said": said.lines,
    }


def main(wall: Path, folder: Path) -> None:
    app = QApplication(["langbiang"])
    app.setQuitOnLastWindowClosed(False)
    said = Said()
    logging.getLogger().addHandler(said)
    logging.getLogger().setLevel(logging.INFO)
    opened = open_wall(wall, None, Terminal(Words("vi", ZoneInfo("UTC"))), plugins=None)
    clock, real = HeldClock(AT), SystemClock()
    cache = Cache.open(folder, NAME, clock)
    force(opened, cache)
    told(opened.wall, cache)
    journal = Journal(journal_path(folder, NAME), clock)
    # The way out was shown long ago.
    began = real.monotonic() - WAY_OUT - 1
    showing = Showing(
        opened,
        cache,
        Acts(journal, cache, clock),
        clock,
        ran=lambda: real.monotonic() - began,
        lang=None,
    )
    showing.wall.notices._opened -= WAY_OUT + 1
    touched = Touched()
    app.installEventFilter(touched)
    showing.begin()

    def asked() -> None:
        try:
            answer = json.dumps(state(showing, touched, said)) if sys.stdin.readline() else None
        except Exception:
            app.exit(1)  # who asked would wait for ever
            raise
        if answer is not None:
            sys.stdout.write(answer + "\n")
            sys.stdout.flush()
        else:
            app.exit()  # `quit` asks the windows first, and they ask people

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(asked)
    app.exec()
    showing.end()
    journal.close()
    cache.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
