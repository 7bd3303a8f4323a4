"""What a wall file says of a table, whatever file it comes in."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, override

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    WithJsonSchema,
    create_model,
    model_validator,
)

from services.door import Files
from services.numerals import Numerals
from services.quantities import Code, Text, WrongSetting, Zone, only_text
from services.settings import Source
from services.table.columns import ROWS, Column, Figures, Rows
from services.writing import Times, Writing

_DEEPEST = 1000
"""The lowest row that a header may stand in."""
_JOINED = 5
"""Rows of a header."""


def _path(path: str) -> str:
    if not path.strip() or "\0" in path:
        raise WrongSetting("đường dẫn trống hoặc có ký tự lạ", "ghi ví dụ: bao-cao/thang.csv")
    return path


def _pattern(pattern: str) -> str:
    if not pattern.strip() or {"/", "\\", "\0"} & {*pattern}:
        raise WrongSetting(
            "mẫu tên tệp “{pattern}” không dùng được",
            "ghi mẫu tên không kèm thư mục, ví dụ: bao-cao-*.csv",
            pattern=pattern[:40],
        )
    return pattern


def _header(value: object) -> int | tuple[int, ...]:
    match value:
        case int() if value in range(_DEEPEST + 1) and not isinstance(value, bool):
            return value
        case [int() as first, int(), *_] if first > 0:
            whole = [row for row in value if isinstance(row, int) and not isinstance(row, bool)]
            if len(whole) == len(value) <= _JOINED and whole == sorted({*whole}):
                return tuple(whole)
        case _:
            pass
    raise WrongSetting(
        "“{value}” không phải dòng tiêu đề",
        "ghi số của dòng, ví dụ 1; nhiều dòng thì ghi từ trên xuống, ví dụ [1, 2]; không có thì ghi 0",
        value=str(value)[:40],
    )


Header = Annotated[
    int | tuple[int, ...],
    BeforeValidator(_header),  # of a plain one pydantic warns when its tuple is written out
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": _DEEPEST},
                {
                    "type": "array",
                    "items": {"type": "integer", "minimum": 1, "maximum": _DEEPEST},
                    "minItems": 2,
                    "maxItems": _JOINED,
                },
            ],
            "examples": [1, [1, 2]],
        }
    ),
]
Pattern = Annotated[Text, AfterValidator(_pattern)]
_Path = Annotated[Text, AfterValidator(_path)]


class Tabular(Source):
    """Một bảng: một tệp, tệp mới nhất hoặc mọi tệp của một thư mục, hoặc một địa chỉ."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://du-lieu.noi-bo/vu-viec.csv"]),
    ] = ""
    """Địa chỉ http(s) của bảng; chỉ một trong url, file, folder."""
    file: Annotated[_Path | None, Field(examples=["bao-cao/vu-viec.csv"])] = None
    """Tệp, đường dẫn tính từ tệp tường."""
    folder: Annotated[_Path | None, Field(examples=["bao-cao"])] = None
    """Thư mục được nhìn lại ở mỗi lần hỏi, đường dẫn tính từ tệp tường."""
    pattern: Pattern = "*"
    """Tên các tệp được đọc trong thư mục (đi với folder)."""
    take: Literal["newest", "all"] = "newest"
    """Đọc tệp được sửa sau cùng, hoặc mọi tệp theo thứ tự tên (đi với folder)."""
    decimals: Literal["point", "comma"] | None = None
    """Dấu thập phân: point là 1,234.5; comma là 1.234,5. Không khai thì chỉ đọc số nguyên không có dấu
    nào. Dấu % sau số là đơn vị của số ấy: 12,5% là 12,5 với đơn vị %."""
    times: Times = "iso"
    """Cách ghi giờ: ISO 8601, giây hoặc mili giây từ 1970, ngày/tháng/năm, hoặc tháng/ngày/năm."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch; không khai thì giờ như vậy không đọc được."""
    skip: Annotated[
        dict[Annotated[Text, Field(min_length=1)], Annotated[Text, Field(min_length=1)]],
        Field(max_length=20, examples=[{"Phường": "Tổng cộng"}]),
    ] = Field(default_factory=dict)
    """Bỏ các dòng mà ô ở cột này ghi đúng chữ này, ví dụ dòng cộng; không phân biệt chữ hoa, chữ thường."""
    severities: dict[Code, Annotated[int, Field(ge=0, le=5)]] = Field(default_factory=dict)
    """Từ chỉ mức độ của nguồn thành 0–5; không khai thì số của nguồn là số của tường."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = [place for place in (self.url, self.file, self.folder) if place]
        if len(places) != 1:
            raise WrongSetting(
                "nguồn {connector} cần đúng một chỗ để đọc",
                "khai một trong url, file, folder",
                connector=self.connector,
            )
        given = self.model_fields_set
        if not self.url and given & {"auth", "ca", "proxy"}:
            raise WrongSetting("auth, ca và proxy chỉ đi với url", "bỏ chúng khi đọc tệp")
        if self.folder is None and given & {"pattern", "take"}:
            raise WrongSetting("pattern và take chỉ đi với folder", "bỏ chúng, hoặc khai folder")
        return self

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.mappings():
            raise WrongSetting(
                "nguồn {connector} chưa khai cột nào là gì",
                "chạy main.py probe với tệp hoặc địa chỉ này để được đề nghị, hoặc khai ví dụ"
                " observations: {values: [tên cột]}",
                connector=self.connector,
            )
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset(self.mappings())

    @override
    def listing(self) -> tuple[str, ...]:
        figures = self.mappings().get("observations")
        columns = figures.values or () if isinstance(figures, Figures) else ()
        return tuple(column.name for column in columns if column.name is not None)

    @override
    def called(self, field: str) -> str | None:
        figures = self.mappings().get("observations")
        where = None if figures is None else figures.fields().get(field)
        return where.name if isinstance(where, Column) else None

    @override
    def files(self) -> Files | None:
        if self.folder is not None:
            newest = self.take == "newest"
            return Files(path=self.folder, pattern=self.pattern, newest_only=newest)
        return None if self.file is None else Files(path=self.file)

    def mappings(self) -> dict[str, Rows]:
        kinds = {name: getattr(self, name, None) for name in ROWS}
        return {name: rows for name, rows in kinds.items() if rows is not None}

    def writing(self) -> Writing:
        return Writing(
            zone=self.zone,
            times=self.times,
            numerals=Numerals.WHOLE if self.decimals is None else Numerals(self.decimals),
            severities={word.casefold(): level for word, level in self.severities.items()},
        )


def header_rows(header: int | tuple[int, ...]) -> tuple[int, ...]:
    """From 1; empty where the columns have no names."""
    if isinstance(header, tuple):
        return header
    return (header,) if header else ()


def with_kinds[S: Tabular](base: type[S], name: str) -> type[S]:
    """With a mapping for every kind of record. `name`: by which its module knows it."""
    kinds: dict[str, Any] = {
        kind: (made | None, Field(default=None, description=f"Cách lấy các bản ghi {kind}."))
        for kind, made in ROWS.items()
    }
    return create_model(
        name, __base__=base, __module__=base.__module__, __doc__=base.__doc__, **kinds
    )
