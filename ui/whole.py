"""Files that are there whole or not at all, and for whose eyes they are from their first byte on."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from services.phrase import phrase
from services.words.system_errors import why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.phrase import Phrase

_OWNER, _EVERYBODY = 0o600, 0o666
_OWNERS_FOLDER, _FOLDER = 0o700, 0o777


@contextmanager
def whole(path: Path, *, private: bool) -> Iterator[BinaryIO]:
    """A file to write; it takes its name, and the place of what was called so, at the end of the
    block, and is gone where that failed. `private`: only its owner can read it (on POSIX; Windows goes
    by the folder); else the umask says who can. `OSError`.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # of a process that died under this number
    mode = _OWNER if private else _EVERYBODY
    try:
        # Made anew ("x"): what somebody else put there under this name would keep its own mode.
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def make_folder(path: Path, *, private: bool) -> None:
    """With its parents, as far as they aren't there; a folder that is there keeps its mode. `OSError`."""
    for folder in (*reversed(path.parents), path):
        if not folder.is_dir():
            folder.mkdir(_OWNERS_FOLDER if private else _FOLDER, exist_ok=True)


def why_not(folder: Path, error: OSError) -> Phrase:
    """Why nothing could be written into `folder`: also where the system's words would mislead."""
    there = os.path.isdir(folder)  # noqa: PTH112 - False also where one may not look
    if isinstance(error, FileExistsError | NotADirectoryError) and not there:
        return phrase("đó là một tệp, hoặc nằm dưới một tệp, không phải thư mục")
    if isinstance(error, FileNotFoundError) and not there:
        return phrase("hệ thống không cho tạo thư mục ở đó")
    return why(error)
