"""What the product collects from, and which of it collects."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, json_answer, said
from services.simulation.day import DAY, HOUR, floored
from services.simulation.lore import invented
from services.simulation.systems.media.items import items

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

CRAWLERS = 126
_STEP = timedelta(minutes=5)
_SPAN = 4 * HOUR


def page(question: Question) -> Response:
    """`GET /nguon`: each source that is collected from, its state, when it last was."""
    at, chance = question.made(_STEP), question.chance
    gone = away(chance, at)
    many = Counter(item.outlet for item in items(chance, at - DAY, at))
    listed = [
        {
            "ma": f"nguon-{number:03}",
            "ten": name,
            "loai": kind,
            "trang_thai": "dừng" if number in gone else "đang chạy",
            "lan_thu_cuoi": said((gone.get(number) or _last(chance, number, at)) + question.ahead),
        }
        for number, (kind, name) in enumerate(_named(), 1)
    ]
    return json_answer(
        {
            "cap_nhat": question.stamp(_STEP),
            "nguon": listed,
            "theo_loai": [
                {"loai": kind, "so_tin_24h": many[kind]} for kind in invented()["crawled"]
            ],
        }
    )


def away(chance: Chance, at: datetime) -> dict[int, datetime]:
    """Numbers of those that don't collect, and since when."""
    begun = floored(at, _SPAN)
    many = round(2 + 2 * chance.drift("media-crawlers", begun, _SPAN))
    found = sorted(
        range(1, CRAWLERS + 1), key=lambda n: chance.share("media-away", n, begun.timestamp())
    )
    since = {
        n: begun - timedelta(minutes=chance.whole(1, 90, "media-away", n)) for n in found[:many]
    }
    return {number: since[number] for number in sorted(since)}


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Kind and name of each, in the order of their numbers."""
    kinds: dict[str, int] = invented()["crawled"]
    return tuple(
        (kind, f"{kind} số {n}") for kind, many in kinds.items() for n in range(1, many + 1)
    )


def _last(chance: Chance, number: int, at: datetime) -> datetime:
    return at - timedelta(seconds=chance.whole(5, 290, "media-last", number, at.timestamp()))
