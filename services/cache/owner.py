"""Whose a cache is: one wall file's, known by where it lies, as long as it may lie there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from services.cache.trouble import CacheOfAnother
from services.phrase import phrase

if TYPE_CHECKING:
    from services.database import Connection
    from services.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Claim:
    """Of a wall file on a cache."""

    file: Path
    called: str | None = None
    """A name by which it is known wherever it lies."""
    hash: str | None = None
    """Of its text."""

    @property
    def names(self) -> tuple[str, ...]:
        """The one that a cache remembers first."""
        lies = whole(self.file)
        return (lies,) if self.called is None else (self.called, lies)


def adopted(connection: Connection, path: Path, claim: Claim) -> Phrase | None:
    """Words where the cache was the file's that was moved or renamed, and is the claimant's from now
    on; None where it was already. `CacheOfAnother`: the other file is there, or may be.

    A file is gone where its folder is there without it. A folder that is gone or empty may be a drive
    that isn't connected: then the text that was last in force there tells whether it is the same wall.
    """
    other = owner(connection)
    if other is None or other in claim.names:
        return None
    lies, told = Path(other), claim.names[-1]
    if not lies.is_absolute():  # the name of a wall that comes with the program
        raise _of_another(path, other, told)
    try:
        there = lies.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not _has_others(lies.parent) and not _is_last_in_force(connection, claim):
            raise _out_of_reach(path, other) from None
        return _moved(path, other, told)
    except OSError:
        raise _out_of_reach(path, other) from None
    if claim.file.exists() and os.path.samestat(there, claim.file.stat()):
        return None
    raise _of_another(path, other, told)


def owner(connection: Connection) -> str | None:
    found = connection.execute(
        "SELECT file FROM opening WHERE file IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if found is None else str(found[0])


def whole(file: Path) -> str:
    return os.path.normcase(Path(file).resolve())


def _has_others(folder: Path) -> bool:
    try:
        with os.scandir(folder) as there:
            return next(there, None) is not None
    except OSError:
        return False


def _is_last_in_force(connection: Connection, claim: Claim) -> bool:
    """The claimant's text."""
    found = connection.execute("SELECT hash FROM wall_file ORDER BY learned DESC LIMIT 1")
    return claim.hash is not None and found.fetchone() == (claim.hash,)


def _moved(path: Path, other: str, told: str) -> Phrase:
    return phrase(
        "Bộ nhớ {path} trước đây thuộc tệp tường {owner}, nay tệp ấy không còn; từ giờ bộ nhớ này "
        "thuộc {file}.",
        path=str(path),
        owner=other,
        file=told,
    )


def _of_another(path: Path, other: str, told: str) -> CacheOfAnother:
    return CacheOfAnother(
        phrase(
            "Bộ nhớ {path} thuộc tệp tường {owner}, không phải {file}; hãy đặt name: khác trong tệp "
            "tường hoặc chọn --cache khác.",
            path=str(path),
            owner=other,
            file=told,
        )
    )


def _out_of_reach(path: Path, other: str) -> CacheOfAnother:
    return CacheOfAnother(
        phrase(
            "Bộ nhớ {path} thuộc tệp tường {owner}, hiện không tới được; nếu tệp nằm trên ổ đĩa chưa "
            "nối thì nối lại, nếu thư mục đã chuyển thì đưa tệp về chỗ cũ, không thì đặt name: khác "
            "trong tệp tường hoặc chọn --cache khác.",
            path=str(path),
            owner=other,
        )
    )
