"""The folder of a publication: whose it is, what lies in it, and what is in the way. Blocks on the disk."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

from filelock import Timeout

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.publish import KEY, Publication, publications
from ui.leftovers import (
    DOCUMENT,
    PAGE,
    PATIENCE,
    STATE,
    alone,
    clear,
    drop_parts,
    is_picture,
    named,
)
from ui.pointing import key_places
from ui.publishing.page import MARK
from ui.publishing.state import BEGINS, ENDS
from ui.whole import make_folder, whole, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from services.phrase import Phrase
    from ui.opening import Opened

_READ = 64 * 1024 * 1024
"""Bytes of a file that is looked at."""
_HEAD = 4096
_LEAVING = "// "


class Blocked(Exception):  # noqa: N818 - said to operators
    """Why nothing was, or could be, laid down in a folder."""

    def __init__(self, words: Phrase, remedy: Phrase) -> None:
        super().__init__(words.text)
        self.words, self.remedy = words, remedy


_OWN = phrase("ghi một thư mục riêng, ví dụ: {example}", example="cong-bo")
_ANOTHER = phrase("chọn một thư mục riêng cho việc này, hoặc dọn thư mục ấy rồi để trống")


def lay_down(folder: Path, files: Mapping[str, bytes], wall: str, *, private: bool) -> None:
    """`files` in their order, each whole or not at all; what is there already and the same stays as it is, so
    that who has it need not fetch it again. Then goes what an earlier wall.json named and this one doesn't.
    Raises `Blocked`, with the rest of the folder as it was.
    """
    try:
        make_folder(folder, private=private)
        _refuse_others(folder, wall)
        with alone(folder):
            before = named(folder) | _told(folder)
            drop_parts(folder)
            for name, content in _with_leaving(folder, files, before).items():
                if private or not _same(folder / name, content):
                    with whole(folder / name, private=private) as file:
                        file.write(content)
            left = clear(folder, before, files)
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
        raise _unwritten(folder, error) from error
    if left.stuck:
        raise Blocked(left.stuck[0], _ANOTHER)


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
        raise _unwritten(folder, error) from error
    if own:
        raise Blocked(phrase("“{folder}” là chính thư mục của tệp tường", folder=str(folder)), _OWN)
    if around:
        raise Blocked(
            phrase("thư mục của tệp tường nằm trong “{folder}”", folder=str(folder)), _OWN
        )


def _with_leaving(
    folder: Path, files: Mapping[str, bytes], before: Iterable[str]
) -> dict[str, bytes]:
    """What the page is told says too which pictures are still to go: wherever this breaks off, the next time
    knows of every picture that is ours.
    """
    leaving = sorted(name for name in {*before} - files.keys() if (folder / name).exists())
    noted = f"{_LEAVING}{json.dumps(leaving)}\n".encode("ascii")
    return {**files, STATE: files[STATE] + noted if leaving else files[STATE]}


def _told(folder: Path) -> frozenset[str]:
    """The pictures that what the page is told names, and those that were to go."""
    path = folder / STATE
    try:
        if not path.is_file() or path.stat().st_size > _READ:
            return frozenset()
        first, _, last = path.read_text("ascii").partition("\n")
        state = json.loads(first.removeprefix(BEGINS).removesuffix(ENDS.strip()))
        leaving = json.loads(last.removeprefix(_LEAVING)) if last else []
        panels = [panel for scene in state["scenes"] for panel in scene["panels"]]
        names = [*(panel["png"] for panel in panels), *leaving]
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str) and is_picture(name))


def _same(path: Path, content: bytes) -> bool:
    """And not left to its owner alone from when it was for fewer eyes."""
    try:
        there = path.stat()
        hidden = os.name == "posix" and not there.st_mode & (stat.S_IRGRP | stat.S_IROTH)
        return not hidden and there.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _unwritten(folder: Path, error: OSError) -> Blocked:
    return Blocked(
        phrase("không ghi được vào {path}: {why}", path=str(folder), why=why_not(folder, error)),
        phrase("cho chương trình quyền ghi vào đó, hoặc ghi thư mục khác ở to"),
    )


def _refuse_others(folder: Path, wall: str) -> None:
    """Files of our names that we didn't write are somebody's; so is what another wall publishes."""
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


def faults_of_folders(opened: Opened) -> list[Fault]:
    """A wall goes on without such a folder and says so: each is a warning. Changes nothing on the disk."""
    said = publications(opened.wall.publish)
    found = [
        *((n, why) for n, one in enumerate(said) if (why := _blocked(opened, one)) is not None),
        *_twice(opened, said),
    ]
    alone = isinstance(opened.wall.publish, Publication)
    paths = [(KEY, "to") if alone else (KEY, n, "to") for n, _ in found]
    places = key_places(opened, paths)
    return [
        Fault.warning(place, why.words, why.remedy)
        for place, (_, why) in zip(places, found, strict=True)
    ]


def _blocked(opened: Opened, one: Publication) -> Blocked | None:
    folder = opened.folder / one.to
    try:
        refuse_home(folder, opened.folder)
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not there.is_dir():
            raise NotADirectoryError
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(13, os.strerror(13))
        if there == folder:
            _refuse_others(folder, opened.name)
    except Blocked as blocked:
        return blocked
    except OSError as error:
        return _unwritten(folder, error)
    return None


def _twice(opened: Opened, said: Iterable[Publication]) -> Iterator[tuple[int, Blocked]]:
    """One folder by two ways to it, which their text doesn't tell."""
    before: set[str] = set()
    for n, one in enumerate(said):
        try:
            folder = os.path.normcase((opened.folder / one.to).resolve())
        except (OSError, RuntimeError):
            continue  # a ring of links: what keeps anything from being written there says so
        if folder in before:
            yield (
                n,
                Blocked(
                    phrase(
                        "hai lần xuất ảnh vào cùng thư mục “{folder}” sẽ xóa ảnh của nhau",
                        folder=one.to[:80],
                    ),
                    phrase("cho mỗi lần một thư mục riêng"),
                ),
            )
        before.add(folder)
