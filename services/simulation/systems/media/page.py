"""The product's own page of figures."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored
from services.simulation.systems.media.crawlers import CRAWLERS, away
from services.simulation.systems.media.items import (
    LIMIT,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    Item,
    items,
    of_hour,
)

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=5)
_SHOWN = 60


def page(question: Question) -> Response:
    """`GET /`: figures of the last 24 hours, mentions an hour, the newest and the hot items."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    day, hours = items(chance, at - DAY, at), _per_hour(chance, at)
    tones = Counter(item.tone for item in day)
    hot = [item for item in items(chance, at - 2 * DAY, at) if item.hot]
    waiting = [item for item in hot if item.handled > at]
    done = [item for item in hot if item.handled <= at]
    crawling = CRAWLERS - len(away(chance, at))
    punctual = sum(item.handled - item.time <= LIMIT for item in done)
    figures = [
        figure("media_mentions", len(day)),
        figure("media_mentions_hour", hours[-1]["gia_tri"]),
        figure("media_positive", share(tones[POSITIVE], len(day))),
        figure("media_neutral", share(tones[NEUTRAL], len(day))),
        figure("media_negative_rate", share(tones[NEGATIVE], len(day))),
        figure("media_hot", len(waiting)),
        figure("media_handled", share(punctual, len(done))),
        figure("media_sources", crawling, tu=crawling, mau=CRAWLERS),
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
        {"ma": "media_mentions_hour", "luc": said(h + HOUR), "gia_tri": len(of_hour(chance, h))}
        for h in hours
    ]


def _as_json(item: Item, at: datetime) -> dict[str, object]:
    return {
        "ma": item.key,
        "luc": said(item.time),
        "nguon": item.outlet,
        "chu_de": item.topic,
        "tieu_de": item.title,
        "sac_thai": item.tone,
        "luot_tiep_can": item.reach,
        "tin_nong": item.hot,
        "xu_ly_luc": said(item.handled) if item.hot and item.handled <= at else None,
        "han_xu_ly": said(item.time + LIMIT) if item.hot else None,
    }
