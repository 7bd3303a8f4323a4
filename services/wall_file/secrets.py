"""Secrets: looked up when a request is made, never printed, masked in logs.

`${env:NAME}` is a variable of the process, `${file:PATH}` a file that others can't read (systemd's
credentials are such files), `${keyring:NAME}` a key in the system's key store. On Windows a file's
permissions are not looked at: its access lists say more than these bits could.
"""

from __future__ import annotations

import html
import json
import logging
import os
import stat
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, override
from urllib.parse import quote, quote_plus

from services.door import SourceError
from services.key_store import KeyStoreTrouble, NoKeyStore
from services.news import Reason
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from services.key_store import KeyStore
    from services.secret import Secret

LARGEST = 64 * 1024
"""Bytes of a secret's file."""
_SHORTEST_MASKED = 4
"""Characters; masking every `a` of a log would tell more than it hides."""
_LONG_ENOUGH = 8
"""Characters of a secret that is looked for in records."""
_DRAWN = 16
"""Characters from which on a text beside a secretive name is a key, and no word of the world's."""
_MOST_LENT = 256
"""Tokens: a few of each source."""
MASK = "•••"
_CUT_OFF = "…"
"""As `services.plain` ends a text that is too long."""


class SecretError(SourceError):
    """A secret that can't be had; its words name where it was looked for, never what it is."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(Reason.UNAUTHORISED, words)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Looks secrets up for the sources of one wall file."""

    folder: Path
    """The wall file's own; paths are relative to it."""
    environment: Mapping[str, str] = field(repr=False)
    mask: Mask | None = None
    """Told of every secret that was looked up."""
    keys: KeyStore | None = None
    """The system's; without one no `${keyring:NAME}` can be had."""

    def value(self, secret: Secret) -> str:
        """The secret itself, or `SecretError`. Reads a file or asks a key store: call it on a network
        thread.
        """
        if secret.kind == "env":
            found = self.environment.get(secret.name, "")
            if not found:
                raise SecretError(
                    phrase("biến môi trường {name} chưa có giá trị", name=secret.name[:80])
                )
        elif secret.kind == "file":
            found = self._from_file(secret.name)
        elif secret.kind == "keyring":
            found = self._from_keys(secret.name)
        else:
            found = secret.name
        if any(character in found for character in "\r\n\0"):
            raise SecretError(phrase("bí mật có ký tự xuống dòng hoặc ký tự điều khiển"))
        if self.mask is not None:
            self.mask.add(found)
        return found

    def _from_file(self, name: str) -> str:
        path = self.folder / name
        if why := exposed(path):
            raise SecretError(why)
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            found = content.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise SecretError(
                phrase("tệp bí mật {path} không phải chữ UTF-8", path=str(path))
            ) from None
        except (OSError, ValueError):
            raise SecretError(phrase("không đọc được tệp bí mật {path}", path=str(path))) from None
        if len(content) > LARGEST:
            raise SecretError(phrase("tệp bí mật {path} lớn quá", path=str(path)))
        if not found:
            raise SecretError(phrase("tệp bí mật {path} trống", path=str(path)))
        return found

    def _from_keys(self, name: str) -> str:
        try:
            if self.keys is None:
                raise NoKeyStore
            return self.keys.get(name)
        except KeyStoreTrouble as trouble:
            raise SecretError(trouble.words) from trouble


def exposed(path: Path) -> Phrase | None:
    """Why a secret in this file would be none: others may read it, or it is no plain file. None where
    it is well kept, and where there is no file at all.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(mode):
        return phrase("{path} không phải tệp thường", path=str(path))
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        return phrase("người khác cũng đọc được tệp bí mật {path}", path=str(path))
    return None


class Mask(logging.Filter):
    """Puts `•••` for every known secret in a log record. Add it to handlers, not to loggers: only
    there it sees what other loggers pass on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: frozenset[str] = frozenset()
        self._lent: tuple[str, ...] = ()
        self._suspected: frozenset[str] = frozenset()
        self._longest_first: tuple[str, ...] = ()
        self._in_records: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def add(self, secret: str) -> None:
        """For good; also as others write it down."""
        if len(secret) >= _SHORTEST_MASKED and secret not in self._known:
            with self._lock:
                self._known |= _written(secret)
                self._sort()

    def lend(self, token: str) -> None:
        """A secret that others will follow: the last ones are known, or years would fill memory."""
        if len(token) >= _SHORTEST_MASKED and token not in self._lent:
            with self._lock:
                self._lent = (*self._lent, token)[-_MOST_LENT:]
                self._sort()

    def suspect(self, text: str) -> None:
        """What is a secret by its name only. A short one may be a word that systems use as well."""
        if len(text) >= _SHORTEST_MASKED and text not in self._suspected:
            with self._lock:
                self._suspected |= _written(text)
                self._sort()

    def masked(self, text: str) -> str:
        """Without any secret. Where the text was cut off, also without the beginning of one."""
        return _without(text, self._longest_first)

    def masked_in_records(self, text: str) -> str:
        """For what systems say of the world, which is not to be changed because a short secret stands
        there by chance.
        """
        return _without(text, self._in_records)

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if not self._longest_first:
            return True
        record.msg, record.args = self.masked(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.masked(record.exc_text)
        if record.stack_info:
            record.stack_info = self.masked(record.stack_info)
        return True

    def _sort(self) -> None:
        told = {secret for secret in (*self._known, *self._lent) if len(secret) >= _LONG_ENOUGH}
        drawn = {text for text in self._suspected if len(text) >= _DRAWN and _mixed(text)}
        self._in_records = tuple(sorted(told | drawn, key=len, reverse=True))
        known = {*self._known, *self._lent, *self._suspected}
        self._longest_first = tuple(sorted(known, key=len, reverse=True))


def _mixed(text: str) -> bool:
    """As keys that a machine drew are, and words are not."""
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _without(text: str, longest_first: tuple[str, ...]) -> str:
    for secret in longest_first:
        if secret in text:
            text = text.replace(secret, MASK)
        if text.endswith(_CUT_OFF):
            text = _without_beginning(text, secret)
    return text


def _written(secret: str) -> frozenset[str]:
    """As it is, in addresses, in JSON, in HTML, and in `repr`."""
    return frozenset(
        (
            secret,
            quote(secret),
            quote(secret, safe=""),
            quote_plus(secret),
            json.dumps(secret)[1:-1],
            html.escape(secret),
            repr(secret)[1:-1],
        )
    )


def _without_beginning(text: str, secret: str) -> str:
    kept = text.removesuffix(_CUT_OFF)
    for length in range(len(secret) - 1, _SHORTEST_MASKED - 1, -1):
        if kept.endswith(secret[:length]):
            return f"{kept[:-length]}{MASK}{_CUT_OFF}"
    return text
