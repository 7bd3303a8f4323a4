"""What the operator reads when a source's address answers something else, or nothing: each worked example
is asked through the program's own doors, its address led to a stranger on loopback.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from services.clock import SystemClock
from services.door import SourceError
from services.mask import Mask
from services.records import ServiceHealth
from services.wall_file import installed, load
from services.words.terms import REMEDIES
from tools.connectors_page.stranger import Saying, nobody, stranger
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from services.connectors import Answered
    from services.phrase import Phrase
    from services.wall_file import Plugins
    from tools.connectors_page.stranger import Stranger
    from tools.connectors_page.ways import Way

_KEY = "khoa"
"""A file with a secret, for those that the example refers to."""
_PAGE = (
    b"<!DOCTYPE html><html><head><title>Cong thong tin</title></head><body>Xin chao</body></html>\n"
)


class Case(StrEnum):
    """What stands at the address, by the names of `Prose.cases`."""

    NOBODY = "nobody"
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


def troubles(ways: tuple[Way, ...]) -> dict[str, Troubles]:
    """By the ways' names."""
    plugins = installed()
    with stranger() as server, nobody() as refusing, TemporaryDirectory() as folder:
        key = Path(folder, _KEY)
        key.touch(mode=0o600)
        key.write_text("khoa", encoding="utf-8")
        return {
            way.name: {
                case: met
                for case, met in _Asked(way, plugins, Path(folder)).all(server, refusing)
                if met is not None
            }
            for way in ways
        }


class _Asked:
    """One way's example, whose source is asked in every case."""

    def __init__(self, way: Way, plugins: Plugins, folder: Path) -> None:
        self._way, self._plugins, self._folder = way, plugins, folder
        targets = way.written.get("targets")
        self._url = urlsplit(way.source.url or (targets[0]["url"] if targets else ""))
        """Of one that looks at many addresses, the first."""

    def all(self, server: Stranger, refusing: str) -> Iterator[tuple[Case, Trouble | None]]:
        files = self._way.source.files()
        if files is not None:
            yield from self._of_files(files.path, files.pattern)
            return
        with self._asking(refusing) as told:
            yield Case.NOBODY, told()
        if self._url.scheme in ("http", "https"):
            with self._asking(server.netloc) as told:
                for case, saying in _OVER_HTTP.items():
                    server.saying = saying
                    yield case, told()

    def _of_files(self, path: str, pattern: str | None) -> Iterator[tuple[Case, Trouble | None]]:
        """A folder of which the pattern fits one file, or the file itself."""
        place = self._folder / path
        with self._asking("") as told:
            yield Case.MISSING, told()
            if pattern is not None:
                place.mkdir(parents=True, exist_ok=True)
                place /= pattern.replace("*", "1")
            for case, body in _IN_FILES.items():
                place.write_bytes(body)
                yield case, told()

    @contextmanager
    def _asking(self, netloc: str) -> Iterator[Callable[[], Trouble | None]]:
        """What one ask of a wall of the source alone comes to, its address led to `netloc`."""
        file = self._folder / "tuong.yaml"
        file.write_text(self._wall(netloc), encoding="utf-8")
        loaded = load(file, self._plugins)
        if loaded.wall is None:
            raise ValueError(f"{self._way.name}: {loaded.faults}")
        intake = Intake(loaded.wall, loaded.plugins, SystemClock(), self._folder, None, Mask())
        [asked] = intake.sources

        def told() -> Trouble | None:
            met: Trouble | None
            try:
                with intake.open(asked.id) as door:
                    answered = asked.connector.ask(asked.settings, door, None)
            except SourceError as error:
                met = Trouble(error.words, error.remedy or REMEDIES[error.reason])
            else:
                met = _seen(answered)
            return None if met is None else self._own(met, netloc)

        try:
            yield told
        finally:
            intake.close()

    def _own(self, trouble: Trouble, netloc: str) -> Trouble:
        """With the example's address where the stranger's was, and no folder of this computer's."""
        host, _, port = netloc.partition(":")
        stood = {
            netloc: self._url.netloc.rpartition("@")[2],
            host: self._url.hostname or "",
            port: str(self._url.port or ""),
        }

        def shown(text: str) -> str:
            text = stood.get(text, text) if netloc else text
            return text.replace(str(self._folder), "…")

        remedy = trouble.remedy.with_texts(shown) if trouble.remedy else None
        return Trouble(trouble.words.with_texts(shown), remedy)

    def _wall(self, netloc: str) -> str:
        source = {key: one for key, one in self._way.written.items() if key != "targets"}
        if netloc:
            scheme = "http" if self._url.scheme == "https" else self._url.scheme
            user = f"{self._url.username}@" if self._url.username else ""
            led = self._url._replace(scheme=scheme, netloc=f"{user}{netloc}")
            source["url"] = led.geturl()
        text = io.StringIO()
        YAML().dump({"wall": 1, "sources": {"nguon": source}}, text)
        return re.sub(r"\$\{(env|keyring):[^}]*\}", f"${{file:{_KEY}}}", text.getvalue())


def _seen(answered: Answered) -> Trouble | None:
    """Of an answer that is no failure: what its first service says, else what was passed over; None where
    that is nothing (an empty log, a web page for who looks at web pages).
    """
    said = [one.words for one in answered.records if isinstance(one, ServiceHealth) and one.words]
    words = next(iter((*said, *answered.notes)), None)
    return None if words is None else Trouble(words, None)
