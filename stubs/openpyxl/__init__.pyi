"""What the tests write workbooks with."""

from collections.abc import Iterable
from os import PathLike
from typing import IO

class Cell:
    value: object
    number_format: str

class RowDimension:
    hidden: bool

class Worksheet:
    title: str
    sheet_state: str
    row_dimensions: dict[int, RowDimension]
    def append(self, row: Iterable[object]) -> None: ...
    def cell(self, row: int, column: int, value: object = None) -> Cell: ...
    def merge_cells(self, range_string: str) -> None: ...
    def __getitem__(self, place: str) -> Cell: ...
    def __setitem__(self, place: str, value: object) -> None: ...

class Workbook:
    @property
    def worksheets(self) -> list[Worksheet]: ...
    def create_sheet(self, title: str) -> Worksheet: ...
    def save(self, filename: str | PathLike[str] | IO[bytes]) -> None: ...
