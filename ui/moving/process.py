"""One process that renders, from the wall's side: started, told what to show, started again when it ends or
falls silent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QProcess, QProcessEnvironment, QTimer, Signal

from services.json_lines import line
from ui.child import Child, wait_for_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.moving.orders import Order, Paces

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CALLED = "--moving"
"""As `main.py` is called for it."""
_KILLED = 2.0
"""Seconds that a killed process may take to be gone."""
_CHROMIUM = (
    "--disable-gpu --mute-audio --no-proxy-server --disable-features=Translate,MediaRouter"
    " --force-webrtc-ip-handling-policy=disable_non_proxied_udp"
)


class Process(Child):
    stopped = Signal(int)
    """It ended without being asked to; seconds until it is started again."""

    def __init__(self, kind: str, paces: Paces) -> None:
        super().__init__("hình", paces.again, paces.longest)
        self._kind, self._paces = kind, paces
        self.orders: dict[str, Order] = {}
        self._leaving = False
        """It was asked to end, and is not awaited."""
        self._hosts: frozenset[str] = frozenset()
        """That it may reach."""
        self._silent = QTimer(self, singleShot=True)
        self._silent.timeout.connect(self._kill)

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
            self.tell(do="close", key=key)

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
        process = self._let_go()
        if process is not None:
            wait_for_end(process, seconds, _KILLED)

    @override
    def _start(self) -> None:
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        self._launch(process, environment(self._kind), CALLED)
        self._hosts = frozenset(host for one in self.orders.values() for host in one.feed.allow)
        self.tell(do="begin", kind=self._kind, hosts=sorted(self._hosts))
        for order in self.orders.values():
            self._tell(order.line())
        # Beginning takes a busy computer longer than a sign of life.
        self._silent.start(round((self._paces.load + self._paces.silent) * 1000))

    def _tell(self, told: bytes) -> None:
        if self._process is not None and not self._leaving:
            self._process.write(told)

    @override
    def _hear(self) -> None:
        if self._process is not None and self._leaving:
            self._process.readAllStandardOutput()  # of pictures that nobody shows any more
            return
        if self._process is not None:
            self._silent.start(round(self._paces.silent * 1000))
        super()._hear()

    @override
    def _over(self) -> None:
        self._silent.stop()
        if not self._leaving:
            self.stopped.emit(round(self._wait_longer()))
            return
        self._leaving = False
        if self.orders:
            self._start()

    def _kill(self) -> None:
        """It has said nothing for long: it hangs."""
        if self._process is not None:
            self._process.kill()


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
    """Chromium's own fence behind that of `ui.moving.browser`, to be set before it begins: for all other
    hosts there is no address. What is redirected now and then passes by the other one (Qt 6.11.3).
    """
    named = (f"[{host}]" if ":" in host and "[" not in host else host for host in hosts)
    rules = ", ".join(("MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in named)))
    os.environ[_FLAGS] = f'{os.environ.get(_FLAGS, "")} --host-resolver-rules="{rules}"'.strip()
