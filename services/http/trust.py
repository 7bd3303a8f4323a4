"""Whom a source trusts, and by which certificate it is known itself."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, NoReturn

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.credentials import Certificate
    from services.secret import Secret

_MISMATCH = "KEY_VALUES_MISMATCH"


def trusting(ca: str | None, folder: Path) -> ssl.SSLContext:
    """The computer's own roots, or only the file in `ca`."""
    if ca is None:
        return ssl.create_default_context()
    try:
        trust = ssl.create_default_context(cafile=str(folder / ca))
    except OSError:
        _refuse(phrase("Không đọc được tệp chứng thư gốc khai ở “ca”"))
    # Python 3.13 began to refuse what many an office's own authority leaves out.
    trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return trust


def known_by(
    trust: ssl.SSLContext, own: Certificate, folder: Path, told: Callable[[Secret], str]
) -> None:
    """Adds the certificate that is shown to whoever asks for one."""
    kept: list[str] = []

    def password() -> str:
        # Only asked for where the key is encrypted. Without it OpenSSL would ask at the terminal.
        if own.password is None:
            _refuse(
                phrase("Khóa riêng của chứng thư khách được mã hóa; khai mật khẩu ở “password”")
            )
        kept.append(told(own.password))
        return kept[-1]

    file, key = folder / own.file, folder / (own.key or own.file)
    try:
        trust.load_cert_chain(file, key, password)
    except ssl.SSLError as error:
        _refuse(_unfit(error, wanted=bool(kept)))
    except (OSError, ValueError):
        _refuse(phrase("Không đọc được tệp chứng thư khách hoặc khóa riêng của nó"))


def _unfit(error: ssl.SSLError, *, wanted: bool) -> Phrase:
    if error.reason == _MISMATCH:
        return phrase("Khóa riêng không phải của chứng thư khách")
    if wanted:
        return phrase("Mật khẩu không mở được khóa riêng của chứng thư khách")
    return phrase("Tệp chứng thư khách hoặc khóa riêng của nó không đúng dạng PEM")


def _refuse(words: Phrase) -> NoReturn:
    # Without a cause: it may quote what was read.
    raise SourceError(Reason.CERTIFICATE, words) from None
