"""A picture that is tried again when it fails, less and less often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.moving.outlet import Outlet, Tell


class Trying(QObject):
    """Of one order; what derives from it opens and drops it."""

    def __init__(self, order: Mapping[str, Any], outlet: Outlet, tell: Tell) -> None:
        super().__init__()
        self.outlet = outlet
        self.paces: Mapping[str, float] = order["paces"]
        self._tell = tell
        self._failures = 0
        self.shown = False
        """It moves."""
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.open)
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self.late)

    def open(self) -> None:
        raise NotImplementedError

    def drop(self) -> None:
        """Whatever is open."""
        raise NotImplementedError

    def late(self) -> None:
        self.fail("deadline")

    def expect(self, seconds: float) -> None:
        """`late` is called unless something comes before."""
        self._late.start(round(seconds * 1000))

    def succeed(self) -> None:
        self._late.stop()
        self._failures = 0
        if not self.shown:
            self.shown = True
            self._tell("state", key=self.outlet.key, what="moving")

    def fail(self, why: str, more: str | int | None = None) -> None:
        """Once for each try."""
        if self._again.isActive():
            return
        self._late.stop()
        self.shown = False
        self.outlet.forget()
        self.drop()
        wait = min(self.paces["again"] * 2.0 ** min(self._failures, 16), self.paces["longest"])
        self._failures += 1
        number = self.outlet.number
        self._tell("state", key=self.outlet.key, what="failed", why=why, more=more, number=number)
        self._again.start(round(wait * 1000))

    def close(self) -> None:
        self._again.stop()
        self._late.stop()
        self.drop()
        self.outlet.close()
