"""Debian's Chromium without a window, driven through a pipe: it listens nowhere."""

from __future__ import annotations

import base64
import itertools
import json
import os
import queue
import subprocess
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from tests.servers.process import file
from tools import debian
from tools.servers import CHROMIUM
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.servers.rack import Rack

PATIENCE = 60.0
"""Seconds: two cores are shared by everything."""
_FLAGS = (
    "--remote-debugging-pipe",
    "--no-sandbox",  # as root it would refuse; what it loads is ours
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
)


class Chromium:
    """One browser with one tab; made by its fixture."""

    def __init__(self, folder: Path) -> None:
        """`folder` is its profile's."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._session: str | None = None
        self.said: list[str] = []
        """What pages wrote on their console, and what their policy refused."""
        self.navigated: list[str] = []
        """Addresses to which the page itself went."""

    def start(self) -> None:
        theirs, to = os.pipe()
        back, answers = os.pipe()
        call = f'exec "$@" 3<&{theirs} 4>&{answers}'
        self._process = subprocess.Popen(
            ["bash", "-c", call, "chromium", str(file(CHROMIUM)), *_FLAGS, self._profile],
            pass_fds=(theirs, answers),
            env=debian.environment(SERVERS) | {"HOME": str(self._folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(answers)
        self._to, self._back = os.fdopen(to, "wb", buffering=0), os.fdopen(back, "rb", buffering=0)
        self._numbers = itertools.count(1)
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._session = None
        self._reader = threading.Thread(target=self._read, name="chromium", daemon=True)
        self._reader.start()
        target = self.command("Target.createTarget", url="about:blank")["targetId"]
        made = self.command("Target.attachToTarget", targetId=target, flatten=True)
        self._session = made["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.command(f"{domain}.enable")

    @property
    def _profile(self) -> str:
        return f"--user-data-dir={self._folder}"

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pids(self) -> list[int]:
        return [] if self._process is None else [self._process.pid]

    def kill(self) -> None:
        """Its other processes end with it: their pipes do."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self._to.close()
        self._back.close()
        self._process = None

    def stop(self) -> None:
        if self.alive:
            self._session = None
            with suppress(AssertionError):
                self.command("Browser.close")
        self.kill()

    def open(
        self, url: str, width: int, height: int, *, scale: float = 1, phone: bool = False
    ) -> None:
        self.size(width, height, scale=scale, phone=phone)
        self.command("Page.navigate", url=url)

    def size(self, width: int, height: int, *, scale: float = 1, phone: bool = False) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=phone,
        )

    def evaluate(self, expression: str) -> Any:
        found = self.command(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise AssertionError(found["exceptionDetails"])
        return found["result"].get("value")

    def until(self, expression: str) -> Any:
        """What it comes to, once that is true."""
        careful = f"(() => {{ try {{ return {expression} }} catch {{ return null }} }})()"
        return self.waiting(lambda: self.evaluate(careful), expression)

    def waiting(self, looked: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + PATIENCE
        while not (found := looked()):
            if time.monotonic() > end:
                raise AssertionError(f"never: {what}; said: {self.said}")
            time.sleep(0.05)
        return found

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" and len(key) == 1 else {}
            self.command("Input.dispatchKeyEvent", type=kind, key=key, **text)

    def grab(self, path: Path | None = None) -> QImage:
        shot = base64.b64decode(self.command("Page.captureScreenshot")["data"])
        if path is not None:
            path.write_bytes(shot)
        return QImage.fromData(shot)

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            order["sessionId"] = self._session
        self._to.write(json.dumps(order).encode() + b"\0")
        while (answer := self._answers.get(timeout=PATIENCE)) is not None:
            if answer["id"] == number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
        raise AssertionError(f"Chromium ended at {method}")

    def _read(self) -> None:
        rest = b""
        while chunk := self._back.read(65536):
            *whole, rest = (rest + chunk).split(b"\0")
            for one in whole:
                self._hear(json.loads(one))
        self._answers.put(None)

    def _hear(self, told: dict[str, Any]) -> None:
        match told:
            case {"id": int()}:
                self._answers.put(told)
            case {"method": "Log.entryAdded", "params": {"entry": {"text": str() as text}}}:
                self.said.append(text)
            case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": details}}:
                self.said.append(json.dumps(details))
            case {"method": "Runtime.consoleAPICalled", "params": {"args": args}}:
                self.said.append(json.dumps(args))
            case {"method": "Page.frameNavigated", "params": {"frame": {"url": str() as url}}}:
                self.navigated.append(url)


@pytest.fixture(scope="session")
def chromium(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    return rack.stand("chromium", Chromium(tmp_path_factory.mktemp("chromium")))
