"""One sheet of a workbook, as cells: what Excel keeps in them, within bounds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, override

from services.connectors.xlsx.archive import CELLS, Part, parts
from services.connectors.xlsx.settings import MOST_SHEETS
from services.connectors.xlsx.strangers import no_workbook
from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.plain import plain
from services.table.columns import WIDEST
from services.table.table import malformed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from services.table.table import Content

type Merge = tuple[int, int, int, int]
"""Top, left, bottom and right, from 0."""

FAULTY = "#LỖI!"
"""In place of what a formula says that failed."""
_ZIP = b"PK"
_LISTED = 12
_EXACT = 10**15
"""Excel keeps fifteen digits."""


class Percent(Decimal):
    """What its cell shows as 97.5%."""

    @override
    def __str__(self) -> str:
        return f"{super().__str__()}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    name: str
    others: int
    """Sheets beside it that are not hidden, where nobody said which is wanted."""
    rows: list[list[Content]]
    """From the first row and column on; a merged range has its content in its first cell only."""
    merges: tuple[Merge, ...]
    """Of several cells."""
    hidden: int
    """Rows that nobody sees, and that are read."""


def sheet(body: bytes, wanted: str | int | None) -> Sheet:
    """Raises `SourceError`."""
    if (words := no_workbook(body)) is not None:
        raise malformed(words)
    known = parts(body) if body.startswith(_ZIP) else {}
    from python_calamine import CalamineError, PasswordError, load_workbook  # noqa: PLC0415 - heavy: only walls that read workbooks pay for it

    try:
        with load_workbook(io.BytesIO(body)) as book:
            name, others = _chosen(book, wanted, known)
            return _read(book.get_sheet_by_name(name), others, known.get(name, Part()))
    except PasswordError:
        raise _protected() from None
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _broken(str(error)) from None
    except BaseException as error:  # a panic of the reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _broken("") from None


def _chosen(
    book: CalamineWorkbook, wanted: str | int | None, known: dict[str, Part]
) -> tuple[str, int]:
    """The sheet's name, and `Sheet.others`."""
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415 - as below

    names, shown = book.sheet_names, SheetVisibleEnum.Visible
    if len(names) > MOST_SHEETS:
        raise malformed(
            phrase("Sổ có hơn {most} trang; chép trang cần sang một sổ khác", most=MOST_SHEETS)
        )
    seen = [one.name for one in book.sheets_metadata if one.visible == shown] or names
    if wanted is None:
        filled = (name for name in seen if name not in known or known[name].row)
        name = next(filled, seen[0] if seen else "")
    elif isinstance(wanted, int):
        name = names[wanted - 1] if wanted <= len(names) else ""
    else:
        same = plain(wanted).casefold()
        name = next((one for one in names if plain(one).casefold() == same), "")
    if not name:
        listed = ", ".join(plain(one, 40) for one in names[:_LISTED])
        raise malformed(
            phrase(
                "Sổ không có trang “{name}”; các trang có: {names}; sửa sheet",
                name=plain(str(wanted), 60),
                names=listed + (", …" if len(names) > _LISTED else ""),
            )
        )
    return name, sum(one != name for one in seen) if wanted is None else 0


def _read(found: CalamineSheet, others: int, part: Part) -> Sheet:
    last_row, last_column = found.end or (-1, -1)
    rows, wide = last_row + 1, last_column + 1
    columns = min(wide, WIDEST)
    if rows * wide > CELLS:
        raise SourceError(
            Reason.TOO_LARGE,
            phrase(
                "Trang “{name}” trải tới dòng {row}, cột {column}; xóa các dòng và cột thừa ở cuối trang",
                name=plain(found.name, 60),
                row=rows,
                column=wide,
            ),
        )
    merges = [
        (top, left, bottom, min(right, columns - 1))
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
        if left < columns and (top, left) != (bottom, right)
    ]
    return Sheet(
        name=plain(found.name, 60),
        others=others,
        rows=[
            [_content(cell, (at, place), part) for place, cell in enumerate(row[:columns])]
            for at, row in enumerate(found.to_python(skip_empty_area=False))
        ],
        merges=tuple(merges),
        hidden=part.hidden,
    )


def _content(cell: object, at: tuple[int, int], part: Part) -> Content:
    match cell:
        case "" if at in part.faulty:
            return FAULTY
        case str() | bool():
            return cell
        case int() | float():
            return _number(cell, percent=at in part.percents)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell)


def _number(cell: float, *, percent: bool) -> Content:
    exact = Decimal(format(cell, ".15g"))
    if not exact.is_finite():
        return str(cell)
    if percent:
        return Percent((exact * 100).normalize() + 0)
    if abs(exact) < _EXACT and exact == exact.to_integral_value():
        return int(exact)
    return exact


def _protected() -> SourceError:
    return malformed(phrase("Sổ tính có mật khẩu mở tệp; lưu một bản không mật khẩu cho tường đọc"))


def _broken(said: str) -> SourceError:
    if "password" in said.lower():
        return _protected()
    return malformed(
        phrase(
            "Không đọc được sổ tính ({why}); mở bằng Excel để kiểm tra rồi lưu lại thành .xlsx",
            why=plain(said, 120) or "–",
        )
    )
