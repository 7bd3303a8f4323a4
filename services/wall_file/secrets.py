"""Secrets: looked up when a request is made, never printed, masked in logs.

`${env:NAME}` is a variable of the process, `${file:PATH}` a file that others can't read (systemd's
credentials are such files), `${keyring:NAME}` a key in the system's key store. On Windows a file's
permissions are not looked at: its access lists say more than these bits could.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.door import SourceError
from services.key_store import KeyStoreTrouble, NoKeyStore
from services.news import Reason
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from services.key_store import KeyStore
    from services.mask import Mask
    from services.secret import Secret

LARGEST = 64 * 1024
"""Bytes of a secret's file."""

FOR_OWNER = phrase("chỉ để chủ tệp đọc được (chmod 600), hoặc dùng tệp khác")
SET_BEFORE = phrase("đặt biến này trước khi mở tường, hoặc sửa tên trong ${env:TÊN}")
_ALONE = phrase("ghi vào tệp ấy chỉ bí mật, bằng chữ UTF-8")


class SecretError(SourceError):
    """A secret that can't be had; its words name where it was looked for, never what it is."""

    def __init__(self, words: Phrase, remedy: Phrase) -> None:
        super().__init__(Reason.UNAUTHORISED, words, remedy=remedy)


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
                    phrase("biến môi trường {name} chưa có giá trị", name=secret.name[:80]),
                    SET_BEFORE,
                )
        elif secret.kind == "file":
            found = self._from_file(secret.name)
        elif secret.kind == "keyring":
            found = self._from_keys(secret.name)
        else:
            found = secret.name
        if any(character in found for character in "\r\n\0"):
            raise SecretError(
                phrase("bí mật có ký tự xuống dòng hoặc ký tự điều khiển"),
                phrase("cất lại bí mật trên một dòng"),
            )
        if self.mask is not None:
            self.mask.add(found.strip())  # as it is sent
        return found

    def _from_file(self, name: str) -> str:
        path = self.folder / name
        if why := exposed(path):
            raise SecretError(why, FOR_OWNER)
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            found = content.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise SecretError(
                phrase("tệp bí mật {path} không phải chữ UTF-8", path=str(path)), _ALONE
            ) from None
        except (OSError, ValueError):
            raise SecretError(
                phrase("không đọc được tệp bí mật {path}", path=str(path)),
                phrase("sửa đường dẫn trong ${file:…}, hoặc cho người chạy tường quyền đọc tệp"),
            ) from None
        if len(content) > LARGEST:
            raise SecretError(phrase("tệp bí mật {path} lớn quá", path=str(path)), _ALONE)
        if not found:
            raise SecretError(phrase("tệp bí mật {path} trống", path=str(path)), _ALONE)
        return found

    def _from_keys(self, name: str) -> str:
        try:
            if self.keys is None:
                raise NoKeyStore
            return self.keys.get(name)
        except KeyStoreTrouble as trouble:
            raise SecretError(trouble.words, trouble.remedy) from trouble


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
