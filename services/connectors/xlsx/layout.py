"""Where in a sheet its table lies: titles above the header, merged cells in it, a row that numbers the
columns below it, headings between the rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.plain import plain
from services.survey.roles import folded
from services.table.headers import header, is_figure
from services.table.table import NAME, Table, blank, gathered, joined, malformed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.connectors.xlsx.workbook import Merge, Sheet
    from services.table.table import Content, Row

_LOOKED = 100
"""Rows in which a header is looked for."""
_FILLED = 0.6
"""Share of the columns that a header has names for."""
_DEEPEST = 4
"""Rows that a header may have below its first."""
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:[A-Z]|\d{1,3})\s*\)?(?:\s*=.*)?", re.ASCII)
_TOTALS = frozenset({"tong", "cong", "tong_cong", "tong_so", "cong_tong", "total", "grand_total"})
_AHEAD = 3
"""Columns in which a total is called so."""


def table(sheet: Sheet, declared: tuple[int, ...] | None) -> Table:
    """`declared`: rows of the header from 1, none of a table without one, None to look for them."""
    wide = max((_width(row) for row in sheet.rows), default=0)
    if not wide:
        raise malformed(phrase("Trang “{name}” trống; kiểm tra sheet", name=sheet.name))
    rows = found_header(sheet, wide) if declared is None else declared
    if rows and rows[-1] > len(sheet.rows):
        raise malformed(
            phrase(
                "Bảng chỉ có {count} dòng, không có dòng tiêu đề {row}; sửa header",
                count=len(sheet.rows),
                row=rows[-1],
            )
        )
    names = _names(sheet, rows, wide)
    begins = rows[-1] if rows else 0
    notes = list[Phrase]()
    if sheet.others:
        notes.append(
            phrase(
                "Đọc trang “{name}”; sổ còn {count} trang khác", name=sheet.name, count=sheet.others
            )
        )
    if rows and begins < len(sheet.rows) and _numbers_columns(sheet.rows[begins]):
        begins += 1
        notes.append(phrase("Bỏ dòng {row} vì là dòng đánh số cột", row=begins))
    body, headings = _body(sheet, begins, wide)
    if headings:
        notes.append(
            phrase(
                "Bỏ {count} dòng chỉ có một ô gộp (đề mục, ghi chú), đầu tiên là dòng {row}",
                count=len(headings),
                row=headings[0],
            )
        )
    if sheet.hidden:
        notes.append(
            phrase("Trang có {count} dòng ẩn; tường vẫn đọc các dòng ấy", count=sheet.hidden)
        )
    return gathered(names, iter(body), notes=tuple(notes))


def found_header(sheet: Sheet, wide: int) -> tuple[int, ...]:
    if not sheet.merges:
        texts = [[str(cell).strip() for cell in row] for row in sheet.rows[:_LOOKED]]
        return header(texts, wide)
    for at in range(min(len(sheet.rows), _LOOKED)):
        row = sheet.rows[at]
        over = [one for one in sheet.merges if one[0] <= at <= one[2] and _told(sheet, one)]
        alone = [place for place, cell in enumerate(row) if not blank(cell)]
        covered = {*alone, *(place for one in over for place in range(one[1], one[3] + 1))}
        origins = {*((at, place) for place in alone), *((one[0], one[1]) for one in over)}
        if len(covered) < max(_FILLED * wide, 1) or len(origins) < min(wide, 2):
            continue
        if any(_is_figure(cell) for cell in row):
            return ()
        return tuple(range(at + 1, _bottom(sheet, at) + 2))
    return ()


def _bottom(sheet: Sheet, top: int) -> int:
    """As far as cells of the header were merged downwards, and below those that were merged sideways."""
    bottom = top
    while bottom < top + _DEEPEST:
        deeper = bottom
        for one in sheet.merges:
            if top <= one[0] <= bottom and _told(sheet, one):
                deeper = max(deeper, one[2] + (one[3] > one[1] and _parted(sheet, one)))
        if deeper == bottom:
            break
        bottom = deeper
    return min(bottom, top + _DEEPEST, len(sheet.rows) - 1)


def _parted(sheet: Sheet, one: Merge) -> bool:
    """Below it stand names of its parts."""
    _, left, bottom, right = one
    below = sheet.rows[bottom + 1][left : right + 1] if bottom + 1 < len(sheet.rows) else []
    named = [cell for cell in below if not blank(cell)]
    return bool(named) and not any(map(_is_figure, named)) and not _numbers_columns(named)


def _told(sheet: Sheet, one: Merge) -> bool:
    return one[0] < len(sheet.rows) and not blank(sheet.rows[one[0]][one[1]])


def _is_figure(cell: Content) -> bool:
    return is_figure(str(cell).strip())


def _names(sheet: Sheet, rows: tuple[int, ...], wide: int) -> tuple[str, ...]:
    if not rows:
        return tuple(str(place + 1) for place in range(wide))
    headers: list[Row] = []
    for number in rows:
        cells = list(sheet.rows[number - 1][:wide])
        for top, left, _, right in sheet.merges:
            if top == number - 1:
                cells[left : right + 1] = [cells[left]] * (min(right + 1, wide) - left)
        headers.append(cells)
    return joined(headers, spread=not sheet.merges)


def _body(sheet: Sheet, begins: int, wide: int) -> tuple[list[tuple[int, Row]], list[int]]:
    """Rows with their numbers, merged cells filled; and the numbers of those that are headings."""
    rows = [list(row[:wide]) for row in sheet.rows[begins:]]
    headings: list[int] = []
    for top, left, bottom, right in sheet.merges:
        if top < begins or top >= len(sheet.rows):
            continue
        content = sheet.rows[top][left]
        alone = sum(not blank(cell) for cell in sheet.rows[top]) == 1
        if top == bottom and right > left and alone and not blank(content):
            headings.append(top + 1)
        for row in rows[top - begins : bottom - begins + 1]:
            row[left : right + 1] = [content] * (right + 1 - left)
    left_out = set(headings)
    numbered = ((begins + at + 1, row) for at, row in enumerate(rows))
    return [(number, row) for number, row in numbered if number not in left_out], sorted(headings)


def total(found: Table) -> Phrase | None:
    """What is said of the first row that adds others up."""
    for number, row in zip(found.numbers, found.rows, strict=True):
        called = next((str(cell) for cell in row[:_AHEAD] if folded(str(cell)) in _TOTALS), None)
        if called is not None:
            return phrase(
                "Dòng {row} (“{text}”) hình như là dòng cộng; không lấy thì khai skip",
                row=number,
                text=plain(called, 40),
            )
    return None


def _numbers_columns(row: Sequence[Content]) -> bool:
    """A row such as A, B, 1, 2, 3 or (1), (2), (3) = (1) + (2)."""
    given = [plain(str(cell), NAME) for cell in row if not blank(cell)]
    if len(given) < 2 or not all(map(_COLUMN_NUMBER.fullmatch, given)):  # noqa: PLR2004 - one says nothing
        return False
    counted = [int(found[0]) for one in given if (found := re.search(r"\d+", one))]
    return counted == list(range(counted[0], counted[0] + len(counted))) if counted else True


def _width(row: Sequence[Content]) -> int:
    return next((at for at in range(len(row), 0, -1) if not blank(row[at - 1])), 0)
