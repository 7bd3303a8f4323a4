"""Whether there is a display, and through which of Qt's platforms the wall comes onto it."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.phrase import Phrase
    from ui.terminal import Terminal

type _Address = str | tuple[str, int]
"""A socket's path (one in the abstract namespace begins with NUL), or host and port."""

_PATIENCE = 2.0
"""Seconds for a display to let somebody in."""
_AGAIN = (0.3, 0.7, 0.0)
"""Seconds after each look: a server that has just begun, or has just lost its last guest, is back soon."""
_X_PORT = 6000
_NAMED = re.compile(r"(?:\w+/)?(?P<host>.*):(?P<number>\d{1,5})(?:\.\d+)?")


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith("linux") or any(environment.get(name) for name in named)


def unanswered(environment: Mapping[str, str], platform: str = sys.platform) -> Phrase | None:
    """Words where a display is named and none lets us in: Qt would end the program."""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if not platform.startswith("linux") or chosen not in {"", "xcb", "wayland"}:
        return None
    x11 = environment.get("DISPLAY", "") if chosen != "wayland" else ""
    wayland = environment.get("WAYLAND_DISPLAY", "") if chosen != "xcb" else ""
    if not (chosen or x11 or wayland):
        return None  # none is named: `has_display` says so
    for pause in _AGAIN:
        if x11_answers(x11) or _lets_in(_of_wayland(wayland, environment)):
            return None
        time.sleep(pause)
    name, value = ("DISPLAY", x11) if x11 or not wayland else ("WAYLAND_DISPLAY", wayland)
    return phrase("{name}={value} không trả lời.", name=name, value=value)


def x11_answers(display: str) -> bool:
    return _lets_in(_of_x11(display)) and _admits(display)


def _of_x11(display: str) -> Iterator[_Address]:
    found = _NAMED.fullmatch(display)
    if found is None:
        return
    host, number = found["host"], int(found["number"])
    if host.startswith("/"):
        yield from (display, host)
    elif host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        yield from ("\0" + path, path)
    if host != "unix" and not host.startswith("/"):
        yield host.strip("[]") or "localhost", _X_PORT + number


def _of_wayland(display: str, environment: Mapping[str, str]) -> Iterator[_Address]:
    if display:
        yield str(Path(environment.get("XDG_RUNTIME_DIR", "")) / display)


def _lets_in(addresses: Iterator[_Address]) -> bool:
    return any(map(_opens, addresses))


def _opens(address: _Address) -> bool:
    try:
        if isinstance(address, tuple):
            socket.create_connection(address, _PATIENCE).close()
            return True
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PATIENCE)
            line.connect(address)
            return True
    except (OSError, ValueError, OverflowError):
        return False


def _admits(display: str) -> bool:
    """Some server is there; whether it takes us (its cookie, its count of askers) xcb alone knows."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # what Qt lacks is told by `refuse_incomplete_qt`
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    line = xcb.xcb_connect(display.encode(), None)
    try:
        return not xcb.xcb_connection_has_error(line)
    finally:
        xcb.xcb_disconnect(line)


def refuse_incomplete_qt(plugins: Path, environment: Mapping[str, str]) -> None:
    """Refused in words where the library that puts windows on X11 can't be loaded: Qt would end the
    program. `plugins`: the folder of Qt's own.
    """
    wanted = environment.get("QT_QPA_PLATFORM", "xcb" if environment.get("DISPLAY") else "")
    library = plugins / "platforms" / "libqxcb.so"
    if wanted.split(":")[0] != "xcb" or not library.is_file():
        return
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Qt thiếu thư viện {library} của hệ thống nên không mở được cửa sổ; chạy “make run” "
                "để cài đủ.",
                library=str(error).split(":", 1)[0],
            ),
        ) from error


def choose_platform(terminal: Terminal) -> None:
    """A pixel of the wall is a pixel of the monitor; and Wayland puts windows where it likes."""
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    wayland = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("QT_QPA_PLATFORM")
    if not wayland or not sys.platform.startswith("linux"):
        return
    if x11_answers(os.environ.get("DISPLAY", "")):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        said = phrase("Wayland không cho đặt cửa sổ đúng chỗ: tường chạy qua X11 (xcb).")
        terminal.remark(said, grave=False)
    else:
        os.environ["QT_QPA_PLATFORM"] = "wayland"
        terminal.remark(
            phrase("Wayland không có X11: không đặt được từng tấm lên màn hình của nó.")
        )
