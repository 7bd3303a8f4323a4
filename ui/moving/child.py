"""The process that renders moving pictures: pages of one profile, or one camera. It does what it reads on its
standard input, tells on its standard output, and ends when the input does, be the wall closed or killed.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from PySide6.QtCore import QObject, QTimer, QUrl, QUrlQuery, Signal
from PySide6.QtWidgets import QApplication

from services.json_lines import LONGEST, line, read
from services.key_store import KeyStore
from services.moving.profiles import ProfileTaken
from services.secret import Secret
from services.wall_file.secrets import SecretError, Secrets
from ui.moving.outlet import Outlet
from ui.moving.process import confine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.moving.trying import Trying

PATIENCE = 3.0
"""Seconds from the input's end until this process ends for certain."""
BEAT = 2000
"""Milliseconds between two signs of life."""
_MEBIBYTE = 1024 * 1024
_DEFECT = 70


class _Reader(QObject):
    """Reads the input on a thread of its own, for it may be asked when the rest hangs."""

    said = Signal(str)
    ended = Signal()

    def begin(self) -> None:
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            while text := sys.stdin.buffer.readline(LONGEST):
                self.said.emit(text.decode("ascii", "replace"))
        self.ended.emit()
        time.sleep(PATIENCE)
        os._exit(0)


class _Rendering(QObject):
    def __init__(self, tell: Callable[..., None]) -> None:
        super().__init__()
        self._tell = tell
        self._shown: dict[str, Trying] = {}
        self._browser: Any = None
        self._memory = 0
        self._weigh = QTimer(self)
        self._weigh.timeout.connect(self._weighed)
        self._wanted: dict[str, str] = {}
        """Orders by their key."""

    def obey(self, text: str) -> None:
        match read(text):
            case {"do": "open", "key": str() as key} as order:
                self._close(key)
                self._wanted[key] = text
                self._memory = int(order["paces"]["memory"])
                self._weigh.start(round(order["paces"]["weigh"] * 1000))
                self._open(key, order)
            case {"do": "close", "key": str() as key}:
                self._wanted.pop(key, None)
                self._close(key)
            case {"do": "keep", "key": str() as key, "path": str() as path}:
                if key in self._shown:
                    self._shown[key].outlet.keep(Path(path))
            case _:
                pass

    def _open(self, key: str, order: dict[str, Any]) -> None:
        secrets = Secrets(Path(order["folder"]), os.environ, None, KeyStore(time.monotonic))
        try:
            url = _addressed(order, secrets)
            if order["password"] is not None:
                order["password"] = secrets.value(Secret.model_validate(order["password"]))
        except SecretError as error:
            why = error.words.as_json()
            self._tell("state", key=key, what="failed", why="secret", more=why)
            self._later(key, order["paces"]["longest"])
            return
        try:
            self._shown[key] = self._opened(order, url)
        except ImportError as error:
            self._tell("lacking", why=str(error))
        except (ProfileTaken, OSError):
            self._tell("state", key=key, what="failed", why="profile")
            self._later(key, order["paces"]["again"])

    def _later(self, key: str, seconds: float) -> None:
        text = self._wanted[key]
        QTimer.singleShot(round(seconds * 1000), self, lambda: self._retry(key, text))

    def _retry(self, key: str, text: str) -> None:
        if self._wanted.get(key) == text:
            self.obey(text)

    def _opened(self, order: dict[str, Any], url: QUrl) -> Trying:
        """What an installation may lack is imported where it is wanted."""
        if order["kind"] == "web":
            from ui.moving.browser import Browser  # noqa: PLC0415
            from ui.moving.page import PageShown  # noqa: PLC0415

            self._browser = self._browser or Browser(order)
            outlet = Outlet(order, self._tell)
            return PageShown(order, outlet, self._tell, self._browser, url.toString())
        if order["every"]:
            from ui.moving.still import StillShown  # noqa: PLC0415

            return StillShown(order, Outlet(order, self._tell), self._tell, url)
        from ui.moving.stream import StreamShown  # noqa: PLC0415

        if order["user"] and not url.isLocalFile():
            url.setUserName(order["user"])
            url.setPassword(order["password"] or "")
        return StreamShown(order, Outlet(order, self._tell), self._tell, url)

    def _close(self, key: str) -> None:
        shown = self._shown.pop(key, None)
        if shown is not None:
            shown.close()
            shown.deleteLater()

    def close(self) -> None:
        """Pages before their profile, which writes down its logins when it goes."""
        folders = {shown.outlet.folder for shown in self._shown.values()}
        for key in tuple(self._shown):
            self._close(key)
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()  # the wall's, which has others in it until the last one ends
        QTimer.singleShot(50, self, self._closed)

    def _closed(self) -> None:
        rest = 0
        if self._browser is not None:
            self._browser.deleteLater()
            rest = self._browser.rest
        QTimer.singleShot(rest, QApplication.instance() or self, QApplication.quit)

    def beat(self) -> None:
        self._tell("beat")

    def _weighed(self) -> None:
        """A page that takes more and more is worth no wall that is short of memory: who ends is started
        again.
        """
        if taken(os.getpid()) > self._memory * _MEBIBYTE:
            os._exit(1)


def _addressed(order: Mapping[str, Any], secrets: Secrets) -> QUrl:
    text = str(order["url"])
    if "://" not in text:
        return QUrl.fromLocalFile(str((Path(order["folder"]) / text).resolve()))
    url = QUrl(text)
    if order["query"]:
        query = QUrlQuery(url)
        for name, kept in order["query"]:
            value = secrets.value(Secret.model_validate(kept))
            query.addQueryItem(quote(name, safe=""), quote(value, safe=""))
        url.setQuery(query)
    return url


def taken(pid: int) -> int:
    """Bytes of memory of a process and of those that it started; 0 where the system doesn't tell so."""
    whole = 0
    children: dict[int, list[int]] = {}
    page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    wanted = [pid]
    while wanted:
        one = wanted.pop()
        wanted += children.pop(one, [])
        with suppress(OSError, ValueError, IndexError):
            resident, shared = Path(f"/proc/{one}/statm").read_text().split()[1:3]
            whole += (int(resident) - int(shared)) * page
    return whole


def serve() -> None:
    faulthandler.enable()
    if os.name == "posix":
        os.umask(0o077)
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what Chromium and FFmpeg print is nobody's order

    def tell(say: str, **more: object) -> None:
        with suppress(OSError):  # nobody listens any more: the input's end tells so
            out.write(line(say=say, **more))

    def report(kind: type[BaseException], error: BaseException, trace: Any) -> None:  # noqa: ANN401 - Python's
        said = "".join(traceback.format_exception(kind, error, trace))[-8000:]
        tell("defect", why=said)
        os._exit(_DEFECT)

    sys.excepthook = report
    first = read(sys.stdin.buffer.readline(LONGEST))
    if first.get("kind") == "web":
        confine(first["hosts"])
        with suppress(ImportError):  # of which the order's own import will tell
            import PySide6.QtWebEngineWidgets  # noqa: F401, PLC0415 - before there is an application
    app = QApplication(["langbiang"])
    app.setQuitOnLastWindowClosed(False)
    rendering, reader = _Rendering(tell), _Reader()
    reader.said.connect(rendering.obey)
    reader.ended.connect(rendering.close)
    beat = QTimer(interval=BEAT)
    beat.timeout.connect(rendering.beat)
    beat.start()
    rendering.beat()
    reader.begin()
    app.exec()
    out.close()
    os._exit(0)  # nothing is left that could be ended in a better order
