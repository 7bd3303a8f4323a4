"""A time as people write it on the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from services.words import Words


def moment(text: str, zone: ZoneInfo, words: Words) -> datetime:
    """ISO 8601 as UTC; without an offset it is the time of `zone`. Wrong usage where it is neither."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.UsageError(
            words.say(
                "“{value}” không phải thời điểm; ghi theo ISO 8601, ví dụ: 2026-11-24T07:00",
                value=text,
            )
        ) from None
