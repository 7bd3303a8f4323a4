"""Counters that only grow, of systems that tell no rates: what they grew by between two asks. What the
earlier ask counted is the source's cursor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.plain import number

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(hours=1)
"""Two asks so close, or so far apart, tell no rate of now."""
FIRST = phrase("Nhịp cần hai lần hỏi; lần hỏi sau sẽ có")
"""Why a figure has no value that nothing is wrong with."""
_MINUTE = Decimal(60)
_ROUND = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Counts:
    """All counters of one answer."""

    at: datetime
    values: Mapping[str, Decimal]

    @classmethod
    def kept(cls, cursor: str | None) -> Counts | None:
        """As an earlier ask left them."""
        try:
            found = json.loads(cursor or "null")
            match found:
                case {"at": str() as at, "counts": dict() as counts}:
                    values = {str(key): number(str(value)) for key, value in counts.items()}
                    whole = {key: value for key, value in values.items() if value is not None}
                    return cls(datetime.fromisoformat(at).astimezone(UTC), whole)
                case _:
                    return None
        except (ValueError, RecursionError, OverflowError):
            return None

    def cursor(self) -> str:
        counts = {key: str(value) for key, value in self.values.items()}
        return json.dumps({"at": self.at.isoformat(), "counts": counts}, ensure_ascii=False)

    def growth(self, before: Counts | None, key: str) -> Decimal | None:
        """None where nothing was counted before, or the counter began anew."""
        if before is None or not _SHORTEST <= self.at - before.at <= _LONGEST:
            return None
        now, then = self.values.get(key), before.values.get(key)
        return now - then if now is not None and then is not None and now >= then else None

    def lacking(self, before: Counts | None, key: str) -> Phrase:
        """Why there is no rate of it."""
        now = self.values.get(key)
        if now is None:
            return phrase("Nguồn không cho bộ đếm này nên không có nhịp")
        then = None if before is None else before.values.get(key)
        if before is None or then is None:
            return FIRST
        if self.at - before.at > _LONGEST:
            return phrase(
                "Lần hỏi trước cách đây hơn một giờ nên chưa có nhịp của lúc này; nếu lần nào cũng vậy thì"
                " đặt every của nguồn dưới 1 giờ"
            )
        if now < then:
            return phrase("Bộ đếm của nguồn đã bắt đầu lại từ đầu; lần hỏi sau sẽ có nhịp")
        return phrase(
            "Hai lần hỏi cách nhau chưa tới một giây, hoặc đồng hồ bị chỉnh lùi; lần hỏi sau sẽ có nhịp"
        )

    def per_minute(self, before: Counts | None, key: str) -> Decimal | None:
        grown = self.growth(before, key)
        if grown is None or before is None:
            return None
        seconds = Decimal(str((self.at - before.at).total_seconds()))
        return (grown * _MINUTE / seconds).quantize(_ROUND)
