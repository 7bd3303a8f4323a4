"""Files and folders that only their owner may read, from their first byte on. On POSIX; Windows goes by
the folder that a file lies in.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_folder(path: Path) -> None:
    """With its parents, as far as they aren't there; a folder that is there keeps its mode. `OSError`."""
    for folder in (*reversed(path.parents), path):
        if not folder.is_dir():
            folder.mkdir(_FOLDER, exist_ok=True)


def make_file(path: Path) -> None:
    """An empty one, unless something is there. What keeps it from being made is left to whoever opens it."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _FILE))


def keep_to_owner(path: Path) -> None:
    """Of a file that is there and ours; it is no trouble where that can't be done."""
    if os.name != "posix":
        return
    with suppress(OSError):
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
