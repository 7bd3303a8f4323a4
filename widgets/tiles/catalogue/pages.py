"""Pages of a catalogue: what is worst stays on each of them, the others take turns."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING

from widgets.tiles.catalogue.view import Entry, Outlook

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARE = 3
"""What stays on every page has at most one row of so many."""


def paged(entries: Sequence[Entry], rows: int, *, parted: bool) -> list[Sequence[Entry]]:
    """As few pages of so many rows as there must be, each as full as the others; where there are several,
    what is at risk stands on each as far as a third of the rows holds it. `parted`: headings are rows too.
    """
    if _rows(entries, parted=parted) <= rows:
        return [entries]
    stay = _staying(entries, rows, parted=parted)
    kept, others = entries[:stay], entries[stay:]
    left = rows - (_rows(kept, parted=parted) if kept else 0)
    return [[*kept, *page] for page in _turning(others, left, parted=parted)]


def fullest(pages: Sequence[Sequence[Entry]], *, parted: bool) -> int:
    return max(_rows(page, parted=parted) for page in pages)


def part(entry: Entry) -> Outlook:
    """Under which heading it stands."""
    return Outlook.LATE if entry.outlook is Outlook.LACKING else entry.outlook


def _staying(entries: Sequence[Entry], rows: int, *, parted: bool) -> int:
    """The worst first, with their heading."""
    risky = sum(entry.outlook is Outlook.AT_RISK for entry in entries)
    stay = min(risky, max(rows // _SHARE - parted, 0))
    return stay if stay < len(entries) else 0


def _turning(entries: Sequence[Entry], rows: int, *, parted: bool) -> list[Sequence[Entry]]:
    brim = _filled(entries, rows, parted=parted)
    even = _even(entries, len(brim), parted=parted)
    fits = all(page and _rows(page, parted=parted) <= rows for page in even)
    return even if fits else brim


def _even(entries: Sequence[Entry], pages: int, *, parted: bool) -> list[Sequence[Entry]]:
    """By rows, a heading where another part begins being one."""
    ends: list[int] = []
    for n, entry in enumerate(entries):
        opens = parted and (not n or part(entry) is not part(entries[n - 1]))
        ends.append((ends[-1] if ends else 0) + 1 + opens)
    cuts = [bisect_right(ends, ends[-1] * n / pages) for n in range(pages)]
    return [entries[i:j] for i, j in itertools.pairwise([*cuts, len(entries)])]


def _filled(entries: Sequence[Entry], rows: int, *, parted: bool) -> list[Sequence[Entry]]:
    """Page after page to the brim."""
    pages: list[Sequence[Entry]] = []
    first = 0
    for n in range(1, len(entries) + 1):
        if n - first > 1 and _rows(entries[first:n], parted=parted) > rows:
            pages.append(entries[first : n - 1])
            first = n - 1
    return [*pages, entries[first:]]


def _rows(page: Sequence[Entry], *, parted: bool) -> int:
    return len(page) + (len({part(entry) for entry in page}) if parted else 0)
