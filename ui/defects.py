"""Defects that are a part's own, a tile's or a heading's: each has a short code, and is told once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from hashlib import blake2b
from traceback import walk_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST = 1000
"""Defects that are remembered as told."""

_log = logging.getLogger(__name__)


def code_of(error: BaseException) -> str:
    """`L-3F9A`: of what was raised and where in the program, whatever the values that led there; another
    version of the program may give the same defect another code.
    """
    place = ""
    for frame, line in walk_tb(error.__traceback__):
        place = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}:{line}"
    kind = type(error)
    said = f"{kind.__module__}.{kind.__qualname__} {place}"
    return f"L-{blake2b(said.encode(), digest_size=2).hexdigest().upper()}"


@dataclass(slots=True)
class Defects:
    """Lives as long as the wall, whatever it shows: a scene that comes round tells nothing twice."""

    report: Callable[[BaseException, str], Path | None] | None = None
    """Writes a defect, under its code, where whoever mends it finds it; None where it can lie nowhere."""
    _told: set[tuple[str, str]] = field(default_factory=set)

    def told(self, where: str, error: BaseException) -> str:
        """Its code; in the log once for each place of the wall."""
        code = code_of(error)
        if (where, code) not in self._told and len(self._told) < _MOST:
            self._told.add((where, code))
            path = None if self.report is None else self.report(error, code)
            lies = "" if path is None else f"; báo cáo: {path}"
            _log.error("%s: lỗi của chương trình %s%s", where, code, lies, exc_info=error)
        return code
