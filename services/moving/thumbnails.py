"""Dated thumbnails of moving pictures: what a replay, a snapshot and a miniature show of them.

`FOLDER/KEY/20231222T070512000000Z.png`, for the owner's eyes alone. The last hour is kept as it was taken,
the week before it by one picture an hour.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from services import ownership
from services.moving.seen import NOTHING, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""Bytes of one."""
WIDEST = 960
"""Pixels: what a miniature can show."""
CLOSELY, LONG = timedelta(hours=1), timedelta(days=7)
_FORM = "%Y%m%dT%H%M%S%fZ"


def folder_of(caches: Path, wall: str) -> Path:
    """Beside the cache of the wall of that name."""
    return caches / f"{wall}.thumbnails"


class Thumbnails:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: tuple[Path, bytes] | None = None

    def place(self, key: str, at: datetime) -> Path:
        """Where one that is taken now is to be written; its folder is there. `OSError`."""
        folder = self._folder / key
        ownership.make_folder(folder)
        return folder / f"{at.astimezone(UTC).strftime(_FORM)}.png"

    def seen(self, key: str, at: datetime) -> Seen:
        """The last one that was taken by then."""
        kept = self._kept(key)
        found = bisect_right([taken for taken, _ in kept], at)
        for taken, path in reversed(kept[:found]):
            content = self._content(path)
            if content is not None:
                return Seen(at=taken, content=content)
        return NOTHING

    def thin(self, key: str, at: datetime) -> None:
        """Takes away what is older than the rule keeps. What can't be taken away stays."""
        for path in _superfluous(self._kept(key), at):
            with suppress(OSError):
                path.unlink()

    def thin_all(self, at: datetime) -> None:
        """Of every picture that ever had one, be it shown no more."""
        with suppress(OSError):
            for folder in [*self._folder.iterdir()]:
                self.thin(folder.name, at)
                with suppress(OSError):
                    folder.rmdir()  # where nothing is left

    def _kept(self, key: str) -> list[tuple[datetime, Path]]:
        with suppress(OSError):
            return sorted(_dated((self._folder / key).iterdir()))
        return []

    def _content(self, path: Path) -> bytes | None:
        if self._last is not None and self._last[0] == path:
            return self._last[1]
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError:
            return None
        if len(content) > LARGEST:
            return None
        self._last = path, content
        return content


def _dated(paths: Iterable[Path]) -> Iterable[tuple[datetime, Path]]:
    for path in paths:
        with suppress(ValueError):
            if path.suffix == ".png":
                yield datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC), path


def _superfluous(kept: list[tuple[datetime, Path]], at: datetime) -> Iterable[Path]:
    hours: set[str] = set()
    for taken, path in kept:
        age = at - taken
        hour = taken.strftime("%Y%m%d%H")
        if age > LONG or (age > CLOSELY and hour in hours):
            yield path
        hours.add(hour)
