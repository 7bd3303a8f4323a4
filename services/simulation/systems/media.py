"""Monitoring of press and social networks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored, readers
from services.simulation.incidents import trouble
from services.simulation.lore import invented, units

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_STEP = timedelta(minutes=5)
_RATE = 14.0
"""Mentions an hour at the busiest time."""
_OFTEN = 0.25
_LIMIT = timedelta(hours=4)
"""How soon a hot item has to be handled."""
_SHOWN = 60
_CRAWLERS = 126
POSITIVE, NEUTRAL, NEGATIVE = "tích cực", "trung lập", "tiêu cực"


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    time: datetime
    outlet: str
    topic: str
    place: str
    tone: str
    reach: int
    hot: bool
    handled: datetime


def items(chance: Chance, since: datetime, until: datetime) -> list[Item]:
    """Those of (since, until], oldest first."""
    found: list[Item] = []
    hour = floored(since, HOUR)
    while hour <= until:
        found += (item for item in _of_hour(chance, hour) if since < item.time <= until)
        hour += HOUR
    return found


@lru_cache(maxsize=512)
def _of_hour(chance: Chance, hour: datetime) -> tuple[Item, ...]:
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
    return Item(
        key=f"tin-{int(hour.timestamp())}-{number}",
        time=time,
        outlet=chance.pick(invented()["outlets"], *words, "outlet"),
        topic=chance.pick(invented()["topics"], *words, "topic"),
        place=chance.pick(units(), *words, "place").short,
        tone=tone,
        reach=round(10 ** chance.between(1.8, 4.6, *words, "reach")),
        hot=tone == NEGATIVE and chance.share(*words, "hot") < 0.35,  # noqa: PLR2004 - a share of all mentions
        handled=time + _LIMIT * chance.between(0.1, 1.12, *words, "handled"),
    )


def page(question: Question) -> Response:
    """`GET /`: figures of the last 24 hours, mentions an hour, the newest and the hot items."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    day, hours = items(chance, at - DAY, at), _per_hour(chance, at)
    tones = Counter(item.tone for item in day)
    hot = [item for item in items(chance, at - 2 * DAY, at) if item.hot]
    waiting = [item for item in hot if item.handled > at]
    done = [item for item in hot if item.handled <= at]
    crawling = _CRAWLERS - round(2 + 2 * chance.drift("media-crawlers", at, 4 * HOUR))
    punctual = sum(item.handled - item.time <= _LIMIT for item in done)
    figures = [
        figure("media_mentions", len(day)),
        figure("media_mentions_hour", hours[-1]["gia_tri"]),
        figure("media_positive", share(tones[POSITIVE], len(day))),
        figure("media_neutral", share(tones[NEUTRAL], len(day))),
        figure("media_negative_rate", share(tones[NEGATIVE], len(day))),
        figure("media_hot", len(waiting)),
        figure("media_handled", share(punctual, len(done))),
        figure("media_sources", crawling, tu=crawling, mau=_CRAWLERS),
    ]
    shown = {item.key: item for item in (*waiting, *day[-_SHOWN:])}
    topics = Counter(item.topic for item in day).most_common(5)
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "lich_su": hours,
            "chu_de": [{"ten": name, "so_tin": many} for name, many in topics],
            "tin": [_as_json(item, at) for item in reversed(shown.values())],
        }
    )


def _per_hour(chance: Chance, at: datetime) -> list[dict[str, object]]:
    last = floored(at, HOUR)
    hours = (last - HOUR * back for back in range(24, 0, -1))
    return [
        {"ma": "media_mentions_hour", "luc": said(h + HOUR), "gia_tri": len(_of_hour(chance, h))}
        for h in hours
    ]


def _as_json(item: Item, at: datetime) -> dict[str, object]:
    return {
        "ma": item.key,
        "luc": said(item.time),
        "nguon": item.outlet,
        "chu_de": item.topic,
        "tieu_de": f"{item.topic} tại {item.place}",
        "sac_thai": item.tone,
        "luot_tiep_can": item.reach,
        "tin_nong": item.hot,
        "xu_ly_luc": said(item.handled) if item.hot and item.handled <= at else None,
        "han_xu_ly": said(item.time + _LIMIT) if item.hot else None,
    }


PATHS = {"": page}
