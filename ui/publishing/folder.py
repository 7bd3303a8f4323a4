"""The folder of a publication: what is laid down there, and what of others is in the way. Blocks."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import Timeout

from services.phrase import phrase
from ui.leftovers import (
    DOCUMENT,
    PAGE,
    PATIENCE,
    STATE,
    alone,
    clear,
    drop_parts,
)
from ui.publishing.access import Hidden, hidden, make, shut, unfold
from ui.publishing.page import MARK
from ui.publishing.state import BEGINS
from ui.publishing.traces import remark, traces
from ui.whole import whole, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from services.phrase import Phrase

_READ = 64 * 1024 * 1024
"""Bytes of a file that is looked at."""
_HEAD = 4096


class Blocked(Exception):  # noqa: N818 - said to operators
    """Why nothing was, or could be, laid down in a folder."""

    def __init__(self, words: Phrase, remedy: Phrase) -> None:
        super().__init__(words.text)
        self.words, self.remedy = words, remedy


_OWN = phrase("ghi một thư mục riêng, ví dụ: {example}", example="cong-bo")
_ANOTHER = phrase("chọn một thư mục riêng cho việc này, hoặc dọn thư mục ấy rồi để trống")


def lay_down(
    folder: Path, files: Mapping[str, bytes], wall: str, *, private: bool
) -> Hidden | None:
    """`files` in their order, each whole or not at all; what is there already and the same stays as it is, so
    that who has it need not fetch it again. Then goes what an earlier wall.json named and this one doesn't.
    Returns why nobody else can read what is for all. Raises `Blocked`, with the rest of the folder as it was.
    """
    try:
        made = make(folder, private=private)
        refuse_others(folder, wall)
        with alone(folder):
            if private:
                shut(folder)
            before = traces(folder).pictures
            drop_parts(folder)
            for name, content in _with_remark(folder, files, before, made=made).items():
                if private or not _same(folder / name, content):
                    _write(folder / name, content, private=private)
            left = clear(folder, before, files)
            # What they were called is told to nobody once they are gone: it may have been for fewer eyes.
            told = _with_remark(folder, files, before, made=made)[STATE]
            if not _same(folder / STATE, told, private=private):
                _write(folder / STATE, told, private=private)
            if made and not private:
                unfold(folder)
    except Timeout as error:
        raise Blocked(
            phrase(
                "một chương trình khác đang ghi vào {path} và chưa xong sau {seconds} giây",
                path=str(folder),
                seconds=round(PATIENCE),
            ),
            _ANOTHER,
        ) from error
    except OSError as error:
        raise unwritten(folder, error) from error
    if left.stuck:
        raise Blocked(left.stuck[0], _ANOTHER)
    return None if private else hidden(folder, made=made)


def shut_ours(folder: Path, wall: str) -> None:
    """What an issue for the public left there is closed before one that is for others is painted."""
    with suppress(OSError, Blocked):
        if folder.is_dir():
            refuse_others(folder, wall)
            shut(folder)


def refuse_home(folder: Path, home: Path) -> None:
    """`home`, where the wall file lies, and what that lies in: nobody hands on all of it by oversight. Raises
    `Blocked`.
    """
    try:
        if not folder.exists():
            return
        own = folder.samefile(home)
        around = any(folder.samefile(one) for one in home.resolve().parents)
    except OSError as error:
        raise unwritten(folder, error) from error
    if own:
        raise Blocked(phrase("“{folder}” là chính thư mục của tệp tường", folder=str(folder)), _OWN)
    if around:
        raise Blocked(
            phrase("thư mục của tệp tường nằm trong “{folder}”", folder=str(folder)), _OWN
        )


def _with_remark(
    folder: Path, files: Mapping[str, bytes], before: Iterable[str], *, made: bool
) -> dict[str, bytes]:
    """What the page is told says too which pictures are still to go: wherever this breaks off, the next time
    knows of every picture that is ours.
    """
    leaving = [name for name in {*before} - files.keys() if (folder / name).exists()]
    return {**files, STATE: files[STATE] + remark(folder, leaving=leaving, made=made)}


def _write(path: Path, content: bytes, *, private: bool) -> None:
    with whole(path, private=private) as file:
        file.write(content)


def _same(path: Path, content: bytes, *, private: bool = False) -> bool:
    """And not left to its owner alone from when it was for fewer eyes."""
    try:
        there = path.stat()
        hidden = os.name == "posix" and not there.st_mode & (stat.S_IRGRP | stat.S_IROTH)
        seen = private or not hidden
        return seen and there.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def unwritten(folder: Path, error: OSError) -> Blocked:
    """What the disk says, as operators say it."""
    return Blocked(
        phrase("không ghi được vào {path}: {why}", path=str(folder), why=why_not(folder, error)),
        phrase("cho chương trình quyền ghi vào đó, hoặc ghi thư mục khác ở to"),
    )


def refuse_others(folder: Path, wall: str) -> None:
    """Files of our names that we didn't write are somebody's; so is what another wall publishes. Raises
    `Blocked`.
    """
    for name in (PAGE, STATE):
        path = folder / name
        if path.is_file() and not _is_ours(path) and not _is_blank(path):
            raise Blocked(
                phrase("trong {path} có {name} không do tường ghi", path=str(folder), name=name),
                _ANOTHER,
            )
    owner = _owner(folder / DOCUMENT)
    if owner is not None and owner != wall:
        raise Blocked(
            phrase("{path} đang giữ ảnh của tường “{other}”", path=str(folder), other=owner[:80]),
            _ANOTHER,
        )


def _is_ours(path: Path) -> bool:
    head = _head(path)
    return head.startswith(BEGINS.encode()) if path.name == STATE else MARK.encode() in head


def _is_blank(path: Path) -> bool:
    """Of a name whose bytes a power cut has lost nobody is robbed."""
    return not _head(path).strip(b"\0")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _owner(path: Path) -> str | None:
    """The wall whose wall.json lies there; "" for a file that is none."""
    if not path.is_file() or _is_blank(path):
        return None
    if path.stat().st_size > _READ:
        return ""
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return ""
    match found:
        case {"wall": str() as name}:
            return name
        case _:
            return ""
