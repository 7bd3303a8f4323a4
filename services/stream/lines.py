"""Bare lines: opened within the ask's time, and their failures in operators' words."""

from __future__ import annotations

import socket
import ssl
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.door import SourceError
from services.http.lines import connected
from services.http.translation import NO_WAY, of_network
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import timedelta

    from services.http.deadlines import Watch


def place(address: str) -> tuple[str, int]:
    """Host and port of `tcp://host:port`; `SourceError` where they are not told."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port:
        raise SourceError(
            Reason.NO_SUCH_NAME,
            phrase("Địa chỉ của nguồn không dùng được"),
            remedy=phrase("ghi đủ máy và cổng, ví dụ: tcp://10.1.0.9:3310"),
        )
    return host, port


def opened(host: str, port: int, connect: timedelta, watch: Watch) -> socket.socket:
    """A line within `connect` and the ask's own time. Raises `OSError`."""
    return connected(host, port, connect.total_seconds(), watch)


def of_opening(error: OSError) -> SourceError:
    """Of what `opened`, or a handshake, raised."""
    if isinstance(error, TimeoutError):
        return SourceError(Reason.UNREACHABLE, phrase("Không nối được tới máy chủ trong thời hạn"))
    if isinstance(error, socket.gaierror | ConnectionError | ssl.SSLError):
        return of_network(error)
    return SourceError(Reason.UNREACHABLE, NO_WAY)


def stayed(error: SourceError) -> bool:
    """Nothing left this computer: no name was found, or no way."""
    return error.reason is Reason.NO_SUCH_NAME or error.words == NO_WAY


def late(deadline: timedelta) -> SourceError:
    seconds = Decimal(str(deadline.total_seconds())).normalize()
    return SourceError(
        Reason.DEADLINE, phrase("Nguồn không trả lời xong trong {seconds} giây", seconds=seconds)
    )
