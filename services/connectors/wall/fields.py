"""Values of a wall.json as what they ought to be, or as none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.moments import moment
from services.plain import number, plain
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from datetime import datetime

type Object = dict[str, object]

_ISO = Writing()


def objects(found: object) -> list[Object]:
    items = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("Object", item) for item in items if isinstance(item, dict)]


def texts(found: object) -> list[str]:
    items = cast("list[object]", found) if isinstance(found, list) else []
    return [item for item in items if isinstance(item, str)]


def text_of(found: object) -> str:
    return plain(found, 300) if isinstance(found, str) else ""


def number_of(found: object) -> Decimal | None:
    match found:
        case bool():
            return None
        case int() | Decimal():
            return Decimal(found)
        case str():
            return number(found)
        case _:
            return None


def time_of(found: object) -> datetime | None:
    try:
        return moment(found, _ISO)
    except Unreadable:
        return None
