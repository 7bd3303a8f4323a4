"""What `check` says of the folders in which a wall is to publish: tried, not asked. Blocks on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from services.phrase import phrase
from services.sensitivity import Sensitivity
from services.wall_file.faults import Fault
from services.wall_file.publish import KEY, Publication, publications
from ui.leftovers import DOCUMENT
from ui.pointing import key_places
from ui.publishing.access import Hidden, hidden
from ui.publishing.folder import Blocked, refuse_home, refuse_others, unwritten
from ui.publishing.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ui.opening import Opened


def faults_of_folders(opened: Opened) -> list[Fault]:
    """A wall goes on without such a folder and says so: each is a warning. Leaves the disk as it was."""
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


def _blocked(opened: Opened, one: Publication) -> Blocked | Hidden | None:
    folder = opened.folder / one.to
    try:
        refuse_home(folder, opened.folder)
        if folder.is_dir():
            refuse_others(folder, opened.name)
        _try(folder)
    except Blocked as blocked:
        return blocked
    except OSError as error:
        return unwritten(folder, error)
    if one.audience > Sensitivity.PUBLIC or not folder.is_dir():
        return None
    return hidden(folder, made=traces(folder).made)


def _try(folder: Path) -> None:
    """As a wall would write there, and nothing of it stays: rights alone don't tell of a file system in which
    nothing can be made. `OSError`.
    """
    folder = folder.resolve()
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    # Of no wall's number, and called so that a wall drops what is left of it.
    part = folder / f"{DOCUMENT}.{uuid4().int}.part"
    made: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
        part.write_bytes(b"{}")
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):  # a wall that runs has begun to write there meanwhile
                path.rmdir()


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
