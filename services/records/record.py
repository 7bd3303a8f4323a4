"""What all records have, and what names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

type Labels = tuple[tuple[str, str], ...]
"""Pairs of name and value, sorted by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have.

    `publication` names where the figure was printed ("Báo Lâm Đồng 22/12/2023"); such a figure is a
    quotation and is not simulated even when a simulated system hands it over.
    """

    NATURAL: ClassVar[tuple[str, ...]] = ()
    """The fields that make a uid where a source gives none."""

    uid: str
    at: datetime | None = None
    publication: str | None = None


def labels(pairs: dict[str, str]) -> Labels:
    return tuple(sorted(pairs.items()))


def natural_uid(kind: type[Record], fields: dict[str, object]) -> str:
    """A uid from the kind's natural fields: readable, and the same at each ask."""
    parts: list[str] = []
    for name in kind.NATURAL:
        value = fields.get(name)
        match value:
            case None | ():
                continue
            case tuple():
                parts.append(
                    ",".join("=".join(p) if isinstance(p, tuple) else str(p) for p in value)
                )
            case datetime():
                parts.append(value.isoformat())
            case _:
                parts.append(str(value))
    return "|".join(parts)
