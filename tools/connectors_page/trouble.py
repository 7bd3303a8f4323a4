"""What the operator reads when a source's address answers something else, or nothing: each worked example
is asked through the program's own doors, its address led to a stranger on loopback.
"""

from __future__ import annotations

import io
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from services.clock import SystemClock
from services.door import SourceError
from services.mask import Mask
from services.records import ServiceHealth
from services.wall_file import installed, load
from services.words.terms import REMEDIES
from tools.connectors_page.stranger import Saying, another, nobody, stranger
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

    from services.asking import AskedSource
    from services.connectors import Answered
    from services.door import Files
    from services.phrase import Phrase
    from tools.connectors_page.stranger import Stranger
    from tools.connectors_page.ways import Way

_KEY = "khoa"
"""A file with a secret, for those that the example refers to."""
_LONG_AGO = 1_700_000_000
"""Seconds since 1970: a file that was just written is looked at twice."""
_PAGE = (
    b"<!DOCTYPE html><html><head><title>Cong thong tin</title></head><body>Xin chao</body></html>\n"
)


class Case(StrEnum):
    """What stands at the address, by the names of `Prose.cases`."""

    NOBODY = "nobody"
    OTHER = "other"
    UNAUTHORISED = "unauthorised"
    MISSING = "missing"
    BUSY = "busy"
    BROKEN = "broken"
    HTML = "html"
    EMPTY = "empty"
    CUT = "cut"


_OVER_HTTP: Mapping[Case, Saying] = {
    Case.UNAUTHORISED: Saying(status=401),
    Case.MISSING: Saying(status=404),
    Case.BUSY: Saying(status=429, headers=(("Retry-After", "120"),)),
    Case.BROKEN: Saying(status=500),
    Case.HTML: Saying(body=_PAGE, kind="text/html; charset=utf-8"),
    Case.EMPTY: Saying(),
    Case.CUT: Saying(body=b'{"data": [', promised=4096),
}
_IN_FILES: Mapping[Case, bytes] = {Case.HTML: _PAGE, Case.EMPTY: b""}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is read, and what to do about it first."""

    words: Phrase
    remedy: Phrase | None


type Troubles = Mapping[Case, Trouble]


def troubles(ways: tuple[Way, ...]) -> Mapping[str, Troubles]:
    """By the ways' names."""
    found: dict[str, dict[Case, Trouble]] = {way.name: {} for way in ways}
    with (
        stranger() as server,
        another() as other,
        nobody() as refusing,
        TemporaryDirectory() as folder,
    ):
        key = Path(folder, _KEY)
        key.touch(mode=0o600)
        key.write_text("khoa", encoding="utf-8")
        at = _At(Path(folder), server)
        places = {refusing: at.nobody, other: at.other, server.netloc: at.somebody}
        for netloc, cases in places.items():
            with at.wall(ways, netloc) as intake:
                for asked, way in zip(intake.sources, ways, strict=True):
                    for case in cases(way):
                        met = _met(intake, asked)
                        if met is not None:
                            found[way.name][case] = _own(met, way, netloc, folder)
    return found


@dataclass(frozen=True, slots=True)
class _At:
    """What stands at the addresses and paths of the examples, one case after another."""

    folder: Path
    server: Stranger

    def nobody(self, way: Way) -> Iterator[Case]:
        yield Case.MISSING if way.source.files() else Case.NOBODY

    def other(self, way: Way) -> Iterator[Case]:
        if way.source.schemes() == ("tcp",):
            yield Case.OTHER

    def somebody(self, way: Way) -> Iterator[Case]:
        files = way.source.files()
        if files is not None:
            yield from self._in_files(files)
        elif _address(way).scheme in ("http", "https"):
            for case, saying in _OVER_HTTP.items():
                self.server.saying = saying
                yield case

    def _in_files(self, files: Files) -> Iterator[Case]:
        """A folder's only file that the pattern fits, or the file itself, written long ago."""
        place = self.folder / files.path
        if files.pattern is not None:
            place.mkdir(parents=True, exist_ok=True)
            place /= files.pattern.replace("*", "1")
        for case, body in _IN_FILES.items():
            place.write_bytes(body)
            os.utime(place, (_LONG_AGO, _LONG_AGO))
            yield case

    @contextmanager
    def wall(self, ways: tuple[Way, ...], netloc: str) -> Iterator[Intake]:
        """One of all ways' sources, whose addresses lead to `netloc`."""
        sources = {f"{n}": _led(way, netloc) for n, way in enumerate(ways)}
        text = io.StringIO()
        YAML().dump({"wall": 1, "sources": sources}, text)
        secrets = re.sub(r"\$\{(env|keyring):[^}]*\}", f"${{file:{_KEY}}}", text.getvalue())
        file = self.folder / "tuong.yaml"
        file.write_text(secrets, encoding="utf-8")
        loaded = load(file, installed())
        if loaded.wall is None:
            raise ValueError(str(loaded.faults))
        intake = Intake(loaded.wall, loaded.plugins, SystemClock(), self.folder, None, Mask())
        try:
            yield intake
        finally:
            intake.close()


def _address(way: Way) -> SplitResult:
    """Of one that looks at many addresses, the first."""
    targets = way.written.get("targets")
    return urlsplit(way.source.url or (targets[0]["url"] if targets else ""))


def _led(way: Way, netloc: str) -> dict[str, Any]:
    """The source as it is written, but for where its address leads to."""
    source = {key: one for key, one in way.written.items() if key != "targets"}
    url = _address(way)
    if url.netloc:
        scheme = "http" if url.scheme == "https" else url.scheme
        user = f"{url.username}@" if url.username else ""
        source["url"] = url._replace(scheme=scheme, netloc=f"{user}{netloc}").geturl()
    return source


def _met(intake: Intake, asked: AskedSource) -> Trouble | None:
    """With the remedy that `check --connect` would tell: words of a disk hold theirs already."""
    try:
        with intake.open(asked.id) as door:
            return _seen(asked.connector.ask(asked.settings, door, None))
    except SourceError as error:
        usual = REMEDIES[error.reason] if asked.settings.files() is None else None
        return Trouble(error.words, error.remedy or usual)


def _own(trouble: Trouble, way: Way, netloc: str, folder: str) -> Trouble:
    """With the example's address where the stranger's was, and no folder of this computer's."""
    url, (host, _, port) = _address(way), netloc.partition(":")
    stood = {
        netloc: url.netloc.rpartition("@")[2],
        host: url.hostname or "",
        port: str(url.port or ""),
    }

    def shown(text: str) -> str:
        return stood.get(text, text).replace(folder, "…")

    remedy = trouble.remedy.with_texts(shown) if trouble.remedy else None
    return Trouble(trouble.words.with_texts(shown), remedy)


def _seen(answered: Answered) -> Trouble | None:
    """Of an answer that is no failure: what its first service says, else what was passed over; None where
    that is nothing (an empty log, a web page for who looks at web pages).
    """
    said = [one.words for one in answered.records if isinstance(one, ServiceHealth) and one.words]
    words = next(iter((*said, *answered.notes)), None)
    return None if words is None else Trouble(words, None)
