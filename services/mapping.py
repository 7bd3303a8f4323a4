"""Mappings of a wall file: which expression fills which field of which kind of record.

`each` finds the items, the other keys are fields of the kind and are searched in each item. What an
answer holds beyond the bounds, or can't be read, is counted and said; it never ends the answer.

No key that stands vanishes because its new item is unreadable, and no unreadable item keeps others
standing that are gone. An item that lacks what its kind must have
- and gives its uid, is present: its record carries what could be read, `UNREAD` for the texts that
  it lacks;
- and gives none because what makes its key is empty, has no key: it is left out, and counted;
- and whose key was given but can't be read, or of which no record can be made, may be one that
  stands: it is left out and counted, and then the answer doesn't cover all.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast, override

from pydantic import Field, create_model

from services.conversion import convert, field_types, required_fields, text
from services.door import SourceError
from services.expression import Expression, Unfit, compiled
from services.levels import later_level
from services.news import Reason
from services.phrase import phrase
from services.plain import plain
from services.records import KINDS, MAPPED, Observation, Record, Sample, natural_uid
from services.settings import Section
from services.tally import Unread
from services.writing import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from services.tally import Tally
    from services.writing import Writing

MOST = 20_000
"""Records of one answer; a district has fewer documents in a month."""
UID = 200
_WHOLE = {"@", "[]", "@[]", "*"}
"""What finds the items where the answer is their list."""
UNREAD = "(không đọc được)"
"""In place of a text that a record must have, where only its uid could be read."""


class Mapping(Section):
    """Cách lấy một loại bản ghi từ câu trả lời; mỗi khóa là một biểu thức JMESPath."""

    each: Expression = "@"
    """Tìm danh sách các mục trong câu trả lời; mặc định là cả câu trả lời."""

    def fields(self) -> dict[str, str]:
        """Field of the record to expression."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name != "each"}
        found = {name: value for name, value in given.items() if value is not None}
        if "time_" in found:
            found.setdefault("at", found.pop("time_"))
        return found

    @override
    def __reduce__(self) -> tuple[Callable[..., Mapping], tuple[str, dict[str, object]]]:
        """Settings go to another process, which finds the class by its kind."""
        kind = next(name for name, made in MAPPINGS.items() if made is type(self))
        return _again, (kind, self.model_dump(by_alias=True, exclude_unset=True))


def _mapping(name: str, kind: type[Record]) -> type[Mapping]:
    required = required_fields(kind)
    fields: dict[str, Any] = {}
    for field_name in field_types(kind):
        says = f"Biểu thức lấy trường {field_name} của mỗi mục."
        fields[field_name] = (
            (Expression, Field(description=says))
            if field_name in required
            else (Expression | None, Field(default=None, description=says))
        )
    if "time" not in fields:
        fields["time_"] = (
            Expression | None,
            Field(default=None, alias="time", description="Như at: giờ mà nguồn ghi cho mục."),
        )
    title = "".join(part.title() for part in name.split("_"))
    return create_model(
        f"{title}Mapping", __base__=Mapping, __module__=__name__, __doc__=Mapping.__doc__, **fields
    )


MAPPINGS: dict[str, type[Mapping]] = {name: _mapping(name, kind) for name, kind in MAPPED.items()}
"""By kind."""


def _again(kind: str, given: dict[str, object]) -> Mapping:
    return MAPPINGS[kind].model_validate(given)


def items_of(mapping: Mapping, payload: object) -> list[object]:
    """An empty list is an answer; a list that isn't there is none."""
    try:
        found = compiled(mapping.each)(payload)
    except Unfit:
        found = None
    match found:
        case list():
            return cast("list[object]", found)
        case dict():
            return [found]
        case _:
            raise _elsewhere(mapping.each)


def _elsewhere(each: str) -> SourceError:
    words = (
        phrase("Câu trả lời JSON không phải danh sách các mục như tệp tường khai")
        if each in _WHOLE
        else phrase(
            "Câu trả lời không có phần “{each}” như tệp tường khai",
            each=plain(" ".join(each.split()), 60),
        )
    )
    return SourceError(
        Reason.MALFORMED,
        words,
        remedy=phrase(
            "kiểm tra url, path và phiên bản của hệ thống; nếu đúng thì sửa each theo câu trả lời, lệnh "
            "probe cho thấy nó"
        ),
    )


