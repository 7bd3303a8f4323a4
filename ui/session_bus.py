"""One call to the desktop that PySide6 can't make: a notification has an unsigned number among its values."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager
from ctypes import byref, c_bool, c_char_p, c_int, c_int32, c_uint32, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LIBRARY = "libdbus-1.so.3"
"""The one that Qt itself talks to the bus with."""
_NAME = b"org.freedesktop.Notifications"
_PATH = b"/org/freedesktop/Notifications"
_PATIENCE = 300
"""Milliseconds for a desktop to answer."""
_STRING, _UNSIGNED, _SIGNED, _ARRAY = (ord(letter) for letter in "suia")
_ITERATOR = 128
"""Bytes, more than libdbus' own (72 on 64 bits)."""


def notify(program: str, title: str, text: str) -> bool:
    """Whether a desktop took it. A service that hangs is waited for a third of a second; a bus that hangs
    for as long as libdbus likes: call it where that holds up nobody.
    """
    address = _address(os.environ)
    if not address:
        return False
    try:
        dbus = _library()
    except (OSError, AttributeError):
        return False
    with _connected(dbus, address) as connection:
        if connection is None:
            return False
        message = c_void_p(dbus.dbus_message_new_method_call(_NAME, _PATH, _NAME, b"Notify"))
        try:
            _fill(dbus, message, program, title, text)
            answer = dbus.dbus_connection_send_with_reply_and_block(
                connection, message, _PATIENCE, None
            )
        finally:
            dbus.dbus_message_unref(message)
        if not answer:
            return False
        dbus.dbus_message_unref(c_void_p(answer))
        return True


def _address(environment: Mapping[str, str]) -> str:
    """Of this session's bus; empty: it has none, and libdbus would start one of its own."""
    said = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if said or not runtime or not (Path(runtime) / "bus").exists():
        return said
    return f"unix:path={quote(f'{runtime}/bus')}"


def _library() -> ctypes.CDLL:
    dbus = ctypes.CDLL(_LIBRARY)
    dbus.dbus_connection_open_private.argtypes = (c_char_p, c_void_p)
    dbus.dbus_connection_open_private.restype = c_void_p
    dbus.dbus_bus_register.argtypes = (c_void_p, c_void_p)
    dbus.dbus_connection_set_exit_on_disconnect.argtypes = (c_void_p, c_int)
    dbus.dbus_message_new_method_call.argtypes = (c_char_p,) * 4
    dbus.dbus_message_new_method_call.restype = c_void_p
    dbus.dbus_message_iter_append_basic.argtypes = (c_void_p, c_int, c_void_p)
    dbus.dbus_message_iter_append_basic.restype = c_bool
    dbus.dbus_message_iter_open_container.argtypes = (c_void_p, c_int, c_char_p, c_void_p)
    dbus.dbus_message_iter_close_container.argtypes = (c_void_p, c_void_p)
    dbus.dbus_connection_send_with_reply_and_block.argtypes = (c_void_p, c_void_p, c_int, c_void_p)
    dbus.dbus_connection_send_with_reply_and_block.restype = c_void_p
    return dbus


@contextmanager
def _connected(dbus: ctypes.CDLL, address: str) -> Iterator[c_void_p | None]:
    """A line of its own, which ends nothing when the bus goes; None: the bus is not there."""
    found = dbus.dbus_connection_open_private(address.encode(), None)
    if not found:
        yield None
        return
    connection = c_void_p(found)
    dbus.dbus_connection_set_exit_on_disconnect(connection, 0)
    try:
        yield connection if dbus.dbus_bus_register(connection, None) else None
    finally:
        dbus.dbus_connection_close(connection)
        dbus.dbus_connection_unref(connection)


def _fill(dbus: ctypes.CDLL, message: c_void_p, program: str, title: str, text: str) -> None:
    """susssasa{sv}i: whose, in place of which, icon, title, text, buttons, hints, for how long."""
    into = ctypes.create_string_buffer(_ITERATOR)
    dbus.dbus_message_iter_init_append(message, into)

    def string(value: str) -> None:
        bytes_ = c_char_p(value.replace("\0", " ").encode("utf-8", "replace"))
        dbus.dbus_message_iter_append_basic(into, _STRING, byref(bytes_))

    def empty(contained: bytes) -> None:
        inner = ctypes.create_string_buffer(_ITERATOR)
        dbus.dbus_message_iter_open_container(into, _ARRAY, contained, inner)
        dbus.dbus_message_iter_close_container(into, inner)

    string(program)
    dbus.dbus_message_iter_append_basic(into, _UNSIGNED, byref(c_uint32(0)))
    string("")
    string(title)
    string(text)
    empty(b"s")
    empty(b"{sv}")
    dbus.dbus_message_iter_append_basic(into, _SIGNED, byref(c_int32(-1)))
