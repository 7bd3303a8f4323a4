"""The door of one ask to files: they share a deadline and a byte cap."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from os.path import isdir
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, unquote_to_bytes

from services.door import Answer, Request, SourceError
from services.files.folder import TOGETHER, Found, Look, looked_at, matching, tag
from services.files.ranges import Part, part
from services.files.trouble import being_written, of_disk
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from io import FileIO
    from types import TracebackType

    from services.files.source import SourceFiles

_CHUNK = 256 * 1024
_BETWEEN = 0.25
"""Seconds between two looks at a file that is being written."""
_SETTLED = timedelta(seconds=2)
"""The coarsest stamps of disks (FAT): a file so young may change once more and keep its stamp."""
_LOOKS = round(_SETTLED.total_seconds() / _BETWEEN)
"""After so many more looks that found the same, a file is settled whatever the share's clock says."""


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
    _look: Look = field(default_factory=Look)
    _patience: int = _LOOKS
    """Looks that are left at files that are being written; all of this ask share them."""

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
                self._look = self._looked()
            wanted = self._wanted(os.fsdecode(unquote_to_bytes(request.path)))
            headers = self._headers(wanted, whole=not request.path)
            tagged = headers.get("etag", "")
            if tagged in _known(request):
                return self._answer(304, {"etag": tagged}, _Content(wanted, b""), asked)
            if (asked_for := part(request)) is not None:
                return self._partly(wanted, asked_for, headers, asked)
            read = self._read(wanted)
        except OSError as error:
            # Whether the folder stands is asked of the disk only now that something is missing.
            where = path if self.source.files.pattern is not None else path.parent
            raise of_disk(error, self._name(), path, lambda: isdir(where)) from None  # noqa: PTH112 - never raises
        if read.found != wanted:  # it was replaced after it had been looked at
            headers.pop("etag", None)
        return self._answer(200, headers | _modified(read.found), read, asked)

    def _looked(self) -> Look:
        files, path = self.source.files, self.source.path
        if files.pattern is None:
            return Look([looked_at(path, self._name())])
        look = matching(path, self._name(), files.pattern, self._go_on)
        found = look.found
        if files.newest_only:
            newest = max(found, key=lambda one: (one.changed, one.path.name))
            return replace(look, found=[newest])
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
        return look

    def _wanted(self, name: str) -> Found:
        for one in self._look.found:
            if not name or one.path.name == name:
                return one
        raise FileNotFoundError(2, "not listed", name)

    def _headers(self, wanted: Found, *, whole: bool) -> dict[str, str]:
        """By a tag of all files, which only the first answer has, nothing is read as long as none of
        them changes.
        """
        listed = self._look.found
        headers = {"content-location": _quoted(wanted)} | _modified(wanted)
        if whole and all(map(self._settled, listed)):
            headers["etag"] = tag(listed)
        after = listed.index(wanted) + 1
        if after < len(listed):
            headers["link"] = f'<{_quoted(listed[after])}>; rel="next"'
        return headers

    def _settled(self, found: Found) -> bool:
        return found.changed < (self.now() - _SETTLED).timestamp() * 1e9

    def _read(self, wanted: Found) -> _Content:
        """A young file is looked at again: it is whole when two looks found the same and its last line
        is ended, or when nothing has changed for as long as a file is young.
        """
        before: _Content | None = None
        same = 0
        while True:
            content = self._once(wanted)
            self._go_on()
            same = same + 1 if content is not None and content == before else 0
            if content is not None and (
                self._settled(content.found) or (same and content.ended) or same >= _LOOKS
            ):
                break
            before = content
            if not self._wait():
                if content is None or not content.body:
                    raise being_written(plain(wanted.path.name, 120))
                content = replace(content, unfinished=True)
                break
        self.taken += len(content.body)
        return content

    def _partly(
        self, wanted: Found, asked_for: Part, headers: dict[str, str], asked: datetime
    ) -> Answer:
        """As it stands now: who reads by parts knows that more may follow."""
        with wanted.path.open("rb", buffering=0) as file:
            found = Found.at(wanted.path, os.fstat(file.fileno()))
            there = asked_for.of(found.size)
            file.seek(there.start)
            body = self._content(file, len(there)) if there else b""
        if found != wanted:
            headers.pop("etag", None)
        self.taken += len(body)
        last = there.start + len(body) - 1
        where = f"bytes {there.start}-{last}/{found.size}" if body else f"bytes */{found.size}"
        said = headers | _modified(found) | {"content-range": where}
        return self._answer(206 if body else 416, said, _Content(found, body), asked)

    def _once(self, wanted: Found) -> _Content | None:
        """None of a file that changed while it was read."""
        with wanted.path.open("rb", buffering=0) as file:
            before = Found.at(wanted.path, os.fstat(file.fileno()))
            body = self._content(file)
            after = Found.at(wanted.path, os.fstat(file.fileno()))
        return _Content(after, body) if before == after and len(body) == after.size else None

    def _wait(self) -> bool:
        """Whether there is time for another look."""
        if not self._patience or self.source.clock.monotonic() + _BETWEEN > self.ends:
            return False
        self._patience -= 1
        self.source.pause(_BETWEEN)
        return True

    def _content(self, file: FileIO, most: int | None = None) -> bytes:
        """To its end, or so many bytes at most."""
        whole = bytearray()
        while chunk := file.read(_CHUNK if most is None else min(_CHUNK, most - len(whole))):
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
        self, status: int, headers: dict[str, str], read: _Content, asked: datetime
    ) -> Answer:
        return Answer(
            status=status,
            headers=headers,
            body=read.body,
            asked=asked,
            received=self.now(),
            url=read.found.path.absolute().as_uri(),
            unfinished=read.unfinished,
            passed_over=self._look.passed_over,
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


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file held at one look."""

    found: Found
    body: bytes
    unfinished: bool = False

    @property
    def ended(self) -> bool:
        """Its last line has its end, of one byte or of two."""
        return self.body.rstrip(b"\0").endswith((b"\n", b"\r"))


def _quoted(found: Found) -> str:
    """Of any name, also one that is no text."""
    return quote(os.fsencode(found.path.name))


def _known(request: Request) -> set[str]:
    return {value for name, value in request.headers if name.lower() == "if-none-match"}


def _modified(found: Found) -> dict[str, str]:
    """None of a stamp that no calendar has."""
    try:
        changed = datetime.fromtimestamp(found.changed // 1_000_000_000, UTC)
    except (OverflowError, OSError, ValueError):
        return {}
    return {"last-modified": format_datetime(changed, usegmt=True)}
