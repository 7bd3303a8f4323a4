"""What can be wrong with the journal of acts through nobody's fault in the program, in words."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from services import database
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DISK_FULL = phrase("Hết chỗ trên ổ đĩa, không ghi được nhật ký thao tác {path}.")


class ActsTrouble(Exception):  # noqa: N818 - it is said to operators, not to programmers
    """An act can't be recorded, or a journal not read, for now."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text.format(**dict(words.values)))
        self.words = words


class Damaged(ActsTrouble):
    """The file isn't what was written: its chain is broken, or it is no whole database any more."""


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Outer errors of the block become `ActsTrouble`, those of the file's content `Damaged`."""
    try:
        yield
    except (database.Error, OSError) as error:
        if database.is_broken(error) or database.is_lacking(error):
            raise Damaged(_said(error, path)) from error
        if isinstance(error, database.Error) and not database.is_outer(error):
            raise
        raise ActsTrouble(_said(error, path)) from error


def _said(error: Exception, path: Path) -> Phrase:
    where = str(path)
    if database.is_broken(error) or database.is_lacking(error):
        return phrase("Tệp nhật ký thao tác {path} bị hỏng hoặc bị cắt cụt.", path=where)
    match database.code(error):
        case 13:
            return phrase(DISK_FULL.text, path=where)
        case 8 | 3 | 14:
            return phrase("Không có quyền mở hoặc ghi nhật ký thao tác {path}.", path=where)
        case 5 | 6:
            return phrase("Nhật ký thao tác {path} đang bị một chương trình khác khóa.", path=where)
        case _ if isinstance(error, PermissionError):
            return phrase("Không có quyền mở hoặc ghi nhật ký thao tác {path}.", path=where)
        case _:
            return phrase(
                "Ổ đĩa báo lỗi khi dùng nhật ký thao tác {path}: {error}.",
                path=where,
                error=str(error)[:200],
            )
