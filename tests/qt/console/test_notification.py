from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from tests.qt.console import notified
from ui import session_bus
from ui.console.notification import Desktop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.phrase import Phrase

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bus"),
]

CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus of its own, which nobody else is on."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon here")
    settings = tmp_path / "bus.conf"
    settings.write_text(CONFIGURATION.format(path=tmp_path / "bus"), encoding="utf-8")
    command = (daemon, f"--config-file={settings}", "--nofork", "--print-address")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip()
            assert address
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            yield address
        finally:
            server.terminate()


@pytest.fixture
def desktop(bus: str) -> Iterator[subprocess.Popen[str]]:
    """A notification service that is a fake."""
    assert bus
    command = (sys.executable, notified.__file__)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        try:
            assert service.stdout.readline() == "ready\n"
            yield service
        finally:
            service.kill()


def test_a_desktop_is_told_as_its_specification_says(desktop: subprocess.Popen[str]) -> None:
    assert session_bus.notify("Langbiang", "Tường thử", "Mất màn hình “phải”\0.")
    assert desktop.stdout is not None
    said = desktop.stdout.readline()
    assert said == "Notify|susssasa{sv}i|Langbiang|Tường thử|Mất màn hình “phải” .\n"


@pytest.mark.usefixtures("bus")
def test_a_bus_without_a_notification_service_takes_nothing() -> None:
    assert not session_bus.notify("Langbiang", "Tường thử", "Mất màn hình.")


def test_without_a_bus_nothing_is_started_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not session_bus.notify("Langbiang", "Tường thử", "Mất màn hình.")


def test_a_bus_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'gone'}")
    assert not session_bus.notify("Langbiang", "Tường thử", "Mất màn hình.")


def test_where_nobody_can_be_notified_that_is_said_once() -> None:
    told: list[Phrase] = []
    desktop = Desktop(told.append, lambda *_: False)
    for _ in range(3):
        desktop.say("Tường thử", "Mất màn hình.")
    desktop.end()
    assert len(told) == 1


def test_a_long_notification_is_cut_off() -> None:
    texts: list[str] = []

    def notify(program: str, title: str, text: str) -> bool:
        del program, title
        texts.append(text)
        return True

    Desktop(lambda _: None, notify).say("Tường thử", "a" * 100_000)
    assert len(texts[0]) == 400
    assert texts[0].endswith("…")


def test_a_notification_has_no_markup_of_whoever_is_told_of() -> None:
    texts: list[str] = []

    def notify(program: str, title: str, text: str) -> bool:
        del program, title
        texts.append(text)
        return True

    Desktop(lambda _: None, notify).say("Tường thử", "<a href='http://may.la'>Bấm</a> &lt;b> 3<4")
    assert texts == ["‹a href='http://may.la'>Bấm‹/a> &lt;b> 3‹4"]


def test_a_tray_says_it_where_there_is_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows; the tray is a fake."""
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda self, title, text, icon: said.append(text)
    )
    told: list[Phrase] = []
    desktop = Desktop(told.append, lambda *_: False)
    desktop.say("Tường thử", "Mất màn hình.")
    desktop.end()
    assert (said, told) == (["Mất màn hình."], [])


def test_a_bus_that_hangs_holds_up_nobody_and_is_not_asked_again_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lets everybody in and says nothing, until it ends."""
    path = tmp_path / "bus"
    told: list[Phrase] = []
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(path))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        desktop = Desktop(told.append)
        desktop.say("Tường thử", "Mất màn hình.")
        asking = desktop._asking
        assert asking is not None
        assert asking.is_alive()
        assert len(told) == 1
        desktop.say("Tường thử", "Mất màn hình.")
        assert desktop._asking is asking
        desktop.end()
        line, _ = silent.accept()
        line.close()
    asking.join(10)
    assert not asking.is_alive()
