"""The door of one ask to files: they share a deadline and a byte cap."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from os.path import isdir
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, unquote

from services.door import Answer, Request, SourceError
from services.files.folder import TOGETHER, Found, looked_at, matching, tag
from services.files.trouble import being_written, of_disk
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from io import FileIO
    from types import TracebackType

    from services.files.source import SourceFiles

_CHUNK = 256 * 1024
_TRIES = 4
_BETWEEN = 0.25
"""Seconds between two looks at a file that changes."""
_SETTLED = timedelta(seconds=2)
"""The coarsest stamps of disks (FAT): a file so young may change once more and keep its stamp."""


@dataclass(eq=False)
class FileDoor:
    """A `services.door.Door` to files, for one ask. It tells a hung share by its deadline between two
    reads; a read that hangs holds the source's own thread only.
    """

    source: SourceFiles
    ends: float
    """Of the monotonic clock."""
    taken: int = 0
    """Bytes of all files of this ask."""
    _listed: list[Found] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass

    def now(self) -> datetime:
        return self.source.clock.now()

    def ask(self, request: Request) -> Answer:
        """A request without a path looks at what is there; with one it reads a file of that look."""
        asked = self.now()
        path = self.source.path
        try:
            if not request.path:
                self._listed = self._look()
            wanted = self._wanted(unquote(request.path))
            headers = self._headers(wanted, whole=not request.path)
            tagged = headers.get("etag", "")
            if tagged in _known(request):
                return self._answer(304, {"etag": tagged}, b"", asked, wanted)
            found, body = self._read(wanted)
        except OSError as error:
            # Whether the folder stands is asked of the disk only now that something is missing.
            where = path if self.source.files.pattern is not None else path.parent
            raise of_disk(error, self._name(), lambda: isdir(where)) from None  # noqa: PTH112 - never raises
        if found != wanted:  # it was replaced after it had been looked at
            headers.pop("etag", None)
        return self._answer(200, headers | _modified(found), body, asked, found)

    def _look(self) -> list[Found]:
        files, path = self.source.files, self.source.path
        if files.pattern is None:
            return [looked_at(path, self._name())]
        found = matching(path, self._name(), files.pattern, self._go_on)
        if files.newest_only:
            return [max(found, key=lambda one: (one.changed, one.path.name))]
        if len(found) > TOGETHER:
            raise SourceError(
                Reason.TOO_LARGE,
                phrase(
                    "Thư mục “{name}” có {count} tệp, đọc chung được nhiều nhất {most}; dọn bớt, hoặc"
                    " khai take: newest",
                    name=self._name(),
                    count=len(found),
                    most=TOGETHER,
                ),
            )
        return found

    def _wanted(self, name: str) -> Found:
        for one in self._listed:
            if not name or one.path.name == name:
                return one
        raise FileNotFoundError(2, "not listed", name)

    def _headers(self, wanted: Found, *, whole: bool) -> dict[str, str]:
        """By a tag of all files, which only the first answer has, nothing is read as long as none of
        them changes.
        """
        headers = {"content-location": quote(wanted.path.name)} | _modified(wanted)
        newest = max(one.changed for one in self._listed)
        settled = newest < (self.now() - _SETTLED).timestamp() * 1e9
        if whole and settled:
            headers["etag"] = tag(self._listed)
        after = self._listed.index(wanted) + 1
        if after < len(self._listed):
            headers["link"] = f'<{quote(self._listed[after].path.name)}>; rel="next"'
        return headers

    def _read(self, wanted: Found) -> tuple[Found, bytes]:
        """A file that is being written is looked at again a few times."""
        for left in reversed(range(_TRIES)):
            with wanted.path.open("rb", buffering=0) as file:
                before = Found.at(wanted.path, os.fstat(file.fileno()))
                body = self._content(file)
                after = Found.at(wanted.path, os.fstat(file.fileno()))
            if before == after and len(body) == after.size:
                self.taken += len(body)
                return after, body
            if left:
                self.source.pause(_BETWEEN)
            self._go_on()
        raise being_written(plain(wanted.path.name, 120))

    def _content(self, file: FileIO) -> bytes:
        whole = bytearray()
        while chunk := file.read(_CHUNK):
            whole += chunk
            if self.taken + len(whole) > self.source.settings.max_bytes:
                raise self._large()
            self._go_on()
        return bytes(whole)

    def _go_on(self) -> None:
        if self.source.clock.monotonic() > self.ends:
            seconds = Decimal(str(self.source.settings.deadline.total_seconds())).normalize()
            raise SourceError(
                Reason.DEADLINE,
                phrase(
                    "Không đọc xong “{name}” trong {seconds} giây; kiểm tra ổ đĩa mạng",
                    name=self._name(),
                    seconds=seconds,
                ),
            )

    def _answer(
        self, status: int, headers: dict[str, str], body: bytes, asked: datetime, found: Found
    ) -> Answer:
        return Answer(
            status=status,
            headers=headers,
            body=body,
            asked=asked,
            received=self.now(),
            url=found.path.absolute().as_uri(),
        )

    def _large(self) -> SourceError:
        return SourceError(
            Reason.TOO_LARGE,
            phrase(
                "“{name}” lớn quá mức cho phép ({cap} KiB); bớt dòng, hoặc tăng max_bytes",
                name=self._name(),
                cap=self.source.settings.max_bytes // 1024,
            ),
        )

    def _name(self) -> str:
        return plain(self.source.files.path, 120)


def _known(request: Request) -> set[str]:
    return {value for name, value in request.headers if name.lower() == "if-none-match"}


def _modified(found: Found) -> dict[str, str]:
    """None of a stamp that no calendar has."""
    try:
        changed = datetime.fromtimestamp(found.changed // 1_000_000_000, UTC)
    except (OverflowError, OSError, ValueError):
        return {}
    return {"last-modified": format_datetime(changed, usegmt=True)}
