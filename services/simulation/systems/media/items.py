"""What is written of the province in press and networks: each mention with its whole life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import HOUR, floored, readers
from services.simulation.incidents import trouble
from services.simulation.lore import invented, units

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_RATE = 7.5
"""Mentions an hour at the busiest time."""
_OFTEN = 0.25
LIMIT = timedelta(hours=4)
"""How soon a hot item has to be handled."""
POSITIVE, NEUTRAL, NEGATIVE = "tích cực", "trung lập", "tiêu cực"
PRESS = {"Báo điện tử", "Trang tin tổng hợp", "Truyền hình"}
"""Outlets whose articles a newspaper has too."""
WORDS = {POSITIVE: "positive", NEUTRAL: "neutral", NEGATIVE: "negative"}
"""As a product of another country says it."""


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    time: datetime
    outlet: str
    topic: str
    place: str
    title: str
    tone: str
    reach: int
    hot: bool
    handled: datetime

    @property
    def number(self) -> int:
        """Rising with time: its hour, and its place among those of the hour."""
        _, hour, place = self.key.split("-")
        return int(hour) // 3600 * 1000 + int(place)

    @property
    def url(self) -> str:
        return f"https://bao.langbiang.example/tin-{self.number}.html"


def items(chance: Chance, since: datetime, until: datetime) -> list[Item]:
    """Those of (since, until], oldest first."""
    found: list[Item] = []
    hour = floored(since, HOUR)
    while hour <= until:
        found += (item for item in of_hour(chance, hour) if since < item.time <= until)
        hour += HOUR
    return found


@lru_cache(maxsize=512)
def of_hour(chance: Chance, hour: datetime) -> tuple[Item, ...]:
    bad = trouble(chance, "media", hour, _OFTEN)
    mean = _RATE * (0.08 + 0.92 * readers(hour + HOUR / 2) + 1.2 * bad)
    many = chance.count(mean, "media", hour.timestamp())
    made = [_item(chance, hour, number, bad) for number in range(many)]
    return tuple(sorted(made, key=lambda item: item.time))


def _item(chance: Chance, hour: datetime, number: int, bad: float) -> Item:
    words = ("media", hour.timestamp(), number)
    draw, negative = chance.share(*words, "tone"), 0.09 + 0.3 * bad
    tone = NEGATIVE if draw < negative else POSITIVE if draw > 0.62 else NEUTRAL  # noqa: PLR2004 - a share of all mentions
    time = hour + timedelta(seconds=int(3600 * chance.share(*words, "time")))
    topic = chance.pick(invented()["topics"], *words, "topic")
    place = chance.pick(units(), *words, "place").short
    return Item(
        key=f"tin-{int(hour.timestamp())}-{number}",
        time=time,
        outlet=chance.pick(invented()["outlets"], *words, "outlet"),
        topic=topic,
        place=place,
        title=invented()["headlines"][topic][WORDS[tone]].format(place=place),
        tone=tone,
        reach=round(10 ** chance.between(1.8, 4.6, *words, "reach")),
        hot=tone == NEGATIVE and chance.share(*words, "hot") < 0.35,  # noqa: PLR2004 - a share of all mentions
        handled=time + LIMIT * chance.between(0.1, 1.12, *words, "handled"),
    )
