"""Whether files are what they were: by their times and sizes, and by what is in them while those may
not tell.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file import picture_files, text
from services.wall_file.text import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

type Signature = Mapping[str, bytes | None]
"""By a file's name: a digest of what is in it, or of why it can't be read; None where there is none."""

_MOST = max(text.LARGEST, picture_files.LARGEST) + 1
"""Bytes."""
COARSE = 3.0
"""Seconds for which a file that changed is read at every look: file systems that count in steps of two
seconds give two saves the same time."""


@dataclass(frozen=True, slots=True)
class _Glance:
    stamp: tuple[int, ...]
    since: float
    digest: bytes


def of_text(said: str) -> bytes:
    """As of the file that it was read from."""
    return hashlib.sha256(said.encode("utf-8", errors="surrogatepass")).digest()


def of_octets(content: bytes) -> bytes:
    return hashlib.sha256(bare(content)).digest()


class Signatures:
    """Of files in `folder`; every look blocks on its disk. `status` is `os.stat`."""

    def __init__(
        self,
        folder: Path,
        monotonic: Callable[[], float],
        status: Callable[[Path], os.stat_result] = os.stat,
    ) -> None:
        self._folder, self._monotonic, self._status = folder, monotonic, status
        self._glances: dict[str, _Glance] = {}
        self._paths: dict[str, Path] = {}
        """Looked at once a second: a path that is kept knows how it is written."""

    def look(self, names: Iterable[str]) -> Signature:
        return {name: self._look(name) for name in names}

    def _look(self, name: str) -> bytes | None:
        path = self._paths.get(name)
        if path is None:
            path = self._paths[name] = self._folder / name
        try:
            found = self._status(path)
            if not stat.S_ISREG(found.st_mode):
                return b"not a file"  # and never opened: a pipe would wait for its writer
            return self._digest(name, path, found)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            return f"unreadable {getattr(error, 'errno', None)}".encode()

    def _digest(self, name: str, path: Path, found: os.stat_result) -> bytes:
        stamp = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        now = self._monotonic()
        kept = self._glances.get(name)
        since = now if kept is None or kept.stamp != stamp else kept.since
        if kept is not None and now - since > COARSE:
            return kept.digest
        with path.open("rb") as file:
            digest = of_octets(file.read(_MOST))
        self._glances[name] = _Glance(stamp, since, digest)
        return digest
