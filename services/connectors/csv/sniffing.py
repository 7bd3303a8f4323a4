"""How a table is written, as far as it can be seen: what the wall file then has to declare. Everything
here is proposed to people and said; the connector itself guesses nothing.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from services.connectors.csv.text import no_text
from services.table.headers import header

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKED = 256 * 1024
"""Characters of a table that are looked at."""
_ROWS = 100
_MARKS = (",", ";", "\t", "|")
_OWN = re.compile(r'"?sep=([,;|\t])"?\s*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    text: str
    """The beginning of the table, in whole lines."""
    lines: int
    """Of the whole table, about."""
    encoding: str
    sure: bool
    """The encoding is seen, not assumed."""
    separator: str
    share: float
    """Of the rows that are looked at, how many have the same number of cells."""
    width: int
    header: tuple[int, ...]
    """Rows, from 1; empty where there is none."""


def style(body: bytes) -> Style | None:
    """None of what is no text, or holds no row."""
    found = None if no_text(body) else _encoding(body)
    if found is None:
        return None
    encoding, sure = found
    whole = body.decode(encoding, "replace").removeprefix("\ufeff")
    text = whole if len(whole) <= LOOKED else whole[: whole.rfind("\n", 0, LOOKED) + 1]
    if not text.strip() or "\0" in text:
        return None
    own = _OWN.match(text)
    start = own.end() if own else 0
    mark = own[1] if own else max(_MARKS, key=lambda mark: _order(_rows(text, start, mark)))
    rows = _rows(text, start, mark)
    width, share = _shape(rows)
    return Style(
        text=text,
        lines=whole.rstrip("\r\n").count("\n") + 1,
        encoding=encoding,
        sure=sure,
        separator="tab" if mark == "\t" else mark,
        share=share,
        width=width,
        header=header(rows, width),
    )


def _encoding(body: bytes) -> tuple[str, bool] | None:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", True
    for name, sure in (("utf-8", True), ("windows-1258", False), ("windows-1252", False)):
        try:
            body.decode(name)
        except UnicodeDecodeError:
            continue
        return name, sure
    return None


def _rows(text: str, start: int, mark: str) -> list[list[str]]:
    """A broken quote ends what is looked at; the connector tells its place."""
    rows: list[list[str]] = []
    reader = csv.reader(text[start:].splitlines(keepends=True), delimiter=mark)
    with contextlib.suppress(csv.Error):
        rows += ([cell.strip() for cell in row] for row in islice(reader, _ROWS))
    return rows


def _shape(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0, 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return width, count / widths.total()


def _order(rows: Sequence[Sequence[str]]) -> tuple[bool, float, int]:
    width, share = _shape(rows)
    return width > 1, share, width