def records_of(
    name: str,
    mapping: Mapping,
    items: list[object],
    writing: Writing,
    tally: Tally,
    publication: Callable[[object], str | None] | None = None,
) -> list[Record]:
    """`publication` reads it from an item of a simulated answer, whatever the mapping says."""
    searches = {field: compiled(expression) for field, expression in mapping.fields().items()}
    if publication is not None:
        searches["publication"] = publication
    tally.beyond += max(len(items) - MOST, 0)
    return records_from(KINDS[name], searches, items[:MOST], writing, tally)


def records_from[T](
    kind: type[Record],
    searches: dict[str, Callable[[T], object]],
    items: Iterable[T],
    writing: Writing,
    tally: Tally,
) -> list[Record]:
    """One record an item, of what `searches` finds in it for each field: they may raise `Unfit` and
    `Unreadable`. Of several with the same key the latest by their own times, else the last.
    """
    found: dict[tuple[str, datetime | None], Record] = {}
    for item in items:
        values, unread = _values(kind, searches, item, writing)
        record = _record(kind, values, unread)
        if record is None:
            tally.lost += 1
            tally.nameless += _may_stand(kind, values, unread)
            tally.explain(unread)
            continue
        said = {"value", "at"} if kind is Observation else set()
        tally.count({name: one for name, one in unread.items() if name not in said})
        key = (record.uid, record.at if isinstance(record, Sample) else None)
        stands = found.get(key)
        if (later := later_level(stands, record)) is not None:
            found[key] = later
        elif tally.keeps(stands, record):
            found[key] = record
    return list(found.values())


def _values[T](
    kind: type[Record], searches: dict[str, Callable[[T], object]], item: T, writing: Writing
) -> tuple[dict[str, Any], dict[str, Unread]]:
    """Fields that were read, and those that could not be."""
    types = field_types(kind)
    values: dict[str, Any] = {}
    unread: dict[str, Unread] = {}
    for name, search in searches.items():
        raw: object = None
        try:
            raw = search(item)
            value = convert(name, types[name], raw, writing)
        except Unreadable as error:
            unread[name] = Unread(raw, error.words)
        except Unfit:
            unread[name] = Unread()
        else:
            if value is not None:
                values[name] = value
    return values, unread


def _record(kind: type[Record], values: dict[str, Any], unread: dict[str, Unread]) -> Record | None:
    if kind is Observation:
        _judge(values, unread)
    if kind is Sample and "at" not in values:
        return None
    if "severity" in unread and "severity_word" in field_types(kind):
        values.setdefault("severity_word", _quoted(unread.pop("severity").raw))
    lacking = {name for name in required_fields(kind) if values.get(name) is None}
    if "uid" in unread or (lacking and not _stood_for(kind, values, lacking)):
        return None
    for name in lacking:
        values[name] = UNREAD
        unread.setdefault(name, Unread())
    uid = values.get("uid") or natural_uid(kind, values)
    return kind(**values | {"uid": bounded_uid(uid)})


def _stood_for(kind: type[Record], values: dict[str, Any], lacking: set[str]) -> bool:
    """A figure without its indicator is nobody's, and only texts have a stand-in."""
    types = field_types(kind)
    keyed = "uid" in values or lacking.isdisjoint(kind.NATURAL)
    return (
        keyed and kind not in {Observation, Sample} and all(types[name] is str for name in lacking)
    )


def _may_stand(kind: type[Record], values: dict[str, Any], unread: dict[str, Unread]) -> bool:
    """Whether the key of an item of which there is no record may be one that stands. Samples are only
    ever added, so that none can vanish.
    """
    if kind is Sample:
        return False
    needed = required_fields(kind) & {*kind.NATURAL}
    given = values.keys() | unread.keys()
    return "uid" in given or needed <= given


def _judge(values: dict[str, Any], unread: dict[str, Unread]) -> None:
    """A figure that can't be read, or whose time can't, has no value but a reason."""
    if "at" in unread:
        values.pop("value", None)
        values.pop("text", None)
        at = unread["at"]
        values["fault"] = at.words or phrase(
            "Không đọc được giờ “{at}” của số liệu", at=_quoted(at.raw)
        )
    elif values.get("value") is None and values.get("text") is None:
        value = unread.get("value", Unread())
        values["fault"] = value.words or (
            phrase("Nguồn để trống giá trị")
            if value.raw is None
            else phrase("Giá trị “{value}” không phải là số", value=_quoted(value.raw))
        )


def _quoted(raw: object) -> str:
    try:
        return plain(text(raw) or "", 40)
    except Unreadable:
        return "…"


def bounded_uid(uid: str) -> str:
    """As it is, or with a digest in place of what is too long."""
    if len(uid) <= UID:
        return uid
    return f"{uid[:UID]}…{sha256(uid.encode('utf-8', 'replace')).hexdigest()[:16]}"
