"""One request to the X server that Qt doesn't make: screens are not to go dark while we are connected."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARY = "libxcb.so.1"
"""The one that Qt itself talks to the X server with."""
_SUSPEND = 5
_CHECKED = 1


class _Extension(ctypes.Structure):
    _fields_ = (("name", c_char_p), ("global_id", c_int))


class _Request(ctypes.Structure):
    _fields_ = (
        ("count", c_size_t),
        ("extension", POINTER(_Extension)),
        ("opcode", c_uint8),
        ("is_void", c_uint8),
    )


class _Part(ctypes.Structure):
    _fields_ = (("base", c_void_p), ("length", c_size_t))


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", c_uint32),)


@contextmanager
def suspended(display: str | None = None) -> Iterator[bool]:
    """Whether screen saver and DPMS are held off while the block runs: XScreenSaverSuspend, which the
    server takes back by itself when the connection ends, killed included. `display` None: $DISPLAY.
    """
    try:
        xcb = ctypes.CDLL(_LIBRARY)
    except OSError:
        yield False
        return
    xcb.xcb_connect.restype = c_void_p
    connection = c_void_p(xcb.xcb_connect(display.encode() if display else None, None))
    try:
        yield not xcb.xcb_connection_has_error(connection) and _suspend(xcb, connection)
    finally:
        xcb.xcb_disconnect(connection)


def _suspend(xcb: ctypes.CDLL, connection: c_void_p) -> bool:
    extension = _Extension(b"MIT-SCREEN-SAVER", 0)
    body = (c_uint8 * 8)()
    body[4] = 1
    # xcb fills in opcode and length, and wants two free parts before the first.
    parts = (_Part * 3)(
        _Part(None, 0), _Part(None, 0), _Part(ctypes.cast(body, c_void_p), len(body))
    )
    request = _Request(1, ctypes.pointer(extension), _SUSPEND, 1)
    sequence = xcb.xcb_send_request(
        connection, _CHECKED, byref(parts, ctypes.sizeof(_Part) * 2), byref(request)
    )
    if not sequence:
        return False
    xcb.xcb_request_check.restype = c_void_p
    xcb.xcb_request_check.argtypes = (c_void_p, _Cookie)
    refused = xcb.xcb_request_check(connection, _Cookie(sequence))
    return refused is None
