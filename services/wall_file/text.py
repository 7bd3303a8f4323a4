"""The text of a wall file: read without harm, whatever lies at its path."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault, Place

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes. A wall of fifty screens has some 100 KiB."""

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MOST_SHOWN = 20
_END = re.compile(r"\r\n|\r|\n")
"""Of a line."""


def read(path: Path, name: str) -> str | Fault:
    """The file's text, without its byte order mark; `name` is what faults call it."""
    content = octets(path, name, LARGEST)
    return content if isinstance(content, Fault) else decoded(content, name)


def octets(path: Path, name: str, most: int) -> bytes | Fault:
    """What is in the file: one byte more than `most` where there are more."""
    here = Place(name)
    try:
        if path.is_dir():
            return Fault.at(
                here,
                phrase("đây là thư mục, không phải tệp"),
                phrase("ghi đường dẫn tới tệp tường (.yaml)"),
            )
        if path.exists() and not path.is_file():
            return Fault.at(
                here, phrase("đây không phải tệp thường"), phrase("ghi đường dẫn tới tệp tường")
            )
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return Fault.at(here, phrase("không có tệp này"), phrase("xem lại đường dẫn và tên tệp"))
    except PermissionError:
        return Fault.at(
            here,
            phrase("không được phép đọc tệp"),
            phrase("cấp quyền đọc cho người dùng đang chạy chương trình"),
        )
    except (OSError, ValueError) as error:
        return Fault.at(
            here,
            phrase("không đọc được tệp (mã lỗi {code})", code=str(getattr(error, "errno", "?"))),
            phrase("xem lại đường dẫn và ổ đĩa"),
        )


def bare(content: bytes) -> bytes:
    """Without its byte order mark. Only the first: another one is a letter of the text, and its fault."""
    return content.removeprefix(codecs.BOM_UTF8)


def decoded(content: bytes, name: str) -> str | Fault:
    if len(content) > LARGEST:
        return Fault.at(
            Place(name),
            phrase("tệp lớn hơn {size} MiB", size=str(LARGEST // 1024**2)),
            phrase("xem có đúng là tệp tường không; chia tệp bằng include nếu cần"),
        )
    try:
        return bare(content).decode("utf-8")
    except UnicodeDecodeError as error:
        before = bare(content)[: error.start].decode("utf-8", errors="replace")
        return Fault.at(
            _place_after(name, before),
            phrase("byte thứ {byte} không phải chữ UTF-8", byte=str(error.start + 1)),
            phrase("lưu tệp với bảng mã UTF-8"),
        )


def unprintable(text: str, name: str) -> list[Fault]:
    """Characters that YAML forbids (NUL and other control characters), the first few of them."""
    found: list[Fault] = []
    for match in _UNPRINTABLE.finditer(text):
        found.append(
            Fault.at(
                _place_after(name, text[: match.start()]),
                phrase("ký tự điều khiển U+{code} trong tệp", code=f"{ord(match[0]):04X}"),
                phrase("xóa ký tự này"),
            )
        )
        if len(found) == _MOST_SHOWN:
            break
    return found


def tabs(text: str, name: str) -> list[Fault]:
    """Lines that are indented by a tab."""
    found: list[Fault] = []
    for number, one in enumerate(lines(text), start=1):
        indent = one[: len(one) - len(one.lstrip())]
        if "\t" in indent and one.strip():
            found.append(
                Fault.at(
                    Place(name, number, indent.index("\t") + 1),
                    phrase("thụt dòng bằng phím Tab"),
                    phrase("thay bằng dấu cách"),
                )
            )
    return found


def lines(text: str) -> list[str]:
    """As YAML 1.2 and editors count them."""
    return _END.split(text)


def offset(text: str, place: Place) -> int:
    """Characters before the place."""
    ends = islice(_END.finditer(text), place.line - 1)
    begin = max((end.end() for end in ends), default=0)
    return begin + place.column - 1


def inside(every: list[str], place: Place) -> Place:
    """The place, or the nearest one that is in the text of these lines."""
    row = min(max(place.line, 1), len(every))
    return Place(place.file, row, min(max(place.column, 1), len(every[row - 1]) + 1))


def _place_after(name: str, before: str) -> Place:
    every = lines(before)
    return Place(name, len(every), len(every[-1]) + 1)
