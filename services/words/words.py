"""Everything that is said to people in one language: handed in, never looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import Phrase, Value
from services.plain import plain
from services.words import ages, dates, figures, periods
from services.words.catalogue import Catalogue, Lang, catalogue
from services.words.lunar import lunar_day
from services.words.terms import PRIORITIES, REASONS, REMEDIES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from services.news import Reason
    from services.records import Observation

type Day = date
"""A date, or an instant: it is taken in the wall's zone."""

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A language and the zone whose clock is on the wall."""

    lang: Lang
    zone: ZoneInfo
    _catalogue: Catalogue = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_catalogue", catalogue(self.lang))

    def say(self, said: str | Phrase, /, **values: Value) -> str:
        """The sentence in this language.

        Strings in `{places}` are put in as one plain line, numbers as numbers are written here:
        hand in `str(port)` where 9.093 would be wrong. A whole number `count` chooses the form.
        """
        if isinstance(said, Phrase):
            return self.say(said.text, **dict(said.values) | values)
        match values.get("count"):
            case int() as count:
                return self._filled(self._catalogue.look_up_counted(said, count), values)
            case _:
                return self._filled(self._catalogue.look_up(said), values)

    def count(self, n: int, said: str, /, **values: Value) -> str:
        """`count(3, "{n} nguồn")`: the form that goes with `n`, `n` written out in its place."""
        return self._filled(self._catalogue.look_up_counted(said, n), {"n": n} | values)

    def number(
        self,
        value: Decimal | float | None,
        decimals: int | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """`1.700`, `93,5`, `–` for None and for what is no number; see `figures.number`."""
        return figures.number(self._catalogue, value, decimals, signed=signed)

    def shortened(self, value: Decimal | float | None, *, signed: bool = False) -> str:
        """`1,3 triệu`, `2,85 tỷ`; below a million all digits."""
        return figures.shortened(self._catalogue, value, signed=signed)

    def figure(
        self, observation: Observation, unit: str | None = None, decimals: int | None = None
    ) -> figures.Figure:
        """`.text` is the figure (`ước 2.850`, `93,5%`, `4/8`), `.unit` what stands beside it."""
        return figures.figure(self._catalogue, observation, unit, decimals)

    def qualified(self, number: str, qualifier: str | None) -> str:
        """`ước 12,3`."""
        return f"{figures.qualified(self._catalogue, qualifier)} {number}".lstrip()

    def read_number(self, text: str) -> Decimal | None:
        return figures.read_number(self._catalogue, text)

    def size(self, octets: int) -> str:
        """`181 byte`, `117,74 MiB`."""
        if abs(octets) < figures.KIB:
            return self.count(octets, "{n} byte")
        return figures.size(self._catalogue, octets)

    def age(self, age: timedelta) -> str:
        """In steps: `vừa xong`, `30 giây`, `5 phút`, `2 giờ`, `3 ngày`. They change at
        `next_step(age)`.
        """
        step = ages.age_step(age)
        return self.duration(step) if step else self.say("vừa xong")

    def duration(self, lasted: timedelta) -> str:
        """Exactly, by its two largest units: `42 giây`, `1 giờ 20 phút`, `2 ngày 3 giờ`."""
        seconds = int(max(lasted, timedelta()).total_seconds())
        days, seconds = divmod(seconds, 86400)
        hours, seconds = divmod(seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        amounts = (days, hours, minutes, seconds)
        first = next((at for at, amount in enumerate(amounts) if amount), len(amounts) - 1)
        said = (
            lambda: self.count(days, "{n} ngày"),
            lambda: self.count(hours, "{n} giờ"),
            lambda: self.count(minutes, "{n} phút"),
            lambda: self.count(seconds, "{n} giây"),
        )
        two = range(first, min(first + 2, len(amounts)))
        return " ".join(said[at]() for at in two if amounts[at] or at == first)

    def date(self, when: Day) -> str:
        """`22/12/2023`."""
        return dates.written_date(self.lang, dates.local_date(when, self.zone))

    def day(self, when: Day) -> str:
        """`Thứ Sáu, 22/12/2023`."""
        return dates.written_day(self.lang, dates.local_date(when, self.zone))

    def official_day(self, when: Day) -> str:
        """`Thứ Sáu, ngày 22 tháng 12 năm 2023`."""
        return dates.official_day(self.lang, dates.local_date(when, self.zone))

    def lunar(self, when: Day) -> str | None:
        """`10/11 (Quý Mão)`, `1/6 nhuận (Ất Tỵ)`; None where it isn't known."""
        found = lunar_day(dates.local_date(when, self.zone))
        if found is None:
            return None
        values = {"day": str(found.day), "month": str(found.month), "year": found.year}
        if found.leap:
            return self.say("{day}/{month} nhuận ({year})", **values)
        return self.say("{day}/{month} ({year})", **values)

    def weekday(self, when: Day) -> str:
        """`T6`, `CN`."""
        return dates.weekday(self.lang, dates.local_date(when, self.zone))

    def brief_day(self, when: Day) -> str:
        """`T6, 22/12/2023`."""
        return f"{self.weekday(when)}, {self.date(when)}"

    def time(self, at: datetime, *, seconds: bool = False) -> str:
        """`14:05`, or `14:05:37`."""
        return dates.written_time(at, self.zone, seconds=seconds)

    def moment(self, at: datetime, *, seconds: bool = False) -> str:
        """`22/12/2023 14:05`, or `22/12/2023 14:05:37`."""
        return f"{self.date(at)} {self.time(at, seconds=seconds)}"

    def since(self, start: datetime, at: datetime, *, seconds: bool = False) -> str:
        """`13:20` when it is of the same day as `at`, else with its date."""
        same = dates.local_date(start, self.zone) == dates.local_date(at, self.zone)
        return self.time(start, seconds=seconds) if same else self.moment(start, seconds=seconds)

    def period(self, period: str) -> str:
        """`Năm 2023`, `Quý III/2023`; an unknown one as it came."""
        return periods.written_period(self.lang, period)

    def join(self, parts: Iterable[str]) -> str:
        """`A, B và C`."""
        *first, last = list(parts) or [""]
        if not first:
            return last
        return self.say("{first} và {last}", first=", ".join(first), last=last)

    def state(self, state: State) -> str:
        return self.say(STATES[state])

    def reason(self, reason: Reason) -> str:
        """Short, for a badge."""
        return self.say(REASONS[reason])

    def remedy(self, reason: Reason) -> str:
        return self.say(REMEDIES[reason])

    def missing(self, count: int | None) -> str:
        """Of what is only part of what its source has: how many records are not in it, where known."""
        if count is None:
            return self.say("Thiếu một phần")
        return self.say("Thiếu {n}", n=count)

    def priority(self, priority: str) -> str:
        """Of `Priority`, or its value."""
        return self.say(PRIORITIES[priority])

    def badge(
        self,
        state: State,
        *,
        at: datetime,
        age: timedelta | None = None,
        since: datetime | None = None,
        reason: Reason | None = None,
    ) -> str | None:
        """What a tile wears beside its figure: `Mất kết nối từ 13:20`, `Cũ 30 phút`,
        `Chưa có dữ liệu: quá thời hạn trả lời`. None when live.
        """
        match state:
            case State.LIVE:
                return None
            case State.DISCONNECTED if since is not None:
                return self.say("Mất kết nối từ {since}", since=self.since(since, at))
            case State.STALE if age is not None:
                return self.say("Cũ {age}", age=self.age(age))
            case State.NEVER | State.FAULTY if reason is not None:
                return f"{self.state(state)}: {self.reason(reason)}"
            case _:
                return self.state(state)

    def _filled(self, sentence: str, values: dict[str, Value]) -> str:
        """Only `{names}` are places; every other brace is text. A place without a value stays."""

        def put(place: re.Match[str]) -> str:
            match values.get(place[1]):
                case None:
                    return place[0]
                case str() as text:
                    return plain(text)
                case Phrase() as inner:
                    return self.say(inner)
                case value:
                    return self.number(value)

        return _PLACE.sub(put, sentence)
