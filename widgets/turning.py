"""Pages that turn by themselves: which one it is the turn of is a function of the instant alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator

from services.quantities import Duration, WrongSetting

USUAL = timedelta(seconds=20)
_LEAST = timedelta(seconds=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _slowly(value: timedelta) -> timedelta:
    if value < _LEAST:
        raise WrongSetting("lật trang nhanh quá, không ai đọc kịp", "ghi ít nhất 5 s", value="")
    return value


Turn = Annotated[Duration, AfterValidator(_slowly)]
"""How long a page stays."""


def turn(every: timedelta, at: datetime) -> tuple[int, datetime]:
    """How many turns there were, and until when this one lasts."""
    count = (at - _EPOCH) // every
    return count, _EPOCH + (count + 1) * every
