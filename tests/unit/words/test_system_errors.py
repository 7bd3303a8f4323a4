from __future__ import annotations

import errno
import os
from zoneinfo import ZoneInfo

import pytest

from services.words import Words
from services.words.system_errors import why

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (errno.ENOENT, "không có tệp hoặc thư mục này", "there is no such file or folder"),
        (errno.EACCES, "không có quyền", "no permission"),
        (errno.ENOSPC, "đĩa đã đầy", "the disk is full"),
        (errno.EADDRINUSE, "một chương trình khác đang dùng", "another program is using it"),
    ],
)
def test_the_systems_refusals_are_said_in_the_readers_language(
    number: int, vietnamese: str, english: str
) -> None:
    said = why(OSError(number, os.strerror(number)))
    assert Words("vi", ZONE).say(said) == vietnamese
    assert Words("en", ZONE).say(said) == english


def test_a_refusal_that_nobody_knows_keeps_its_own_words() -> None:
    assert Words("vi", ZONE).say(why(OSError("tấm.png"))) == "tấm.png"
