"""Puts what `${keyring:NAME}` means into the system's key store, without showing it to anybody."""

from __future__ import annotations

import getpass
import sys
import unicodedata
import warnings
from typing import TYPE_CHECKING

from services.key_store import (
    UNLOCKING,
    KeyStore,
    KeyStoreTrouble,
    Locked,
    NoKeyStore,
    NoSuchKey,
    Silent,
)
from services.phrase import phrase
from ui.outcome import Refused, Status
from ui.program import this_program

if TYPE_CHECKING:
    from services.clock import Clock
    from ui.requests import Secret
    from ui.terminal import Terminal

LONGEST = 64 * 1024
"""Characters, as in a secret's file; a store may take fewer."""

_AT_LOGIN = phrase(
    "Kho khóa mở khi có người đăng nhập bằng mật khẩu; máy tự đăng nhập (autologin) thì kho vẫn khóa."
)
_OTHERWISE = phrase("Cách khác để cất bí mật:")
_WAYS = (
    phrase("${file:ĐƯỜNG_DẪN}: một tệp chỉ chủ tệp đọc được (chmod 600)"),
    phrase("${env:TÊN}: một biến môi trường, ví dụ từ EnvironmentFile= của systemd"),
    phrase(
        "systemd: LoadCredential=TÊN:/ĐƯỜNG_DẪN, rồi ghi ${file:/run/credentials/langbiang.service/TÊN}"
    ),
)


def secret(asked: Secret, terminal: Terminal, clock: Clock) -> Status:
    keys = KeyStore(clock.monotonic, patience=UNLOCKING, unlock=True)
    try:
        match asked.deed:
            case "set":
                _set(keys, asked.name, terminal)
            case "delete":
                keys.remove(asked.name)
                terminal.tell(phrase("Đã xóa khóa “{name}” khỏi kho khóa.", name=asked.name))
            case _:
                keys.get(asked.name)
                terminal.tell(phrase("Kho khóa có khóa “{name}”.", name=asked.name))
    except KeyStoreTrouble as trouble:
        _advise(trouble, asked, terminal)
        return Status.NOT_HAD
    return Status.DONE


def _set(keys: KeyStore, name: str, terminal: Terminal) -> None:
    given = _read(f"{terminal.words.say('Bí mật (không hiện khi gõ)')}: ")
    if not given:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Hãy gõ bí mật rồi nhấn Enter, hoặc đưa qua stdin: {command} < TỆP. "
                "Lần này bí mật trống nên không cất gì.",
                command=this_program().command("secret", "set", name),
            ),
        )
    if any(unicodedata.category(letter) == "Cc" for letter in given):
        raise Refused(
            Status.NOT_HAD,
            phrase("Bí mật có ký tự xuống dòng hoặc ký tự điều khiển; không cất gì."),
        )
    keys.put(name, given)
    keys.get(name)
    terminal.tell(
        phrase(
            "Đã cất khóa “{name}” vào kho khóa; trong tệp tường ghi ${keyring:{name}}.", name=name
        )
    )


def _read(prompt: str) -> str:
    """One line: typed unseen, or all that a pipe has to say."""
    if sys.stdin is None:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Không có bàn phím hay stdin nào để đọc bí mật; hãy chạy lệnh trong cửa sổ dòng lệnh."
            ),
        )
    if sys.stdin.isatty():
        return _typed(prompt)
    said = sys.stdin.buffer.read(LONGEST * 4 + 1)
    try:
        text = said.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise Refused(Status.NOT_HAD, phrase("Bí mật từ stdin không phải chữ UTF-8.")) from None
    if len(text) > LONGEST:
        raise Refused(
            Status.NOT_HAD, phrase("Bí mật dài quá {most} ký tự; không cất gì.", most=LONGEST)
        )
    return text


def _typed(prompt: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt, stream=sys.stderr)
        except EOFError:
            return ""
        except getpass.GetPassWarning:
            raise Refused(
                Status.NOT_HAD,
                phrase("Bàn phím này không tắt được việc hiện chữ; đưa bí mật qua stdin."),
            ) from None


def _advise(trouble: KeyStoreTrouble, asked: Secret, terminal: Terminal) -> None:
    terminal.note(
        terminal.words.say("Không làm được: {why}.", why=terminal.words.say(trouble.words))
    )
    if isinstance(trouble, NoSuchKey) and asked.deed == "test":
        terminal.tell(
            phrase(
                "Chạy “{command}” để cất bí mật này.",
                command=this_program().command("secret", "set", asked.name),
            )
        )
    if isinstance(trouble, Locked | Silent):
        terminal.tell(_AT_LOGIN)
    if isinstance(trouble, Locked | Silent | NoKeyStore):
        terminal.tell(_OTHERWISE)
        for way in _WAYS:
            terminal.note(f"  {terminal.words.say(way)}")
