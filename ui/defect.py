"""Defects of the program: the traceback goes to a file, people are told where it lies."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from services.clock import iso
from services.phrase import Phrase, phrase
from ui.version import program_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from services.clock import Clock
    from services.mask import Mask
    from ui.terminal import Terminal


def reported(error: BaseException, clock: Clock, mask: Mask) -> Phrase:
    """Writes the report; the words that say where."""
    path = written(error, clock, mask)
    if path is None:
        return phrase("Lỗi của chương trình, và không có chỗ nào ghi được báo cáo.")
    return phrase("Lỗi của chương trình. Báo cáo: {path}", path=str(path))


def written(error: BaseException, clock: Clock, mask: Mask, code: str = "") -> Path | None:
    """The report, without secrets; None where it can lie nowhere. `code`: what people see of the defect."""
    begin = f"langbiang {program_version()}, Python {sys.version}\n{code}\n".rstrip() + "\n"
    text = mask.masked("".join((begin, *traceback.format_exception(error))))
    name = f"loi-{iso(clock.now()).replace(':', '')}-{os.getpid()}.txt"
    for folder in (user_log_path("langbiang", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return folder / name
    return None


@contextmanager
def all_reported(terminal: Terminal, clock: Clock) -> Iterator[None]:
    """What a slot of Qt's raises harms no other slot; it is reported, each kind once."""
    before = sys.excepthook
    said: set[str] = set()

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
        elif (place := f"{kind} {error}") not in said:
            said.add(place)
            terminal.remark(reported(error, clock, terminal.mask))

    sys.excepthook = report
    try:
        yield
    finally:
        sys.excepthook = before
