"""What earlier snapshots left in the folder of this one: a folder that is handed on shows what its
wall.json names and nothing else.
"""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock

from services.phrase import phrase
from services.words.system_errors import why

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from services.phrase import Phrase

DOCUMENT = "wall.json"
PATIENCE = 30.0
"""Seconds that a snapshot waits for another one to leave the folder: writing takes less than one."""

_LARGEST = 64 * 1024 * 1024
"""Bytes of a wall.json; one of twelve screens has a quarter of a mebibyte."""
_PICTURE = re.compile(r"[\w-]+--[\w-]+\.png")
_LISTED = 5
"""Names that are told; all are there to be seen."""
PAGE, STATE = "index.html", "state.js"
"""Of a folder that is published: the page, and what it is told."""
_FILES = "|".join(map(re.escape, (DOCUMENT, PAGE, STATE)))
_PART = re.compile(rf"(?:{_PICTURE.pattern}|{_FILES})\.\d+\.part")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other snapshot writes into `folder` meanwhile. `filelock.Timeout`, `OSError`."""
    path = folder / f"{DOCUMENT}.lock"
    with FileLock(path, timeout=PATIENCE, thread_local=False):
        try:
            yield
        finally:
            # While it is held: whoever waits for it sees that it is gone and makes a new one. Windows
            # lets nobody remove what is open, and filelock does so there when it lets go.
            with suppress(OSError):
                path.unlink()


def named(folder: Path) -> frozenset[str]:
    """The pictures that the wall.json in `folder` names; none where it can't be read or isn't ours."""
    path = folder / DOCUMENT
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return frozenset()
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    match document:
        case {"wall": str(), "screens": [*screens]}:
            pngs = [one.get("png") for one in screens if isinstance(one, dict)]
            return frozenset(one for one in pngs if isinstance(one, str) and is_picture(one))
        case _:
            return frozenset()


def is_picture(name: str) -> bool:
    """Called as our pictures are: a name alone, without a folder."""
    return _PICTURE.fullmatch(name) is not None


def drop_parts(folder: Path) -> None:
    """Of snapshots that died while they wrote; `alone` there, so that none is written now. One that
    can't go stays: it is its owner's alone to read where it should be.
    """
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


@dataclass(frozen=True, slots=True)
class Left:
    """What was there besides what was written. Names in order."""

    removed: tuple[str, ...]
    strangers: tuple[str, ...]
    """Called as pictures are, and named by no wall.json."""
    stuck: tuple[Phrase, ...]
    """Why some are still there that should have gone."""

    def said(self, folder: str, count: Callable[[int, str], str]) -> list[Phrase]:
        """What people are to know. `count`: a number with its noun, in their language."""
        words: list[Phrase] = []
        if self.removed:
            words.append(
                phrase(
                    "Đã xóa {count} của lần xuất trước mà wall.json mới không còn ghi: {names}",
                    count=count(len(self.removed), "{n} ảnh"),
                    names=_listed(self.removed),
                )
            )
        if self.strangers:
            words.append(
                phrase(
                    "Trong {folder} còn {count} không do lần xuất này ghi: {names}. Hãy xem lại, xóa "
                    "hoặc chuyển đi trước khi chia sẻ thư mục.",
                    folder=folder,
                    count=count(len(self.strangers), "{n} ảnh"),
                    names=_listed(self.strangers),
                )
            )
        return words


def clear(folder: Path, before: Iterable[str], written: Collection[str]) -> Left:
    """Removes the pictures that were named `before` and that aren't those just `written`. `OSError`
    where the folder can't be read.
    """
    removed, stuck = [], []
    for path in _others(folder, before, written):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            stuck.append(_stuck(path, error))
        else:
            removed.append(path.name)
    called = {path.name for path in folder.iterdir() if _PICTURE.fullmatch(path.name)}
    strangers = _others(folder, called.difference(before), written)
    return Left(tuple(removed), tuple(path.name for path in strangers), tuple(stuck))


def _others(folder: Path, names: Iterable[str], written: Iterable[str]) -> list[Path]:
    """The files in `folder` by these names, in order, that aren't those that were written there."""
    kept = {_folded(name): name for name in written}

    def is_kept(path: Path) -> bool:
        # Where A.png and a.png are one file, it is the one that was written.
        like = kept.get(_folded(path.name))
        return like is not None and (like == path.name or path.samefile(folder / like))

    found = (folder / name for name in sorted(names))
    return [path for path in found if _is_file(path) and not is_kept(path)]


def _is_file(path: Path) -> bool:
    """Or a link of whatever end: what goes then is the link."""
    return path.is_symlink() or path.is_file()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])


def _stuck(path: Path, error: OSError) -> Phrase:
    return phrase(
        "Không xóa được ảnh cũ {path}: {why}; wall.json không còn ghi ảnh này, hãy tự xóa nó trước "
        "khi chia sẻ thư mục.",
        path=str(path),
        why=why(error),
    )
