"""The central antivirus server: how many computers are guarded, and what was found on them."""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored, is_working, local, machines, office
from services.simulation.incidents import trouble
from services.simulation.lore import invented, offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_MINUTE = timedelta(minutes=1)
_SLOT = timedelta(minutes=30)
_COMPUTERS = 3480
_OFTEN = 0.2
_SHOWN = 40


def page(question: Question) -> Response:
    """`GET /`: figures, thirty days of detections, computers that need somebody."""
    at, chance = question.made(_MINUTE), question.chance
    stamp = question.stamp(_MINUTE)
    installed = round(_COMPUTERS * (0.979 + 0.004 * chance.drift("av-installed", at, 6 * DAY)))
    online = _online(chance, at, installed)
    outdated = round(installed * (0.031 + 0.012 * chance.drift("av-outdated", at, 2 * DAY)))
    sick = _needy(chance, at)
    infected = sum(one["nhiem"] is True for one in sick)
    days = detections_by_day(chance, at)
    figures = [
        figure("av_installed", installed, tu=installed, mau=_COMPUTERS),
        figure("av_installed_share", share(installed, _COMPUTERS)),
        figure("av_online", online, tu=online, mau=installed),
        figure("av_outdated", outdated),
        figure("av_infections_day", days[-1][1]),
        figure("av_infected_now", infected),
        figure("av_c2_blocked", _total(chance, "av-c2", at, 9.0)),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "lich_su": [
                {"ma": "av_infections_day", "luc": said(day + DAY), "gia_tri": many}
                for day, many in days[:-1]
            ],
            "don_vi": _worst(sick),
            "ma_doc": _common(chance, at),
            "may_tram": sick,
        }
    )


def _online(chance: Chance, at: datetime, installed: int) -> int:
    steady = 0.22 + 0.71 * math.sqrt(office(at))
    return min(installed, round(installed * (steady + 0.01 * chance.drift("av-on", at, HOUR))))


@lru_cache(maxsize=4096)
def _found(chance: Chance, name: str, slot: datetime, rate: float) -> int:
    """How many in one half hour."""
    bad = trouble(chance, "av", slot, _OFTEN)
    return chance.count(rate * (0.1 + 0.9 * machines(slot) + 3 * bad), name, slot.timestamp())


def _total(chance: Chance, name: str, at: datetime, rate: float) -> int:
    """Since midnight: whole half hours, and of the running one the part that has passed."""
    start = floored(at, DAY)
    whole, rest = divmod(at - start, _SLOT)
    sum_ = sum(_found(chance, name, start + step * _SLOT, rate) for step in range(whole))
    return sum_ + int(_found(chance, name, start + whole * _SLOT, rate) * (rest / _SLOT))


def detections_by_day(chance: Chance, at: datetime) -> list[tuple[datetime, int]]:
    """Of thirty days, the running one last, as far as it has come."""
    today = floored(at, DAY)
    past = [today - DAY * back for back in range(29, 0, -1)]
    full = [(day, _total(chance, "av-found", day + DAY - _MINUTE, 2.2)) for day in past]
    return [*full, (today, _total(chance, "av-found", at, 2.2))]


def _needy(chance: Chance, at: datetime) -> list[dict[str, object]]:
    """Computers infected or with old signatures, as far as the server lists them."""
    found: list[dict[str, object]] = []
    for back in range(10, -1, -1):
        day = floored(at, DAY) - DAY * back
        many = chance.count(6 if is_working(day.date()) else 1, "av-sick", day.timestamp())
        for number in range(many):
            words = ("av-sick", day.timestamp(), number)
            since = day + timedelta(hours=7) + chance.between(0, 10, *words, "since") * HOUR
            days = chance.between(0.05, 4, *words, "days") ** 1.6
            if not since <= at < since + days * DAY:
                continue
            place = chance.pick(offices(), *words, "office")
            infected = chance.share(*words, "infected") < 0.4  # noqa: PLR2004 - the rest is old
            found.append(
                {
                    "ten": f"PC-{place.sign}-{chance.whole(1, 180, *words, 'name'):03d}",
                    "ip": f"10.68.{chance.whole(1, 60, *words, 'net')}.{chance.whole(2, 250, *words)}",
                    "don_vi": place.name,
                    "he_dieu_hanh": chance.pick(("Windows 10", "Windows 11"), *words, "os"),
                    "trang_thai": "Nhiễm mã độc" if infected else "Mẫu quá hạn",
                    "nhiem": infected,
                    "tu_luc": said(since),
                    "cap_nhat_mau": said(since - (timedelta() if infected else 8 * DAY)),
                }
            )
    return found[-_SHOWN:]


def _worst(sick: list[dict[str, object]]) -> list[dict[str, object]]:
    many = Counter(str(one["don_vi"]) for one in sick if one["nhiem"])
    return [{"ten": name, "so_may": count} for name, count in many.most_common(5)]


def _common(chance: Chance, at: datetime) -> list[dict[str, object]]:
    day = local(at).date()
    many = {name: chance.count(12, "av-kind", name, day) for name in invented()["malware"]}
    ranked = sorted(many.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"ten": name, "so_luot": count} for name, count in ranked[:5]]
