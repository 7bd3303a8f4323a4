"""Who can read what lies in the folder of a publication: what we made is opened and closed as its audience
changes, what others made stays as they made it. On POSIX; Windows goes by the rights that a folder hands
down. Blocks on the disk.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.ownership import keep_to_owner
from services.phrase import phrase
from ui.leftovers import DOCUMENT, PAGE, STATE
from ui.publishing.traces import traces
from ui.whole import make_folder

if TYPE_CHECKING:
    from pathlib import Path

    from services.phrase import Phrase

_READ = stat.S_IRGRP | stat.S_IROTH
_ENTER = stat.S_IXGRP | stat.S_IXOTH


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why what is for everybody can be read by its owner alone."""

    words: Phrase
    remedy: Phrase

    @property
    def said(self) -> Phrase:
        return phrase(
            "Ảnh đã xuất nhưng người khác không đọc được: {why}; {remedy}.",
            why=self.words,
            remedy=self.remedy,
        )


def make(folder: Path, *, private: bool) -> bool:
    """With its parents, in which there may be folders for others too. Whether it is of our making, now or
    before. `OSError`.
    """
    if folder.is_dir():
        return traces(folder).made
    folder = folder.resolve()  # what a link leads to may be missing
    make_folder(folder.parent, private=False)
    make_folder(folder, private=private)
    return True


def shut(folder: Path) -> None:
    """What an earlier issue left there for more eyes, before anything of the next one is written."""
    if os.name != "posix":
        return
    left = traces(folder)
    if left.made:
        with suppress(OSError):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~(stat.S_IRWXG | stat.S_IRWXO))
    for name in {DOCUMENT, PAGE, STATE, *left.pictures}:
        if not (folder / name).is_symlink():
            keep_to_owner(folder / name)


def unfold(folder: Path) -> None:
    """A folder that we made, as if it were made now: for those whom the umask lets read its files. What
    somebody has opened to a few meanwhile stays so; where it can't be done, `hidden` says so.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & _ENTER:
            read = (folder / STATE).stat().st_mode & _READ
            folder.chmod(mode | read | read >> 2)


def hidden(folder: Path, *, made: bool) -> Hidden | None:
    """`made`: the folder, by us."""
    if os.name != "posix":
        return None
    try:
        mode = folder.stat().st_mode
        file = (folder / STATE).stat().st_mode if (folder / STATE).is_file() else _READ
    except OSError:
        return None  # who can't be read from here is told of where it is written
    if not mode & _ENTER and not made:
        return Hidden(
            phrase(
                "chỉ chủ của thư mục {path} vào được đó, và thư mục không do tường tạo nên tường để nguyên",
                path=str(folder),
            ),
            phrase("mở thư mục, ví dụ: {example}", example=f"chmod 755 {folder}"),
        )
    if not file & _READ or not mode & _ENTER:
        return Hidden(
            phrase(
                "umask của chương trình không cho ai khác đọc những gì nó ghi vào {path}",
                path=str(folder),
            ),
            phrase("chạy tường với umask {example}", example="022"),
        )
    return None
