"""Why a key can't be had, in words. None of them holds anything of a secret."""

from __future__ import annotations

from services.phrase import Phrase, phrase

_ELSEWHERE = phrase("dùng ${file:…} hoặc ${env:…}")


class KeyStoreTrouble(Exception):  # noqa: N818 - it is said to operators, not to programmers
    def __init__(self, words: Phrase, remedy: Phrase = _ELSEWHERE) -> None:
        """`remedy`: what to do first, beside what `words` say of it."""
        super().__init__(words.text)
        self.words, self.remedy = words, remedy


class NoKeyStore(KeyStoreTrouble):
    """There is none, or only one that keeps secrets readable for all."""

    def __init__(self) -> None:
        super().__init__(phrase("máy này không có kho khóa nào dùng được"))


class Locked(KeyStoreTrouble):
    """As after an automatic login, where nobody typed the password that opens it."""

    def __init__(self) -> None:
        super().__init__(
            phrase("kho khóa đang khóa"), phrase("mở khóa, hoặc dùng ${file:…} hay ${env:…}")
        )


class Silent(KeyStoreTrouble):
    def __init__(self, seconds: float) -> None:
        super().__init__(
            phrase(
                "kho khóa không trả lời trong {seconds} giây, có thể đang chờ ai đó mở khóa",
                seconds=round(seconds),
            ),
            phrase("mở khóa, hoặc dùng ${file:…} hay ${env:…}"),
        )


class NoSuchKey(KeyStoreTrouble):
    def __init__(self, name: str) -> None:
        super().__init__(
            phrase("kho khóa không có khóa “{name}”", name=name[:80]),
            phrase("chạy “main.py secret set {name}” để cất bí mật này", name=name[:80]),
        )
