"""Which column of a table fills which field of which kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self, override

from pydantic import Field, GetJsonSchemaHandler, create_model, model_validator

from services.conversion import field_types, required_fields
from services.quantities import Text, WrongSetting, only_text
from services.records import MAPPED, Observation, Record, Sample
from services.settings import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

WIDEST = 2000
"""Columns of a table; spreadsheets of people have fewer than a hundred."""

LABELS = ("labels", "props")
"""Fields of pairs: each of their columns is a name with its cell."""


class Column(Section):
    """Một cột: ghi thẳng tên ở dòng tiêu đề. Hai cột trùng tên thì ghi {column: số thứ tự}; một giá trị
    chung cho mọi dòng thì ghi {value: "…"}.
    """

    name: Annotated[Text | None, Field(min_length=1, examples=["Số vụ"])] = None
    """Tên cột ở dòng tiêu đề, không phân biệt chữ hoa, chữ thường; không có dòng tiêu đề thì là số
    thứ tự."""
    column: Annotated[int | None, Field(strict=True, ge=1, le=WIDEST, examples=[2])] = None
    """Số thứ tự của cột, đếm từ 1."""
    value: Annotated[Text | None, Field(min_length=1, examples=["2026"])] = None
    """Giá trị chung cho mọi dòng."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        # a year or a place as a column's name needs no quotes: it is only ever compared as text
        if isinstance(value, int) and not isinstance(value, bool):
            return {"name": str(value)}
        if isinstance(value, dict | list | Column) or value is None:
            return value
        return {"name": only_text(value)}

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(way is not None for way in (self.name, self.column, self.value)) != 1:
            raise WrongSetting(
                "một cột cần đúng một cách chọn",
                'ghi tên cột, hoặc {column: 3}, hoặc {value: "2026"}',
            )
        return self

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler.resolve_ref_schema(handler(core_schema))
        title, description = whole.pop("title"), whole.pop("description")
        short = {"type": ["string", "integer"], "maxLength": 500}
        examples = ["Số vụ"]
        anything = [short, whole]
        return {"title": title, "description": description, "examples": examples, "anyOf": anything}


VALUES = 200
"""Columns that one field takes."""
Columns = Annotated[tuple[Column, ...], Field(max_length=VALUES)]


class Rows(Section):
    """Cách lấy một loại bản ghi từ các dòng của bảng; mỗi khóa là tên một cột."""

    def fields(self) -> dict[str, Column | tuple[Column, ...]]:
        """Field of the record to where it stands."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name != "values"}
        return {name: where for name, where in given.items() if where is not None}

    @model_validator(mode="after")
    def _labels_are_columns(self) -> Self:
        labels = [one for name in LABELS for one in getattr(self, name, None) or ()]
        if any(one.value is not None for one in labels):
            raise WrongSetting("nhãn không nhận giá trị cố định", "ghi tên các cột trong bảng")
        return self

    @override
    def __reduce__(self) -> tuple[Callable[..., Rows], tuple[str, dict[str, object]]]:
        """Settings go to another process, which finds the class by its kind."""
        kind = next(name for name, made in ROWS.items() if made is type(self))
        return _again, (kind, self.model_dump(exclude_unset=True))


class Figures(Rows):
    """Cách lấy số liệu từ các dòng của bảng: mỗi dòng một số (indicator và value), hoặc mỗi cột ở values
    là một chỉ số mang tên cột đó.
    """

    values: Columns | None = None
    """Các cột số liệu; mỗi cột là một chỉ số, mã của nó là tên cột. Thay cho indicator và value."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        fields = self.fields()
        if not self.values:
            if "indicator" not in fields or not {"value", "text"} & fields.keys():
                raise WrongSetting(
                    "chưa khai cột chỉ số và cột số liệu",
                    "khai indicator và value; hoặc values: [tên cột, …] khi mỗi cột là một chỉ số",
                )
        elif {"indicator", "value", "text", "uid"} & fields.keys():
            raise WrongSetting(
                "values không đi cùng indicator, value, text hay uid",
                "bỏ values, hoặc bỏ các khóa kia",
            )
        elif any(one.value is not None for one in self.values):
            raise WrongSetting("values chỉ gồm các cột", "ghi tên các cột trong bảng")
        return self


def _rows(name: str, kind: type[Record]) -> type[Rows]:
    figures = kind in {Observation, Sample}
    required = frozenset[str]() if figures else required_fields(kind)
    fields: dict[str, Any] = {}
    for field, type_ in field_types(kind).items():
        says = f"Cột của trường {field}."
        where: Any = Columns if type_ in {dict, tuple} else Column
        needed = field in required or (kind is Sample and field == "at")
        fields[field] = (
            (where, Field(description=says))
            if needed
            else (where | None, Field(default=None, description=says))
        )
    base = Figures if figures else Rows
    title = "".join(part.title() for part in name.split("_"))
    return create_model(
        f"{title}Columns", __base__=base, __module__=__name__, __doc__=base.__doc__, **fields
    )


ROWS: dict[str, type[Rows]] = {name: _rows(name, kind) for name, kind in MAPPED.items()}
"""By kind."""


def _again(kind: str, given: dict[str, object]) -> Rows:
    return ROWS[kind].model_validate(given)
