"""The certificate that a server shows, also one that nobody would trust.

Python tells what stands in a certificate only when it was verified. So whatever a handshake fails of is
overlooked in the next one, each defect once, and what had to be overlooked is what is wrong with it.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from services.door import Certificate, SourceError
from services.http.translation import of_network
from services.http.trust import trusting
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

_MISMATCH, _DATES = {62, 64}, {9, 10}
_NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME: Python has no name for it."""
_NAME, _TIME, _CHAIN = "name", "time", "chain"


class Trust:
    """Whom a source trusts, read once. Raises `SourceError`."""

    def __init__(self, ca: str | None, folder: Path) -> None:
        self._ca, self._folder = ca, folder
        self.known = self.fresh()

    def fresh(self) -> ssl.SSLContext:
        """One that may be changed."""
        return trusting(self._ca, self._folder)


def certificate(host: str, line: Callable[[], socket.socket], trust: Trust) -> Certificate:
    """`line` opens another one for each handshake. Raises `OSError`, and `SourceError` where nothing can
    be told.
    """
    overlooked: set[str] = set()
    flaw: SourceError | None = None
    issued: bytes | None = None
    while True:
        context = _context(trust, overlooked, issued)
        try:
            said = _shown(host, line, context)
        except ssl.SSLCertVerificationError as error:
            flaw = flaw or of_network(error)
            defect = _defect(error.verify_code)
            if defect in overlooked:
                raise flaw from None
            overlooked.add(defect)
            if defect == _CHAIN:
                issued = _issued(host, line)
        else:
            return _read(said, overlooked, flaw)


def _defect(code: int) -> str:
    if code in _MISMATCH:
        return _NAME
    return _TIME if code in _DATES else _CHAIN


def _context(trust: Trust, overlooked: set[str], issued: bytes | None) -> ssl.SSLContext:
    if not overlooked:
        return trust.known
    if issued is None:
        context = trust.fresh()
    else:
        # the certificate vouches for itself
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=issued)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.check_hostname = _NAME not in overlooked
    if _TIME in overlooked:
        context.verify_flags |= _NO_CHECK_TIME
    return context


def _shown(host: str, line: Callable[[], socket.socket], context: ssl.SSLContext) -> dict[str, Any]:
    with line() as bare, context.wrap_socket(bare, server_hostname=host) as secure:
        return secure.getpeercert() or {}


def _issued(host: str, line: Callable[[], socket.socket]) -> bytes:
    """As it came, unverified: nothing is said over this line."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with line() as bare, context.wrap_socket(bare, server_hostname=host) as secure:
        return secure.getpeercert(binary_form=True) or b""


def _read(said: dict[str, Any], overlooked: set[str], flaw: SourceError | None) -> Certificate:
    try:
        return Certificate(
            subject=_named(said["subject"], "commonName"),
            issuer=_named(said["issuer"], "organizationName"),
            begins=_time(said["notBefore"]),
            until=_time(said["notAfter"]),
            trusted=_CHAIN not in overlooked,
            named=_NAME not in overlooked,
            flaw=flaw,
        )
    except (KeyError, ValueError, OverflowError) as error:
        raise flaw or SourceError(
            Reason.CERTIFICATE, phrase("Không đọc được chứng thư của máy chủ")
        ) from error


def _time(written: str) -> datetime:
    """`Jan  1 00:00:00 2021 GMT`."""
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(written), UTC)


def _named(parts: tuple[tuple[tuple[str, str], ...], ...], first: str) -> str:
    """The part that people know it by, else all of it."""
    pairs = [pair for part in parts for pair in part]
    found = [value for name, value in pairs if name == first] or [value for _, value in pairs]
    return plain(", ".join(found), 200)
