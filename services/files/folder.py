"""Which files of a folder are read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOKED_AT = 20_000
"""Names of a folder, whether they match or not."""
TOGETHER = 1000
"""Files that can be read as one."""
_NAMED = 5
"""Names that are kept of those that could not be looked at."""

_UNFINISHED = (".", "~$")
"""How the names of hidden files begin, and of those that Excel makes beside one that it has open."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it stood when it was looked at."""

    path: Path
    size: int
    changed: int
    """Nanoseconds since 1970."""
    inode: int

    @classmethod
    def at(cls, path: Path, status: os.stat_result) -> Found:
        return cls(path, status.st_size, status.st_mtime_ns, status.st_ino)


@dataclass(frozen=True, slots=True)
class Look:
    """What there was to be read."""

    found: list[Found] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    """Names of those that could not be looked at, at most a few."""


def looked_at(path: Path, name: str) -> Found:
    """Raises `OSError`, and `SourceError` for what is no file that ends."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(
            Reason.UNREADABLE,
            phrase("“{name}” là thư mục, không phải tệp; khai nó ở folder", name=name),
        )
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for
        raise SourceError(
            Reason.UNREADABLE,
            phrase("“{name}” không phải tệp thường; khai một tệp khác", name=name),
        )
    return Found.at(path, status)


def matching(folder: Path, name: str, pattern: str, go_on: Callable[[], None]) -> Look:
    """By name, never empty. `go_on` raises when the time is over."""
    wanted = pattern.casefold()
    found: list[Found] = []
    passed_over: list[str] = []
    for path in _paths(folder, name):
        go_on()
        unfinished = path.name.startswith(_UNFINISHED)
        if unfinished or not fnmatchcase(path.name.casefold(), wanted):
            continue
        try:
            status = path.stat()
        except FileNotFoundError:  # taken away since the folder was listed, or a link to nothing
            continue
        except OSError:  # a link that leads back to itself, a name that nobody may follow
            passed_over.append(plain(path.name, 120))
            continue
        if stat.S_ISREG(status.st_mode):
            found.append(Found.at(path, status))
    if not found:
        raise SourceError(
            Reason.MISSING,
            phrase(
                "Thư mục “{name}” không có tệp nào tên dạng “{pattern}”; đặt tệp vào, hoặc sửa pattern",
                name=name,
                pattern=pattern,
            ),
        )
    return Look(sorted(found, key=lambda one: one.path.name), tuple(sorted(passed_over)[:_NAMED]))


def _paths(folder: Path, name: str) -> Iterator[Path]:
    if folder.is_file():
        raise SourceError(
            Reason.UNREADABLE,
            phrase("“{name}” là tệp, không phải thư mục; khai nó ở file", name=name),
        )
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= LOOKED_AT:
                raise SourceError(
                    Reason.TOO_LARGE,
                    phrase(
                        "Thư mục “{name}” có hơn {count} tệp; dọn bớt, hoặc để tệp cần đọc ở thư mục riêng",
                        name=name,
                        count=LOOKED_AT,
                    ),
                )
            yield Path(entry.path)


def tag(found: list[Found]) -> str:
    """The same as long as none of them changed."""
    said = sha256()
    for one in found:
        said.update(os.fsencode(one.path) + f"\0{one.size}\0{one.changed}\0{one.inode}\n".encode())
    return f'"{said.hexdigest()[:32]}"'
