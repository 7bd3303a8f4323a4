"""How a source writes, and what is said of what can't be read so."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.numerals import Numerals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.phrase import Phrase

type Times = Literal["iso", "epoch", "epoch_ms", "day_first", "month_first"]


class Unreadable(ValueError):  # noqa: N818 - said of data, not a defect
    """The value isn't what the field takes. `words` are there where a setting would make it readable."""

    def __init__(self, words: Phrase | None = None) -> None:
        super().__init__()
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a source writes times and numbers."""

    zone: str | None = None
    """Of times without an offset; None: they can't be read."""
    times: Times = "iso"
    numerals: Numerals = Numerals.PLAIN
    severities: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """The source's words, in lower case, to 0..5. Empty: its numbers are ours."""
