"""Defects of the program: the traceback goes to a file, people are told where it lies."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from services.clock import iso
from services.phrase import Phrase, phrase
from ui.version import program_version

if TYPE_CHECKING:
    from services.clock import Clock


def reported(error: BaseException, clock: Clock) -> Phrase:
    """Writes the report; the words that say where."""
    begin = f"langbiang {program_version()}, Python {sys.version}\n"
    text = "".join((begin, *traceback.format_exception(error)))
    name = f"loi-{iso(clock.now()).replace(':', '')}-{os.getpid()}.txt"
    for folder in (user_log_path("langbiang", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return phrase("Lỗi của chương trình. Báo cáo: {path}", path=str(folder / name))
    return phrase("Lỗi của chương trình, và không có chỗ nào ghi được báo cáo.")
