"""Which records of a source a tile is about: their kind, the condition that they fulfil, and the fields that
the wall file may name. Table, bars, events and matrix say it alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from services.formula import Condition
from services.formula.fields import COUNTED
from services.formula.syntax import LONGEST
from services.quantities import Identifier, WrongSetting, only_text
from services.records import KINDS, Alert, AlertState
from services.wall_file.faults import listed, nearest
from widgets import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Record
    from services.views import Knowledge

_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})


def _known_kind(value: str) -> str:
    if value not in KINDS:
        raise WrongSetting(
            "không có loại bản ghi “{value}”",
            "dùng {nearest}",
            value=value[:40],
            nearest=nearest_of(value, KINDS),
        )
    return value


KindName = Annotated[
    str,
    AfterValidator(_known_kind),
    WithJsonSchema({"type": "string", "enum": list(KINDS), "default": "alerts"}),
]
"""A key of `records.KINDS`."""
Where = Annotated[
    str, BeforeValidator(only_text), Field(max_length=LONGEST, examples=["closed == none"])
]
"""A condition as formulas write it."""


def several(value: object) -> object:
    """One name is a list of one."""
    return [value] if isinstance(value, str) else value


FewSources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]
"""As the schema says them."""
Sources = Annotated[
    FewSources, BeforeValidator(several, json_schema_input_type=Identifier | FewSources)
]
"""One to twelve of them, or the name of one."""


def check_condition(where: str | None, kind: str | None) -> None:
    """`kind`: None where that was wrong already."""
    if where is None or kind is None:
        return
    if kind not in COUNTED:
        raise WrongSetting("bản ghi {kind} không lọc được", "bỏ where", kind=kind)
    Condition(where, kind)


def check_field(field: str, kind: str) -> None:
    known = kinds.fields_of(kind)
    if field in known or (field.startswith(kinds.LABEL) and kinds.has_labels(kind)):
        return
    raise WrongSetting(
        "bản ghi {kind} không có trường “{field}”",
        "dùng {nearest}",
        kind=kind,
        field=field[:40],
        nearest=nearest_of(field, known),
    )


def nearest_of(value: str, known: Iterable[str]) -> str:
    known = tuple(known)
    return nearest(value.removeprefix("-"), known) or listed(known, most=30)


def kinds_behind(kind: str, condition: Condition | None) -> frozenset[str]:
    """What the source must be able to give for the tile to say anything."""
    return frozenset({kind}) | (frozenset() if condition is None else condition.kinds)


def chosen(
    condition: Condition | None, source: str, knowledge: Knowledge, records: Sequence[Record]
) -> tuple[list[Record], int]:
    """Those that fulfil the condition, and how many of them the source suppresses. Alerts that are over
    are left out, unless the condition is about their state.
    """
    if condition is not None:
        holds = condition.of(knowledge.moment((source,)))
        records = [record for record in records if holds(record)]
        if "state" in condition.fields:
            return [*records], 0
    hidden = sum(isinstance(r, Alert) and r.state is AlertState.SUPPRESSED for r in records)
    return [r for r in records if not isinstance(r, Alert) or r.state in _OPEN], hidden
