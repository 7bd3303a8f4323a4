"""One process that renders, from the wall's side: started, told what to show, started again when it ends or
falls silent.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from services.moving.orders import line, read
from services.simulation.child import program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.moving.orders import Order, Paces

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CALLED = "--moving"
"""As `main.py` is called for it."""
_KILLED = 2.0
"""Seconds that a killed process may take to be gone."""
_STEADY = 60.0
"""Seconds after which one that ends is no longer one that fails to start."""
_CHROMIUM = (
    "--disable-gpu --mute-audio --no-proxy-server --disable-features=Translate,MediaRouter"
    " --force-webrtc-ip-handling-policy=disable_non_proxied_udp"
)

_log = logging.getLogger(__name__)


class Process(QObject):
    said = Signal(object)
    """A line that it told, as a dictionary."""
    stopped = Signal(int)
    """It ended without being asked to; seconds until it is started again."""

    def __init__(self, kind: str, paces: Paces) -> None:
        super().__init__()
        self._kind, self._paces = kind, paces
        self.orders: dict[str, Order] = {}
        self._process: QProcess | None = None
        self._failures = 0
        self._leaving = False
        """It was asked to end, and is not awaited."""
        self._rest = b""
        self._hosts: frozenset[str] = frozenset()
        """That it may reach."""
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start)
        self._silent = QTimer(self, singleShot=True)
        self._silent.timeout.connect(self._kill)
        self._steady = QTimer(self, singleShot=True, interval=round(_STEADY * 1000))
        self._steady.timeout.connect(self._well)

    @property
    def pid(self) -> int:
        """0: it doesn't run."""
        return 0 if self._process is None else int(self._process.processId())

    def open(self, order: Order) -> None:
        self.orders[order.feed.key] = order
        if self._leaving:
            return  # it begins anew once it has ended, for two of a profile would spoil its logins
        if self._process is not None and not self._hosts.issuperset(order.feed.allow):
            # Whom Chromium may reach at all is settled when it starts.
            self._process.blockSignals(True)  # noqa: FBT003 - Qt's
            self._process.kill()
            self.ended(_KILLED)
            self._start()
        elif self._process is not None:
            self._tell(order.line())
        elif not self._again.isActive():
            self._start()

    def close(self, key: str) -> None:
        if self.orders.pop(key, None) is not None:
            self._tell(line(do="close", key=key))

    def tell(self, **said: object) -> None:
        self._tell(line(**said))

    def leave(self, seconds: float) -> None:
        """Asks it to end while the wall goes on; killed after so long."""
        self._again.stop()
        self._steady.stop()
        self._failures = 0
        if self._process is not None and not self._leaving:
            self._leaving = True
            self._process.closeWriteChannel()
            self._silent.start(round(seconds * 1000))

    def end(self) -> None:
        """Asks it to; it is awaited by `ended`."""
        for timer in (self._again, self._silent, self._steady):
            timer.stop()
        self.orders.clear()
        if self._process is not None:
            self._process.blockSignals(True)  # noqa: FBT003 - Qt's
            if not self._leaving:
                self._process.closeWriteChannel()

    def ended(self, seconds: float) -> None:
        """Returns when it has; killed after so long."""
        self._leaving = False
        process, self._process = self._process, None
        if process is None:
            return
        if not process.waitForFinished(round(seconds * 1000)):
            process.kill()
            process.waitForFinished(2000)
        process.deleteLater()

    def _start(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(environment(self._kind))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._erred)
        self._process, self._rest = process, b""
        command, *arguments = program()
        process.start(command, [*arguments, CALLED])
        self._hosts = frozenset(host for one in self.orders.values() for host in one.feed.allow)
        self._tell(line(do="begin", kind=self._kind, hosts=sorted(self._hosts)))
        for order in self.orders.values():
            self._tell(order.line())
        # Beginning takes a busy computer longer than a sign of life.
        self._silent.start(round((self._paces.load + self._paces.silent) * 1000))
        self._steady.start()

    def _tell(self, text: str) -> None:
        if self._process is not None and not self._leaving:
            self._process.write(text.encode("ascii"))

    def _read(self) -> None:
        if self._process is None:
            return
        if self._leaving:
            self._process.readAllStandardOutput()  # of pictures that nobody shows any more
            return
        self._silent.start(round(self._paces.silent * 1000))
        *lines, self._rest = (
            self._rest + bytes(self._process.readAllStandardOutput().data())
        ).split(b"\n")
        for one in lines:
            said = read(one)
            if said.get("say") == "defect":
                _log.error("tiến trình hình: lỗi của chương trình\n%s", said.get("why"))
            elif said:
                self.said.emit(said)

    def _erred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self, *_: Any) -> None:  # noqa: ANN401 - Qt's, of two kinds
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._silent.stop()
        self._steady.stop()
        if self._leaving:
            self._leaving = False
            if self.orders:
                self._start()
            return
        wait = min(self._paces.again * 2.0 ** min(self._failures, 16), self._paces.longest)
        self._failures += 1
        self._again.start(round(wait * 1000))
        self.stopped.emit(round(wait))

    def _kill(self) -> None:
        """It has said nothing for long: it hangs."""
        if self._process is not None:
            self._process.kill()

    def _well(self) -> None:
        self._failures = 0


def environment(kind: str) -> QProcessEnvironment:
    """Unseen and without a graphics card, whatever the wall itself is shown on."""
    own = QProcessEnvironment.systemEnvironment()
    own.insert("QT_QPA_PLATFORM", "offscreen")
    own.insert("PYTHONUTF8", "1")
    if kind == "web":
        own.insert("QT_QUICK_BACKEND", "software")
        own.insert(_FLAGS, f"{_CHROMIUM} {own.value(_FLAGS)}".strip())
        if os.name == "posix" and os.geteuid() == 0:
            # Chromium's sandbox refuses to work for root, and then nothing is shown at all.
            own.insert("QTWEBENGINE_DISABLE_SANDBOX", "1")
    return own


def confine(hosts: Iterable[str]) -> None:
    """Chromium's own fence behind that of `ui.moving.page`, to be set before it begins: for all other hosts
    there is no address. What is redirected now and then passes by the other one (Qt 6.11.3).
    """
    named = (f"[{host}]" if ":" in host and "[" not in host else host for host in hosts)
    rules = ", ".join(("MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in named)))
    os.environ[_FLAGS] = f'{os.environ.get(_FLAGS, "")} --host-resolver-rules="{rules}"'.strip()
